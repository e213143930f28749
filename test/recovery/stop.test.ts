import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { processesOf } from '../support/processes.ts';
import { freePort, startShop } from '../support/shop.ts';
import { assertBooks, assertNothingLeft, importPiece, pause, startBuying, until } from './selling.ts';

const root = resolve(import.meta.dirname, '..', '..');
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-stop-'));
after(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

const env = { STOA_DEMO: 'off', STOA_WORKERS: '2', STOA_LOG_LEVEL: 'warn' };

test('O10 on SIGTERM readiness goes first, requests under way are answered, and the shop ends with 0', async () => {
  const shop = await startShop({ dataDir, env });
  const piece = await importPiece(shop);
  const buying = startBuying(shop.origin, piece, 2);
  let isOpen = true;
  let served = 0;
  const faults: string[] = [];
  const sequence: string[] = [];
  const visitors = Array.from({ length: 8 }, async () => {
    while (isOpen) {
      const status = await get(`${shop.origin}/eu/en/p/recovery-cup`).catch((error: Error) => error.message);
      if (status === 200) served += 1;
      else faults.push(String(status));
    }
  });
  // As a load balancer does: it looks, and sends nothing more to who is not ready.
  const balancer = (async () => {
    while (isOpen) {
      const ready = await get(`${shop.origin}/health/ready`).catch((error: Error) => error.message);
      if (ready !== 200) {
        sequence.push(`ready ${ready}`);
        isOpen = false;
      } else await pause(10);
    }
  })();
  await until(
    async () => served > 100 && buying.confirmed.size > 5,
    () => 'the shop is busy',
  );
  shop.process.once('exit', () => sequence.push('ended'));
  shop.process.kill('SIGTERM');
  await Promise.all([...visitors, balancer]);
  const [code] = await Promise.all([shop.stop(), buying.stop()]);
  assert.equal(code, 0);
  assert.deepEqual(sequence, ['ready 503', 'ended']);
  assert.deepEqual(faults, []);
  await assertNothingLeft(dataDir);

  const startedAt = performance.now();
  const again = await startShop({ dataDir, env });
  console.log(`second start: ${((performance.now() - startedAt) / 1000).toFixed(1)} s until ready`);
  await assertBooks(again, buying.confirmed);
  assert.equal(await again.stop(), 0);
});

test('Ctrl-C, which every process of the terminal hears, leaves no process and no lock', async () => {
  const port = await freePort();
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR', 'USER'].includes(name)));
  const child = spawn(process.execPath, [join(root, 'bin', 'stoa.mjs'), 'serve'], {
    cwd: root,
    // A group of its own, as a shell gives to what it starts.
    detached: true,
    stdio: 'ignore',
    env: { ...kept, ...env, STOA_DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await until(
    async () => (await get(`http://127.0.0.1:${port}/health/ready`).catch(() => 0)) === 200,
    () => 'ready',
  );
  await until(
    async () => processesOf(dataDir, 'web').length === 2,
    () => 'the second process comes when the first one answers',
  );
  process.kill(-child.pid!, 'SIGINT');
  assert.equal(await ended, 0);
  await assertNothingLeft(dataDir);
});

test('a second shop on the same data folder is told so and leaves the first alone', async () => {
  const shop = await startShop({ dataDir, env });
  const second = await shop.stoa(['serve']);
  assert.equal(second.code, 1);
  assert.match(second.stderr + second.stdout, /already|running/i);
  assert.equal(await get(`${shop.origin}/health/ready`), 200);
  assert.equal(await shop.stop(), 0);
  await assertNothingLeft(dataDir);
});

/** Status of an answer that came whole, on a connection of its own. */
function get(address: string): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(address, { agent: false, headers: { connection: 'close' } }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode ?? 0));
      answer.once('error', failed);
    });
    asked.once('error', failed);
    asked.end();
  });
}
