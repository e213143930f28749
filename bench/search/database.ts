import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, migrate, openDatabase } from '../../src/platform/postgres/index.ts';

/** An empty database of its own, gone when it is closed. */
export async function passingDatabase(): Promise<{ db: Database; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  const db = await openDatabase({ url: null, dataDir, applicationName: 'stoa bench', reads: 2, transactions: 2, statementTimeoutMs: 0 });
  const close = async () => {
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(db, { folder: fileURLToPath(new URL('../../migrations', import.meta.url)) });
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}
