import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { chargeOf, control, testProvider } from '../../../test/support/test-provider.ts';
import { uuidv7 } from '../../kernel/ids.ts';

const db = await testDatabase({ transactions: 24 });
let now = new Date('2026-03-02T09:00:00Z');
const selling = await startSelling(db, { clock: { now: () => now }, captureMode: 'manual' });
await openMarkets(selling);
const { desk, reading, payments } = selling;
const actor = 'staff:Ada';
const [bowl] = await addGoods(db, [{ stock: 10_000, price: 2000 }]);

/** Five bowls, 100.00, delivered free. */
async function order(): Promise<{ id: string; checkoutId: string }> {
  const input = buy(await fillCart(selling, [{ variantId: bowl!, quantity: 5 }]));
  const placed = await selling.checkout.complete(input);
  assert.ok(placed.ok);
  return { id: placed.orderId, checkoutId: input.checkoutId };
}
const paymentOf = async (checkoutId: string) => (await payments.byCheckout(checkoutId))!;
const stateOf = async (id: string) => {
  const { status, states, paidAmount, refundedAmount } = await reading.get(id);
  return [status, states.payment, states.fulfilment, paidAmount, refundedAmount];
};
const charged = async (checkoutId: string) => {
  const charge = await chargeOf(checkoutId);
  const refunded = charge!.refunds.reduce((sum, { amount }) => sum + amount, 0);
  return [charge!.status, charge!.capturedAmount, refunded];
};
const typesOf = async (id: string) => (await reading.get(id)).timeline.map(({ type }) => type);
/** The books of one order, accounts that come to nothing left out. */
async function books({ id, checkoutId }: { id: string; checkoutId: string }, more: readonly string[] = []) {
  const payment = await paymentOf(checkoutId);
  const rows = await db.query<{ account: string; sum: number }>(
    {
      name: '',
      text: `select account, sum(amount)::int as sum from ledger_entry where reference like 'order:' || $1::text || '%' or reference = 'payment:' || $2::text
        or reference in (select 'refund:' || id from refund where payment_id = $2::uuid) or reference = any($3) group by account having sum(amount) <> 0 order by account`,
    },
    [id, payment.id, more],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}
const worth = { revenue: -8403, tax: -1597 };

test('money is held when an order is placed and taken when it leaves', async () => {
  const made = await order();
  assert.deepEqual(await charged(made.checkoutId), ['authorized', 0, 0]);
  assert.deepEqual(await stateOf(made.id), ['placed', 'unpaid', 'unfulfilled', 0, 0]);
  assert.deepEqual(await books(made), { customer: 10_000, ...worth });
  await desk.parcels.send(made.id, { actor, lines: [{ position: 0, quantity: 2 }] });
  assert.deepEqual(await charged(made.checkoutId), ['captured', 10_000, 0]);
  assert.deepEqual(await stateOf(made.id), ['paid', 'paid', 'partially_fulfilled', 10_000, 0]);
  await desk.parcels.send(made.id, { actor });
  assert.deepEqual(await stateOf(made.id), ['fulfilled', 'paid', 'fulfilled', 10_000, 0]);
  assert.deepEqual(await books(made), { 'clearing:test': 10_000, ...worth });
  assert.equal((await typesOf(made.id)).filter((type) => type === 'paid').length, 1);
});

test('an order that is cancelled lets go of the money, and the buyer owes nothing', async () => {
  const made = await order();
  await desk.money.cancel(made.id, { actor });
  assert.deepEqual(await charged(made.checkoutId), ['voided', 0, 0]);
  assert.deepEqual(await books(made), { refunds: 10_000, ...worth });
});

test('of an order of which a part was cancelled only the rest is taken', async () => {
  const made = await order();
  await desk.money.cancelLines(made.id, { actor, lines: [{ position: 0, quantity: 2 }] });
  await desk.parcels.send(made.id, { actor });
  assert.deepEqual(await charged(made.checkoutId), ['captured', 6000, 0]);
  assert.deepEqual(await stateOf(made.id), ['fulfilled', 'paid', 'fulfilled', 6000, 0]);
  assert.deepEqual(await books(made), { 'clearing:test': 6000, refunds: 4000, ...worth });
});

test('what staff take of a payment counts for its order; after that it can be given back', async () => {
  const made = await order();
  const payment = await payments.capture(await paymentOf(made.checkoutId), 10_000);
  assert.equal(payment.status, 'captured');
  assert.deepEqual(await stateOf(made.id), ['placed', 'unpaid', 'unfulfilled', 0, 0], 'died before it was counted');
  assert.equal(await desk.captures.follow(), 1);
  assert.deepEqual(await stateOf(made.id), ['paid', 'paid', 'unfulfilled', 10_000, 0]);
  await Promise.all([desk.captures.count(made.id, actor), desk.captures.count(made.id, actor), desk.captures.follow()]);
  assert.deepEqual(await stateOf(made.id), ['paid', 'paid', 'unfulfilled', 10_000, 0]);
  await desk.money.cancel(made.id, { actor });
  assert.deepEqual(await charged(made.checkoutId), ['captured', 10_000, 10_000]);
  assert.deepEqual(await books(made), { refunds: 10_000, ...worth });
});

test('an answer that is lost when money is taken: the parcel waits, and it is taken once', async () => {
  const made = await order();
  await control('/faults', { lostAnswers: 1, step: 'capture' }, 'PUT');
  await assert.rejects(desk.parcels.send(made.id, { actor }), { code: 'payment_unavailable' });
  assert.equal((await reading.get(made.id)).states.fulfilment, 'unfulfilled');
  await desk.parcels.send(made.id, { actor });
  assert.deepEqual(await charged(made.checkoutId), ['captured', 10_000, 0]);
});

test('money that the bank has let go of is missed: the order says so once, and does not leave', async () => {
  const made = await order();
  const payment = await paymentOf(made.checkoutId);
  const { idempotencyKey: key, providerReference: reference } = payment;
  await (await testProvider()).void({ key, reference, request: null });
  await desk.captures.follow();
  assert.equal((await paymentOf(made.checkoutId)).status, 'authorized', 'it is asked for after half a day');
  now = new Date(now.getTime() + 13 * 3600_000);
  await Promise.all([desk.captures.follow(), desk.captures.follow()]);
  await desk.captures.follow();
  assert.equal((await paymentOf(made.checkoutId)).status, 'voided');
  assert.deepEqual((await typesOf(made.id)).filter((type) => type === 'payment_voided').length, 1);
  await assert.rejects(desk.parcels.send(made.id, { actor }), { code: 'order_state' });
  await desk.money.cancel(made.id, { actor });
  assert.deepEqual(await books(made), { refunds: 10_000, ...worth });
});

test('a void that the provider did not answer when the order was cancelled is made up for', async () => {
  const made = await order();
  await control('/faults', { error500: 1, step: 'void' }, 'PUT');
  await desk.money.cancel(made.id, { actor });
  assert.deepEqual(await charged(made.checkoutId), ['authorized', 0, 0]);
  await desk.captures.follow();
  assert.deepEqual(await charged(made.checkoutId), ['voided', 0, 0]);
});

test('an order whose money the bank has let go of is paid in cash, and all of it stands in the books', async () => {
  const made = await order();
  await payments.void(await paymentOf(made.checkoutId));
  const id = uuidv7();
  await Promise.all([1, 2, 3].map(() => desk.money.receive(made.id, { actor, id, method: 'cash' })));
  assert.deepEqual(await stateOf(made.id), ['paid', 'paid', 'unfulfilled', 10_000, 0]);
  const desks = async () => (await books(made, [`receipt:${id}`]))['clearing:desk'];
  assert.equal(await desks(), 10_000);
  await desk.parcels.send(made.id, { actor });
  const refund = await desk.money.refund(made.id, { actor, amount: 1000 });
  assert.deepEqual(await books(made, [`receipt:${id}`, `order-refund:${refund}`]), { 'clearing:desk': 9000, refunds: 1000, ...worth });
});

test('twenty captures and voids of one payment at once: one of them, and the books agree', async () => {
  const ends: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const { checkoutId } = await order();
    const payment = await paymentOf(checkoutId);
    const works = Array.from({ length: 20 }, (_, index) => ((index + round) % 2 ? payments.capture(payment) : payments.void(payment)));
    const outcomes = await Promise.all(works);
    const [charge] = await charged(checkoutId);
    assert.deepEqual([...new Set(outcomes.map(({ status }) => status))], [charge]);
    const { status, capturedAmount } = await paymentOf(checkoutId);
    assert.deepEqual([status, capturedAmount], charge === 'captured' ? ['captured', 10_000] : ['voided', 0]);
    const entries = { name: '', text: `select amount::int from ledger_entry where reference = 'payment:' || $1::text order by amount` };
    const booked = (await db.query<{ amount: number }>(entries, [payment.id])).map(({ amount }) => amount);
    assert.deepEqual(booked, charge === 'captured' ? [-10_000, 10_000] : []);
    ends.push(String(charge));
  }
  assert.equal(ends.length, 20);
});

test('sending and cancelling at once: the goods leave and are paid, or nothing is kept', async () => {
  for (let round = 0; round < 12; round += 1) {
    const made = await order();
    const works = Array.from({ length: 20 }, (_, index) =>
      (index + round) % 2
        ? desk.parcels.send(made.id, { actor }).then(() => 'sent')
        : desk.money.cancel(made.id, { actor }).then(() => 'cancelled'),
    );
    const outcomes = await Promise.allSettled(works);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') assert.equal((outcome.reason as { code?: string }).code, 'order_state', String(outcome.reason));
    const ends = new Set(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])));
    await desk.captures.follow();
    const [status, , , paid, refunded] = await stateOf(made.id);
    const [, captured, back] = await charged(made.checkoutId);
    assert.deepEqual([...ends], [status === 'fulfilled' ? 'sent' : 'cancelled']);
    assert.equal(Number(captured) - Number(back), status === 'fulfilled' ? 10_000 : 0);
    assert.deepEqual([paid, refunded], [captured, back]);
    assert.deepEqual(await books(made), status === 'fulfilled' ? { 'clearing:test': 10_000, ...worth } : { refunds: 10_000, ...worth });
  }
});
