import { invariant } from '../../kernel/invariant.ts';
import { taxIncluded, taxOnTop } from '../../kernel/money.ts';

/** Amounts are minor units as presented: with tax in them when `taxIncluded`, else without. Rates are parts per million. */
export type TotalsInput = {
  taxIncluded: boolean;
  lines: readonly { unitAmount: number; quantity: number; ratePpm: number }[];
  deliveryAmount: number;
};

export type TaxShare = { ratePpm: number; net: number; tax: number };

export type Totals = {
  lines: { total: number; ratePpm: number; taxAmount: number }[];
  subtotal: number;
  discountAmount: number;
  deliveryAmount: number;
  deliveryRatePpm: number;
  deliveryTaxAmount: number;
  /** Of lines and delivery together. */
  taxAmount: number;
  /** What the shopper pays: subtotal - discount + delivery, plus the tax where it is not included. */
  total: number;
  /** The same money by rate, highest first: nets and taxes sum to the total. */
  taxes: TaxShare[];
};

/**
 * The sums of an order, in one order of steps:
 *  1. each line is unit amount times quantity; the subtotal is the sum of the lines;
 *  2. tax is taken line by line, each rounded to the currency's unit, halves away from zero;
 *  3. delivery is taxed at the highest rate among the lines;
 *  4. the tax is the sum of those roundings, so it never differs from what the lines say.
 */
export function totalsOf(input: TotalsInput): Totals {
  const tax = input.taxIncluded ? taxIncluded : taxOnTop;
  const lines = input.lines.map(({ unitAmount, quantity, ratePpm }) => {
    const total = unitAmount * quantity;
    return { total, ratePpm, taxAmount: tax(total, ratePpm) };
  });
  const subtotal = sum(lines.map((line) => line.total));
  const deliveryRatePpm = Math.max(0, ...lines.map((line) => line.ratePpm));
  const deliveryTaxAmount = tax(input.deliveryAmount, deliveryRatePpm);
  const taxAmount = sum(lines.map((line) => line.taxAmount)) + deliveryTaxAmount;
  const total = subtotal + input.deliveryAmount + (input.taxIncluded ? 0 : taxAmount);
  invariant(Number.isSafeInteger(total) && total >= 0, 'a total is a non-negative safe integer');
  return {
    lines,
    subtotal,
    discountAmount: 0,
    deliveryAmount: input.deliveryAmount,
    deliveryRatePpm,
    deliveryTaxAmount,
    taxAmount,
    total,
    taxes: sharesOf([...lines, { total: input.deliveryAmount, ratePpm: deliveryRatePpm, taxAmount: deliveryTaxAmount }], input.taxIncluded),
  };
}

/** Sums of what was taxed at each rate; amounts of nothing leave no share. */
export function sharesOf(parts: readonly { total: number; ratePpm: number; taxAmount: number }[], included: boolean): TaxShare[] {
  const shares = new Map<number, TaxShare>();
  for (const part of parts) {
    if (part.total === 0) continue;
    const share = shares.get(part.ratePpm) ?? { ratePpm: part.ratePpm, net: 0, tax: 0 };
    share.net += included ? part.total - part.taxAmount : part.total;
    share.tax += part.taxAmount;
    shares.set(part.ratePpm, share);
  }
  return [...shares.values()].sort((a, b) => b.ratePpm - a.ratePpm);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0);
}
