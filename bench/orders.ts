import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../src/platform/postgres/index.ts';
import { runStoa } from '../test/support/shop.ts';
import type { BenchContext } from './bench.ts';
import { round } from './figures.ts';
import { type Closed, inProcess } from './orders/loop.ts';
import { type Goods, openBenchDatabase, prepare, slowDisk, wrongStocks } from './orders/prepare.ts';

/** 40,000 variants. */
const USUAL = 10_000;
/** Buyers at the service level, and clients of the ceiling. */
const BUYERS = 128;
const CLIENTS = [16, 32] as const;

type Bench = { db: Database; dataDir: string; goods: Goods; seconds: number; add: BenchContext['add']; say: BenchContext['say'] };

/** Orders: the database's own ceiling, then ours at the service level and over HTTP, on one database in one run. */
export async function benchOrders(context: BenchContext): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-bench-orders-'));
  try {
    await seed(dataDir, context);
    const db = await openBenchDatabase(dataDir);
    try {
      const bench = { db, dataDir, goods: await prepare(db), seconds: context.quick ? 2 : 8, add: context.add, say: context.say };
      await serviceCase(bench, { name: 'service-spread', isHot: false });
      await serviceCase(bench, { name: 'service-hot', isHot: true });
      await slowDisk(db, true);
      await serviceCase(bench, { name: 'service-hot-slow-disk', isHot: true });
      await slowDisk(db, false);
      const wrong = await wrongStocks(db);
      context.add({
        bench: 'orders',
        case: 'oversold',
        count: wrong,
        errors: wrong,
        note: 'stocks below zero, or not the sum of their movements and holds',
      });
    } finally {
      await db.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function seed(dataDir: string, { data, products, quick, say }: BenchContext): Promise<void> {
  if (data !== null) {
    cpSync(data, dataDir, { recursive: true });
    return;
  }
  const count = products ?? (quick ? 2000 : USUAL);
  say(`seeding ${count} products ...`);
  const seeded = await runStoa(dataDir, ['seed', '--products', String(count), '--categories', '50']);
  if (seeded.code !== 0) throw new Error(`the seed failed: ${seeded.stderr.slice(-2000)}`);
}

/** Ours beside the per-order call on the same load; and the same written statement by statement. */
async function serviceCase(bench: Bench, { name, isHot }: { name: string; isHot: boolean }): Promise<void> {
  const { db, dataDir, goods, seconds, add } = bench;
  const work = { goods, seconds, isHot, url: db.url, dataDir };
  const ceilings: [string, Closed][] = [];
  for (const isPlain of [true, false])
    for (const clients of CLIENTS) {
      const closed = await inProcess<Closed>('ceiling.ts', { ...work, clients, isPlain });
      const of = `${isPlain ? 'statements' : 'call'}-${clients}`;
      add({ bench: 'orders', case: `${name}-${of}`, ...figuresOf(closed) });
      if (!isPlain) ceilings.push([of, closed]);
    }
  const ours = await inProcess<Closed>('service.ts', { ...work, buyers: BUYERS });
  const [of, best] = ceilings.reduce((a, b) => (a[1].perSecond > b[1].perSecond ? a : b));
  add({
    bench: 'orders',
    case: name,
    ...figuresOf(ours),
    ratio: round(ours.perSecond / best.perSecond),
    of,
    ofPerSecond: best.perSecond,
    note: `${BUYERS} buyers in one process, cpu ${ours.cpu}${ours.firstError ? `; ${ours.firstError}` : ''}`,
  });
}

function figuresOf({ perSecond, p50Ms, p99Ms, errors }: Closed) {
  return { perSecond, p50Ms, p99Ms, errors };
}
