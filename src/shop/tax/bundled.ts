import bundled from './rates.json' with { type: 'json' };
import type { TaxRate } from './tax.ts';

/** A file of rates: `rates` are [place, category, percent, valid from]. */
export type RateFile = readonly {
  about?: string;
  source: string;
  checkedOn: string | null;
  rates: readonly (readonly [place: string, category: string, percent: number, validFrom: string])[];
}[];

/** The rates that come with the shop, each group with its source and the day on which it was compared with it. */
export const BUNDLED_RATES = bundled as unknown[] as RateFile;

/** Rates of a file for the places of a market; `places` narrows them (`US-NY`). */
export function ratesFrom(
  file: RateFile,
  market: { code: string; countries: readonly string[] },
  places: readonly string[] = [],
): TaxRate[] {
  return file.flatMap(({ source, checkedOn, rates }) =>
    rates
      .filter(([place]) => market.countries.includes(place.slice(0, 2)) && (places.length === 0 || places.includes(place)))
      .map(([country, category, percent, validFrom]) => ({
        market: market.code,
        country,
        category,
        ratePpm: Math.round(percent * 10_000),
        validFrom,
        source,
        checkedOn,
      })),
  );
}
