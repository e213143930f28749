import type { Translated } from './translated.ts';

/** Countries that are sold to in one currency, with one price list and one way of showing tax. */
export type Market = {
  /** Path segment, e.g. `eu`. */
  code: string;
  name: Translated;
  /** ISO 4217. */
  currency: string;
  /** ISO 639-1; the first is the default. */
  languages: readonly string[];
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
  taxDisplay: 'inclusive' | 'exclusive';
  priceList: string;
};

/** What stands at the front of every page's path. */
export type Locale = { market: Market; language: string };
