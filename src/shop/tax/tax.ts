import type { Destination } from '../../kernel/destination.ts';
import { taxIncluded, taxOnTop } from '../../kernel/money.ts';
import type { QuoteInput } from '../totals/index.ts';

/** A rate of a place in a market from a day on, until a later one of the same category. */
export type TaxRate = {
  market: string;
  /** ISO 3166-1 alpha-2 (`DE`), or a region by ISO 3166-2 (`US-NY`): its rates go before those of its country. */
  country: string;
  /** `standard`, `reduced` ... as variants name it. */
  category: string;
  /** Parts per million: 19 % = 190,000. */
  ratePpm: number;
  /** ISO 8601 day. */
  validFrom: string;
  /** Where the figure comes from. */
  source: string;
  /** ISO 8601 day on which it was compared with its source; null: never. */
  checkedOn?: string | null;
};

/** How a market takes its taxes. */
export type MarketTax = {
  rounding: 'line' | 'unit' | 'order';
  mode: NonNullable<NonNullable<QuoteInput['rounding']>['mode']>;
  deliveryTax: 'highest' | 'proportional';
  /** Country in which the seller is registered; null: no reverse charge. */
  homeCountry: string | null;
  /** `home`: buyers in other EU states pay the tax of the seller's, as long as he sells them less than the EU's threshold. */
  taxedWhere: 'destination' | 'home';
  /** Name of the provider of rates. */
  provider: string;
};

export const USUAL_TERMS: MarketTax = {
  rounding: 'line',
  mode: 'halfUp',
  deliveryTax: 'highest',
  homeCountry: null,
  taxedWhere: 'destination',
  provider: 'table',
};

export const STANDARD = 'standard';

/** States where a business with a VAT id of another one owes the tax itself. */
export const EU: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/**
 * The rate of a category on a day. A category without a rate of its own is taxed at the standard rate; a country without
 * any rate is not taxed (the merchant has no duty there).
 */
export function rateOn(rates: readonly TaxRate[], category: string, day: string): number {
  return newest(rates, category, day) ?? newest(rates, STANDARD, day) ?? 0;
}

/** Rates of the places that a destination lies in, of its region where that has any, else of its country. */
export function ratesAt(rates: readonly TaxRate[], destination: Destination): readonly TaxRate[] {
  const region = regionOf(destination);
  const own = region === null ? [] : rates.filter((rate) => rate.country === `${destination.country}-${region}`);
  return own.length > 0 ? own : rates.filter((rate) => rate.country === destination.country);
}

/** Postal codes that lie outside their country's VAT territory, or in a part of it with rates of its own, by ISO 3166-2. */
const REGIONS_BY_POSTAL_CODE: Readonly<Record<string, readonly (readonly [prefix: string, region: string])[]>> = {
  ES: [
    ['35', 'CN'],
    ['38', 'CN'],
    ['51', 'CE'],
    ['52', 'ML'],
  ],
  FI: [['22', '01']],
  PT: [
    ['90', '30'],
    ['91', '30'],
    ['92', '30'],
    ['93', '30'],
    ['94', '30'],
    ['95', '20'],
    ['96', '20'],
    ['97', '20'],
    ['98', '20'],
    ['99', '20'],
  ],
};

function regionOf({ country, region, postalCode }: Destination): string | null {
  const found = REGIONS_BY_POSTAL_CODE[country]?.find(([prefix]) => postalCode?.replace(/\D/g, '').startsWith(prefix));
  return found?.[1] ?? region ?? null;
}

/** The tax of an amount as it is presented: inside it, or on top of it. */
export function taxOf(amount: number, ratePpm: number, included: boolean): number {
  return included ? taxIncluded(amount, ratePpm) : taxOnTop(amount, ratePpm);
}

function newest(rates: readonly TaxRate[], category: string, day: string): number | null {
  let found: TaxRate | null = null;
  for (const rate of rates)
    if (rate.category === category && rate.validFrom <= day && (found === null || rate.validFrom > found.validFrom)) found = rate;
  return found?.ratePpm ?? null;
}
