import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { testDatabase } from '../../test/support/database.ts';
import { readConfig } from '../config.ts';
import { lamp } from '../shop/catalog/catalog.fixture.ts';
import type { Command } from './command.ts';
import { command as exporting } from './export.ts';
import { command as importing } from './import.ts';
import { command as seeding } from './seed.ts';
import { seedShop } from './seeding.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-import-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const db = await testDatabase();
await seedShop(db, { empty: true });
const entry = fileURLToPath(new URL('./stoa.ts', import.meta.url));

type Ended = { code: number | null; out: string; err: string };

function start(...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const env = { ...process.env, DATABASE_URL: db.url, STOA_DATA_DIR: join(folder, 'data') };
  const child = spawn(process.execPath, [entry, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout!.on('data', (text) => {
    out += text;
  });
  child.stderr!.on('data', (text) => {
    err += text;
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })) };
}

const stoa = (...words: string[]) => start(...words).ended;
const count = async (pattern: string) =>
  (await db.query<{ n: number }>({ name: '', text: 'select count(*)::int as n from product where handle ~ $1' }, [pattern]))[0]!.n;

test('a file goes in, bad rows are reported beside it, and the second time there is nothing to do', async () => {
  const path = join(folder, 'shop.csv');
  writeFileSync(path, 'Handle;Title;Variant Price\ngood;Good;1.234,50\nbad;Bad;1.234\n');
  const first = await stoa('import', 'shopify', path, '--no-images', '--json');
  assert.equal(first.code, 3, first.err);
  const { created, refused, report } = JSON.parse(first.out);
  assert.deepEqual([created, refused, report], [1, 1, `${path}.report.jsonl`]);
  const rows = readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual([rows.length, rows[0].line, rows[0].handle, rows[0].code], [1, 3, 'bad', 'price_unreadable']);

  writeFileSync(path, 'Handle,Title,Variant Price\ngood,Good,1234.50\n');
  assert.equal((await stoa('import', 'shopify', path, '--no-images')).code, 0);
  const again = await stoa('import', 'shopify', path, '--no-images');
  assert.deepEqual([again.code, again.out], [0, 'Nothing to do, 1 unchanged.\n']);
  assert.equal(existsSync(`${path}.report.jsonl`), false);
});

test('an import that is killed goes on where it stood', async () => {
  const path = join(folder, 'many.jsonl.gz');
  const lines = Array.from({ length: 3000 }, (_, i) =>
    JSON.stringify(i % 1000 === 500 ? { kind: 'product', handle: `m-${i}` } : lamp({ handle: `m-${i}` })),
  );
  writeFileSync(path, gzipSync(lines.join('\n')));
  const { child, ended } = start('import', 'products', path, '--no-images');
  while ((await count('^m-')) < 500) await new Promise((done) => setTimeout(done, 20));
  child.kill('SIGKILL');
  await ended;
  const before = await count('^m-');
  assert.ok(before < 2997, `it had ended already with ${before}`);
  const rest = await stoa('import', 'products', path, '--no-images', '--json');
  const summary = JSON.parse(rest.out);
  assert.deepEqual([rest.code, summary.created, summary.unchanged, summary.refused], [3, 2997, 0, 3]);
  assert.ok(summary.resumedAt >= 250, String(summary.resumedAt));
  const rows = readFileSync(summary.report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual([...new Set(rows.map(({ line }) => line))], [501, 1501, 2501]);
  assert.equal(await count('^m-'), 2997);
});

test('Ctrl-C ends an import in order, and it can be taken up again', async () => {
  const path = join(folder, 'stopped.jsonl');
  writeFileSync(path, Array.from({ length: 2000 }, (_, i) => JSON.stringify(lamp({ handle: `s-${i}` }))).join('\n'));
  const { child, ended } = start('import', 'products', path, '--no-images', '--json');
  while ((await count('^s-')) < 250) await new Promise((done) => setTimeout(done, 20));
  child.kill('SIGINT');
  const stopped = await ended;
  assert.equal(stopped.code, 1);
  assert.equal(JSON.parse(stopped.out).finished, false);
  const rest = JSON.parse((await stoa('import', 'products', path, '--no-images', '--json')).out);
  assert.deepEqual([rest.created, rest.finished, await count('^s-')], [2000, true, 2000]);
});

test('what is exported is what was imported, packed or not, and nothing half-written is left', async () => {
  const plain = join(folder, 'out.jsonl');
  const packed = join(folder, 'out.jsonl.gz');
  assert.equal((await stoa('export', 'products', plain)).code, 0);
  assert.equal((await stoa('export', 'products', packed)).code, 0);
  assert.equal(gunzipSync(readFileSync(packed)).toString(), readFileSync(plain, 'utf8'));
  assert.equal(
    readFileSync(plain, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line.includes('"kind":"product"')).length,
    2997 + 2000 + 1,
  );
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  );
});

test('a folder without room for a report does not stop an import', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  writeFileSync(join(closed, 'x.csv'), 'Handle,Title,Variant Price\nx,X,?\n');
  // Root may write anywhere: a folder in the way of the report works for everybody.
  mkdirSync(join(closed, 'x.csv.report.jsonl'));
  chmodSync(closed, 0o500);
  const ended = await stoa('import', 'shopify', join(closed, 'x.csv'), '--no-images', '--json');
  chmodSync(closed, 0o700);
  assert.equal(ended.code, 3);
  assert.match(ended.err, /cannot be written .* the report goes to/);
  assert.equal(JSON.parse(ended.out).report, join(folder, 'data', 'reports', 'x.csv.report.jsonl'));
});

/** The command as the program calls it, without a process of its own. */
function runHere(command: Command, words: string[], options: Record<string, string | boolean> = {}): Promise<number | undefined> {
  return command.run({
    config: readConfig({ STOA_DATA_DIR: join(folder, 'data') }),
    arguments: words,
    text: (option) => (typeof options[option] === 'string' ? options[option] : null),
    texts: () => [],
    flag: (option) => options[option] === true,
    print: () => undefined,
    note: () => undefined,
    database: async () => db,
    signal: new AbortController().signal,
  });
}

test('mistakes are named before anything is written', async () => {
  const path = join(folder, 'mistake.csv');
  writeFileSync(path, 'Handle,Title,Variant Price\nx,X,1\n');
  const before = await count('');
  const cases: [Command, string[], Record<string, string | boolean>, RegExp][] = [
    [importing, [], {}, /Say what to import/],
    [importing, ['shopify'], {}, /Say which file/],
    [importing, ['shopify', join(folder, 'none.csv')], {}, /There is no file/],
    [importing, ['shopify', path], { market: 'jp' }, /no market jp; it has eu, us/],
    [importing, ['shopify', path], { 'currency-check': 'usd' }, /prices in EUR, not in USD/],
    [importing, ['products', path], { market: 'eu' }, /goes with shopify/],
    [importing, ['shopify', join(folder, 'stopped.jsonl')], {}, /no product export of Shopify/],
    [exporting, ['shopify', join(folder, 'no-such', 'x.csv')], { columns: 'old' }, /cannot be written/],
    [exporting, ['csv', 'x'], {}, /Say what to export/],
    [seeding, [], { products: 'many' }, /whole number/],
    [seeding, [], { empty: true, products: '5' }, /--empty goes without/],
  ];
  for (const [command, words, options, message] of cases) await assert.rejects(runHere(command, words, options), message);
  assert.equal(await count(''), before);
});
