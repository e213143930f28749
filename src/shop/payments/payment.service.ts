import { type Clock, systemClock } from '../../kernel/clock.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { PaymentScope, PaymentStep, PaymentStore } from './payment.store.ts';
import {
  changeOf,
  type IntentRequest,
  intentOf,
  isSettled,
  newPayment,
  type Payment,
  type PaymentMove,
  rowOf,
  statesBefore,
} from './payment.ts';
import { type AuthorizeRequest, type PaymentProvider, type ProviderAnswer, ProviderUnavailable } from './provider.ts';
import type { RefundStore } from './refund.store.ts';
import type { Refund, RefundOutcome, RefundRequest } from './refund.ts';

export type Payments = ReturnType<typeof createPayments>;

/** `impossible` as it was asked for, `fault` being the provider's code; or `unanswered`, which is asked for again. */
export type PaymentFault = { kind: 'impossible' | 'unanswered'; payment: string; provider: string; step: PaymentStep; fault: string };

const HELD_ASK_MS = 12 * 3600_000;
const FOLLOWED_MS = 40 * 24 * 3600_000;
const FAR_FUTURE = new Date('9999-01-01T00:00:00Z');

/**
 * Payments over one or more providers. Every step is written down before and after the provider is called, and repeated
 * with the same key, so that a step that died half-way is simply done again. All of them may throw ProviderUnavailable.
 */
export function createPayments({
  store,
  refunds,
  providers,
  clock = systemClock,
  captureMode = 'automatic',
  report = () => undefined,
}: {
  store: PaymentStore;
  refunds: RefundStore;
  providers: readonly PaymentProvider[];
  clock?: Clock;
  /** When money is taken: with the order, or later; what staff are given by hand, at once. */
  captureMode?: Payment['captureMode'];
  /** Told of faults of ours, of the settings or of the provider, and not of the buyer's card. */
  report?: (fault: PaymentFault) => void;
}) {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const providerOf = (name: string): PaymentProvider => {
    const provider = providers.find((p) => p.name === name);
    invariant(provider, `payment provider ${name} is not configured`);
    return provider;
  };

  const intentFor = (request: IntentRequest) => intentOf(request, providerOf(request.provider).isByHand ? 'automatic' : captureMode);

  const record = async (payment: Payment, step: PaymentStep, answer: ProviderAnswer): Promise<Payment> => {
    const change = changeOf(answer);
    const moved = await store.move(null, { id: payment.id, from: statesBefore(change.status), change, step }, clock.now());
    // Somebody else has recorded it, or something later, in the meantime: his is the state that counts.
    return moved ?? (await store.byId(payment.id)) ?? payment;
  };

  /** Calls the provider, and notes a call that came to no answer. */
  const ask = async <T>(payment: Payment, step: PaymentStep, call: (provider: PaymentProvider) => Promise<T>): Promise<T> => {
    try {
      return await call(providerOf(payment.provider));
    } catch (error) {
      if (error instanceof ProviderUnavailable) {
        report({ kind: 'unanswered', payment: payment.id, provider: payment.provider, step, fault: error.message });
        await store.noteUnanswered(payment.id, step, clock.now());
      }
      throw error;
    }
  };

  /** Writes what was answered, but for money taken: that is the caller's to write. */
  const recordLater = async (payment: Payment, step: PaymentStep, answer: ProviderAnswer) => {
    const change = changeOf(answer);
    if (change.status !== 'captured') return { payment: await record(payment, step, answer), move: null };
    const { status, reference, capturedAmount } = change;
    const move: PaymentMove = { id: payment.id, from: statesBefore(status), status, reference, captured: capturedAmount, step };
    return { payment: { ...payment, status, capturedAmount, providerReference: reference ?? payment.providerReference }, move };
  };

  const askAuthorize = async (payment: Payment, returnUrl: string): Promise<ProviderAnswer> => {
    const answer = await ask(payment, 'authorize', (provider) => provider.authorize(requestOf(payment, returnUrl)));
    if (answer.status === 'failed')
      report({ kind: 'impossible', payment: payment.id, provider: payment.provider, step: 'authorize', fault: answer.fault });
    return answer;
  };

  const askCapture = (payment: Payment, amount: number): Promise<ProviderAnswer> => {
    invariant(payment.providerReference, 'an authorised payment has a reference');
    const request = { key: payment.idempotencyKey, reference: payment.providerReference, amount, currency: payment.currency };
    return ask(payment, 'capture', (provider) => provider.capture(request));
  };

  const finishRefund = async (row: Refund): Promise<void> => {
    const payment = await store.byId(row.paymentId);
    const reference = payment?.providerReference;
    invariant(payment && reference, 'a refund belongs to a payment that the provider knows');
    const request = { reference, amount: row.amount, currency: payment.currency, refundKey: row.idempotencyKey };
    const answer = await ask(payment, 'refund', (provider) => provider.refund(request));
    if (answer.status === 'done') await refunds.finish(row.id, answer.reference, clock.now());
    else await refunds.fail(row.id, answer.code, clock.now());
  };

  return {
    /** Whether this provider exists and can charge this token; what staff are paid by hand only `byHand`. */
    accepts: (provider: string, method: string, { byHand = false }: { byHand?: boolean } = {}): boolean =>
      providers.some((p) => p.name === provider && (p.isByHand ?? false) === byHand && p.accepts(method)),
    /** Names of the providers, in display order. */
    offered: (): string[] => providers.filter(({ isByHand }) => !isByHand).map((provider) => provider.name),
    byCheckout: (checkoutId: string) => store.byCheckout(checkoutId),
    byId: (id: string) => store.byId(id),
    /** The same, not written yet: `row` by the names of its columns, for whoever commits it together with the checkout. */
    intentToWrite(request: IntentRequest): { payment: Payment; row: Record<string, unknown> } {
      const row = intentFor(request);
      return { payment: newPayment(row), row: rowOf(row, clock.now()) };
    },
    /** The checkout's one payment, committed before any provider is called. A repeated call answers with the first one's. */
    intent: (request: IntentRequest): Promise<Payment> => store.insertOnce(intentFor(request), clock.now()),
    /** created -> action_required, authorized, captured or declined (or further, when another process was faster). */
    async authorize(payment: Payment, returnUrl: string): Promise<Payment> {
      if (payment.status !== 'created') return payment;
      return record(payment, 'authorize', await askAuthorize(payment, returnUrl));
    },
    /**
     * The same for a caller who is about to place the order: money that was taken in the same call is not written here but is his
     * `move` to write with it. Null: there is nothing to write. Should he not come to it, the provider is asked again.
     */
    async authorizeForOrder(payment: Payment, returnUrl: string): Promise<{ payment: Payment; move: PaymentMove | null }> {
      if (payment.status !== 'created') return { payment, move: null };
      return recordLater(payment, 'authorize', await askAuthorize(payment, returnUrl));
    },
    /** authorized -> captured: all of it, or `amount`, after which the rest can not be taken any more. */
    async capture(payment: Payment, amount: number = payment.amount): Promise<Payment> {
      return payment.status === 'authorized' ? record(payment, 'capture', await askCapture(payment, amount)) : payment;
    },
    /** The same for a caller who is about to place the order; see authorizeForOrder. */
    async captureForOrder(payment: Payment): Promise<{ payment: Payment; move: PaymentMove | null }> {
      if (payment.status !== 'authorized') return { payment, move: null };
      return recordLater(payment, 'capture', await askCapture(payment, payment.amount));
    },
    /** Asks the provider how the charge stands and records it. Null when the provider has never seen it. */
    async ask(payment: Payment): Promise<Payment | null> {
      const request = { key: payment.idempotencyKey, reference: payment.providerReference };
      const answer = await ask(payment, 'lookup', (provider) => provider.lookup(request));
      return answer ? record(payment, 'lookup', answer) : null;
    },
    /**
     * Gives up a charge that is not captured. The answer's status is `captured` when it was too late for that.
     * @param returnUrl as it was authorised with, for one whose answer was never heard
     */
    async void(payment: Payment, returnUrl: string | null = null): Promise<Payment> {
      if (isSettled(payment.status)) return payment;
      const { idempotencyKey: key, providerReference: reference } = payment;
      const request = returnUrl === null ? null : requestOf(payment, returnUrl);
      return record(payment, 'void', await ask(payment, 'void', (provider) => provider.void({ key, reference, request })));
    },
    /** Job: asks what has become of money that was held half a day ago and more. The bank may have let go of it. */
    async askHeld(): Promise<void> {
      for (const payment of await store.held(ago(HELD_ASK_MS))) {
        try {
          const { idempotencyKey: key, providerReference: reference } = payment;
          const answer = await ask(payment, 'lookup', (provider) => provider.lookup({ key, reference }));
          if (answer && answer.status !== 'authorized') await record(payment, 'lookup', answer);
          else await store.touch(payment.id, clock.now());
        } catch (error) {
          if (!(error instanceof ProviderUnavailable)) throw error;
        }
      }
    },
    /** Payments that changed before then need no following any more. */
    followedSince: (): Date => ago(FOLLOWED_MS),
    /**
     * Writes the intent of a refund, in the caller's transaction when given; `finishRefunds` carries it out afterwards. The sum
     * of a payment's refunds never exceeds what was captured, however many are asked for at once.
     */
    intendRefund(payment: Pick<Payment, 'id'>, request: RefundRequest, on: PaymentScope | null = null): Promise<RefundOutcome> {
      const { amount, key, forSale = true } = request;
      const row = { id: uuidv7(), paymentId: payment.id, idempotencyKey: `refund:${payment.id}:${key}`, amount, isDue: forSale };
      return refunds.intend(on, row, clock.now());
    },
    /**
     * Carries out intended refunds: of one payment at once, or (as a job) all that are older than `olderThanMs`. One that the
     * provider does not answer stays for the next time. Answers with how many are done and how many are still open.
     */
    async finishRefunds({ paymentId = null, olderThanMs = 0 }: { paymentId?: string | null; olderThanMs?: number } = {}) {
      const before = olderThanMs === 0 ? FAR_FUTURE : new Date(clock.now().getTime() - olderThanMs);
      const rows = await refunds.open(paymentId, before);
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
    /** Every answer of the provider that changed something, and every call that came to none; oldest first. */
    historyOf: (paymentId: string) => store.history(paymentId),
    /** Every refund of a payment, also those that failed. */
    refundsOf: (paymentId: string): Promise<Refund[]> => refunds.ofPayment(paymentId),
  };
}

function requestOf({ idempotencyKey: key, amount, currency, method, captureMode }: Payment, returnUrl: string): AuthorizeRequest {
  return { key, amount, currency, method, captureMode, returnUrl };
}
