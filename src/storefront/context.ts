import type { Locale, Market } from '../kernel/market.ts';
import { formatMoney } from '../kernel/money.ts';
import { type Translated, translate } from '../kernel/translated.ts';
import type { CategoryNode, MediaView } from '../shop/discovery/index.ts';
import type { AssetNames } from './assets.ts';
import type { Texts } from './texts/index.ts';
import type { ByMarket, Theme } from './theme.ts';

/** What every template is given beside its view: the shop, the locale, and where the page stands. Nothing about who asks. */
export type PageContext = {
  theme: Theme;
  locale: Locale;
  markets: readonly Market[];
  texts: Texts;
  /** `https://shop.example` */
  origin: string;
  /** Path and normalised query of the page. */
  address: string;
  assets: AssetNames;
  /** The category tree, for menus. */
  tree: readonly CategoryNode[];
  /** Pictures of the menu, by the theme's name for them. */
  pictures: Readonly<Record<string, MediaView>>;
};

/** An amount of the page's currency as its readers write it. */
export function money(context: PageContext, amount: number): string {
  return formatMoney(amount, context.locale.market.currency, context.locale.language);
}

export function say(context: PageContext, text: Translated | null | undefined): string {
  return translate(text, context.locale.language);
}

/** A text of the theme that differs by market; any market's when the theme does not know this one. */
export function sayByMarket(context: PageContext, texts: ByMarket<Translated>): string {
  return say(context, texts[context.locale.market.code] ?? Object.values(texts)[0]);
}

/** How dates are written: the market's own way where it is one country, else that of the continent (day before month). */
export function dateTag({ locale }: PageContext): string {
  const { countries } = locale.market;
  const country = countries.length === 1 ? countries[0] : locale.language === 'en' ? 'GB' : null;
  return country ? `${locale.language}-${country}` : locale.language;
}

/** The shop-relative path of the page: what follows `/{market}/{language}`. */
export function pathInShop(context: PageContext): string {
  return pathOnly(context.address).replace(/^\/[^/]+\/[^/]+/, '') || '/';
}

export function pathOnly(address: string): string {
  const query = address.indexOf('?');
  return query < 0 ? address : address.slice(0, query);
}
