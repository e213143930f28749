import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFromStream, to as copyToStream } from 'pg-copy-streams';
import { fail, ShopError } from '../../kernel/errors.ts';
import { type ConnectionSettings, clientConfig, isPassing, persist, translated } from './connection.ts';
import type { Sql, TransactionOptions, Tx } from './types.ts';

export type Transactions = {
  run<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  alone<Row>(sql: Sql, values?: readonly unknown[], options?: Pick<TransactionOptions, 'retries'>): Promise<Row[]>;
  stats(): { clients: number; idle: number; waiting: number };
  close(): Promise<void>;
};

export type TransactionsOptions = { size: number; waitMs: number; names: boolean };

const retriable = new Set(['40001', '40P01']);

/** One connection a transaction, out of a pool with a bounded wait. */
export function createTransactions(settings: ConnectionSettings, options: TransactionsOptions): Transactions {
  const pool = new pg.Pool({
    ...clientConfig(settings),
    max: options.size,
    connectionTimeoutMillis: options.waitMs,
    idleTimeoutMillis: 30_000,
  });
  // A connection that breaks while idle is simply replaced; without a listener it would end the process.
  pool.on('error', () => undefined);

  const run = <T>(fn: (tx: Tx) => Promise<T>, given: TransactionOptions = {}): Promise<T> => repeated(() => once(fn, given), given);

  const alone = <Row>(sql: Sql, values: readonly unknown[] = [], given: Pick<TransactionOptions, 'retries'> = {}): Promise<Row[]> =>
    repeated(() => single<Row>(sql, values), given);

  async function repeated<T>(work: () => Promise<T>, { retries = 0 }: Pick<TransactionOptions, 'retries'>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const again = attempt < retries && retriable.has((error as { code?: string }).code ?? '');
        if (!again) throw isPassing(error) ? translated(error, settings.url) : error;
        await sleep(Math.random() * 10 * 2 ** Math.min(attempt, 6));
      }
    }
  }

  async function once<T>(fn: (tx: Tx) => Promise<T>, given: TransactionOptions): Promise<T> {
    const client = await acquire();
    const { tx, finish } = transactionOn(client, options.names);
    let broken: Error | boolean = false;
    // A connection that is cut between two statements says so by an event; the next statement fails anyway.
    const ignore = () => undefined;
    client.on('error', ignore);
    try {
      await client.query(begin(given));
      const result = await fn(tx);
      await finish();
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await rolledBack(client, error, finish);
      throw error;
    } finally {
      client.release(broken);
      client.off('error', ignore);
    }
  }

  async function single<Row>(sql: Sql, values: readonly unknown[]): Promise<Row[]> {
    const client = await acquire();
    let broken = false;
    const ignore = () => undefined;
    client.on('error', ignore);
    try {
      return (await client.query(request(sql, values, options.names))).rows as Row[];
    } catch (error) {
      broken = isPassing(error) || isForgotten(error);
      throw error;
    } finally {
      client.release(broken);
      client.off('error', ignore);
    }
  }

  async function acquire(): Promise<pg.PoolClient> {
    try {
      return await persist(() => pool.connect(), options.waitMs);
    } catch (error) {
      if (/timeout exceeded when trying to connect/.test((error as Error).message))
        fail('database_busy', `No connection became free within ${options.waitMs} ms.`, { cause: error });
      throw translated(error, settings.url);
    }
  }

  return {
    run,
    alone,
    stats: () => ({ clients: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

function begin({ isolation, readOnly, statementTimeoutMs }: TransactionOptions): string {
  const modes = [isolation && `isolation level ${isolation}`, readOnly && 'read only'].filter(Boolean).join(', ');
  const timeout = statementTimeoutMs === undefined ? '' : `; set local statement_timeout = ${Math.trunc(statementTimeoutMs)}`;
  return `begin ${modes}${timeout}`;
}

function transactionOn(client: pg.PoolClient, names: boolean): { tx: Tx; finish: () => Promise<void> } {
  // Statements are run one after another even when the caller asks for several at once: the driver would queue them with a warning.
  let last: Promise<unknown> = Promise.resolve();
  let open = true;
  let stream: Readable | Writable | null = null;

  function next<T>(work: () => Promise<T>): Promise<T> {
    if (!open) return Promise.reject(new Error('The transaction has ended; a call in it was not awaited.'));
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  function copy<S extends (Readable | Writable) & pg.Submittable>(made: S): S {
    if (!open) throw new Error('The transaction has ended.');
    if (stream && !stream.closed && !stream.destroyed) throw new Error('A copy is still under way in this transaction.');
    stream = client.query(made);
    return made;
  }

  const tx: Tx = {
    query: <Row>(sql: Sql, values: readonly unknown[] = []) =>
      next(async () => (await client.query(request(sql, values, names))).rows as Row[]),
    exec: (text) => next(async () => void (await client.query(text))),
    copyFrom: (text) => copy(copyFromStream(text)),
    copyTo: (text) => copy(copyToStream(text)),
  };
  const finish = async () => {
    await last;
    open = false;
    if (stream && !(stream as Writable).writableFinished && !(stream as Readable).readableEnded)
      throw new ShopError('internal', 'A copy was not finished before the end of its transaction.');
  };
  return { tx, finish };
}

/** Rolls back; true when the connection cannot be used again. */
async function rolledBack(client: pg.PoolClient, error: unknown, finish: () => Promise<void>): Promise<boolean> {
  try {
    await finish();
    if (isPassing(error)) return true;
    await client.query('rollback');
    return isForgotten(error);
  } catch {
    return true;
  }
}

function request({ name, text }: Sql, values: readonly unknown[], names: boolean): pg.QueryConfig {
  return { ...(names && name !== '' ? { name } : {}), text, values: values as unknown[] };
}

/** The server does not know the statement any more, or its table has changed: a new connection does. */
function isForgotten(error: unknown): boolean {
  return /cached plan must not change|prepared statement .* does not exist/.test((error as Error).message ?? '');
}
