import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addGoods, count, levelOf } from '../../../test/race/goods.ts';
import { BUYER, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { chargeOf, control, signed } from '../../../test/support/test-provider.ts';
import { idempotencyStore } from '../../platform/http/index.ts';
import { type Answer, send, sendJson, startServer } from '../../platform/http/server.fixture.ts';
import { cartRoutes } from '../cart/index.ts';
import { checkoutRoutes, webhookRoutes } from './index.ts';

const db = await testDatabase({ transactions: 12 });
let minutes = 0;
const clock = { now: () => new Date(Date.now() + minutes * 60_000) };
const selling = await startSelling(db, { clock });
await openMarkets(selling);
const server = await startServer({
  routes: [...cartRoutes(selling), ...checkoutRoutes(selling), ...webhookRoutes(selling)],
  idempotency: idempotencyStore(db),
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schemas by the server
const body = (answer: Answer): any => JSON.parse(answer.text);
const post = (path: string, value: unknown) => sendJson(server.port, path, value, {});

/** A checkout that waits at the bank's page, and what it was sent with. */
async function challenged(variantId: number) {
  const cart = body(await post('/api/carts', { market: 'eu', language: 'de' }));
  assert.equal((await post(`/api/carts/${cart.id}/lines`, { variantId, quantity: 1 })).status, 200);
  const input = {
    cartId: cart.id as string,
    checkoutId: randomUUID() as string,
    contact: BUYER,
    delivery: 'standard',
    payment: { provider: 'test', method: 'challenge' },
  };
  const answer = await post('/api/checkouts', input);
  assert.equal(answer.status, 202, answer.text);
  const { checkoutId, action } = body(answer);
  assert.equal(checkoutId, input.checkoutId);
  return { input, url: action.url as string };
}

const decide = (url: string, decision: 'approve' | 'refuse') =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });

async function settled(checkoutId: string) {
  const orders = await count(db, 'customer_order where checkout_id = $1', [checkoutId]);
  const charge = await chargeOf(checkoutId);
  return { orders, charge: charge?.status, refunds: charge?.refunds.length };
}

/** An event about this charge as the provider would sign it. */
async function event(checkoutId: string, status: string, id = `evt_${randomUUID()}`) {
  const charge = await chargeOf(checkoutId);
  const about = { id: charge!.reference, key: charge!.key, status, captured: 0, declineCode: null, dispute: null };
  return signed({ id, type: `charge.${status}`, data: { charge: about, refund: null } });
}

const deliver = ({ headers, body: text }: Awaited<ReturnType<typeof event>>) =>
  send(server.port, '/api/webhooks/test', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text });

test('3-D Secure: the buyer is sent to the bank, comes back, and has one order', async () => {
  const [variantId] = await addGoods(db, [{ stock: 3 }]);
  const { input, url } = await challenged(variantId!);
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 3, reserved: 1 });
  const page = await (await fetch(url, { headers: { 'accept-language': 'de-DE' } })).text();
  assert.match(page, /Zahlung bestätigen/);
  assert.match(page, /15,90\s€/);
  const waiting = await post('/api/checkouts', input);
  assert.deepEqual([waiting.status, body(waiting).action.url], [202, url], 'asked again before the buyer has answered');
  const back = await decide(url, 'approve');
  assert.equal(back.status, 303);
  assert.match(String(back.headers.get('location')), new RegExp(`/eu/de/checkout/return\\?checkout=${input.checkoutId}$`));
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('/api/checkouts', input)));
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [201]);
  assert.equal(new Set(answers.map((answer) => body(answer).orderNumber)).size, 1);
  assert.deepEqual(await settled(input.checkoutId), { orders: 1, charge: 'captured', refunds: 0 });
});

test('3-D Secure refused: nothing is charged, the goods are free, and another way to pay makes the order', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input, url } = await challenged(variantId!);
  await decide(url, 'refuse');
  const refused = await post('/api/checkouts', input);
  assert.deepEqual([refused.status, body(refused).code], [402, 'payment_declined']);
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 0 });
  const other = { ...input, checkoutId: randomUUID(), payment: { provider: 'test', method: 'success' } };
  assert.equal((await post('/api/checkouts', other)).status, 201);
  assert.deepEqual(await settled(input.checkoutId), { orders: 0, charge: 'declined', refunds: 0 });
});

test('who goes back and pays in another way is charged once: the waiting payment is given up first', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input, url } = await challenged(variantId!);
  const other = { ...input, checkoutId: randomUUID(), payment: { provider: 'test', method: 'success' } };
  assert.equal((await post('/api/checkouts', other)).status, 201);
  await decide(url, 'approve');
  assert.deepEqual(await settled(input.checkoutId), { orders: 0, charge: 'voided', refunds: 0 });
  assert.deepEqual(await settled(other.checkoutId), { orders: 1, charge: 'captured', refunds: 0 });
});

test('the return, the event and its copies, in any order and all at once, make one order and one charge', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [variantId] = await addGoods(db, [{ stock: 1 }]);
    const { input, url } = await challenged(variantId!);
    await decide(url, 'approve');
    const one = await event(input.checkoutId, 'authorized');
    const late = await event(input.checkoutId, 'action_required');
    const calls = [
      () => post('/api/checkouts', input),
      () => post('/api/checkouts', input),
      () => deliver(one),
      () => deliver(one),
      () => deliver(late),
      async () => deliver(await event(input.checkoutId, 'authorized')),
    ];
    const shuffled = calls.map((call) => ({ call, at: Math.random() })).sort((a, b) => a.at - b.at);
    const answers = await Promise.all(shuffled.map(({ call }) => call()));
    assert.ok(
      answers.every((answer) => answer.status === 200 || answer.status === 201),
      answers.map((answer) => `${answer.status} ${answer.text}`).join('\n'),
    );
    assert.deepEqual(await settled(input.checkoutId), { orders: 1, charge: 'captured', refunds: 0 });
    assert.equal(
      await count(
        db,
        `ledger_transaction t where kind = 'capture' and reference = (select 'payment:' || id from payment where checkout_id = $1)`,
        [input.checkoutId],
      ),
      1,
    );
  }
});

test('the event alone makes the order of a buyer who never comes back', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input, url } = await challenged(variantId!);
  await decide(url, 'approve');
  const told = await event(input.checkoutId, 'authorized');
  assert.equal((await deliver(told)).status, 200);
  assert.deepEqual(await settled(input.checkoutId), { orders: 1, charge: 'captured', refunds: 0 });
  assert.equal((await deliver(told)).status, 200, 'a copy is taken and changes nothing');
  assert.deepEqual(await settled(input.checkoutId), { orders: 1, charge: 'captured', refunds: 0 });
});

test('a buyer who never answers gives his goods back after a while; what he approves after that is let go', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input, url } = await challenged(variantId!);
  await selling.checkout.recoverPayments({ olderThanMs: 0 });
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 1 }, 'he has time');
  minutes += 16;
  await selling.checkout.recoverPayments({ olderThanMs: 0 });
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 0 });
  await decide(url, 'approve');
  assert.deepEqual(await settled(input.checkoutId), { orders: 0, charge: 'voided', refunds: 0 });
});

test('an event that is not signed, signed for other bytes, or old is refused; one about nothing of ours is taken', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input } = await challenged(variantId!);
  const good = await event(input.checkoutId, 'authorized');
  const code = async (changed: typeof good) => {
    const answer = await deliver(changed);
    return [answer.status, body(answer).code ?? 'taken'];
  };
  assert.deepEqual(await code({ ...good, headers: {} }), [400, 'webhook_refused']);
  assert.deepEqual(await code({ ...good, body: good.body.replace('authorized', 'captured') }), [400, 'webhook_refused']);
  const old = signed(JSON.parse(good.body), { secondsAgo: 301 });
  assert.deepEqual(await code(old), [400, 'webhook_refused']);
  assert.equal(await count(db, 'payment_webhook where event_id = $1', [JSON.parse(good.body).id]), 0);
  assert.deepEqual(await code(signed({ id: 'evt_weather', type: 'weather.changed', data: {} })), [200, 'taken']);
  const unknown = await send(server.port, '/api/webhooks/nobody', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(unknown.status, 404);
});

test('a dispute is noted and booked, and what a bank takes back of a refund is owed again', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const { input, url } = await challenged(variantId!);
  await decide(url, 'approve');
  await post('/api/checkouts', input);
  const charge = await chargeOf(input.checkoutId);
  const payment = (await selling.payments.byCheckout(input.checkoutId))!;
  const told = (status: string) =>
    deliver(
      signed({
        id: `evt_${randomUUID()}`,
        type: `dispute.${status}`,
        data: { charge: { id: charge!.reference, key: charge!.key, status: 'captured', captured: charge!.amount, dispute: status } },
      }),
    );
  await told('open');
  assert.equal((await selling.payments.byId(payment.id))?.dispute, 'open');
  await told('won');
  await told('open');
  assert.equal((await selling.payments.byId(payment.id))?.dispute, 'won', 'a late word changes nothing');
  const refund = await selling.payments.intendRefund(payment, { amount: 100, key: 'part' });
  assert.ok(refund.ok);
  await selling.payments.finishRefunds({ paymentId: payment.id });
  assert.equal((await selling.payments.byId(payment.id))?.refundedAmount, 100);
  const key = `refund:${payment.id}:part`;
  await control('/refunds/failures', {}, 'POST', key);
  const failed = { id: 're_x', key, charge: charge!.reference, amount: 100, status: 'failed' };
  await deliver(
    signed({
      id: `evt_${randomUUID()}`,
      type: 'refund.failed',
      data: { charge: { id: charge!.reference, key: charge!.key }, refund: failed },
    }),
  );
  const now = await selling.payments.byId(payment.id);
  assert.deepEqual([now?.refundedAmount, now?.refundIntended, now?.status], [0, 0, 'captured']);
  const balances = await db.query<{ account: string; sum: string }>(
    {
      name: '',
      text: `select account, sum(amount)::text as sum from ledger_entry e
        where reference = 'payment:' || $1::text or reference in (select 'refund:' || id from refund where payment_id = $1::uuid)
        group by account having sum(amount) <> 0 order by account`,
    },
    [payment.id],
  );
  assert.deepEqual(balances, [
    { account: 'clearing:test', sum: String(payment.amount) },
    { account: 'customer', sum: String(-payment.amount) },
  ]);
});
