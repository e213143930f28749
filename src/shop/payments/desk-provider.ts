import { type PaymentProvider, WebhookRefused } from './provider.ts';

/**
 * Money that staff have been given: cash, a transfer that has arrived, a card terminal. Nobody is asked about it, so every step is
 * done at once; what is given back, staff give back by hand. Never offered to buyers.
 */
export function createDeskProvider(): PaymentProvider {
  return {
    name: 'desk',
    isByHand: true,
    accepts: (method) => ['cash', 'transfer', 'terminal'].includes(method),
    authorize: async ({ key, amount }) => ({ status: 'captured', reference: `desk:${key}`, amount }),
    capture: async ({ reference, amount }) => ({ status: 'captured', reference, amount }),
    void: async ({ reference }) => ({ status: 'voided', reference }),
    refund: async ({ refundKey }) => ({ status: 'done', reference: `desk:${refundKey}` }),
    lookup: async () => null,
    async *list() {},
    async readWebhook() {
      throw new WebhookRefused('The desk sends no events.');
    },
    close: async () => undefined,
  };
}
