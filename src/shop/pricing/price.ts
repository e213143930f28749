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
 * time before. The defaults are those of a quote (`lowestBeforeReduction`), so that a page and `POST /api/quote` say the same.
 */
export function lowestPriceBefore(history: readonly PresentedPrice[], { now, days }: { now?: string; days?: number } = {}): number | null {
  const changes: PriceChange[] = history.map(({ since, amount, compareAt }) => ({ at: since, amount, compareAtAmount: compareAt }));
  return lowestBeforeReduction(changes, { now, days });
}
