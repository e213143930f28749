import type { Clock } from '../kernel/clock.ts';
import type { Locale, Market } from '../kernel/market.ts';
import type { Carts } from '../shop/cart/index.ts';
import type { Checkouts } from '../shop/checkout/index.ts';
import type {
  CategoryNode,
  ListingQuery,
  ListingView,
  MediaView,
  ProductView,
  Redirect,
  RowRule,
  RowView,
  SearchQuery,
  SearchView,
  SitemapEntry,
} from '../shop/discovery/views.ts';
import type { OrderReading } from '../shop/orders/index.ts';
import type { Assets } from './assets.ts';
import type { Theme } from './theme.ts';

/** What the pages read of the catalogue; texts in the locale's language, prices of its market. */
export type StorefrontDiscovery = {
  categoryTree(locale: Locale): Promise<readonly CategoryNode[]>;
  /** Null: no such category. */
  listing(locale: Locale, query: ListingQuery): Promise<ListingView | Redirect | null>;
  search(locale: Locale, query: SearchQuery): Promise<SearchView>;
  productView(locale: Locale, handle: string): Promise<ProductView | Redirect | null>;
  rows(locale: Locale, rule: RowRule, count: number): Promise<RowView>;
  /** How many parts of at most 10,000 addresses the sitemap of a locale has. */
  sitemapParts(locale: Locale): Promise<number>;
  /** `part` counts from 1. Null when there is no such part. */
  sitemap(locale: Locale, part: number): Promise<readonly SitemapEntry[] | null>;
};

export type StorefrontDeps = {
  theme: Theme;
  assets: Assets;
  markets: { all(): readonly Market[]; resolve(market: string, language: string): Locale | null };
  discovery: StorefrontDiscovery;
  carts: Carts<MediaView>;
  checkouts: Checkouts<MediaView>;
  orders: OrderReading<MediaView>;
  /** Pictures that the theme names (`MediaRef.src`); those that are not there are left out. */
  pictures(sources: readonly string[]): Promise<Readonly<Record<string, MediaView>>>;
  clock?: Clock;
};
