import pg from 'pg';
import { fail } from '../../kernel/errors.ts';
import { answers, type ConnectionSettings, clientConfig, persist, placeOf, translated } from './connection.ts';
import { type Embedded, enterEmbedded } from './embedded/embedded.ts';
import { createListening } from './listening.ts';
import { createRing } from './reads.ts';
import { createTransactions } from './transactions.ts';
import type { Database } from './types.ts';

export type DatabaseConfig = {
  /** Address of a server, or null for the embedded one below `dataDir`. */
  url: string | null;
  dataDir: string;
  /** Shown in pg_stat_activity; default `stoa`. */
  applicationName?: string;
  /** Most pipelined connections for `query`; default 4. They are opened as they are needed. */
  reads?: number;
  /** Most connections for `transaction`; default 8. */
  transactions?: number;
  /** Most connections of `pgPool`; default 6. */
  plainPool?: number;
  /** Longest a statement may run; default 15 s. */
  statementTimeoutMs?: number;
  /** Longest wait for a connection, a restart of the server included; default 10 s. */
  poolWaitMs?: number;
  /** Default true; false behind a pooler in transaction mode that does not know prepared statements. */
  statementNames?: boolean;
  /** What goes on while the embedded server is made and started, one line each. */
  report?: (line: string) => void;
  /** The embedded server died and could not be started again; it is tried further. */
  onFault?: (error: unknown) => void;
  /** Of the embedded server. `durable: false` is for throw-away test clusters alone. */
  server?: { maxConnections?: number; durable?: boolean };
};

const oldestServer = 150_000;
const mostInFlight = 10_000;
const connectTimeoutMs = 10_000;
const database = 'stoa';

/** Opens the database: starts or joins the embedded server where no address is given, checks the login and the server's version. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const embedded = config.url === null ? await enter(config) : null;
  try {
    const url = embedded ? embedded.url(database) : config.url!;
    if (embedded) await createIfMissing(embedded);
    const serverVersion = await checkServer(url, config.poolWaitMs ?? 10_000);
    return connect(config, url, embedded, serverVersion);
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

/** How many connections each of `processes` processes may open, so that all together stay well below `maxConnections`. */
export function connectionShares(processes: number, maxConnections = 100): { reads: number; transactions: number; plainPool: number } {
  // A tenth is kept for commands run beside the shop; one connection a process listens.
  const share = Math.floor((maxConnections * 0.9) / Math.max(1, processes)) - 1;
  const reads = Math.max(1, Math.min(4, Math.floor(share / 3)));
  const plainPool = Math.max(1, Math.min(6, Math.floor(share / 4)));
  return { reads, plainPool, transactions: Math.max(1, Math.min(10, share - reads - plainPool)) };
}

function enter(config: DatabaseConfig): Promise<Embedded> {
  const { dataDir, server, report, onFault } = config;
  return enterEmbedded({ dataDir, answers, ...(report ? { report } : {}), ...(onFault ? { onFault } : {}), ...server });
}

function connect(config: DatabaseConfig, url: string, embedded: Embedded | null, serverVersion: number): Database {
  const names = config.statementNames ?? true;
  const waitMs = config.poolWaitMs ?? 10_000;
  const settings: ConnectionSettings = {
    url,
    applicationName: config.applicationName ?? 'stoa',
    statementTimeoutMs: config.statementTimeoutMs ?? 15_000,
    session: names,
  };
  const ring = createRing(settings, { size: config.reads ?? 4, waitMs, names, mostInFlight });
  const transactions = createTransactions(settings, { size: config.transactions ?? 8, waitMs, names });
  const listening = createListening(settings, waitMs);
  let plain: pg.Pool | null = null;
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    await Promise.all([ring.close(), transactions.close(), listening.close(), plain && !plain.ending ? plain.end() : undefined]);
    await embedded?.close();
  }

  return {
    query: ring.query,
    transaction: transactions.run,
    alone: transactions.alone,
    listen: listening.listen,
    get pgPool() {
      plain ??= plainPool(settings, config.plainPool ?? 6);
      return plain;
    },
    url,
    serverVersion,
    embedded: embedded !== null,
    stats: () => ({ reads: ring.stats(), transactions: transactions.stats() }),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function plainPool(settings: ConnectionSettings, max: number): pg.Pool {
  const { types: _ours, statement_timeout: _timeout, ...plain } = clientConfig(settings) as pg.PoolConfig;
  const pool = new pg.Pool({ ...plain, max });
  // A connection that dies while it is lent is told to who holds it; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

async function checkServer(url: string, waitMs: number): Promise<number> {
  try {
    const version = await withClient(url, waitMs, async (client) => {
      const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version");
      return rows[0]!.version;
    });
    if (version < oldestServer)
      fail(
        'database_too_old',
        `The server at ${placeOf(url)} is PostgreSQL ${Math.floor(version / 10_000)}; version 15 or later is needed.`,
      );
    return version;
  } catch (error) {
    throw translated(error, url);
  }
}

/** The database inside the cluster; all processes may try at once, and the first makes it. */
async function createIfMissing(embedded: Embedded): Promise<void> {
  await withClient(embedded.url('postgres'), 10_000, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount) return;
    await client.query(`create database ${database}`).catch((error: { code?: string }) => {
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
  });
}

async function withClient<T>(url: string, waitMs: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return persist(async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }, waitMs);
}
