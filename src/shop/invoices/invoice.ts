import { allocate, taxIncluded as taxInside } from '../../kernel/money.ts';
import type { Translated } from '../../kernel/translated.ts';

export type InvoiceSeries = 'invoice' | 'credit_note';

/** Who sells, as it stands on every document. */
export type Seller = {
  company: string;
  /** Lines of the postal address. */
  address: string[];
  email: string;
  phone: string;
  vatId: string;
  /** Court and number. */
  register: string;
  represented: string;
  /** One line each, below the sums; empty when there is none. */
  bank: string;
};

export type InvoiceBuyer = {
  name: string;
  street: string;
  extra: string;
  postalCode: string;
  city: string;
  region: string;
  country: string;
  /** Of a business; absent in papers of before. */
  company?: string;
  vatId?: string;
};

/** Amounts in minor units. `net + tax` of a share is what was paid at its rate. */
export type InvoiceTax = { ratePpm: number; net: number; tax: number };

export type InvoiceLine = {
  title: string;
  detail: string;
  sku: string | null;
  quantity: number;
  /** As presented: with tax in it when `taxIncluded`. */
  unitAmount: number;
  discount: number;
  amount: number;
  ratePpm: number;
};

/** All that was billed, as it was: never worked out again. No personal data. */
export type InvoiceContent = {
  orderNumber: string;
  placedAt: string;
  taxIncluded: boolean;
  lines: InvoiceLine[];
  /** Delivery, charges and other sums that are no goods. */
  charges: { name: Translated; amount: number }[];
  taxes: InvoiceTax[];
  /** Stable words that the document writes out: `reverse_charge`, `export`, `small_business`. */
  notes: string[];
  seller: Seller;
  /** On a credit note: number of the invoice, and why. */
  refersTo: string | null;
  reason: string;
};

export type InvoiceDraft = {
  orderId: string;
  /** What it is issued for; the same key gives the same document. */
  key: string;
  series: InvoiceSeries;
  refersTo: { id: string; number: string } | null;
  language: string;
  currency: string;
  content: Omit<InvoiceContent, 'seller' | 'refersTo'>;
};

export type Invoice = {
  id: string;
  series: InvoiceSeries;
  number: string;
  orderId: string;
  key: string;
  refersToId: string | null;
  language: string;
  currency: string;
  net: number;
  tax: number;
  total: number;
  content: InvoiceContent;
  buyerSealed: Buffer | null;
  issuedAt: Date;
};

/** What of an invoice has not been taken back by its credit notes, by rate. */
export function remainingOf(invoice: InvoiceTax[], notes: readonly InvoiceTax[][]): InvoiceTax[] {
  return invoice.map((share) => {
    const taken = notes.flat().filter((note) => note.ratePpm === share.ratePpm);
    return {
      ratePpm: share.ratePpm,
      net: share.net - sum(taken.map((note) => note.net)),
      tax: share.tax - sum(taken.map((note) => note.tax)),
    };
  });
}

/**
 * The tax inside `amount` that goes back: first as the pieces were taxed (`wanted`, gross by rate), the rest over what remains.
 * Never more of a rate than remains of it; all that remains comes out exactly.
 */
export function creditShares(
  remaining: readonly InvoiceTax[],
  amount: number,
  wanted: ReadonlyMap<number, number> = new Map(),
): InvoiceTax[] {
  const room = remaining.map((share) => Math.max(0, share.net + share.tax));
  const total = Math.min(amount, sum(room));
  const taken = remaining.map((share, index) => Math.min(room[index]!, wanted.get(share.ratePpm) ?? 0));
  let over = sum(taken) - total;
  for (let index = taken.length - 1; over > 0 && index >= 0; index -= 1) {
    const less = Math.min(over, taken[index]!);
    taken[index]! -= less;
    over -= less;
  }
  const left = room.map((most, index) => most - taken[index]!);
  const more = sum(left) === 0 ? left : allocate(total - sum(taken), left);
  return remaining.flatMap(({ ratePpm, net, tax }, index) => {
    const gross = taken[index]! + more[index]!;
    if (gross === 0) return [];
    const part = gross === net + tax ? tax : clamp(taxInside(gross, ratePpm), gross - net, tax);
    return [{ ratePpm, net: gross - part, tax: part }];
  });
}

export function sumsOf(taxes: readonly InvoiceTax[]): { net: number; tax: number; total: number } {
  const [net, tax] = [sum(taxes.map((share) => share.net)), sum(taxes.map((share) => share.tax))];
  return { net, tax, total: net + tax };
}

/** Within what remains, so that neither net nor tax of a rate is ever given back twice. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0);
}
