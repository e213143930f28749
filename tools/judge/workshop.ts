import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Where the judges are installed and work: git-ignored, kept between runs. */
export const root = resolve(import.meta.dirname, '..', '..');
export const workshop = join(root, '.judge');

export const VERSIONS = {
  schemathesis: '4.32.5',
  squawk: '2.70.0',
  redocly: '2.77.0',
  vnu: '26.9.27',
  openapiGenerator: '7.14.0',
  typescript: '7.0.2',
} as const;

/** What a judge says: `missing` names the tool that could not be had, so that nobody takes silence for consent. */
export type Verdict = { name: string; verdict: 'passed' | 'failed' | 'missing'; detail: string; seconds: number };

export type Finding = Omit<Verdict, 'name' | 'seconds'>;

export const missing = (what: string): Finding => ({ verdict: 'missing', detail: what });

export const finding = (ok: boolean, output: string, lines = ok ? 3 : 60): Finding => ({
  verdict: ok ? 'passed' : 'failed',
  detail: tail(output, lines),
});

export type CommandResult = { code: number; output: string };

/** Runs a command to its end; its output is returned, not shown. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; timeoutMs?: number; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 900_000,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code, signal) => done({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output }));
  });
}

export function has(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** A Python environment with the given packages; null when Python or the packages cannot be had. */
export async function python(packages: readonly string[]): Promise<string | null> {
  if (!has('python3')) return null;
  const bin = join(workshop, 'venv', 'bin');
  mkdirSync(workshop, { recursive: true });
  if (!existsSync(join(bin, 'pip'))) {
    const made = await run('python3', ['-m', 'venv', join(workshop, 'venv')]);
    if (made.code !== 0) return null;
  }
  const installed = await run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  return installed.code === 0 ? bin : null;
}

/** A folder of npm packages apart from the project's own; null when they cannot be had. */
export async function npmTools(packages: readonly string[]): Promise<string | null> {
  const folder = join(workshop, 'npm');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const missing = packages.filter(
    (spec) => !existsSync(join(folder, 'node_modules', spec.slice(0, spec.lastIndexOf('@')), 'package.json')),
  );
  if (missing.length > 0) {
    const installed = await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder });
    if (installed.code !== 0) return null;
  }
  return join(folder, 'node_modules');
}

/** A jar from Maven Central; null when Java, Maven or the artifact cannot be had. */
export async function jar(group: string, artifact: string, version: string): Promise<string | null> {
  const file = join(workshop, `${artifact}-${version}.jar`);
  if (existsSync(file)) return has('java') ? file : null;
  if (!has('java') || !has('mvn')) return null;
  mkdirSync(workshop, { recursive: true });
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
  await run('mvn', ['-q', '-B', goal, `-Dartifact=${group}:${artifact}:${version}`, `-DoutputDirectory=${workshop}`]);
  return existsSync(file) ? file : null;
}

/** The last lines of an output, without colours. */
export function tail(output: string, lines = 40): string {
  return stripVTControlCharacters(output).trimEnd().split('\n').slice(-lines).join('\n');
}
