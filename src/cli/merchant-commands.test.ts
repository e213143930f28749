import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../test/race/goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from '../../test/race/selling.ts';
import { testDatabase } from '../../test/support/database.ts';
import { createStaffTokens, staffTokenStore } from '../shop/accounts/index.ts';
import { UsageError } from './command.ts';
import { runOrders } from './orders.ts';
import { runStaffToken } from './staff-token.ts';

const db = await testDatabase();
const selling = await startSelling(db);
await openMarkets(selling);
const [variantId] = await addGoods(db, [{ stock: 10, price: 1999 }]);
const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: variantId!, quantity: 2 }])));
assert.ok(placed.ok);

type Options = Readonly<Record<string, string | readonly string[] | true>>;

/** What a command printed, what it remarked, and its exit code. */
async function outputOf(words: readonly string[], options: Options, work: (asked: Asked) => Promise<number>) {
  let out = '';
  let err = '';
  const code = await work({
    arguments: words,
    text: (name) => (typeof options[name] === 'string' ? options[name] : null),
    texts: (name) => (Array.isArray(options[name]) ? options[name] : []),
    flag: (name) => options[name] === true,
    print: (line) => (out += `${line}\n`),
    note: (line) => (err += `${line}\n`),
  });
  return { code, out, err };
}

type Asked = Parameters<typeof runStaffToken>[0];

const orders = (words: string[], options: Options = {}) => outputOf(words, options, (asked) => runOrders(asked, selling.reading));
const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
const tokens = (words: string[], options: Options = {}) => outputOf(words, options, (asked) => runStaffToken(asked, staffTokens));

test('orders are listed for people and for programs', async () => {
  const { code, out } = await orders(['list']);
  assert.equal(code, 0);
  assert.match(
    out,
    /^A\d{6} {4}\d{4}-\d\d-\d\d \d\d:\d\d {2}paid {12}€45\.88 {4}2 pcs {2}DE {2}Zoë Kanarienvogel <Zoe\.Kanarienvogel@example\.org>\n$/,
  );
  const row = JSON.parse((await orders(['list'], { json: true, status: 'paid', email: BUYER.email.toLowerCase() })).out);
  assert.deepEqual([row.number, row.total, row.itemCount], [placed.ok && placed.orderNumber, 4588, 2]);
  assert.equal((await orders(['list'], { status: 'cancelled' })).out, '');
});

test('an order is shown with its lines, its buyer and its timeline', async () => {
  assert.ok(placed.ok);
  const { out } = await orders(['show', placed.orderNumber]);
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
  assert.equal(JSON.parse((await orders(['show', placed.orderNumber], { json: true })).out).contact.city, 'Hamburg');
});

test('wrong arguments are refused before anything is read', async () => {
  const wrong: [string[], Options?][] = [[[]], [['list'], { status: 'lost' }], [['list'], { limit: '0' }], [['list', 'more']], [['show']]];
  for (const [words, options] of wrong) await assert.rejects(orders(words, options), UsageError);
  await assert.rejects(orders(['show', 'A1']), { code: 'order_not_found' });
});

test('a staff token is made, listed and revoked', async () => {
  const { code, out } = await tokens(['create'], { name: 'Ada', scope: ['orders:read'] });
  assert.equal(code, 0);
  const known = await staffTokens.verify(out.trim());
  assert.deepEqual(known?.scopes, ['orders:read']);
  assert.match((await tokens(['list'])).out, /Ada {2}orders:read\n/);
  assert.deepEqual(await tokens(['revoke', known!.id]), { code: 0, out: 'revoked\n', err: '' });
  assert.equal((await tokens(['revoke', known!.id])).code, 1);
  await assert.rejects(tokens(['create'], { name: 'Ada', scope: ['everything'] }), UsageError);
  await assert.rejects(tokens(['create']), UsageError);
});
