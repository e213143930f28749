import { type Database, json, sql, type Tx } from '../../platform/postgres/index.ts';
import type { DeliveryMethod, DeliverySetup, DeliveryZone } from './delivery.ts';

export type MarketDelivery = { zones: DeliveryZone[]; methods: DeliverySetup[] };

const ofMarket = sql(
  'delivery.of_market',
  `select coalesce((select json_agg(json_build_object('code', z.code, 'name', z.name, 'places', z.places) order by z.id)
       from delivery_zone z where z.market = $1), '[]') as zones,
     coalesce((select json_agg(json_build_object('code', d.code, 'name', d.name, 'note', d.note, 'amount', d.amount, 'freeOver', d.free_over,
         'minDays', d.min_days, 'maxDays', d.max_days, 'pickup', d.pickup, 'provider', d.provider,
         'rates', coalesce((select json_agg(json_build_object('zone', z.code, 'basis', r.basis, 'steps', r.steps, 'freeOver', r.free_over) order by z.id)
           from delivery_rate r join delivery_zone z on z.id = r.zone_id where r.method_id = d.id), '[]'),
         'locations', coalesce((select json_agg(json_build_object('code', l.code, 'name', l.name, 'address', l.address, 'hours', l.hours) order by l.position)
           from pickup_location l where l.method_id = d.id), '[]')) order by d.position, d.id)
       from delivery_method d where d.market = $1 and d.active), '[]') as methods`,
);

/** Who changes a market's deliveries waits for who does already. */
const locked = sql('delivery.market_locked', 'select code from market where code = $1 for update');

const saved = sql(
  'delivery_method.saved',
  `insert into delivery_method as d (market, code, name, note, amount, free_over, min_days, max_days, pickup, provider, position, active)
   select $1, code, name, note, amount, "freeOver", "minDays", "maxDays", pickup, coalesce(provider, 'table'), position, true
   from jsonb_to_recordset($2::jsonb) as given(code text, name jsonb, note jsonb, amount bigint, "freeOver" bigint,
     "minDays" integer, "maxDays" integer, pickup boolean, provider text, position integer)
   on conflict (market, code) do update set name = excluded.name, note = excluded.note, amount = excluded.amount,
     free_over = excluded.free_over, min_days = excluded.min_days, max_days = excluded.max_days, pickup = excluded.pickup,
     provider = excluded.provider, position = excluded.position, active = true
     where (d.name, d.note, d.amount, d.free_over, d.min_days, d.max_days, d.pickup, d.provider, d.position, d.active)
       is distinct from (excluded.name, excluded.note, excluded.amount, excluded.free_over, excluded.min_days, excluded.max_days, excluded.pickup,
         excluded.provider, excluded.position, true)
   returning 1`,
);

const retired = sql(
  'delivery_method.retired',
  'update delivery_method set active = false where market = $1 and active and not (code = any($2::text[])) returning 1',
);

const zonesDropped = sql('delivery.zones_dropped', 'delete from delivery_zone where market = $1');

const zonesSaved = sql(
  'delivery.zones_saved',
  `insert into delivery_zone (market, code, name, places)
   select $1, z.value ->> 'code', z.value ->> 'name', array(select jsonb_array_elements_text(z.value -> 'places'))
   from jsonb_array_elements($2::jsonb) with ordinality as z order by z.ordinality`,
);

const ratesSaved = sql(
  'delivery.rates_saved',
  `insert into delivery_rate (method_id, zone_id, basis, steps, free_over)
   select d.id, z.id, r.basis, r.steps, r."freeOver"
   from jsonb_to_recordset($2::jsonb) as given(code text, rates jsonb)
   cross join jsonb_to_recordset(given.rates) as r(zone text, basis text, steps jsonb, "freeOver" bigint)
   join delivery_method d on d.market = $1 and d.code = given.code
   join delivery_zone z on z.market = $1 and z.code = r.zone`,
);

const locationsDropped = sql(
  'delivery.locations_dropped',
  'delete from pickup_location l using delivery_method d where d.id = l.method_id and d.market = $1',
);

const locationsSaved = sql(
  'delivery.locations_saved',
  `insert into pickup_location (method_id, code, name, address, hours, position)
   select d.id, l.value ->> 'code', l.value -> 'name', l.value ->> 'address', l.value -> 'hours', l.ordinality
   from jsonb_to_recordset($2::jsonb) as given(code text, locations jsonb)
   cross join jsonb_array_elements(given.locations) with ordinality as l
   join delivery_method d on d.market = $1 and d.code = given.code`,
);

export type DeliveryStore = ReturnType<typeof deliveryStore>;

export function deliveryStore(db: Database) {
  const saveMethods = async (tx: Tx, market: string, methods: readonly DeliveryMethod[]): Promise<number> => {
    const placed = methods.map((method, position) => ({ ...method, position }));
    const changed = await tx.query(saved, [market, json(placed)]);
    const gone = await tx.query(retired, [market, methods.map((method) => method.code)]);
    return changed.length + gone.length;
  };
  return {
    async ofMarket(market: string): Promise<MarketDelivery> {
      return (await db.query<MarketDelivery>(ofMarket, [market]))[0]!;
    },
    save: (market: string, methods: readonly DeliveryMethod[]): Promise<number> => db.transaction((tx) => saveMethods(tx, market, methods)),
    /** Makes this all that the market offers. */
    replace(market: string, { zones, methods }: MarketDelivery): Promise<void> {
      return db.transaction(async (tx) => {
        await tx.query(locked, [market]);
        await saveMethods(tx, market, methods);
        await tx.query(zonesDropped, [market]);
        await tx.query(zonesSaved, [market, json(zones)]);
        await tx.query(ratesSaved, [market, json(methods)]);
        await tx.query(locationsDropped, [market]);
        await tx.query(locationsSaved, [market, json(methods)]);
      });
    },
  };
}
