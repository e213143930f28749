import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { Contact } from './contact.ts';
import { type OrderDraft, type OrderStatus, statusToken } from './order.ts';
import type { LockedOrder, OrderScope, OrderWriteStore, Sealed } from './order-write.store.ts';

export type PlaceOutcome =
  | { ok: true; id: string; number: string }
  /** Nothing was written: the goods are not held any more, or the claim was refused. */
  | { ok: false; reason: 'not_held' | 'not_claimed' };

export type Orders = ReturnType<typeof createOrders>;

class NotHeld extends Error {}

/** Placing orders and moving them through their states. Every change writes its timeline entry and its event in one transaction. */
export function createOrders(deps: {
  store: OrderWriteStore;
  inventory: Inventory;
  payments: Payments;
  persons: Persons;
  keys: Keys;
  /** Letters in front of order numbers. */
  prefix: string;
  clock?: Clock;
}) {
  const { store, inventory, payments, persons, keys, prefix, clock = systemClock } = deps;

  const seal = (person: OpenPerson, draft: OrderDraft): Sealed => {
    const { email, ...rest } = draft.contact;
    const place = (column: string) => ({ table: 'customer_order', column, row: draft.id });
    return {
      email: persons.seal(person, place('email_sealed'), email),
      emailLookup: persons.emailLookup(email),
      contact: persons.seal(person, place('contact_sealed'), JSON.stringify(rest satisfies Omit<Contact, 'email'>)),
    };
  };

  const lockedIn = async (on: OrderScope, id: string, states: readonly OrderStatus[], verb: string): Promise<LockedOrder> => {
    const order = isUuid(id) ? await store.lock(on, id) : null;
    if (!order) fail('order_not_found', 'There is no order with this id.');
    if (!states.includes(order.status)) fail('order_state', `The order is ${order.status} and cannot be ${verb}.`);
    return order;
  };

  return {
    /**
     * Writes the order of a checkout and turns its held goods (reservation of the checkout's or the order's id) into a sale,
     * all or nothing. `claim` takes the checkout for placing in the same transaction; when it refuses, somebody else has
     * brought the checkout to its end. Placing a checkout again answers with the order it has.
     */
    async place(draft: OrderDraft, person: OpenPerson, claim: (on: OrderScope) => Promise<boolean>): Promise<PlaceOutcome> {
      const sealed = seal(person, draft);
      const at = clock.now();
      try {
        return await store.transaction(async (tx): Promise<PlaceOutcome> => {
          if (!(await claim(tx))) return { ok: false, reason: 'not_claimed' };
          const inserted = await store.insert(tx, draft, sealed, prefix, at);
          if (!inserted) {
            const known = await store.byCheckout(draft.checkoutId, tx);
            invariant(known, 'a checkout that conflicts has an order');
            return { ok: true, ...known };
          }
          const reference = `order:${draft.id}`;
          const sold = (await inventory.consume(tx, draft.checkoutId, reference)) || (await inventory.consume(tx, draft.id, reference));
          if (!sold) throw new NotHeld();
          await store.insertParts(tx, draft, inserted.number, at);
          return { ok: true, ...inserted };
        });
      } catch (error) {
        if (error instanceof NotHeld) return { ok: false, reason: 'not_held' };
        throw error;
      }
    },
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
