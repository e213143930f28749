import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../test/support/shop.ts';
import { columnsOf } from './columns.ts';
import type { Host, Stage } from './hosts.ts';
import { installedPeer } from './packages.ts';
import { type Program, runProgram, type Server, startProgram } from './programs.ts';
import type { World } from './shoppers.ts';

/** Medusa in production mode; with Redis where a redis-server is found, otherwise with its modules in memory, which is said. */
export async function startMedusa({ catalogue, catalogueFile, folder, databaseUrl, say }: Stage): Promise<Host> {
  const cwd = await installedPeer('medusa', say);
  const port = await freePort();
  const worldFile = join(folder, 'world.json');
  const usual = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, MEDUSA_DISABLE_TELEMETRY: 'true' };
  const medusa = (args: string[], env: Record<string, string> = {}): Program => ({
    command: process.execPath,
    args: [join('node_modules', '@medusajs', 'cli', 'cli.js'), ...args],
    cwd,
    env: { ...usual, ...env },
  });
  say('medusa: making its tables ...');
  await runProgram(medusa(['db:migrate']));
  say('medusa: filling the shop (minutes) ...');
  const seeding = medusa(['exec', './seed.js'], { BENCH_CATALOGUE: catalogueFile, BENCH_WORLD: worldFile });
  await runProgram({ ...seeding, say: (line) => line.startsWith('medusa: ') && say(line) });
  const found = await columnsOf(databaseUrl, {
    products: 'select id from product where deleted_at is null order by id',
    variants: `select id from product_variant where deleted_at is null and sku <> '${catalogue.hotSku}' order by id`,
    hot: `select id from product_variant where sku = '${catalogue.hotSku}'`,
  });
  const seeded = JSON.parse(readFileSync(worldFile, 'utf8')) as Pick<World, 'key' | 'region' | 'categories'>;
  const redis = await startRedis(folder);
  say(redis ? 'medusa: with Redis' : 'medusa: no redis-server on the PATH: WITHOUT Redis, its modules in memory are measured instead');
  const stopRedis = async () => void (await redis?.server.stop());
  try {
    const env: Record<string, string> = redis ? { REDIS_URL: redis.url } : {};
    const isReady = async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok;
    const server = await startProgram(medusa(['start', '-H', '127.0.0.1', '-p', String(port)], env), isReady);
    const stop = async () => {
      await server.stop();
      await stopRedis();
    };
    const remark = redis ? 'with Redis' : 'without Redis';
    return { world: { ...found, ...seeded, peer: 'medusa', port, hot: found.hot[0]! }, remark, stop };
  } catch (error) {
    await stopRedis();
    throw error;
  }
}

async function startRedis(folder: string): Promise<{ url: string; server: Server } | null> {
  const cwd = folder;
  const isThere = await runProgram({ command: 'redis-server', args: ['--version'], cwd }).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  let isReady = false;
  const say = (line: string) => {
    isReady ||= /ready to accept connections/i.test(line);
  };
  const server = await startProgram({ command: 'redis-server', args, cwd, say }, async () => isReady, 20_000);
  return { url: `redis://127.0.0.1:${port}`, server };
}
