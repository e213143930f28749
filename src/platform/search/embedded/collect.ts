import { type Bits, bitsFor, has } from './bits.ts';
import type { Segment } from './segment.ts';

/** What narrows the documents that are looked at. Positions are those of the segment. */
export type Choices = {
  /** A value that all must have, by its number. */
  scope: number | null;
  hidden: ReadonlySet<number> | null;
  /** One of the values of each, by their numbers. */
  filters: readonly { field: string; values: readonly number[] }[];
  price: { from: number; to: number } | null;
  ranges: readonly { field: string; from: number; to: number }[];
  counts: boolean;
};

export type Collected = {
  /** Candidates that every choice lets through, by their place in what was looked at. */
  found: Uint32Array;
  total: number;
  /** Field -> value -> documents, each field under all choices but its own; null when not asked for. */
  counts: Map<string, Map<string, number>> | null;
  price: { min: number; max: number } | null;
  ranges: Map<string, { min: number; max: number }>;
};

/**
 * Filters, totals, counts and bounds of the candidates: what fails one choice alone is counted for that one. Two steps, each a small
 * loop over typed arrays: who passes (by sets of bits), then what they have.
 */
export function collect(segment: Segment, positions: Uint32Array, count: number, choices: Choices): Collected {
  const { columns, numbers } = segment;
  const ranged = choices.ranges.map((range) => ({ ...range, numbers: numbers.get(range.field) ?? empty }));
  const passed = pass(segment, positions, count, { ...choices, ranged });
  const { found, total, bounds } = passed;
  const kept = found.subarray(0, total);
  const bounded = new Map(ranged.flatMap(({ field }, r) => (bounds[r]!.min <= bounds[r]!.max ? [[field, bounds[r]!] as const] : [])));
  if (!choices.counts) return { found: kept, total, counts: null, price: null, ranges: bounded };
  const rows = columns.raw();
  const values = rows.valueAt.length;
  const at = total === count ? positions : placesFor(total);
  if (at !== positions) for (let i = 0; i < total; i += 1) at[i] = positions[found[i]!]!;
  const { min, max } = boundsWithin(columns.keysOf('price'), at, total, passed.price);
  const { counted, touched } = countingFor(values);
  let touches = 0;
  if (segment.fieldColumns.isMade()) {
    touches = segment.fieldColumns.count(at, total, null, { counted, touched, touches });
    for (const { field, positions: near, count: nears } of passed.near)
      touches = segment.fieldColumns.count(near, nears, field, { counted, touched, touches });
  } else {
    touches = countRows(rows, at, total, null, { counted, touched, touches });
    for (const { field, positions: near, count: nears } of passed.near)
      touches = countRows(rows, near, nears, { field, fields: segment.fieldsByPlace() }, { counted, touched, touches });
  }
  for (const [field, list] of numbers)
    if (!bounded.has(field)) {
      const range = boundsOf(list, positions, kept);
      if (range) bounded.set(field, range);
    }
  const counts = named(segment, counted, touched.subarray(0, touches));
  return { found: kept, total, counts, price: min > max ? null : { min, max }, ranges: bounded };
}

type Ranged = Choices['ranges'][number] & { numbers: Float64Array };
type Bounds = { min: number; max: number };
type Rows = ReturnType<Segment['columns']['raw']>;
type Near = { field: number; positions: Uint32Array; count: number };
/** `found` are places in what was looked at; `near` positions that fail one filter alone, by filter. */
type Passed = { found: Uint32Array; total: number; near: Near[]; price: Bounds; bounds: Bounds[] };

function pass(
  segment: Segment,
  positions: Uint32Array,
  count: number,
  { scope, hidden, filters, price, ranged }: Choices & { ranged: readonly Ranged[] },
): Passed {
  const { columns } = segment;
  const found = foundFor(count);
  const bounds = ranged.map(noBounds);
  const passed: Passed = { found, total: 0, near: [], price: noBounds(), bounds };
  if (scope === null && !hidden && filters.length === 0 && price === null && ranged.length === 0) {
    return { ...passed, found: firstOf(count), total: count };
  }
  const prices = columns.keysOf('price');
  const sets = filters.map(({ values }) => columns.bitsOfAny(values));
  const within = scope === null ? null : columns.scopeBits(scope);
  passed.near = filters.map(({ field }, f) => ({ field: segment.fieldNumber(field), positions: nearFor(f, count), count: 0 }));
  const [low, high] = [price?.from ?? Number.NEGATIVE_INFINITY, price?.to ?? Number.POSITIVE_INFINITY];
  const priced = price !== null;
  const priceAt = filters.length;
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    if (within !== null && !has(within, position)) continue;
    if (hidden?.has(position)) continue;
    // The last choice that it fails, and how many.
    let failed = -1;
    let fails = 0;
    for (let f = 0; f < sets.length; f += 1)
      if (!has(sets[f]!, position)) {
        failed = f;
        fails += 1;
      }
    if (fails > 1) continue;
    if (priced && (prices[position]! < low || prices[position]! > high)) {
      fails += 1;
      failed = priceAt;
    }
    for (let r = 0; r < ranged.length; r += 1) {
      const { numbers: values, from, to } = ranged[r]!;
      const number = values[position];
      if (number === undefined || !(number >= from && number <= to)) {
        fails += 1;
        failed = priceAt + 1 + r;
      }
    }
    if (fails > 1) continue;
    for (let r = 0; r < ranged.length; r += 1)
      if (fails === 0 || failed === priceAt + 1 + r) widen(bounds[r]!, ranged[r]!.numbers[position]);
    if (fails === 0) {
      found[passed.total] = i;
      passed.total += 1;
    } else if (failed < priceAt) {
      const near = passed.near[failed]!;
      near.positions[near.count] = position;
      near.count += 1;
    } else if (failed === priceAt) widen(passed.price, prices[position]);
  }
  return passed;
}

function noBounds(): Bounds {
  return { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
}

function widen(bounds: Bounds, number: number | undefined): void {
  if (number !== undefined && number < bounds.min) bounds.min = number;
  if (number !== undefined && number > bounds.max) bounds.max = number;
}

function boundsWithin(numbers: Float64Array, positions: Uint32Array, count: number, bounds: Bounds): Bounds {
  let { min, max } = bounds;
  for (let i = 0; i < count; i += 1) {
    const number = numbers[positions[i]!]!;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return { min, max };
}

/** While there are no columns by field: row by row, all of it or what belongs to one field. */
function countRows(
  { list, starts, sizes }: Rows,
  positions: Uint32Array,
  count: number,
  only: { field: number; fields: Uint16Array } | null,
  { counted, touched, touches }: { counted: Uint32Array; touched: Uint32Array; touches: number },
): number {
  let noted = touches;
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    const start = starts[position]!;
    const end = start + sizes[position]!;
    for (let at = start; at < end; at += 1) {
      const value = list[at]!;
      if (only !== null && only.fields[value] !== only.field) continue;
      const before = counted[value]!;
      if (before === 0) touched[noted++] = value;
      counted[value] = before + 1;
    }
  }
  return noted;
}

function boundsOf(values: Float64Array, positions: Uint32Array, found: Uint32Array): { min: number; max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < found.length; i += 1) {
    const number = values[positions[found[i]!]!];
    if (number !== undefined && number < min) min = number;
    if (number !== undefined && number > max) max = number;
  }
  return min > max ? null : { min, max };
}

/** By the names of fields and values; `counted` is left empty for the next question. */
function named(segment: Segment, counted: Uint32Array, touched: Uint32Array): Map<string, Map<string, number>> {
  const { valueAt } = segment.columns.raw();
  const counts = new Map<string, Map<string, number>>();
  for (let i = 0; i < touched.length; i += 1) {
    const at = touched[i]!;
    const count = counted[at]!;
    counted[at] = 0;
    const name = segment.nameOf(valueAt[at]!);
    if (!name.counted) continue;
    const values = counts.get(name.field);
    if (values) values.set(name.value, count);
    else counts.set(name.field, new Map([[name.value, count]]));
  }
  return counts;
}

/** Kept between questions; the counts are all zero. */
let sharedCounts = new Uint32Array(1024);
let sharedTouched = new Uint32Array(1024);
let sharedFirst = new Uint32Array(0);
let sharedFound = new Uint32Array(1024);
let sharedPlaces = new Uint32Array(1024);
const sharedNear: Uint32Array[] = [];

/** Room for counts by place of the value (all zero, and to be left so) and for the places that are met. */
export function countingFor(values: number): { counted: Uint32Array; touched: Uint32Array } {
  if (sharedCounts.length < values) {
    sharedCounts = new Uint32Array(Math.ceil(values * 1.5));
    sharedTouched = new Uint32Array(sharedCounts.length);
  }
  return { counted: sharedCounts, touched: sharedTouched };
}

/** 0, 1, 2 ... */
function firstOf(count: number): Uint32Array {
  if (sharedFirst.length < count) sharedFirst = Uint32Array.from({ length: Math.ceil(count * 1.5) }, (_, i) => i);
  return sharedFirst;
}

function foundFor(count: number): Uint32Array {
  if (sharedFound.length < count) sharedFound = new Uint32Array(Math.ceil(count * 1.5));
  return sharedFound;
}

function placesFor(count: number): Uint32Array {
  if (sharedPlaces.length < count) sharedPlaces = new Uint32Array(Math.ceil(count * 1.5));
  return sharedPlaces;
}

function nearFor(filter: number, count: number): Uint32Array {
  const known = sharedNear[filter];
  if (known && known.length >= count) return known;
  const wide = new Uint32Array(Math.ceil(count * 1.5));
  sharedNear[filter] = wide;
  return wide;
}

/** Documents of these ids, as a set of positions. */
export function bitsOfIds(segment: Segment, ids: readonly number[]): Bits {
  const positions = ids.map((id) => segment.columns.positionOf(id)).filter((position) => position >= 0);
  const bits = bitsFor(segment.columns.raw().length);
  for (const position of positions) bits[position >>> 5]! |= 1 << (position & 31);
  return bits;
}

const empty = new Float64Array(0);
