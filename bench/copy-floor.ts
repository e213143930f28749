import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../src/platform/postgres/index.ts';
import { openBenchDatabase } from './orders/prepare.ts';

const LEAST_BYTES = 128 * 1024;
const CONNECTIONS = 2;

/**
 * What PostgreSQL alone needs for the rows of a seed: they are written to files, and read by its own `copy` into empty tables of the
 * same columns, keys and indexes, over two connections and to the disk. Only the reading is timed.
 */
export async function measureCopy(dataDir: string, products: number): Promise<{ perSecond: number; about: string }> {
  const db = await openBenchDatabase(dataDir);
  const folder = mkdtempSync(join(dataDir, 'copy-'));
  const run = (text: string) => db.transaction((tx) => tx.exec(text), { statementTimeoutMs: 0 });
  try {
    const tables = await filledTables(db);
    await run('create schema bench_copy');
    for (const { name } of tables) {
      await run(`copy public.${name} to '${join(folder, name)}' with (format binary)`);
      await run(`create table bench_copy.${name} (like public.${name} including all excluding identity excluding generated)`);
    }
    await run('checkpoint');
    const waiting = [...tables];
    const startedAt = performance.now();
    const reader = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        await run(`copy bench_copy.${next.name} from '${join(folder, next.name)}' with (format binary)`);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, reader));
    const seconds = (performance.now() - startedAt) / 1000;
    const mebibytes = tables.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
    await run('drop schema bench_copy cascade');
    return {
      perSecond: Math.round(products / seconds),
      about: `copy: the same rows of ${tables.length} tables (${Math.round(mebibytes)} MiB with their indexes) by PostgreSQL alone`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await db.close();
  }
}

/** Largest first, as both connections are to end together. */
async function filledTables(db: Database): Promise<{ name: string; bytes: number }[]> {
  return db.transaction((tx) =>
    tx.query<{ name: string; bytes: number }>(
      {
        name: '',
        text: `select quote_ident(c.relname) as name, pg_total_relation_size(c.oid)::float8 as bytes from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_relation_size(c.oid) > $1 order by 2 desc`,
      },
      [LEAST_BYTES],
    ),
  );
}
