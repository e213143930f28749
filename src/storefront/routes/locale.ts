import { fail } from '../../kernel/errors.ts';
import type { Locale, Market } from '../../kernel/market.ts';
import type { StorefrontDeps } from '../deps.ts';

export function localeOf(deps: StorefrontDeps, params: Readonly<Record<string, unknown>>): Locale | null {
  return deps.markets.resolve(String(params.market ?? ''), String(params.language ?? ''));
}

export function requireLocale(deps: StorefrontDeps, params: Readonly<Record<string, unknown>>): Locale {
  return localeOf(deps, params) ?? fail('not_found', 'There is no shop for this market and language.');
}

/** Where a page stands that names no locale: the first market in its first language. Null in a shop without markets. */
export function anyLocale(deps: StorefrontDeps): Locale | null {
  const market = deps.markets.all()[0];
  return market ? { market, language: market.languages[0] ?? 'en' } : null;
}

/**
 * The locale that fits an Accept-Language header best: a region that a market of few countries serves (`en-US`), then the
 * language in the first market that speaks it.
 */
export function preferredLocale(markets: readonly Market[], acceptLanguage: string | undefined): Locale | null {
  const wanted = readPreferences(acceptLanguage);
  for (const { language, region } of wanted) {
    if (region === null) continue;
    const market = markets.find((m) => m.countries.includes(region));
    if (market) return { market, language: market.languages.includes(language) ? language : (market.languages[0] ?? 'en') };
  }
  for (const { language } of wanted) {
    const market = markets.find((m) => m.languages.includes(language));
    if (market) return { market, language };
  }
  const first = markets[0];
  return first ? { market: first, language: first.languages[0] ?? 'en' } : null;
}

/** The country that a visitor most likely means, of those a market delivers to. */
export function likelyCountry(market: Market, language: string, acceptLanguage: string | undefined): string {
  const region = readPreferences(acceptLanguage).find((p) => p.region !== null && market.countries.includes(p.region))?.region;
  const ofLanguage = new Intl.Locale(language).maximize().region;
  return region ?? (ofLanguage && market.countries.includes(ofLanguage) ? ofLanguage : (market.countries[0] ?? ''));
}

const MOST_PREFERENCES = 10;

function readPreferences(header: string | undefined): { language: string; region: string | null }[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .slice(0, MOST_PREFERENCES)
    .flatMap((part) => {
      const match = /^\s*([a-z]{2})(?:-[a-z]{4})?(?:-([a-z]{2}))?\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part);
      const quality = match?.[3] === undefined ? 1 : Number(match[3]);
      return match && quality > 0 ? [{ language: match[1]!.toLowerCase(), region: match[2]?.toUpperCase() ?? null, quality }] : [];
    })
    .sort((a, b) => b.quality - a.quality);
}
