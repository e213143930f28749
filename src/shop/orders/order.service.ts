import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { Persons } from '../accounts/index.ts';
import type { Credit } from '../credit/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { Redemptions } from '../promotions/index.ts';
import { type OrderStatus, statusToken } from './order.ts';
import type { LockedOrder, OrderScope, OrderWriteStore } from './order-write.store.ts';
import { createPlacing } from './place-order.ts';

export type Orders = ReturnType<typeof createOrders>;

/** Placing orders and moving them through their states. Every change writes its timeline entry and its event in one transaction. */
export function createOrders(deps: {
  store: OrderWriteStore;
  inventory: Inventory;
  redemptions: Redemptions;
  credit: Credit;
  payments: Payments;
  persons: Persons;
  keys: Keys;
  /** Letters in front of order numbers. */
  prefix: string;
  clock?: Clock;
}) {
  const { store, inventory, redemptions, credit, payments, persons, keys, prefix, clock = systemClock } = deps;

  const place = createPlacing({ store, persons, prefix, clock });

  const lockedIn = async (on: OrderScope, id: string, states: readonly OrderStatus[], verb: string): Promise<LockedOrder> => {
    const order = isUuid(id) ? await store.lock(on, id) : null;
    if (!order) fail('order_not_found', 'There is no order with this id.');
    if (!states.includes(order.status)) fail('order_state', `The order is ${order.status} and cannot be ${verb}.`);
    return order;
  };

  return {
    /**
     * Writes the order of a checkout and turns its held goods (reservation of the checkout's or the order's id) into a sale,
     * all or nothing, together with the orders of the same moment. Placing a checkout again answers with the order it has.
     */
    place,
    byCheckout: (checkoutId: string) => store.byCheckout(checkoutId),
    /** Opens the buyer's page of this order, without a login. Always the same for one order. */
    statusToken: (orderId: string): string => statusToken(orderId, keys.lookup('order-status', orderId)),
    /** paid -> fulfilled. Throws `order_not_found` or `order_state`. */
    fulfil(id: string, { actor, tracking = null }: { actor: string; tracking?: string | null }): Promise<void> {
      return store.transaction(async (tx) => {
        await lockedIn(tx, id, ['paid'], 'fulfilled');
        await store.move(tx, id, { status: 'fulfilled', actor, detail: tracking ? { tracking } : {}, tracking, at: clock.now() });
      });
    },
    /**
     * Before fulfilment: takes the goods back into stock and gives the money back, each once. A provider that does not answer
     * does not hold it up: the refund is written down and a job carries it out.
     */
    async cancel(id: string, { actor, reason = '' }: { actor: string; reason?: string }): Promise<void> {
      const order = await store.transaction(async (tx) => {
        const locked = await lockedIn(tx, id, ['placed', 'paid'], 'cancelled');
        await store.move(tx, id, { status: 'cancelled', actor, detail: reason ? { reason } : {}, tracking: null, at: clock.now() });
        await inventory.returnSale(tx, `order:${id}`, 'cancellation');
        const holders = [locked.checkoutId, id];
        await redemptions.giveBack(tx, holders);
        await credit.giveBack(tx, holders, { amount: Number.MAX_SAFE_INTEGER, key: 'cancellation' });
        await credit.withdraw(tx, id);
        const payment = locked.paymentId ? await payments.byId(locked.paymentId) : null;
        if (payment) await payments.intendRefund(payment, { amount: null, key: 'cancellation' }, tx);
        return locked;
      });
      if (!order.paymentId) return;
      try {
        await payments.finishRefunds({ paymentId: order.paymentId });
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error;
      }
    },
  };
}
