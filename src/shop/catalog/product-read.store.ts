import { type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { ProductRow } from './product-line.ts';

/** Everything a line carries, in one row; the inner selects are index scans by product. */
const COLUMNS = `p.id, p.version, p.import_hash as "importHash", p.handle, p.status, p.title, p.description, b.code as brand,
  t.code as "productType", p.tags, p.attributes, p.options, p.seo, p.safety, p.created_at as "createdAt", p.published_at as "publishedAt",
  p.updated_at as "updatedAt", p.popularity, p.foreign_columns as "foreign",
  (select array_agg(r.handle order by r.handle collate "C") from product_redirect r where r.product_id = p.id) as "formerHandles",
  (select array_agg(c.code order by pc.position, c.id) from product_category pc join category c on c.id = pc.category_id
   where pc.product_id = p.id) as categories,
  (select jsonb_agg(jsonb_build_object('source', m.source, 'mediaId', m.media_id, 'kind', m.kind, 'alt', m.alt, 'poster', m.poster_source)
     order by m.position) from product_media m where m.product_id = p.id) as media,
  (select jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'barcode', v.barcode, 'options', v.option_values,
     'weightGrams', v.weight_grams, 'tracked', v.track_stock, 'backorder', v.backorder, 'requiresShipping', v.requires_shipping,
     'taxable', v.taxable, 'taxCode', v.tax_code, 'taxCategory', v.tax_category, 'media', v.media_position, 'foreign', v.foreign_columns,
     'prices', (select jsonb_object_agg(pr.price_list, jsonb_build_array(pr.amount, pr.compare_at)) from price pr where pr.variant_id = v.id),
     'stock', (select s.on_hand from stock_level s join location l on l.id = s.location_id where s.variant_id = v.id and l.code = 'main')
   ) order by v.position) from variant v where v.product_id = p.id) as variants`;

const FROM = 'from product p left join brand b on b.id = p.brand_id left join product_type t on t.id = p.product_type_id';

const byIds = sql('catalog.products_by_ids', `select ${COLUMNS} ${FROM} where p.id = any($1::bigint[]) order by p.id`);
const byHandle = sql('catalog.product_by_handle', `select ${COLUMNS} ${FROM} where p.handle = $1`);
const after = sql('catalog.products_after', `select ${COLUMNS} ${FROM} where p.id > $1 order by p.id limit $2`);

const matching = sql(
  'catalog.products_matching',
  `select ${COLUMNS} ${FROM}
   where p.id < $1 and ($2::text is null or p.status = $2) and ($3::text is null or b.code = $3)
     and ($4::text is null or exists (select 1 from variant v where v.product_id = p.id and v.sku = $4))
     and ($5::text is null or p.title::text ilike $5 or p.handle ilike $5)
   order by p.id desc limit $6`,
);

const known = sql('catalog.handles_known', 'select id, handle, import_hash as "importHash" from product where handle = any($1::text[])');

/** Locks in id order; a product that was deleted meanwhile is not answered. */
const locked = sql(
  'catalog.products_locked',
  'select id, handle, import_hash as "importHash" from product where id = any($1::bigint[]) order by id for no key update',
);

const redirected = sql('catalog.handle_redirected', 'select product_id as "productId" from product_redirect where handle = $1');
const listMarkets = sql(
  'catalog.markets',
  'select code, currency, languages, price_list as "priceList" from market order by position, code',
);
const foreignColumnNames = sql(
  'catalog.foreign_columns',
  `select distinct source, jsonb_object_keys(columns) as name
   from (select f.key as source, f.value as columns from product p, jsonb_each(p.foreign_columns) f
         union all select f.key, f.value from variant v, jsonb_each(v.foreign_columns) f where v.foreign_columns <> '{}') x
   where source = $1 or source like $1 || '-image-%'`,
);
const foreignHandles = sql(
  'catalog.foreign_handles',
  `select handle, coalesce(foreign_columns -> $2 ->> $3, handle) as original from product where handle = any($1::text[])`,
);
const handlesBySource = sql(
  'catalog.handles_by_source',
  `select m.source, min(p.handle) as handle from product_media m join product p on p.id = m.product_id
   where m.source = any($1::text[]) and m.media_id is null group by m.source`,
);
const countAll = sql('catalog.products_count', 'select count(*)::int as count from product');

export type KnownProduct = { id: number; handle: string; importHash: Buffer | null };
export type CatalogMarket = { code: string; currency: string; languages: string[]; priceList: string };
export type ProductFilter = { status?: string | null; brand?: string | null; sku?: string | null; text?: string | null };

export const readProducts = {
  byIds: (db: Queryable, ids: readonly number[]) => (ids.length === 0 ? Promise.resolve([]) : db.query<ProductRow>(byIds, [ids])),
  async byHandle(db: Queryable, handle: string): Promise<ProductRow | null> {
    return (await db.query<ProductRow>(byHandle, [handle]))[0] ?? null;
  },
  /** By id from below, for exports: bounded memory whatever the size of the shop. */
  after: (db: Queryable, id: number, limit: number) => db.query<ProductRow>(after, [id, limit]),
  /** Newest first, below `before`. */
  matching(db: Queryable, before: number, filter: ProductFilter, limit: number): Promise<ProductRow[]> {
    const pattern = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null;
    return db.query<ProductRow>(matching, [before, filter.status ?? null, filter.brand ?? null, filter.sku ?? null, pattern, limit]);
  },
  known: (db: Queryable, handles: readonly string[]) => db.query<KnownProduct>(known, [handles]),
  locked: (tx: Tx, ids: readonly number[]) => (ids.length === 0 ? Promise.resolve([]) : tx.query<KnownProduct>(locked, [ids])),
  async redirected(db: Queryable, handle: string): Promise<number | null> {
    return (await db.query<{ productId: number }>(redirected, [handle]))[0]?.productId ?? null;
  },
  markets: (db: Queryable) => db.query<CatalogMarket>(listMarkets),
  async foreignColumns(db: Queryable, source: string): Promise<string[]> {
    const rows = await db.query<{ name: string }>(foreignColumnNames, [source]);
    return [...new Set(rows.map((row) => row.name))].sort();
  },
  /** Handle here -> handle in the shop it came from, for those of the handles that exist. */
  async foreignHandles(db: Queryable, handles: readonly string[], at: { source: string; column: string }): Promise<Map<string, string>> {
    const rows = await db.query<{ handle: string; original: string }>(foreignHandles, [handles, at.source, at.column]);
    return new Map(rows.map(({ handle, original }) => [handle, original]));
  },
  /** A product for each address whose picture is missing. */
  async handlesBySource(db: Queryable, sources: readonly string[]): Promise<Map<string, string>> {
    const rows = await db.query<{ source: string; handle: string }>(handlesBySource, [sources]);
    return new Map(rows.map(({ source, handle }) => [source, handle]));
  },
  async count(db: Queryable): Promise<number> {
    return (await db.query<{ count: number }>(countAll))[0]!.count;
  },
};
