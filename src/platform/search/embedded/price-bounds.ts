import { type Bits, countOf, has } from './bits.ts';

/** How much more often a place of an order may be looked at than a document's price. */
const walkedTimes = 4;

export type Prices = {
  /** By position. */
  prices: Float64Array;
  documents: number;
  /** Positions of all documents, cheapest first. */
  order(): Uint32Array;
};

/** The lowest and the highest price of some documents; of none the lowest is above the highest. */
export function boundsOf(bits: Bits, { prices, documents, order }: Prices): { min: number; max: number } {
  const count = countOf(bits);
  // Of many, the first and the last in the order of all are soon met.
  if (count * count > documents * walkedTimes) return boundsByOrder(bits, prices, order());
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < bits.length; i += 1)
    for (let word = bits[i]!; word !== 0; word &= word - 1) {
      const price = prices[(i << 5) + 31 - Math.clz32(word & -word)]!;
      if (price < min) min = price;
      if (price > max) max = price;
    }
  return { min, max };
}

function boundsByOrder(bits: Bits, prices: Float64Array, order: Uint32Array): { min: number; max: number } {
  let low = 0;
  while (!has(bits, order[low]!)) low += 1;
  let high = order.length - 1;
  while (!has(bits, order[high]!)) high -= 1;
  return { min: prices[order[low]!]!, max: prices[order[high]!]! };
}
