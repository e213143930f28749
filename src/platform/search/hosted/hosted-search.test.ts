import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ask, documentOf } from '../contract.documents.ts';
import { embeddedSearch } from '../embedded/embedded-search.ts';
import type { Mark } from '../postgres/index.ts';
import { searchContract } from '../search.contract.ts';
import { hostedSearch, type NotAnswered, type SearchReader } from './client.ts';
import { withFailover } from './failover.ts';
import { hostSearch } from './host.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-hosted-'));
const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});
let count = 0;
const place = () => {
  count += 1;
  return join(folder, `${count}.sock`);
};
const whole: Mark = { generation: 1, version: 1 };

searchContract(
  'the embedded engine asked over a socket',
  async (settings) => {
    const engine = embeddedSearch(settings);
    const path = place();
    const host = await hostSearch({ engine, path, reached: () => whole, catchUp: async () => undefined });
    const client = hostedSearch({ path, timeoutMs: 10_000 });
    closing.push(client.close, host.close);
    const { index, rebuild, refresh } = engine;
    return { ...client, index, rebuild, refresh, delete: engine.delete };
  },
  ['rating', 'ranges', 'rules', 'better'],
);

async function hosted(reached: { mark: Mark | null }, catchUp: () => Promise<void> = async () => undefined) {
  const engine = embeddedSearch();
  await engine.index([documentOf(1, 'Glass vase')]);
  const path = place();
  const open = () => hostSearch({ engine, path, reached: () => reached.mark, catchUp, waitMs: 5 });
  return { open, path };
}

const idsBy = async (reader: SearchReader) => (await reader.search(ask({ text: 'vase' }))).hits.map(({ id }) => id);
const why = (reason: string) => (error: NotAnswered) => error.why === reason;

test('an index that is not whole, or behind what is asked for, says so instead of answering', async () => {
  const reached: { mark: Mark | null } = { mark: null };
  const { open, path } = await hosted(reached, async () => {
    if (reached.mark?.version === 2) reached.mark = { generation: 1, version: 3 };
  });
  const host = await open();
  let wanted: Mark | null = null;
  const client = hostedSearch({ path, timeoutMs: 10_000, atLeast: () => wanted });
  await assert.rejects(idsBy(client), why('starting'));
  reached.mark = { generation: 1, version: 1 };
  assert.deepEqual(await idsBy(client), [1]);
  wanted = { generation: 1, version: 3 };
  await assert.rejects(idsBy(client), why('behind'));
  reached.mark = { generation: 1, version: 2 };
  assert.deepEqual(await idsBy(client), [1]);
  wanted = { generation: 2, version: 3 };
  await assert.rejects(idsBy(client), why('behind'));
  client.close();
  await host.close();
});

test('questions under way when the search process dies are told so, and its next life is asked by the same client', async () => {
  const { open, path } = await hosted({ mark: whole });
  const client = hostedSearch({ path, timeoutMs: 10_000 });
  await assert.rejects(idsBy(client), why('away'));
  const host = await open();
  assert.deepEqual(await idsBy(client), [1]);
  await host.close();
  await assert.rejects(idsBy(client), why('away'));
  const again = await open();
  assert.deepEqual(await idsBy(client), [1]);
  client.close();
  await again.close();
});

test('a search process that says nothing is not waited for longer than allowed', async () => {
  const engine = { ...embeddedSearch(), search: () => new Promise<never>(() => undefined) };
  const path = place();
  const host = await hostSearch({ engine, path, reached: () => whole, catchUp: async () => undefined });
  const client = hostedSearch({ path, timeoutMs: 20 });
  await assert.rejects(idsBy(client), why('slow'));
  client.close();
  await host.close();
});

test('the second answers when the first fails; after three failures in a row the first is left alone, then tried by one question', async () => {
  const rows = embeddedSearch();
  await rows.index([documentOf(2, 'Clay vase')]);
  const index = embeddedSearch();
  await index.index([documentOf(1, 'Glass vase')]);
  let well = false;
  let asked = 0;
  let now = 0;
  const answered: string[] = [];
  const first: SearchReader = {
    ...index,
    search: async (request) => {
      asked += 1;
      if (!well) throw new Error('away');
      return index.search(request);
    },
  };
  const reader = withFailover(first, rows, { pauseMs: 100, longestPauseMs: 300, now: () => now, onAnswer: (by) => answered.push(by) });
  for (let i = 0; i < 5; i += 1) assert.deepEqual(await idsBy(reader), [2]);
  assert.deepEqual([asked, reader.open(), answered], [3, true, Array(5).fill('second')]);
  now = 100;
  await Promise.all([idsBy(reader), idsBy(reader), idsBy(reader)]);
  assert.equal(asked, 4);
  now = 250;
  assert.deepEqual(await idsBy(reader), [2]);
  assert.equal(asked, 4);
  well = true;
  now = 300;
  assert.deepEqual(await idsBy(reader), [1]);
  assert.deepEqual([asked, reader.open(), answered.at(-1)], [5, false, 'first']);
});

test('a question that the first passes on is no failure of it, and one that is not usable is not asked', async () => {
  const rows = embeddedSearch();
  await rows.index([documentOf(2, 'Clay vase')]);
  let asked = 0;
  let usable = true;
  const first: SearchReader = {
    ...rows,
    search: async () => {
      asked += 1;
      throw new Error('behind');
    },
  };
  const reader = withFailover(first, rows, { passing: () => true, usable: () => usable });
  for (let i = 0; i < 5; i += 1) assert.deepEqual(await idsBy(reader), [2]);
  assert.deepEqual([asked, reader.open()], [5, false]);
  usable = false;
  await idsBy(reader);
  assert.equal(asked, 5);
});
