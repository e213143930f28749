import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isRunning, livingClaims, makeClaim, ownIdentity, processStart, takeLock } from './lock.ts';

const base = mkdtempSync(join(tmpdir(), 'stoa-lock-'));
after(() => rmSync(base, { recursive: true }));
const lockModule = fileURLToPath(new URL('../../../bin/lib/lock.mjs', import.meta.url));

test('a lock has one holder, and leaves nothing behind', async () => {
  const folder = join(base, 'one');
  const lock = await takeLock(folder, { note: 'mine' });
  assert.ok(lock);
  assert.equal(await takeLock(folder), null);
  const waiting = takeLock(folder, { waitMs: 5000 });
  lock.release();
  (await waiting)!.release();
  assert.equal(existsSync(folder), false);
});

test('processes that add to a counter under the lock lose no addition, and one of them is killed while it holds it', async () => {
  const folder = join(base, 'race');
  const counter = join(base, 'counter');
  writeFileSync(counter, '0');
  const program = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { takeLock } from ${JSON.stringify(lockModule)};
    for (let i = 0; i < 25; i++) {
      const lock = await takeLock(${JSON.stringify(folder)}, { waitMs: 60000 });
      const n = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
      await new Promise((r) => setTimeout(r, 1));
      writeFileSync(${JSON.stringify(counter)}, String(n + 1));
      lock.release();
    }`;
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { takeLock } from ${JSON.stringify(lockModule)}; await takeLock(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`,
  ]);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const workers = [1, 2, 3, 4].map(
    () =>
      new Promise((resolve) => spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }).once('exit', resolve)),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(readFileSync(counter, 'utf8'), '0');
  holder.kill('SIGKILL');
  assert.deepEqual(await Promise.all(workers), [0, 0, 0, 0]);
  assert.equal(readFileSync(counter, 'utf8'), '100');
});

test('a claim whose number was given to another process counts for nothing', () => {
  const folder = join(base, 'reused');
  mkdirSync(folder);
  writeFileSync(join(folder, `${process.pid}.12345678-1.1`), '');
  assert.deepEqual(livingClaims(folder), []);
  assert.deepEqual(readdirSync(folder), []);
});

test('the claims of the living are kept, each with its process', () => {
  const folder = join(base, 'living');
  const claim = makeClaim(folder);
  const { pid, startedAt } = ownIdentity();
  assert.deepEqual(livingClaims(folder), [{ pid, startedAt, file: claim.file, own: true }]);
  claim.remove();
  assert.deepEqual(livingClaims(folder), []);
});

test('a process that has ended is not running', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  assert.equal(processStart(pid), null);
  assert.equal(isRunning({ pid, startedAt: 'unknown' }), false);
  assert.equal(isRunning(ownIdentity()), true);
});
