import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { Persons } from '../accounts/index.ts';
import { statusToken } from './order.ts';
import type { OrderWriteStore } from './order-write.store.ts';
import { createPlacing } from './place-order.ts';

export type Orders = ReturnType<typeof createOrders>;

/** Placing orders. What happens to them afterwards is done at the desk. */
export function createOrders(deps: {
  store: OrderWriteStore;
  persons: Persons;
  keys: Keys;
  /** Letters in front of order numbers. */
  prefix: string;
  clock?: Clock;
}) {
  const { store, persons, keys, prefix, clock = systemClock } = deps;

  const place = createPlacing({ store, persons, prefix, clock });

  return {
    /**
     * Writes the order of a checkout and turns its held goods (reservation of the checkout's or the order's id) into a sale,
     * all or nothing, together with the orders of the same moment. Placing a checkout again answers with the order it has.
     */
    place,
    byCheckout: (checkoutId: string) => store.byCheckout(checkoutId),
    /** Opens the buyer's page of this order, without a login. Always the same for one order. */
    statusToken: (orderId: string): string => statusToken(orderId, keys.lookup('order-status', orderId)),
  };
}
