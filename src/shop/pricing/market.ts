import type { FieldFault } from '../../kernel/errors.ts';
import type { Locale, Market } from '../../kernel/market.ts';
import { minorUnits } from '../../kernel/money.ts';

/** What stands in the path, as a locale. Null when the market or its language does not exist. */
export function localeOf(markets: readonly Market[], code: string, language: string): Locale | null {
  const market = markets.find((m) => m.code === code);
  return market?.languages.includes(language) ? { market, language } : null;
}

/** Everything wrong with the markets a merchant wants to save. */
export function marketFaults(markets: readonly Market[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const seen = new Set<string>();
  for (const [index, market] of markets.entries()) {
    const fault = (field: string, message: string) => faults.push({ path: `/${index}/${field}`, code: 'invalid', message });
    if (!/^[a-z]{2,8}$/.test(market.code)) fault('code', 'two to eight small letters');
    if (seen.has(market.code)) fault('code', 'appears twice');
    seen.add(market.code);
    if (!isCurrency(market.currency)) fault('currency', 'an ISO 4217 code such as EUR');
    if (market.languages.length === 0 || !market.languages.every((l) => /^[a-z]{2}$/.test(l)))
      fault('languages', 'ISO 639-1 codes such as en');
    if (market.countries.length === 0 || !market.countries.every((c) => /^[A-Z]{2}$/.test(c)))
      fault('countries', 'ISO 3166-1 codes such as DE');
    if (!market.name || Object.keys(market.name).length === 0) fault('name', 'a name in at least one language');
    if (market.priceList === '') fault('priceList', 'the name of a price list');
  }
  return faults;
}

function isCurrency(code: string): boolean {
  if (!/^[A-Z]{3}$/.test(code)) return false;
  return Intl.supportedValuesOf('currency').includes(code) && Number.isInteger(minorUnits(code));
}
