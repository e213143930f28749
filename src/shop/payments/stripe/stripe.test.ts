/** What is particular to Stripe; what all providers have in common is in the contract. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/support/database.ts';
import { signStripe } from '../../../../test/support/stripe-account.ts';
import { startStripeApi } from '../../../../test/support/stripe-api.ts';
import { createPayments, createWebhooks, type PaymentFault, paymentStore, refundStore, webhookStore } from '../index.ts';
import { ProviderUnavailable } from '../provider.ts';
import { createStripeProvider } from './provider.ts';

const secret = 'whsec_of_the_tests';
const api = await startStripeApi();
after(() => api.close());
const db = await testDatabase();
const provider = createStripeProvider({ secretKey: 'sk_test_of_the_tests', webhookSecret: secret, apiBase: api.origin });
const faults: PaymentFault[] = [];
const store = paymentStore(db);
const payments = createPayments({ store, refunds: refundStore(db), providers: [provider], report: (fault) => faults.push(fault) });
const webhooks = createWebhooks({ store: webhookStore(db), payments: store, providers: [provider] });
const returnUrl = 'https://shop.example/return';

const begin = (method: string, { amount = 4000, currency = 'EUR' } = {}) =>
  payments.intent({ checkoutId: randomUUID(), provider: 'stripe', method, amount, currency });
const now = async ({ id }: { id: string }) => (await payments.byId(id))!;
async function paid(options: { amount?: number; currency?: string } = {}) {
  const payment = await payments.capture(await payments.authorize(await begin('ctoken_ok', options), returnUrl));
  assert.equal(payment.status, 'captured');
  return payment;
}
/** Delivers everything that was told since the last time. Answers with what each event made go on. */
let told = 0;
async function deliver() {
  const fresh = api.events().slice(told);
  told = api.events().length;
  const effects: (string | null)[] = [];
  for (const event of fresh) {
    const body = JSON.stringify(event);
    const { checkoutId } = await webhooks.take('stripe', { headers: signStripe(secret, body), body: Buffer.from(body) });
    effects.push(checkoutId);
  }
  return effects;
}
async function balances({ id }: { id: string }) {
  const rows = await db.query<{ account: string; sum: number }>(
    {
      name: '',
      text: `select account, sum(amount)::int as sum from ledger_entry where reference = 'payment:' || $1::text or reference in
        (select 'refund:' || id from refund where payment_id = $1::uuid) group by account having sum(amount) <> 0 order by account`,
    },
    [id],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}

test('whole currencies are charged, taken and given back in hundredths, and our books know nothing of it', async () => {
  const payment = await paid({ amount: 5124, currency: 'ISK' });
  assert.deepEqual([payment.capturedAmount, api.account.intent(payment.providerReference!)?.amount_received], [5124, 512400]);
  await payments.intendRefund(payment, { amount: 124, key: 'part' });
  assert.deepEqual(await payments.finishRefunds({ paymentId: payment.id }), { done: 1, open: 0 });
  assert.equal(api.refunds().at(-1)?.amount, 12400);
  assert.deepEqual(await balances(payment), { 'clearing:stripe': 5000, customer: -5124, refunds: 124 });
});

test('a sum that Stripe can not take, and a request that it refuses, are failures of ours and no declined card', async () => {
  const calls = api.calls().length;
  const dinar = await payments.authorize(await begin('ctoken_ok', { amount: 5124, currency: 'KWD' }), returnUrl);
  assert.deepEqual([dinar.status, dinar.declineCode, api.calls().length - calls], ['failed', 'amount_not_chargeable', 0]);
  const used = await payments.authorize(await begin('ctoken_used'), returnUrl);
  assert.deepEqual([used.status, used.declineCode], ['failed', 'resource_missing']);
  assert.deepEqual(faults, [
    { kind: 'impossible', payment: dinar.id, provider: 'stripe', step: 'authorize', fault: 'amount_not_chargeable' },
    { kind: 'impossible', payment: used.id, provider: 'stripe', step: 'authorize', fault: 'resource_missing' },
  ]);
});

test('a charge whose answer was lost is let go although the search knows nothing of it yet', async () => {
  const payment = await begin('ctoken_ok');
  api.account.lagSearch(true);
  api.fault('create', 'lost', 2);
  await assert.rejects(payments.authorize(payment, returnUrl), ProviderUnavailable);
  assert.equal(await payments.ask(payment), null, 'the search does not tell');
  const left = await payments.void(payment, returnUrl);
  api.account.lagSearch(false);
  const made = api.intents().filter(({ metadata }) => metadata.stoa_key === payment.idempotencyKey);
  assert.deepEqual(
    made.map(({ status }) => status),
    ['canceled'],
  );
  assert.deepEqual([left.status, left.providerReference], ['voided', made[0]?.id]);
  const again = await payments.authorize(await now(payment), returnUrl);
  assert.equal(again.status, 'voided');
});

test('money that the bank lets go of before it was taken is told by an event', async () => {
  const later = createPayments({ store, refunds: refundStore(db), providers: [provider], captureMode: 'manual' });
  const intent = await later.intent({ checkoutId: randomUUID(), provider: 'stripe', method: 'ctoken_ok', amount: 4000, currency: 'EUR' });
  const held = await later.authorize(intent, returnUrl);
  assert.equal(held.status, 'authorized');
  api.account.expire(held.providerReference!);
  assert.ok((await deliver()).includes(intent.checkoutId));
  assert.equal((await now(held)).status, 'voided');
  assert.equal((await later.capture(held)).status, 'voided');
  assert.deepEqual(await balances(held), {});
});

test('a provider that does not answer is told of in the log, and nothing is taken for declined', async () => {
  faults.length = 0;
  const payment = await begin('ctoken_ok');
  api.fault('create', 'error500', 2);
  await assert.rejects(payments.authorize(payment, returnUrl), ProviderUnavailable);
  assert.deepEqual(faults, [
    { kind: 'unanswered', payment: payment.id, provider: 'stripe', step: 'authorize', fault: 'Stripe does not answer (StripeAPIError).' },
  ]);
  assert.equal((await now(payment)).status, 'created');
});

test('a capture that is under way elsewhere is no answer, and a void beside it is none either', async () => {
  const payment = await payments.authorize(await begin('ctoken_ok'), returnUrl);
  api.fault('capture', 'busy', 2);
  await assert.rejects(payments.capture(payment), ProviderUnavailable);
  api.fault('cancel', 'busy', 2);
  await assert.rejects(payments.void(payment), ProviderUnavailable);
  assert.equal((await now(payment)).status, 'authorized');
  assert.equal((await payments.capture(await now(payment))).status, 'captured');
});

test('an inquiry of the bank moves no money and ends; a dispute that grows out of one does', async () => {
  const payment = await paid();
  const intent = api.account.intent(payment.providerReference!)!;
  const at = async (status: string) => {
    api.account.dispute(intent, status);
    await deliver();
    return [(await now(payment)).dispute, (await balances(payment))['clearing:stripe']];
  };
  assert.deepEqual(await at('warning_needs_response'), ['inquiry', 4000]);
  assert.deepEqual(await at('warning_under_review'), ['inquiry', 4000]);
  assert.deepEqual(await at('warning_closed'), ['closed', 4000]);
  assert.deepEqual(await at('needs_response'), ['open', undefined]);
  assert.deepEqual(await at('warning_needs_response'), ['open', undefined], 'a late word changes nothing');
  assert.deepEqual(await at('under_review'), ['open', undefined]);
  assert.deepEqual(await at('won'), ['won', 4000]);
  const other = await paid();
  api.account.dispute(api.account.intent(other.providerReference!)!, 'warning_needs_response');
  api.account.dispute(api.account.intent(other.providerReference!)!, 'lost');
  await deliver();
  assert.deepEqual([(await now(other)).dispute, await balances(other)], ['lost', { customer: -4000, disputes: 4000 }]);
});

test('a pending refund is done, and owed again when the bank sends it back', async () => {
  const payment = await paid();
  api.account.refundsBecome('pending');
  await payments.intendRefund(payment, { amount: 1500, key: 'a' });
  await payments.finishRefunds({ paymentId: payment.id });
  await deliver();
  assert.equal((await now(payment)).refundedAmount, 1500);
  const key = `refund:${payment.id}:a`;
  api.account.settleRefund(key, 'failed');
  await deliver();
  const { refundedAmount, refundIntended, status } = await now(payment);
  assert.deepEqual([refundedAmount, refundIntended, status], [0, 0, 'captured']);
  assert.deepEqual(await balances(payment), { 'clearing:stripe': 4000, customer: -4000 });
  await payments.intendRefund(payment, { amount: 1500, key: 'b' });
  await payments.finishRefunds({ paymentId: payment.id });
  api.account.settleRefund(`refund:${payment.id}:b`, 'succeeded');
  api.account.refundsBecome('succeeded');
  await deliver();
  assert.equal((await now(payment)).refundedAmount, 1500);
});

test('what decides nothing yet, and what is about charges of strangers, is taken and not asked for again', async () => {
  await deliver();
  const payment = await begin('ctoken_processing');
  await assert.rejects(payments.authorize(payment, returnUrl), ProviderUnavailable);
  const intent = api.intents().find(({ metadata }) => metadata.stoa_key === payment.idempotencyKey)!;
  for (const status of ['processing', 'requires_confirmation', 'requires_action'])
    for (const type of ['amount_capturable_updated', 'succeeded', 'payment_failed'])
      api.account.say(`payment_intent.${type}`, { ...intent, status });
  const stranger = { ...intent, id: 'pi_stranger', status: 'succeeded', amount_received: 1, metadata: {} };
  api.account.say('payment_intent.succeeded', stranger);
  api.account.say('payment_intent.succeeded', { ...stranger, metadata: { stoa_key: `checkout:${randomUUID()}` } });
  api.account.say('charge.dispute.created', {
    id: 'dp_x',
    object: 'dispute',
    payment_intent: 'pi_stranger',
    status: 'lost',
    amount: 1,
    currency: 'eur',
  });
  api.account.say('refund.failed', { id: 're_x', object: 'refund', status: 'failed', metadata: { stoa_key: 'refund:x' } });
  const effects = await deliver();
  assert.ok(effects.length >= 13);
  assert.deepEqual(new Set(effects), new Set([null]));
  assert.equal((await now(payment)).status, 'created');
});
