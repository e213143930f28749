/**
 * npm test [-- PATTERN ...] [--name TEXT] [--list]
 *
 * Runs every `*.test.ts` whose path contains one of the patterns. Files share a few processes, since starting one a file takes
 * longer than most tests; if a process dies, its unfinished files run again one by one, so that the culprit is named.
 * The last line is `N passed, N failed`. A test that is skipped without a reason has failed; no tests at all is a failure.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from './support/group.ts';

type Group = { about: string; files: string[] };
type Result = Extract<Report, { kind: 'result' }>;

const root = fileURLToPath(new URL('..', import.meta.url));
const groupScript = fileURLToPath(new URL('./support/group.ts', import.meta.url));
const places = ['src', 'test', 'demo', 'tools', 'bin', 'bench'];
const silenceLimitMs = 300_000;
const endLimitMs = 10_000;
const mostOutput = 200_000;

const tally = { passed: 0, failed: 0 };
const reasons: string[] = [];
const children = new Set<ChildProcess>();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string', default: '' }, list: { type: 'boolean' } },
});
const files = findFiles(positionals);
if (values.list) console.log(files.map((file) => relative(root, file)).join('\n'));
else process.exitCode = await main();

async function main(): Promise<number> {
  const began = Date.now();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort(signal));
  const waiting = intoGroups(files);
  const lanes = Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, async () => {
    for (let group = waiting.shift(); group; group = waiting.shift()) await runGroup(group);
  });
  await Promise.all(lanes);
  for (const line of reasons) console.log(line);
  if (files.length === 0) console.log(`No test file matches ${positionals.join(' ') || places.join(', ')}.`);
  else if (tally.passed + tally.failed === 0) console.log('No test ran.');
  console.log(`${files.length} files, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

function findFiles(patterns: readonly string[]): string[] {
  return places
    .flatMap((place) => globSync(`${place}/**/*.test.ts`, { cwd: root }))
    .filter((file) => !file.split(sep).includes('node_modules'))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern.replace(/^\.\//, ''))))
    .sort()
    .map((file) => join(root, file));
}

/** Journeys share one browser; tests that kill processes get one of their own; the rest is dealt out evenly by size. */
function intoGroups(all: readonly string[]): Group[] {
  const within = (place: string) => all.filter((file) => file.startsWith(join(root, 'test', place) + sep));
  const journeys = within('journeys');
  const alone = [...within('race'), ...within('recovery')];
  const rest = all.filter((file) => !journeys.includes(file) && !alone.includes(file));
  const piles: Group[] = Array.from({ length: 3 }, (_, index) => ({ about: `group ${index + 1}`, files: [] }));
  const sizes = piles.map(() => 0);
  for (const file of [...rest].sort((a, b) => statSync(b).size - statSync(a).size)) {
    const smallest = sizes.indexOf(Math.min(...sizes));
    piles[smallest]!.files.push(file);
    sizes[smallest]! += statSync(file).size + 2000;
  }
  const groups = [
    { about: 'journeys', files: journeys },
    ...alone.map((file) => ({ about: relative(root, file), files: [file] })),
    ...piles,
  ];
  return groups.filter((group) => group.files.length > 0);
}

/** Runs the files in one process; when that dies, those it had not finished once more, each in its own. */
async function runGroup(group: Group): Promise<void> {
  const { ended, results, output, death } = await runProcess(group.files);
  if (ended) return settle(group.files, results, output, null);
  if (group.files.length === 1) return settle(group.files, results, output, death);
  for (const file of group.files) await runGroup({ about: relative(root, file), files: [file] });
}

type Run = { ended: boolean; results: Result[]; output: string; death: string };

function runProcess(given: readonly string[]): Promise<Run> {
  const child = fork(groupScript, [values.name, ...given], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  children.add(child);
  const run: Run = { ended: false, results: [], output: '', death: '' };
  let running = '';
  const silence = () => {
    const quiet = `nothing happened for ${silenceLimitMs / 1000} s`;
    if (running) run.death = `${quiet} in "${running}"`;
    else
      run.death =
        run.results.length === 0
          ? `${quiet} while it was loading`
          : 'its tests ran, but it left something open (a server, timer or connection)';
    child.kill('SIGKILL');
  };
  let timer = setTimeout(silence, silenceLimitMs);
  const collect = (chunk: Buffer) => {
    run.output = (run.output + chunk).slice(-mostOutput);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.on('message', (report: Report) => {
    clearTimeout(timer);
    timer = setTimeout(report.kind === 'end' ? () => child.kill('SIGKILL') : silence, report.kind === 'end' ? endLimitMs : silenceLimitMs);
    if (report.kind === 'start') running = report.name;
    if (report.kind === 'result') {
      run.results.push(report);
      if (report.name === running) running = '';
    }
    if (report.kind === 'end') run.ended = true;
  });
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      children.delete(child);
      run.death ||= `the process ended (${signal ?? `code ${code}`})${running ? ` in "${running}"` : ''}`;
      resolve(run);
    });
  });
}

/** Counts and prints the results of files whose process has ended. */
function settle(given: readonly string[], results: readonly Result[], output: string, death: string | null): void {
  // Tests that a file takes from elsewhere (a contract shared by adapters) are listed under the file that holds them.
  const foreign = [...new Set(results.map(({ file }) => file))].filter((file) => !given.includes(file));
  let faults = 0;
  for (const file of [...given, ...foreign]) {
    const own = results.filter((result) => result.file === file);
    const empty = death === null && own.length === 0 && foreign.length === 0 && !values.name ? 'it holds no test' : null;
    faults += settleFile(file, own, given.includes(file) ? (death ?? empty) : null);
  }
  if (faults > 0 && output.trim())
    console.log(`  what ${given.length === 1 ? 'it' : 'these files'} printed:\n${output.trim().replace(/^/gm, '  | ')}`);
}

/** @returns how many faults it counted */
function settleFile(file: string, own: readonly Result[], death: string | null): number {
  const failures = own.filter(hasFailed);
  const passed = own.filter((result) => result.outcome === 'passed').length;
  const faults = failures.length + (death === null ? 0 : 1);
  const ms = own.reduce((sum, result) => sum + result.ms, 0);
  tally.passed += passed;
  tally.failed += faults;
  if (passed + faults > 0)
    console.log(`${faults > 0 ? 'FAIL' : 'ok  '} ${relative(root, file)}  ${passed} passed  ${(ms / 1000).toFixed(2)} s`);
  for (const failure of failures) console.log(describe(failure));
  if (death !== null) console.log(`  ✖ ${relative(root, file)}: ${death}`);
  for (const { name, reason, outcome } of own)
    if (reason && outcome === 'skipped') reasons.push(`skipped: ${relative(root, file)}: ${name} (${reason})`);
  return faults;
}

/** Failed, skipped without a reason, or put off: a test that does not prove anything must not look as if it did. */
function hasFailed({ outcome, reason }: Result): boolean {
  return outcome === 'failed' || outcome === 'todo' || (outcome === 'skipped' && reason === '');
}

function describe({ file, line, name, outcome, error }: Result): string {
  const what = outcome === 'failed' ? '' : outcome === 'todo' ? ' (put off by "todo")' : ' (skipped without a reason)';
  return `  ✖ ${name}${what}  ${relative(root, file)}:${line}\n${error.replace(/^/gm, '      ')}`.trimEnd();
}

function abort(signal: NodeJS.Signals): void {
  for (const child of children) child.kill('SIGTERM');
  setTimeout(() => {
    console.log(`Stopped by ${signal}`);
    console.log(`${tally.passed} passed, ${tally.failed} failed`);
    process.exit(130);
  }, 1500);
}
