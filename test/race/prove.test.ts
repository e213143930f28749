import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { judgeHistories, plantRace } from '../../prove/linearizability.ts';
import { createReport } from '../../prove/report.ts';

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'stoa-prove-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function prove(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [join(root, 'prove', 'prove.ts'), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

test('the short form of npm run prove finds no breach', async () => {
  const { code, output } = await prove(['--quick', '--workers', '2']);
  assert.equal(code, 0, output);
  // What it tried, and what it left and why, is seen in the test's output.
  console.log(output);
});

test('a race in a history is seen by porcupine, or it is said loudly that there is none', async () => {
  const file = join(folder, 'planted.jsonl');
  await plantRace(file);
  const judged = await judgeHistories([file]);
  if (judged.verdict === 'missing') console.log(`NOT JUDGED: ${judged.detail}`);
  else assert.deepEqual(judged.models[0]?.illegal, ['planted']);
});

test('a breach ends with 1, and wrong options with 2 and a sentence', async () => {
  const report = createReport({ json: true });
  report.add({ name: 'x', about: '', rounds: 1, calls: 1, seconds: 0, facts: '', breaches: ['sold twice'] });
  assert.equal(report.end(), 1);
  for (const args of [
    ['--only', 'nothing'],
    ['--rounds', '0'],
    ['--url', 'shop'],
    ['--url', 'http://localhost:1'],
  ]) {
    const { code, output } = await prove(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(output, /^\S.*\nnpm run prove -- --help tells more\.\n$/);
  }
});
