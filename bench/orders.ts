import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../src/platform/postgres/index.ts';
import { runStoa, startShop } from '../test/support/shop.ts';
import type { BenchContext } from './bench.ts';
import { round } from './figures.ts';
import type { Bought } from './orders/buyers.ts';
import { type Closed, inProcess } from './orders/loop.ts';
import { forgetNews, type Goods, leaveInStock, openBenchDatabase, prepare, slowDisk, wrongStocks } from './orders/prepare.ts';

/** 40,000 variants. */
const USUAL = 10_000;
/** Buyers at the service level, and clients of the ceiling. */
const BUYERS = 128;
const HTTP_BUYERS = 64;
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
      await httpCases(bench);
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

/** Whole purchases, against a shop that runs as `npm start` runs it. Server, database and buyers share the machine. */
async function httpCases({ dataDir, db, goods, seconds, add, say }: Bench): Promise<void> {
  await forgetNews(db);
  const shop = await startShop({
    dataDir,
    env: { STOA_DEMO: 'off', STOA_WORKERS: String(availableParallelism()), STOA_LOG_LEVEL: 'warn' },
  });
  try {
    const work = { goods, port: shop.port, buyers: HTTP_BUYERS };
    const buying = (doing: 'orders' | 'cart-add' | 'scarce', isHot: boolean, forSeconds = seconds) =>
      inProcess<Bought>('buyers.ts', { ...work, doing, isHot, seconds: forSeconds });
    say(`over HTTP: ${HTTP_BUYERS} buyers, ${availableParallelism()} web processes; a case's time is that of a whole purchase`);
    // Until the programs are warm: a shop is not started anew for each rush.
    await buying('orders', false, Math.max(6, seconds));
    const spread = await buying('orders', false);
    const ofNote = (bought: Bought) => `driver cpu ${bought.cpu}${bought.firstError ? `; ${bought.firstError}` : ''}`;
    add({ bench: 'orders', case: 'http-spread', ...figuresOf(spread), note: ofNote(spread) });
    const hot = await buying('orders', true);
    const ratio = { ratio: round(hot.perSecond / spread.perSecond), of: 'http-spread', ofPerSecond: spread.perSecond };
    add({ bench: 'orders', case: 'http-hot', ...figuresOf(hot), ...ratio, note: ofNote(hot) });
    const adding = await buying('cart-add', false);
    add({ bench: 'orders', case: 'cart-add', ...figuresOf(adding), note: ofNote(adding) });
    await leaveInStock(db, goods.scarce, 1);
    const scarce = await buying('scarce', false);
    const excess = Math.max(0, scarce.sold - goods.scarce.length) + (await wrongStocks(db));
    const missed = goods.scarce.length - scarce.sold;
    const note = `${goods.scarce.length * 20} buyers for ${goods.scarce.length} pieces: ${scarce.sold} sold, ${scarce.refused} refused; counts too many sold, and stocks that are not the sum of their movements and holds${scarce.firstError ? `; ${scarce.firstError}` : ''}`;
    add({ bench: 'orders', case: 'oversold', count: excess, errors: excess + scarce.errors + Math.abs(missed), note });
  } finally {
    await shop.stop();
  }
}

function figuresOf({ perSecond, p50Ms, p99Ms, errors }: Closed) {
  return { perSecond, p50Ms, p99Ms, errors };
}
