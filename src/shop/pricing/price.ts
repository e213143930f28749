import { lowestBeforeReduction, type PriceChange } from '../totals/index.ts';

/** What one unit costs a buyer. Amounts are minor units of the market's currency, as presented there. */
export type Price = {
  variantId: number;
  amount: number;
  /** Struck through beside it; always above `amount`, else null. */
  compareAt: number | null;
  /** Code of the price list that gave it; null: the base list of the market. */
  list: string | null;
};

/** A price that everybody was presented, for a time. */
export type PresentedPrice = {
  amount: number;
  compareAt: number | null;
  /** ISO 8601. */
  since: string;
  /** Null: it stands now. */
  until: string | null;
};

/** A price that another shop presented before this one took over. */
export type PastPrice = { sku: string; market: string; amount: number; compareAt: number | null; since: string; until: string };

/**
 * The lowest price of the 30 days before the running reduction began, or null when nothing is reduced or nothing is known of the
 * time before. A reduction that goes on in steps, each lower than the one before it, began with the first of them.
 */
export function lowestPriceBefore(
  history: readonly PresentedPrice[],
  { now, days = 30 }: { now?: string; days?: number } = {},
): number | null {
  const changes: PriceChange[] = history.map(({ since, amount, compareAt }) => ({ at: since, amount, compareAtAmount: compareAt }));
  return lowestBeforeReduction(withoutLaterSteps(changes, now), { days, ...(now === undefined ? {} : { now }) });
}

/** Leaves out the lower steps of a reduction that is running: what stands is its beginning. */
function withoutLaterSteps(changes: readonly PriceChange[], now: string | undefined): PriceChange[] {
  const known = now === undefined ? [...changes] : changes.filter(({ at }) => Date.parse(at!) <= Date.parse(now));
  const isReduced = ({ amount, compareAtAmount }: PriceChange) => compareAtAmount != null && compareAtAmount > amount;
  while (known.length > 1) {
    const [before, last] = known.slice(-2) as [PriceChange, PriceChange];
    if (!isReduced(last) || !isReduced(before) || last.amount > before.amount) break;
    known.pop();
  }
  return known;
}
