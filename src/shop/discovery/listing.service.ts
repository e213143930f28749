import type { Clock } from '../../kernel/clock.ts';
import type { Locale } from '../../kernel/market.ts';
import { translate } from '../../kernel/translated.ts';
import type { HitKey, SearchReader, SearchRequest, SearchResult, SearchSort } from '../../platform/search/index.ts';
import { cardOf } from './cards.ts';
import { facetsOf, selectedOf } from './facets.ts';
import { mediaView } from './media-view.ts';
import type { Structures } from './structure.service.ts';
import { breadcrumbsOf, type Category, type Structure } from './structure.ts';
import type { Facet, ListingQuery, ListingView, ProductCard, Redirect, SearchQuery, SearchView, Sort } from './views.ts';

/** Results beyond this cannot be paged to: nobody does, but robots would. The API goes on by cursor. */
const mostReached = 10_000;

export type ListingDeps = { engine: SearchReader; structures: Structures; clock: Clock };

/** A page of products for programs: by cursor, to the end. */
export type ProductsPage = {
  items: ProductCard[];
  next: HitKey | null;
  nextOffset: number | null;
  total: number;
  facets: Facet[] | null;
  corrected: string | null;
  better: string | null;
};

export function createListing({ engine, structures, clock }: ListingDeps) {
  const memo = createFacetMemo();

  return {
    async listing(locale: Locale, query: ListingQuery): Promise<ListingView | Redirect | null> {
      const structure = await structures.get();
      const category = categoryOf(structure, query.category);
      if (category === null) return null;
      if (category && category.slug !== query.category) return { redirect: category.slug };
      const result = await engine.search(requestOf(locale, query, { structure, category, text: null }));
      return viewOf(locale, query, { structure, category, result, text: false });
    },

    async search(locale: Locale, query: SearchQuery): Promise<SearchView> {
      const structure = await structures.get();
      const category = categoryOf(structure, query.category) ?? undefined;
      const q = query.q.trim();
      const result = await engine.search(requestOf(locale, query, { structure, category, text: q }));
      const view = viewOf(locale, query, { structure, category, result, text: true });
      return { ...view, title: q, q, suggestion: result.corrected, didYouMean: result.better ?? null, tags: [...view.tags, 'search'] };
    },

    /** `null` when the category does not exist. */
    async products(
      locale: Locale,
      query: ListingQuery & { q?: string },
      page: { after: HitKey | null; offset: number; limit: number; facets: boolean },
    ): Promise<ProductsPage | null> {
      const structure = await structures.get();
      const category = categoryOf(structure, query.category);
      if (category === null) return null;
      const text = query.q?.trim() || null;
      const request = requestOf(locale, query, { structure, category, text });
      const result = await engine.search({ ...request, limit: page.limit, offset: page.offset, after: page.after, counts: page.facets });
      const more = result.hits.length === page.limit;
      const byRelevance = request.sort === 'relevance' && text !== null;
      const reached = page.offset + page.limit;
      return {
        items: cardsOf(result, structure),
        next: more && !byRelevance ? result.hits.at(-1)!.key : null,
        nextOffset: more && byRelevance && reached < result.total && reached < mostReached ? reached : null,
        total: result.total,
        corrected: result.corrected,
        better: result.better ?? null,
        facets: result.counts ? memo.facets({ locale, query, structure, category, result }) : null,
      };
    },

    cards: cardsOf,
  };

  function cardsOf(result: Pick<SearchResult, 'hits'>, structure: Structure): ProductCard[] {
    const now = clock.now().getTime();
    return result.hits.map((hit) => cardOf(hit, structure, now));
  }

  function viewOf(
    locale: Locale,
    query: ListingQuery,
    found: { structure: Structure; category: Category | undefined; result: SearchResult; text: boolean },
  ): ListingView {
    const { structure, category, result } = found;
    const { language } = locale;
    const size = sizeOf(query);
    const facets = memo.facets({ locale, query, ...found });
    const items = cardsOf(result, structure);
    return {
      title: category ? translate(category.name, language) : '',
      total: result.total,
      items,
      facets,
      selected: selectedOf(facets),
      sort: sortOf(query, found.text),
      sorts: found.text ? ['relevance', ...sorts] : [...sorts],
      page: pageOf(query),
      pages: Math.max(1, Math.ceil(Math.min(result.total, mostReached) / size)),
      size,
      breadcrumbs: breadcrumbsOf(structure, category, language),
      ...(category ? { category: categoryView(category, language) } : {}),
      subcategories: subcategoriesOf(category, { structure, result, language }),
      tags: [
        ...items.map((item) => `product:${item.id}`),
        `category:${category?.id ?? 0}`,
        'catalog',
        'structure',
        `market:${locale.market.code}`,
      ],
    };
  }
}

export type Listing = ReturnType<typeof createListing>;

const sorts: readonly Sort[] = ['popular', 'newest', 'price-asc', 'price-desc'];

/** Undefined for the whole shop, null for a slug that nobody has (or had). */
function categoryOf(structure: Structure, slug: string | null | undefined): Category | undefined | null {
  if (slug === null || slug === undefined) return undefined;
  return structure.categoryBySlug.get(slug) ?? structure.categories.get(structure.redirects.get(slug) ?? 0) ?? null;
}

function categoryView(category: Category, language: string) {
  const name = translate(category.name, language);
  return {
    id: category.id,
    slug: category.slug,
    name,
    description: translate(category.description, language),
    image: category.image ? mediaView(category.image, name) : null,
  };
}

function subcategoriesOf(
  category: Category | undefined,
  { structure, result, language }: { structure: Structure; result: SearchResult; language: string },
): ListingView['subcategories'] {
  const counts = result.counts?.get('category');
  return (category ? category.children : structure.roots).flatMap((id) => {
    const each = structure.categories.get(id);
    const count = counts?.get(String(id)) ?? 0;
    if (!each || count === 0) return [];
    const name = translate(each.name, language);
    return [{ slug: each.slug, name, count, image: each.image ? mediaView(each.image, name) : null }];
  });
}

function requestOf(
  locale: Locale,
  query: ListingQuery,
  { structure, category, text }: { structure: Structure; category: Category | undefined; text: string | null },
): SearchRequest {
  const size = sizeOf(query);
  const whole = text === null ? { field: 'all', value: '1' } : null;
  const { from = null, to = null } = query.price ?? {};
  return {
    segment: locale.market.code,
    language: locale.language,
    ...(text === null ? {} : { text }),
    within: category ? { field: 'category', value: String(category.id) } : whole,
    filters: filtersOf(query, structure),
    price: from === null && to === null ? null : { from, to },
    sort: sortOf(query, text !== null) as SearchSort,
    offset: Math.min((pageOf(query) - 1) * size, mostReached),
    limit: size,
    counts: true,
  };
}

/** Addresses name categories and brands by slug, the index by id. */
function filtersOf({ filters = {} }: ListingQuery, structure: Structure): Record<string, string[]> {
  const ids: Record<string, (slug: string) => number> = {
    category: (slug) => structure.categoryBySlug.get(slug)?.id ?? 0,
    brand: (slug) => structure.brandBySlug.get(slug)?.id ?? 0,
  };
  return Object.fromEntries(
    Object.entries(filters)
      .filter(([, values]) => values.length > 0)
      .map(([field, values]) => [field, values.map((value) => (ids[field] ? String(ids[field](value)) : value))]),
  );
}

function sortOf(query: ListingQuery, text: boolean): Sort {
  const sort = query.sort ?? (text ? 'relevance' : 'popular');
  return sort === 'relevance' && !text ? 'popular' : sort;
}

function sizeOf(query: ListingQuery): number {
  return Math.min(100, Math.max(1, Math.trunc(query.size ?? 24)));
}

function pageOf(query: ListingQuery): number {
  return Math.min(mostReached, Math.max(1, Math.trunc(query.page ?? 1)));
}

/**
 * Facets as they are shown, kept beside the counts they are made from: browsing the same category gives the same counts object
 * again until something in it changes, so its labels and orders are made once.
 */
function createFacetMemo() {
  const kept = new WeakMap<object, { structure: Structure; byLanguage: Map<string, Facet[]> }>();
  return {
    facets({
      locale,
      query,
      structure,
      category,
      result,
    }: {
      locale: Locale;
      query: ListingQuery;
      structure: Structure;
      category: Category | undefined;
      result: SearchResult;
    }): Facet[] {
      const selection = Object.fromEntries(Object.entries(query.filters ?? {}).filter(([, values]) => values.length > 0));
      const { counts, total, price: bounds } = result;
      if (!counts) return [];
      const make = () => facetsOf({ counts, total, bounds, selection, price: query.price, language: locale.language, structure, category });
      if (Object.keys(selection).length > 0 || query.price) return make();
      let entry = kept.get(counts);
      if (!entry || entry.structure !== structure) {
        entry = { structure, byLanguage: new Map() };
        kept.set(counts, entry);
      }
      let facets = entry.byLanguage.get(locale.language);
      if (!facets) {
        facets = make();
        entry.byLanguage.set(locale.language, facets);
      }
      return facets;
    },
  };
}
