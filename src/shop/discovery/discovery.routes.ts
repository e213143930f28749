import { type Static, Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import { decodeCursor, encodeCursor } from '../../kernel/page.ts';
import { Handle, LanguageCode, listOf, MarketCode, pageQuery, type Route, route } from '../../platform/http/index.ts';
import { CategorySchema, filterQuery, ProductListSchema, ProductSchema, SuggestSchema } from './discovery.schemas.ts';
import type { Discovery } from './discovery.service.ts';
import type { ProductsPage } from './listing.service.ts';
import type { CategoryNode, ListingQuery, Sort } from './views.ts';

export type DiscoveryRoutesDeps = {
  discovery: Pick<Discovery, 'products' | 'productView' | 'categoryTree' | 'suggest'>;
  markets: { resolve(market: string, language: string): Locale | null; all(): readonly { code: string; languages: readonly string[] }[] };
  /** Counts a search. */
  heard?: (search: { market: string; language: string; q: string; total: number }) => void;
};

const place = {
  market: MarketCode,
  language: Type.Optional(Type.String({ ...LanguageCode, description: "ISO 639-1; the market's first language when absent." })),
};

const sortOf = (sorts: readonly Sort[]) => Type.Optional(Type.Enum([...sorts], { type: 'string' }));

const facets = Type.Optional(Type.Boolean({ default: false, description: 'Also count what the results can be narrowed by.' }));
const cache = 'public, max-age=5, s-maxage=5';

const ListQuery = Type.Object(
  {
    ...place,
    category: Type.Optional(Handle),
    ...filterQuery,
    sort: sortOf(['popular', 'newest', 'price-asc', 'price-desc']),
    ...pageQuery,
    facets,
  },
  { additionalProperties: false },
);

const SearchQuerySchema = Type.Object(
  {
    ...place,
    q: Type.String({ minLength: 1, maxLength: 200 }),
    category: Type.Optional(Handle),
    ...filterQuery,
    sort: sortOf(['relevance', 'popular', 'newest', 'price-asc', 'price-desc']),
    ...pageQuery,
    facets,
  },
  { additionalProperties: false },
);

type Question = Static<typeof ListQuery> & { q?: string };

/** Reading the catalogue as shoppers see it. */
export function discoveryRoutes({ discovery, markets, heard }: DiscoveryRoutesDeps): Route[] {
  const localeOf = ({ market, language }: { market: string; language?: string }): Locale => {
    const known = markets.all().find((each) => each.code === market);
    if (!known)
      fail('payload_invalid', 'There is no such market.', { fields: [{ path: 'market', code: 'choice', message: 'is not a market' }] });
    const locale = markets.resolve(market, language ?? known.languages[0] ?? '');
    return (
      locale ??
      fail('payload_invalid', `The market ${market} does not speak this language.`, {
        fields: [{ path: 'language', code: 'choice', message: `must be one of ${known.languages.join(', ')}` }],
      })
    );
  };

  async function list(question: Question) {
    const locale = localeOf(question);
    const { limit = 24, cursor } = question;
    const from = cursor === undefined ? null : decodeCursor(cursor, 2);
    const byOffset = question.q !== undefined && (question.sort ?? 'relevance') === ('relevance' as Sort);
    const offset = byOffset && from ? wholeOf(from[0]) : 0;
    const after = !byOffset && from ? keyOf(from, question.sort) : null;
    const asked = queryOf(question);
    const page = await discovery.products(locale, asked, { limit, offset, after, facets: question.facets ?? false });
    if (!page)
      fail('payload_invalid', 'There is no such category.', {
        fields: [{ path: 'category', code: 'choice', message: 'is not a category' }],
      });
    // Choices and further pages belong to the same search.
    if (question.q !== undefined && cursor === undefined && Object.keys(asked.filters ?? {}).length === 0)
      heard?.({ market: locale.market.code, language: locale.language, q: question.q, total: page.total });
    return {
      items: page.items,
      nextCursor: cursorOf(page),
      total: page.total,
      ...(page.facets ? { facets: page.facets } : {}),
      ...(question.q === undefined ? {} : { suggestion: page.corrected, didYouMean: page.better }),
    };
  }

  return [
    route({
      method: 'GET',
      url: '/api/products',
      access: 'public',
      summary: 'List products',
      tags: ['Products'],
      operationId: 'listProducts',
      cache,
      schema: { query: ListQuery, response: { 200: ProductListSchema } },
      handler: ({ query }) => list(query),
    }),
    route({
      method: 'GET',
      url: '/api/products/:handle',
      access: 'public',
      summary: 'Read a product',
      description: 'A product that was renamed answers under its former handles too; `handle` is the one of today.',
      tags: ['Products'],
      operationId: 'getProduct',
      cache,
      errors: ['product_not_found'],
      schema: {
        params: Type.Object({ handle: Handle }),
        query: Type.Object(place, { additionalProperties: false }),
        response: { 200: ProductSchema },
      },
      async handler({ params, query }) {
        const locale = localeOf(query);
        let view = await discovery.productView(locale, params.handle, { related: false });
        if (view && 'redirect' in view) view = await discovery.productView(locale, view.redirect, { related: false });
        if (!view || 'redirect' in view) fail('product_not_found');
        const { related: _related, tagsOfProduct, ...product } = view;
        return { ...product, tags: tagsOfProduct };
      },
    }),
    route({
      method: 'GET',
      url: '/api/categories',
      access: 'public',
      summary: 'List the categories that have products',
      description: 'In display order, parents before their children.',
      tags: ['Products'],
      operationId: 'listCategories',
      cache,
      schema: { query: Type.Object(place, { additionalProperties: false }), response: { 200: listOf(CategorySchema, 'CategoryList') } },
      handler: async ({ query }) => ({ items: flat(await discovery.categoryTree(localeOf(query)), null), nextCursor: null }),
    }),
    route({
      method: 'GET',
      url: '/api/search',
      access: 'public',
      summary: 'Search products',
      tags: ['Products'],
      operationId: 'searchProducts',
      cache,
      limited: true,
      schema: { query: SearchQuerySchema, response: { 200: ProductListSchema } },
      handler: ({ query }) => list(query as Question),
    }),
    route({
      method: 'GET',
      url: '/api/suggest',
      access: 'public',
      summary: 'Complete what is being typed',
      tags: ['Products'],
      operationId: 'suggest',
      cache,
      schema: {
        query: Type.Object({ ...place, q: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false }),
        response: { 200: SuggestSchema },
      },
      handler: ({ query }) => discovery.suggest(localeOf(query), query.q),
    }),
  ];
}

function queryOf(question: Question): ListingQuery & { q?: string } {
  const { category, sort, q, priceFrom = null, priceTo = null } = question;
  if (priceFrom !== null && priceTo !== null && priceFrom > priceTo)
    fail('payload_invalid', 'The lowest price is above the highest.', {
      fields: [{ path: 'priceFrom', code: 'range', message: 'is above priceTo' }],
    });
  const filters: Record<string, string[]> = {};
  for (const text of question.filter ?? []) {
    const colon = text.indexOf(':');
    const field = text.slice(0, colon);
    const values = text
      .slice(colon + 1)
      .split(',')
      .filter((value) => value !== '');
    filters[field] = [...(filters[field] ?? []), ...values].slice(0, 100);
  }
  return {
    category: category ?? null,
    filters,
    price: { from: priceFrom, to: priceTo },
    sort: sort ?? null,
    ...(q === undefined ? {} : { q }),
  };
}

function cursorOf({ next, nextOffset }: ProductsPage): string | null {
  if (nextOffset !== null) return encodeCursor([nextOffset, 0]);
  return next ? encodeCursor([...next]) : null;
}

function wholeOf(value: string | number | undefined): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000 ? value : badCursor();
}

/** The key must fit the sort that it continues: a date for `newest`, else a whole number. */
function keyOf([key, id]: (string | number)[], sort: string | undefined): readonly [string | number, number] {
  const fits =
    sort === 'newest'
      ? typeof key === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}(Z|[+-]\d\d:\d\d)$/.test(key) && !Number.isNaN(Date.parse(key))
      : Number.isSafeInteger(key);
  if (!fits || key === undefined || !Number.isSafeInteger(id)) return badCursor();
  if (sort !== 'newest' && sort !== 'price-asc' && sort !== 'price-desc' && Math.abs(Number(key)) > 2_147_483_647) return badCursor();
  return [key, Number(id)];
}

function badCursor(): never {
  return fail('payload_invalid', 'The cursor is not one that this list gave out; start again without it.', {
    fields: [{ path: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
  });
}

function flat(nodes: readonly CategoryNode[], parentId: number | null): Static<typeof CategorySchema>[] {
  return nodes.flatMap(({ children, ...node }) => [{ ...node, parentId }, ...flat(children, node.id)]);
}
