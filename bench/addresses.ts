import type { RunningShop } from '../test/support/shop.ts';

/** What is asked for, found by asking the shop. */
export type Addresses = {
  listings: string[];
  products: string[];
  apiLists: string[];
  apiProducts: string[];
  /** First pages of the categories with most products. */
  largest: string[];
  /** Pages far behind in them. */
  deep: string[];
  /** First pages of them under one to three choices. */
  filtered: string[];
  filteredDeep: string[];
};

const PLACE = 'market=eu&language=en';
const PAGE = 24;
const mostListings = 50;
const mostProducts = 500;
const mostReachedPage = 416;

type Facet = { field: string; kind: string; min?: number; max?: number; values: { value: string; count: number }[] };

export async function findAddresses(shop: RunningShop): Promise<Addresses> {
  const { items } = await json<{ items: { slug: string; count: number }[] }>(shop, `/api/categories?${PLACE}`);
  const full = items.filter(({ count }) => count >= PAGE);
  if (full.length === 0) throw new Error('the seeded shop has no category with a full listing');
  const some = full.filter((_, i) => i % Math.ceil(full.length / mostListings) === 0);
  const pages = await Promise.all(
    some.map(({ slug }) => json<{ items: { handle: string }[] }>(shop, `/api/products?${PLACE}&limit=100&category=${slug}`)),
  );
  const handles = [...new Set(pages.flatMap((page) => page.items.map((item) => item.handle)))].slice(0, mostProducts);
  const largest = [...full].sort((a, b) => b.count - a.count).slice(0, 10);
  const filtered: string[] = [];
  for (const { slug } of largest) filtered.push(...(await filteredOf(shop, slug)));
  return {
    listings: some.map(({ slug }) => `/eu/en/c/${slug}`),
    products: handles.map((handle) => `/eu/en/p/${handle}`),
    apiLists: some.map(({ slug }) => `/api/products?${PLACE}&limit=24&category=${slug}`),
    apiProducts: handles.map((handle) => `/api/products/${handle}?${PLACE}`),
    largest: largest.map(({ slug }) => `/eu/en/c/${slug}`),
    deep: largest.flatMap(({ slug, count }) => {
      const last = Math.min(mostReachedPage, Math.floor(count / PAGE));
      const sorts = ['', '&sort=newest', '&sort=price-asc', '&sort=price-desc'];
      return [0.4, 0.7, 1].flatMap((share) => {
        const page = Math.floor(last * share);
        return page < 2 ? [] : sorts.map((sort) => `/eu/en/c/${slug}?page=${page}${sort}`);
      });
    }),
    filtered,
    filteredDeep: filtered.map((path) => `${path}&page=9&sort=price-desc`),
  };
}

/** One choice, two values of one facet, choices in three facets, a span of prices. */
async function filteredOf(shop: RunningShop, slug: string): Promise<string[]> {
  const { facets } = await json<{ facets: Facet[] }>(shop, `/api/products?${PLACE}&limit=1&facets=true&category=${slug}`);
  const choice = (field: string) => facets.find((facet) => facet.field === field)?.values ?? [];
  const price = facets.find((facet) => facet.kind === 'range');
  const [colors, brands, materials] = [choice('attr.color'), choice('brand'), choice('attr.material')];
  const color = (n: number) => `f.color=${colors[n]?.value}`;
  const path = `/eu/en/c/${slug}?`;
  const pages: string[] = [`${path}stock=1`];
  if (colors.length > 1) pages.push(path + color(0), `${path}${color(0)}&${color(1)}`);
  if (brands.length > 0) pages.push(`${path}brand=${brands[0]!.value}`);
  if (colors.length > 0 && materials.length > 0) pages.push(`${path}${color(0)}&f.material=${materials[0]!.value}&stock=1`);
  if (price?.min !== undefined && price.max !== undefined) {
    const middle = Math.floor((price.min + price.max) / 2);
    pages.push(`${path}price=${price.min}-${middle}`, `${path}price=${price.min}-${middle}&${colors.length > 0 ? color(0) : 'stock=1'}`);
  }
  return pages;
}

async function json<T>(shop: RunningShop, path: string): Promise<T> {
  const answer = await fetch(shop.origin + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
