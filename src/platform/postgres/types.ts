import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';

/** One prepared statement. Make it with `sql(name, text)`, once, at module level; the name is `table_or_module.what_it_returns`. */
export type Sql = { readonly name: string; readonly text: string };

export type Queryable = {
  /**
   * Runs one statement and resolves with its rows (an empty array when it returns none).
   * Values: number, string, boolean, null, Date, Buffer; an array is a PostgreSQL array (`$1::bigint[]`);
   * for a json/jsonb parameter pass `json(value)`, since a bare array would be taken for a PostgreSQL array.
   * Rows: int8 -> number (an error beyond the safe integers), numeric -> string, timestamptz -> Date,
   * date and timestamp without zone -> string as written, json/jsonb -> parsed, bytea -> Buffer.
   * An unnamed text (`{ name: '', text }`) is planned anew each time.
   */
  query<Row>(sql: Sql, values?: readonly unknown[]): Promise<Row[]>;
};

/** A transaction under way. Not usable after its function has settled. Concurrent calls are run one after another. */
export type Tx = Queryable & {
  /** Several statements as one text, without parameters (DDL, `set local`). */
  exec(text: string): Promise<void>;
  /** `copy ... from stdin`: write the bytes, then `end()`; wait for `finish` (`stream/promises` pipeline does) before the next call. */
  copyFrom(copySql: string): Writable;
  /** `copy ... to stdout`: read to the end before the next call. */
  copyTo(copySql: string): Readable;
};

export type TransactionOptions = {
  /** How often it is run again after a serialization failure or deadlock (40001, 40P01); default 0. `fn` must then be repeatable. */
  retries?: number;
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** For each statement in it; default is the database's `statementTimeoutMs`; 0 = no limit (imports, migrations). */
  statementTimeoutMs?: number;
};

export type DatabaseStats = {
  reads: { clients: number; connected: number; inFlight: number; waiting: number };
  transactions: { clients: number; idle: number; waiting: number };
};

export type Database = Queryable & {
  /**
   * Commits when `fn` resolves, rolls back when it throws; the error goes through unchanged.
   * Waits at most `poolWaitMs` for a connection (`database_busy` after that).
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * One statement that is a transaction by itself, on a connection that nobody shares: for those that may wait for a lock. One
   * round trip where `transaction` takes three.
   */
  alone<Row>(sql: Sql, values?: readonly unknown[], options?: Pick<TransactionOptions, 'retries'>): Promise<Row[]>;
  /**
   * Calls `fn` with the payload of every notification on `channel`. Reconnects by itself; `onReconnect` is called
   * after each such reconnect, when notifications may have been missed. Resolves once listening; call the result to stop.
   */
  listen(channel: string, fn: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>;
  /** A plain pool of its own with the driver's default parsers, for libraries (graphile-worker). Made on first use. */
  readonly pgPool: pg.Pool;
  /** For libpq and other programs; holds the password: never log it. */
  readonly url: string;
  /** For example 180004. */
  readonly serverVersion: number;
  /** True when it is the embedded server below the data folder. */
  readonly embedded: boolean;
  stats(): DatabaseStats;
  /** Waits for what is in flight, closes every connection and, as its last user, stops the embedded server. */
  close(): Promise<void>;
};
