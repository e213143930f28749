import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { createPayments, paymentStore, refundStore } from './index.ts';

const db = await testDatabase({ transactions: 6 });
const store = paymentStore(db);
const payments = createPayments({ store, refunds: refundStore(db), providers: [] });
const at = new Date();

/** A payment of 10.00 of which `captured` was taken. */
async function paid(captured = 1000): Promise<string> {
  const id = uuidv7();
  const row = { id, checkoutId: uuidv7(), provider: 'none', idempotencyKey: id, amount: 1000, currency: 'EUR', method: 'm' };
  await store.insertOnce({ ...row, captureMode: 'manual' }, at);
  const change = { status: 'captured' as const, reference: `r-${id}`, declineCode: null, actionUrl: null, capturedAmount: captured };
  if (captured > 0) await store.move(null, { id, from: ['created'], change, step: 'capture' }, at);
  return id;
}

test('refunds in parallel never exceed what was captured', async () => {
  const id = await paid(900);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => payments.intendRefund({ id }, { amount: 100, key: `part:${index}` })),
  );
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 9);
  assert.deepEqual(
    outcomes.filter((outcome) => !outcome.ok).map((outcome) => ({ ...outcome })),
    Array.from({ length: 11 }, () => ({ ok: false, reason: 'exceeds', refundable: 0 })),
  );
  assert.equal((await store.byId(id))!.refundIntended, 900);
});

test('one key is one refund, however often it is asked for at once', async () => {
  const id = await paid();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => payments.intendRefund({ id }, { amount: 300, key: 'return:1' })));
  assert.equal(new Set(outcomes.map((outcome) => outcome.ok && outcome.refundId)).size, 1);
  assert.equal(outcomes.filter((outcome) => outcome.ok && outcome.isNew).length, 1);
  assert.deepEqual(await payments.intendRefund({ id }, { amount: 301, key: 'return:1' }), {
    ok: false,
    reason: 'key_used',
    refundable: 700,
  });
  assert.equal((await store.byId(id))!.refundIntended, 300);
});

test('all that is left is refunded without naming the sum, and nothing before money was taken', async () => {
  const id = await paid();
  await payments.intendRefund({ id }, { amount: 250, key: 'a' });
  const rest = await payments.intendRefund({ id }, { amount: null, key: 'rest' });
  assert.ok(rest.ok && rest.amount === 750);
  const none = await payments.intendRefund({ id }, { amount: null, key: 'more' });
  assert.deepEqual(none, { ok: false, reason: 'exceeds', refundable: 0 });
  const open = await payments.intendRefund({ id: await paid(0) }, { amount: 1, key: 'a' });
  assert.deepEqual(open, { ok: false, reason: 'not_captured', refundable: 0 });
});

test('a refund that the provider refuses for good keeps its row and frees its sum', async () => {
  const id = await paid();
  const intended = await payments.intendRefund({ id }, { amount: 400, key: 'a' });
  assert.ok(intended.ok);
  assert.equal(await refundStore(db).fail(intended.refundId, 'card_closed', at), true);
  assert.equal(await refundStore(db).fail(intended.refundId, 'card_closed', at), false);
  const [kept] = await payments.refundsOf(id);
  assert.deepEqual([kept?.status, kept?.fault], ['failed', 'card_closed']);
  assert.equal((await store.byId(id))!.refundIntended, 0);
  const balance = await db.query<{ sum: string }>(
    { name: '', text: `select coalesce(sum(amount), 0) as sum from ledger_entry where account = 'refunds' and reference = $1` },
    [`refund:${intended.refundId}`],
  );
  assert.equal(Number(balance[0]!.sum), 0);
});
