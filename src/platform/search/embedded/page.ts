import type { HitKey, SearchRequest } from '../search.ts';
import { has } from './bits.ts';
import { SORTED } from './browse.ts';
import { bitsOfIds, type Choices, collect } from './collect.ts';
import type { Lexicon, Plan } from './plan.ts';
import { MOST_FACTOR, titleFactor } from './rerank.ts';
import type { Segment } from './segment.ts';
import { topOf } from './top.ts';

export type Found = {
  total: number;
  ids: number[];
  keys: HitKey[];
  counts: ReadonlyMap<string, ReadonlyMap<string, number>> | null;
  price: { min: number; max: number } | null;
  ranges: ReadonlyMap<string, { min: number; max: number }>;
  corrected: string | null;
  better: string | null;
};

/** Titles of so many of the best are looked at word by word. */
const mostReranked = 100;
/** What a document with all words stands above those with some, and a code above words. */
export const aboveAll = { words: 1e3, begun: 1e4, code: 1e5, pinned: 1e6 };

/** What is looked at, before any choice of the shopper: positions of the segment, with what words gave them. */
export type Candidates = {
  positions: Uint32Array;
  count: number;
  scores: Float32Array | null;
  slots: Uint32Array | null;
  plan: Plan | null;
  text: Lexicon | null;
};

/** The page of what the choices let through, by the sort that is asked for. */
export function ordered(segment: Segment, given: Candidates, request: SearchRequest): Found {
  const { columns } = segment;
  const byScore = request.sort === 'relevance';
  const { positions, count, scores } = byScore ? ruled(segment, given, request) : given;
  const { found, total, counts, price, ranges } = collect(segment, positions, count, choicesOf(segment, request));
  const { offset, limit, after = null } = request;
  if (byScore) {
    const popularity = columns.keysOf('popularity');
    const keys = keysFor(total);
    for (let a = 0; a < total; a += 1) keys[a] = scores === null ? popularity[positions[found[a]!]!]! : scores[found[a]!]!;
    const tie = (a: number, b: number) => {
      const [p, q] = [positions[found[a]!]!, positions[found[b]!]!];
      return popularity[p]! - popularity[q]! > 0 || (popularity[p] === popularity[q] && columns.idAt(p) > columns.idAt(q));
    };
    const second = (a: number) => popularity[positions[found[a]!]!]!;
    let best = topOf(keys, total, { most: offset + limit, tie, second });
    if (given.plan && given.text && scores) {
      const most = reachable(keys, total, best, offset + limit);
      if (most > best.length) best = topOf(keys, total, { most, tie, second });
      best = reranked(best, found, { ...given, scores, positions });
    }
    const shown = best.slice(offset, offset + limit);
    return {
      total,
      ids: shown.map((a) => columns.idAt(positions[found[a]!]!)),
      keys: shown.map((a) => [scores?.[found[a]!] ?? popularity[positions[found[a]!]!]!, columns.idAt(positions[found[a]!]!)] as const),
      counts,
      price,
      ranges,
      corrected: null,
      better: null,
    };
  }
  const { key, falling } = SORTED[request.sort as keyof typeof SORTED];
  const keys = columns.keysOf(key);
  const sign = falling ? -1 : 1;
  let rest = found;
  if (after) {
    const [from, id] = [keyNumber(after[0]), after[1]];
    rest = found.filter((i) => sign * (keys[positions[i]!]! - from || columns.idAt(positions[i]!) - id) > 0);
  }
  const values = keysFor(rest.length);
  for (let a = 0; a < rest.length; a += 1) values[a] = -sign * keys[positions[rest[a]!]!]!;
  const tie = (a: number, b: number) => sign * (columns.idAt(positions[rest[a]!]!) - columns.idAt(positions[rest[b]!]!)) < 0;
  const best = topOf(values, rest.length, { most: offset + limit, tie });
  const shown = best.slice(offset, offset + limit).map((a) => positions[rest[a]!]!);
  return {
    total,
    ids: shown.map((position) => columns.idAt(position)),
    keys: shown.map((position) => [keyText(request.sort, keys[position]!), columns.idAt(position)] as const),
    counts,
    price,
    ranges,
    corrected: null,
    better: null,
  };
}

/** How many of the best can come onto the page by what their titles are worth; of no more than `mostReranked` they are looked at. */
function reachable(keys: Float64Array, total: number, best: readonly number[], shown: number): number {
  if (best.length === total || shown >= mostReranked) return best.length;
  const least = keys[best.at(-1)!]! / MOST_FACTOR;
  let count = 0;
  for (let i = 0; i < total && count < mostReranked; i += 1) if (keys[i]! >= least) count += 1;
  return count;
}

/** The best once more, by how their titles say it. */
function reranked(best: number[], found: Uint32Array, { text, plan, slots, scores }: Candidates & { scores: Float32Array }): number[] {
  const head = best.slice(0, mostReranked).map((a, place) => {
    const i = found[a]!;
    const slot = slots![i];
    const score = scores[i]!;
    const factor = slot === undefined || score >= aboveAll.words ? 1 : titleFactor(text!.text, slot, plan!.sequence);
    return { a, place, score: score * factor };
  });
  head.sort((x, y) => y.score - x.score || x.place - y.place);
  return [...head.map(({ a }) => a), ...best.slice(mostReranked)];
}

/** Scores as the merchant's rules change them; what is pinned is added where words did not find it. */
function ruled(segment: Segment, given: Candidates, request: SearchRequest): Pick<Candidates, 'positions' | 'count' | 'scores'> {
  const { pin = [], weigh = [] } = request.rules ?? {};
  if (pin.length === 0 && weigh.length === 0) return given;
  const { columns } = segment;
  const pinned = new Map(pin.map((id, i) => [columns.positionOf(id), aboveAll.pinned * (pin.length - i)] as const));
  pinned.delete(-1);
  const there = new Set(given.positions.subarray(0, given.count).filter((position) => pinned.has(position)));
  const added = [...pinned.keys()].filter((position) => !there.has(position));
  const positions = new Uint32Array(given.count + added.length);
  positions.set(given.positions.subarray(0, given.count));
  positions.set(added, given.count);
  const scores = new Float32Array(positions.length).fill(1);
  if (given.scores) scores.set(given.scores.subarray(0, given.count));
  for (const each of weigh) {
    const bits = 'ids' in each ? bitsOfIds(segment, each.ids) : columns.bitsOfAny([segment.find(each.field, each.value)]);
    for (let i = 0; i < positions.length; i += 1) if (has(bits, positions[i]!)) scores[i]! *= each.factor;
  }
  for (let i = 0; i < positions.length; i += 1) {
    const above = pinned.get(positions[i]!);
    if (above !== undefined) scores[i] = above;
  }
  return { positions, count: positions.length, scores };
}

function choicesOf(segment: Segment, request: SearchRequest): Choices {
  const { columns } = segment;
  const filters = Object.entries(request.filters ?? {})
    .filter(([, values]) => values.length > 0)
    .map(([field, values]) => ({ field, values: values.map((value) => segment.find(field, value)) }));
  const bounds = ({ from, to }: { from?: number | null; to?: number | null }) => ({
    from: from ?? Number.NEGATIVE_INFINITY,
    to: to ?? Number.POSITIVE_INFINITY,
  });
  const hidden = request.rules?.hide?.map((id) => columns.positionOf(id)) ?? [];
  return {
    scope: request.within ? segment.find(request.within.field, request.within.value) : null,
    hidden: hidden.length > 0 ? new Set(hidden) : null,
    filters,
    price: request.price ? bounds(request.price) : null,
    ranges: Object.entries(request.ranges ?? {}).map(([field, range]) => ({ field, ...bounds(range) })),
    counts: request.counts,
  };
}

/** A key of the sort `newest` is an instant to the outside. */
export function keyText(sort: SearchRequest['sort'], key: number): string | number {
  return sort === 'newest' ? new Date(key).toISOString() : key;
}

export function keyNumber(key: string | number): number {
  return typeof key === 'string' ? Date.parse(key) : key;
}

/** Kept between questions. */
let sharedKeys = new Float64Array(1024);

function keysFor(count: number): Float64Array {
  if (sharedKeys.length < count) sharedKeys = new Float64Array(Math.ceil(count * 1.5));
  return sharedKeys;
}
