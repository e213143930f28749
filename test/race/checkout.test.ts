import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { testDatabase } from '../support/database.ts';
import { allCharges } from '../support/test-provider.ts';
import { addGoods, count, levelOf } from './goods.ts';
import { buy, fillCart, openMarkets, startSelling } from './selling.ts';

const db = await testDatabase({ transactions: 12 });
const one = await startSelling(db);
const other = await startSelling(db, { keys: one.keys });
await openMarkets(one);
await other.markets.refresh();

const charges = async (status?: string) => (await allCharges()).filter((charge) => !status || charge.status === status).length;

test('200 buyers for 10 items: exactly 10 are sold, everybody else is told, nothing else changes', async () => {
  const [variantId] = await addGoods(db, [{ stock: 10 }]);
  const cartIds = await Promise.all(Array.from({ length: 200 }, () => fillCart(one, [{ variantId: variantId!, quantity: 1 }])));
  const before = await charges('captured');
  const outcomes = await Promise.all(cartIds.map((id, index) => (index % 2 ? one : other).checkout.complete(buy(id))));
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 10);
  const refused = outcomes.filter((outcome) => !outcome.ok);
  assert.deepEqual([...new Set(refused.map((outcome) => outcome.code))], ['insufficient_stock']);
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 0, reserved: 0 });
  assert.equal(await count(db, `stock_movement where variant_id = $1 and reason = 'sale'`, [variantId]), 10);
  assert.equal((await charges('captured')) - before, 10);
  assert.equal(await count(db, `reservation where status = 'held'`), 0);
  assert.deepEqual(await one.inventory.unequalLevels(), []);
});

for (const same of [true, false])
  test(`one cart completed by 20 parallel calls with ${same ? 'one checkout id' : 'an id each'}: one order, one charge`, async () => {
    const [variantId] = await addGoods(db, [{ stock: 3 }]);
    const cartId = await fillCart(one, [{ variantId: variantId!, quantity: 3 }]);
    const before = { orders: await count(db, 'customer_order'), charges: await charges() };
    const input = buy(cartId);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? one : other).checkout.complete(same ? input : { ...input, checkoutId: uuidv7() }),
      ),
    );
    assert.equal(new Set(outcomes.map((outcome) => (outcome.ok ? outcome.orderNumber : outcome.code))).size, 1);
    assert.ok(outcomes[0]!.ok);
    assert.equal(await count(db, 'customer_order'), before.orders + 1);
    assert.equal(await charges(), before.charges + 1);
    assert.deepEqual(await levelOf(db, variantId!), { onHand: 0, reserved: 0 });
    assert.deepEqual((await one.carts.view(cartId)).lines, []);
  });

test('two carts that share items in opposite order never block each other', async () => {
  const ids = await addGoods(
    db,
    Array.from({ length: 6 }, () => ({ stock: 1000 })),
  );
  const lines = ids.map((variantId) => ({ variantId, quantity: 1 }));
  const cartIds = await Promise.all(Array.from({ length: 40 }, (_, index) => fillCart(one, index % 2 ? lines : [...lines].reverse())));
  const outcomes = await Promise.all(cartIds.map((id, index) => (index % 3 ? one : other).checkout.complete(buy(id))));
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 40);
  for (const id of ids) assert.deepEqual(await levelOf(db, id), { onHand: 960, reserved: 0 });
});

test('many tabs add to one cart at once and nothing is lost', async () => {
  const ids = await addGoods(
    db,
    Array.from({ length: 10 }, () => ({ stock: 1000 })),
  );
  const cartId = await fillCart(one, []);
  const adds = Array.from({ length: 60 }, (_, index) =>
    (index % 2 ? one : other).carts.addLine(cartId, { variantId: ids[index % 10]!, quantity: 1 }, { key: `key-${index % 30}` }),
  );
  await Promise.all(adds);
  const view = await one.carts.view(cartId);
  assert.equal(view.itemCount, 30, '60 calls with 30 keys');
  assert.equal(view.lines.length, 10);
});

test('a tab that adds while another pays keeps its line', async () => {
  const [bought, added] = await addGoods(db, [{ stock: 5 }, { stock: 5 }]);
  const cartId = await fillCart(one, [{ variantId: bought!, quantity: 2 }]);
  const paying = one.checkout.complete(buy(cartId, { payment: { provider: 'test', method: 'slow' } }));
  while ((await count(db, `checkout where cart_id = $1`, [cartId])) === 0);
  await other.carts.addLine(cartId, { variantId: added!, quantity: 1 });
  await other.carts.addLine(cartId, { variantId: bought!, quantity: 1 });
  const outcome = await paying;
  assert.ok(outcome.ok);
  const left = (await one.carts.view(cartId)).lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  assert.deepEqual(left, [
    { variantId: bought!, quantity: 1 },
    { variantId: added!, quantity: 1 },
  ]);
  const next = await one.checkout.complete(buy(cartId));
  assert.ok(next.ok && next.orderNumber !== outcome.orderNumber, 'what was left can be bought');
});

test('declined payments give everything back and can be repeated with another way to pay', async () => {
  const [variantId] = await addGoods(db, [{ stock: 2 }]);
  const cartIds = await Promise.all(Array.from({ length: 20 }, () => fillCart(one, [{ variantId: variantId!, quantity: 1 }])));
  const decline = { provider: 'test', method: 'decline' };
  const outcomes = await Promise.all(cartIds.map((id) => one.checkout.complete(buy(id, { payment: decline }))));
  assert.ok(outcomes.every((outcome) => !outcome.ok));
  assert.ok(outcomes.some((outcome) => !outcome.ok && outcome.code === 'payment_declined'));
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 2, reserved: 0 });
  assert.equal(await count(db, `order_line where variant_id = $1`, [variantId]), 0);
  const second = await one.checkout.complete(buy(cartIds[0]!));
  assert.ok(second.ok);
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 0 });
});
