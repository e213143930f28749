import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { familyOf, postmasterOf, processesOf } from '../support/processes.ts';
import { startShop } from '../support/shop.ts';
import { assertBooks, assertNothingLeft, type Buying, importPiece, startBuying, until } from './selling.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stoa-crash-'));
const start = () => startShop({ dataDir, env: { STOA_DEMO: 'off', STOA_WORKERS: '2', STOA_LOG_LEVEL: 'warn' } });
let shop = await start();
const piece = await importPiece(shop);
/** Of all tests: what was confirmed once stays so through every crash. */
const confirmed = new Map<string, string>();

after(async () => {
  await shop.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const isReady = () =>
  fetch(`${shop.origin}/health/ready`, { headers: { connection: 'close' } }).then(
    (answer) => answer.ok,
    () => false,
  );

/** Buys, has something killed in the middle of it, and goes on until orders come in again. */
async function buyThrough(crash: () => void | Promise<void>): Promise<Buying> {
  const buying = startBuying(shop.origin, piece);
  await until(
    async () => buying.confirmed.size >= 10,
    () => 'orders come in',
  );
  await crash();
  const before = buying.confirmed.size;
  await until(
    async () => buying.confirmed.size >= before + 10,
    () => `orders come in again\n${shop.output().slice(-2000)}`,
    90_000,
  );
  await buying.stop();
  for (const [checkout, number] of buying.confirmed) confirmed.set(checkout, number);
  return buying;
}

test('O11 a web process that is killed while orders come in costs no order, and another takes its place', async () => {
  const [victim, ...others] = processesOf(dataDir, 'web');
  assert.equal(others.length, 1);
  await buyThrough(() => void process.kill(victim!, 'SIGKILL'));
  await until(
    async () => processesOf(dataDir, 'web').length === 2 && !processesOf(dataDir, 'web').includes(victim!),
    () => 'two again',
  );
  await assertBooks(shop, confirmed);
});

test('O11 a worker that is killed while orders come in costs no order and no request', async () => {
  const [victim] = processesOf(dataDir, 'worker');
  const buying = await buyThrough(() => void process.kill(victim!, 'SIGKILL'));
  assert.equal(buying.failed, 0);
  await until(
    async () => processesOf(dataDir, 'worker').some((pid) => pid !== victim),
    () => 'a new one works',
  );
  await assertBooks(shop, confirmed);
});

test('O11 a database that is killed while orders come in comes back with every order that was confirmed', async () => {
  const victim = postmasterOf(dataDir);
  await buyThrough(() => void process.kill(victim, 'SIGKILL'));
  assert.notEqual(postmasterOf(dataDir), victim);
  await until(isReady, () => 'ready again');
  await assertBooks(shop, confirmed);
});

test('O11 a supervisor that is killed while orders come in is started again with every order that was confirmed', async () => {
  const buying = startBuying(shop.origin, piece);
  await until(
    async () => buying.confirmed.size >= 10,
    () => 'orders come in',
  );
  shop.process.kill('SIGKILL');
  await buying.stop();
  for (const [checkout, number] of buying.confirmed) confirmed.set(checkout, number);
  await until(
    async () => processesOf(dataDir, 'web').length + processesOf(dataDir, 'worker').length === 0,
    () => `the children end when their parent is gone: ${JSON.stringify(familyOf(dataDir))}\n${shop.output().slice(-3000)}`,
  );
  const startedAt = performance.now();
  shop = await start();
  console.log(`started again after kill -9 in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  await buyThrough(() => {});
  await assertBooks(shop, confirmed);
});

test('O11 everything killed at once starts again with every order that was confirmed', async () => {
  const buying = startBuying(shop.origin, piece);
  await until(
    async () => buying.confirmed.size >= 10,
    () => 'orders come in',
  );
  const roles = ['supervisor', 'web', 'worker', 'database'] as const;
  for (const pid of roles.flatMap((role) => processesOf(dataDir, role))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone with its parent.
    }
  }
  await buying.stop();
  for (const [checkout, number] of buying.confirmed) confirmed.set(checkout, number);
  shop = await start();
  await buyThrough(() => {});
  await assertBooks(shop, confirmed);
  assert.equal(await shop.stop(), 0);
  await assertNothingLeft(dataDir);
  shop = await start();
});
