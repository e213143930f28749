import { json, sql, type Tx } from '../../platform/postgres/index.ts';
import { type Cell, copyRows, textArray } from './copy.store.ts';
import type { PriceLists, ResolvedVariant } from './product-write.store.ts';

const updated = sql(
  'catalog.variants_updated',
  `update variant v set position = g.position, sku = g.sku, barcode = g.barcode, option_values = g.options, weight_grams = g.weight,
     track_stock = coalesce(g.track, v.track_stock), backorder = g.backorder, requires_shipping = g.shipping, taxable = g.taxable,
     tax_category = g."taxCategory", tax_code = g."taxCode", media_position = g.media, foreign_columns = g."foreign"
   from jsonb_to_recordset($1::jsonb) as g(id bigint, position integer, sku text, barcode text, options text[], weight integer, track boolean,
     backorder boolean, shipping boolean, taxable boolean, "taxCategory" text, "taxCode" text, media integer, "foreign" jsonb)
   where v.id = g.id`,
);
/** Out of the way, so that variants may change places under the unique index. */
const displaced = sql('catalog.variants_displaced', 'update variant set position = -1 - position where id = any($1::bigint[])');

/** What is left in stock is booked out first: the sum of all movements stays the stock. */
const stockBookedOut = sql(
  'catalog.stock_booked_out',
  `with levels as (
     select variant_id, location_id, on_hand from stock_level where variant_id = any($1::bigint[]) order by variant_id, location_id for update
   )
   insert into stock_movement (variant_id, location_id, quantity, reason, reference)
   select variant_id, location_id, -on_hand, 'adjustment', 'variant removed' from levels where on_hand <> 0`,
);
const removed = sql('catalog.variants_removed', 'delete from variant where id = any($1::bigint[])');

/** Those that the variants have no more. */
const pricesDropped = sql(
  'catalog.prices_dropped',
  `delete from price p where p.variant_id = any($1::bigint[]) and p.price_list = any($2::text[])
     and not exists (select from unnest($3::bigint[], $4::text[]) as g(variant, list) where g.variant = p.variant_id and g.list = p.price_list)`,
);

/** A price that stays is not written: the log tells of what has changed. */
const pricesWritten = sql(
  'catalog.prices_written',
  `insert into price as p (variant_id, price_list, amount, compare_at)
   select variant, list, amount, compare from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) as g(variant, list, amount, compare)
   order by variant, list
   on conflict (variant_id, price_list) do update set amount = excluded.amount, compare_at = excluded.compare_at
     where (p.amount, p.compare_at) is distinct from (excluded.amount, excluded.compare_at)`,
);

/** What prices are written from here on to the end of the transaction is presented from this time on. */
const timeStated = sql('catalog.time_stated', `select set_config('stoa.at', $1, true)`);

/** Offers of price lists follow the base prices. */
const offersPresented = sql('catalog.offers_presented', 'select present_offers($1::bigint[], $2)');

const levelsMade = sql(
  'catalog.levels_made',
  `insert into stock_level (variant_id, location_id)
   select g.id, $2 from unnest($1::bigint[]) as g(id) order by g.id on conflict do nothing`,
);

/**
 * Sets counts. What is held for buyers stays covered, as with every other count (unless the variant may be backordered):
 * the answer names the variants whose count was raised for that.
 */
const counted = sql(
  'catalog.stock_counted',
  `with given as (
     select g.id, g.count from unnest($1::bigint[], $2::integer[]) as g(id, count)
   ), levels as (
     select s.variant_id, s.on_hand, s.reserved from stock_level s
     where s.variant_id = any($1::bigint[]) and s.location_id = $3 order by s.variant_id for update
   ), wanted as (
     select l.variant_id, l.on_hand, g.count, case when v.backorder then g.count else greatest(g.count, l.reserved) end as target
     from given g join levels l on l.variant_id = g.id join variant v on v.id = g.id
   ), changed as (
     update stock_level s set on_hand = w.target from wanted w
     where s.variant_id = w.variant_id and s.location_id = $3 and s.on_hand <> w.target
     returning s.variant_id
   ), noted as (
     insert into stock_movement (variant_id, location_id, quantity, reason)
     select w.variant_id, $3, w.target - w.on_hand, 'import' from wanted w join changed c using (variant_id) order by w.variant_id
   )
   select variant_id as id, target from wanted where target <> count`,
);

const productOf = sql('catalog.product_of_variant', 'select product_id as "productId" from variant where id = $1');

/** The product counts as changed only when the price differs. */
const priceSet = sql(
  'catalog.price_set',
  `with written as (
     insert into price as p (variant_id, price_list, amount, compare_at) values ($1, $3, $4, $5)
     on conflict (variant_id, price_list) do update set amount = excluded.amount, compare_at = excluded.compare_at
       where (p.amount, p.compare_at) is distinct from (excluded.amount, excluded.compare_at)
     returning 1
   )
   update product set version = version + 1, updated_at = now() where id = $2 and exists (select 1 from written) returning id`,
);

export const writeVariants = {
  /** Before the first price is written. */
  async stateTime(tx: Tx, now: Date): Promise<void> {
    await tx.query(timeStated, [now.toISOString()]);
  },
  async productOf(tx: Tx, variantId: number): Promise<number | null> {
    return (await tx.query<{ productId: number }>(productOf, [variantId]))[0]?.productId ?? null;
  },
  /** False when the price was that already. */
  async setPrice(
    tx: Tx,
    price: { variantId: number; productId: number; list: string; amount: number; compareAt: number | null },
    now: Date,
  ): Promise<boolean> {
    const { variantId, productId, list, amount, compareAt } = price;
    await this.stateTime(tx, now);
    const changed = (await tx.query(priceSet, [variantId, productId, list, amount, compareAt])).length === 1;
    if (changed) await tx.query(offersPresented, [[variantId], now]);
    return changed;
  },
  /** New variants with prices and stock. */
  async insert(tx: Tx, variants: readonly ResolvedVariant[], at: { lists: PriceLists; location: number }): Promise<void> {
    await copyRows(tx, `variant (${VARIANT_COLUMNS})`, variants.map(variantCells));
    await copyRows(
      tx,
      'price (variant_id, price_list, amount, compare_at)',
      variants.flatMap((variant) => priceCells(variant, at.lists)),
    );
    const tracked = variants.filter(({ line }) => line.stock !== null);
    await copyRows(
      tx,
      'stock_level (variant_id, location_id, on_hand)',
      tracked.map(({ id, line }) => [id, at.location, line.stock ?? 0]),
    );
    const counted = tracked.filter(({ line }) => line.stock);
    await copyRows(
      tx,
      'stock_movement (variant_id, location_id, quantity, reason)',
      counted.map(({ id, line }) => [id, at.location, line.stock!, 'initial']),
    );
  },
  /** Variants that stay, with their prices. `moved` are those that change places. */
  async update(
    tx: Tx,
    variants: readonly ResolvedVariant[],
    moved: readonly number[],
    { lists, now }: { lists: PriceLists; now: Date },
  ): Promise<void> {
    if (moved.length > 0) await tx.query(displaced, [moved]);
    if (variants.length === 0) return;
    await tx.query(updated, [json(variants.map(updateRow))]);
    const ids = variants.map(({ id }) => id);
    const prices = variants.flatMap((variant) => priceCells(variant, lists));
    const column = (at: number) => prices.map((cells) => cells[at]!);
    await tx.query(pricesDropped, [ids, [...lists.values()], column(0), column(1)]);
    await tx.query(pricesWritten, [column(0), column(1), column(2), column(3)]);
    await tx.query(offersPresented, [ids, now]);
  },
  async remove(tx: Tx, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(stockBookedOut, [ids]);
    await tx.query(removed, [ids]);
  },
  async count(tx: Tx, counts: readonly { id: number; count: number }[], location: number): Promise<{ id: number; target: number }[]> {
    if (counts.length === 0) return [];
    const ids = counts.map(({ id }) => id);
    await tx.query(levelsMade, [ids, location]);
    return tx.query(counted, [ids, counts.map(({ count }) => count), location]);
  },
};

/** Of `variantCells`. */
export const VARIANT_COLUMNS =
  'id, product_id, position, sku, barcode, option_values, weight_grams, track_stock, backorder, requires_shipping, taxable, tax_category, ' +
  'tax_code, media_position, foreign_columns';

export function variantCells({ id, productId, position, line }: ResolvedVariant): Cell[] {
  return [
    id,
    productId,
    position,
    line.sku ?? null,
    line.barcode ?? null,
    textArray(line.options ?? []),
    line.weightGrams ?? null,
    line.stock !== null,
    line.backorder ?? false,
    line.requiresShipping ?? true,
    line.taxable ?? true,
    line.taxCategory ?? 'standard',
    line.taxCode ?? null,
    line.media ?? null,
    json(line.foreign ?? {}),
  ];
}

function updateRow({ id, position, line }: ResolvedVariant) {
  return {
    id,
    position,
    sku: line.sku ?? null,
    barcode: line.barcode ?? null,
    options: line.options ?? [],
    weight: line.weightGrams ?? null,
    track: line.stock === undefined ? null : line.stock !== null,
    backorder: line.backorder ?? false,
    shipping: line.requiresShipping ?? true,
    taxable: line.taxable ?? true,
    taxCategory: line.taxCategory ?? 'standard',
    taxCode: line.taxCode ?? null,
    media: line.media ?? null,
    foreign: line.foreign ?? {},
  };
}

export function priceCells({ id, line }: ResolvedVariant, lists: PriceLists): Cell[][] {
  return Object.entries(line.prices).map(([market, { amount, compareAt }]) => [id, lists.get(market)!, amount, compareAt ?? null]);
}
