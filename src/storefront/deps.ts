import type { Clock } from '../kernel/clock.ts';
import type { Locale, Market } from '../kernel/market.ts';
import type { Carts } from '../shop/cart/index.ts';
import type { Checkouts } from '../shop/checkout/index.ts';
import type { Discovery, MediaView } from '../shop/discovery/index.ts';
import type { Drafts } from '../shop/drafts/index.ts';
import type { Desk, OrderReading } from '../shop/orders/index.ts';
import type { Assets } from './assets.ts';
import type { StripeFields } from './templates/stripe-fields.ts';
import type { Theme } from './theme.ts';

/** What the pages read of the catalogue; texts in the locale's language, prices of its market. */
export type StorefrontDiscovery = Pick<
  Discovery,
  'categoryTree' | 'listing' | 'search' | 'productView' | 'rows' | 'sitemapParts' | 'sitemap'
>;

export type StorefrontDeps = {
  theme: Theme;
  assets: Assets;
  markets: { all(): readonly Market[]; resolve(market: string, language: string): Locale | null };
  /** Counts a search. */
  heard(search: { market: string; language: string; q: string; total: number }): void;
  discovery: StorefrontDiscovery;
  carts: Carts<MediaView>;
  checkouts: Checkouts<MediaView>;
  drafts: Pick<Drafts<MediaView>, 'byToken'>;
  orders: OrderReading<MediaView>;
  /** For the fields of Stripe on the payment page; null where it is no provider. */
  stripe?: StripeFields | null;
  desk: Pick<Desk, 'withdrawals' | 'documents'>;
  /** Pictures that the theme names (`MediaRef.src`); those that are not there are left out. */
  pictures(sources: readonly string[]): Promise<Readonly<Record<string, MediaView>>>;
  clock?: Clock;
};
