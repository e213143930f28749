import { type Database, sql } from '../../platform/postgres/index.ts';
import type { PresentedPrice, Price } from './price.ts';

const pricesFor = sql(
  'price.prices_for',
  `select variant_id as "variantId", amount, case when compare_at > amount then compare_at end as "compareAt", list
   from prices_for($1, $2::text[], $3, $4::bigint[], $5::integer[])`,
);

const presentedOf = sql(
  'price.presented_of',
  `select h.variant_id as "variantId", h.amount, h.compare_at as "compareAt", h.since, h.until from (
     select l.variant_id, l.amount, l.compare_at, l.since, l.until from price_log l
     where l.variant_id = any($1::bigint[]) and l.price_list = $2
     union all
     select p.variant_id, coalesce(p.offer_amount, p.amount), case when p.offer_amount is null then p.compare_at else p.offer_compare_at end,
       p.since, null from price p where p.variant_id = any($1::bigint[]) and p.price_list = $2) h
   order by h.variant_id, h.since`,
);

const dueCalled = sql('price.due_presented', 'select present_due_prices($1) as count');

const variantsBySku = sql('price.variants_by_sku', 'select id from variant where sku = $1 order by id');

export type PriceStore = ReturnType<typeof priceStore>;

export function priceStore(db: Database) {
  return {
    pricesFor(market: string, at: Date, groups: readonly string[], asked: readonly { variantId: number; quantity: number }[]) {
      return db.query<Price>(pricesFor, [
        market,
        groups,
        at,
        asked.map(({ variantId }) => variantId),
        asked.map(({ quantity }) => quantity),
      ]);
    },
    /** In order of time, by variant. */
    async presented(variantIds: readonly number[], priceList: string): Promise<Map<number, PresentedPrice[]>> {
      const rows = await db.query<{ variantId: number; amount: number; compareAt: number | null; since: Date; until: Date | null }>(
        presentedOf,
        [variantIds, priceList],
      );
      const found = new Map<number, PresentedPrice[]>();
      for (const { variantId, since, until, ...price } of rows) {
        const list = found.get(variantId) ?? [];
        list.push({ ...price, since: since.toISOString(), until: until?.toISOString() ?? null });
        found.set(variantId, list);
      }
      return found;
    },
    async presentDue(now: Date): Promise<number> {
      const [row] = await db.transaction((tx) => tx.query<{ count: number }>(dueCalled, [now]), { statementTimeoutMs: 0 });
      return row!.count;
    },
    async variantsBySku(sku: string): Promise<number[]> {
      return (await db.query<{ id: number }>(variantsBySku, [sku])).map(({ id }) => id);
    },
  };
}
