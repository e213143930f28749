import type { ListingQuery, ListingView, Sort } from '../shop/discovery/index.ts';

/**
 * The state of a listing stands in its address: `?brand=a&brand=b&f.color=x&price=1000-5000&stock=1&sort=price-asc&page=2`.
 * Attributes are a family of their own (`f.`), so that parameters which mean nothing to us cannot make copies of a page.
 */
export const LISTING_PARAMETERS = ['brand', 'category', 'price', 'min', 'max', 'stock', 'sale', 'f.*', 'sort', 'page'] as const;

const SORTS: readonly Sort[] = ['relevance', 'popular', 'newest', 'price-asc', 'price-desc'];
const OWN_FIELDS = ['brand', 'category', 'stock', 'sale'];
const MOST_VALUES = 50;

/** Name of a facet in the address. */
export function parameterOf(field: string): string {
  return field.startsWith('attr.') ? `f.${field.slice(5)}` : field;
}

/** What the address asks for. Nonsense is left out rather than refused: an old link still shows the goods. */
export function readListing(query: URLSearchParams, category: string | null): ListingQuery {
  const filters: Record<string, string[]> = {};
  for (const [name, value] of query) {
    const field = name.startsWith('f.') ? `attr.${name.slice(2)}` : OWN_FIELDS.includes(name) ? name : null;
    if (field === null || value.length > 200) continue;
    if (!Object.hasOwn(filters, field)) filters[field] = [];
    const values = filters[field]!;
    if (values.length < MOST_VALUES && !values.includes(value)) values.push(value);
  }
  const sort = SORTS.find((s) => s === query.get('sort')) ?? null;
  const page = Number(query.get('page') ?? 1);
  return {
    category,
    filters,
    price: readPrice(query.get('price')),
    sort,
    page: Number.isInteger(page) && page > 0 ? Math.min(page, 100_000) : 1,
  };
}

/** `1000-5000`, `1000-`, `-5000`: minor units, both ends included. */
export function readPrice(text: string | null): ListingQuery['price'] {
  const match = /^(\d{1,12})?-(\d{1,12})?$/.exec(text ?? '');
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  return { from: match[1] === undefined ? null : Number(match[1]), to: match[2] === undefined ? null : Number(match[2]) };
}

/** Anything chosen beyond the plain listing: such pages are for people, not for search engines. */
export function isFiltered(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => name !== 'page' && name !== 'q');
}

/** The same listing with a change; a filter changes back to the first page. */
export function changed(path: string, query: URLSearchParams, change: (next: URLSearchParams) => void): string {
  const next = new URLSearchParams(query);
  next.delete('page');
  change(next);
  const text = next.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function withoutValue(path: string, query: URLSearchParams, chip: ListingView['selected'][number]): string {
  return changed(path, query, (next) => next.delete(parameterOf(chip.field), chip.field === 'price' ? undefined : chip.value));
}

export function withoutFilters(path: string, query: URLSearchParams): string {
  return changed(path, query, (next) => {
    for (const name of [...next.keys()]) if (name !== 'q' && name !== 'sort') next.delete(name);
  });
}

export function onPage(path: string, query: URLSearchParams, page: number): string {
  return changed(path, query, (next) => {
    if (page > 1) next.set('page', String(page));
  });
}

/** Page numbers to show around the current one; null stands for a gap. */
export function pageWindow(page: number, pages: number): (number | null)[] {
  const shown = new Set([1, pages, page - 1, page, page + 1].filter((n) => n >= 1 && n <= pages));
  if (page <= 3) for (const n of [2, 3, 4]) if (n <= pages) shown.add(n);
  if (page >= pages - 2) for (const n of [pages - 3, pages - 2, pages - 1]) if (n >= 1) shown.add(n);
  const sorted = [...shown].sort((a, b) => a - b);
  return sorted.flatMap((n, i) => {
    const before = sorted[i - 1];
    if (before === undefined || n === before + 1) return [n];
    return n === before + 2 ? [n - 1, n] : [null, n];
  });
}
