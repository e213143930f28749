import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import type { Market } from '../../kernel/market.ts';
import type { PriceStore } from './price.store.ts';
import { lowestPriceBefore, type PastPrice, type PresentedPrice, type Price } from './price.ts';

export type Pricing = ReturnType<typeof createPricing>;

/** What is asked: quantities decide the steps of price lists. */
export type AskedPrice = { variantId: number; quantity: number };

/** What things cost now, and what they have cost. */
export function createPricing({ store, clock = systemClock }: { store: PriceStore; clock?: Clock }) {
  return {
    /**
     * Prices of variants in a market by variant id, in one statement; variants that are not sold there are absent. Ask for each variant
     * once, with the quantity of all its lines.
     * @param on.groups customer groups of the buyer; default none
     * @param on.at default: now
     */
    async pricesFor(
      market: Pick<Market, 'code'>,
      asked: readonly AskedPrice[],
      { groups = [], at = clock.now() }: { groups?: readonly string[]; at?: Date } = {},
    ): Promise<Map<number, Price>> {
      if (asked.length === 0) return new Map();
      const rows = await store.pricesFor(market.code, at, groups, asked);
      return new Map(rows.map((row) => [row.variantId, row]));
    },

    /** Everything that was presented of a variant in a market, in order of time; throws `variant_not_found` when nothing ever was. */
    async historyOf(variantId: number, market: Market): Promise<{ prices: PresentedPrice[]; lowestPriceBeforeReduction: number | null }> {
      const prices = (await store.presented([variantId], market.priceList)).get(variantId) ?? fail('variant_not_found');
      // A price that was taken back has no successor: what stood last is no reduction that runs.
      const stands = prices.at(-1)!.until === null;
      return { prices, lowestPriceBeforeReduction: stands ? lowestPriceBefore(prices) : null };
    },

    /** Brings schedules into effect whose time has come; answers with the number of variants whose price has changed. Safe to repeat. */
    presentDue: (): Promise<number> => store.presentDue(clock.now()),

    /**
     * Takes over what was presented elsewhere before: a merchant who moves has a history too. Prices that lie in a time which is known
     * already are left out, and unknown SKUs. Answers with the number that was taken.
     */
    takeOver: (rows: readonly PastPrice[]): Promise<number> => store.takeOver(rows),

    variantsBySku: (sku: string): Promise<number[]> => store.variantsBySku(sku),
  };
}
