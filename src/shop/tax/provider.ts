import type { Destination } from '../../kernel/destination.ts';
import type { TaxRate as QuoteRate } from '../totals/index.ts';
import type { VatId } from './vat-id.ts';

/** Who knows rates. The shop's own table is one of them; a service that knows every US district is another. */
export type TaxProvider = {
  /** As `TaxTerms.provider` of a market names it. */
  name: string;
  /**
   * Rates of goods by tax category where they go to; a category without tax is left out. Each names the one category it is for.
   * What it throws refuses the sum: a shop that cannot know its tax does not guess it.
   */
  ratesFor(asked: { market: string; destination: Destination; categories: readonly string[]; at: Date }): Promise<readonly QuoteRate[]>;
};

/** The register that says whether a VAT id was given out and holds: VIES for the EU. One interface, so that tests have one fake. */
export type VatRegister = {
  /** Never throws: a register that does not answer is `unavailable`. */
  check(id: VatId): Promise<'valid' | 'invalid' | 'unavailable'>;
};
