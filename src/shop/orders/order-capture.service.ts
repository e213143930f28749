import { fail } from '../../kernel/errors.ts';
import { type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { OrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import { moneyTaken } from './order-states.ts';
import { giveBack } from './refunding.service.ts';

export type Captures = ReturnType<typeof createCaptures>;

/**
 * Orders whose money was only held when they were placed (`STOA_PAYMENT_CAPTURE=manual`): it is taken when the goods leave or staff say
 * so, let go when the order is cancelled, and missed when the bank lets go of it first.
 */
export function createCaptures({ changes, store, payments }: { changes: OrderChanges; store: OrderChangeStore; payments: Payments }) {
  /** Money that was taken counts for its order, once. What is owed no more meanwhile goes back. */
  const count = (orderId: string, actor: string): Promise<void> =>
    changes.change(orderId, actor, async (open) => {
      const payment = open.order.paymentId ? await payments.byId(open.order.paymentId) : null;
      if (payment?.captureMode !== 'manual' || payment.capturedAmount === 0) return;
      const { id, capturedAmount: amount, provider: method } = payment;
      // The receipt has the payment's id: there is one for each.
      if (!(await store.insertReceipt(open.on, { id, orderId, amount, method, actor, at: open.at }))) return;
      open.take(moneyTaken(open.facts, amount));
      open.tell('paid', { amount, method });
      await giveBack(open, { key: `taken:${id}`, credit: 0, units: [], reason: 'overpaid', isDue: false });
    });

  /** Lets go of what is held for a cancelled order. */
  const letGo = async (paymentId: string): Promise<void> => {
    const payment = await payments.byId(paymentId);
    if (payment?.status === 'authorized') await payments.void(payment);
  };

  /** The bank, or staff, let go of the money: the order is not paid any more than before, and its timeline says why. */
  const tellVoided = (orderId: string): Promise<void> =>
    changes.change(orderId, 'system', async (open) => {
      const payment = open.order.paymentId ? await payments.byId(open.order.paymentId) : null;
      if (payment?.status === 'voided' && !(await store.hasEvent(open.on, orderId, 'payment_voided')))
        open.tell('payment_voided', { amount: payment.amount });
    });

  const steps = {
    count: (order: string) => count(order, 'system'),
    void: (_: string, payment: string) => letGo(payment),
    tell: tellVoided,
  };

  return {
    count,
    /**
     * Takes what the order still owes of what is held for it. Nothing where nothing is held, and where it was taken before.
     * Throws `payment_unavailable`; then it is not known whether it was taken, and the next call asks again.
     */
    async take(orderId: string, actor: string): Promise<void> {
      const held = await store.heldFor(orderId);
      const payment = held && (await payments.byId(held.paymentId));
      if (!payment) return;
      try {
        if (payment.status === 'authorized' && held.due > 0) await payments.capture(payment, Math.min(held.due, payment.amount));
      } catch (error) {
        if (error instanceof ProviderUnavailable) fail('payment_unavailable', undefined, { cause: error });
        throw error;
      }
      await count(orderId, actor);
    },
    /**
     * Job: asks for what has been held for half a day and more, and brings orders up to what has become of their payments.
     * Answers with how many were brought up.
     */
    async follow(): Promise<number> {
      await payments.askHeld();
      let done = 0;
      for (const { orderId, paymentId, what } of await store.paymentsToFollow(payments.followedSince())) {
        try {
          await steps[what](orderId, paymentId);
          done += 1;
        } catch (error) {
          if (!(error instanceof ProviderUnavailable)) throw error;
        }
      }
      return done;
    },
  };
}
