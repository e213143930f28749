import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { signed, testProvider } from '../../../test/support/test-provider.ts';
import { createPayments, createWebhooks, paymentStore, refundStore, webhookStore } from './index.ts';

const db = await testDatabase({ transactions: 8 });
let days = 0;
const clock = { now: () => new Date(Date.parse('2026-01-01T00:00:00Z') + days * 86_400_000) };
const store = paymentStore(db);
const provider = await testProvider();
const payments = createPayments({ store, refunds: refundStore(db), providers: [provider], clock });
const webhooks = createWebhooks({ store: webhookStore(db), payments: store, providers: [provider], clock });

const take = (event: { id: string; type: string; data: unknown }) => {
  const { body, headers } = signed(event);
  return webhooks.take('test', { headers, body: Buffer.from(body) });
};
const known = async () =>
  (
    await db.query<{ id: string }>({ name: '', text: 'select event_id as id from payment_webhook order by received_at, event_id limit 10' })
  ).map(({ id }) => id);
const weather = (id: string) => ({ id, type: 'weather.changed', data: {} });

test('an event that comes twenty times at once has one effect, and every copy is content', async () => {
  const request = { checkoutId: randomUUID(), provider: 'test', method: 'success', amount: 1500, currency: 'EUR' };
  const payment = await payments.intent(request);
  const { idempotencyKey: key } = payment;
  const charge = { id: 'ch_told', key, status: 'captured', captured: 1500, declineCode: null, dispute: null };
  const event = { id: `evt_${randomUUID()}`, type: 'charge.captured', data: { charge, refund: null } };
  const effects = await Promise.all(Array.from({ length: 20 }, () => take(event)));
  assert.equal(effects.filter(({ checkoutId }) => checkoutId === request.checkoutId).length, 1);
  assert.equal(effects.filter(({ checkoutId }) => checkoutId === null).length, 19);
  assert.deepEqual(
    (await payments.historyOf(payment.id)).map(({ step, outcome }) => `${step} ${outcome}`),
    ['webhook captured'],
  );
  assert.equal((await store.byId(payment.id))?.capturedAmount, 1500);
});

test('ids of events are kept for ninety days, and the oldest are forgotten a few thousand at a time', async () => {
  while ((await webhooks.sweep()) > 0);
  const before = await known();
  await take(weather('evt_first'));
  days = 30;
  await take(weather('evt_second'));
  days = 90;
  assert.equal(await webhooks.sweep(), 0, 'not before its day is over');
  assert.deepEqual(await known(), [...before, 'evt_first', 'evt_second']);
  days = 91;
  assert.equal(await webhooks.sweep(), before.length + 1);
  assert.deepEqual(await known(), ['evt_second']);
  await db.query({
    name: '',
    text: `insert into payment_webhook (provider, event_id, type, received_at) select 'test', 'old_' || n, 'x', '2025-01-01' from generate_series(1, 5003) n`,
  });
  const counts = [await webhooks.sweep(), await webhooks.sweep(), await webhooks.sweep()];
  assert.deepEqual(counts, [5000, 3, 0]);
  assert.deepEqual(await known(), ['evt_second']);
});
