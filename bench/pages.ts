import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningShop, runStoa, startShop } from '../test/support/shop.ts';
import type { BenchContext } from './bench.ts';
import { drive, type LoadResult } from './driver.ts';
import { round } from './figures.ts';
import { startFloor } from './floor.ts';

const CONNECTIONS = 32;

/** Pages and API reads of one web process over 10,000 products in 50 categories, as 50 of 200 are what the peers were measured with. */
export async function benchPages({ quick, add, say }: BenchContext): Promise<void> {
  const seconds = quick ? 2 : 8;
  const products = quick ? 2000 : 10_000;
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  try {
    say(`seeding ${products} products in 50 categories ...`);
    const seeded = await runStoa(dataDir, ['seed', '--products', String(products), '--categories', '50']);
    if (seeded.code !== 0) throw new Error(`the seed failed: ${seeded.stderr.slice(-2000)}`);

    const cached = await startShop({ dataDir, env: { STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn' } });
    const addresses = await findAddresses(cached);
    say(
      `driver: our own keep-alive client in a process of its own, ${CONNECTIONS} connections, ${seconds} s a case; what it can do is the floor's rate`,
    );
    for (const [name, path] of [
      ['listing-cached', addresses.listings[0]!],
      ['product-cached', addresses.products[0]!],
    ] as const) {
      const ours = await measure(cached, [path], seconds, { 'Accept-Encoding': 'gzip' });
      const floor = await measureFloor(cached, path, seconds);
      add({
        bench: 'pages',
        case: name,
        ...rates(ours),
        ratio: round(ours.perSecond / floor.perSecond),
        of: 'floor',
        ofPerSecond: floor.perSecond,
        note: `driver cpu ${ours.driverCpu}`,
      });
    }
    const apiFloor = await measureFloor(cached, addresses.apiLists[0]!, seconds);
    await cached.stop();

    const uncached = await startShop({
      dataDir,
      env: { STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn', STOA_PAGE_CACHE_MIB: '0' },
    });
    const cases: [string, string[]][] = [
      ['listing-uncached', addresses.listings],
      ['product-uncached', addresses.products],
      ['api-list', addresses.apiLists],
      ['api-product', addresses.apiProducts],
    ];
    for (const [name, paths] of cases) {
      await measure(uncached, paths, 1);
      const ours = await measure(uncached, paths, seconds);
      add({
        bench: 'pages',
        case: name,
        ...rates(ours),
        ratio: round(ours.perSecond / apiFloor.perSecond, 3),
        of: 'floor',
        ofPerSecond: apiFloor.perSecond,
        ...(ours.firstError ? { note: ours.firstError } : {}),
      });
    }
    add({ bench: 'pages', case: 'memory', rssMiB: webProcessRssMiB(uncached.process.pid ?? 0) });
    await uncached.stop();
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Addresses = { listings: string[]; products: string[]; apiLists: string[]; apiProducts: string[] };

async function findAddresses(shop: RunningShop): Promise<Addresses> {
  const categories = await json<{ items: { slug: string; productCount?: number }[] }>(shop, '/api/categories?market=eu&language=en');
  const products = await json<{ items: { handle: string }[] }>(shop, '/api/products?market=eu&language=en&limit=100');
  const slugs: string[] = [];
  for (const { slug } of categories.items) {
    const listing = await json<{ total: number }>(shop, `/api/products?market=eu&language=en&limit=1&category=${slug}`);
    if (listing.total >= 24) slugs.push(slug);
  }
  if (slugs.length === 0 || products.items.length === 0) throw new Error('the seeded shop has no category with a full listing');
  const more = await Promise.all(
    slugs.map((slug) => json<{ items: { handle: string }[] }>(shop, `/api/products?market=eu&language=en&limit=100&category=${slug}`)),
  );
  const handles = [...new Set(more.flatMap((page) => page.items.map((item) => item.handle)))];
  return {
    listings: slugs.map((slug) => `/eu/en/c/${slug}`),
    products: handles.map((handle) => `/eu/en/p/${handle}`),
    apiLists: slugs.map((slug) => `/api/products?market=eu&language=en&limit=24&category=${slug}`),
    apiProducts: handles.map((handle) => `/api/products/${handle}?market=eu&language=en`),
  };
}

function measure(shop: RunningShop, paths: string[], seconds: number, headers: Record<string, string> = {}): Promise<LoadResult> {
  return drive({ host: '127.0.0.1', port: shop.port, paths, connections: CONNECTIONS, seconds, headers });
}

/** The same bytes and content headers from a bare server, in the same minute. */
async function measureFloor(shop: RunningShop, path: string, seconds: number): Promise<LoadResult> {
  const answer = await fetch(shop.origin + path, { headers: { 'Accept-Encoding': 'identity' } });
  const body = Buffer.from(await answer.arrayBuffer());
  const floor = await startFloor(body, { 'content-type': answer.headers.get('content-type') ?? 'text/html' });
  try {
    return await drive({ host: '127.0.0.1', port: floor.port, paths: ['/'], connections: CONNECTIONS, seconds });
  } finally {
    await floor.stop();
  }
}

function rates(result: LoadResult) {
  return { perSecond: result.perSecond, p50Ms: result.p50Ms, p99Ms: result.p99Ms, errors: result.errors };
}

async function json<T>(shop: RunningShop, path: string): Promise<T> {
  const answer = await fetch(shop.origin + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}

/** Resident memory of the largest Node process below the supervisor: the web process. */
function webProcessRssMiB(supervisor: number): number {
  const parents = new Map<number, number>();
  const rss = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      if (/^Name:\t(node|MainThread|stoa)/m.test(status)) rss.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // the process ended while we looked
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === supervisor || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return Math.round(Math.max(0, ...[...rss].filter(([pid]) => isBelow(pid)).map(([, size]) => size)));
}
