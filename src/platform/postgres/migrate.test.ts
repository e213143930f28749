import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type Migration, migrate, migrationsChecksum, readMigrations } from './index.ts';

const base = mkdtempSync(join(tmpdir(), 'stoa-migrations-'));
after(() => rmSync(base, { recursive: true }));

const names = (migrations: readonly Migration[]) => migrations.map(({ name }) => name);

test('files are applied in order, once, and what was done is told', async () => {
  const db = await testDatabase({ empty: true });
  const folder = folderOf({
    '0001_start.sql': '-- safe\ncreate table a (n int);',
    '0002_more.sql': '-- breaking: b replaces a\ncreate table b (n int);\ninsert into b values (1);',
  });
  const lines: string[] = [];
  assert.deepEqual(names(await migrate(db, { folder, dryRun: true })), ['0001_start', '0002_more']);
  assert.deepEqual(names(await migrate(db, { folder, report: (line) => lines.push(line) })), ['0001_start', '0002_more']);
  assert.deepEqual(lines, ['Migrating 1 of 2: 0001_start', 'Migrating 2 of 2: 0002_more (breaking)']);
  assert.deepEqual(await migrate(db, { folder }), []);
  assert.deepEqual(await db.query({ name: '', text: 'select n from b' }), [{ n: 1 }]);
  const rows = await db.query({ name: '', text: 'select version, name from schema_migration order by version' });
  assert.deepEqual(rows, [
    { version: 1, name: '0001_start' },
    { version: 2, name: '0002_more' },
  ]);
});

test('several processes that migrate at once apply each file once', async () => {
  const db = await testDatabase({ empty: true });
  const folder = folderOf({
    '0001_slow.sql': '-- safe\nselect pg_sleep(0.1); create table once (n int);',
    '0002_next.sql': '-- safe\ncreate table twice (n int);',
  });
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(db, { folder })));
  assert.equal(applied.flat().length, 2);
});

test('a file that fails leaves nothing of itself, keeps those before it, and is named with its line', async () => {
  const db = await testDatabase({ empty: true });
  const folder = folderOf({
    '0001_good.sql': '-- safe\ncreate table good (n int);',
    '0002_bad.sql': '-- safe\ncreate table half (n int);\ncreate tabel broken (n int);',
  });
  await assert.rejects(migrate(db, { folder }), {
    code: 'migration_failed',
    message: /0002_bad: syntax error at or near "tabel" \(0002_bad\.sql, line 3\)/,
  });
  const [row] = await db.query({
    name: '',
    text: "select to_regclass('good') is not null as good, to_regclass('half') is not null as half",
  });
  assert.deepEqual(row, { good: true, half: false });
});

test('a file outside a transaction may hold what PostgreSQL refuses inside one', async () => {
  const db = await testDatabase({ empty: true });
  const folder = folderOf({
    '0001_table.sql': '-- safe\ncreate table listed (n int);',
    '0002_index.sql': '-- safe\n-- no-transaction\ncreate index concurrently listed_n on listed (n);',
  });
  assert.deepEqual(names(await migrate(db, { folder })), ['0001_table', '0002_index']);
});

test('a changed file and a database newer than the program are refused, and nothing is done', async () => {
  const db = await testDatabase({ empty: true });
  await migrate(db, {
    folder: folderOf({ '0001_a.sql': '-- safe\ncreate table a (n int);', '0002_b.sql': '-- safe\ncreate table b (n int);' }),
  });
  const changed = folderOf({
    '0001_a.sql': '-- safe\ncreate table a (n bigint);',
    '0002_b.sql': '-- safe\ncreate table b (n int);',
    '0003_c.sql': '-- safe\ncreate table c (n int);',
  });
  await assert.rejects(migrate(db, { folder: changed }), { code: 'migration_changed', message: /0001_a/ });
  await assert.rejects(migrate(db, { folder: folderOf({ '0001_a.sql': '-- safe\ncreate table a (n int);' }) }), {
    code: 'database_newer',
    message: /0002_b/,
  });
  assert.deepEqual(await db.query({ name: '', text: "select to_regclass('c') as c" }), [{ c: null }]);
});

test('names and first lines that break the rules are refused', () => {
  assert.throws(() => readMigrations(folderOf({ 'first.sql': '-- safe\n' })), /named NNNN_words\.sql/);
  assert.throws(() => readMigrations(folderOf({ '0001_a.sql': 'create table a (n int);' })), /first line is "-- safe"/);
  assert.throws(() => readMigrations(folderOf({ '0001_a.sql': '-- breaking\n' })), /needs its reason/);
  assert.throws(
    () => readMigrations(folderOf({ '0001_a.sql': '-- safe\n', '0001_b.sql': '-- safe\n' })),
    /Two migrations have the number 1/,
  );
});

test('the mark of a set of files does not change with the line ends of the checkout', () => {
  const unix = readMigrations(folderOf({ '0001_a.sql': '-- safe\nselect 1;\n' }));
  const windows = readMigrations(folderOf({ '0001_a.sql': '-- safe\r\nselect 1;\r\n' }));
  assert.equal(migrationsChecksum(unix), migrationsChecksum(windows));
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(base, 'set-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
