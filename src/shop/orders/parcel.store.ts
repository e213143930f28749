import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Units } from './order-states.ts';

const inserted = sql(
  'parcel.inserted',
  `with place as (
     select coalesce((select id from location where code = $4), case when $4::text is null then (select min(id) from location) end) as id
   ), made as (
     insert into parcel (id, order_id, number, location_id, carrier, tracking, tracking_url, status, sent_at)
     select $1, $2, (select count(*) + 1 from parcel where order_id = $2), place.id, $5, $6, $7, 'sent', $8 from place where place.id is not null
     returning id, number
   ), filled as (
     insert into parcel_line (parcel_id, position, quantity)
     select made.id, l.position, l.quantity from made, jsonb_to_recordset($3::jsonb) as l(position integer, quantity integer)
   )
   select number from made`,
);
const byId = sql(
  'parcel.by_id',
  `select id, order_id as "orderId", number,
     (select coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'quantity', l.quantity)), '[]')
      from parcel_line l where l.parcel_id = p.id) as lines
   from parcel p where id = $1`,
);
const delivered = sql(
  'parcel.delivered',
  `update parcel set status = 'delivered', delivered_at = $3 where id = $1 and order_id = $2 and status = 'sent' returning number`,
);
const traced = sql(
  'parcel.traced',
  `update parcel set carrier = $3, tracking = $4, tracking_url = $5 where id = $1 and order_id = $2 returning number`,
);
const ofOrder = sql(
  'parcel.of_order',
  `select p.id, p.number, l.code as location, p.carrier, p.tracking, p.tracking_url as "trackingUrl", p.status, p.sent_at as "sentAt",
     p.delivered_at as "deliveredAt",
     (select coalesce(jsonb_agg(jsonb_build_object('position', x.position, 'quantity', x.quantity) order by x.position), '[]')
      from parcel_line x where x.parcel_id = p.id) as lines
   from parcel p join location l on l.id = p.location_id where p.order_id = $1 order by p.number`,
);

export type ParcelRow = {
  id: string;
  number: number;
  location: string;
  carrier: string;
  tracking: string | null;
  trackingUrl: string | null;
  status: 'sent' | 'delivered';
  sentAt: Date;
  deliveredAt: Date | null;
  lines: Units[];
};

export type ParcelTrace = { carrier: string; tracking: string | null; trackingUrl: string | null };

export type ParcelStore = ReturnType<typeof parcelStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type ParcelScope = Queryable;

export function parcelStore(db: Database) {
  return {
    /** Its number within the order; null when there is no such location. */
    async insert(
      on: ParcelScope,
      row: { id: string; orderId: string; location: string | null; lines: readonly Units[]; at: Date } & ParcelTrace,
    ) {
      const values = [row.id, row.orderId, json(row.lines), row.location, row.carrier, row.tracking, row.trackingUrl, row.at];
      return (await on.query<{ number: number }>(inserted, values))[0]?.number ?? null;
    },
    async byId(on: ParcelScope, id: string) {
      return (await on.query<{ id: string; orderId: string; number: number; lines: Units[] }>(byId, [id]))[0] ?? null;
    },
    /** Null when it was delivered before, or is no parcel of this order. */
    async deliver(on: ParcelScope, id: string, orderId: string, at: Date): Promise<number | null> {
      return (await on.query<{ number: number }>(delivered, [id, orderId, at]))[0]?.number ?? null;
    },
    async trace(on: ParcelScope, id: string, orderId: string, trace: ParcelTrace): Promise<number | null> {
      return (
        (await on.query<{ number: number }>(traced, [id, orderId, trace.carrier, trace.tracking, trace.trackingUrl]))[0]?.number ?? null
      );
    },
    ofOrder: (orderId: string, on: ParcelScope = db) => on.query<ParcelRow>(ofOrder, [orderId]),
  };
}
