import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../../../test/support/database.ts';
import { createJobs, migrateJobs } from '../../jobs/index.ts';
import { type Database, migrate, openDatabase } from '../../postgres/index.ts';
import { postgresSearch } from '../index.ts';
import type { SearchDocument } from '../search.ts';
import { ensureTrigrams } from './trigrams.ts';

const migrations = fileURLToPath(new URL('../../../../migrations', import.meta.url));
const mine = (text: string) => ({ name: '', text });

test('a role that may make no extension has the whole schema, jobs and search; the index is made once the extension is there', async (t) => {
  const owner = await testDatabase({ empty: true });
  const [rights] = await owner.query<{ may: boolean }>(
    mine('select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user'),
  );
  if (!rights?.may) return t.skip('the role of DATABASE_URL may not make the role that this needs');
  const { name, url, drop } = await plainRole(owner);
  try {
    await assert.rejects(migrate({ url }, { folder: migrations }), {
      code: 'database_refused',
      message: new RegExp(`grant create on database "[^"]+" to "${name}"; grant all on schema public to "${name}"`),
    });
    await owner.transaction((tx) => tx.exec(`grant all on schema public to ${name}`));
    await migrate({ url }, { folder: migrations });
    await withDatabase(url, async (db) => {
      await assert.rejects(migrateJobs(db), { code: 'database_refused' });
      await owner.transaction((tx) => tx.exec(`create schema graphile_worker authorization ${name}`));
      await Promise.all([migrateJobs(db), migrateJobs(db)]);
      await createJobs<{ greet: object }>(db).add('greet', {});
      assert.match((await ensureTrigrams(db)) ?? '', /^Search runs without pg_trgm: .*permission denied to create extension/);
      const engine = postgresSearch(db);
      await engine.index([vase]);
      assert.deepEqual(await correctionOf(engine, 'stonewere'), 'stoneware');
    });
    await owner.transaction((tx) => tx.exec('create extension pg_trgm'));
    await withDatabase(url, async (db) => {
      assert.deepEqual([await ensureTrigrams(db), await ensureTrigrams(db)], [null, null]);
      assert.deepEqual(await correctionOf(postgresSearch(db), 'ztoneware'), 'stoneware');
    });
  } finally {
    await drop();
  }
});

const text = (title: string) => ({ text: { title, topics: '', attributes: '', description: '', codes: [] }, stored: '{}' });
const vase: SearchDocument = {
  id: 1,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  popularity: 0,
  languages: { en: text('stoneware vase') },
  segments: { eu: { price: 100, facets: { all: ['1'] }, stored: '{}' } },
};

async function correctionOf(engine: ReturnType<typeof postgresSearch>, typed: string): Promise<string | null> {
  const { hits, corrected } = await engine.search({
    segment: 'eu',
    language: 'en',
    text: typed,
    sort: 'relevance',
    limit: 10,
    offset: 0,
    counts: false,
  });
  return hits.length === 1 ? corrected : null;
}

/** A role that may log in to the owner's database and nothing else. */
async function plainRole(owner: Database): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const name = `stoa_plain_${process.pid}`;
  const password = randomBytes(12).toString('hex');
  await owner.transaction((tx) => tx.exec(`create role ${name} login password '${password}'`));
  const url = new URL(owner.url);
  url.username = name;
  url.password = password;
  return {
    name,
    url: url.href,
    drop: () => owner.transaction((tx) => tx.exec(`drop owned by ${name} cascade; drop role ${name}`)),
  };
}

async function withDatabase(url: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openDatabase({ url, dataDir: '', reads: 1, transactions: 2 });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}
