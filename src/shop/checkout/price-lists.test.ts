import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';

const db = await testDatabase({ transactions: 6 });
let now = new Date('2026-05-01T12:00:00Z');
const selling = await startSelling(db, { clock: { now: () => now } });
await openMarkets(selling);

async function addList(
  code: string,
  entries: readonly [variantId: number, fromQuantity: number, amount: number][],
  schedule: [string, string] | null = null,
) {
  const text = `with list as (
      insert into price_list (code, market, currency, name, valid_from, valid_until)
      values ($1, 'eu', 'EUR', $1, $2, $3) returning code)
    insert into price_list_entry (price_list, variant_id, from_quantity, amount)
    select l.code, e.variant, e.quantity, e.amount from list l, unnest($4::bigint[], $5::integer[], $6::bigint[]) as e(variant, quantity, amount)`;
  const columns = [0, 1, 2].map((column) => entries.map((entry) => entry[column]));
  await db.query({ name: '', text }, [code, schedule?.[0] ?? null, schedule?.[1] ?? null, ...columns]);
}

async function totalOf(cartId: string) {
  const { lines, subtotal } = await selling.carts.view(cartId);
  return { unit: lines[0]?.unitAmount, subtotal, problem: lines[0]?.problem ?? null };
}

test('a line costs what the list says for its quantity, and is charged so', async () => {
  const [variantId] = await addGoods(db, [{ price: 1000, stock: 100 }]);
  await addList('steps', [
    [variantId!, 1, 900],
    [variantId!, 10, 700],
  ]);
  const cartId = await fillCart(selling, [{ variantId: variantId!, quantity: 9 }]);
  assert.deepEqual(await totalOf(cartId), { unit: 900, subtotal: 8100, problem: null });
  await selling.carts.addLine(cartId, { variantId: variantId!, quantity: 1 });
  assert.deepEqual(await totalOf(cartId), { unit: 700, subtotal: 7000, problem: null });
  await selling.carts.setQuantity(cartId, variantId!, 2);
  assert.deepEqual(await totalOf(cartId), { unit: 900, subtotal: 1800, problem: null });
  const placed = await selling.checkout.complete(buy(cartId, { expectedTotal: 1800 + 590 }));
  assert.ok(placed.ok);
  const [order] = await db.query<{ amount: number; total: number }>(
    {
      name: '',
      text: 'select l.unit_amount as amount, o.total from customer_order o join order_line l on l.order_id = o.id where o.id = $1',
    },
    [placed.orderId],
  );
  assert.deepEqual(order, { amount: 900, total: 2390 });
});

test('a scheduled list holds from its beginning to its end, and a cart that was filled before is told', async () => {
  const [variantId] = await addGoods(db, [{ price: 1000, stock: 100 }]);
  await addList('may-sale', [[variantId!, 1, 800]], ['2026-05-02T00:00:00Z', '2026-05-03T00:00:00Z']);
  const cartId = await fillCart(selling, [{ variantId: variantId!, quantity: 1 }]);
  assert.deepEqual(await totalOf(cartId), { unit: 1000, subtotal: 1000, problem: null });
  now = new Date('2026-05-02T00:00:00Z');
  assert.deepEqual(await totalOf(cartId), { unit: 800, subtotal: 800, problem: 'price_changed' });
  const refused = await selling.checkout.complete(buy(cartId, { expectedTotal: 1000 + 590 }));
  assert.equal(refused.ok ? null : refused.code, 'checkout_total_changed');
  now = new Date('2026-05-03T00:00:00Z');
  assert.deepEqual(await totalOf(cartId), { unit: 1000, subtotal: 1000, problem: null });
});

test('carts of one moment that hold different quantities of one thing have each its own price', async () => {
  const [variantId] = await addGoods(db, [{ price: 1000, stock: 1000 }]);
  await addList('bulk', [[variantId!, 5, 500]]);
  const carts = await Promise.all([1, 5, 4, 6].map((quantity) => fillCart(selling, [{ variantId: variantId!, quantity }])));
  assert.deepEqual(
    (await Promise.all(carts.map(totalOf))).map(({ unit }) => unit),
    [1000, 500, 1000, 500],
  );
});
