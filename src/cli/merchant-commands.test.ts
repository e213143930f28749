import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../test/race/goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from '../../test/race/selling.ts';
import { testDatabase } from '../../test/support/database.ts';
import { createStaffTokens, staffTokenStore } from '../shop/accounts/index.ts';
import { usage as ordersUsage, run as runOrders } from './orders.ts';
import { run as runStaffToken } from './staff-token.ts';

const db = await testDatabase();
const selling = await startSelling(db);
await openMarkets(selling);
const [variantId] = await addGoods(db, [{ stock: 10, price: 1999 }]);
const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: variantId!, quantity: 2 }])));
assert.ok(placed.ok);

/** What a command printed, what it complained of, and its exit code. */
async function outputOf(work: (io: { print(text: string): void; complain(text: string): void }) => Promise<number>) {
  let out = '';
  let err = '';
  const code = await work({ print: (text) => (out += text), complain: (text) => (err += text) });
  return { code, out, err };
}

const orders = (...args: string[]) => outputOf((io) => runOrders(args, { reading: selling.reading, ...io }));
const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
const tokens = (...args: string[]) => outputOf((io) => runStaffToken(args, { staffTokens, ...io }));

test('orders are listed for people and for programs', async () => {
  const { code, out } = await orders('list');
  assert.equal(code, 0);
  assert.match(
    out,
    /^A\d{6} {4}\d{4}-\d\d-\d\d \d\d:\d\d {2}paid {12}€45\.88 {4}2 pcs {2}DE {2}Zoë Kanarienvogel <Zoe\.Kanarienvogel@example\.org>\n$/,
  );
  const row = JSON.parse((await orders('list', '--json', '--status', 'paid', '--email', BUYER.email.toLowerCase())).out);
  assert.deepEqual([row.number, row.total, row.itemCount], [placed.ok && placed.orderNumber, 4588, 2]);
  assert.equal((await orders('list', '--status', 'cancelled')).out, '');
});

test('an order is shown with its lines, its buyer and its timeline', async () => {
  assert.ok(placed.ok);
  const { out } = await orders('show', placed.orderNumber);
  for (const part of [
    '2 x Thing 0',
    '€39.98',
    '€5.90',
    'Papageienstieg 4711',
    '20095 Hamburg DE',
    'paid by test (success): captured',
    'placed  by customer',
  ])
    assert.ok(out.includes(part), part);
  assert.equal(JSON.parse((await orders('show', placed.orderNumber, '--json')).out).contact.city, 'Hamburg');
});

test('wrong arguments are answered with what is wrong and how to do it', async () => {
  assert.deepEqual(await orders('show', 'A1'), { code: 1, out: '', err: 'There is no order with this id.\n' });
  for (const args of [[], ['list', '--status', 'lost'], ['list', '--limit', '0'], ['list', '--nonsense'], ['show']]) {
    const { code, err } = await orders(...args);
    assert.equal(code, 2);
    assert.ok(err.endsWith(ordersUsage));
  }
});

test('a staff token is made, listed and revoked', async () => {
  const { code, out } = await tokens('create', '--name', 'Ada', '--scope', 'orders:read');
  assert.equal(code, 0);
  const known = await staffTokens.verify(out.trim());
  assert.deepEqual(known?.scopes, ['orders:read']);
  assert.match((await tokens('list')).out, /Ada {2}orders:read\n/);
  assert.deepEqual(await tokens('revoke', known!.id), { code: 0, out: 'revoked\n', err: '' });
  assert.equal((await tokens('revoke', known!.id)).code, 1);
  assert.equal((await tokens('create', '--name', 'Ada', '--scope', 'everything')).code, 2);
  assert.equal((await tokens('create')).code, 2);
});
