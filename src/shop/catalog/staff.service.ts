import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type FieldFault, fail } from '../../kernel/errors.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { CatalogScope, CatalogStore } from './catalog.store.ts';
import type { AttributeLine, BrandLine, CategoryLine, ProductLine, ProductTypeLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';
import { checkLine } from './line-check.ts';
import { type ProductRow, productLine } from './product-line.ts';
import type { ProductFilter } from './product-read.store.ts';
import { writeProductRound } from './product-round.service.ts';
import type { CatalogReader } from './read.service.ts';
import type { CatalogWriter } from './write.service.ts';

export type StaffProduct = {
  id: number;
  version: number;
  updatedAt: string;
  /** In the order of `product.variants`. */
  variantIds: number[];
  product: Mutable<Omit<ProductLine, 'kind'>>;
};

/** As JSON is: arrays without promises. */
type Mutable<T> = T extends readonly (infer U)[] ? Mutable<U>[] : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

export type ProductSummary = {
  id: number;
  version: number;
  handle: string;
  status: ProductLine['status'];
  title: ProductLine['title'];
  brand: string | null;
  variants: number;
  updatedAt: string;
};

type StructureLine = AttributeLine | ProductTypeLine | CategoryLine | BrandLine;
type LineOf<K extends StructureLine['kind']> = Extract<StructureLine, { kind: K }>;
type StructureOf<K extends StructureLine['kind']> = Omit<LineOf<K>, 'kind'>;

export type CatalogStaff = ReturnType<typeof createStaffCatalog>;

type Deps = { store: CatalogStore; reader: CatalogReader; writer: CatalogWriter; clock?: Clock };

/** What staff do to the catalogue. Their changes stay when a file that was imported before is imported again unchanged. */
export function createStaffCatalog({ store, reader, writer, clock = systemClock }: Deps) {
  return {
    async get(id: number): Promise<StaffProduct> {
      const [row] = await store.read.byIds(store.db, [id]);
      return present(row ?? fail('product_not_found'), await marketOfList(store.db));
    },

    /** Newest first. */
    async list({ cursor, limit, ...filter }: ProductFilter & { cursor?: string; limit: number }): Promise<Page<ProductSummary>> {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(decodeCursor(cursor, 1)[0]);
      if (!Number.isSafeInteger(before)) fail('payload_invalid', 'The cursor is not one of this list.');
      const rows = await store.read.matching(store.db, before, filter, limit + 1);
      const items = rows.slice(0, limit);
      return { items: items.map(summary), nextCursor: rows.length > limit ? encodeCursor([items.at(-1)!.id]) : null };
    },

    create(product: Omit<ProductLine, 'kind'>): Promise<StaffProduct> {
      const line = checked(product);
      return store.transaction(async (scope) => {
        await refuseTaken(scope, line.handle);
        return write(scope, line);
      });
    },

    /** @param ifVersion the version that the caller has seen; null overwrites any */
    replace(id: number, product: Omit<ProductLine, 'kind'>, ifVersion: number | null): Promise<StaffProduct> {
      const line = checked(product);
      return store.transaction(async (scope) => {
        await open(scope, id, ifVersion);
        return write(scope, line, id);
      });
    },

    /** Members given replace those that stand; null takes a member away. Stock stays as it is unless variants are given. */
    patch(id: number, change: Record<string, unknown>, ifVersion: number | null): Promise<StaffProduct> {
      return store.transaction(async (scope) => {
        const { product } = present(await open(scope, id, ifVersion), await marketOfList(scope));
        const { formerHandles: _former, ...rest } = product;
        const variants = rest.variants.map(({ stock, ...variant }) => (stock === null ? { ...variant, stock } : variant));
        const merged: Record<string, unknown> = { ...rest, variants, ...change };
        for (const [name, value] of Object.entries(change)) if (value === null && name !== 'publishedAt') delete merged[name];
        return write(scope, checked(merged as Omit<ProductLine, 'kind'>), id);
      });
    },

    /** Orders name products for ever: a product is taken out of sale, never out of the books. */
    archive(id: number): Promise<void> {
      return store.transaction(async (scope) => {
        const row = await open(scope, id, null);
        if (row.status === 'archived') return;
        await store.products.archive(scope, id);
        await store.tellProducts(scope, [id]);
      });
    },

    /** The price of a variant in a market, in minor units of its currency. */
    async setPrice(variantId: number, market: string, price: { amount: number; compareAt: number | null }): Promise<void> {
      const known = (await reader.markets()).find(({ code }) => code === market) ?? fail('not_found', `The shop has no market ${market}.`);
      await store.transaction(async (scope) => {
        const productId = (await store.variants.productOf(scope, variantId)) ?? fail('variant_not_found');
        await store.read.locked(scope, [productId]);
        if (await store.variants.setPrice(scope, { variantId, productId, list: known.priceList, ...price }, clock.now()))
          await store.tellProducts(scope, [productId]);
      });
    },

    /** Attributes, product types, categories or brands by code, a page of them. */
    async listStructure<K extends StructureLine['kind']>(
      kind: K,
      { cursor, limit }: { cursor?: string; limit: number },
    ): Promise<Page<StructureOf<K>>> {
      const lines: StructureOf<K>[] = [];
      for await (const line of reader.readStructure()) {
        if (line.kind !== kind) continue;
        lines.push(bare(line as LineOf<K>));
      }
      lines.sort((a, b) => (a.code < b.code ? -1 : 1));
      const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0]);
      const left = lines.filter(({ code }) => code > after);
      const items = left.slice(0, limit);
      return { items, nextCursor: left.length > limit ? encodeCursor([items.at(-1)!.code]) : null };
    },

    async getStructure<K extends StructureLine['kind']>(kind: K, code: string): Promise<StructureOf<K>> {
      for await (const line of reader.readStructure()) {
        if (line.kind !== kind || line.code !== code) continue;
        return bare(line as LineOf<K>);
      }
      return fail('not_found');
    },

    /** Creates it, or makes it what the line says. */
    async putStructure<K extends StructureLine['kind']>(kind: K, line: StructureOf<K>): Promise<StructureOf<K>> {
      const [result] = await writer.write([{ ...line, kind }], { source: 'staff' });
      if (result?.outcome === 'refused') reject(result.faults);
      return this.getStructure(kind, line.code);
    },
  };

  async function open(scope: CatalogScope, id: number, ifVersion: number | null): Promise<ProductRow> {
    await store.read.locked(scope, [id]);
    const row = (await store.read.byIds(scope, [id]))[0] ?? fail('product_not_found');
    if (ifVersion !== null && row.version !== ifVersion) fail('conflict', `The product has version ${row.version}, not ${ifVersion}.`);
    return row;
  }

  /** Writes a line; with an id, that product takes the line's handle. */
  async function write(scope: CatalogScope, given: ProductLine, id: number | null = null): Promise<StaffProduct> {
    let line = given;
    let renamed = false;
    if (id !== null) {
      const [standing] = await store.read.locked(scope, [id]);
      if (standing!.handle !== line.handle) {
        await refuseTaken(scope, line.handle);
        await store.products.rename(scope, [{ id, from: standing!.handle, to: line.handle }]);
        renamed = true;
        if (line.formerHandles) line = { ...line, formerHandles: [...new Set([...line.formerHandles, standing!.handle])].sort() };
      }
    }
    const { writes, structureChanged } = await writeProductRound(store, scope, [line], { force: true, keepHash: true, now: clock.now() });
    const written = writes[0]!;
    if (written.outcome === 'refused') return reject(written.faults);
    if (renamed || written.outcome !== 'unchanged') await store.tellProducts(scope, [written.id]);
    if (structureChanged) await store.tellStructure(scope);
    const [row] = await store.read.byIds(scope, [written.id]);
    return present(row!, await marketOfList(scope));
  }

  async function refuseTaken(scope: CatalogScope, handle: string): Promise<void> {
    if ((await store.read.known(scope, [handle])).length > 0) fail('handle_taken', `Another product has the handle ${handle}.`);
  }

  async function marketOfList(db: CatalogStore['db'] | CatalogScope): Promise<Map<string, string>> {
    return new Map((await store.read.markets(db)).map(({ code, priceList }) => [priceList, code]));
  }
}

function checked(product: Omit<ProductLine, 'kind'>): ProductLine {
  const result = checkLine({ ...product, kind: 'product' });
  return result.line === null ? reject(result.faults) : (result.line as ProductLine);
}

function reject(faults: readonly LineFault[]): never {
  const fields: FieldFault[] = faults.map(({ path, code, message }) => ({ path, code, message }));
  return fail('catalog_rejected', `${fields.length === 1 ? 'A field' : `${fields.length} fields`} cannot be accepted.`, { fields });
}

function present(row: ProductRow, markets: ReadonlyMap<string, string>): StaffProduct {
  const { kind: _, ...product } = productLine(row, markets);
  const variantIds = (row.variants ?? []).map(({ id }) => id);
  return {
    id: row.id,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
    variantIds,
    product: product as StaffProduct['product'],
  };
}

function bare<K extends StructureLine['kind']>(line: LineOf<K>): StructureOf<K> {
  const { kind: _, ...rest } = line;
  return rest;
}

function summary(row: ProductRow): ProductSummary {
  const { id, version, handle, status, title, brand, variants, updatedAt } = row;
  return { id, version, handle, status, title, brand, variants: variants?.length ?? 0, updatedAt: updatedAt.toISOString() };
}
