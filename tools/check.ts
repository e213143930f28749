import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** `npm run check`: types, lint and format, architecture, generated files fresh. Prints one line a step. */
const root = resolve(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

const STEPS: [string, string, string[]][] = [
  ['types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['architecture', process.execPath, ['--test', '--test-reporter=dot', 'test/architecture.test.ts']],
  ['generated files', process.execPath, ['tools/generate.ts', '--check']],
];

let failed = 0;
for (const [name, command, args] of STEPS) {
  const started = Date.now();
  const { code, output } = await run(command, args);
  if (code !== 0) failed += 1;
  process.stdout.write(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n${code === 0 ? '' : output}`,
  );
}
process.stdout.write(`${STEPS.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 1, output: `${error.message}\n` }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
