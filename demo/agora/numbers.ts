import { chance } from './words.ts';

/** EAN-13 of twelve digits and their check digit. */
export function ean13(twelve: string): string {
  if (!/^\d{12}$/.test(twelve)) throw new Error(`twelve digits wanted, got "${twelve}"`);
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += Number(twelve[index]) * (index % 2 === 0 ? 1 : 3);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** A barcode from the range that GS1 leaves to shops themselves (200-299). */
export const inStoreBarcode = (item: number, variant: number): string =>
  ean13(`200${String(item).padStart(5, '0')}${String(variant).padStart(4, '0')}`);

/** The nearest amount in minor units that ends like a price: halves below 15, whole units below 100, then 5 or 9. */
export function euroPrice(value: number): number {
  if (value < 15) return Math.round(value * 2) * 50;
  if (value < 100) return Math.round(value) * 100;
  return nearest(value, [5, 9]) * 100;
}

/**
 * Dollar prices are without tax and have points of their own: from the tax-inclusive euro value, less 19 % tax, at 1.10, plus 12 % for the way over.
 */
export function dollarPrice(euros: number): number {
  const value = (euros / 1.19) * 1.1 * 1.12;
  if (value < 20) return Math.max(1, Math.round(value)) * 100;
  if (value < 100) return nearest(value, [2, 4, 5, 8]) * 100;
  return nearest(value, [0, 5, 8]) * 100;
}

function nearest(value: number, endings: readonly number[]): number {
  const tens = Math.floor(value / 10);
  const candidates = [tens - 1, tens, tens + 1].flatMap((ten) => endings.map((ending) => ten * 10 + ending));
  return candidates.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
}

/** About one product in eight is reduced; the factor by which its former price was higher, else null. */
export function reduction(handle: string): number | null {
  if (chance(`reduced ${handle}`, 1000) >= 122) return null;
  return [1.15, 1.2, 1.25, 1.3][chance(`by how much ${handle}`, 4)] ?? null;
}

/** On hand: mostly 4 to 60, sometimes the last 3, sometimes none; a few products are sold out altogether. */
export function stockOf(handle: string, sku: string): number {
  if (chance(`gone ${handle}`, 1000) < 15) return 0;
  const roll = chance(`stock ${sku}`, 1000);
  if (roll < 38) return 0;
  if (roll < 90) return 3;
  if (roll < 120) return 1 + chance(`few ${sku}`, 2);
  return 4 + chance(`many ${sku}`, 57);
}

/** Most goods are looked at little, a few a lot: 1 to 1000. */
export const popularityOf = (handle: string): number => 1 + Math.floor(999 * (chance(`popular ${handle}`, 10_000) / 10_000) ** 3);

const FIRST_DAY = Date.UTC(2025, 4, 5);
const DAYS = 548;

/** Added some day in the eighteen months from May 2025 to early November 2026, in working hours. */
export function createdAt(handle: string): string {
  const day = chance(`day ${handle}`, DAYS);
  const minute = 8 * 60 + chance(`minute ${handle}`, 9 * 60);
  return new Date(FIRST_DAY + day * 86_400_000 + minute * 60_000).toISOString();
}
