import { type Clock, systemClock } from '../../kernel/clock.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { PaymentScope, PaymentStore, RefundRow } from './payment.store.ts';
import { changeOf, isSettled, type Payment, statesBefore } from './payment.ts';
import { type PaymentProvider, type ProviderAnswer, ProviderUnavailable } from './provider.ts';

export type Payments = ReturnType<typeof createPayments>;

const FAR_FUTURE = new Date('9999-01-01T00:00:00Z');

/**
 * Payments over one or more providers. Every step is written down before and after the provider is called, and repeated
 * with the same key, so that a step that died half-way is simply done again. All of them may throw ProviderUnavailable.
 */
export function createPayments({
  store,
  providers,
  clock = systemClock,
}: {
  store: PaymentStore;
  providers: readonly PaymentProvider[];
  clock?: Clock;
}) {
  const providerOf = (name: string): PaymentProvider => {
    const provider = providers.find((p) => p.name === name);
    invariant(provider, `payment provider ${name} is not configured`);
    return provider;
  };

  const record = async (payment: Payment, answer: ProviderAnswer): Promise<Payment> => {
    const change = changeOf(answer);
    const moved = await store.move(payment.id, statesBefore(change.status), change, clock.now());
    // Somebody else has recorded it, or something later, in the meantime: his is the state that counts.
    return moved ?? (await store.byId(payment.id)) ?? payment;
  };

  const finishRefund = async (row: RefundRow): Promise<void> => {
    const payment = await store.byId(row.paymentId);
    invariant(payment?.providerReference, 'a refund belongs to a payment that the provider knows');
    const answer = await providerOf(payment.provider).refund({
      reference: payment.providerReference,
      amount: row.amount,
      refundKey: row.idempotencyKey,
    });
    await store.finishRefund(row, answer.reference, clock.now());
  };

  return {
    /** Whether this provider exists and can charge this token. */
    accepts: (provider: string, method: string): boolean => providers.some((p) => p.name === provider && p.accepts(method)),
    /** Names of the providers, in display order. */
    offered: (): string[] => providers.map((provider) => provider.name),
    byCheckout: (checkoutId: string) => store.byCheckout(checkoutId),
    byId: (id: string) => store.byId(id),
    /** The checkout's one payment, committed before any provider is called. A repeated call answers with the first one's. */
    intent(request: { checkoutId: string; provider: string; method: string; amount: number; currency: string }): Promise<Payment> {
      return store.insertOnce({ id: uuidv7(), idempotencyKey: `checkout:${request.checkoutId}`, ...request }, clock.now());
    },
    /** created -> authorized or declined (or further, when another process was faster). */
    async authorize(payment: Payment): Promise<Payment> {
      if (payment.status !== 'created') return payment;
      const { idempotencyKey: key, amount, currency, method } = payment;
      return record(payment, await providerOf(payment.provider).authorize({ key, amount, currency, method }));
    },
    /** authorized -> captured. */
    async capture(payment: Payment): Promise<Payment> {
      if (payment.status !== 'authorized') return payment;
      invariant(payment.providerReference, 'an authorised payment has a reference');
      const request = { key: payment.idempotencyKey, reference: payment.providerReference };
      return record(payment, await providerOf(payment.provider).capture(request));
    },
    /** Asks the provider how the charge stands and records it. Null when the provider has never seen it. */
    async ask(payment: Payment): Promise<Payment | null> {
      const answer = await providerOf(payment.provider).lookup(payment.idempotencyKey);
      return answer ? record(payment, answer) : null;
    },
    /** Gives up a charge that is not captured. The answer's status is `captured` when it was too late for that. */
    async void(payment: Payment): Promise<Payment> {
      if (isSettled(payment.status)) return payment;
      return record(payment, await providerOf(payment.provider).void({ key: payment.idempotencyKey }));
    },
    /** Writes the intent of a refund in the caller's transaction; `finishRefunds` carries it out afterwards. `reason` makes it happen once. */
    async intendRefund(payment: Payment, reason: string, on: PaymentScope | null = null): Promise<void> {
      const row = { id: uuidv7(), paymentId: payment.id, idempotencyKey: `refund:${payment.id}:${reason}`, amount: payment.amount };
      if (row.amount > 0) await store.insertRefund(on, row, clock.now());
    },
    /**
     * Carries out intended refunds: of one payment at once, or (as a job) all that are older than `olderThanMs`. One that the
     * provider does not answer stays for the next time. Answers with how many are done and how many are still open.
     */
    async finishRefunds({ paymentId = null, olderThanMs = 0 }: { paymentId?: string | null; olderThanMs?: number } = {}) {
      const before = olderThanMs === 0 ? FAR_FUTURE : new Date(clock.now().getTime() - olderThanMs);
      const rows = await store.openRefunds(paymentId, before);
      let open = 0;
      for (const row of rows) {
        try {
          await finishRefund(row);
        } catch (error) {
          if (!(error instanceof ProviderUnavailable)) throw error;
          open += 1;
        }
      }
      return { done: rows.length - open, open };
    },
  };
}
