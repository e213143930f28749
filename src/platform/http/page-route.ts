import type { Rendered } from '../pages/page-cache.ts';

/** What a cacheable page is made from: its address, and nothing about who asks. */
export type PageRequest = {
  params: Readonly<Record<string, string>>;
  /** Known parameters only, in the order of the normalised address; several values of one name stay in their order. */
  query: URLSearchParams;
  /** The normalised path and query: the address under which the page is kept, and the base of its canonical link. */
  address: string;
  /** `https://shop.example` */
  origin: string;
};

/**
 * A page that is the same for everyone: kept as finished bytes and purged by tag. Its render function sees no cookies.
 * Personal or changing pages (cart, checkout, fragments, form posts) are plain `route()`s outside /api.
 */
export type PageRoute = {
  page: true;
  url: string;
  summary: string;
  /** Names of the parameters that the page knows; a name that ends in `*` stands for a family (`f.*`). Others are dropped. */
  query: readonly string[];
  /** Requests that miss the cache count against the caller's allowance (search). Default false. */
  limited?: boolean;
  render(request: PageRequest): Promise<Rendered>;
};

export function pageRoute(definition: Omit<PageRoute, 'page'>): PageRoute {
  return { page: true, ...definition };
}
