/**
 * PostgreSQL: the embedded server (no DATABASE_URL) or any server of version 15 or later, behind one small interface.
 *
 *   const productById = sql('catalog.product_by_id', 'select id, title from product where id = $1');
 *   const rows = await db.query<{ id: number; title: Translated }>(productById, [id]);       // pipelined, autocommit
 *   await db.transaction(async (tx) => { await tx.query(takeStock, [id]); await tx.query(insertOrder, [...]); }, { retries: 3 });
 *
 * `db.query` shares a few pipelined connections: use it for reads and single statements, never for `begin`, `set` or
 * `listen`. Long statements (over about 50 ms) belong in `db.transaction`, since a pipelined connection answers in order.
 */

export { translated } from './connection.ts';
export { connectionShares, type DatabaseConfig, openDatabase } from './database.ts';
export { inspectDatabase } from './embedded/embedded.ts';
export { type MigrateOptions, type Migration, migrate, migrationsChecksum, readMigrations } from './migrate.ts';
export { json, sql } from './sql.ts';
export type { Database, DatabaseStats, Queryable, Sql, TransactionOptions, Tx } from './types.ts';
