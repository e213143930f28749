import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { BUYER, buy, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { CartImage } from '../cart/index.ts';
import { createDrafts, draftStore } from './index.ts';

const db = await testDatabase({ transactions: 6 });
let now = new Date('2026-05-01T12:00:00Z');
const selling = await startSelling(db, { clock: { now: () => now } });
await openMarkets(selling);
const { carts, checkout: checkouts, persons, keys, markets } = selling;
const drafts = createDrafts<CartImage>({ store: draftStore(db), carts, checkouts, persons, keys, markets, clock: { now: () => now } });
const [cup, jug] = await addGoods(db, [
  { price: 1000, stock: 500 },
  { price: 2500, stock: 500 },
]);
const input = { market: 'eu', language: 'en', lines: [{ variantId: cup!, quantity: 2 }], contact: BUYER, delivery: 'standard' };
const made = () => drafts.create(input, 'staff:test');

const count = async (text: string, values: unknown[]) =>
  (await db.query<{ count: number }>({ name: '', text: `select count(*)::int as count from ${text}` }, values))[0]!.count;

test('a draft shows what it costs now, and its lines and its contact can be changed', async () => {
  const { draft, contact, checkout } = await made();
  assert.match(draft.number, /^D\d+$/);
  assert.deepEqual([draft.status, contact.name, checkout?.deliveryOptions[0]?.sums.total], ['open', BUYER.name, 2590]);
  const lines = [{ variantId: jug!, quantity: 1 }];
  const changed = await drafts.change(draft.id, { lines, contact: { ...BUYER, name: 'Grace Buyer' }, delivery: 'pickup' });
  const { cart, deliveryOptions } = changed.checkout!;
  assert.deepEqual(
    [changed.contact.name, cart.lines.map(({ variantId }) => variantId), deliveryOptions.find(({ code }) => code === 'pickup')?.sums.total],
    ['Grace Buyer', [jug], 2500],
  );
});

test('a draft that staff and its buyer pay at the same moment, many times over, is one order and one charge', async () => {
  const { draft, token } = await made();
  const pay = () => checkouts.complete(buy(draft.cartId, { contact: BUYER }));
  await Promise.allSettled(Array.from({ length: 24 }, (_, index) => (index % 2 ? pay() : drafts.settle(draft.id, 'transfer'))));
  const seen = await drafts.byToken(token);
  assert.equal(seen?.draft.status, 'placed');
  assert.equal(await count('customer_order o join checkout c on c.id = o.checkout_id where c.cart_id = $1', [draft.cartId]), 1);
  const charged =
    "payment p join checkout c on c.id = p.checkout_id where c.cart_id = $1 and p.status = 'captured' and p.refund_intended = 0";
  assert.equal(await count(charged, [draft.cartId]), 1);
});

test('money that staff were given stands in the ledger, and what goes back leaves the customer even', async () => {
  const balanceOf = async (account: string) =>
    (
      await db.query<{ amount: number }>(
        { name: '', text: 'select coalesce(sum(amount), 0)::int as amount from ledger_entry where account = $1' },
        [account],
      )
    )[0]!.amount;
  const before = [await balanceOf('customer'), await balanceOf('clearing:desk')];
  const { draft } = await made();
  const { draft: placed } = await drafts.settle(draft.id, 'cash');
  assert.equal((await drafts.settle(draft.id, 'cash')).draft.orderId, placed.orderId);
  assert.deepEqual([await balanceOf('customer'), await balanceOf('clearing:desk')], [before[0], before[1]! + 2590]);
  await selling.desk.money.refund(placed.orderId!, { actor: 'staff:test', amount: 500 });
  await selling.payments.finishRefunds();
  assert.deepEqual([await balanceOf('customer'), await balanceOf('clearing:desk')], [before[0], before[1]! + 2090]);
});

test('a cancelled draft cannot be paid, one that is an order not be cancelled', async () => {
  const cancelled = await made();
  await drafts.cancel(cancelled.draft.id);
  await drafts.cancel(cancelled.draft.id);
  assert.equal(await drafts.byToken(cancelled.token), null);
  await assert.rejects(drafts.settle(cancelled.draft.id, 'cash'), { code: 'draft_state' });
  assert.equal((await checkouts.complete(buy(cancelled.draft.cartId))).ok, false);
  const placed = await made();
  await drafts.settle(placed.draft.id, 'terminal');
  await assert.rejects(drafts.cancel(placed.draft.id), { code: 'draft_state' });
  await assert.rejects(drafts.change(placed.draft.id, { delivery: 'pickup' }), { code: 'draft_state' });
});

test('what staff are paid by hand is not offered to buyers, and a token that was touched opens nothing', async () => {
  const { draft, token } = await made();
  const refused = await checkouts.complete(buy(draft.cartId, { payment: { provider: 'desk', method: 'cash' } }));
  assert.deepEqual(refused.ok ? null : refused.code, 'payload_invalid');
  const other = token.endsWith('A') ? 'B' : 'A';
  assert.equal(await drafts.byToken(token.slice(0, -1) + other), null);
  assert.equal(await drafts.byToken('x'), null);
});

test('drafts that nobody touches are forgotten with their people', async () => {
  const { draft } = await made();
  now = new Date(now.getTime() + 61 * 24 * 3600_000);
  assert.ok((await drafts.sweep()) > 0);
  assert.equal(await count('draft_order where id = $1', [draft.id]), 0);
  assert.equal(await count('person where id = $1', [draft.personId]), 0);
});

test('a draft that could not be had is tried again once the goods are there', async () => {
  const [rare] = await addGoods(db, [{ price: 700, stock: 1 }]);
  const { draft } = await drafts.create({ ...input, lines: [{ variantId: rare!, quantity: 2 }] }, 'staff:test');
  await assert.rejects(drafts.settle(draft.id, 'cash'), { code: 'insufficient_stock' });
  await db.query({ name: '', text: 'update stock_level set on_hand = 5 where variant_id = $1' }, [rare]);
  assert.equal((await drafts.settle(draft.id, 'cash')).draft.status, 'placed');
});
