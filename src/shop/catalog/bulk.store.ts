import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { type Database, sql, type Tx } from '../../platform/postgres/index.ts';
import { type Cell, copyLine } from './copy.store.ts';
import {
  MEDIA_COLUMNS,
  mediaCells,
  PRODUCT_COLUMNS,
  type PriceLists,
  productCells,
  type ResolvedProduct,
  type ResolvedVariant,
  writeProducts,
} from './product-write.store.ts';
import { priceCells, VARIANT_COLUMNS, variantCells } from './variant-write.store.ts';

/** Tables of new products, in the order in which they are written. */
const TABLES = {
  product: `product (${PRODUCT_COLUMNS})`,
  product_category: 'product_category (product_id, category_id, position)',
  product_media: `product_media (${MEDIA_COLUMNS})`,
  variant: `variant (${VARIANT_COLUMNS})`,
  price: 'price (variant_id, price_list, amount, compare_at)',
  stock_level: 'stock_level (variant_id, location_id, on_hand)',
  stock_movement: 'stock_movement (variant_id, location_id, quantity, reason)',
} as const;

/** Ids of everything that product lines name, and where their prices and stock go. */
export type CatalogNames = {
  brands: ReadonlyMap<string, number>;
  types: ReadonlyMap<string, number>;
  categories: ReadonlyMap<string, number>;
  /** Address -> id of the stored file. */
  media: ReadonlyMap<string, string>;
  /** Market -> price list. */
  lists: ReadonlyMap<string, string>;
  location: number;
};

/** Rows of some hundred new products by table, as `copy` takes them; made in any thread. */
export type BulkRows = Partial<Record<keyof typeof TABLES, Uint8Array>>;

type Place = { lists: PriceLists; location: number; now: Date };

export function bulkRows(products: readonly ResolvedProduct[], variants: readonly ResolvedVariant[], at: Place): BulkRows {
  const tracked = variants.filter(({ line }) => line.stock !== null);
  const rows: Record<keyof typeof TABLES, string> = {
    product: lines(products, (product) => [productCells(product, at.now)]),
    product_category: lines(products, ({ id, categoryIds }) => categoryIds.map((category, position) => [id, category, position])),
    product_media: lines(products, mediaCells),
    variant: lines(variants, (variant) => [variantCells(variant)]),
    price: lines(variants, (variant) => priceCells(variant, at.lists)),
    stock_level: lines(tracked, ({ id, line }) => [[id, at.location, line.stock ?? 0]]),
    stock_movement: lines(tracked, ({ id, line }) => (line.stock ? [[id, at.location, line.stock, 'initial']] : [])),
  };
  const encoder = new TextEncoder();
  return Object.fromEntries(Object.entries(rows).flatMap(([table, text]) => (text === '' ? [] : [[table, encoder.encode(text)]])));
}

/** One after another, in memory of their own: it may be handed to another thread. */
export function joinedRows(parts: readonly BulkRows[]): BulkRows {
  const joined: BulkRows = {};
  for (const table of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
    const some = parts.flatMap((part) => part[table] ?? []);
    if (some.length === 0) continue;
    const bytes = new Uint8Array(some.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const each of some) {
      bytes.set(each, at);
      at += each.length;
    }
    joined[table] = bytes;
  }
  return joined;
}

function lines<T>(items: readonly T[], cellsOf: (item: T) => readonly (readonly Cell[])[]): string {
  let text = '';
  for (const item of items) for (const cells of cellsOf(item)) text += copyLine(cells);
  return text;
}

/** A first fill of an empty catalogue, whole or not at all. */
export type Bulk = {
  write(rows: BulkRows): Promise<void>;
};

/** Whether there are no products, and nobody but this process is at the database: a bulk keeps others out while it lasts. */
export async function bulkFits(db: Database): Promise<boolean> {
  const [row] = await db.query<{ fits: boolean }>(fits);
  return row!.fits;
}

/**
 * Rows go in without the indexes that lie across them, which are built at the end in one pass each, and without look-ups of foreign
 * keys where the role may leave them (`fill` vouches for them). Everything in one transaction: what breaks off leaves nothing.
 * @param fill writes the rows and answers with the highest ids used
 * @returns the events that tell of the products: needless once they have been indexed as well
 */
export async function inBulk(db: Database, fill: (bulk: Bulk) => Promise<{ product: number; variant: number }>): Promise<number[]> {
  return db.transaction(
    async (tx) => {
      await writeProducts.trustReferences(tx);
      await tx.exec(
        `set local maintenance_work_mem = '512MB'; set local max_parallel_maintenance_workers = 0; set local idle_in_transaction_session_timeout = 0`,
      );
      await tx.query(pagesAsTheyAre);
      const made = await dropIndexes(tx);
      const last = await fill({ write: (rows) => write(tx, rows) });
      await tx.query(sequencesMoved, [last.product, last.variant]);
      for (const statement of made) await tx.exec(statement);
      await tx.exec(`analyze ${Object.keys(TABLES).join(', ')}`);
      return (await tx.query<{ id: number }>(allTold, [idsAnEvent])).map(({ id }) => id);
    },
    { statementTimeoutMs: 0 },
  );
}

const idsAnEvent = 500;

async function write(tx: Tx, rows: BulkRows): Promise<void> {
  for (const [table, into] of Object.entries(TABLES)) {
    const bytes = rows[table as keyof typeof TABLES];
    if (!bytes) continue;
    const stream = tx.copyFrom(`copy ${into} from stdin`);
    const done = finished(stream);
    done.catch(() => undefined);
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done]);
    stream.end();
    await done;
  }
}

/** Answers with the statements that make them again. Keys that others refer to stay: they grow at their end. */
async function dropIndexes(tx: Tx): Promise<string[]> {
  const tables = Object.keys(TABLES);
  const indexes = await tx.query<{ name: string; definition: string }>(indexesAcross, [tables]);
  for (const { name } of indexes) await tx.exec(`drop index ${name}`);
  const keys = await tx.query<{ table: string; name: string; definition: string }>(ownKeys, [tables]);
  for (const { table, name } of keys) await tx.exec(`alter table ${table} drop constraint ${name}`);
  return [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

const fits = sql(
  'catalog.bulk_fits',
  `select not exists (select from product) and not exists (
     select from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
       and application_name <> current_setting('application_name')) as fits`,
);

/** Where the role may say so: packing every page of the new indexes for the log costs more than writing it. */
const pagesAsTheyAre = sql(
  'catalog.pages_as_they_are',
  `select case when has_parameter_privilege('wal_compression', 'set') then set_config('wal_compression', 'off', true) end`,
);

const indexesAcross = sql(
  'catalog.indexes_across',
  `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
   from pg_index i where i.indrelid::regclass::text = any($1::text[]) and not i.indisunique order by 1`,
);

const ownKeys = sql(
  'catalog.own_keys',
  `select c.conrelid::regclass::text as "table", quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
   from pg_constraint c
   where c.conrelid::regclass::text = any($1::text[]) and c.contype in ('p', 'u')
     and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid) order by c.conrelid, c.conname`,
);

const sequencesMoved = sql('catalog.sequences_moved', `select setval('product_id_seq', $1), setval('variant_id_seq', $2)`);

const allTold = sql(
  'catalog.all_told',
  `insert into outbox (type, payload)
   select 'catalog.products-changed', jsonb_build_object('ids', jsonb_agg(id order by id))
   from (select id, (row_number() over (order by id) - 1) / $1::integer as batch from product) p group by batch order by batch
   returning id`,
);

const allNames = sql(
  'catalog.all_names',
  `select 'brands' as kind, code as name, id::text from brand
   union all select 'types', code, id::text from product_type
   union all select 'categories', code, id::text from category
   union all select 'media', source, media_id from media_source
   union all select 'lists', code, price_list from market
   union all select 'location', code, id::text from location where code = 'main'`,
);

export async function namesOf(db: Database): Promise<CatalogNames> {
  const rows = await db.query<{ kind: string; name: string; id: string }>(allNames);
  const texts = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map(({ name, id }) => [name, id]));
  const numbers = (kind: string) => new Map([...texts(kind)].map(([name, id]) => [name, Number(id)]));
  return {
    brands: numbers('brands'),
    types: numbers('types'),
    categories: numbers('categories'),
    media: texts('media'),
    lists: texts('lists'),
    location: numbers('location').get('main')!,
  };
}

/** Ids in use lie at or below these. */
export async function lastIds(db: Database): Promise<{ product: number; variant: number }> {
  const [row] = await db.query<{ product: number; variant: number }>(lastUsed);
  return row!;
}

const lastUsed = sql(
  'catalog.last_ids',
  `select case when p.is_called then p.last_value else 0 end as product, case when v.is_called then v.last_value else 0 end as variant
   from product_id_seq p, variant_id_seq v`,
);
