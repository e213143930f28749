import type { SearchSort } from '../search.ts';
import { type Bits, both, countOf, has, positionsOf, without } from './bits.ts';
import type { ColumnKey, Columns, Tally } from './columns.ts';
import { sortByKey } from './order.ts';

export type BrowseQuestion = {
  /** Facet value that all documents must have; null: the whole segment. */
  scope: number | null;
  /** Values by field: one of each list. */
  filters: readonly (readonly number[])[];
  price: { from?: number | null; to?: number | null } | null;
  sort: Exclude<SearchSort, 'relevance'>;
  offset: number;
  limit: number;
  /** Goes on after this place. */
  after: { key: number; id: number } | null;
  counts: boolean;
};

export type BrowseAnswer = {
  total: number;
  ids: number[];
  /** Of each id, what it is sorted by. */
  keys: number[];
  /** Null when no counts are asked for. */
  found: Tally | null;
  /** For each filter: what is found without it. */
  own: Tally[];
  /** Price bounds without the choice of a price. */
  price: Tally['price'];
};

export const SORTED: Record<BrowseQuestion['sort'], { key: ColumnKey; falling: boolean }> = {
  popular: { key: 'popularity', falling: true },
  newest: { key: 'created', falling: true },
  rating: { key: 'rating', falling: true },
  'price-asc': { key: 'price', falling: false },
  'price-desc': { key: 'price', falling: true },
};

/** Counts the values of documents: all of them, or (for one of the filters, by its place) those of its field at least. */
export type Counter = (bits: Bits, filter: number | null) => Tally;

/** A page with its counts, out of the columns alone: no wait, nothing read from outside. */
export function browse(columns: Columns, question: BrowseQuestion, counter: Counter = columns.tallyOf): BrowseAnswer {
  const { scope, filters, price } = question;
  const scoped = columns.scopeBits(scope);
  const chosen = filters.map((values) => columns.bitsOfAny(values));
  const narrowed = (but: number) => chosen.reduce((bits, each, i) => (i === but ? bits : both(bits, each)), scoped);
  const inPrice = (bits: Bits) => (price ? pricedBetween(columns, bits, price) : bits);
  const beforePrice = narrowed(-1);
  const found = inPrice(beforePrice);
  const total = countOf(found);
  const page = pageOf(columns, found, total, question);
  if (!question.counts) return { total, ...page, found: null, own: [], price: null };
  const main = tallyWithin(columns, counter, found, scope);
  return {
    total,
    ...page,
    found: main,
    own: filters.map((_, i) => counter(inPrice(narrowed(i)), i)),
    price: price ? boundsOf(columns, beforePrice) : main.price,
  };
}

/** Counts what is found, or what the scope has beyond that, whichever is less. */
function tallyWithin(columns: Columns, counter: Counter, bits: Bits, scope: number | null): Tally {
  const all = columns.scopeTally(scope);
  const found = countOf(bits);
  if (found === all.total) return all;
  if (found * 2 <= all.total) return counter(bits, null);
  const rest = new Map(counter(without(columns.scopeBits(scope), bits), null).counts);
  const counts = all.counts.flatMap(([value, count]) => {
    const left = count - (rest.get(value) ?? 0);
    return left > 0 ? [[value, left] as const] : [];
  });
  return { total: found, counts, price: boundsOf(columns, bits) };
}

function pricedBetween(columns: Columns, bits: Bits, { from = null, to = null }: NonNullable<BrowseQuestion['price']>): Bits {
  const low = from ?? Number.NEGATIVE_INFINITY;
  const high = to ?? Number.POSITIVE_INFINITY;
  const prices = columns.keysOf('price');
  const result = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i += 1)
    for (let word = bits[i]!; word !== 0; word &= word - 1) {
      const price = prices[(i << 5) + 31 - Math.clz32(word & -word)]!;
      if (price >= low && price <= high) result[i]! |= word & -word;
    }
  return result;
}

function boundsOf(columns: Columns, bits: Bits): Tally['price'] {
  const bounds = columns.priceBounds(bits);
  return bounds.min > bounds.max ? null : bounds;
}

/** How much dearer it is to sort a document than to pass it by in the order of all. */
const sortingCost = 8;

/** Follows the order of all documents past those that are not found; sorts what is found where that is little. */
function pageOf(columns: Columns, found: Bits, total: number, question: BrowseQuestion): { ids: number[]; keys: number[] } {
  const { key, falling } = SORTED[question.sort];
  const { offset, limit, after } = question;
  const walk = ((offset + limit) * columns.size()) / Math.max(1, total) < total * sortingCost;
  const order = walk ? columns.order(key) : sortByKey(byId(columns, positionsOf(found, total)), columns.keysOf(key));
  const shown: number[] = [];
  const step = falling ? -1 : 1;
  let skip = offset;
  const keys = columns.keysOf(key);
  for (let i = startOf(columns, order, { key, falling, after }); i >= 0 && i < order.length && shown.length < limit; i += step) {
    const position = order[i]!;
    if (walk && !has(found, position)) continue;
    if (skip > 0) skip -= 1;
    else shown.push(position);
  }
  return { ids: shown.map((position) => columns.idAt(position)), keys: shown.map((position) => keys[position]!) };
}

/** Positions are in the order of ids but for documents that came late. */
function byId(columns: Columns, positions: Uint32Array): Uint32Array {
  for (let i = 1; i < positions.length; i += 1)
    if (columns.idAt(positions[i - 1]!) > columns.idAt(positions[i]!)) return positions.sort((a, b) => columns.idAt(a) - columns.idAt(b));
  return positions;
}

/** Where the page begins to be looked for: at an end, or beside the place to go on after. */
function startOf(
  columns: Columns,
  order: Uint32Array,
  { key, falling, after }: { key: ColumnKey; falling: boolean; after: BrowseQuestion['after'] },
): number {
  if (!after) return falling ? order.length - 1 : 0;
  const keys = columns.keysOf(key);
  // The first place whose (key, id) is above that of `after`, or not below it where the order falls.
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = order[middle]!;
    const difference = keys[position]! - after.key || columns.idAt(position) - after.id;
    if (falling ? difference < 0 : difference <= 0) low = middle + 1;
    else high = middle;
  }
  return falling ? low - 1 : low;
}
