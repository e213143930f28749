import { aboveAll } from './page.ts';
import type { Plan } from './plan.ts';
import type { TextIndex } from './text-index.ts';

/** Where a slot has no document in the segment that is searched. */
export const nowhere = 0xffffffff;

/** Room for one question at a time, kept for the next; as long as there are slots. */
export type Scratch = {
  total: Float32Array;
  current: Float32Array;
  mark: Uint8Array;
  parts: Uint8Array;
  slots: Uint32Array;
  /** Of `slots`, one after another: scores, and positions in the segment. */
  scores: Float32Array;
  positions: Uint32Array;
};

export function scratchFor(slots: number): Scratch {
  return {
    total: new Float32Array(slots),
    current: new Float32Array(slots),
    mark: new Uint8Array(slots),
    parts: new Uint8Array(slots),
    slots: new Uint32Array(slots),
    scores: new Float32Array(slots),
    positions: new Uint32Array(slots),
  };
}

/** Slots with their scores and where they stand in the segment, of which the first `count` are meant. In the scratch until the next question. */
export type Matched = { slots: Uint32Array; scores: Float32Array; positions: Uint32Array; count: number };

/** How much what has some of the words only is lowered. */
export const COVER = { power: 1 };

/** Candidates are looked up one by one when a list is so many times as long. */
const lookupCost = 12;

/**
 * Slots that have all groups (`all`), or the rarest of those that anything has (`any`), with the sum of what each group gives. Only
 * slots that `placeOf` has a place for.
 */
export function match(
  text: TextIndex,
  plan: Pick<Plan, 'groups'>,
  { how, scratch, placeOf }: { how: 'all' | 'any'; scratch: Scratch; placeOf: Uint32Array },
): Matched {
  const telling = plan.groups.filter((group) => !group.common);
  const groups = telling.length > 0 ? telling : plan.groups;
  const lists = groups.map((group) => ({
    group,
    lists: group.alternatives.map((each) => ({ entries: entriesOf(text, each.terms), weight: each.weight })),
  }));
  let sized = lists
    .map(({ group, lists: some }) => ({ group, lists: some, size: some.reduce((sum, { entries }) => sum + entries.length, 0) }))
    .sort((a, b) => a.size - b.size);
  if (how === 'all' && (sized.length === 0 || sized[0]!.size === 0)) return nothingMatched;
  if (how === 'any') sized = sized.filter(({ size }) => size > 0);
  if (sized.length === 0) return nothingMatched;
  if (how === 'all' && sized.every(({ lists: some }) => some.length === 1))
    return matchSingle(
      sized.map(({ group, lists: [only] }) => ({ entries: only!.entries, factor: (group.value * only!.weight) / 255 })),
      scratch,
      placeOf,
    );
  const { total, current, mark, parts, scores, positions } = scratch;
  const { slots } = scratch;
  let count = 0;
  // Where the rarest group has nothing in the segment, the next one leads.
  let leads = true;
  for (const [i, { group, lists: some, size }] of sized.entries()) {
    const stage = i + 1;
    leads = how === 'any' ? count === 0 : i === 0;
    if (how === 'all' && i > 0 && some.length === 1 && size > count * lookupCost) {
      const { entries, weight } = some[0]!;
      const factor = (group.value * weight) / 255;
      count = keepFound(
        slots,
        count,
        (slot) => {
          const at = find(entries, slot);
          if (at < 0) return false;
          mark[slot] = stage;
          total[slot]! += (entries[at]! & 255) * factor;
          return true;
        },
        mark,
      );
      continue;
    }
    if (how === 'any' && !leads && some.length === 1 && size > count * lookupCost) {
      const { entries, weight } = some[0]!;
      for (let c = 0; c < count; c += 1) {
        const slot = slots[c]!;
        const at = find(entries, slot);
        if (at < 0) continue;
        total[slot]! += ((entries[at]! & 255) * group.value * weight) / 255;
        parts[slot]! += 1;
      }
      continue;
    }
    for (const { entries, weight } of some) {
      const factor = (group.value * weight) / 255;
      for (let at = 0; at < entries.length; at += 1) {
        const entry = entries[at]!;
        const slot = entry >>> 8;
        const before = mark[slot]!;
        const value = (entry & 255) * factor;
        if (before === stage) {
          if (value > current[slot]!) {
            total[slot]! += value - current[slot]!;
            current[slot] = value;
          }
          continue;
        }
        if (before === 0) {
          if (!leads || placeOf[slot] === nowhere || slot >= placeOf.length) continue;
          slots[count++] = slot;
          total[slot] = value;
          parts[slot] = 1;
        } else if (how === 'any' || before === i) {
          total[slot]! += value;
          parts[slot]! += 1;
        } else continue;
        mark[slot] = stage;
        current[slot] = value;
      }
    }
    if (how === 'all' && i > 0) count = keepFound(slots, count, (slot) => mark[slot] === stage, mark);
  }
  for (let i = 0; i < count; i += 1) {
    const slot = slots[i]!;
    mark[slot] = 0;
    if (how === 'any') {
      total[slot]! *= (parts[slot]! / groups.length) ** COVER.power;
      if (parts[slot] === groups.length) total[slot]! += aboveAll.words;
    }
    scores[i] = total[slot]!;
    positions[i] = placeOf[slot]!;
  }
  return { slots, scores, positions, count };
}

type SingleList = { entries: Uint32Array; factor: number };

/** Where every group is a single list: all of them rise by slot, so that each is gone through once, in leaps. */
function matchSingle(lists: readonly SingleList[], scratch: Scratch, placeOf: Uint32Array): Matched {
  const { slots, scores, positions } = scratch;
  const [first, ...others] = lists;
  const { entries, factor } = first!;
  let count = 0;
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at]!;
    const slot = entry >>> 8;
    if (slot >= placeOf.length) break;
    const position = placeOf[slot]!;
    if (position === nowhere) continue;
    slots[count] = slot;
    positions[count] = position;
    scores[count] = (entry & 255) * factor;
    count += 1;
  }
  for (const other of others) count = keepCommon(scratch, count, other);
  return { slots, scores, positions, count };
}

function keepCommon({ slots, scores, positions }: Scratch, count: number, { entries, factor }: SingleList): number {
  let kept = 0;
  let at = 0;
  for (let i = 0; i < count && at < entries.length; i += 1) {
    const slot = slots[i]!;
    const least = slot * 256;
    if (entries[at]! < least) {
      let step = 1;
      while (at + step < entries.length && entries[at + step]! < least) {
        at += step;
        step *= 2;
      }
      // Below it at `at`; not below it, or beyond the end, at `high`.
      let high = Math.min(at + step, entries.length);
      while (high - at > 1) {
        const middle = (at + high) >>> 1;
        if (entries[middle]! < least) at = middle;
        else high = middle;
      }
      at = high;
      if (at === entries.length) break;
    }
    const entry = entries[at]!;
    if (entry >>> 8 !== slot) continue;
    slots[kept] = slot;
    positions[kept] = positions[i]!;
    scores[kept] = scores[i]! + (entry & 255) * factor;
    kept += 1;
  }
  return kept;
}

function keepFound(slots: Uint32Array, count: number, found: (slot: number) => boolean, mark: Uint8Array): number {
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const slot = slots[i]!;
    if (found(slot)) slots[kept++] = slot;
    else mark[slot] = 0;
  }
  return kept;
}

/** Entries of a term, or of what has all of several terms, weighed by their mean. */
export function entriesOf(text: TextIndex, terms: readonly number[]): Uint32Array {
  if (terms.length === 1) return text.postings.listOf(terms[0]!);
  const lists = terms.map((term) => text.postings.listOf(term)).sort((a, b) => a.length - b.length);
  let result = Uint32Array.from(lists[0]!);
  for (const list of lists.slice(1)) {
    let kept = 0;
    for (let i = 0; i < result.length; i += 1) {
      const at = find(list, result[i]! >>> 8);
      if (at < 0) continue;
      result[kept++] = ((result[i]! >>> 8) << 8) | Math.min(255, ((result[i]! & 255) + (list[at]! & 255)) >> 1);
    }
    result = result.subarray(0, kept);
  }
  return result;
}

/** Whether any slot has all of the terms. */
export function meet(text: TextIndex, terms: readonly number[]): boolean {
  const [first, ...others] = terms.map((term) => text.postings.listOf(term)).sort((a, b) => a.length - b.length);
  if (!first) return false;
  for (let i = 0; i < first.length; i += 1) {
    const slot = first[i]! >>> 8;
    if (others.every((list) => find(list, slot) >= 0)) return true;
  }
  return false;
}

/** Place of the slot's entry in a list, or -1. */
function find(entries: Uint32Array, slot: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = entries[middle]! >>> 8;
    if (there === slot) return middle;
    if (there < slot) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export const nothingMatched: Matched = { slots: new Uint32Array(0), scores: new Float32Array(0), positions: new Uint32Array(0), count: 0 };
