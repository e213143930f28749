import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, runStoa, startShop } from '../../test/support/shop.ts';
import { catalogLines, type PeerCatalogue } from './catalogue.ts';
import { columnsOf } from './columns.ts';
import { startMedusa } from './medusa-host.ts';
import { installedPeer } from './packages.ts';
import { runProgram, startProgram } from './programs.ts';
import type { Peer } from './ratios.ts';
import type { World } from './shoppers.ts';

export type Stage = {
  catalogue: PeerCatalogue;
  /** The catalogue as a file. */
  catalogueFile: string;
  /** A folder that is removed afterwards. */
  folder: string;
  /** An empty database of this shop's own. */
  databaseUrl: string;
  say(line: string): void;
};

export type Host = { world: World /** What the figures should be read with. */; remark?: string; stop(): Promise<void> };

/** Makes a filled shop of one server process in production mode. */
export const startHost: Record<Peer, (stage: Stage) => Promise<Host>> = { stoa, vendure, medusa: startMedusa };

async function stoa({ catalogue, folder, databaseUrl, say }: Stage): Promise<Host> {
  const dataDir = join(folder, 'stoa');
  const file = join(folder, 'catalogue.jsonl');
  const env = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn' };
  writeFileSync(file, catalogLines(catalogue));
  say('stoa: filling the shop ...');
  for (const args of [
    ['seed', '--empty'],
    ['import', 'products', file],
  ]) {
    const done = await runStoa(dataDir, args, env);
    if (done.code !== 0) throw new Error(`stoa ${args[0]} ended with ${done.code}: ${done.stderr.slice(-2000)}${done.stdout.slice(-1000)}`);
  }
  const found = await columnsOf(databaseUrl, {
    products: "select handle from product where handle <> 'article-hot' order by id",
    variants: `select id from variant where sku <> '${catalogue.hotSku}' order by id`,
    hot: `select id from variant where sku = '${catalogue.hotSku}'`,
  });
  const shop = await startShop({ dataDir, env });
  const categories = catalogue.categories.map(({ slug }) => slug);
  const world: World = { ...found, peer: 'stoa', port: shop.port, categories, hot: found.hot[0]! };
  return { world, stop: async () => void (await shop.stop()) };
}

async function vendure({ catalogue, catalogueFile, databaseUrl, say }: Stage): Promise<Host> {
  const cwd = await installedPeer('vendure', say);
  const port = await freePort();
  const env = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port) };
  say('vendure: filling the shop (minutes) ...');
  const seeding = { command: process.execPath, args: ['seed.cjs', catalogueFile], cwd, env: { ...env, BENCH_SEED: '1' } };
  await runProgram({ ...seeding, say: (line) => line.startsWith('vendure: ') && say(line) });
  const found = await columnsOf(databaseUrl, {
    products: 'select id from product where "deletedAt" is null order by id',
    variants: `select id from product_variant where "deletedAt" is null and sku <> '${catalogue.hotSku}' order by id`,
    hot: `select id from product_variant where sku = '${catalogue.hotSku}'`,
  });
  const server = await startProgram({ command: process.execPath, args: ['server.cjs'], cwd, env }, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/shop-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{activeChannel{id}}' }),
    });
    return answer.ok;
  });
  const categories = catalogue.categories.map(({ slug }) => slug);
  return { world: { ...found, peer: 'vendure', port, categories, hot: found.hot[0]! }, stop: server.stop };
}
