import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** A whole shop, started as a user starts it, on a free port with a data folder of its own. */
export type RunningShop = {
  origin: string;
  port: number;
  dataDir: string;
  staffToken: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Runs `stoa COMMAND ...` against the same data folder. */
  stoa(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  /** SIGTERM, waits for the end, removes the data folder unless it was given. Resolves with the exit code. */
  stop(): Promise<number | null>;
};

export type ShopOptions = {
  env?: Record<string, string>;
  /** Kept afterwards when given. */
  dataDir?: string;
  /** Default: a free one. */
  port?: number;
  readyWithinMs?: number;
};

export async function startShop(options: ShopOptions = {}): Promise<RunningShop> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'stoa-shop-'));
  const port = options.port ?? (await freePort());
  const env = shopEnv(dataDir, { PORT: String(port), HOST: '127.0.0.1', ...options.env });
  const child = spawn(process.execPath, [join(root, 'bin', 'stoa.mjs'), 'serve'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk: unknown) => {
    printed = (printed + String(chunk)).slice(-4_000_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const code = await ended;
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    return code;
  };
  try {
    await waitUntilReady(origin, child, options.readyWithinMs ?? 240_000);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${printed.slice(-6000)}`);
  }
  return {
    origin,
    port,
    dataDir,
    staffToken: readFileSync(join(dataDir, 'staff-token'), 'utf8').trim(),
    process: child,
    output: () => printed,
    stoa: (args) => runStoa(dataDir, args, options.env),
    stop,
  };
}

/** `stoa COMMAND` in a data folder, whether a shop runs there or not. */
export function runStoa(
  dataDir: string,
  args: readonly string[],
  extra: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'stoa.mjs'), ...args], {
      cwd: root,
      env: shopEnv(dataDir, extra),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) => done({ code: code ?? 1, stdout, stderr }));
  });
}

export function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Only what a shop needs: the settings of whoever runs the tests must not leak in. */
function shopEnv(dataDir: string, extra: Record<string, string>): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER', 'LOGNAME'].includes(name));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    STOA_DATA_DIR: dataDir,
    STOA_WORKERS: '1',
    STOA_LOG_FORMAT: 'json',
    STOA_RATE_LIMIT: '0',
    ...extra,
  };
}

async function waitUntilReady(origin: string, child: ChildProcess, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the shop ended with ${child.exitCode ?? child.signalCode} before it was ready`);
    const ready = await fetch(`${origin}/health/ready`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`the shop was not ready within ${withinMs} ms`);
}
