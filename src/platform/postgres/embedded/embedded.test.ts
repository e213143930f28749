import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processStart } from '../../processes/lock.ts';
import { openDatabase, sql } from '../index.ts';

const userScript = fileURLToPath(new URL('../../../../test/support/database-user.ts', import.meta.url));
const base = realpathSync(mkdtempSync(join(tmpdir(), 'stoa-pg-')));
const folder = join(base, 'shop');
const children = new Set<ChildProcess>();
const count = sql('embedded_test.count', 'select count(*) as n from thing');
const insert = sql('embedded_test.insert', 'insert into thing default values');

after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

test('three processes that start at once on an empty folder share one server, and the last to leave stops it', async () => {
  const users = [startUser(), startUser(), startUser()];
  const servers = await Promise.all(users.map((user) => user.entered));
  assert.equal(new Set(servers).size, 1);
  await users[0]!.leave();
  await users[1]!.leave();
  assert.notEqual(processStart(servers[0]!), null);
  await users[2]!.leave();
  assert.equal(processStart(servers[0]!), null);
  assert.deepEqual(readdirSync(folder).sort(), ['postgres', 'postgres.json', 'postgres.log']);
});

test('only the owner may read the password, and nobody else may enter the database', () => {
  assert.equal(statSync(join(folder, 'postgres.json')).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'postgres')).mode & 0o777, 0o700);
});

test('a server whose only user was killed is adopted by the next', async () => {
  const user = startUser();
  const server = await user.entered;
  await user.kill();
  assert.notEqual(processStart(server), null);
  const next = startUser();
  assert.equal(await next.entered, server);
  await next.leave();
  assert.equal(processStart(server), null);
});

test('a server that is killed comes back, with everything that was committed, and the connections mend themselves', async () => {
  const db = await open(folder, true);
  await db.transaction((tx) => tx.exec('create table thing (id bigint generated always as identity)'));
  await db.query(insert);
  let reconnects = 0;
  const heard: string[] = [];
  const stop = await db.listen(
    'thing',
    (payload) => heard.push(payload),
    () => (reconnects += 1),
  );
  const before = serverPid();
  process.kill(before, 'SIGKILL');
  // What is under way on a connection when it breaks fails as such, since nobody can tell whether it was done; what comes later waits.
  await waitFor(() => processStart(before) === null && db.stats().reads.connected === 0);
  assert.deepEqual(await db.query(count), [{ n: 1 }]);
  await db.transaction((tx) => tx.query(insert));
  assert.deepEqual(await db.query(count), [{ n: 2 }]);
  await waitFor(() => reconnects === 1);
  await db.query(sql('embedded_test.notify', "select pg_notify('thing', 'hello')"));
  await waitFor(() => heard.length === 1);
  assert.deepEqual(heard, ['hello']);
  assert.notEqual(serverPid(), before);
  await stop();
  await db.close();
});

test('a pid file left behind whose number now belongs to another program does not keep the server from starting', async () => {
  const file = join(folder, 'postgres', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(folder, 'postgres')}\n1700000000\n5432\n/nowhere\n\n 1 2\nready\n`, { mode: 0o600 });
  const db = await open();
  assert.notEqual(serverPid(), process.pid);
  await db.close();
  assert.equal(existsSync(file), false);
});

test('a database that was half made when the power went is made anew', async () => {
  const half = join(base, 'half');
  mkdirSync(join(half, 'postgres.new', 'base'), { recursive: true });
  const db = await open(half);
  assert.equal(existsSync(join(half, 'postgres.new')), false);
  await db.close();
});

test('a folder of another PostgreSQL version is refused with both versions named', async () => {
  const old = copyOf('old');
  writeFileSync(join(old, 'postgres', 'PG_VERSION'), '16\n');
  await assert.rejects(open(old), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'database_version');
    assert.match(error.message, /was made by PostgreSQL 16, but this program brings PostgreSQL 18/);
    return true;
  });
  assert.equal(readFileSync(join(old, 'postgres', 'PG_VERSION'), 'utf8'), '16\n');
});

test('a missing password, a foreign folder and a file in place of the folder are told apart', async () => {
  const lost = copyOf('lost');
  rmSync(join(lost, 'postgres.json'));
  await assert.rejects(open(lost), { code: 'database_folder', message: /postgres\.json, which holds the database's password, is missing/ });
  const foreign = join(base, 'foreign');
  mkdirSync(join(foreign, 'postgres'), { recursive: true });
  writeFileSync(join(foreign, 'postgres', 'letter.txt'), 'dear diary');
  await assert.rejects(open(foreign), { code: 'database_folder', message: /exists but holds no database/ });
  assert.deepEqual(readdirSync(join(foreign, 'postgres')), ['letter.txt']);
  writeFileSync(join(base, 'file'), '');
  await assert.rejects(open(join(base, 'file', 'data')), { code: 'database_folder', message: /cannot be made a folder/ });
});

test('a server that ends while starting is told with the end of its log', async () => {
  const broken = copyOf('broken');
  writeFileSync(join(broken, 'postgres', 'postgresql.auto.conf'), "shared_preload_libraries = 'no_such_library'\n");
  await assert.rejects(open(broken), { code: 'database_start_failed', message: /could not access file "no_such_library"/ });
});

test('a folder with a path too long for a socket is served all the same', async () => {
  const deep = join(base, 'x'.repeat(100));
  cpSync(folder, join(deep, 'shop'), { recursive: true });
  const db = await open(join(deep, 'shop'));
  assert.deepEqual(await db.query(count), [{ n: 2 }]);
  await db.close();
});

function open(dataDir = folder, durable = false) {
  return openDatabase({ url: null, dataDir, reads: 2, transactions: 2, server: { durable } });
}

/** A copy of the stopped database, for tests that spoil it. */
function copyOf(name: string): string {
  cpSync(folder, join(base, name), { recursive: true });
  return join(base, name);
}

function serverPid(): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

function startUser() {
  const child = spawn(process.execPath, [userScript, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  const exit = once(child, 'exit');
  const entered = (async () => {
    for await (const line of lines) if (line.startsWith('in ')) return Number(line.slice(3));
    throw new Error('the user of the database ended before it was in');
  })();
  return {
    entered,
    leave: async () => {
      child.stdin.end();
      assert.deepEqual(await exit, [0, null]);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 500) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
