import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import type { Locale, Market } from '../../kernel/market.ts';
import type { MarketStore } from './market.store.ts';
import { localeOf, marketFaults } from './market.ts';

export type Markets = ReturnType<typeof createMarkets>;

/**
 * The shop's markets, kept in the process: every request asks for one. Call `refresh()` once before serving. A copy older
 * than `maxAgeMs` is still answered with, while a new one is fetched behind it.
 */
export function createMarkets({ store, clock = systemClock, maxAgeMs = 10_000 }: { store: MarketStore; clock?: Clock; maxAgeMs?: number }) {
  let known: readonly Market[] = [];
  let freshAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  const fetchAll = async () => {
    known = await store.all();
    freshAt = clock.now().getTime();
  };
  const refresh = (): Promise<void> => {
    fetching ??= fetchAll().finally(() => {
      fetching = null;
    });
    return fetching;
  };
  const all = (): readonly Market[] => {
    // A failed fetch keeps the copy; the next call tries again.
    if (clock.now().getTime() - freshAt > maxAgeMs) refresh().catch(() => {});
    return known;
  };

  return {
    refresh,
    /** In display order. */
    all,
    get: (code: string): Market | null => all().find((market) => market.code === code) ?? null,
    /** The locale of a path's first two segments, or null. */
    resolve: (pathMarket: string, pathLanguage: string): Locale | null => localeOf(all(), pathMarket, pathLanguage),
    /** Creates or updates, in this display order; saving the same again changes nothing. Answers with the codes that changed. */
    async saveMarkets(markets: readonly Market[]): Promise<string[]> {
      const faults = marketFaults(markets);
      if (faults.length > 0) fail('payload_invalid', 'Some markets are not valid.', { fields: faults });
      const codes = await store.save(markets.map((market, position) => ({ ...market, position })));
      await fetchAll();
      return codes;
    },
  };
}
