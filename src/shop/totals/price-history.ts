import { instantMs } from './instant.ts';
import { DEFAULT_HISTORY_DAYS, DEFAULT_REDUCTION_STEPS, type PriceChange, type ReductionSteps } from './quote.ts';

const DAY_MS = 86_400_000;

/**
 * The lowest price of the days before the reduction that stands now, which EU law wants beside a crossed-out price (Directive
 * 98/6/EC, article 6a): each price that was in force at any moment of those days counts, however short. A reduction begins with the
 * entry in force, so a price that is lowered or raised while it is reduced starts another; with `steps: 'together'` one that goes on in
 * lower steps without a break began with the first of them (article 6a, 5, where a member state has it).
 *
 * @returns minor units; null when nothing is reduced at `now`, or nothing is known of the days before
 */
export function lowestBeforeReduction(
  history: readonly PriceChange[],
  {
    now,
    days = DEFAULT_HISTORY_DAYS,
    steps = DEFAULT_REDUCTION_STEPS,
  }: { now?: string | null; days?: number; steps?: ReductionSteps } = {},
): number | null {
  const entries = standing(history, now ? instantMs(now) : Number.POSITIVE_INFINITY);
  let begin = entries.length - 1;
  if (!isReduced(entries[begin])) return null;
  if (steps === 'together') while (isReduced(entries[begin - 1]) && entries[begin - 1]!.amount >= entries[begin]!.amount) begin -= 1;
  const windowStart = entries[begin]!.at - days * DAY_MS;
  const before = entries.slice(0, begin).filter((_, index) => entries[index + 1]!.at >= windowStart);
  return before.length > 0 ? Math.min(...before.map(({ amount }) => amount)) : null;
}

function isReduced(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.compareAtAmount !== null && entry.compareAtAmount > entry.amount;
}

type Entry = { at: number; amount: number; compareAtAmount: number | null };

/** Entries up to now that change something, with every field filled in, in order of time; what has no time follows what stands before it. */
function standing(history: readonly PriceChange[], now: number): Entry[] {
  let at = Number.MIN_SAFE_INTEGER;
  const timed = history.map((change) => {
    if (change.at) at = instantMs(change.at);
    return { ...change, at };
  });
  let compareAtAmount: number | null = null;
  return timed
    .toSorted((a, b) => a.at - b.at)
    .filter((change) => change.at <= now)
    .map((change) => {
      if (change.compareAtAmount !== undefined) compareAtAmount = change.compareAtAmount;
      return { at: change.at, amount: change.amount, compareAtAmount };
    })
    .filter(
      ({ amount, compareAtAmount: beside }, index, all) => amount !== all[index - 1]?.amount || beside !== all[index - 1]?.compareAtAmount,
    );
}
