import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { postgresDocuments } from './index.ts';

const db = await testDatabase();
const documents = postgresDocuments(db);
const put = (id: string, body: unknown, ifVersion: number | null, ttlSeconds: number | null = 60) =>
  documents.put('note', id, body, { ifVersion, ttlSeconds });

test('a document is created, read, changed by version and deleted', async () => {
  assert.equal(await documents.get('note', 'a'), null);
  assert.deepEqual(await put('a', { n: [1] }, null), { version: 1 });
  assert.deepEqual(await documents.get('note', 'a'), { body: { n: [1] }, version: 1 });
  assert.deepEqual(await put('a', { n: [2] }, 1), { version: 2 });
  assert.deepEqual(await put('a', { n: [3] }, 1), { conflict: true });
  assert.deepEqual(await put('a', {}, null), { conflict: true });
  assert.deepEqual(await documents.get('note', 'a'), { body: { n: [2] }, version: 2 });
  assert.equal(await documents.get('other', 'a'), null);
  await documents.delete('note', 'a');
  await documents.delete('note', 'a');
  assert.equal(await documents.get('note', 'a'), null);
  assert.deepEqual(await put('a', {}, 2), { conflict: true });
});

test('of many that swap the same version one wins', async () => {
  await put('b', { n: 0 }, null);
  const results = await Promise.all(Array.from({ length: 20 }, (_, n) => put('b', { n }, 1)));
  assert.equal(results.filter((result) => 'version' in result).length, 1);
});

test('an expired document is gone for everybody, and swept away', async () => {
  await put('c', { old: true }, null, -1);
  await put('keep', {}, null, null);
  assert.equal(await documents.get('note', 'c'), null);
  assert.deepEqual(await put('c', {}, 1), { conflict: true });
  assert.deepEqual(await put('c', { fresh: true }, null), { version: 1 });
  await put('d', {}, null, -1);
  assert.equal(await documents.sweep(), 1);
  assert.equal(await documents.sweep(), 0);
  assert.deepEqual((await documents.get('note', 'keep'))?.body, {});
});
