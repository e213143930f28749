import { type Translated, translate } from '../../kernel/translated.ts';
import { isPayable } from './cart.ts';

/** A picture as the database knows it; the media module makes addresses of it. */
export type MediaRow = {
  id: string;
  kind: 'image' | 'video';
  mime: string;
  width: number | null;
  height: number | null;
  color: string | null;
  renditions: unknown;
  alt: Translated;
};

/** What the database says about a variant in a market, now. */
export type VariantRow = {
  variantId: number;
  productId: number;
  handle: string;
  title: Translated;
  options: readonly { code: string; values: readonly { code: string; label: Translated }[] }[];
  optionValues: readonly string[];
  sku: string | null;
  active: boolean;
  requiresShipping: boolean;
  /** Of a piece; null: not known. */
  weightGrams: number | null;
  taxable: boolean;
  taxCategory: string;
  amount: number | null;
  compareAt: number | null;
  /** Null: any quantity can be sold. */
  available: number | null;
  media: MediaRow | null;
  isGiftCard: boolean;
  /** Codes; only read where a promotion may ask for them. */
  brand?: string | null;
  tags?: readonly string[] | null;
  /** Codes of its categories and of all above them. */
  categories?: readonly string[] | null;
};

export type LineProblem = 'unavailable' | 'short' | 'price_changed';

/** A line of a cart with everything that is true of it at this moment. Amounts in minor units, as presented. */
export type PricedLine = {
  variantId: number;
  productId: number | null;
  handle: string | null;
  title: string;
  variantTitle: string;
  sku: string | null;
  media: MediaRow | null;
  quantity: number;
  unitAmount: number;
  /** The price that the shopper was shown last. */
  seenAmount: number;
  compareAt: number | null;
  total: number;
  available: number | null;
  taxCategory: string;
  taxable: boolean;
  requiresShipping: boolean;
  /** Of a piece; 0: not known. */
  weightGrams: number;
  isGiftCard: boolean;
  brand: string | null;
  tags: readonly string[];
  categories: readonly string[];
  problem: LineProblem | null;
};

export function pricedLine(
  line: { variantId: number; quantity: number; unitAmount: number },
  row: VariantRow | undefined,
  language: string,
): PricedLine {
  // A price that was raised since may lead a line beyond what can be paid: then it is not sold in this quantity.
  const sold = row?.active === true && row.amount !== null && isPayable(row.amount, line.quantity) ? row : undefined;
  const unitAmount = row?.amount ?? line.unitAmount;
  return {
    variantId: line.variantId,
    productId: row?.productId ?? null,
    handle: row?.active ? row.handle : null,
    title: translate(row?.title, language),
    variantTitle: row ? variantTitle(row, language) : '',
    sku: row?.sku ?? null,
    media: row?.media ?? null,
    quantity: line.quantity,
    unitAmount,
    seenAmount: line.unitAmount,
    compareAt: row?.compareAt != null && row.compareAt > unitAmount ? row.compareAt : null,
    total: sold ? unitAmount * line.quantity : 0,
    available: sold ? sold.available : 0,
    taxCategory: row?.taxCategory ?? 'standard',
    taxable: row?.taxable ?? true,
    requiresShipping: row?.requiresShipping ?? true,
    weightGrams: row?.weightGrams ?? 0,
    isGiftCard: row?.isGiftCard ?? false,
    brand: row?.brand ?? null,
    tags: row?.tags ?? [],
    categories: row?.categories ?? [],
    problem: problemOf(line, sold),
  };
}

/** The worst first: what is not sold, what is not there, what costs another price. */
function problemOf(line: { quantity: number; unitAmount: number }, row: VariantRow | undefined): LineProblem | null {
  if (!row) return 'unavailable';
  if (row.available !== null && row.available < line.quantity) return 'short';
  return row.amount === line.unitAmount ? null : 'price_changed';
}

/** `Red / XL`; empty for a product of a single variant. */
function variantTitle(row: VariantRow, language: string): string {
  return row.optionValues
    .map((code, index) => {
      const value = row.options[index]?.values.find((known) => known.code === code);
      return value ? translate(value.label, language) : code;
    })
    .join(' / ');
}
