import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsAsWeDo, createStripeProvider } from './provider.ts';

test('currencies that Stripe counts otherwise are not charged at all', async () => {
  const counted = (currency: string, amount: number) => countsAsWeDo({ currency, amount });
  assert.deepEqual([counted('EUR', 5124), counted('JPY', 5124), counted('KWD', 5120)], [true, true, true]);
  assert.deepEqual([counted('HUF', 5124), counted('ISK', 5124), counted('UGX', 5124), counted('KWD', 5124)], [false, false, false, false]);
  const provider = createStripeProvider({
    secretKey: 'sk_test_0000000000',
    webhookSecret: 'whsec_0000000000',
    apiBase: 'http://127.0.0.1:9',
  });
  const request = { key: 'k', amount: 5124, method: 'pm_card', captureMode: 'automatic', returnUrl: 'https://shop.example/' } as const;
  assert.deepEqual(await provider.authorize({ ...request, currency: 'HUF' }), {
    status: 'declined',
    reference: null,
    code: 'card_declined',
  });
});
