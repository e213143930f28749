import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../test/support/database.ts';
import { commandNames, helpOf, loadCommand, nearest } from './command.ts';

const script = fileURLToPath(new URL('../../bin/stoa.mjs', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-cli-'));
after(() => rmSync(dataDir, { recursive: true }));
const db = await testDatabase();
const empty = await testDatabase({ empty: true });

test('help lists every command, and every command has its own', async () => {
  const { code, out } = await stoa(['--help']);
  assert.equal(code, 0);
  const commands = (await Promise.all(commandNames().map(loadCommand))).filter((command) => command !== null);
  for (const command of commands) {
    assert.match(out, new RegExp(`^  ${command.name} +${command.summary.slice(0, 20).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm'));
    assert.match(helpOf(command), new RegExp(`^usage: stoa ${command.name}`, 'm'));
  }
  const own = await stoa(['sql', '--help'], { PORT: 'nonsense' });
  assert.equal(own.code, 0);
  assert.match(own.out, /--write {2,}Allow changes/);
});

test('a mistyped command or option names the likeliest one and exits with 2', async () => {
  const command = await stoa(['migarte']);
  assert.deepEqual([command.code, command.err], [2, 'stoa: There is no command "migarte". Did you mean "migrate"?\nSee "stoa --help".\n']);
  const option = await stoa(['migrate', '--dryrun']);
  assert.deepEqual(
    [option.code, option.err],
    [2, 'stoa migrate: There is no option --dryrun. Did you mean --dry-run?\nSee "stoa migrate --help".\n'],
  );
  const word = await stoa(['migrate', 'now']);
  assert.deepEqual([word.code, word.err], [2, 'stoa migrate: "now" is more than migrate takes.\nSee "stoa migrate --help".\n']);
  assert.equal(nearest('xyzzy', ['migrate', 'sql']), null);
});

test('wrong settings are all named at once', async () => {
  const { code, err } = await stoa(['sql', 'select 1'], { PORT: 'x', STATEMENT_NAMES: 'maybe' });
  assert.equal(code, 1);
  assert.match(err, /2 settings are wrong:\n {2}- PORT: .*\n {2}- STATEMENT_NAMES: /);
});

test('migrate tells what it would do, does it, and has nothing more to do', async () => {
  const dry = await stoa(['migrate', '--dry-run'], { DATABASE_URL: empty.url });
  assert.match(dry.out, /^Would apply 0001_foundation \(safe\)$/m);
  const real = await stoa(['migrate'], { DATABASE_URL: empty.url });
  assert.match(real.out, /^Applied \d+ migrations\.\n$/);
  assert.match(real.err, /^Migrating 1 of \d+: 0001_foundation$/m);
  assert.deepEqual(await stoa(['migrate'], { DATABASE_URL: empty.url }), { code: 0, out: 'The database is up to date.\n', err: '' });
});

test('sql prints a table or JSON, and changes nothing unless it may', async () => {
  await db.transaction((tx) => tx.exec('create table pet (name text, age int)'));
  const refused = await stoa(['sql', "insert into pet values ('Rex', 3)"]);
  assert.deepEqual([refused.code, refused.err], [1, 'cannot execute INSERT in a read-only transaction. Give --write to allow changes.\n']);
  assert.equal((await stoa(['sql', '--write', "insert into pet values ('Rex', 3), ('Tom', null)"])).code, 0);
  assert.equal((await stoa(['sql', 'select * from pet'])).out, 'name  age\n----  ---\nRex   3\nTom\n(2 rows)\n');
  assert.equal(
    (await stoa(['sql', '--json', "select name, '\\x01'::bytea as mark from pet where age = 3"])).out,
    '{"name":"Rex","mark":"\\\\x01"}\n',
  );
  assert.equal((await stoa(['sql', 'selct'])).err, 'syntax error at or near "selct"\n');
});

test('a database that does not answer is told without a trace and without the password', async () => {
  const { code, err } = await stoa(['sql', 'select 1'], { DATABASE_URL: 'postgresql://shop:hidden-word@no-such-host.invalid/shop' });
  assert.equal(code, 1);
  assert.match(err, /^stoa sql: .*no-such-host\.invalid.*\[database_unreachable\]\n$/);
  assert.doesNotMatch(err, /hidden-word/);
});

test('Ctrl-C ends a long statement at once and leaves no session behind', async () => {
  const child = spawn(process.execPath, [script, 'sql', "select pg_sleep(50), 'marked-statement'"], { env: environment({}) });
  const marked =
    "select count(*) as n from pg_stat_activity where query like '%marked-statement%' and pid <> pg_backend_pid() and state = 'active'";
  const sessions = async () => (await db.query<{ n: number }>({ name: '', text: marked }))[0]!.n;
  while ((await sessions()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(code, 130);
  while ((await sessions()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
});

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, STOA_DATA_DIR: dataDir, DATABASE_URL: db.url, NODE_TEST_CONTEXT: undefined, ...more };
}

function stoa(words: readonly string[], more: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [script, ...words], { env: environment(more), cwd: dataDir });
  const result = { code: null as number | null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    result.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    result.err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...result, code })));
}
