import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../support/database.ts';
import { addGoods, count } from './goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from './selling.ts';

const db = await testDatabase({ transactions: 12 });
const one = await startSelling(db, {});
const other = await startSelling(db, { keys: one.keys });
await openMarkets(one);
await other.markets.refresh();
const [variantId] = await addGoods(db, [{ stock: 10_000, price: 1000 }]);

async function cartWith(code: string, quantity = 1): Promise<string> {
  const id = await fillCart(one, [{ variantId: variantId!, quantity }]);
  await one.carts.addCode(id, code);
  return id;
}

async function numberOf(text: string, values: unknown[]): Promise<number> {
  return (await db.query<{ n: number }>({ name: '', text }, values))[0]!.n;
}

const spentFrom = (id: string) =>
  numberOf(`select coalesce(-sum(amount) filter (where reason = 'spent'), 0)::bigint as n from credit_entry where account_id = $1`, [id]);
const paidByCard = (id: string) =>
  numberOf(
    `select coalesce(sum(o.gift_card_amount), 0)::bigint as n from customer_order o join credit_hold h on h.holder in (o.checkout_id, o.id)
     where h.account_id = $1 and h.status = 'consumed'`,
    [id],
  );

test('a gift card spent by 30 parallel carts never goes below zero, and spends and balance sum to what it was worth', async () => {
  const card = await one.credit.issue({ amount: 5000, currency: 'EUR' });
  const cartIds = await Promise.all(Array.from({ length: 30 }, () => cartWith(card.code)));
  const outcomes = await Promise.all(
    cartIds.map((cartId, index) => (index % 2 ? one : other).checkout.complete(buy(cartId, { expectedTotal: 1590, expectedDue: 0 }))),
  );
  const bought = outcomes.filter((outcome) => outcome.ok).length;
  for (const outcome of outcomes)
    assert.ok(outcome.ok || outcome.code === 'code_used_up' || outcome.code === 'checkout_total_changed', JSON.stringify(outcome));
  const { balance, held } = await one.credit.get(card.id);
  assert.deepEqual([bought, balance, held], [3, 5000 - 3 * 1590, 0]);
  assert.equal((await spentFrom(card.id)) + balance, 5000);
  assert.equal(await paidByCard(card.id), 3 * 1590);
  assert.equal(await count(db, 'payment'), 0, 'an order that a card pays wholly needs no provider');
  assert.deepEqual(await one.credit.unequal(), []);
});

test('a card that was spent elsewhere is not quietly left out', async () => {
  const card = await one.credit.issue({ amount: 1590, currency: 'EUR' });
  const [first, second] = [await cartWith(card.code), await cartWith(card.code)];
  assert.ok((await one.checkout.complete(buy(first))).ok);
  const told = await one.checkout.complete(buy(second, { expectedTotal: 1590 }));
  assert.ok(!told.ok);
  assert.deepEqual([told.code, told.fields[0]?.path, told.fields[0]?.code], ['code_used_up', `/giftCards/${card.id}`, 'spent']);
  const charges = await count(db, 'payment');
  assert.ok((await one.checkout.complete(buy(second, { expectedDue: 1590 }))).ok);
  assert.equal(await count(db, 'payment'), charges + 1);
});

test('a card that pays a part: the provider is asked for the rest alone; a decline sets the card free', async () => {
  const card = await one.credit.issue({ amount: 1000, currency: 'EUR' });
  const cartId = await cartWith(card.code.toLowerCase().replaceAll('-', ' '));
  const cart = await one.carts.view(cartId);
  assert.deepEqual([cart.total, cart.dueAmount], [1590, 590]);
  assert.deepEqual(cart.giftCards, [{ id: card.id, lastFour: card.code.slice(-4), available: 1000, used: 1000 }]);
  const declined = await one.checkout.complete(buy(cartId, { payment: { provider: 'test', method: 'decline' } }));
  assert.equal(declined.ok ? null : declined.code, 'payment_declined');
  assert.deepEqual([(await one.credit.get(card.id)).balance, (await one.credit.get(card.id)).held], [1000, 0]);
  const placed = await one.checkout.complete(buy(cartId, { expectedTotal: 1590, expectedDue: 590 }));
  assert.ok(placed.ok);
  const order = await one.reading.get(placed.orderId);
  assert.deepEqual([order.total, order.giftCardAmount, order.dueAmount], [1590, 1000, 590]);
  assert.equal(
    await numberOf(
      `select p.amount::bigint as n from payment p where p.checkout_id = (select checkout_id from customer_order where id = $1)`,
      [order.id],
    ),
    590,
  );
  assert.equal((await one.credit.get(card.id)).balance, 0);

  await one.desk.money.cancel(placed.orderId, { actor: 'test' });
  assert.equal((await one.credit.get(card.id)).balance, 1000);
  assert.equal(await numberOf(`select sum(amount)::bigint as n from refund`, []), 590);
  assert.deepEqual(await one.credit.unequal(), []);
});

test('of a refund the card gets its part back first, once for a key, never more than it has paid', async () => {
  const card = await one.credit.issue({ amount: 1000, currency: 'EUR' });
  const placed = await one.checkout.complete(buy(await cartWith(card.code)));
  assert.ok(placed.ok);
  const [row] = await db.query<{ id: string }>({ name: '', text: 'select checkout_id as id from customer_order where id = $1' }, [
    placed.orderId,
  ]);
  const back = (amount: number, key: string) =>
    db.transaction((tx) => one.credit.giveBack(tx, [row!.id, placed.orderId], { amount, key }), { retries: 3 });
  const all = await Promise.all(Array.from({ length: 8 }, () => back(700, 'return:1')));
  assert.deepEqual(new Set(all), new Set([700]));
  assert.equal((await one.credit.get(card.id)).balance, 700);
  assert.equal(await back(700, 'return:2'), 300);
  assert.equal(await back(700, 'return:3'), 0);
  assert.equal((await one.credit.get(card.id)).balance, 1000);
  assert.deepEqual(await one.credit.unequal(), []);
});

test('a gift card that is bought exists from the moment its order is placed, and its code opens it', async () => {
  const [cardVariant] = await addGoods(db, [{ price: 2500, stock: 100 }]);
  await db.query({
    name: '',
    text: `insert into product_type (code, name) values ('gift-card', '{"en": "Gift card"}') on conflict do nothing`,
  });
  await db.query(
    {
      name: '',
      text: `update product p set product_type_id = (select id from product_type where code = 'gift-card') from variant v where v.product_id = p.id and v.id = $1`,
    },
    [cardVariant],
  );
  const { id } = await one.promotions.create({
    ...{ name: { en: 'Half' }, needsCode: true, markets: null, currency: null, priority: 0, isCombinable: true },
    ...{ startsAt: null, endsAt: null, limitTotal: null, limitPerCustomer: null, isGivenBack: true },
    rule: { benefit: { kind: 'percent', percent: 50 } },
  });
  await one.promotions.activate(id, true);
  await one.promotions.addCode(id, 'HALF', null);
  const cartId = await fillCart(one, [{ variantId: cardVariant!, quantity: 2 }]);
  await one.carts.addCode(cartId, 'HALF');
  assert.deepEqual((await one.carts.view(cartId)).codes[0]?.refusal, 'nothingFits', 'money is not sold at half its price');
  const placed = await one.checkout.complete(buy(cartId));
  assert.ok(placed.ok);
  const cards = await one.credit.soldBy(placed.orderId);
  assert.deepEqual(
    cards.map(({ balance, currency }) => [balance, currency]),
    [
      [2500, 'EUR'],
      [2500, 'EUR'],
    ],
  );
  const next = await one.checkout.complete(buy(await cartWith(one.credit.codeFor(cards[0]!.id))));
  assert.ok(next.ok);
  assert.equal((await one.credit.get(cards[0]!.id)).balance, 2500 - 1590);
  await one.desk.money.cancel(placed.orderId, { actor: 'test' });
  await assert.rejects(cartWith(one.credit.codeFor(cards[1]!.id)), { code: 'code_refused' });
  assert.deepEqual(await one.credit.unequal(), []);
});

test('store credit is spent where it is certain who buys, and an e-mail alone does not spend it', async () => {
  const customer = one.persons.emailLookup(BUYER.email);
  const grant = { customer, currency: 'EUR', amount: 1000, reason: 'granted', reference: 'goodwill-7' } as const;
  assert.deepEqual([await one.credit.grant(grant), await one.credit.grant(grant)], [true, false]);
  const cartId = await fillCart(one, [{ variantId: variantId!, quantity: 1 }]);
  const guest = await one.checkout.complete(buy(cartId, { expectedDue: 1590 }));
  assert.ok(guest.ok);
  const carts = await Promise.all(Array.from({ length: 5 }, () => fillCart(one, [{ variantId: variantId!, quantity: 1 }])));
  const outcomes = await Promise.all(
    carts.map((id, index) => (index % 2 ? one : other).checkout.complete(buy(id, { withStoreCredit: true, expectedDue: 590 }))),
  );
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1);
  assert.deepEqual(
    (await one.credit.ofCustomer(customer)).map(({ balance, held }) => [balance, held]),
    [[0, 0]],
  );
  assert.deepEqual(await one.credit.unequal(), []);
});

test('the books agree: every card and credit transaction sums to zero, and what we owe is the sum of all balances', async () => {
  const owed = await numberOf(
    `select coalesce(-sum(amount), 0)::bigint as n from ledger_entry where account in ('gift-cards', 'store-credit')`,
    [],
  );
  assert.equal(owed, await numberOf('select sum(balance)::bigint as n from credit_account', []));
});
