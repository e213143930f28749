import type { CatalogStore } from './catalog.store.ts';
import type { CatalogLine, ProductLine } from './catalog-line.ts';
import { inOrder, productLine } from './product-line.ts';

export type CatalogReader = ReturnType<typeof createReader>;

const pageSize = 500;

/** Reads the catalogue back as lines, in an order in which they can be written again. */
export function createReader({ store }: { store: CatalogStore }) {
  async function marketOfList(): Promise<Map<string, string>> {
    return new Map((await store.read.markets(store.db)).map(({ code, priceList }) => [priceList, code]));
  }

  /** Attributes, product types, categories (parents first) and brands. */
  async function* readStructure(): AsyncGenerator<CatalogLine> {
    for (const { code, name, valueType, unit, facetable, comparable, choices } of await store.structure.attributeLines(store.db))
      yield {
        kind: 'attribute',
        code,
        name: inOrder(name),
        valueType,
        ...(unit ? { unit } : {}),
        ...(facetable ? { facetable } : {}),
        ...(comparable ? { comparable } : {}),
        ...(choices
          ? { choices: choices.map(({ code, label, swatch }) => ({ code, label: inOrder(label), ...(swatch ? { swatch } : {}) })) }
          : {}),
      };
    for (const { code, name, attributes } of await store.structure.typeLines(store.db))
      yield { kind: 'product-type', code, name: inOrder(name), attributes };
    for (const { code, parent, slug, formerSlugs, name, description, position, image } of await store.categories.lines(store.db))
      yield {
        kind: 'category',
        code,
        ...(parent ? { parent } : {}),
        slug,
        ...(formerSlugs ? { formerSlugs } : {}),
        name: inOrder(name),
        ...texts(description),
        ...(position ? { position } : {}),
        ...(image ? { image } : {}),
      };
    for (const { code, name, slug, description } of await store.structure.brandLines(store.db))
      yield { kind: 'brand', code, name, slug, ...texts(description) };
  }

  /** By id, some hundred at a time: memory stays flat. */
  async function* readProducts(): AsyncGenerator<ProductLine & { id: number }> {
    const markets = await marketOfList();
    for (let last = 0; ; ) {
      const rows = await store.read.after(store.db, last, pageSize);
      for (const row of rows) yield { id: row.id, ...productLine(row, markets) };
      if (rows.length < pageSize) return;
      last = rows.at(-1)!.id;
    }
  }

  return {
    readStructure,
    readProducts,
    /** Everything, as `export products` writes it. */
    async *readLines(): AsyncGenerator<CatalogLine> {
      yield* readStructure();
      for await (const { id: _, ...line } of readProducts()) yield line;
    },
    /** Names of brands and product types by code. */
    async names() {
      const [brands, types] = await Promise.all([store.structure.brandLines(store.db), store.structure.typeLines(store.db)]);
      return {
        brands: new Map(brands.map(({ code, name }) => [code, name])),
        types: new Map(types.map(({ code, name }) => [code, name])),
      };
    },
    /** A product for each address whose picture is missing. */
    handlesBySource: (sources: readonly string[]) => store.read.handlesBySource(store.db, sources),
    /** How many products there are, for progress. */
    count: () => store.read.count(store.db),
    /** Names of the columns kept for a foreign format. */
    foreignColumns: (source: string) => store.read.foreignColumns(store.db, source),
    markets: () => store.read.markets(store.db),
  };
}

function texts(description: Readonly<Record<string, string>> | undefined) {
  return description && Object.keys(description).length > 0 ? { description: inOrder(description) } : {};
}
