import { finished } from 'node:stream/promises';
import { appendEvent, publishPurge } from '../../platform/jobs/index.ts';
import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { ListedState, ProductRow } from './document.ts';
import type { MediaRow } from './media-view.ts';
import type { Label, StructureRows } from './structure.ts';

/** Products as they are now, read under a version that is higher than that of every earlier read. */
export type ProductBatch = { version: number; rows: ProductRow[]; before: Map<number, ListedState> };

export type Digest = { kind: 'category' | 'brand' | 'attribute' | 'type'; code: string; digest: string };

export function projectionStore(db: Database) {
  return {
    /** Readers take turns, so that a later version never holds older data (each statement sees all that is committed before it). */
    readBatch: (ids: readonly number[], at: Date): Promise<ProductBatch> =>
      db.transaction(async (tx) => {
        const [{ version } = { version: 0 }] = await tx.query<{ version: number }>(nextVersion);
        const rows = await tx.query<ProductRow>(listedRows, [ids, at]);
        const before = await tx.query<{ product_id: number; state: ListedState }>(listedStates, [ids]);
        return { version, rows, before: new Map(before.map((row) => [row.product_id, row.state])) };
      }),

    /** Products as they are now, for an index that follows the rows: takes no turn and no version. */
    readRows: (ids: readonly number[], at: Date): Promise<ProductRow[]> => db.query<ProductRow>(listedRows, [ids, at]),

    async structureVersion(): Promise<number> {
      return (await db.query<{ version: number }>(structureVersion))[0]!.version;
    },

    /** Without figures on tables that have just been filled the server reads them whole for every batch: a tenth of the rate. */
    async learnFigures(): Promise<void> {
      await db.transaction((tx) => tx.exec(`analyze ${TABLES_READ}`), { statementTimeoutMs: 0 });
    },

    /** Stored pictures by their address. */
    async pictures(): Promise<Map<string, MediaRow>> {
      const rows = await db.query<{ source: string; media: MediaRow }>(storedPictures);
      return new Map(rows.map(({ source, media }) => [source, media]));
    },

    /** States for ids that nobody has used yet, as lines of `copy`: (product_id, version, state). */
    async copyStates(lines: Uint8Array): Promise<void> {
      await db.transaction(
        async (tx) => {
          await tx.exec('set local synchronous_commit = off');
          const stream = tx.copyFrom('copy discovery_product (product_id, version, state) from stdin');
          stream.end(lines);
          await finished(stream);
        },
        { statementTimeoutMs: 0 },
      );
    },

    /** What a bulk that broke off has left behind. */
    async dropStatesAfter(id: number): Promise<void> {
      await db.transaction((tx) => tx.query(statesDropped, [id]), { statementTimeoutMs: 0 });
    },

    async idsAfter(id: number, limit: number): Promise<number[]> {
      const rows = await db.query<{ id: number }>(activeIds, [id, limit]);
      return rows.map((row) => row.id);
    },

    async productsOf(variantIds: readonly number[]): Promise<number[]> {
      const rows = await db.query<{ product_id: number }>(productsOfVariants, [variantIds]);
      return rows.map((row) => row.product_id);
    },

    async readStructure(): Promise<StructureRows> {
      const [row] = await db.query<{ structure: StructureRows }>(structureRows);
      return row!.structure;
    },

    /** Keeps how products were listed by the read of this version and tells the pages, in one transaction: a purge is never lost. */
    saveStates: (version: number, states: readonly { id: number; state: ListedState | null }[], tags: readonly string[]): Promise<void> =>
      db.transaction(async (tx) => {
        await tx.query(putStates, [version, json(states)]);
        await publishPurge(tx, tags);
      }),

    /** Adds labels that are not there yet; true when there were such. */
    async saveLabels(labels: readonly (Label & { field: string; value: string })[]): Promise<boolean> {
      if (labels.length === 0) return false;
      const rows = await db.query(putLabels, [json(labels)]);
      return rows.length > 0;
    },

    digests: (): Promise<Digest[]> => db.query<Digest>(allDigests),

    /** After a change of names or order: the new digests, the products to index again as events, and the purge. */
    saveDigests: (digests: readonly Digest[], stale: readonly Digest[], tags: readonly string[]): Promise<void> =>
      db.transaction(async (tx) => {
        const ids = stale.length === 0 ? [] : (await tx.query<{ id: number }>(productsNaming, [json(stale)])).map((row) => row.id);
        for (let at = 0; at < ids.length; at += idsAnEvent)
          await appendEvent(tx, 'catalog.products-changed', { ids: ids.slice(at, at + idsAnEvent) });
        await tx.query(dropDigests, [json(digests)]);
        await tx.query(putDigests, [json(digests)]);
        await tx.query(nextStructure);
        await publishPurge(tx, tags);
      }),

    async bumpStructure(): Promise<void> {
      await db.query(nextStructure);
    },

    /** Every product as an event: after a change that touches all of them. */
    async changeAll(): Promise<void> {
      await db.query(allChanged, [idsAnEvent]);
    },

    /** Forgets products that have been gone so long that nothing late can tell of them. */
    async dropGone(): Promise<void> {
      await db.query(dropGone);
    },

    /** Events that are waiting and that a rebuild begun now makes needless. */
    async waitingEvents(): Promise<number[]> {
      const rows = await db.query<{ id: number }>(waitingEvents);
      return rows.map((row) => row.id);
    },

    async dropEvents(ids: readonly number[]): Promise<void> {
      await db.query(dropEvents, [ids]);
    },

    purge: (tags: readonly string[]): Promise<void> => db.transaction((tx) => publishPurge(tx, tags)),
  };
}

export type ProjectionStore = ReturnType<typeof projectionStore>;

const idsAnEvent = 500;
const TABLES_READ = 'product, product_category, product_media, media, variant, price, stock_level';

const allChanged = sql(
  'discovery.all_changed',
  `insert into outbox (type, payload)
   select 'catalog.products-changed', jsonb_build_object('ids', jsonb_agg(id))
   from (select id, (row_number() over (order by id) - 1) / $1::integer as batch from product where status = 'active') p
   group by batch order by batch`,
);

const dropGone = sql('discovery.drop_gone', `delete from discovery_product where state is null and indexed_at < now() - interval '7 days'`);

const waitingEvents = sql(
  'discovery.waiting_events',
  `select id from outbox where parked_at is null and type in
     ('catalog.products-changed', 'inventory.stock-changed', 'catalog.structure-changed', 'pricing.markets-changed')`,
);
const dropEvents = sql('discovery.drop_events', 'delete from outbox where id = any($1::bigint[])');

const nextVersion = sql(
  'discovery.next_version',
  `with locked as materialized (select pg_advisory_xact_lock(7302)) select nextval('discovery_version') as version from locked`,
);
const structureVersion = sql(
  'discovery.structure_version',
  'select case when is_called then last_value else 0 end as version from discovery_structure_version',
);
const nextStructure = sql('discovery.next_structure', `select nextval('discovery_structure_version')`);

/** Index look-ups by product id alone: measured at 0.1 ms a product (10,000 and 100,000 products, two cores). */
const listedRows = sql(
  'discovery.listed_rows',
  `select p.id, p.handle, p.status, p.title, p.description, p.brand_id as "brandId", p.product_type_id as "typeId", p.attributes, p.options, p.tags,
     p.popularity, to_char(coalesce(p.published_at, p.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "listedAt",
     coalesce(c.list, '{}') as categories, coalesce(v.list, '[]') as variants, coalesce(m.list, '[]') as media
   from product p
   left join lateral (select array_agg(category_id order by position, category_id) as list from product_category where product_id = p.id) c on true
   left join lateral (
     select json_agg(json_build_object('id', v.id, 'sku', v.sku, 'barcode', v.barcode, 'options', v.option_values, 'backorder', v.backorder,
       'available', case when v.preorder_until is null and not exists (select 1 from variant_part b where b.bundle_id = v.id)
         then case when v.track_stock then coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = v.id), 0) end
         else sellable(v.id, $2) end,
       'prices', coalesce((select json_object_agg(r.price_list, case when r.compare_at > r.amount
         then json_build_array(r.amount, r.compare_at, r.since, price_past(v.id, r.price_list)) else json_build_array(r.amount, null) end)
         from (select b.price_list, b.since, coalesce(b.offer_amount, b.amount) as amount,
           case when b.offer_amount is null then b.compare_at else b.offer_compare_at end as compare_at from price b where b.variant_id = v.id) r), '{}'))
       order by v.position) as list
     from variant v where v.product_id = p.id) v on true
   left join lateral (
     select json_agg(json_build_object('id', x.id, 'kind', x.kind, 'mime', x.mime, 'width', x.width, 'height', x.height, 'color', x.dominant_color,
       'posterId', null, 'alt', x.alt) order by x.position) as list
     from (select a.id, a.kind, a.mime, coalesce(a.width, 1200) as width, coalesce(a.height, 1200) as height, a.dominant_color, pm.alt, pm.position
           from product_media pm join media a on a.id = pm.media_id
           where pm.product_id = p.id and a.kind = 'image' order by pm.position limit 2) x) m on true
   where p.id = any($1::bigint[])`,
);

const listedStates = sql(
  'discovery.listed_states',
  'select product_id, state from discovery_product where product_id = any($1::bigint[]) and state is not null',
);

const storedPictures = sql(
  'discovery.stored_pictures',
  `select s.source, json_build_object('id', a.id, 'kind', a.kind, 'mime', a.mime, 'width', coalesce(a.width, 1200), 'height', coalesce(a.height, 1200),
     'color', a.dominant_color, 'posterId', null) as media
   from media_source s join media a on a.id = s.media_id where a.kind = 'image'`,
);
const statesDropped = sql('discovery.states_dropped', 'delete from discovery_product where product_id > $1');

const activeIds = sql('discovery.active_ids', `select id from product where id > $1 and status = 'active' order by id limit $2`);

const productsOfVariants = sql('discovery.products_of_variants', 'select distinct product_id from variant where id = any($1::bigint[])');

const structureRows = sql(
  'discovery.structure_rows',
  `select json_build_object(
     'version', (select case when is_called then last_value else 0 end from discovery_structure_version),
     'categories', (select coalesce(json_agg(json_build_object('id', c.id, 'code', c.code, 'slug', c.slug, 'name', c.name, 'description', c.description,
        'path', c.path, 'position', c.position, 'image', case when m.id is not null then json_build_object('id', m.id, 'kind', m.kind, 'mime', m.mime,
          'width', coalesce(m.width, 1200), 'height', coalesce(m.height, 1200), 'color', m.dominant_color, 'posterId', null) end)), '[]')
        from category c left join media m on m.id = c.image),
     'redirects', (select coalesce(json_agg(r), '[]') from (select slug, category_id from category_redirect) r),
     'brands', (select coalesce(json_agg(r), '[]') from (select id, code, slug, name from brand) r),
     'types', (select coalesce(json_agg(r), '[]') from (select id, name from product_type) r),
     'attributes', (select coalesce(json_agg(r), '[]') from (select code, name, value_type, unit, facetable, position from attribute) r),
     'choices', (select coalesce(json_agg(r), '[]') from (select a.code as attribute, c.code, c.label, c.swatch, c.position
        from attribute_choice c join attribute a on a.id = c.attribute_id) r),
     'labels', (select coalesce(json_agg(r), '[]') from (select field, value, label, swatch, position from discovery_label limit 20000) r)) as structure`,
);

const putStates = sql(
  'discovery.put_states',
  `insert into discovery_product as d (product_id, version, state)
   select id, $1, case when jsonb_typeof(state) = 'object' then state end from jsonb_to_recordset($2::jsonb) s(id bigint, state jsonb)
   on conflict (product_id) do update set version = excluded.version, state = excluded.state, indexed_at = now()
   where d.version < excluded.version`,
);

const putLabels = sql(
  'discovery.put_labels',
  `insert into discovery_label (field, value, label, swatch, position)
   select field, value, label, swatch, position from jsonb_to_recordset($1::jsonb) l(field text, value text, label jsonb, swatch text, position integer)
   order by 1, 2 on conflict do nothing returning field`,
);

const allDigests = sql('discovery.all_digests', 'select kind, code, digest from discovery_structure');
const dropDigests = sql(
  'discovery.drop_digests',
  `delete from discovery_structure s where not exists (
     select from jsonb_to_recordset($1::jsonb) d(kind text, code text) where d.kind = s.kind and d.code = s.code)`,
);
const putDigests = sql(
  'discovery.put_digests',
  `insert into discovery_structure as s (kind, code, digest) select kind, code, digest from jsonb_to_recordset($1::jsonb) d(kind text, code text, digest text)
   on conflict (kind, code) do update set digest = excluded.digest where s.digest <> excluded.digest`,
);

const productsNaming = sql(
  'discovery.products_naming',
  `with stale as (select * from jsonb_to_recordset($1::jsonb) d(kind text, code text))
   select p.id from product p where p.status = 'active' and (
     p.brand_id in (select code::integer from stale where kind = 'brand')
     or p.product_type_id in (select code::integer from stale where kind = 'type')
     or p.attributes ?| (select coalesce(array_agg(code), '{}') from stale where kind = 'attribute')
     or exists (select from jsonb_array_elements(p.options) o join stale on kind = 'attribute' and code = o ->> 'code')
     or exists (select from product_category c join stale on kind = 'category' and c.category_id = code::integer where c.product_id = p.id))
   order by p.id`,
);
