import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PromotionDraft } from '../../src/shop/promotions/index.ts';
import { testDatabase } from '../support/database.ts';
import { addGoods, count, levelOf } from './goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from './selling.ts';

const db = await testDatabase({ transactions: 12 });
const one = await startSelling(db, {});
const other = await startSelling(db, { keys: one.keys });
await openMarkets(one);
await other.markets.refresh();
const [variantId] = await addGoods(db, [{ stock: 10_000, price: 1000 }]);
const PIECE = [{ variantId: variantId!, quantity: 1 }];

async function promotion(code: string | null, change: Partial<PromotionDraft> = {}): Promise<string> {
  const { id } = await one.promotions.create({
    name: { en: 'A tenth' },
    needsCode: code !== null,
    markets: null,
    currency: null,
    priority: 0,
    isCombinable: true,
    startsAt: null,
    endsAt: null,
    limitTotal: null,
    limitPerCustomer: null,
    isGivenBack: true,
    rule: { benefit: { kind: 'percent', percent: 10 } },
    ...change,
  });
  await one.promotions.activate(id, true);
  if (code) await one.promotions.addCode(id, code, null);
  return id;
}

async function cartWith(code: string): Promise<string> {
  const id = await fillCart(one, PIECE);
  await one.carts.addCode(id, code);
  return id;
}

const carts = (times: number, code: string) => Promise.all(Array.from({ length: times }, () => cartWith(code)));
const mail = (name: string) => ({ contact: { ...BUYER, email: `${name}@example.org` } });
const ordersWith = (promotionId: string) =>
  count(db, `customer_order where promotions @> jsonb_build_array(jsonb_build_object('promotionId', $1::text))`, [promotionId]);

test('a single-use code by 50 parallel carts is used once, and nobody else is charged', async () => {
  const id = await promotion('ONCE-EVER', { limitTotal: 1 });
  const cartIds = await carts(50, 'once-ever');
  const charges = await count(db, 'payment');
  const outcomes = await Promise.all(
    cartIds.map((cartId, index) => (index % 2 ? one : other).checkout.complete(buy(cartId, { ...mail(`b${index}`), expectedTotal: 1490 }))),
  );
  const refused = outcomes.filter((outcome) => !outcome.ok);
  assert.equal(outcomes.length - refused.length, 1);
  for (const outcome of refused) assert.ok(outcome.code === 'code_used_up' || outcome.code === 'checkout_total_changed', outcome.code);
  assert.equal(await ordersWith(id), 1);
  assert.equal((await count(db, 'payment')) - charges, 1);
  assert.deepEqual(await one.promotions.usage(id), [{ currency: 'EUR', held: 0, orders: 1, amount: 100 }]);
  assert.deepEqual(await one.redemptions.unequal(), []);
  assert.equal((await levelOf(db, variantId!)).reserved, 0);
});

test('who entered a code and was shown no sum is never charged without it: of 50 carts one has it, and 49 are refused by its name', async () => {
  const id = await promotion('UNSEEN', { limitTotal: 1 });
  const cartIds = await carts(50, 'UNSEEN');
  const charges = await count(db, 'payment');
  const outcomes = await Promise.all(
    cartIds.map((cartId, index) => (index % 2 ? one : other).checkout.complete(buy(cartId, mail(`u${index}`)))),
  );
  // Those who come after all are refused before an attempt is made, and their ids stay free.
  const late = await one.checkout.complete(buy(cartIds.find((_, index) => !outcomes[index]!.ok)!, mail('late')));
  const refused = [...outcomes, late].filter((outcome) => !outcome.ok);
  assert.equal(refused.length, 50);
  for (const outcome of refused) assert.deepEqual([outcome.code, outcome.fields[0]?.path], ['code_used_up', '/codes/UNSEEN']);
  assert.equal((await count(db, 'payment')) - charges, 1);
  assert.equal(await ordersWith(id), 1);
});

test('a code that was switched off, or that this customer has used, is told; with the sum that was shown the order is placed without it', async () => {
  const id = await promotion('GONE-NOW');
  const cartId = await cartWith('GONE-NOW');
  await one.promotions.activate(id, false);
  const told = await one.checkout.complete(buy(cartId));
  assert.ok(!told.ok);
  assert.deepEqual([told.code, told.fields[0]?.path], ['code_refused', '/codes/GONE-NOW']);
  const placed = await one.checkout.complete(buy(cartId, { expectedTotal: 1590 }));
  assert.ok(placed.ok);

  await promotion('ONCE-EACH', { limitPerCustomer: 1 });
  assert.ok((await one.checkout.complete(buy(await cartWith('ONCE-EACH'), mail('eve')))).ok);
  const second = await one.checkout.complete(buy(await cartWith('ONCE-EACH'), mail('eve')));
  assert.ok(!second.ok);
  assert.deepEqual([second.code, second.fields[0]?.code], ['code_used_up', 'customerLimitReached']);
});

test('a code that the goods of the cart do not reach does not stop the order', async () => {
  await promotion('FROM-FIFTY', { currency: 'EUR', rule: { benefit: { kind: 'percent', percent: 10 }, condition: { leastAmount: 5000 } } });
  const cartId = await fillCart(one, [{ variantId: variantId!, quantity: 5 }]);
  await one.carts.addCode(cartId, 'FROM-FIFTY');
  await one.carts.setQuantity(cartId, variantId!, 1);
  assert.ok((await one.checkout.complete(buy(cartId))).ok);
});

test('a limit per customer holds for one who buys 20 carts at once, and a different spelling of the address is the same customer', async () => {
  const id = await promotion('TWICE', { limitPerCustomer: 2 });
  const cartIds = await carts(20, 'TWICE');
  const spellings = ['ada@example.org', 'ADA@example.org', ' Ada@Example.org '];
  const outcomes = await Promise.all(
    cartIds.map((cartId, index) =>
      (index % 2 ? one : other).checkout.complete(
        buy(cartId, { contact: { ...BUYER, email: spellings[index % 3]! }, expectedTotal: 1490 }),
      ),
    ),
  );
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 2);
  assert.equal(await ordersWith(id), 2);
  const bob = await one.checkout.complete(buy(await cartWith('TWICE'), { ...mail('bob'), expectedTotal: 1490 }));
  assert.ok(bob.ok, 'another customer has his own');
  assert.deepEqual(await one.redemptions.unequal(), []);
});

test('a declined payment gives the code back', async () => {
  const id = await promotion('SECOND-TRY', { limitTotal: 1 });
  const cartId = await cartWith('SECOND-TRY');
  const declined = await one.checkout.complete(buy(cartId, { payment: { provider: 'test', method: 'decline' } }));
  assert.equal(declined.ok ? null : declined.code, 'payment_declined');
  assert.deepEqual(await one.promotions.usage(id), []);
  const again = await one.checkout.complete(buy(cartId, { expectedTotal: 1490 }));
  assert.ok(again.ok);
  assert.equal(await ordersWith(id), 1);
});

test('goods that are sold out give the code back', async () => {
  const id = await promotion('NO-GOODS', { limitTotal: 1 });
  const [last] = await addGoods(db, [{ stock: 1 }]);
  const both = [await fillCart(one, [{ variantId: last!, quantity: 1 }]), await fillCart(one, [{ variantId: last!, quantity: 1 }])];
  await one.carts.addCode(both[1]!, 'NO-GOODS');
  await one.inventory.reserve('018f0000-0000-7000-8000-0000000000aa', [{ variantId: last!, quantity: 1 }], new Date(Date.now() + 60_000));
  const outcome = await one.checkout.complete(buy(both[1]!));
  assert.equal(outcome.ok ? null : outcome.code, 'insufficient_stock');
  assert.deepEqual(await one.promotions.usage(id), []);
});

test('one cart with a code, bought from two tabs at once, uses the code once', async () => {
  const id = await promotion('TABS', { limitTotal: 5 });
  const cartId = await cartWith('TABS');
  const outcomes = await Promise.all([one.checkout.complete(buy(cartId)), other.checkout.complete(buy(cartId))]);
  assert.equal(new Set(outcomes.map((outcome) => (outcome.ok ? outcome.orderNumber : outcome.code))).size, 1);
  assert.deepEqual(await one.promotions.usage(id), [{ currency: 'EUR', held: 0, orders: 1, amount: 100 }]);
});

test('a cancelled order frees its use, once, where the promotion says so', async () => {
  const [back, gone] = [await promotion('BACK', { limitTotal: 1 }), await promotion('GONE', { limitTotal: 1, isGivenBack: false })];
  for (const code of ['BACK', 'GONE']) {
    const placed = await one.checkout.complete(buy(await cartWith(code)));
    assert.ok(placed.ok);
    await one.desk.money.cancel(placed.orderId, { actor: 'test' });
  }
  assert.deepEqual(await one.promotions.usage(back), []);
  assert.equal((await one.promotions.usage(gone))[0]?.orders, 1);
  await assert.rejects(cartWith('GONE'), (error: { code: string; fields: { code: string }[] }) => {
    assert.deepEqual([error.code, error.fields[0]?.code], ['code_refused', 'limitReached']);
    return true;
  });
  assert.ok((await one.checkout.complete(buy(await cartWith('BACK')))).ok);
});

test('the order keeps what each line was given, and its parts sum to what was paid', async () => {
  await promotion('THIRDS', { currency: 'EUR', rule: { benefit: { kind: 'amount', amount: 100 } } });
  const more = await addGoods(db, [{ price: 1000 }, { price: 1000 }, { price: 1000 }]);
  const cartId = await fillCart(
    one,
    more.map((id) => ({ variantId: id, quantity: 1 })),
  );
  await one.carts.addCode(cartId, 'thirds');
  const cart = await one.carts.view(cartId);
  assert.deepEqual([cart.subtotal, cart.discountAmount, cart.total], [3000, 100, 2900 + 590]);
  assert.deepEqual(cart.codes, [{ code: 'THIRDS', name: 'A tenth', isAccepted: true, refusal: null, amount: 100 }]);
  const placed = await one.checkout.complete(buy(cartId, { expectedTotal: 3490 }));
  assert.ok(placed.ok);
  const order = await one.reading.get(placed.orderId);
  assert.deepEqual(
    order.lines.map((line) => [line.total, line.discountAmount, line.adjustments.map(({ amount }) => amount)]),
    [
      [966, 34, [34]],
      [967, 33, [33]],
      [967, 33, [33]],
    ],
  );
  assert.deepEqual([order.subtotal, order.discountAmount, order.total, order.dueAmount], [3000, 100, 3490, 3490]);
  assert.deepEqual(
    order.promotions.map(({ code, name, goodsAmount }) => [code, name.en, goodsAmount]),
    [['THIRDS', 'A tenth', 100]],
  );
  assert.equal(
    order.taxes.reduce((sum, { net, tax }) => sum + net + tax, 0),
    3490,
  );
  assert.deepEqual((await one.carts.view(cartId)).codes, [], 'the next cart begins without it');
});
