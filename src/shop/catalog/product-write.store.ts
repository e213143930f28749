import { json, sql, type Tx } from '../../platform/postgres/index.ts';
import type { ProductLine, VariantLine } from './catalog-line.ts';
import { type Cell, copyRows, textArray } from './copy.store.ts';

/** A product line with everything that it names resolved to ids. */
export type ResolvedProduct = {
  id: number;
  line: ProductLine;
  /** SHA-256 of the line's normal form; null keeps the one that stands. */
  hash: Buffer | null;
  brandId: number | null;
  typeId: number | null;
  categoryIds: readonly number[];
  /** By place: what is known to be stored already. */
  mediaIds: readonly (string | null)[];
};

export type ResolvedVariant = { id: number; productId: number; position: number; line: VariantLine };

export type PriceLists = ReadonlyMap<string, string>;

const newIds = {
  product: sql('catalog.product_new_ids', `select array_agg(nextval('product_id_seq')) as ids from generate_series(1, $1)`),
  variant: sql('catalog.variant_new_ids', `select array_agg(nextval('variant_id_seq')) as ids from generate_series(1, $1)`),
};
const mainLocation = sql('catalog.main_location', `select id from location where code = 'main'`);
const storedMedia = sql(
  'catalog.stored_media',
  `select s.source, s.media_id as id from media_source s where s.source = any($1::text[])
   union select 'sha256:' || m.id, m.id from media m where m.id = any($2::text[])`,
);

const updated = sql(
  'catalog.products_updated',
  `update product p set status = g.status, title = g.title, description = g.description, brand_id = g.brand, product_type_id = g.type,
     attributes = g.attributes, options = g.options, tags = g.tags, seo = g.seo, safety = g.safety, foreign_columns = g."foreign",
     popularity = g.popularity, import_hash = coalesce(decode(g.hash, 'hex'), p.import_hash), version = p.version + 1, updated_at = now(),
     created_at = coalesce(g.created, p.created_at),
     published_at = case when g.publish = 'set' then g.published when g.publish = 'first' then coalesce(p.published_at, now()) else p.published_at end
   from jsonb_to_recordset($1::jsonb) as g(id bigint, status text, title jsonb, description jsonb, brand integer, type integer, attributes jsonb,
     options jsonb, tags text[], seo jsonb, safety jsonb, "foreign" jsonb, popularity integer, hash text, created timestamptz, publish text, published timestamptz)
   where p.id = g.id`,
);
const hashesKept = sql(
  'catalog.hashes_kept',
  `update product p set import_hash = g.hash from unnest($1::bigint[], $2::bytea[]) as g(id, hash)
   where p.id = g.id and p.import_hash is distinct from g.hash`,
);
const archived = sql(
  'catalog.product_archived',
  `update product set status = 'archived', version = version + 1, updated_at = now() where id = $1`,
);
const renamed = sql(
  'catalog.products_renamed',
  'update product p set handle = g.handle, version = version + 1, updated_at = now() from unnest($1::bigint[], $2::text[]) as g(id, handle) where p.id = g.id',
);
const redirectsDropped = sql('catalog.redirects_dropped', 'delete from product_redirect where handle = any($1::text[])');
const redirectsReplaced = sql(
  'catalog.redirects_replaced',
  `delete from product_redirect r using unnest($1::bigint[]) as g(id) where r.product_id = g.id and r.handle <> all($2::text[])`,
);
const redirectsWritten = sql(
  'catalog.redirects_written',
  `insert into product_redirect (handle, product_id)
   select distinct on (g.handle) g.handle, g.id from unnest($1::text[], $2::bigint[]) as g(handle, id)
   where not exists (select 1 from product p where p.handle = g.handle)
   order by g.handle
   on conflict (handle) do update set product_id = excluded.product_id where product_redirect.product_id <> excluded.product_id`,
);
const categoriesDropped = sql('catalog.product_categories_dropped', 'delete from product_category where product_id = any($1::bigint[])');
const mediaDropped = sql('catalog.product_media_dropped', 'delete from product_media where product_id = any($1::bigint[])');

/**
 * Foreign keys unchecked until the end of the transaction, where the role may do that (the embedded database's may): half the
 * time of the server, 290 -> 160 us a product. Nor does a commit wait for the disk: what a crash takes is seeded again.
 */
const unchecked = sql(
  'catalog.unchecked',
  `select set_config('synchronous_commit', 'off', true),
     case when has_parameter_privilege('session_replication_role', 'set') then set_config('session_replication_role', 'replica', true) end`,
);

export const writeProducts = {
  async trustReferences(tx: Tx): Promise<void> {
    await tx.query(unchecked);
  },
  async newIds(tx: Tx, table: keyof typeof newIds, count: number): Promise<number[]> {
    if (count === 0) return [];
    return (await tx.query<{ ids: number[] }>(newIds[table], [count]))[0]!.ids;
  },
  async mainLocation(tx: Tx): Promise<number> {
    return (await tx.query<{ id: number }>(mainLocation))[0]!.id;
  },
  /** Media ids of addresses that have been fetched before. */
  async storedMedia(tx: Tx, sources: readonly string[]): Promise<Map<string, string>> {
    if (sources.length === 0) return new Map();
    const hashes = sources.filter((src) => src.startsWith('sha256:')).map((src) => src.slice(7));
    const rows = await tx.query<{ source: string; id: string }>(storedMedia, [sources, hashes]);
    return new Map(rows.map(({ source, id }) => [source, id]));
  },
  /** New products by handle, so that two batches meet in the same order. A handle that exists is a unique violation (23505). */
  async insert(tx: Tx, products: readonly ResolvedProduct[], now: Date): Promise<void> {
    const sorted = [...products].sort((a, b) => (a.line.handle < b.line.handle ? -1 : 1));
    await copyRows(
      tx,
      `product (${PRODUCT_COLUMNS})`,
      mapped(sorted, (product) => productCells(product, now)),
    );
    await writeProducts.insertCategories(tx, products);
    await writeProducts.insertMedia(tx, products);
  },
  async insertCategories(tx: Tx, products: readonly ResolvedProduct[]): Promise<void> {
    const rows = products.flatMap(({ id, categoryIds }) => categoryIds.map((category, position) => [id, category, position]));
    await copyRows(tx, 'product_category (product_id, category_id, position)', rows);
  },
  async insertMedia(tx: Tx, products: readonly ResolvedProduct[]): Promise<void> {
    await copyRows(tx, `product_media (${MEDIA_COLUMNS})`, products.flatMap(mediaCells));
  },
  async replaceCategories(tx: Tx, products: readonly ResolvedProduct[]): Promise<void> {
    if (products.length === 0) return;
    await tx.query(categoriesDropped, [products.map(({ id }) => id)]);
    await writeProducts.insertCategories(tx, products);
  },
  async replaceMedia(tx: Tx, products: readonly ResolvedProduct[]): Promise<void> {
    if (products.length === 0) return;
    await tx.query(mediaDropped, [products.map(({ id }) => id)]);
    await writeProducts.insertMedia(tx, products);
  },
  async update(tx: Tx, products: readonly ResolvedProduct[]): Promise<void> {
    if (products.length > 0) await tx.query(updated, [json(products.map(updateRow))]);
  },
  async archive(tx: Tx, id: number): Promise<void> {
    await tx.query(archived, [id]);
  },
  /** For lines that say in other words what stands already: the next such line is known by its hash alone. */
  async keepHashes(tx: Tx, rows: readonly { id: number; hash: Buffer }[]): Promise<void> {
    if (rows.length > 0) await tx.query(hashesKept, [rows.map(({ id }) => id), rows.map(({ hash }) => hash)]);
  },
  async rename(tx: Tx, rows: readonly { id: number; from: string; to: string }[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(renamed, [rows.map(({ id }) => id), rows.map(({ to }) => to)]);
    await tx.query(redirectsDropped, [rows.map(({ to }) => to)]);
    await tx.query(redirectsWritten, [rows.map(({ from }) => from), rows.map(({ id }) => id)]);
  },
  /** A handle that is taken (back) leads to no other product any more. */
  dropRedirects: (tx: Tx, handles: readonly string[]) => tx.query(redirectsDropped, [handles]),
  /** Exactly these former handles for products whose line names them. */
  async setRedirects(tx: Tx, rows: readonly { id: number; handles: readonly string[] }[]): Promise<void> {
    if (rows.length === 0) return;
    const all = rows.flatMap(({ id, handles }) => handles.map((handle) => ({ id, handle })));
    await tx.query(redirectsReplaced, [rows.map(({ id }) => id), all.map(({ handle }) => handle)]);
    if (all.length > 0) await tx.query(redirectsWritten, [all.map(({ handle }) => handle), all.map(({ id }) => id)]);
  },
};

/** Of `productCells`. */
export const PRODUCT_COLUMNS =
  'id, handle, status, title, description, brand_id, product_type_id, attributes, options, tags, seo, safety, foreign_columns, ' +
  'popularity, import_hash, created_at, published_at';

export function productCells({ id, line, hash, brandId, typeId }: ResolvedProduct, now: Date): Cell[] {
  const created = line.createdAt ?? now.toISOString();
  const published = line.publishedAt === undefined ? (line.status === 'active' ? created : null) : line.publishedAt;
  return [
    id,
    line.handle,
    line.status,
    json(line.title),
    json(line.description),
    brandId,
    typeId,
    json(line.attributes ?? {}),
    json(line.options ?? []),
    textArray(line.tags ?? []),
    json(line.seo ?? {}),
    line.safety ? json(line.safety) : null,
    json(line.foreign ?? {}),
    line.popularity ?? 0,
    hash && `\\x${hash.toString('hex')}`,
    created,
    published,
  ];
}

/** Of `mediaCells`. */
export const MEDIA_COLUMNS = 'product_id, position, media_id, source, alt, kind, poster_source';

function updateRow({ id, line, hash, brandId, typeId }: ResolvedProduct) {
  return {
    id,
    status: line.status,
    title: line.title,
    description: line.description,
    brand: brandId,
    type: typeId,
    attributes: line.attributes ?? {},
    options: line.options ?? [],
    tags: line.tags ?? [],
    seo: line.seo ?? {},
    safety: line.safety ?? null,
    foreign: line.foreign ?? {},
    popularity: line.popularity ?? 0,
    hash: hash?.toString('hex') ?? null,
    created: line.createdAt ?? null,
    publish: line.publishedAt !== undefined ? 'set' : line.status === 'active' ? 'first' : 'keep',
    published: line.publishedAt ?? null,
  };
}

export function mediaCells({ id, line, mediaIds }: ResolvedProduct): Cell[][] {
  return (line.media ?? []).map(({ src, alt, kind, poster }, position) => {
    const mediaId = mediaIds[position] ?? null;
    // A file that came by upload has no address: it is named by its content.
    const source = mediaId !== null && src === `sha256:${mediaId}` ? null : src;
    return [id, position, mediaId, source, json(alt ?? {}), kind ?? 'image', poster ?? null];
  });
}

function* mapped<T, R>(items: Iterable<T>, change: (item: T) => R): Generator<R> {
  for (const item of items) yield change(item);
}
