import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { APPEND_ONLY, grantsFor } from './grants.ts';

const db = await testDatabase();
const role = `shop_${process.pid}`;

/** One statement as the role. */
const asRole = (text: string) =>
  db.transaction(async (tx) => {
    await tx.exec(`set local role ${role}`);
    return tx.query({ name: '', text });
  });

test('the role of the application adds to the books and cannot change them, whatever the triggers say', async () => {
  await db.transaction((tx) => tx.exec(`create role ${role} nologin; ${grantsFor(role)}`));
  try {
    await asRole(`select post_to_ledger('test', 'x:1', 'EUR', array['customer', 'revenue'], array[5, -5]::bigint[], now())`);
    for (const table of APPEND_ONLY) {
      await asRole(`select count(*) from ${table}`);
      for (const text of [`delete from ${table}`, `truncate ${table}`, `alter table ${table} disable trigger all`])
        await assert.rejects(asRole(text), /permission denied|must be owner/, text);
    }
    await assert.rejects(asRole(`update ledger_transaction set at = now()`), /permission denied/);
    await assert.rejects(asRole('create table mine (id integer)'), /permission denied/);
    await asRole('update payment set updated_at = updated_at');
  } finally {
    await db.transaction((tx) => tx.exec(`drop owned by ${role}; drop role ${role}`));
  }
});
