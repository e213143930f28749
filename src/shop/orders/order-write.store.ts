import { type Database, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import { type Placing, placeMany } from './order-place.store.ts';

const numberByCheckout = sql('order.number_by_checkout', 'select id, number from customer_order where checkout_id = $1');

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
  };
}
