import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { systemClock } from '../../kernel/clock.ts';
import { type EmbeddedSearch, embeddedSearch, type Mark, postgresChanges } from '../../platform/search/index.ts';
import { shopOn, structure, vase } from './discovery.fixture.ts';
import { createFollower, createStructures, projectionStore, searchSettings } from './index.ts';

const db = await testDatabase({ transactions: 6 });
const shop = await shopOn(db);
const q = (text: string, values: unknown[] = []) => db.query({ name: '', text }, values);

/** As the search process makes it. */
function follower(engine: EmbeddedSearch = embeddedSearch(searchSettings), from: Mark | null = null) {
  const store = projectionStore(db);
  const markets = async () => {
    await shop.markets.refresh();
    return shop.markets.all();
  };
  const changes = postgresChanges(db);
  const follows = createFollower({ store, changes, structures: createStructures(store), markets, clock: systemClock, engine, from });
  return { ...follows, engine };
}

const question = { segment: 'eu', language: 'en', sort: 'newest', offset: 0, limit: 100, counts: true } as const;

/** Every hit with its card and offer, the total and the counts: as the rows answer and as the index does. */
async function assertSame({ engine }: { engine: EmbeddedSearch }): Promise<number> {
  for (const more of [{}, { text: 'vase' }, { language: 'de' }, { segment: 'us' }]) {
    const expected = await shop.engine.search({ ...question, ...more });
    const found = await engine.search({ ...question, ...more });
    const seen = ({ hits, total, counts }: typeof found) => ({
      total,
      hits: hits.map(({ id, stored, offer }) => ({ id, stored, offer })),
      counts: [...counts!].map(([field, values]) => [field, [...values].sort()]).sort(),
    });
    assert.deepEqual(seen(found), seen(expected), JSON.stringify(more));
  }
  return (await engine.search(question)).total;
}

const ids = await shop.write([...structure, ...Array.from({ length: 30 }, (_, i) => vase(`v${i}`, { popularity: i }))]);
const [one = 0] = ids.slice(-30);

test('an empty index becomes the same as the rows, and follows what is written, renamed and taken away', async () => {
  const following = follower();
  assert.equal(following.reached(), null);
  await following.catchUp();
  assert.equal(await assertSame(following), 30);
  await shop.write([
    vase('v1', { title: { en: 'Blown vase' } }),
    vase('v2', { status: 'draft' }),
    vase('v30'),
    { kind: 'brand', code: 'kiln', slug: 'kiln', name: 'Kiln & Daughters' },
  ]);
  await following.catchUp();
  assert.equal(await assertSame(following), 30);
  assert.equal(following.reaches(await postgresChanges(db).mark()), true);
  await shop.write([vase('v2')]);
  assert.equal(following.reaches(await postgresChanges(db).mark()), false);
  await following.catchUp();
  assert.equal(await assertSame(following), 31);
});

test('after the rows were made anew the index is compared with them, and what it lacks comes in', async () => {
  const following = follower();
  await following.catchUp();
  await shop.write([vase('v3', { title: { en: 'Tall vase' } })]);
  await shop.discovery.indexer.reindex();
  await shop.write([vase('v4', { title: { en: 'Low vase' } })]);
  await following.catchUp();
  await assertSame(following);
});

test('an index that was down catches up from what it held, reading nothing that it has', async () => {
  const before = follower();
  await before.catchUp();
  await shop.write([vase('v5', { title: { en: 'Round vase' } }), vase('v6', { status: 'draft' })]);
  let read = 0;
  const engine = before.engine;
  const index: typeof engine.index = (documents, options) => {
    read += documents.length;
    return engine.index(documents, options);
  };
  const counting = { ...engine, index };
  const after = follower(counting, before.reached());
  assert.equal(after.reached(), null);
  await after.catchUp();
  assert.equal(read, 1);
  await assertSame(after);
});

test('an index of a later state than the database (one that was restored) is made anew', async () => {
  const ahead = follower();
  await ahead.catchUp();
  const document = { id: one, version: 1_000_000, createdAt: '2026-01-01T00:00:00.000Z', popularity: 1, languages: {}, segments: {} };
  await ahead.engine.index([document]);
  const after = follower(ahead.engine, ahead.reached());
  await after.catchUp();
  await assertSame(after);
});

test('documents that come late, twice or out of order change nothing', async () => {
  const following = follower();
  await following.catchUp();
  const version = following.engine.versionOf(one);
  const old = { id: one, createdAt: '2026-01-01T00:00:00.000Z', popularity: 1, languages: {}, segments: {} };
  await following.engine.index([{ ...old, version: version - 1 }]);
  await following.engine.index([{ ...old, version }]);
  await following.engine.delete([{ id: one, version }]);
  await assertSame(following);
});

test('callers in one moment share the work, and each sees what was written before its call', async () => {
  const following = follower();
  await Promise.all([following.catchUp(), following.catchUp()]);
  const writing = shop.write([vase('v7', { title: { en: 'Last vase' } })]);
  const early = following.catchUp();
  await writing;
  await Promise.all([early, following.catchUp(), following.catchUp()]);
  assert.equal(following.reaches(await postgresChanges(db).mark()), true);
  await assertSame(following);
});

test('a database that does not answer leaves the index as it was, to be tried again', async () => {
  const following = follower();
  await following.catchUp();
  await q('alter table search_state rename to search_state_away');
  await assert.rejects(following.catchUp());
  await q('alter table search_state_away rename to search_state');
  await shop.write([vase('v8', { title: { en: 'Found again' } })]);
  await following.catchUp();
  await assertSame(following);
});
