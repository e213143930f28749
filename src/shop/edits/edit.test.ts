import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods, count, levelOf } from '../../../test/race/goods.ts';
import { buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { uuidv7 } from '../../kernel/ids.ts';

const db = await testDatabase({ transactions: 24 });
const selling = await startSelling(db, { clock: { now: () => new Date('2026-03-02T09:00:00Z') } });
await openMarkets(selling);
const { desk, reading, edits } = selling;
const actor = 'staff:Ada';
const [bowl, lamp, rare] = await addGoods(db, [
  { stock: 1000, price: 1999 },
  { stock: 1000, price: 5001, taxCategory: 'reduced' },
  { stock: 2, price: 100 },
]);

async function order(quantity = 2): Promise<string> {
  const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: bowl!, quantity }])));
  assert.ok(placed.ok);
  return placed.orderId;
}
const add = (variantId: number, quantity: number) => ({ add: [{ variantId, quantity }] });
const sumsOf = async (id: string) => {
  const { total, subtotal, taxAmount, paidAmount, refundedAmount, outstandingAmount, taxes } = await reading.get(id);
  return { total, subtotal, taxAmount, paidAmount, refundedAmount, outstandingAmount, rates: taxes.map((one) => [one.ratePpm, one.tax]) };
};
/** What the books say that the buyer of an order owes. */
const customerOf = async (id: string): Promise<number> => {
  const text = `select coalesce(sum(a.amount), 0)::int as owed from ledger_transaction t join customer_order o on o.id = $1
    cross join unnest(t.accounts, t.amounts) as a(account, amount) left join payment p on p.id = o.payment_id
    where a.account = 'customer' and (t.reference like 'order:' || o.id || '%' or t.reference like '%' || p.id || '%' or t.reference in
      (select 'receipt:' || r.id from order_receipt r where r.order_id = o.id))`;
  return (await db.query<{ owed: number }>({ name: '', text }, [id]))[0]!.owed;
};
const assertBooks = async () => {
  assert.deepEqual(await selling.inventory.unequalLevels(), []);
  const text = 'select count(*)::int as n from ledger_transaction t where (select sum(a) from unnest(t.amounts) a) <> 0';
  assert.equal((await db.query<{ n: number }>({ name: '', text }))[0]!.n, 0);
};

test('goods are added at today’s price with their own tax, taken from stock at once, and due before anything leaves', async () => {
  const id = await order();
  const before = (await levelOf(db, lamp!)).onHand;
  const edit = uuidv7();
  assert.deepEqual(await edits.edit(id, actor, { id: edit, ...add(lamp!, 2) }), { dueAmount: 10_002, refundedAmount: 0 });
  assert.deepEqual(await edits.edit(id, actor, { id: edit, ...add(lamp!, 2) }), { dueAmount: 10_002, refundedAmount: 0 }, 'the same edit');
  await assert.rejects(edits.edit(id, actor, { id: edit, ...add(lamp!, 3) }), { code: 'conflict' });
  await assert.rejects(edits.edit(id, actor, { id: edit, ...add(lamp!, 2), remove: [{ position: 0, quantity: 1 }] }), { code: 'conflict' });
  assert.equal((await levelOf(db, lamp!)).onHand, before - 2);
  assert.deepEqual(await sumsOf(id), {
    total: 3998 + 590 + 10_002,
    subtotal: 3998 + 10_002,
    taxAmount: 732 + 654,
    paidAmount: 4588,
    refundedAmount: 0,
    outstandingAmount: 10_002,
    rates: [
      [190_000, 732],
      [70_000, 654],
    ],
  });
  await assert.rejects(desk.parcels.send(id, { actor }), { code: 'order_state' });
  await desk.money.receive(id, { actor, method: 'transfer' });
  assert.equal(await customerOf(id), 0);
  await desk.parcels.send(id, { actor });
  const { documents, lines, states } = await reading.get(id);
  assert.deepEqual([documents.map(({ total }) => total), lines.length, states.order], [[14_590], 2, 'completed']);
  await assert.rejects(edits.edit(id, actor, add(lamp!, 1)), { code: 'order_state' });
  await assertBooks();
});

test('one edit swaps goods: what is paid too much goes back, what is missing is due, and the bill is the new one', async () => {
  const id = await order();
  await desk.documents.issue(id, actor);
  const outcome = await edits.edit(id, actor, { ...add(rare!, 1), remove: [{ position: 0, quantity: 2 }] });
  assert.deepEqual(outcome, { dueAmount: 0, refundedAmount: 3898 });
  const shown = await reading.get(id);
  assert.deepEqual([shown.states.order, shown.states.payment, shown.outstandingAmount], ['open', 'partially_refunded', 0]);
  assert.equal(await customerOf(id), 0);
  await edits.edit(id, actor, add(rare!, 1));
  assert.equal((await reading.get(id)).outstandingAmount, 100);
  await assert.rejects(edits.edit(id, actor, add(rare!, 1)), { code: 'insufficient_stock' });
  assert.equal((await levelOf(db, rare!)).onHand, 0);
  await desk.money.cancel(id, { actor });
  assert.equal((await levelOf(db, rare!)).onHand, 2, 'what was added comes back with the order');
  assert.equal(await customerOf(id), 0);
  await assertBooks();
});

test('twenty edits of one order at once: one of each revision is taken, stock and money follow', async () => {
  const id = await order();
  const stock = (await levelOf(db, lamp!)).onHand;
  for (let round = 1; round <= 3; round += 1) {
    const { revision } = await reading.get(id);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => edits.edit(id, actor, { revision, ...add(lamp!, 1) })));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    assert.deepEqual(new Set(codes), new Set(['conflict']));
    assert.equal((await levelOf(db, lamp!)).onHand, stock - round);
    assert.equal((await reading.get(id)).outstandingAmount, 5001 * round);
  }
  assert.equal(await customerOf(id), 15_003);
  assert.equal(await count(db, `order_event where order_id = $1 and type = 'edited'`, [id]), 3);
  await assertBooks();
});

test('an exchange: one comes back, another goes out, the difference is settled', async () => {
  const id = await order(3);
  await desk.parcels.send(id, { actor });
  const asked = await desk.returns.request(id, { actor, lines: [{ position: 0, quantity: 1 }] });
  await assert.rejects(edits.edit(id, actor, { ...add(rare!, 1), exchangeOf: asked.id }), { code: 'return_state' });
  await desk.returns.approve(asked.id, { actor });
  const stock = (await levelOf(db, bowl!)).onHand;
  await desk.returns.receive(asked.id, { actor, refund: false });
  assert.equal((await levelOf(db, bowl!)).onHand, stock + 1);
  const cheaper = await edits.edit(id, actor, { ...add(rare!, 1), exchangeOf: asked.id });
  assert.deepEqual(cheaper, { dueAmount: 0, refundedAmount: 1899 });
  const shown = await reading.get(id);
  assert.deepEqual([shown.states.order, shown.returns[0]!.status, shown.returns[0]!.refundAmount], ['open', 'refunded', 1899]);
  await assert.rejects(edits.edit(id, actor, { ...add(rare!, 1), exchangeOf: asked.id }), { code: 'return_state' });
  await desk.parcels.send(id, { actor });
  assert.equal((await reading.get(id)).states.order, 'completed');
  assert.equal(await customerOf(id), 0);

  const dearer = await order(1);
  await desk.parcels.send(dearer, { actor });
  const back = await desk.returns.request(dearer, { actor, lines: [{ position: 0, quantity: 1 }] });
  await desk.returns.approve(back.id, { actor });
  await desk.returns.receive(back.id, { actor, refund: false });
  assert.deepEqual(await edits.edit(dearer, actor, { ...add(lamp!, 1), exchangeOf: back.id }), { dueAmount: 3002, refundedAmount: 0 });
  await assertBooks();
});

test('an edit that can give no answer changes nothing', async () => {
  const id = await order();
  const before = await reading.get(id);
  await assert.rejects(edits.edit(id, actor, {}), { code: 'payload_invalid' });
  await assert.rejects(edits.edit(id, actor, add(999_999, 1)), { code: 'variant_not_found' });
  await assert.rejects(edits.edit(id, actor, { remove: [{ position: 0, quantity: 3 }] }), { code: 'order_quantity' });
  await assert.rejects(edits.edit(id, actor, { ...add(lamp!, 1), exchangeOf: uuidv7() }), { code: 'order_state' });
  assert.deepEqual(await reading.get(id), before);
});

test('what came back without a refund and is paid back later leaves nothing open in the books', async () => {
  const id = await order(1);
  await desk.parcels.send(id, { actor });
  const { id: back } = await desk.returns.request(id, { actor, lines: [{ position: 0, quantity: 1 }] });
  await desk.returns.approve(back, { actor });
  await desk.returns.receive(back, { actor, refund: false });
  assert.equal(await customerOf(id), -1999);
  await desk.returns.refund(back, { actor });
  assert.equal(await customerOf(id), 0);
});
