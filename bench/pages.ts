import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningShop, runStoa, startShop } from '../test/support/shop.ts';
import { type Addresses, findAddresses } from './addresses.ts';
import type { BenchContext } from './bench.ts';
import { drive, type LoadResult } from './driver.ts';
import { round } from './figures.ts';
import { startFloor } from './floor.ts';

const CONNECTIONS = 32;
/** For the latencies of single pages: one caller at a time, and a few. */
const FEW = [1, 8] as const;
const USUAL = 10_000;
const CACHED_PAGES = { STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn' };
const NO_CACHE = { ...CACHED_PAGES, STOA_PAGE_CACHE_MIB: '0' };

/**
 * Pages and API reads of one web process. 10,000 products lie in 50 categories, as 50 of 200 are what the peers were measured
 * with; other sizes use the whole tree, whose largest categories hold a fifth of all products.
 */
export async function benchPages({ quick, products, data, add, say }: BenchContext): Promise<void> {
  const seconds = quick ? 2 : 8;
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  try {
    if (data === null) await seed(dataDir, products ?? (quick ? 2000 : USUAL), { add, say });
    else cpSync(data, dataDir, { recursive: true });
    say(
      `driver: our own keep-alive client in a process of its own, ${CONNECTIONS} connections, ${seconds} s a case; what it can do is the floor's rate`,
    );
    const cached = await startShop({ dataDir, env: CACHED_PAGES });
    const addresses = await findAddresses(cached);
    for (const [name, path] of [
      ['listing-cached', addresses.listings[0]!],
      ['product-cached', addresses.products[0]!],
    ] as const)
      await besideFloor(cached, { name, path, seconds, add });
    const apiFloor = await measureFloor(cached, addresses.apiLists[0]!, seconds);
    await cached.stop();

    const uncached = await startShop({ dataDir, env: NO_CACHE });
    // A process that has just started is still loading what it keeps of the index.
    await measure(uncached, addresses.listings, quick ? 1 : 4, 1);
    await rates(uncached, addresses, { seconds, floor: apiFloor.perSecond, add });
    add({ bench: 'pages', case: 'memory', rssMiB: webProcessRssMiB(uncached.process.pid ?? 0) });
    await latencies(uncached, addresses, { seconds: quick ? 2 : 5, add });
    add({ bench: 'pages', case: 'memory-all-listings', rssMiB: webProcessRssMiB(uncached.process.pid ?? 0) });
    await uncached.stop();
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Printing = Pick<BenchContext, 'add' | 'say'>;

async function seed(dataDir: string, products: number, { add, say }: Printing): Promise<void> {
  const few = products <= USUAL ? ['--categories', '50'] : [];
  say(`seeding ${products} products ...`);
  const started = performance.now();
  const seeded = await runStoa(dataDir, ['seed', '--products', String(products), ...few]);
  if (seeded.code !== 0) throw new Error(`the seed failed: ${seeded.stderr.slice(-2000)}`);
  const taken = (performance.now() - started) / 1000;
  add({
    bench: 'pages',
    case: 'seed',
    seconds: round(taken, 1),
    count: products,
    note: `${Math.round(products / taken)} products/s, findable`,
  });
}

/** A finished page, and a bare server that answers with the same encoded bytes and headers. */
async function besideFloor(
  shop: RunningShop,
  of: { name: string; path: string; seconds: number; add: BenchContext['add'] },
): Promise<void> {
  const load = {
    host: '127.0.0.1',
    paths: [of.path],
    connections: CONNECTIONS,
    seconds: of.seconds,
    headers: { 'Accept-Encoding': 'gzip' },
  };
  const ours = await drive({ ...load, port: shop.port });
  const floor = await measureFloor(shop, of.path, of.seconds, 'gzip');
  of.add({
    bench: 'pages',
    case: of.name,
    ...figuresOf(ours),
    ratio: round(ours.perSecond / floor.perSecond),
    of: 'floor',
    ofPerSecond: floor.perSecond,
    note: `${ours.bytesPerAnswer} bytes against ${floor.bytesPerAnswer}, driver cpu ${ours.driverCpu}`,
  });
}

async function rates(
  shop: RunningShop,
  addresses: Addresses,
  { seconds, floor, add }: { seconds: number; floor: number; add: BenchContext['add'] },
): Promise<void> {
  const cases: [string, readonly string[]][] = [
    ['listing-uncached', addresses.listings],
    ['product-uncached', addresses.products],
    ['api-list', addresses.apiLists],
    ['api-product', addresses.apiProducts],
  ];
  for (const [name, paths] of cases) {
    await measure(shop, paths, 1);
    const ours = await measure(shop, paths, seconds);
    add({
      bench: 'pages',
      case: name,
      ...figuresOf(ours),
      ratio: round(ours.perSecond / floor, 3),
      of: 'floor',
      ofPerSecond: floor,
      ...(ours.firstError ? { note: ours.firstError } : {}),
    });
  }
}

/** How long single pages take that nobody has asked for before, in the largest categories. */
async function latencies(
  shop: RunningShop,
  addresses: Addresses,
  { seconds, add }: { seconds: number; add: BenchContext['add'] },
): Promise<void> {
  const cases: [string, readonly string[]][] = [
    ['largest', addresses.largest],
    ['deep', addresses.deep],
    ['filtered', addresses.filtered],
    ['filtered-deep', addresses.filteredDeep],
  ];
  for (const [name, paths] of cases) {
    if (paths.length === 0) continue;
    await measure(shop, paths, 1, 1);
    for (const connections of FEW) {
      const ours = await measure(shop, paths, seconds, connections);
      add({
        bench: 'pages',
        case: `listing-${name}-${connections}`,
        ...figuresOf(ours),
        note: `${connections} at a time, ${paths.length} pages`,
      });
    }
  }
}

function measure(shop: RunningShop, paths: readonly string[], seconds: number, connections = CONNECTIONS): Promise<LoadResult> {
  return drive({ host: '127.0.0.1', port: shop.port, paths, connections, seconds });
}

/** The same encoded bytes and headers from a bare server, in the same minute. */
async function measureFloor(shop: RunningShop, path: string, seconds: number, encoding = 'identity'): Promise<LoadResult> {
  const { body, headers } = await encodedAnswer(shop.origin + path, encoding);
  const floor = await startFloor(body, headers);
  try {
    return await drive({
      host: '127.0.0.1',
      port: floor.port,
      paths: [path],
      connections: CONNECTIONS,
      seconds,
      headers: { 'Accept-Encoding': encoding },
    });
  } finally {
    await floor.stop();
  }
}

/** What the server adds by itself is left to the floor's server too. */
const OWN_HEADERS = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/** The bytes as they go over the wire. */
function encodedAnswer(url: string, encoding: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
  return new Promise((done, reject) => {
    get(url, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const given = Object.entries(response.headers).filter(([name]) => !OWN_HEADERS.includes(name));
        done({ body: Buffer.concat(chunks), headers: Object.fromEntries(given.map(([name, value]) => [name, String(value)])) });
      });
    }).on('error', reject);
  });
}

function figuresOf(result: LoadResult) {
  return { perSecond: result.perSecond, p50Ms: result.p50Ms, p99Ms: result.p99Ms, errors: result.errors };
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
