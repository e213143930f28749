import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { ledgerStore } from './index.ts';

const db = await testDatabase();
const ledger = ledgerStore(db);
const at = new Date('2026-05-01T10:00:00Z');
const posting = (reference: string, amounts: readonly [number, number] = [500, -500]) => ({
  kind: 'gift-card-sold',
  reference,
  currency: 'EUR',
  entries: [
    { account: 'customer' as const, amount: amounts[0] },
    { account: 'gift-cards' as const, amount: amounts[1] },
  ],
});

test('a transaction is booked once, and its entries are read back', async () => {
  assert.equal(await ledger.post(db, posting('card:1'), at), true);
  assert.equal(await ledger.post(db, posting('card:1'), at), false);
  const [booked, ...more] = await ledger.page({ before: null, reference: 'card:1', account: null, limit: 10 });
  assert.equal(more.length, 0);
  assert.deepEqual(booked?.entries, posting('card:1').entries);
});

test('what does not sum to zero is refused by the table', async () => {
  await assert.rejects(ledger.post(db, posting('card:2', [500, -499]), at), /violates check constraint/);
  const raw = (accounts: string, amounts: string) =>
    db.query({
      name: '',
      text: `insert into ledger_transaction (kind, reference, currency, accounts, amounts, at) values ('x', 'y', 'EUR', ${accounts}, ${amounts}, now())`,
    });
  await assert.rejects(raw(`'{a}'`, `'{0}'`), /violates check constraint/);
  await assert.rejects(raw(`'{a,b}'`, `'{1,-2,1}'`), /violates check constraint/);
  await assert.rejects(raw(`'{a,b}'`, `'{1,null}'`), /violates check constraint/);
  assert.deepEqual(await ledger.page({ before: null, reference: 'card:2', account: null, limit: 10 }), []);
});

test('nothing in the books is changed, deleted or emptied', async () => {
  await ledger.post(db, posting('card:3'), at);
  for (const text of ['update ledger_transaction set at = now()', 'delete from ledger_transaction', 'truncate ledger_transaction'])
    await assert.rejects(db.query({ name: '', text }), /append-only/, text);
  assert.equal((await ledger.page({ before: null, reference: 'card:3', account: null, limit: 10 })).length, 1);
});
