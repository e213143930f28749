import type { Plan } from './plan.ts';
import type { TextIndex } from './text-index.ts';

/** How much the order of the words in a title is worth, beside what the words themselves score. */
export const TITLE = { together: 0.3, covered: 0.1 };

/** The most that `titleFactor` gives. */
export const MOST_FACTOR = 1 + TITLE.together + TITLE.covered;

/** What is made for the thing that was asked for scores this much of what the thing itself does. */
export const ADDITION = { factor: 0.5, share: 0.1, few: 3, brand: 0.5 };

/** Factor for a title that has the words of the question next to each other, in their order, and little else. */
export function titleFactor(text: TextIndex, slot: number, sequence: readonly number[]): number {
  const title = text.titleOf(slot);
  if (title.length === 0 || sequence.length === 0) return 1;
  let pairs = 0;
  let there = 0;
  for (let i = 0; i < sequence.length; i += 1) {
    const at = title.indexOf(sequence[i]!);
    if (at < 0) continue;
    there += 1;
    if (i + 1 < sequence.length)
      for (let t = at; t >= 0 && t < title.length - 1; t = title.indexOf(sequence[i]!, t + 1)) {
        if (title[t + 1] === sequence[i + 1]) {
          pairs += 1;
          break;
        }
      }
  }
  const together = sequence.length > 1 ? pairs / (sequence.length - 1) : 0;
  return 1 + TITLE.together * together + TITLE.covered * (there / sequence.length);
}

/** How many documents are looked at to tell brands from kinds. */
const sample = 60;

/**
 * Whether the question is for a kind of thing that the catalogue has: then what is made for it comes after. Not when it names
 * such a thing itself, or a brand alone (which most of its titles begin with), or when there is hardly anything else.
 */
export function asksForThings(text: TextIndex, plan: Plan, { slots, count }: { slots: Uint32Array; count: number }): boolean {
  if (plan.additions.size > 0 || count === 0) return false;
  const additions = text.additions();
  const enough = Math.max(ADDITION.few, count * ADDITION.share);
  let things = 0;
  for (let i = 0; i < count && things < enough; i += 1) if (!additions[slots[i]!]) things += 1;
  if (things < enough) return false;
  const step = Math.max(1, Math.floor(count / sample));
  let looked = 0;
  let first = 0;
  for (let i = 0; i < count; i += step) {
    looked += 1;
    if (plan.sequence.includes(text.firstOf(slots[i]!))) first += 1;
  }
  return first < looked * ADDITION.brand;
}
