import { type Database, json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { OrderStatus } from './order.ts';
import { type Placing, placeMany } from './order-place.store.ts';

const numberByCheckout = sql('order.number_by_checkout', 'select id, number from customer_order where checkout_id = $1');

const locked = sql(
  'order.locked',
  `select o.id, o.number, o.status, o.checkout_id as "checkoutId", o.payment_id as "paymentId" from customer_order o where o.id = $1 for update`,
);

const moved = sql(
  'order.moved',
  `with changed as (
     update customer_order set status = $2, tracking = coalesce($5, tracking), updated_at = $6 where id = $1 returning id, number
   ), event as (
     insert into order_event (order_id, type, actor, detail, created_at) select id, $2, $3, $4::jsonb, $6 from changed
   )
   insert into outbox (type, payload) select 'order.' || $2, jsonb_build_object('orderId', id, 'number', number) from changed`,
);

export type LockedOrder = { id: string; number: string; status: OrderStatus; checkoutId: string; paymentId: string | null };

export type OrderWriteStore = ReturnType<typeof orderWriteStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type OrderScope = Queryable;

export function orderWriteStore(db: Database) {
  return {
    transaction: <T>(work: (tx: Tx) => Promise<T>) => db.transaction(work, { retries: 3 }),
    placeMany: (prefix: string, placings: readonly Placing[], at: Date) => placeMany(db, prefix, placings, at),
    async byCheckout(checkoutId: string, on: OrderScope = db) {
      return (await on.query<{ id: string; number: string }>(numberByCheckout, [checkoutId]))[0] ?? null;
    },
    async lock(on: OrderScope, id: string): Promise<LockedOrder | null> {
      return (await on.query<LockedOrder>(locked, [id]))[0] ?? null;
    },
    /** Sets the status and writes its event and outbox row; the caller holds the lock. */
    async move(
      on: OrderScope,
      id: string,
      change: { status: OrderStatus; actor: string; detail: Record<string, unknown>; tracking: string | null; at: Date },
    ): Promise<void> {
      await on.query(moved, [id, change.status, change.actor, json(change.detail), change.tracking, change.at]);
    },
  };
}
