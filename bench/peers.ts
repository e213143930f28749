import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../src/platform/postgres/index.ts';
import type { BenchContext } from './bench.ts';
import { inProcess } from './orders/loop.ts';
import { makeCatalogue, type PeerCatalogue } from './peers/catalogue.ts';
import { startHost } from './peers/hosts.ts';
import { figuresOfPeer, type Measured, PEERS, type Peer } from './peers/ratios.ts';
import { sender } from './peers/sender.ts';
import { shopperOf, type World } from './peers/shoppers.ts';

const USUAL = 1_000;

type Run = { db: Database; folder: string; catalogue: PeerCatalogue; catalogueFile: string; seconds: number; context: BenchContext };

/** Stoa, Vendure and Medusa one after the other: same goods, same database server, same driver; see docs/reference/bench.md. */
export async function benchPeers(context: BenchContext): Promise<void> {
  const { quick, products, only, add, say } = context;
  const peers = only === null ? PEERS : PEERS.filter((peer) => only.includes(peer));
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-peers-'));
  const catalogue = makeCatalogue(products ?? (quick ? 100 : USUAL));
  const catalogueFile = join(folder, 'catalogue.json');
  writeFileSync(catalogueFile, JSON.stringify(catalogue));
  try {
    const db = await openDatabase({
      url: null,
      dataDir: join(folder, 'database'),
      applicationName: 'stoa bench',
      reads: 1,
      transactions: 1,
    });
    try {
      const run = { db, folder, catalogue, catalogueFile, seconds: quick ? 2 : 10, context };
      let ours: Measured[] = [];
      for (const peer of peers) {
        say(`${peer}: ${catalogue.products.length} products`);
        const measured = await measure(run, peer);
        if (peer === 'stoa') ours = measured;
        for (const figure of figuresOfPeer(peer, measured, ours)) add(figure);
      }
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One shop with a database of its own, alone on the machine. */
async function measure({ db, folder, catalogue, catalogueFile, seconds, context }: Run, peer: Peer): Promise<Measured[]> {
  await db.query({ name: '', text: `create database peer_${peer} template template0 encoding 'UTF8'` }, []);
  const address = new URL(db.url);
  address.pathname = `/peer_${peer}`;
  const own = join(folder, peer);
  mkdirSync(own);
  const host = await startHost[peer]({ catalogue, catalogueFile, folder: own, databaseUrl: address.href, say: context.say });
  try {
    await waitForLists(host.world);
    context.say(`${peer}: measuring ...`);
    const measured = await inProcess<Measured[]>(join('..', 'peers', 'driver.ts'), { world: host.world, seconds });
    return measured.map((each) => (host.remark ? { ...each, note: [host.remark, each.note].filter(Boolean).join('; ') } : each));
  } finally {
    await host.stop();
  }
}

/** Indexes are filled behind an import: nothing is measured before every category answers with a full list. */
async function waitForLists(world: World): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const shopper = shopperOf[world.peer](sender(world.port, agent), world);
  const until = performance.now() + 300_000;
  for (const category of world.categories)
    for (;;) {
      const fault = await shopper.list(category).then(
        () => null,
        (error: Error) => error,
      );
      if (!fault) break;
      if (performance.now() > until)
        throw new Error(`${world.peer}: category ${category} has no full list after five minutes: ${fault.message}`);
      await new Promise((next) => setTimeout(next, 250));
    }
  agent.destroy();
}
