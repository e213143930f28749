import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../../test/support/database.ts';
import { searchContract } from '../search.contract.ts';
import type { SearchDocument } from '../search.ts';
import { postgresSearch } from './postgres-search.ts';
import type { Tuning } from './read.ts';

const db = await testDatabase();

async function empty(): Promise<void> {
  await db.transaction((tx) =>
    tx.exec(
      'truncate search_document, search_text, search_stored, search_entry, search_scope, search_word, search_value, search_field; update search_state set generation = generation + 1',
    ),
  );
}

const ways: Record<string, Tuning> = {
  PostgreSQL: { columns: 'off' },
  'PostgreSQL by the ways for large scopes': { columns: 'off', eager: true },
  'PostgreSQL with columns in the process': { columns: 'wait' },
};

for (const [name, tuning] of Object.entries(ways))
  searchContract(name, async (settings) => {
    await empty();
    return postgresSearch(db, settings, tuning);
  });

test('what another process writes is on the next page of this one, with its counts and bounds', async () => {
  await empty();
  const [writer, reader] = [postgresSearch(db, {}, { columns: 'off' }), postgresSearch(db, {}, { columns: 'wait' })];
  const lamp = (id: number, version: number, price: number, stock: boolean): SearchDocument => ({
    id,
    version,
    createdAt: '2026-01-01T00:00:00.000Z',
    popularity: id,
    languages: { en: { text: { title: 'lamp', topics: '', attributes: '', description: '', codes: [] }, stored: '"lamp"' } },
    segments: { eu: { price, facets: stock ? { stock: ['1'] } : {}, stored: String(price) } },
  });
  const page = async () => {
    const { hits, total, price, counts } = await reader.search({
      segment: 'eu',
      language: 'en',
      sort: 'price-asc',
      offset: 0,
      limit: 10,
      counts: true,
    });
    return { hits: hits.map(({ id, offer }) => [id, offer]), total, price, inStock: counts?.get('stock')?.get('1') ?? 0 };
  };
  await writer.index([lamp(1, 1, 500, true), lamp(2, 1, 700, true)]);
  const before = {
    hits: [
      [1, 500],
      [2, 700],
    ],
    total: 2,
    price: { min: 500, max: 700 },
    inStock: 2,
  };
  assert.deepEqual(await page(), before);
  await writer.index([lamp(2, 2, 300, false)]);
  const changed = {
    hits: [
      [2, 300],
      [1, 500],
    ],
    total: 2,
    price: { min: 300, max: 500 },
    inStock: 1,
  };
  assert.deepEqual(await page(), changed);
  await writer.delete([{ id: 1, version: 3 }]);
  assert.deepEqual(await page(), { hits: [[2, 300]], total: 1, price: { min: 300, max: 300 }, inStock: 0 });
  await writer.rebuild(
    (async function* () {
      yield [lamp(9, 1, 900, true)];
    })(),
  );
  // Loaded anew behind the first answer after a rebuild, which the database gives.
  assert.deepEqual((await page()).hits, [[9, 900]]);
  assert.deepEqual(await page(), { hits: [[9, 900]], total: 1, price: { min: 900, max: 900 }, inStock: 1 });
});
