import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { PaymentStore } from './payment.store.ts';
import { changeOf, isSettled, statesBefore } from './payment.ts';
import { type PaymentProvider, type ProviderEvent, ProviderUnavailable } from './provider.ts';
import type { WebhookScope, WebhookStore } from './webhook.store.ts';

export type Webhooks = ReturnType<typeof createWebhooks>;

/** Copies of an event come within days; a signature is good for minutes. */
const KEPT_MS = 90 * 24 * 3600_000;

/** What providers tell by themselves. Each event is taken once, in the transaction of its effect. */
export function createWebhooks({
  store,
  payments,
  providers,
  clock = systemClock,
}: {
  store: WebhookStore;
  payments: PaymentStore;
  providers: readonly PaymentProvider[];
  clock?: Clock;
}) {
  /** The checkout that may go on now; null when it is about none. */
  const effectOf = async (on: WebhookScope, provider: string, about: ProviderEvent['about']): Promise<string | null> => {
    const at = clock.now();
    if (about?.kind === 'dispute') await store.dispute(on, { provider, ...about }, at);
    if (about?.kind === 'refund') {
      const id = await store.refundByKey(on, provider, about.refundKey);
      if (id && about.status === 'done') await store.finishRefund(on, id, about.reference, at);
      if (id && about.status === 'failed') await store.failRefund(on, id, about.code, at);
    }
    if (about?.kind !== 'charge') return null;
    const payment = await store.paymentByKey(on, provider, about.key);
    if (!payment) return null;
    const change = changeOf(about.answer);
    await payments.move(on, { id: payment.id, from: statesBefore(change.status), change, step: 'webhook' }, at);
    return payment.checkoutId;
  };

  /** Money held for what we have given up, since a call of ours was carried out after all: it is let go. */
  const letGoOfStray = async (provider: PaymentProvider, { about }: ProviderEvent, checkoutId: string): Promise<void> => {
    if (about?.kind !== 'charge' || about.answer.status !== 'authorized') return;
    const payment = await payments.byCheckout(checkoutId);
    if (!payment || !isSettled(payment.status) || payment.capturedAmount > 0) return;
    try {
      await provider.void({ key: about.key, reference: about.reference, request: null });
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
    }
  };

  return {
    /** Whether there is a provider of this name. */
    knows: (provider: string): boolean => providers.some((p) => p.name === provider),
    /**
     * Checks and takes one event. Throws WebhookRefused when it is not signed by the provider just now.
     * @returns the checkout that should be driven on; null for a copy, and for what is about no checkout
     */
    async take(name: string, request: { headers: Parameters<PaymentProvider['readWebhook']>[0]['headers']; body: Buffer }) {
      const provider = providers.find((p) => p.name === name)!;
      const event = await provider.readWebhook({ ...request, now: systemClock.now() });
      const checkoutId = await store.transaction(async (tx) => {
        const isFirst = await store.takeOnce(tx, { provider: name, id: event.id, type: event.type }, clock.now());
        return isFirst ? effectOf(tx, name, event.about) : null;
      });
      if (checkoutId) await letGoOfStray(provider, event, checkoutId);
      return { checkoutId };
    },
    /** Job: forgets ids of old events. */
    sweep: (): Promise<number> => store.sweep(new Date(clock.now().getTime() - KEPT_MS)),
  };
}
