import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processStart } from './lock.ts';

const script = fileURLToPath(new URL('../../../test/support/family.ts', import.meta.url));
const base = realpathSync(mkdtempSync(join(tmpdir(), 'stoa-family-')));
const started = new Set<ChildProcess>();
after(() => {
  for (const process of started) process.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

test('children answer, and a stop lets the request in flight finish and leaves no process and no lock', async () => {
  const family = start('orderly');
  const { address, children } = await family.ready;
  const answer = fetch(`${address}/slow`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  family.process.kill('SIGTERM');
  const { status } = await answer;
  assert.equal(status, 200);
  assert.deepEqual(await family.exit, [0, null]);
  assert.deepEqual(children.map(processStart), [null, null, null]);
  assert.deepEqual(readdirSync(join(base, 'orderly')), []);
});

test('Ctrl-C that arrives several times at once is one wish to stop', async () => {
  const family = start('twice');
  await family.ready;
  for (let i = 0; i < 3; i += 1) family.process.kill('SIGINT');
  assert.deepEqual(await family.exit, [0, null]);
});

test('a child that is killed is started anew, and the shop goes on answering', async () => {
  const family = start('killed-child');
  const { address, children } = await family.ready;
  process.kill(children[0]!, 'SIGKILL');
  await family.said(/has ended unexpectedly and is started anew/);
  const pids = new Set<number>();
  while (pids.size < 2) pids.add(Number(await (await fetch(address)).text()));
  assert.equal(pids.has(children[0]!), false);
  family.process.kill('SIGTERM');
  assert.deepEqual(await family.exit, [0, null]);
});

test('a second one on the same folder says where the first is', async () => {
  const family = start('second');
  const { address } = await family.ready;
  const second = start('second');
  await second.said(/^refused: already_running/);
  assert.match(second.lines.join('\n'), new RegExp(`runs already on this data folder at ${address} \\(process ${family.process.pid}\\)`));
  assert.deepEqual(await second.exit, [1, null]);
  family.process.kill('SIGTERM');
  await family.exit;
});

test('a child that cannot start at all ends the whole with what it said', async () => {
  const family = start('broken', 'broken');
  assert.deepEqual(await family.exit, [1, null]);
  assert.match(family.lines.join('\n'), /error: The port is taken\./);
  assert.deepEqual(readdirSync(join(base, 'broken')), []);
});

test('when the supervisor is killed its children end, the last one stops PostgreSQL, and the next start works', async () => {
  const family = start('orphans', 'database');
  const { children } = await family.ready;
  family.process.kill('SIGKILL');
  await family.exit;
  while (children.some((pid) => processStart(pid) !== null)) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(
    readdirSync(join(base, 'orphans'))
      .filter((name) => !name.startsWith('serve.lock'))
      .sort(),
    ['postgres', 'postgres.json', 'postgres.log'],
  );
  const next = start('orphans', 'database');
  const { address } = await next.ready;
  assert.equal((await fetch(address)).status, 200);
  next.process.kill('SIGTERM');
  assert.deepEqual(await next.exit, [0, null]);
  assert.deepEqual(readdirSync(join(base, 'orphans')).sort(), ['postgres', 'postgres.json', 'postgres.log']);
});

test('a child whose start waits for ever ends when its supervisor is killed', async () => {
  const family = start('stuck', 'stuck');
  const pid = Number((await family.said(/^starting /)).split(' ')[1]);
  family.process.kill('SIGKILL');
  await family.exit;
  while (processStart(pid) !== null) await new Promise((resolve) => setTimeout(resolve, 20));
});

function start(name: string, mode = 'plain') {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, [script, folder, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.add(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = () => {
        const line = lines.find((one) => pattern.test(one));
        if (line === undefined) return;
        waiting.delete(look);
        resolve(line);
      };
      waiting.add(look);
      look();
    });
  const ready = said(/^ready /).then((line) => {
    const [, address, pids] = line.split(' ');
    return { address: address!, children: pids!.split(',').map(Number) };
  });
  return { process: child, lines, said, ready, exit: once(child, 'close') };
}
