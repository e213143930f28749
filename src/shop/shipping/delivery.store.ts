import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { DeliveryMethod } from './delivery.ts';

const ofMarket = sql(
  'delivery_method.of_market',
  `select code, name, note, amount, free_over as "freeOver", min_days as "minDays", max_days as "maxDays", pickup
   from delivery_method where market = $1 and active order by position, id`,
);

const saved = sql(
  'delivery_method.saved',
  `insert into delivery_method as d (market, code, name, note, amount, free_over, min_days, max_days, pickup, position, active)
   select $1, code, name, note, amount, "freeOver", "minDays", "maxDays", pickup, position, true
   from jsonb_to_recordset($2::jsonb) as given(code text, name jsonb, note jsonb, amount bigint, "freeOver" bigint,
     "minDays" integer, "maxDays" integer, pickup boolean, position integer)
   on conflict (market, code) do update set name = excluded.name, note = excluded.note, amount = excluded.amount,
     free_over = excluded.free_over, min_days = excluded.min_days, max_days = excluded.max_days, pickup = excluded.pickup,
     position = excluded.position, active = true
     where (d.name, d.note, d.amount, d.free_over, d.min_days, d.max_days, d.pickup, d.position, d.active)
       is distinct from (excluded.name, excluded.note, excluded.amount, excluded.free_over, excluded.min_days, excluded.max_days, excluded.pickup, excluded.position, true)
   returning 1`,
);

const retired = sql(
  'delivery_method.retired',
  'update delivery_method set active = false where market = $1 and active and not (code = any($2::text[])) returning 1',
);

export type DeliveryStore = ReturnType<typeof deliveryStore>;

export function deliveryStore(db: Database) {
  return {
    ofMarket: (market: string) => db.query<DeliveryMethod>(ofMarket, [market]),
    save(market: string, methods: readonly (DeliveryMethod & { position: number })[]): Promise<number> {
      return db.transaction(async (tx) => {
        const changed = await tx.query(saved, [market, json(methods)]);
        const gone = await tx.query(retired, [market, methods.map((method) => method.code)]);
        return changed.length + gone.length;
      });
    },
  };
}
