import type { CatalogScope, CatalogStore } from './catalog.store.ts';
import type { ProductLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';
import { filledFrom, lineHash } from './line-hash.ts';
import { type ProductRow, productLine } from './product-line.ts';
import type { ResolvedProduct, ResolvedVariant } from './product-write.store.ts';
import { type Named, nameResolver } from './resolve.service.ts';
import { matchVariants } from './variant-match.ts';

export type ProductWrite =
  | { outcome: 'created' | 'updated' | 'unchanged'; id: number; notes: LineFault[] }
  | { outcome: 'refused'; faults: readonly LineFault[] };

export type RoundResult = { writes: ProductWrite[]; structureChanged: boolean };

type Entry = { line: ProductLine; hash: Buffer; write: ProductWrite | null };
type Standing = { entry: Entry; row: ProductRow; variantIds: (number | null)[]; current: ProductLine; renamedFrom: string | null };
type Context = { store: CatalogStore; scope: CatalogScope; lists: ReadonlyMap<string, string>; location: number; now: Date };

/**
 * Writes products of which no two have a handle in common. Locks: products in id order, then stock in variant order; new rows
 * in handle order. What still meets crosswise ends as a deadlock, and the transaction runs again.
 * @param keepHash staff's own changes leave the import hash: an unchanged import file does not undo them
 */
export async function writeProductRound(
  store: CatalogStore,
  scope: CatalogScope,
  lines: readonly ProductLine[],
  options: { force: boolean; keepHash?: boolean; now: Date },
): Promise<RoundResult> {
  const markets = await store.read.markets(scope);
  const lists = new Map(markets.map(({ code, priceList }) => [code, priceList]));
  const entries: Entry[] = lines.map((line) => ({ line, hash: lineHash(line), write: null }));
  for (const entry of entries) refuseUnknownMarkets(entry, lists);

  const { fresh, standing } = await sortOut(store, scope, openOf(entries), { ...options, marketOf: invert(lists) });
  const resolver = await nameResolver(
    store,
    scope,
    [...fresh, ...standing.map(({ entry }) => entry)].map(({ line }) => line),
    {
      language: markets[0]?.languages[0] ?? 'en',
    },
  );
  for (const entry of [...fresh, ...standing.map((s) => s.entry)]) {
    const faults = resolver.faultsOf(entry.line);
    if (faults.length > 0) entry.write = { outcome: 'refused', faults };
  }
  const created = openOf(fresh);
  const updated = standing.filter(({ entry }) => entry.write === null);
  const named = await resolver.resolve([...created, ...updated.map(({ entry }) => entry)].map(({ line }) => line));
  const location = await store.products.mainLocation(scope);
  const context = { store, scope, lists, location, now: options.now };
  await store.variants.stateTime(scope, options.now);
  await create(context, created, named);
  await update(context, updated, named, options.keepHash ?? false);
  return { writes: entries.map(({ write }) => write!), structureChanged: named.structureChanged };
}

/** Tells new lines from those that mean a product of the shop, and settles those that change nothing. */
async function sortOut(
  store: CatalogStore,
  scope: CatalogScope,
  entries: readonly Entry[],
  { force, keepHash, marketOf }: { force: boolean; keepHash?: boolean; marketOf: ReadonlyMap<string, string> },
): Promise<{ fresh: Entry[]; standing: Standing[] }> {
  const known = new Map(
    (
      await store.read.known(
        scope,
        entries.map(({ line }) => line.handle),
      )
    ).map((row) => [row.handle, row]),
  );
  const former = entries.flatMap(({ line }) => (known.has(line.handle) ? [] : (line.formerHandles ?? [])));
  const renamed = former.length === 0 ? [] : await store.read.known(scope, former);
  const byFormer = new Map(renamed.map((row) => [row.handle, row]));

  const fresh: Entry[] = [];
  const candidates: { entry: Entry; id: number; handle: string }[] = [];
  for (const entry of entries) {
    const row = known.get(entry.line.handle) ?? entry.line.formerHandles?.map((h) => byFormer.get(h)).find((found) => found !== undefined);
    if (!row) fresh.push(entry);
    else if (!force && !keepHash && row.importHash?.equals(entry.hash) && row.handle === entry.line.handle)
      entry.write = { outcome: 'unchanged', id: row.id, notes: [] };
    else candidates.push({ entry, id: row.id, handle: row.handle });
  }
  const locked = new Map(
    (
      await store.read.locked(
        scope,
        candidates.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const rows = new Map((await store.read.byIds(scope, [...locked.keys()])).map((row) => [row.id, row]));
  const standing: Standing[] = [];
  const same: { id: number; hash: Buffer }[] = [];
  for (const { entry, id, handle } of candidates) {
    const row = rows.get(id);
    // Deleted or renamed since it was looked up.
    if (!row || row.handle !== handle) store.again();
    const current = productLine(row, marketOf);
    const variantIds = matchVariants(row.variants ?? [], entry.line.variants);
    const stocks = new Map((row.variants ?? []).map((v, i) => [v.id, current.variants[i]!.stock ?? null]));
    const filled = filledFrom(
      entry.line,
      current,
      variantIds.map((variant) => (variant === null ? undefined : stocks.get(variant))),
    );
    const renamedFrom = handle === entry.line.handle ? null : handle;
    if (renamedFrom === null && JSON.stringify(filled) === JSON.stringify(current)) {
      entry.write = { outcome: 'unchanged', id, notes: [] };
      if (!keepHash) same.push({ id, hash: entry.hash });
    } else standing.push({ entry, row, variantIds, current, renamedFrom });
  }
  await store.products.keepHashes(scope, same);
  return { fresh, standing };
}

async function create({ store, scope, lists, location, now }: Context, entries: readonly Entry[], named: Named): Promise<void> {
  if (entries.length === 0) return;
  const ids = await store.products.newIds(scope, 'product', entries.length);
  const products = entries.map(({ line, hash }, index) => resolved({ id: ids[index]!, line, hash }, named));
  const variantIds = await store.products.newIds(
    scope,
    'variant',
    entries.reduce((sum, { line }) => sum + line.variants.length, 0),
  );
  let next = 0;
  const variants: ResolvedVariant[] = products.flatMap(({ id, line }) =>
    line.variants.map((variant, position) => ({ id: variantIds[next++]!, productId: id, position, line: variant })),
  );
  await store.products.insert(scope, products, now);
  await store.variants.insert(scope, variants, { lists, location });
  await store.products.dropRedirects(
    scope,
    entries.map(({ line }) => line.handle),
  );
  await store.products.setRedirects(scope, withFormer(products));
  entries.forEach((entry, index) => {
    entry.write = { outcome: 'created', id: ids[index]!, notes: [] };
  });
}

async function update(context: Context, all: readonly Standing[], named: Named, keepHash: boolean): Promise<void> {
  if (all.length === 0) return;
  const { store, scope } = context;
  const products = all.map(({ entry, row }) => {
    const known = new Map((row.media ?? []).map((media) => [media.source ?? `sha256:${media.mediaId}`, media.mediaId]));
    const product = resolved({ id: row.id, line: entry.line, hash: keepHash ? null : entry.hash }, named);
    return { ...product, mediaIds: product.mediaIds.map((id, place) => id ?? known.get(entry.line.media![place]!.src) ?? null) };
  });
  await store.products.rename(
    scope,
    all.flatMap(({ row, entry, renamedFrom }) => (renamedFrom ? [{ id: row.id, from: renamedFrom, to: entry.line.handle }] : [])),
  );
  await store.products.update(scope, products);
  const differs = (pick: (line: ProductLine) => unknown) => (_: unknown, index: number) =>
    JSON.stringify(pick(all[index]!.entry.line) ?? []) !== JSON.stringify(pick(all[index]!.current) ?? []);
  await store.products.replaceCategories(scope, products.filter(differs((line) => line.categories)));
  await store.products.replaceMedia(scope, products.filter(differs((line) => line.media)));
  await store.products.setRedirects(scope, withFormer(products));
  const raised = await updateVariants(context, all);
  for (const { entry, row } of all) entry.write = { outcome: 'updated', id: row.id, notes: raised.get(row.id) ?? [] };
}

/** Answers with notes by product, for counts that could not go as low as the line says. */
async function updateVariants(
  { store, scope, lists, location, now }: Context,
  all: readonly Standing[],
): Promise<Map<number, LineFault[]>> {
  const kept: ResolvedVariant[] = [];
  const added: Omit<ResolvedVariant, 'id'>[] = [];
  const moved: number[] = [];
  const gone: number[] = [];
  const counts: { id: number; count: number }[] = [];
  const place = new Map<number, { productId: number; position: number }>();
  for (const { entry, row, variantIds } of all) {
    const standing = row.variants ?? [];
    const stays = new Set(variantIds);
    gone.push(...standing.filter(({ id }) => !stays.has(id)).map(({ id }) => id));
    const before = new Map(standing.map(({ id }, position) => [id, position]));
    entry.line.variants.forEach((line, position) => {
      const id = variantIds[position];
      if (id === null || id === undefined) {
        added.push({ productId: row.id, position, line });
        return;
      }
      kept.push({ id, productId: row.id, position, line });
      place.set(id, { productId: row.id, position });
      if (before.get(id) !== position || gone.length > 0) moved.push(id);
      if (typeof line.stock === 'number') counts.push({ id, count: line.stock });
    });
  }
  await store.variants.remove(scope, gone);
  await store.variants.update(scope, kept, moved, { lists, now });
  const ids = await store.products.newIds(scope, 'variant', added.length);
  await store.variants.insert(
    scope,
    added.map((variant, index) => ({ ...variant, id: ids[index]! })),
    { lists, location },
  );
  const raised = await store.variants.count(
    scope,
    counts.sort((a, b) => a.id - b.id),
    location,
  );
  const notes = new Map<number, LineFault[]>();
  for (const { id, target } of raised) {
    const { productId, position } = place.get(id)!;
    const message = `${target} are held for buyers; the count was set to that`;
    notes.set(productId, [...(notes.get(productId) ?? []), { path: `/variants/${position}/stock`, code: 'stock_reserved', message }]);
  }
  return notes;
}

function resolved({ id, line, hash }: { id: number; line: ProductLine; hash: Buffer | null }, named: Named): ResolvedProduct {
  return {
    id,
    line,
    hash,
    brandId: line.brand ? named.brands.get(line.brand)! : null,
    typeId: line.productType ? named.types.get(line.productType)! : null,
    categoryIds: (line.categories ?? []).map((code) => named.categories.get(code)!),
    mediaIds: (line.media ?? []).map(({ src }) => named.media.get(src) ?? null),
  };
}

function withFormer(products: readonly ResolvedProduct[]): { id: number; handles: readonly string[] }[] {
  return products.flatMap(({ id, line }) => (line.formerHandles ? [{ id, handles: line.formerHandles }] : []));
}

function refuseUnknownMarkets(entry: Entry, lists: ReadonlyMap<string, string>): void {
  const faults: LineFault[] = [];
  entry.line.variants.forEach(({ prices }, index) => {
    for (const market of Object.keys(prices))
      if (!lists.has(market) && faults.length < 5)
        faults.push({
          path: `/variants/${index}/prices/${market}`,
          code: 'unknown_market',
          message: `the shop has no market ${market}; it has ${[...lists.keys()].join(', ') || 'none yet (stoa seed --empty makes two)'}`,
        });
  });
  if (faults.length > 0) entry.write = { outcome: 'refused', faults };
}

function openOf(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ write }) => write === null);
}

function invert(lists: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...lists].map(([market, list]) => [list, market]));
}
