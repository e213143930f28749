import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { PastPrice, PresentedPrice, Price } from './price.ts';

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

/**
 * What was presented before the shop knew of it: only what ended before the first price that is known, and lies in no price that was
 * taken over before. The same again adds nothing.
 */
const takenOver = sql(
  'price.taken_over',
  `insert into price_log (variant_id, price_list, since, until, amount, compare_at)
   select v.id, m.price_list, g.since, g.until, g.amount, g."compareAt"
   from jsonb_to_recordset($1::jsonb) as g(sku text, market text, since timestamptz, until timestamptz, amount bigint, "compareAt" bigint)
   join variant v on v.sku = g.sku
   join market m on m.code = g.market
   join price p on p.variant_id = v.id and p.price_list = m.price_list
   where g.since < g.until and g.until <= p.since
     and not exists (select from price_log l where l.variant_id = v.id and l.price_list = m.price_list and l.since < g.until and g.since < l.until)
   order by v.id, g.since
   returning 1`,
);

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
    /** Answers with the number that was taken. */
    async takeOver(rows: readonly PastPrice[]): Promise<number> {
      return (await db.alone(takenOver, [json(rows)])).length;
    },
    async variantsBySku(sku: string): Promise<number[]> {
      return (await db.query<{ id: number }>(variantsBySku, [sku])).map(({ id }) => id);
    },
  };
}
