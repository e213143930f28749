import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fail, ShopError } from '../../kernel/errors.ts';
import { types } from './parsers.ts';

export type ConnectionSettings = {
  url: string;
  applicationName: string;
  statementTimeoutMs: number;
  /** False behind a pooler in transaction mode, which knows neither our statements nor our session settings. */
  session: boolean;
};

const connectTimeoutMs = 10_000;
const retryMs = 50;

export function clientConfig(settings: ConnectionSettings): pg.ClientConfig {
  return {
    connectionString: settings.url,
    application_name: settings.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types,
    ...(settings.session
      ? { statement_timeout: settings.statementTimeoutMs, idle_in_transaction_session_timeout: 60_000, options: '-c timezone=UTC' }
      : {}),
  };
}

/** The server is away for the moment (starting, restarting, failing over): trying again soon makes sense. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code && /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|57P0[123]|53300)$/.test(code)) return true;
  return /Connection terminated|timeout expired|not queryable|server closed the connection/i.test(message ?? '');
}

/** Calls `connect` until it succeeds, the fault is no passing one, or `waitMs` is over. */
export async function persist<T>(connect: () => Promise<T>, waitMs: number): Promise<T> {
  const deadline = Date.now() + waitMs;
  for (let pauseMs = retryMs; ; pauseMs = Math.min(500, pauseMs * 1.5)) {
    try {
      return await connect();
    } catch (error) {
      if (!isPassing(error) || Date.now() + pauseMs > deadline) throw error;
      await sleep(pauseMs);
    }
  }
}

/** Whether a login at `url` works now; faults other than "not there" or "wrong password" go through. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if (isPassing(error)) return false;
    throw translated(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A fault of connecting, or of rights that are lacking, as an error that says what to do; never with the password. */
export function translated(error: unknown, url: string): unknown {
  if (error instanceof ShopError) return error;
  const { code, message } = error as { code?: string; message: string };
  const place = placeOf(url);
  const say = (kind: 'database_refused' | 'database_unreachable' | 'database_busy', detail: string) => {
    try {
      return fail(kind, detail, { cause: error });
    } catch (fault) {
      return fault;
    }
  };
  if (code === '28P01' || code === '28000')
    return say('database_refused', `The database at ${place} refused user or password. Check DATABASE_URL.`);
  if (code === '3D000')
    return say('database_refused', `The server at ${place} has no such database. Create it, or mend its name in DATABASE_URL.`);
  if (code === '42501' || code === '3F000') return say('database_refused', `${upper(message)} at ${place}. ${grantsFor(url)}`);
  if (code === '53300')
    return say('database_busy', `The database at ${place} has no free connection. Raise max_connections there, or run fewer processes.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say('database_unreachable', `The host of the database, ${place}, is not known. Check DATABASE_URL.`);
  if (/SSL|certificate|self.signed/i.test(message))
    return say('database_unreachable', `No encrypted connection to ${place} (${message}). Check sslmode and sslrootcert in DATABASE_URL.`);
  if (isPassing(error)) return say('database_unreachable', `The database at ${place} does not answer (${code ?? message}).`);
  return error;
}

/** PostgreSQL 15 and later lets nobody but a database's owner make tables in it. */
function grantsFor(url: string): string {
  const { pathname, username } = new URL(url);
  const [database, role] = [pathname.slice(1), username].map((name) => `"${decodeURIComponent(name)}"`);
  return `As its owner or a superuser: grant create on database ${database} to ${role}; grant all on schema public to ${role};`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Host, port and database of an address, without user and password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return `${host}:${port || 5432}${pathname}`;
}
