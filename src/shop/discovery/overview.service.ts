import type { Clock } from '../../kernel/clock.ts';
import type { Locale } from '../../kernel/market.ts';
import { translate } from '../../kernel/translated.ts';
import { fold, type SearchHit, type SearchReader } from '../../platform/search/index.ts';
import { cardOf } from './cards.ts';
import { mediaView } from './media-view.ts';
import type { ProductStore } from './product.store.ts';
import type { Structures } from './structure.service.ts';
import type { Structure } from './structure.ts';
import type { CategoryNode, RowRule, RowView, SitemapEntry, SuggestView } from './views.ts';

export type OverviewDeps = { store: ProductStore; engine: SearchReader; structures: Structures; clock: Clock };

/** Structures are fetched anew as often, and with them the tree. */
const treeKeptMs = 15_000;
const suggestedCategories = 4;
const suggestedProducts = 6;
const suggestedQueries = 6;

/** What leads to products: menus, rows of the home page, suggestions, sitemaps. */
export function createOverview({ store, engine, structures, clock }: OverviewDeps) {
  const trees = new Map<string, { structure: Structure; at: number; tree: Promise<CategoryNode[]> }>();

  /** Every page shows the menu, so the tree is kept until names change or a category gains its first or loses its last product. */
  async function categoryTree(locale: Locale): Promise<CategoryNode[]> {
    const structure = await structures.get();
    const key = `${locale.market.code} ${locale.language}`;
    const known = trees.get(key);
    if (known && known.structure === structure && performance.now() - known.at < treeKeptMs) return known.tree;
    const tree = buildTree(locale, structure);
    trees.set(key, { structure, at: performance.now(), tree });
    tree.catch(() => trees.delete(key));
    return tree;
  }

  async function buildTree(locale: Locale, structure: Structure): Promise<CategoryNode[]> {
    const counts = await engine.countScopes({ segment: locale.market.code, field: 'category' });
    const build = (ids: readonly number[]): CategoryNode[] =>
      ids.flatMap((id) => {
        const category = structure.categories.get(id);
        const count = counts.get(String(id)) ?? 0;
        if (!category || count === 0) return [];
        const name = translate(category.name, locale.language);
        const { code, slug, image, children } = category;
        return [{ id, code, slug, name, image: image ? mediaView(image, name) : null, count, children: build(children) }];
      });
    return build(structure.roots);
  }

  return {
    /** Categories that have products, as a tree in display order. Counts may be some seconds old. */
    categoryTree,

    /** The products of a row. What can hide in it (an unknown category, too few) is up to the page. */
    async rows(locale: Locale, rule: RowRule, count = 8): Promise<RowView> {
      const structure = await structures.get();
      const hits = await hitsOf(locale, rule, { structure, count });
      const now = clock.now().getTime();
      const items = hits.map((hit) => cardOf(hit, structure, now));
      return { items, tags: [...items.map((item) => `product:${item.id}`), ...tagsOf(rule, structure), `market:${locale.market.code}`] };
    },

    async suggest(locale: Locale, text: string): Promise<SuggestView> {
      const [structure, found] = await Promise.all([
        structures.get(),
        engine.suggest({ segment: locale.market.code, language: locale.language, text, limit: suggestedProducts }),
      ]);
      const now = clock.now().getTime();
      return {
        queries: found.completions.slice(0, suggestedQueries),
        products: found.hits.map((hit) => {
          const { handle, title, brand, image, price } = cardOf(hit, structure, now);
          return { handle, title, brand, image, price };
        }),
        categories: categoriesLike(structure, text, locale.language),
      };
    },

    /** How many parts of up to 50,000 addresses there are: part 0 holds categories, the others products. */
    async sitemapParts(locale: Locale): Promise<number> {
      return 1 + (await store.sitemapParts(locale.market.priceList));
    },

    async sitemap(locale: Locale, part: number): Promise<SitemapEntry[]> {
      if (part > 0) return store.sitemapPart(locale.market.priceList, part);
      const [structure, counts] = await Promise.all([
        structures.get(),
        engine.countScopes({ segment: locale.market.code, field: 'category' }),
      ]);
      const today = `${clock.now().toISOString().slice(0, 10)}T00:00:00Z`;
      return [...structure.categories.values()]
        .filter((category) => (counts.get(String(category.id)) ?? 0) > 0)
        .map((category) => ({ path: `/c/${category.slug}`, updatedAt: today }));
    },
  };

  async function hitsOf(
    locale: Locale,
    rule: RowRule,
    { structure, count }: { structure: Structure; count: number },
  ): Promise<SearchHit[]> {
    const place = { segment: locale.market.code, language: locale.language };
    if (rule.by === 'handles') return engine.byIds({ ...place, ids: await store.idsOf(rule.handles.slice(0, 100)) });
    const whole = { field: 'all', value: '1' };
    const category = rule.by === 'category' ? structure.categoryByCode.get(rule.category) : undefined;
    const brand = rule.by === 'brand' ? structure.brandByCode.get(rule.brand) : undefined;
    if ((rule.by === 'category' && !category) || (rule.by === 'brand' && !brand)) return [];
    const filters: Record<string, string[]> =
      rule.by === 'reduced' ? { sale: ['1'] } : rule.by === 'tag' ? { tag: [rule.tag] } : brand ? { brand: [String(brand.id)] } : {};
    const newest = rule.by === 'newest' || (rule.by === 'category' && rule.sort === 'newest');
    const { hits } = await engine.search({
      ...place,
      within: category ? { field: 'category', value: String(category.id) } : whole,
      filters,
      sort: newest ? 'newest' : 'popular',
      offset: 0,
      limit: Math.min(100, count),
      counts: false,
    });
    return hits;
  }
}

export type Overview = ReturnType<typeof createOverview>;

function tagsOf(rule: RowRule, structure: Structure): string[] {
  if (rule.by === 'category') return [`category:${structure.categoryByCode.get(rule.category)?.id ?? 0}`];
  if (rule.by === 'brand') return [`brand:${structure.brandByCode.get(rule.brand)?.id ?? 0}`];
  if (rule.by === 'tag') return [`tag:${rule.tag}`];
  return rule.by === 'handles' ? [] : [`rows:${rule.by}`];
}

function categoriesLike(structure: Structure, text: string, language: string): SuggestView['categories'] {
  const typed = fold(text);
  if (typed === '') return [];
  const found: { slug: string; name: string; depth: number }[] = [];
  for (const category of structure.categories.values()) {
    const name = translate(category.name, language);
    if (` ${fold(name)}`.includes(` ${typed}`)) found.push({ slug: category.slug, name, depth: category.path.length });
  }
  return found
    .sort((a, b) => a.depth - b.depth || a.name.length - b.name.length)
    .slice(0, suggestedCategories)
    .map(({ slug, name }) => ({ slug, name }));
}
