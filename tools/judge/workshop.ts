import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  stripeMock: '0.203.0',
} as const;

/** What a judge says: `missing` names what could not be had, so that nobody takes silence for consent. */
export type Finding = {
  verdict: 'passed' | 'failed' | 'missing';
  detail: string;
  /** Commands this machine lacks, where they alone are the reason for `missing`. */
  absent?: readonly Command[];
};

export type Verdict = Finding & { name: string; seconds: number };

/** A tool made ready, or why it could not be. */
export type Tool = { path: string } | { path: null; why: string };

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

/** How a command shows that it works; present in the path alone says little (a JRE has no compiler, a shim no Python). */
const PROBES = {
  python3: ['-c', 'import venv, ensurepip'],
  java: ['-version'],
  javac: ['-version'],
  mvn: ['-version'],
  go: ['version'],
} as const;

/** What no package registry gives: the machine has it or not. */
export type Command = keyof typeof PROBES;

/** Those of `commands` that cannot be run here. */
export function absentOf(commands: readonly Command[]): Command[] {
  return commands.filter((command) => spawnSync(command, PROBES[command], { stdio: 'ignore' }).status !== 0);
}

/** The `bin` folder of a Python environment that has the packages; `name` is the tool's own, so that versions do not meet. */
export async function python(name: string, packages: readonly string[]): Promise<Tool> {
  const folder = join(workshop, 'python', name);
  const bin = join(folder, 'bin');
  const stamp = join(folder, 'installed.txt');
  // A venv names its own path and its Python: after a move or another Python it is made anew.
  const { output: version } = await run('python3', ['-c', 'import sys; print(sys.executable, sys.version)']);
  const wanted = [folder, version.trim(), ...packages, ''].join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { path: bin };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made = await run('python3', ['-m', 'venv', folder]);
  if (made.code !== 0) return notHad(`python3 -m venv: ${tail(made.output, 5)}`);
  const installed = await run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  if (installed.code !== 0) return notHad(`pip install ${packages.join(' ')}: ${tail(installed.output, 5)}`);
  writeFileSync(stamp, wanted);
  return { path: bin };
}

/** A folder of npm packages apart from the project's own. */
export async function npmTool(name: string, version: string): Promise<Tool> {
  const folder = join(workshop, 'npm');
  const manifest = join(folder, 'node_modules', name, 'package.json');
  const found = () => (existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : '');
  if (found() !== version) {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', `${name}@${version}`], { cwd: folder });
    if (installed.code !== 0) return notHad(`npm install ${name}@${version}: ${tail(installed.output, 5)}`);
  }
  return { path: join(folder, 'node_modules', name) };
}

/** A jar from Maven Central. */
export async function jar(group: string, artifact: string, version: string): Promise<Tool> {
  const file = join(workshop, `${artifact}-${version}.jar`);
  if (existsSync(file)) return { path: file };
  mkdirSync(workshop, { recursive: true });
  // Into a folder of its own first: a download cut short must not be taken for the jar.
  const folder = mkdtempSync(join(workshop, 'download-'));
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
  const args = ['-q', '-B', goal, `-Dartifact=${group}:${artifact}:${version}`, `-DoutputDirectory=${folder}`];
  const copied = await run('mvn', args, { cwd: workshop });
  if (copied.code === 0) renameSync(join(folder, `${artifact}-${version}.jar`), file);
  rmSync(folder, { recursive: true, force: true });
  return copied.code === 0 ? { path: file } : notHad(`mvn ${goal} ${artifact}:${version}: ${tail(copied.output, 5)}`);
}

const notHad = (why: string): Tool => ({ path: null, why });

/** The last lines of an output, without colours. */
export function tail(output: string, lines = 40): string {
  return stripVTControlCharacters(output).trimEnd().split('\n').slice(-lines).join('\n');
}
