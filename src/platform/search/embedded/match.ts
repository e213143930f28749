import type { Plan } from './plan.ts';
import type { TextIndex } from './text-index.ts';

/** Where a slot has no document in the segment that is searched. */
export const nowhere = 0xffffffff;

/** Room for one question at a time, kept for the next; as long as there are slots. */
export type Scratch = { total: Float32Array; current: Float32Array; mark: Uint8Array; parts: Uint8Array; slots: Uint32Array };

export function scratchFor(slots: number): Scratch {
  return {
    total: new Float32Array(slots),
    current: new Float32Array(slots),
    mark: new Uint8Array(slots),
    parts: new Uint8Array(slots),
    slots: new Uint32Array(slots),
  };
}

export type Matched = { slots: Uint32Array; count: number };

/** How much what has some of the words only is lowered. */
export const COVER = { power: 1 };

/** Candidates are looked up one by one when a list is so many times as long. */
const lookupCost = 12;

/**
 * Slots that have all groups (`all`), or the rarest of those that anything has (`any`), with the sum of what each group gives in `scratch.total`. Only slots that
 * `placeOf` has a place for. The caller hands `scratch` back by `clean`.
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
  if (how === 'all' && (sized.length === 0 || sized[0]!.size === 0)) return { slots: none, count: 0 };
  if (how === 'any') sized = sized.filter(({ size }) => size > 0);
  if (sized.length === 0) return { slots: none, count: 0 };
  const { total, current, mark, parts } = scratch;
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
  if (how === 'any') {
    const all = groups.length;
    for (let i = 0; i < count; i += 1) total[slots[i]!]! *= (parts[slots[i]!]! / all) ** COVER.power;
  }
  return { slots, count };
}

export function clean({ mark }: Scratch, { slots, count }: Matched): void {
  for (let i = 0; i < count; i += 1) mark[slots[i]!] = 0;
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

const none = new Uint32Array(0);
