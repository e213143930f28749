import { divideRounded } from '../../kernel/money.ts';
import { creditShares, type InvoiceContent, type InvoiceLine, type InvoiceTax, remainingOf } from '../invoices/index.ts';
import type { ChangingLine, ChangingOrder } from './order-change.store.ts';
import { type Units, worthOf } from './order-states.ts';

/** Given back before without naming pieces (goodwill), so not billed and not given back again. */
const CREDITED_BEFORE = { en: 'Credited before', de: 'Bereits gutgeschrieben' };

const CREDIT = { en: 'Credit', de: 'Gutschrift' };
const ROUNDING = { en: 'Rounding', de: 'Rundung' };
/** Shares of a sum by rate and by piece are rounded each for itself. */
const MOST_ROUNDING = 2;

/** What a line costs its buyer, tax included. */
export function grossOf(order: Pick<ChangingOrder, 'taxIncluded'>, line: Pick<ChangingLine, 'total' | 'taxAmount'>): number {
  return order.taxIncluded ? line.total : line.total + line.taxAmount;
}

/** What an order is billed for as it stands: its total less all that is not owed any more, by pieces or by an amount. */
export function billOf(order: ChangingOrder, lines: readonly ChangingLine[]): Omit<InvoiceContent, 'seller' | 'refersTo'> {
  const kept = lines.flatMap((line) => {
    const quantity = line.quantity - line.credited;
    if (quantity === 0) return [];
    const [total, taxAmount] = [lastUnits(line.total, line), lastUnits(line.taxAmount, line)];
    return [{ line, quantity, total, taxAmount }];
  });
  const parts = kept.map(({ line, total, taxAmount }) => ({ total, ratePpm: line.ratePpm, taxAmount }));
  const delivery = { total: order.deliveryAmount, ratePpm: order.deliveryRatePpm, taxAmount: order.deliveryTaxAmount };
  const owed = sharesOf([...parts, delivery], order.taxIncluded);
  const before = creditShares(owed, creditedByAmount(order, lines));
  const charges = order.deliveryAmount > 0 ? [{ name: order.deliveryName, amount: order.deliveryAmount }] : [];
  return {
    orderNumber: order.number,
    placedAt: order.placedAt.toISOString(),
    taxIncluded: order.taxIncluded,
    lines: kept.map(({ line, quantity, total }) => invoiceLine(line, quantity, total)),
    charges: before.length > 0 ? [...charges, { name: CREDITED_BEFORE, amount: -presented(order, before) }] : charges,
    taxes: remainingOf(owed, [before]),
    notes: order.isReverseCharge ? ['reverse_charge'] : [],
    reason: '',
  };
}

/** A credit note with all that it gives back in its rows: what the pieces do not come to is delivery, an amount, or what rounding leaves. */
export function withRest<Content extends Pick<InvoiceContent, 'lines' | 'charges' | 'taxes'>>(
  order: ChangingOrder,
  content: Content,
): Content {
  const rows = [...content.lines, ...content.charges].reduce((sum, { amount }) => sum + amount, 0);
  const rest = presented(order, content.taxes) - rows;
  return { ...content, charges: [...content.charges, ...restRows(order, rest, content.lines.length > 0)] };
}

function restRows(order: ChangingOrder, rest: number, hasPieces: boolean): InvoiceContent['charges'] {
  if (rest === 0) return [];
  const isSmall = (amount: number) => Math.abs(amount) <= MOST_ROUNDING;
  const past = rest - order.deliveryAmount;
  if (order.deliveryAmount > 0 && hasPieces && isSmall(past)) {
    const delivery = { name: order.deliveryName, amount: order.deliveryAmount };
    return past === 0 ? [delivery] : [delivery, { name: ROUNDING, amount: past }];
  }
  if (hasPieces && isSmall(rest)) return [{ name: ROUNDING, amount: rest }];
  return [{ name: rest < 0 ? CREDITED_BEFORE : CREDIT, amount: rest }];
}

/** The pieces of a credit note, and what they are worth by rate, tax included. */
export function creditOf(
  order: ChangingOrder,
  lines: readonly ChangingLine[],
  units: readonly Units[],
): { lines: InvoiceLine[]; wanted: Map<number, number> } {
  const wanted = new Map<number, number>();
  const credited = units.flatMap(({ position, quantity }) => {
    const line = lines.find((one) => one.position === position);
    // Pieces whose worth was given back before are cancelled without being credited again.
    const pieces = line ? Math.min(quantity, line.quantity - line.credited) : 0;
    if (!line || pieces === 0) return [];
    const gross = worthOf({ ...line, gross: grossOf(order, line) }, pieces);
    wanted.set(line.ratePpm, (wanted.get(line.ratePpm) ?? 0) + gross);
    return [invoiceLine(line, pieces, worthOf({ ...line, gross: line.total }, pieces))];
  });
  return { lines: credited, wanted };
}

/** What of the order's credit names no pieces. */
function creditedByAmount(order: ChangingOrder, lines: readonly ChangingLine[]): number {
  const byPieces = lines.map((line) => worthOf({ ...line, gross: grossOf(order, line), credited: 0 }, line.credited));
  return Math.max(0, order.credited - byPieces.reduce((a, b) => a + b, 0));
}

function presented({ taxIncluded }: ChangingOrder, taxes: readonly InvoiceTax[]): number {
  return taxes.reduce((sum, { net, tax }) => sum + net + (taxIncluded ? tax : 0), 0);
}

function invoiceLine(line: ChangingLine, quantity: number, amount: number): InvoiceLine {
  const { title, variantTitle: detail, sku, unitAmount, ratePpm } = line;
  return { title, detail, sku, quantity, unitAmount, discount: Math.max(0, unitAmount * quantity - amount), amount, ratePpm };
}

/** The share of those pieces of a line that were not credited yet. */
function lastUnits(amount: number, { quantity, credited }: Pick<ChangingLine, 'quantity' | 'credited'>): number {
  return amount - divideRounded(BigInt(amount) * BigInt(credited), quantity);
}

/** Sums of what was taxed at each rate, highest first. */
function sharesOf(parts: readonly { total: number; ratePpm: number; taxAmount: number }[], included: boolean): InvoiceTax[] {
  const shares = new Map<number, InvoiceTax>();
  for (const { total, ratePpm, taxAmount } of parts) {
    if (total === 0) continue;
    const share = shares.get(ratePpm) ?? { ratePpm, net: 0, tax: 0 };
    shares.set(ratePpm, { ratePpm, net: share.net + total - (included ? taxAmount : 0), tax: share.tax + taxAmount });
  }
  return [...shares.values()].sort((a, b) => b.ratePpm - a.ratePpm);
}
