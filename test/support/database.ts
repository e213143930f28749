import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { after, afterEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getCallSites } from 'node:util';
import pg from 'pg';
import { type Database, migrate, migrationsChecksum, openDatabase, readMigrations } from '../../src/platform/postgres/index.ts';
import { ownIdentity, processStart } from '../../src/platform/processes/lock.ts';

/**
 * Real PostgreSQL for tests:
 *
 *   const db = await testDatabase();                 // at the top of a file, in a hook or inside a test
 *   const db = await testDatabase({ empty: true });  // without the migrations
 *
 * Each call gives a database of its own, cloned from a template that is migrated once for a set of migration files. It is
 * dropped when the file (or the test that asked for it) has ended; when a test of that file failed it is kept until the next
 * run and its address is printed. The server is the one at DATABASE_URL, else an embedded one without fsync below `.test/`,
 * which all test processes of this clone share.
 */
export type TestDatabaseOptions = {
  empty?: boolean;
  /** Connections, when a race needs more than the few a test gets. */
  reads?: number;
  transactions?: number;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const migrations = join(root, 'migrations');
/** Test databases are named `t_PID_START_SERIAL_FILE`, so that those of dead processes can be swept. */
const testName = /^t_(\d+)_([0-9a-z]+)_/;
const failedFiles = new Set<string>();
let serial = 0;
let server: Promise<Database> | null = null;
let watching = false;

export async function testDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
  const file = callerFile();
  const name = nextName(file);
  let db: Database | null = null;
  watchFailures();
  // Before the first await: only then does the runner know for certain which test it belongs to.
  after(async (context) => {
    if (!db) return;
    await db.close();
    const failed = failedFiles.has(file) || (context as { passed?: boolean } | undefined)?.passed === false;
    await dropOrKeep(name, file, failed);
  });
  const admin = await testServer();
  await administer(admin.url, async (client) => {
    const template = options.empty ? 'template0' : await ensureTemplate(client, admin.url);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  db = await openDatabase({
    url: withDatabase(admin.url, name),
    dataDir: '',
    applicationName: name,
    reads: options.reads ?? 2,
    transactions: options.transactions ?? 4,
  });
  return db;
}

async function dropOrKeep(name: string, file: string, failed: boolean): Promise<void> {
  const admin = await testServer();
  if (failed)
    console.error(`Kept for a look: the database ${name} of ${basename(file)} (${admin.embedded ? dataDir() : 'on DATABASE_URL'})`);
  else await administer(admin.url, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** The server itself, for tests that make databases of their own. */
export function testServer(): Promise<Database> {
  server ??= openServer();
  return server;
}

async function openServer(): Promise<Database> {
  const url = process.env.DATABASE_URL || null;
  const db = await openDatabase({
    url,
    dataDir: dataDir(),
    applicationName: 'stoa tests',
    reads: 1,
    transactions: 1,
    server: { durable: false, maxConnections: 400 },
  });
  await administer(db.url, sweep);
  // No connection of it stays open, so the process can come to its end; the last process to end stops the server.
  process.once('beforeExit', () => db.close());
  return db;
}

/** `.test/` of this clone; a folder of one's own where the clone belongs to somebody else. */
function dataDir(): string {
  const own = join(root, '.test', `database-${userInfo().uid}`);
  try {
    mkdirSync(own, { recursive: true });
    return own;
  } catch {
    return join(tmpdir(), `stoa-test-${userInfo().uid}`, Buffer.from(root).toString('base64url').slice(-24));
  }
}

/** Cloned from by `create database`, migrated once for a set of migration files; made under a lock, named last. */
async function ensureTemplate(client: pg.Client, url: string): Promise<string> {
  const files = readMigrations(migrations);
  const name = `template_${migrationsChecksum(files).slice(0, 16)}`;
  await client.query('select pg_advisory_lock($1)', [0x73746f62]);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const staging = `${name}_new`;
    await client.query(`drop database if exists ${staging} with (force)`);
    await client.query(`create database ${staging} template template0`);
    await migrate({ url: withDatabase(url, staging) }, { folder: migrations });
    await client.query(`alter database ${staging} rename to ${name}`);
    return name;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [0x73746f62]);
  }
}

/** Drops what earlier, ended runs left: kept databases, and templates of other migration files that nobody uses. */
async function sweep(client: pg.Client): Promise<void> {
  const current = `template_${migrationsChecksum(readMigrations(migrations)).slice(0, 16)}`;
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^(t_[0-9]+_|template_[0-9a-f]{16})'",
  );
  for (const { name } of rows) {
    const mark = testName.exec(name);
    const stale = mark ? !stillRuns(Number(mark[1]), mark[2]!) : !name.startsWith(current);
    if (stale) await client.query(`drop database if exists ${name}`).catch(() => undefined);
  }
}

function nextName(file: string): string {
  const { pid, startedAt } = ownIdentity();
  serial += 1;
  const about = basename(file)
    .replace(/\.test\.ts$/, '')
    .replace(/\W+/g, '_')
    .toLowerCase();
  return `t_${pid}_${shortStart(startedAt)}_${serial}_${about}`.slice(0, 60);
}

function shortStart(startedAt: string): string {
  return startedAt
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .slice(-12);
}

function stillRuns(pid: number, short: string): boolean {
  const start = processStart(pid);
  return start !== null && shortStart(start) === short;
}

function watchFailures(): void {
  if (watching) return;
  watching = true;
  afterEach((context) => {
    const { passed, filePath } = context as { passed?: boolean; filePath?: string };
    if (passed === false && filePath) failedFiles.add(filePath);
  });
}

function callerFile(): string {
  const here = fileURLToPath(import.meta.url);
  const names = getCallSites(20).map(({ scriptName }) => (scriptName.startsWith('file:') ? fileURLToPath(scriptName) : scriptName));
  return names.find((name) => name.startsWith('/') && name !== here) ?? 'test';
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
