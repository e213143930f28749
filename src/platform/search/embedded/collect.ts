import { type Bits, bitsFor } from './bits.ts';
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

/** Filters, totals, counts and bounds in one pass over the candidates: what fails one choice alone is counted for that one. */
export function collect(segment: Segment, positions: Uint32Array, count: number, choices: Choices): Collected {
  const { columns, numbers } = segment;
  const { scope, hidden, filters, price, ranges } = choices;
  const { list, starts, sizes, valueAt, placeOf } = columns.raw();
  const prices = columns.keysOf('price');
  const ranged = ranges.map((range) => ({ ...range, numbers: numbers.get(range.field) ?? empty }));
  const priceAt = filters.length;
  const fieldOf = choices.counts ? segment.fieldsByPlace() : none16;
  const filterFields = filters.map(({ field }) => segment.fieldNumber(field));
  const scopeAt = scope === null ? -1 : (placeOf(scope) ?? valueAt.length);
  const flags = flagsFor(valueAt.length);
  const flagged = filters.map(({ values }) => values.map(placeOf).filter((at) => at !== undefined));
  for (const [f, places] of flagged.entries()) for (const at of places) flags[at] = f + 1;
  if (filters.length > mostFilters) throw new RangeError(`At most ${mostFilters} fields can be filtered at once.`);
  const wanted = (1 << filters.length) - 1;
  const looks = wanted !== 0 || scopeAt >= 0;
  const found = new Uint32Array(count);
  const counted = choices.counts ? countsFor(valueAt.length) : none32;
  let touched = touchedFor(choices.counts ? valueAt.length : 0);
  let touches = 0;
  let total = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const bounds = ranged.map(() => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }));
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    if (hidden?.has(position)) continue;
    const start = starts[position]!;
    const end = start + sizes[position]!;
    // The only choice that it fails, or -1.
    let failed = -1;
    let fails = 0;
    if (looks) {
      let passed = 0;
      let within = scopeAt < 0;
      for (let at = start; at < end; at += 1) {
        const value = list[at]!;
        const flag = flags[value]!;
        if (flag !== 0) passed |= 1 << (flag - 1);
        if (value === scopeAt) within = true;
      }
      if (!within) continue;
      const missed = wanted & ~passed;
      if (missed !== 0) {
        if ((missed & (missed - 1)) !== 0) continue;
        fails = 1;
        failed = 31 - Math.clz32(missed);
      }
    }
    const amount = prices[position]!;
    if (price !== null && (amount < price.from || amount > price.to)) {
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
    if (fails === 0) found[total++] = i;
    if (!choices.counts) continue;
    if (fails === 0 || failed === priceAt) {
      if (amount < min) min = amount;
      if (amount > max) max = amount;
    }
    for (let r = 0; r < ranged.length; r += 1)
      if (fails === 0 || failed === priceAt + 1 + r) {
        const number = ranged[r]!.numbers[position];
        if (number !== undefined && number < bounds[r]!.min) bounds[r]!.min = number;
        if (number !== undefined && number > bounds[r]!.max) bounds[r]!.max = number;
      }
    if (failed >= priceAt) continue;
    const only = failed < 0 ? -1 : filterFields[failed]!;
    for (let at = start; at < end; at += 1) {
      const value = list[at]!;
      if (only >= 0 && fieldOf[value] !== only) continue;
      if (counted[value] === 0) touched[touches++] = value;
      counted[value]! += 1;
    }
  }
  for (const places of flagged) for (const at of places) flags[at] = 0;
  const bounded = new Map(ranged.flatMap(({ field }, r) => (bounds[r]!.min <= bounds[r]!.max ? [[field, bounds[r]!] as const] : [])));
  const kept = found.subarray(0, total);
  if (!choices.counts) return { found: kept, total, counts: null, price: null, ranges: bounded };
  touched = touched.subarray(0, touches);
  for (const [field, values] of numbers)
    if (!bounded.has(field)) {
      const range = boundsOf(values, positions, kept);
      if (range) bounded.set(field, range);
    }
  return { found: kept, total, counts: named(segment, counted, touched), price: min > max ? null : { min, max }, ranges: bounded };
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

/** Kept between questions: all zero. */
let sharedCounts = new Uint32Array(1024);
let sharedTouched = new Uint32Array(1024);
let sharedFlags = new Uint8Array(1024);

function flagsFor(values: number): Uint8Array {
  if (sharedFlags.length <= values) sharedFlags = new Uint8Array(Math.ceil((values + 1) * 1.5));
  return sharedFlags;
}

function countsFor(values: number): Uint32Array {
  if (sharedCounts.length < values) sharedCounts = new Uint32Array(Math.ceil(values * 1.5));
  return sharedCounts;
}

function touchedFor(values: number): Uint32Array {
  if (sharedTouched.length < values) sharedTouched = new Uint32Array(Math.ceil(values * 1.5));
  return sharedTouched;
}

/** Documents of these ids, as a set of positions. */
export function bitsOfIds(segment: Segment, ids: readonly number[]): Bits {
  const positions = ids.map((id) => segment.columns.positionOf(id)).filter((position) => position >= 0);
  const bits = bitsFor(segment.columns.raw().length);
  for (const position of positions) bits[position >>> 5]! |= 1 << (position & 31);
  return bits;
}

/** A bit each. */
const mostFilters = 30;

const empty = new Float64Array(0);
const none32 = new Uint32Array(0);
const none16 = new Uint16Array(0);
