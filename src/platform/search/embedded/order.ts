import { add, bitsFor, has } from './bits.ts';

/** Values of a key's part that one pass of the sort looks at: as many as pay for few and for many. */
const digits = { few: 1024, many: 65_536 };
const leastMany = 50_000;

/**
 * Sorts positions by a whole-numbered key, rising; what is equal keeps its order. Passes by counting: 100,000
 * positions take some 2 ms, a fortieth of a sort with a comparing function.
 */
export function sortByKey(positions: Uint32Array, keys: Float64Array): Uint32Array {
  const length = positions.length;
  if (length < 2) return positions;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i += 1) {
    const key = keys[positions[i]!]!;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const digit = length < leastMany ? digits.few : digits.many;
  let from = positions;
  let to: Uint32Array = new Uint32Array(length);
  const starts = new Uint32Array(digit + 1);
  for (let scale = 1; (most - least) / scale >= 1; scale *= digit) {
    starts.fill(0);
    for (let i = 0; i < length; i += 1) starts[(Math.floor((keys[from[i]!]! - least) / scale) % digit) + 1]! += 1;
    for (let d = 0; d < digit; d += 1) starts[d + 1]! += starts[d]!;
    for (let i = 0; i < length; i += 1) {
      const position = from[i]!;
      const at = Math.floor((keys[position]! - least) / scale) % digit;
      to[starts[at]!] = position;
      starts[at]! += 1;
    }
    // The caller's array is never written to.
    [from, to] = [to, from === positions ? new Uint32Array(length) : from];
  }
  return from;
}

/** Positions in the order of (key, id), rising, kept right through changes. */
export type Order = {
  /** Valid until the next change. */
  positions(): Uint32Array;
  /** The position has come, gone or changed its key. */
  touch(position: number): void;
};

export type OrderSource = {
  /** Positions are below it. */
  room(): number;
  /** All positions in use, by rising id. */
  all(): Uint32Array;
  isUsed(position: number): boolean;
  keys(): Float64Array;
  /** Negative when `a` stands before `b`. */
  compare(a: number, b: number): number;
};

/** More changes than this share of all are sorted anew. */
const mergedShare = 0.1;

export function createOrder(source: OrderSource): Order {
  let sorted: Uint32Array | null = null;
  let touched = new Set<number>();

  function merged(before: Uint32Array): Uint32Array {
    const moved = bitsFor(source.room());
    for (const position of touched) add(moved, position);
    const news = [...touched].filter((position) => source.isUsed(position)).sort(source.compare);
    const result = new Uint32Array(before.length + news.length);
    let length = 0;
    let next = 0;
    for (let i = 0; i < before.length; i += 1) {
      const position = before[i]!;
      if (has(moved, position)) continue;
      while (next < news.length && source.compare(news[next]!, position) < 0) {
        result[length++] = news[next++]!;
      }
      result[length++] = position;
    }
    while (next < news.length) result[length++] = news[next++]!;
    return result.subarray(0, length);
  }

  return {
    positions() {
      if (!sorted || touched.size > sorted.length * mergedShare) sorted = sortByKey(source.all(), source.keys());
      else if (touched.size > 0) sorted = merged(sorted);
      if (touched.size > 0) touched = new Set();
      return sorted;
    },
    touch(position) {
      if (sorted) touched.add(position);
    },
  };
}
