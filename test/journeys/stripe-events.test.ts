/** A whole shop that takes money by Stripe when the goods leave: calls, events and the books, over HTTP on both sides. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addGoods } from '../race/goods.ts';
import { BUYER, openMarkets, startSelling } from '../race/selling.ts';
import { testDatabase } from '../support/database.ts';
import { freePort, startShop } from '../support/shop.ts';
import { signStripe } from '../support/stripe-account.ts';
import { startStripeApi } from '../support/stripe-api.ts';

const secret = 'whsec_of_the_journey';
// Before the database says that it goes: it goes after the shop.
after(async () => {
  await shop.stop();
  await stripe.close();
  rmSync(dataDir, { recursive: true, force: true });
});
const owner = await testDatabase();
await openMarkets(await startSelling(owner));
const [bowl] = await addGoods(owner, [{ stock: 1000, price: 10_000 }]);
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-stripe-'));
const port = await freePort();
const hook = `http://127.0.0.1:${port}/api/webhooks/stripe`;
const stripe = await startStripeApi({ webhooks: { url: hook, secret } });
const shop = await startShop({
  dataDir,
  port,
  env: {
    DATABASE_URL: owner.url,
    STOA_DEMO: 'off',
    STOA_MEDIA_FETCH: 'off',
    STOA_PAYMENT_PROVIDERS: 'stripe',
    STOA_PAYMENT_CAPTURE: 'manual',
    STOA_STRIPE_SECRET_KEY: 'sk_test_journey_0002',
    STOA_STRIPE_PUBLISHABLE_KEY: 'pk_test_journey_0002',
    STOA_STRIPE_WEBHOOK_SECRET: secret,
    STOA_STRIPE_API_BASE: stripe.origin,
  },
});
const staff = { authorization: `Bearer ${shop.staffToken}` };

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schemas by the server
async function call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: any }> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(path.includes('/staff/') ? staff : {}) };
  const answer = await fetch(shop.origin + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, body: await answer.json() };
}

async function checkout(method: string) {
  const cart = (await call('POST', '/api/carts', { market: 'eu', language: 'en' })).body;
  await call('POST', `/api/carts/${cart.id}/lines`, { variantId: bowl, quantity: 1 });
  const payment = { provider: 'stripe', method };
  const input = { cartId: cart.id, checkoutId: randomUUID(), contact: BUYER, delivery: 'standard', payment };
  return { input, answer: await call('POST', '/api/checkouts', input) };
}
const intentOf = (checkoutId: string) => stripe.intents().find(({ metadata }) => metadata.stoa_key === `checkout:${checkoutId}`)!;
const ordersOf = async (checkoutId: string) =>
  (await owner.query<{ id: string }>({ name: '', text: 'select id from customer_order where checkout_id = $1' }, [checkoutId])).map(
    ({ id }) => id,
  );
const stateOf = async (orderId: string) => {
  const order = (await call('GET', `/api/staff/orders/${orderId}`)).body;
  const payment = (await call('GET', `/api/staff/payments/${order.payment.id}`)).body;
  return [order.status, order.states.payment, payment.state];
};
const post = async (event: object, headers = signStripe(secret, JSON.stringify(event))) =>
  (await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(event) })).status;

test('money is held at Stripe when the order is placed, taken when it leaves, given back by staff', async () => {
  const { input, answer } = await checkout('ctoken_ok');
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const { orderId } = answer.body;
  assert.equal(intentOf(input.checkoutId).status, 'requires_capture');
  assert.deepEqual(await stateOf(orderId), ['placed', 'unpaid', 'authorized']);
  assert.equal((await call('POST', `/api/staff/orders/${orderId}/fulfilment`, {})).status, 201);
  assert.deepEqual([intentOf(input.checkoutId).status, intentOf(input.checkoutId).amount_received], ['succeeded', 10_000]);
  assert.deepEqual(await stateOf(orderId), ['fulfilled', 'paid', 'captured']);
  assert.equal((await call('POST', `/api/staff/orders/${orderId}/refunds`, { amount: 2500 })).status, 201);
  await stripe.told();
  assert.deepEqual(await stateOf(orderId), ['fulfilled', 'partially_refunded', 'partially_refunded']);
});

test('staff take the money of a payment, and its order knows; a cancelled order lets go of it', async () => {
  const one = (await checkout('ctoken_ok')).answer.body.orderId;
  const { payment } = (await call('GET', `/api/staff/orders/${one}`)).body;
  const taken = await call('POST', `/api/staff/payments/${payment.id}/capture`, {});
  assert.deepEqual([taken.status, taken.body.state, taken.body.captureMode], [201, 'captured', 'manual']);
  assert.deepEqual(await stateOf(one), ['paid', 'paid', 'captured']);
  const { input, answer } = await checkout('ctoken_ok');
  assert.equal((await call('POST', `/api/staff/orders/${answer.body.orderId}/cancellation`, {})).status, 201);
  assert.equal(intentOf(input.checkoutId).status, 'canceled');
  assert.equal((await stateOf(answer.body.orderId))[2], 'voided');
});

test('the event alone makes the order of a buyer who never comes back; copies in any order make none more', async () => {
  const { input, answer } = await checkout('ctoken_challenge');
  assert.equal(answer.status, 202);
  await fetch(answer.body.action.url, { redirect: 'manual' });
  await stripe.told();
  assert.equal((await ordersOf(input.checkoutId)).length, 1);
  const about = stripe.events().filter(({ data }) => (data.object as { id: string }).id === intentOf(input.checkoutId).id);
  const copies = [...about, ...about, ...about].reverse();
  assert.deepEqual(new Set(await Promise.all(copies.map((event) => post(event)))), new Set([200]));
  assert.equal((await ordersOf(input.checkoutId)).length, 1);
  assert.equal(stripe.intents().filter(({ metadata }) => metadata.stoa_key === `checkout:${input.checkoutId}`).length, 1);
});

test('forged, changed and old events are refused; those about nothing of ours are taken', async () => {
  const event = {
    id: 'evt_forged',
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_x', metadata: {}, status: 'succeeded' } },
  };
  const body = JSON.stringify(event);
  const old = Math.floor(Date.now() / 1000) - 301;
  assert.deepEqual(
    await Promise.all([
      post(event, {}),
      post(event, signStripe('whsec_of_somebody', body)),
      post(event, signStripe(secret, `${body} `)),
      post(event, signStripe(secret, body, old)),
      post(event),
    ]),
    [400, 400, 400, 400, 200],
  );
});

test('money that the bank lets go of is missed at once, and the goods stay', async () => {
  const { input, answer } = await checkout('ctoken_ok');
  stripe.account.expire(intentOf(input.checkoutId).id);
  await stripe.told();
  const { orderId } = answer.body;
  assert.deepEqual(await stateOf(orderId), ['placed', 'unpaid', 'voided']);
  const refused = await call('POST', `/api/staff/orders/${orderId}/fulfilment`, {});
  assert.deepEqual([refused.status, refused.body.code], [409, 'order_state']);
});

test('a token that Stripe does not take is no declined card: the buyer is told to try another way, the merchant in the log', async () => {
  const { answer } = await checkout('ctoken_used');
  assert.deepEqual([answer.status, answer.body.code], [402, 'payment_failed']);
  const line = shop
    .output()
    .split('\n')
    .find((one) => one.includes('a payment is impossible'));
  assert.match(line ?? '', /"fault":"resource_missing"/);
  const { answer: declined } = await checkout('ctoken_declined');
  assert.deepEqual([declined.status, declined.body.code], [402, 'payment_declined']);
});

test('in the end the books of both sides are the same', async () => {
  await stripe.told();
  const { code, stdout } = await shop.stoa(['reconcile', '--provider', 'stripe', '--json']);
  assert.equal(code, 0, stdout);
});
