import type { Clock } from '../../kernel/clock.ts';
import type { Locale } from '../../kernel/market.ts';
import type { SearchReader } from '../../platform/search/index.ts';
import { cardOf } from './cards.ts';
import type { ProductStore } from './product.store.ts';
import { productViewOf } from './product.ts';
import type { Structures } from './structure.service.ts';
import type { Structure } from './structure.ts';
import type { ProductCard, ProductView, Redirect } from './views.ts';

const shownRelated = 8;
const relatedPool = 25;
/** Which products stand near each other changes slowly; what their cards say is read each time. */
const poolKeptMs = 10_000;
const mostPools = 10_000;

export type ProductDeps = { store: ProductStore; engine: SearchReader; structures: Structures; clock: Clock };

export function createProducts({ store, engine, structures, clock }: ProductDeps) {
  const pools = new Map<string, { at: number; ids: Promise<number[]> }>();

  return {
    /** The product, where it has moved to, or null. `related` false: without its neighbours (the API). */
    async productView(locale: Locale, handle: string, { related = true } = {}): Promise<ProductView | Redirect | null> {
      const [structure, row] = await Promise.all([structures.get(), store.byHandle(handle, locale.market.priceList, clock.now())]);
      if (!row) {
        const now = await store.redirectOf(handle);
        return now === null || now === handle ? null : { redirect: now };
      }
      const neighbours = related ? await relatedTo(locale, { id: row.id, categories: row.categories }, structure) : [];
      const view = productViewOf(row, structure, { language: locale.language, now: clock.now().getTime(), related: neighbours });
      view.tags.push(`market:${locale.market.code}`);
      return view;
    },
  };

  /** Popular products of the narrowest category that has some; each product shows another stretch of them. */
  async function relatedTo(
    locale: Locale,
    product: { id: number; categories: readonly number[] },
    structure: Structure,
  ): Promise<ProductCard[]> {
    const path = structure.categories.get(product.categories[0] ?? 0)?.path ?? [];
    for (const category of [...path].reverse().slice(0, 2)) {
      const ids = (await poolOf(locale, category)).filter((id) => id !== product.id);
      if (ids.length < shownRelated / 2 && category !== path[0]) continue;
      const start = ids.length <= shownRelated ? 0 : product.id % ids.length;
      const chosen = [...ids.slice(start), ...ids.slice(0, start)].slice(0, shownRelated);
      const hits = await engine.byIds({ segment: locale.market.code, language: locale.language, ids: chosen });
      const now = clock.now().getTime();
      return hits.map((hit) => cardOf(hit, structure, now));
    }
    return [];
  }

  function poolOf(locale: Locale, category: number): Promise<number[]> {
    const key = `${locale.market.code} ${category}`;
    const now = performance.now();
    const known = pools.get(key);
    if (known && now - known.at < poolKeptMs) return known.ids;
    if (pools.size >= mostPools) pools.clear();
    const ids = engine
      .search({
        segment: locale.market.code,
        language: locale.language,
        within: { field: 'category', value: String(category) },
        sort: 'popular',
        offset: 0,
        limit: relatedPool,
        counts: false,
      })
      .then((result) => result.hits.map((hit) => hit.id));
    pools.set(key, { at: now, ids });
    ids.catch(() => pools.delete(key));
    return ids;
  }
}

export type Products = ReturnType<typeof createProducts>;
