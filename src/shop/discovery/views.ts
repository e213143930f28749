import type { MediaView } from '../media/index.ts';

/**
 * What pages and the API are made from. Texts are in the locale's language, amounts are minor units of the market's
 * currency as presented there (tax in or out by market). Addresses are made by the storefront from handles and slugs.
 * `tags` are the purge tags of everything the view shows: a page made from it carries them.
 */

export type { MediaView };

export type StockState = 'in' | 'low' | 'out';

export type PriceView = {
  amount: number;
  /** The reference price that is struck through; always above `amount`, else null. */
  compareAt: number | null;
  /** The lowest price of the 30 days before the reduction; null when nothing is reduced or nothing is known of the time before. */
  lowestPriceBeforeReduction: number | null;
};

/** One product in a grid or row. */
export type ProductCard = {
  id: number;
  handle: string;
  title: string;
  brand: string | null;
  image: MediaView | null;
  /** A second picture, shown under the pointer and on focus. */
  hoverImage: MediaView | null;
  /** Of the cheapest variant; `from` when variants differ in price. */
  price: PriceView & { from: boolean };
  /** Colours it comes in, in the order of the option; empty when there is no choice of colour. */
  swatches: { label: string; hex: string }[];
  stock: StockState;
  /** How many are left, when that is worth saying (5 or fewer over all variants), else null. */
  left: number | null;
  isNew: boolean;
  /** The variant to add without further choice; null when there is something to choose. */
  variantId: number | null;
};

/**
 * `choice`: values of which several may be chosen (OR). `toggle`: one value, on or off (in stock, reduced).
 * `range`: bounds in minor units; `values` is empty and `min`, `max` are those of the result without this facet's own choice.
 */
export type Facet = {
  /** `category`, `brand`, `price`, `stock`, `sale`, or `attr.CODE`: the key of `ListingQuery.filters` and of `filter[...]` in the API. */
  field: string;
  label: string;
  kind: 'choice' | 'range' | 'toggle';
  /** Only values that lead somewhere, or are selected; the most frequent first, or in the order of the attribute's choices. */
  values: FacetValue[];
  min?: number;
  max?: number;
  /** `range`: what is chosen. */
  from?: number | null;
  to?: number | null;
  /** `range` of a numeric attribute: its unit. */
  unit?: string | null;
};

export type FacetValue = {
  /** `category`: slug; `brand`: slug; `attr.CODE`: choice code; toggles: `1`. */
  value: string;
  label: string;
  /** Results when this value is chosen too, the other facets as they are. */
  count: number;
  selected: boolean;
  /** CSS hex colour. */
  swatch?: string | null;
};

export type Sort = 'relevance' | 'popular' | 'newest' | 'price-asc' | 'price-desc';

/** What a listing or search is asked for; everything in it comes from the address. */
export type ListingQuery = {
  /** Slug; null or absent: the whole shop. */
  category?: string | null;
  /** By `Facet.field`; unknown fields and values find nothing. `price` has its own member. */
  filters?: Readonly<Record<string, readonly string[]>>;
  /** Minor units of the market's currency, both ends included. */
  price?: { from?: number | null; to?: number | null } | null;
  sort?: Sort | null;
  /** From 1. */
  page?: number;
  /** Items a page, 1 to 100; 24 when absent. */
  size?: number;
};

export type SearchQuery = ListingQuery & { q: string };

export type Breadcrumb = { label: string; slug: string; id: number };

export type CategoryView = {
  id: number;
  slug: string;
  name: string;
  /** Sanitised HTML; empty when there is none. */
  description: string;
  image: MediaView | null;
};

export type ListingView = {
  title: string;
  /** Exact. */
  total: number;
  items: ProductCard[];
  /** In display order; a facet that offers nothing (one value, nothing selected) is left out. */
  facets: Facet[];
  /** Everything chosen, as removable chips. */
  selected: { field: string; value: string; label: string }[];
  sort: Sort;
  sorts: Sort[];
  page: number;
  /** Pages that can be opened; at least 1. */
  pages: number;
  size: number;
  /** From the root to the category itself; empty for the whole shop and for searches. */
  breadcrumbs: Breadcrumb[];
  category?: CategoryView;
  /** Direct subcategories that lead somewhere. */
  subcategories: { slug: string; name: string; count: number; image: MediaView | null }[];
  tags: string[];
};

export type SearchView = ListingView & {
  q: string;
  /** What the words were taken for when nothing (or next to nothing) has been written like that; the items are those of the suggestion. */
  suggestion: string | null;
  /** Words that would find far more than those typed, whose items these are all the same. */
  didYouMean: string | null;
};

export type SuggestView = {
  queries: string[];
  products: { handle: string; title: string; brand: string | null; image: MediaView | null; price: PriceView & { from: boolean } }[];
  categories: { slug: string; name: string }[];
};

export type ProductOptionView = {
  code: string;
  name: string;
  values: { code: string; label: string; swatch: string | null }[];
};

export type VariantView = {
  id: number;
  sku: string | null;
  /** Value codes in the order of `ProductView.options`. */
  options: string[];
  /** Labels of the options joined by ` / `; empty when there are none. */
  title: string;
  price: PriceView;
  stock: StockState;
  /** How many are left, when that is worth saying (5 or fewer), else null. */
  left: number | null;
  /** Can be ordered though there are none. */
  backorder: boolean;
  /** A preorder: the day (ISO 8601) from which it can be had; null: it is none. */
  preorderUntil: string | null;
  /** Index into `ProductView.media`, or null. */
  mediaPosition: number | null;
  weightGrams: number | null;
  barcode: string | null;
  taxCategory: string;
};

export type ProductView = {
  id: number;
  handle: string;
  title: string;
  /** Sanitised HTML; may be empty. */
  description: string;
  brand: { name: string; slug: string; id: number } | null;
  productType: string | null;
  options: ProductOptionView[];
  /** Those for sale in the market, in their order; at least one. */
  variants: VariantView[];
  /** The variant that a bare address shows: the first one that can be bought, else the first. */
  defaultVariantId: number;
  /** Of the cheapest variant. */
  price: PriceView & { from: boolean };
  stock: StockState;
  media: MediaView[];
  attributes: { code: string; label: string; text: string }[];
  safety: SafetyView | null;
  breadcrumbs: Breadcrumb[];
  tagsOfProduct: string[];
  seo: { title: string | null; description: string | null };
  isNew: boolean;
  createdAt: string;
  updatedAt: string;
  related: ProductCard[];
  tags: string[];
};

/** EU 2023/988. */
export type SafetyView = {
  manufacturer: ContactView;
  responsiblePerson: ContactView | null;
  warnings: string;
};

export type ContactView = { name: string; address: string; email: string | null; url: string | null };

/** `redirect` is the handle (or slug) under which it stands today. */
export type Redirect = { redirect: string };

export type CategoryNode = {
  id: number;
  code: string;
  slug: string;
  name: string;
  image: MediaView | null;
  /** Products in it and below it. */
  count: number;
  children: CategoryNode[];
};

/** Which products a row of the home page shows; the same shape as the theme's rule. */
export type RowRule =
  | { by: 'newest' }
  | { by: 'popular' }
  | { by: 'reduced' }
  | { by: 'category'; category: string; sort: 'newest' | 'popular' }
  | { by: 'tag'; tag: string }
  | { by: 'brand'; brand: string }
  | { by: 'handles'; handles: readonly string[] };

export type RowView = { items: ProductCard[]; tags: string[] };

/** One line of a sitemap: path below `/{market}/{language}`. */
export type SitemapEntry = { path: string; updatedAt: string };
