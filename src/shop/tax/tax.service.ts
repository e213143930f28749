import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import type { Market } from '../../kernel/market.ts';
import type { QuoteInput } from '../totals/index.ts';
import type { TaxStore } from './tax.store.ts';
import { rateOn, type TaxRate } from './tax.ts';

export type TaxQuestion = {
  market: Pick<Market, 'code' | 'taxDisplay'>;
  destination: Destination;
  /** Tax categories of the goods. */
  categories: readonly string[];
  /** Default: now. */
  at?: Date;
};

/** The part of a quote that tax decides: spread it into what `quoteOf` is asked, and name the `taxCategory` of each line. */
export type TaxTerms = Required<Pick<QuoteInput, 'pricesIncludeTax' | 'taxRates'>> &
  Pick<QuoteInput, 'rounding' | 'deliveryTax' | 'customer'>;

export type Tax = ReturnType<typeof createTax>;

/** Tax rates by market, country, category and day. Rates of a country are kept in the process for `maxAgeMs`. */
export function createTax({ store, clock = systemClock, maxAgeMs = 30_000 }: { store: TaxStore; clock?: Clock; maxAgeMs?: number }) {
  const known = new Map<string, { rates: TaxRate[]; at: number }>();

  const ofCountry = async (market: string, country: string): Promise<TaxRate[]> => {
    const key = `${market}/${country}`;
    const now = clock.now().getTime();
    const kept = known.get(key);
    if (kept && now - kept.at < maxAgeMs) return kept.rates;
    const rates = await store.ofCountry(market, country);
    // Bounded by the markets' countries, since callers check the country first; the guard is for those who do not.
    if (known.size >= 1000) known.clear();
    known.set(key, { rates, at: now });
    return rates;
  };

  return {
    /** Parts per million on the day of `at` (UTC). 0 where the country has no rate. */
    async rateFor(market: string, country: string, category: string, at: Date): Promise<number> {
      return rateOn(await ofCountry(market, country), category, dayOf(at));
    },
    /** The same for several categories at once, from one set of rates. */
    async ratesFor(market: string, country: string, categories: readonly string[], at: Date): Promise<number[]> {
      const rates = await ofCountry(market, country);
      return categories.map((category) => rateOn(rates, category, dayOf(at)));
    },
    /** How goods of these categories are taxed where they go to. A line that is not taxable gets `taxes: []`. */
    async forQuote({ market, destination, categories, at = clock.now() }: TaxQuestion): Promise<TaxTerms> {
      const rates = await ofCountry(market.code, destination.country);
      const taxRates = [...new Set(categories)].flatMap((category) => {
        const percent = rateOn(rates, category, dayOf(at)) / 10_000;
        return percent === 0 ? [] : [{ name: 'VAT', percent, category }];
      });
      return { pricesIncludeTax: market.taxDisplay === 'inclusive', taxRates };
    },
    /** Creates or updates; saving the same again changes nothing. Answers with the number of rates that changed. */
    async saveRates(rates: readonly TaxRate[]): Promise<number> {
      const changed = await store.save(rates);
      known.clear();
      return changed;
    },
  };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
