import type { Translated } from '../../kernel/translated.ts';
import type { Quote, QuotedCharge, QuotedLine, TaxPart } from '../totals/index.ts';

/** Part of a tax; `ratePpm` is parts per million: 19 % = 190,000. */
export type OrderTax = { name: string; ratePpm: number; isIncluded: boolean; tax: number };
/** What a promotion gave to a line. */
export type LineAdjustment = { promotionId: string; amount: number };

export type LineSums = {
  discountAmount: number;
  /** After its discount, as presented. */
  total: number;
  /** All its rates together. */
  ratePpm: number;
  taxAmount: number;
  adjustments: LineAdjustment[];
  taxes: OrderTax[];
};

/** A promotion as the order remembers it: its name at that time, and what it gave. */
export type OrderPromotion = { promotionId: string; name: Translated; code: string | null; goodsAmount: number; deliveryAmount: number };

/** The sums of an order: figures of its quote, as they are kept and shown. Minor units, as presented; each is worked out by `quoteOf` alone. */
export type OrderSums = {
  lines: LineSums[];
  /** Goods before discounts. */
  subtotal: number;
  /** Of the goods. */
  discountAmount: number;
  /** Before its discount. */
  deliveryAmount: number;
  deliveryDiscountAmount: number;
  deliveryRatePpm: number;
  deliveryTaxAmount: number;
  /** Of lines and delivery together. */
  taxAmount: number;
  /** What is owed: subtotal and delivery less their discounts, plus the tax where it is not included. */
  total: number;
  /** The same money by rate. */
  taxes: (OrderTax & { net: number })[];
  promotions: OrderPromotion[];
  giftCardAmount: number;
  storeCreditAmount: number;
  /** Left to pay by other means: total - gift cards - store credit. */
  dueAmount: number;
};

/** @param named names and codes of the promotions that the quote was made with */
export function orderSums(quote: Quote, named: ReadonlyMap<string, { name: Translated; code: string | null }> = new Map()): OrderSums {
  const delivery = quote.delivery[0];
  const giftCardAmount = quote.giftCards.reduce((sum, card) => sum + card.used, 0);
  return {
    lines: quote.lines.map(lineSums),
    subtotal: quote.goods.amount,
    discountAmount: quote.goods.discount,
    deliveryAmount: quote.deliverySum.amount,
    deliveryDiscountAmount: quote.deliverySum.discount,
    deliveryRatePpm: delivery ? ratePpmOf(delivery.taxes) : 0,
    deliveryTaxAmount: quote.deliverySum.tax,
    taxAmount: quote.tax,
    total: quote.total,
    taxes: quote.taxes.filter(({ net, amount }) => net !== 0 || amount !== 0).map((part) => ({ ...taxOf(part), net: part.net })),
    promotions: promotionsOf(quote, named),
    giftCardAmount,
    storeCreditAmount: quote.storeCreditUsed,
    dueAmount: quote.due,
  };
}

function lineSums({ discount, total, tax, taxes, adjustments }: QuotedLine): LineSums {
  return { discountAmount: discount, total, ratePpm: ratePpmOf(taxes), taxAmount: tax, adjustments, taxes: taxes.map(taxOf) };
}

function promotionsOf(quote: Quote, named: ReadonlyMap<string, { name: Translated; code: string | null }>): OrderPromotion[] {
  const given = (parts: readonly (QuotedLine | QuotedCharge)[], id: string) =>
    parts.reduce((sum, part) => sum + part.adjustments.reduce((of, one) => of + (one.promotionId === id ? one.amount : 0), 0), 0);
  return quote.promotions
    .filter(({ isApplied }) => isApplied)
    .map(({ id }) => ({
      promotionId: id,
      name: named.get(id)?.name ?? {},
      code: named.get(id)?.code ?? null,
      goodsAmount: given(quote.lines, id),
      deliveryAmount: given(quote.delivery, id),
    }));
}

function taxOf({ name, percent, isIncluded, amount }: TaxPart): OrderTax {
  return { name, ratePpm: ppm(percent), isIncluded, tax: amount };
}

function ratePpmOf(taxes: readonly TaxPart[]): number {
  return taxes.reduce((sum, { percent }) => sum + ppm(percent), 0);
}

function ppm(percent: number): number {
  return Math.round(percent * 10_000);
}
