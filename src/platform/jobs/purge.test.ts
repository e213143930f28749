import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { publishPurge, purgeChannel, purgePayloads, readPurge } from './index.ts';

test('tags are told once each, in messages that PostgreSQL takes', () => {
  const tags = Array.from({ length: 3000 }, (_, i) => `product:${i}`);
  const messages = purgePayloads([...tags, ...tags]);
  assert.deepEqual(messages.flatMap(readPurge), tags);
  assert.ok(messages.every((message) => Buffer.byteLength(message) < 8000));
  assert.deepEqual(purgePayloads([]), []);
});

test('too many tags, or one that fits nowhere, mean all pages', () => {
  assert.deepEqual(purgePayloads(Array.from({ length: 20_000 }, (_, i) => `product:${i}`)), ['*']);
  assert.deepEqual(purgePayloads(['a', 'x'.repeat(9000)]), ['*']);
  assert.deepEqual(purgePayloads(['a', '*']), ['*']);
});

test('a message that cannot be read purges everything', () => {
  assert.deepEqual([readPurge('*'), readPurge('{'), readPurge('[1]'), readPurge('["a"]')], [null, null, null, ['a']]);
});

test('listeners hear of it when the transaction commits, and only then', async () => {
  const db = await testDatabase();
  const heard: string[] = [];
  const all = new Promise<void>((resolve) => {
    void db.listen(purgeChannel, (payload) => {
      heard.push(payload);
      if (payload === '["end"]') resolve();
    });
  });
  await db.query({ name: '', text: 'select 1' });
  await assert.rejects(
    db.transaction(async (tx) => {
      await publishPurge(tx, ['never']);
      throw new Error('no');
    }),
  );
  const [, stop] = await Promise.all([all, db.listen('other', () => undefined), tell()]);
  await stop();
  assert.deepEqual(heard, ['["product:1"]', '["end"]']);

  async function tell(): Promise<void> {
    await db.listen('ready', () => undefined);
    await db.transaction((tx) => publishPurge(tx, ['product:1']));
    await db.transaction((tx) => publishPurge(tx, ['end']));
  }
});
