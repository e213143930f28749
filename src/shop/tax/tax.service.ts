import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import { fail } from '../../kernel/errors.ts';
import type { Market } from '../../kernel/market.ts';
import type { QuoteInput, TaxRate as QuoteRate } from '../totals/index.ts';
import type { TaxProvider, VatRegister } from './provider.ts';
import type { TaxStore } from './tax.store.ts';
import { EU, type MarketTax, rateOn, ratesAt, type TaxRate, USUAL_TERMS } from './tax.ts';
import { readVatId, type VatId } from './vat-id.ts';

export type Tax = ReturnType<typeof createTax>;

export type TaxQuestion = {
  market: Pick<Market, 'code' | 'taxDisplay'>;
  destination: Destination;
  /** Tax categories of the goods. */
  categories: readonly string[];
  customer?: {
    groups?: readonly string[];
    /** As the buyer wrote it. One that does not hold is as good as none: `checkVatId` says so to the buyer. */
    vatId?: string | null;
    /** Staff have seen a certificate: nothing is taxed. */
    isTaxExempt?: boolean;
  };
  /** Default: now. */
  at?: Date;
};

/** The part of a quote that tax decides: spread it into what `quoteOf` is asked, and name the `taxCategory` of each line. */
export type TaxTerms = Required<Pick<QuoteInput, 'pricesIncludeTax' | 'taxRates' | 'rounding' | 'deliveryTax' | 'customer'>>;

export type VatIdCheck = {
  id: VatId | null;
  /** What is wrong with the form; null when nothing is. */
  fault: 'country' | 'format' | 'checkDigits' | null;
  /** What the register said; `notAsked` without one, or for a country that it does not know. */
  register: 'valid' | 'invalid' | 'unavailable' | 'notAsked';
  /** Whether it frees its holder from the tax: the form holds, and a register that was asked has it. */
  holds: boolean;
};

const MOST_ASKED = 1000;
/** How long an answer of the register is kept, and how long it is left alone after giving none. */
const ANSWER_MS = 15 * 60_000;
const SILENCE_MS = 20_000;

/**
 * Tax rates by market, place, category and day. Rates of a country are kept in the process for `maxAgeMs`.
 * @param register asked about VAT ids whose form holds; without one the form decides
 */
export function createTax({
  store,
  providers = [],
  register = null,
  clock = systemClock,
  maxAgeMs = 30_000,
}: {
  store: TaxStore;
  providers?: readonly TaxProvider[];
  register?: VatRegister | null;
  clock?: Clock;
  maxAgeMs?: number;
}) {
  const kept = new Map<string, { value: Promise<unknown>; at: number }>();
  const remembered = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const now = clock.now().getTime();
    const found = kept.get(key);
    if (found && Math.abs(now - found.at) < maxAgeMs) return found.value as Promise<T>;
    // Bounded by the markets' countries, since callers check the country first; the guard is for those who do not.
    if (kept.size >= 1000) kept.clear();
    const value = read();
    kept.set(key, { value, at: now });
    value.catch(() => kept.delete(key));
    return value;
  };
  const ofCountry = (market: string, country: string): Promise<TaxRate[]> =>
    remembered(`${market}/${country}`, () => store.ofCountry(market, country));
  const termsOf = async (market: string): Promise<MarketTax> =>
    (await remembered(`${market}//terms`, () => store.terms(market))) ?? USUAL_TERMS;

  const table: TaxProvider = {
    name: 'table',
    async ratesFor({ market, destination, categories, at }) {
      const rates = ratesAt(await ofCountry(market, destination.country), destination);
      return categories.flatMap((category) => {
        const percent = rateOn(rates, category, dayOf(at)) / 10_000;
        return percent === 0 ? [] : [{ name: nameOf(destination.country), percent, category }];
      });
    },
  };
  const known = [table, ...providers];

  const asked = new Map<string, { said: ReturnType<VatRegister['check']>; at: number; keepMs: number }>();
  /** The step that shows a sum and the one that charges it ask for the same id within minutes, and get the same answer. */
  const askRegister = (from: VatRegister, id: VatId): ReturnType<VatRegister['check']> => {
    const key = id.prefix + id.number;
    const now = performance.now();
    const found = asked.get(key);
    if (found && now - found.at < found.keepMs) return found.said;
    if (asked.size >= MOST_ASKED) asked.clear();
    const entry = { said: from.check(id), at: now, keepMs: ANSWER_MS };
    asked.set(key, entry);
    void entry.said.then((said) => {
      if (said === 'unavailable') entry.keepMs = SILENCE_MS;
    });
    return entry.said;
  };

  const checkVatId = async (text: string): Promise<VatIdCheck> => {
    const { id, fault } = readVatId(text);
    if (!id) return { id, fault, register: 'notAsked', holds: false };
    if (!register || !(EU.has(id.country) || id.prefix === 'XI')) return { id, fault: null, register: 'notAsked', holds: true };
    const said = await askRegister(register, id);
    return { id, fault: null, register: said, holds: said === 'valid' };
  };

  /** A business in another member state, with a VAT id of another one than the seller's, owes the tax itself. */
  const isReverseCharge = async (home: string | null, destination: Destination, vatId: string | null | undefined): Promise<boolean> => {
    if (!vatId || home === null || !EU.has(home) || !EU.has(destination.country) || destination.country === home) return false;
    const { id, holds } = await checkVatId(vatId);
    return holds && id !== null && id.country !== home && (EU.has(id.country) || id.prefix === 'XI');
  };

  return {
    /** How these goods are taxed where they go to. A line that is not taxable gets `taxes: []`. */
    async forQuote({ market, destination, categories, customer = {}, at = clock.now() }: TaxQuestion): Promise<TaxTerms> {
      const terms = await termsOf(market.code);
      const provider = known.find(({ name }) => name === terms.provider) ?? failUnknown(terms.provider);
      const atHome = terms.taxedWhere === 'home' && terms.homeCountry !== null && EU.has(terms.homeCountry) && EU.has(destination.country);
      const place = atHome ? { country: terms.homeCountry! } : destination;
      const [rates, reverse] = await Promise.all([
        provider.ratesFor({ market: market.code, destination: place, categories: [...new Set(categories)], at }),
        isReverseCharge(terms.homeCountry, destination, customer.vatId),
      ]);
      return {
        pricesIncludeTax: market.taxDisplay === 'inclusive',
        taxRates: rates as QuoteRate[],
        rounding: { tax: terms.rounding, mode: terms.mode },
        deliveryTax: terms.deliveryTax,
        customer: { groups: customer.groups ?? [], isTaxExempt: customer.isTaxExempt ?? false, isReverseCharge: reverse },
      };
    },
    checkVatId,
    /** Parts per million on the day of `at` (UTC). 0 where the country has no rate. */
    async rateFor(market: string, country: string, category: string, at: Date): Promise<number> {
      return rateOn(ratesAt(await ofCountry(market, country), { country }), category, dayOf(at));
    },
    /** The same for several categories at once, from one set of rates. */
    async ratesFor(market: string, country: string, categories: readonly string[], at: Date): Promise<number[]> {
      const rates = ratesAt(await ofCountry(market, country), { country });
      return categories.map((category) => rateOn(rates, category, dayOf(at)));
    },
    /** Creates or updates; saving the same again changes nothing. Answers with the number of rates that changed. */
    async saveRates(rates: readonly TaxRate[]): Promise<number> {
      const changed = await store.save(rates.map((rate) => ({ checkedOn: null, ...rate })));
      kept.clear();
      return changed;
    },
    /** A page of the table by place, category and day; `after` is the last of the page before. */
    listRates: store.list,
    async removeRate(rate: Pick<TaxRate, 'market' | 'country' | 'category' | 'validFrom'>): Promise<void> {
      if (!(await store.remove(rate))) fail('not_found', 'There is no such rate.');
      kept.clear();
    },
    termsOf,
    async saveTerms(market: string, terms: MarketTax): Promise<MarketTax> {
      if (!known.some(({ name }) => name === terms.provider)) failUnknown(terms.provider);
      await store.saveTerms(market, terms, clock.now());
      kept.clear();
      return terms;
    },
  };
}

function failUnknown(provider: string): never {
  return fail('payload_invalid', `There is no tax provider ${provider}.`, {
    fields: [{ path: '/provider', code: 'unknown', message: 'name a provider that this shop has' }],
  });
}

function nameOf(country: string): string {
  return country === 'US' ? 'Sales tax' : 'VAT';
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
