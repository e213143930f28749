import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../src/platform/postgres/index.ts';
import { testDatabase } from '../support/database.ts';
import { addGoods } from './goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from './selling.ts';

const db = await testDatabase();
const selling = await startSelling(db);
await openMarkets(selling);

const CANARIES = [BUYER.name, BUYER.email, BUYER.phone, BUYER.street, BUYER.extra, BUYER.note].flatMap((text) => [
  text,
  text.toLowerCase(),
  // As bytea is written, and as base64 text would be found in it.
  Buffer.from(text).toString('hex'),
  Buffer.from(text.toLowerCase()).toString('hex'),
  Buffer.from(text).toString('base64').slice(0, 16),
]);

/** Tables in which one of the texts stands, in any column of any type. */
async function tablesWith(database: Database, texts: readonly string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>({
    name: '',
    text: `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  });
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>({ name: '', text: `select t::text as row from ${name} t` });
    if (rows.some(({ row }) => texts.some((text) => row.includes(text)))) found.push(name);
  }
  return found;
}

test('no personal field of an order, a decline or a dead checkout stands in plain text in any table', async () => {
  const [variantId] = await addGoods(db, [{ stock: 10 }]);
  const cartId = await fillCart(selling, [{ variantId: variantId!, quantity: 1 }]);
  const declined = await selling.checkout.complete(buy(cartId, { payment: { provider: 'test', method: 'decline' } }));
  assert.ok(!declined.ok);
  const placed = await selling.checkout.complete(buy(cartId));
  assert.ok(placed.ok);
  await selling.desk.parcels.send(placed.orderId, { actor: 'staff:Ada' });
  assert.deepEqual(await tablesWith(db, CANARIES), []);
  assert.equal((await selling.reading.get(placed.orderId)).contact?.note, BUYER.note);
});

test('the search for canaries finds one that is planted', async () => {
  await db.query({ name: '', text: `insert into shop_setting (key, value) values ('canary', to_jsonb($1::text))` }, [BUYER.street]);
  await db.query(
    { name: '', text: `insert into idempotency (scope, key, fingerprint, body, locked_until) values ('x', 'y', '', $1, now())` },
    [Buffer.from(`{"street":"${BUYER.street}"}`)],
  );
  assert.deepEqual(await tablesWith(db, CANARIES), ['idempotency', 'shop_setting']);
});

test('an erased person leaves an order without a contact', async () => {
  const [variantId] = await addGoods(db, [{ stock: 10 }]);
  const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: variantId!, quantity: 1 }])));
  assert.ok(placed.ok);
  await db.query(
    {
      name: '',
      text: 'update person set wrapped_key = null, erased_at = now() where id = (select person_id from customer_order where id = $1)',
    },
    [placed.orderId],
  );
  assert.equal((await selling.reading.get(placed.orderId)).contact, null);
  assert.equal((await selling.reading.list({ limit: 1 })).items[0]?.customer, null);
});
