import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Units } from './order-states.ts';

const inserted = sql(
  'order_return.inserted',
  `with made as (
     insert into order_return (id, order_id, number, kind, status, reason, requested_at, updated_at)
     select $1, $2, $3 || '-R' || (select count(*) + 1 from order_return where order_id = $2), $4, 'requested', $5, $6, $6
     on conflict (id) do nothing returning id, number
   ), filled as (
     insert into order_return_line (return_id, position, quantity)
     select made.id, l.position, l.quantity from made, jsonb_to_recordset($7::jsonb) as l(position integer, quantity integer)
   )
   select number from made`,
);

const COLUMNS = `r.id, r.order_id as "orderId", r.number, r.kind, r.status, r.reason, r.requested_at as "requestedAt", r.updated_at as "updatedAt",
  r.refund_amount as "refundAmount", r.exchange_order_id as "exchangeOrderId",
  (select coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'quantity', l.quantity, 'received', l.received, 'restocked', l.restocked)
     order by l.position), '[]') from order_return_line l where l.return_id = r.id) as lines`;

const byId = sql('order_return.by_id', `select ${COLUMNS} from order_return r where r.id = $1`);
const ofOrder = sql('order_return.of_order', `select ${COLUMNS} from order_return r where r.order_id = $1 order by r.requested_at, r.id`);
const listed = sql(
  'order_return.listed',
  `select ${COLUMNS}, o.number as "orderNumber" from order_return r join customer_order o on o.id = r.order_id
   where ($1::text is null or r.status = $1) and ($2::text is null or r.kind = $2)
     and ($3::timestamptz is null or (r.requested_at, r.id) < ($3, $4::uuid))
   order by r.requested_at desc, r.id desc limit $5`,
);
/** The order's row is locked by the caller, so that what was read still stands. */
const moved = sql(
  'order_return.moved',
  `with lines as (
     update order_return_line l set received = g.received, restocked = g.restocked
     from jsonb_to_recordset($5::jsonb) as g(position integer, received integer, restocked integer)
     where l.return_id = $1 and l.position = g.position
   )
   update order_return set status = $2, updated_at = $3, refund_amount = coalesce($4, refund_amount), exchange_order_id = coalesce($6, exchange_order_id)
   where id = $1`,
);

export type ReturnStatus = 'requested' | 'approved' | 'rejected' | 'received' | 'refunded';
export type ReturnKind = 'return' | 'withdrawal';

export type ReturnRow = {
  id: string;
  orderId: string;
  number: string;
  kind: ReturnKind;
  status: ReturnStatus;
  reason: string;
  requestedAt: Date;
  updatedAt: Date;
  refundAmount: number | null;
  exchangeOrderId: string | null;
  lines: (Units & { received: number; restocked: number })[];
};

export type ReturnStore = ReturnType<typeof returnStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type ReturnScope = Queryable;

export function returnStore(db: Database) {
  return {
    /** Its number; null when a return of this id is there already. */
    async insert(
      on: ReturnScope,
      row: { id: string; orderId: string; orderNumber: string; kind: ReturnKind; reason: string; lines: readonly Units[]; at: Date },
    ): Promise<string | null> {
      const values = [row.id, row.orderId, row.orderNumber, row.kind, row.reason, row.at, json(row.lines)];
      return (await on.query<{ number: string }>(inserted, values))[0]?.number ?? null;
    },
    async byId(id: string, on: ReturnScope = db): Promise<ReturnRow | null> {
      return (await on.query<ReturnRow>(byId, [id]))[0] ?? null;
    },
    ofOrder: (orderId: string, on: ReturnScope = db) => on.query<ReturnRow>(ofOrder, [orderId]),
    list: (filter: { status: string | null; kind: string | null; after: { at: Date; id: string } | null; limit: number }) =>
      db.query<ReturnRow & { orderNumber: string }>(listed, [
        filter.status,
        filter.kind,
        filter.after?.at ?? null,
        filter.after?.id ?? null,
        filter.limit,
      ]),
    async move(
      on: ReturnScope,
      id: string,
      change: {
        status: ReturnStatus;
        at: Date;
        refundAmount?: number | null;
        lines?: readonly { position: number; received: number; restocked: number }[];
        exchangeOrderId?: string | null;
      },
    ): Promise<void> {
      await on.query(moved, [
        id,
        change.status,
        change.at,
        change.refundAmount ?? null,
        json(change.lines ?? []),
        change.exchangeOrderId ?? null,
      ]);
    },
  };
}
