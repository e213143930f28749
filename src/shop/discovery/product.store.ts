import type { Translated } from '../../kernel/translated.ts';
import { type Database, sql } from '../../platform/postgres/index.ts';
import type { OptionRow, PastPrice } from './document.ts';
import type { MediaRow } from './media-view.ts';
import type { SitemapEntry } from './views.ts';

/** A product as it is at this moment, for its own page; with the variants that have a price in the list asked for. */
export type ProductDetail = {
  id: number;
  handle: string;
  title: Translated;
  description: Translated;
  brandId: number | null;
  typeId: number | null;
  attributes: Readonly<Record<string, unknown>>;
  options: readonly OptionRow[];
  tags: readonly string[];
  seo: { title?: Translated; description?: Translated };
  safety: SafetyRow | null;
  listedAt: string;
  createdAt: string;
  updatedAt: string;
  categories: readonly number[];
  variants: readonly DetailVariant[];
  media: readonly (MediaRow & { alt: Translated; position: number })[];
};

export type SafetyRow = { manufacturer: ContactRow; responsiblePerson?: ContactRow | null; warnings?: Translated };
export type ContactRow = { name: string; address: string; email?: string | null; url?: string | null };

export type DetailVariant = {
  id: number;
  sku: string | null;
  barcode: string | null;
  options: readonly string[];
  weight: number | null;
  available: number | null;
  backorder: boolean;
  /** Nothing is there yet, and it is sold for this day; null: it is no preorder. */
  preorderUntil: string | null;
  media: number | null;
  tax: string;
  amount: number;
  compareAt: number | null;
  /** What is presented stands so since then. */
  since: string;
  /** What was presented before, in order of time, where a reduction runs. */
  past: readonly PastPrice[] | null;
};

export const sitemapPartSize = 50_000;

export function productStore(db: Database) {
  return {
    async byHandle(handle: string, priceList: string, at: Date): Promise<ProductDetail | null> {
      const [row] = await db.query<{ product: ProductDetail }>(productByHandle, [handle, priceList, at]);
      return row?.product ?? null;
    },

    /** The handle under which a renamed product stands today. */
    async redirectOf(handle: string): Promise<string | null> {
      const [row] = await db.query<{ handle: string }>(handleNow, [handle]);
      return row?.handle ?? null;
    },

    /** In the order asked for. */
    async idsOf(handles: readonly string[]): Promise<number[]> {
      const rows = await db.query<{ id: number }>(idsByHandles, [handles]);
      return rows.map((row) => row.id);
    },

    async sitemapParts(priceList: string): Promise<number> {
      const [row] = await db.query<{ count: number }>(soldCount, [priceList]);
      return Math.ceil(row!.count / sitemapPartSize);
    },

    /** Part 1 and up. */
    sitemapPart: (priceList: string, part: number): Promise<SitemapEntry[]> =>
      db.transaction((tx) => tx.query<SitemapEntry>(soldEntries, [priceList, (part - 1) * sitemapPartSize, sitemapPartSize]), {
        readOnly: true,
      }),
  };
}

export type ProductStore = ReturnType<typeof productStore>;

/**
 * Plan: Index Scan on product_handle_key, then look-ups by product and variant id (variant, price, stock_level, product_category,
 * product_media, media). 0.29 ms of the server's CPU on busy cores, 3,100 calls a second by one process: nothing is kept beside it.
 */
const productByHandle = sql(
  'discovery.product_by_handle',
  `select json_build_object('id', p.id, 'handle', p.handle, 'title', p.title, 'description', p.description, 'brandId', p.brand_id,
     'typeId', p.product_type_id, 'attributes', p.attributes, 'options', p.options, 'tags', p.tags, 'seo', p.seo, 'safety', p.safety,
     'listedAt', coalesce(p.published_at, p.created_at), 'createdAt', p.created_at, 'updatedAt', p.updated_at,
     'categories', (select coalesce(json_agg(c.category_id order by c.position, c.category_id), '[]') from product_category c where c.product_id = p.id),
     'variants', v.list,
     'media', (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'mime', m.mime, 'width', coalesce(m.width, 1200),
        'height', coalesce(m.height, 1200), 'color', m.dominant_color, 'posterId', m.poster_id, 'alt', pm.alt, 'position', pm.position) order by pm.position), '[]')
        from product_media pm join media m on m.id = pm.media_id where pm.product_id = p.id)) as product
   from product p
   cross join lateral (
     select json_agg(json_build_object('id', v.id, 'sku', v.sku, 'barcode', v.barcode, 'options', v.option_values, 'weight', v.weight_grams,
       'available', case when v.preorder_until is null and not exists (select 1 from variant_part b where b.bundle_id = v.id)
         then case when v.track_stock then coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = v.id), 0) end
         else sellable(v.id, $3) end,
       'backorder', v.backorder,
       'preorderUntil', case when v.preorder_until > $3 and coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = v.id), 0) <= 0
         then v.preorder_until end,
       'media', v.media_position, 'tax', v.tax_category, 'amount', r.amount, 'compareAt', r.compare_at, 'since', r.since,
       'past', case when r.compare_at > r.amount then price_past(v.id, $2) end) order by v.position) as list
     from variant v
     join lateral (select coalesce(b.offer_amount, b.amount) as amount, case when b.offer_amount is null then b.compare_at else b.offer_compare_at end as compare_at, b.since
       from price b where b.variant_id = v.id and b.price_list = $2) r on true
     where v.product_id = p.id) v
   where p.handle = $1 and p.status = 'active' and v.list is not null`,
);

const handleNow = sql(
  'discovery.handle_now',
  `select p.handle from product_redirect r join product p on p.id = r.product_id where r.handle = $1 and p.status = 'active'`,
);

const idsByHandles = sql(
  'discovery.ids_by_handles',
  'select p.id from unnest($1::text[]) with ordinality w(handle, place) join product p on p.handle = w.handle order by w.place',
);

const sold = `from product p where p.status = 'active'
  and exists (select from variant v join price r on r.variant_id = v.id and r.price_list = $1 where v.product_id = p.id)`;

const soldCount = sql('discovery.sold_count', `select count(*)::integer as count ${sold}`);

const soldEntries = sql(
  'discovery.sold_entries',
  `select '/p/' || p.handle as path, to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "updatedAt" ${sold} order by p.id offset $2 limit $3`,
);
