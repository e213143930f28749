/** A whole shop under a database role that `stoa grants` describes: it sells and refunds, and can not touch what was written. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { addGoods } from '../race/goods.ts';
import { BUYER, openMarkets, startSelling } from '../race/selling.ts';
import { testDatabase } from '../support/database.ts';
import { runStoa, startShop } from '../support/shop.ts';

const BOOKS = ['ledger_transaction', 'stock_movement', 'order_event', 'payment_event'];
const role = `least_${process.pid}`;
// Before the database says that it goes: it goes after the shop.
after(async () => {
  await shop.stop();
  await owner.transaction((tx) => tx.exec(`drop owned by ${role}; drop role ${role}`));
  rmSync(dataDir, { recursive: true, force: true });
});
const owner = await testDatabase();
await openMarkets(await startSelling(owner));
const [bowl] = await addGoods(owner, [{ stock: 10, price: 5000 }]);
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-least-'));
const url = new URL(owner.url);
Object.assign(url, { username: role, password: 'of-the-shop' });

// As docs/reference/payments.md tells: migrate as the owner, give the role what it needs, run the shop with it.
const env = { DATABASE_URL: owner.url };
assert.equal((await runStoa(dataDir, ['migrate'], env)).code, 0);
const grants = await runStoa(dataDir, ['grants', role], env);
assert.equal(grants.code, 0, grants.stderr);
await owner.transaction((tx) => tx.exec(`create role ${role} login password 'of-the-shop' nosuperuser; ${grants.stdout}`));
const shop = await startShop({ dataDir, env: { DATABASE_URL: url.href, STOA_DEMO: 'off', STOA_MEDIA_FETCH: 'off' } });

async function call(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(shop.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Record<string, string>;
}

async function buyOne(): Promise<string> {
  const cart = await call('/api/carts', { market: 'eu', language: 'en' });
  await call(`/api/carts/${cart.id}/lines`, { variantId: bowl, quantity: 1 });
  const payment = { provider: 'test', method: 'success' };
  const input = { cartId: cart.id, checkoutId: randomUUID(), contact: BUYER, delivery: 'standard', payment };
  return (await call('/api/checkouts', input)).orderId!;
}

test('a shop that owns none of its tables sells, sends, refunds and cancels, and its books add up', async () => {
  const staff = { authorization: `Bearer ${shop.staffToken}` };
  const [one, two] = [await buyOne(), await buyOne()];
  await call(`/api/staff/orders/${one}/fulfilment`, {}, staff);
  await call(`/api/staff/orders/${one}/refunds`, { amount: 1000 }, staff);
  await call(`/api/staff/orders/${two}/cancellation`, {}, staff);
  const kinds = await owner.query<{ kind: string; count: number; sum: number }>({
    name: '',
    text: 'select kind, count(distinct transaction_id)::int as count, sum(amount)::int as sum from ledger_entry group by kind order by kind',
  });
  assert.deepEqual(
    kinds.map(({ kind, count, sum }) => [kind, count, sum]),
    [
      ['capture', 2, 0],
      ['refund', 2, 0],
      ['refund-due', 2, 0],
      ['sale', 2, 0],
    ],
  );
});

test('what was written stays: the role of the shop may neither change nor delete nor empty it, nor make itself able to', async () => {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const before = await client.query(
      'select count(*)::int as rows, md5(string_agg(t::text, $1 order by id)) as mark from ledger_transaction t',
      [''],
    );
    assert.ok(before.rows[0].rows > 0);
    // Answered with a warning that nothing was granted.
    await client.query(`grant update, delete, truncate on ${BOOKS.join(', ')} to ${role}`);
    for (const table of BOOKS)
      for (const text of [
        `update ${table} set id = default`,
        `delete from ${table}`,
        `truncate ${table}`,
        `alter table ${table} disable trigger all`,
        `drop table ${table}`,
        `create rule forget as on insert to ${table} do instead nothing`,
      ])
        await assert.rejects(client.query(text), { code: '42501' }, text);
    await assert.rejects(client.query(`set session_replication_role = 'replica'`), { code: '42501' });
    await assert.rejects(
      client.query('create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$'),
      {
        code: '42501',
      },
    );
    const { rows } = await client.query(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where c.relname = any($1) and pg_has_role($2, r.oid, 'member')`,
      [BOOKS, role],
    );
    assert.deepEqual(rows, [], 'it is no member of who owns them');
    const now = await client.query(
      'select count(*)::int as rows, md5(string_agg(t::text, $1 order by id)) as mark from ledger_transaction t',
      [''],
    );
    assert.deepEqual(now.rows, before.rows);
  } finally {
    await client.end();
  }
});

test('reconciling under the role finds no difference', async () => {
  const { code, stdout, stderr } = await shop.stoa(['reconcile', '--provider', 'test', '--json']);
  assert.equal(code, 0, stdout + stderr);
});
