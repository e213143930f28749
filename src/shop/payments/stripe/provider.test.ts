import { startStripeApi } from '../../../../test/support/stripe-api.ts';
import { providerContract } from '../provider.contract.ts';
import { createStripeProvider } from './provider.ts';

const webhookSecret = 'whsec_of_the_contract';

providerContract('Stripe', async ({ eventsUrl }) => {
  const api = await startStripeApi({ webhooks: { url: eventsUrl, secret: webhookSecret } });
  const steps = { authorize: 'create', capture: 'capture', void: 'cancel', refund: 'refund' } as const;
  /** The next refund alone is refused. */
  let isRefused = false;
  const provider = createStripeProvider({ secretKey: 'sk_test_contract_01', webhookSecret, apiBase: api.origin });
  return {
    provider: {
      ...provider,
      async refund(request) {
        api.account.refundsBecome(isRefused ? 'failed' : 'succeeded');
        isRefused = false;
        return provider.refund(request);
      },
    },
    methods: { success: 'ctoken_ok', decline: 'ctoken_declined', challenge: 'ctoken_challenge' },
    decide: async (url, approved) => void (await fetch(`${url}?decision=${approved ? 'approve' : 'refuse'}`, { redirect: 'manual' })),
    // The SDK tries a second time by itself.
    fail: async (step, how) => api.fault(steps[step], how === 'lost' ? 'lost' : 'error500', 2),
    async refuseRefund() {
      isRefused = true;
    },
    takeRefundBack: async (refundKey) => api.account.settleRefund(refundKey, 'failed'),
    dispute: async (reference, status) =>
      api.account.dispute(api.account.intent(reference)!, status === 'open' ? 'needs_response' : status),
    close: () => api.close(),
  };
});
