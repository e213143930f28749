import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/platform/postgres/index.ts';
import { type RunningShop, startShop } from '../test/support/shop.ts';
import type { Inside } from './stage.ts';

export type ProvedShop = { origin: string; token: string; inside: Inside; stop(): Promise<void> };

/** A whole shop of our own: several web processes, a worker, real PostgreSQL, the test provider; empty, and thrown away afterwards. */
export async function openProvedShop({ workers }: { workers: number }): Promise<ProvedShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-prove-'));
  const env = { STOA_DEMO: 'off', STOA_WORKERS: String(workers), STOA_LOG_LEVEL: 'error', STOA_TEST_CLOCK: 'on' };
  let shop: RunningShop = await startShop({ dataDir, env });
  const { port, origin } = shop;
  let output = '';
  const inside: Inside = {
    dataDir,
    async query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
      const db = await openDatabase({ url: null, dataDir, applicationName: 'prove', reads: 1, transactions: 1 });
      try {
        return await db.transaction((tx) => tx.query<T>({ name: '', text }, values), { statementTimeoutMs: 0 });
      } finally {
        await db.close();
      }
    },
    async restart() {
      output += shop.output();
      await shop.stop();
      shop = await startShop({ dataDir, env, port });
    },
    output: () => output + shop.output(),
  };
  return {
    origin,
    token: readFileSync(join(dataDir, 'staff-token'), 'utf8').trim(),
    inside,
    async stop() {
      await shop.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
