import { taxIncluded, taxOnTop } from '../../kernel/money.ts';

/** A rate of a country in a market from a day on, until a later one of the same category. */
export type TaxRate = {
  market: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `standard`, `reduced` ... as variants name it. */
  category: string;
  /** Parts per million: 19 % = 190,000. */
  ratePpm: number;
  /** ISO 8601 day. */
  validFrom: string;
  /** Where the figure comes from. */
  source: string;
};

export const STANDARD = 'standard';

/**
 * The rate of a category on a day. A category without a rate of its own is taxed at the standard rate; a country without
 * any rate is not taxed (the merchant has no duty there).
 */
export function rateOn(rates: readonly TaxRate[], category: string, day: string): number {
  return newest(rates, category, day) ?? newest(rates, STANDARD, day) ?? 0;
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
