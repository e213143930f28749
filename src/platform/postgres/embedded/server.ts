import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../../kernel/errors.ts';
import { adjustOwner, checkVersion, clusterOwner, createCluster, failForLoader } from './cluster.ts';
import { failFromLog, logTail } from './faults.ts';
import { findBinaries } from './package.ts';
import { connectionUrl, type Places, possibleEndpoints, readSecret, type Secret } from './places.ts';
import { clearStalePidFile, isAlive, type Postmaster, runningPostmaster, serverProcesses } from './postmaster.ts';
import { choosePrivilege, letPass, type Privilege, programEnvironment } from './privilege.ts';
import { type Endpoint, serverConfiguration } from './settings.ts';

export type ServerOptions = { maxConnections: number; durable: boolean; report: (line: string) => void };

export type RunningServer = { pid: number; url: string; endpoint: Endpoint; secret: Secret };

type Start = { places: Places; privilege: Privilege; postgres: string; endpoint: Endpoint; options: ServerOptions };

const pollMs = 15;
const readyLimitMs = 15 * 60_000;
const orphanLimitMs = 60_000;
const patienceMs = 5_000;
const stopLimitMs = 30_000;
const largestLogBytes = 16 * 1024 * 1024;

/**
 * Sees to it that the server of this data folder runs: adopts one that does, else makes the database where there is none and starts it.
 * The caller holds the lock. `answers(url)` tells whether a login works.
 */
export async function ensureServer(
  places: Places,
  options: ServerOptions,
  answers: (url: string) => Promise<boolean>,
): Promise<RunningServer> {
  const adopted = await adopt(places, answers, options);
  if (adopted) return adopted;
  const binaries = findBinaries();
  const owner = clusterOwner(places);
  const privilege = await choosePrivilege(binaries, places.dataDir, owner);
  const secret = readSecret(places, { mayMake: owner === null });
  if (owner === null) {
    options.report('Creating the database (first start only)');
    await createCluster(places, binaries, privilege, secret, options.durable);
  }
  checkVersion(places, binaries);
  adjustOwner(places, privilege);
  return launch({ places, privilege, postgres: binaries.postgres, options }, secret);
}

/** Fast shutdown: sessions are ended, everything is written, no crash recovery at the next start. */
export async function stopServer(places: Places): Promise<void> {
  const server = runningPostmaster(places.data);
  if (!server) return;
  if (server.status !== 'stopping') signal(server.pid, 'SIGINT');
  // Seen on a full disk: the server stays alone, without children, and never ends. Its log of changes is safe, so it may be ended hard.
  const ended = (await waitForEnd(server.pid, patienceMs)) || (hasChildren(server, places) && (await waitForEnd(server.pid, stopLimitMs)));
  if (!ended) {
    signal(server.pid, 'SIGQUIT');
    await waitForEnd(server.pid, patienceMs);
  }
  if (server.endpoint.kind === 'socket') rmSync(server.endpoint.folder, { recursive: true, force: true });
}

function hasChildren({ pid }: Postmaster, { data }: Places): boolean {
  return process.platform !== 'linux' || serverProcesses(data).some((other) => other !== pid);
}

async function adopt(places: Places, answers: (url: string) => Promise<boolean>, options: ServerOptions): Promise<RunningServer | null> {
  const server = runningPostmaster(places.data);
  if (!server) return null;
  const ready = await waitForReady(server.pid, places, options);
  if (!ready) return null;
  const secret = readSecret(places, { mayMake: false });
  const url = connectionUrl(ready.endpoint, secret, 'postgres');
  if (await answers(url)) return { pid: ready.pid, url, endpoint: ready.endpoint, secret };
  options.report('The PostgreSQL that runs here does not answer; restarting it');
  await stopServer(places);
  return null;
}

async function launch(start: Omit<Start, 'endpoint'>, secret: Secret): Promise<RunningServer> {
  await waitForOrphans(start.places, start.options);
  for (const candidate of possibleEndpoints(start.places, secret, start.privilege.user?.uid ?? null)) {
    const endpoint = await candidate();
    if (!endpoint) continue;
    const server = await attempt({ ...start, endpoint });
    if (server) return { pid: server.pid, url: connectionUrl(endpoint, secret, 'postgres'), endpoint, secret };
  }
  return failFromLog(
    'PostgreSQL could listen neither on a socket nor on the loopback address',
    logTail(start.places.log),
    start.places.dataDir,
  );
}

/** Starts the server; null when it failed for its address alone, so that another may be tried. */
async function attempt(start: Start): Promise<Postmaster | null> {
  const { places } = start;
  const deadline = Date.now() + orphanLimitMs;
  for (;;) {
    prepare(start);
    const before = existsSync(places.log) ? statSync(places.log).size : 0;
    const child = spawnServer(start);
    const ready = await Promise.race([waitForReady(child.pid, places, start.options), child.ended]);
    if (ready) return ready;
    await child.ended;
    const said = logTail(places.log, before);
    if (/pre-existing shared memory block|is another postmaster|lock file .* already exists/i.test(said) && Date.now() < deadline) {
      await sleep(200);
      continue;
    }
    if (/could not (create|bind|set permissions of|listen on) .*(socket|address)|could not create lock file "[^"]*\.s\.PGSQL/i.test(said))
      return null;
    failFromLog('PostgreSQL ended while starting', said, places.dataDir);
  }
}

function prepare({ places, privilege, endpoint, options }: Start): void {
  clearStalePidFile(places.data);
  const own = join(places.data, 'stoa.conf');
  writeFileSync(own, serverConfiguration({ endpoint, maxConnections: options.maxConnections, durable: options.durable }), { mode: 0o600 });
  if (existsSync(places.log) && statSync(places.log).size > largestLogBytes) renameSync(places.log, `${places.log}.1`);
  if (endpoint.kind === 'socket')
    for (const name of [`.s.PGSQL.${endpoint.port}`, `.s.PGSQL.${endpoint.port}.lock`])
      rmSync(join(endpoint.folder, name), { force: true });
  if (!privilege.user) return;
  const { uid, gid } = privilege.user;
  chownSync(own, uid, gid);
  if (endpoint.kind === 'socket') chownSync(endpoint.folder, uid, gid);
  letPass(places.dataDir);
}

function spawnServer({ places, privilege, postgres }: Start): { pid: number; ended: Promise<null> } {
  const log = openSync(places.log, 'a', 0o600);
  const command = [...privilege.prefix, postgres, '-D', places.data];
  const as = privilege.user ? { uid: privilege.user.uid, gid: privilege.user.gid } : {};
  try {
    // Detached: a group of its own, so that Ctrl-C in a terminal does not stop it under our feet.
    const child = spawn(command[0]!, command.slice(1), {
      ...as,
      cwd: places.data,
      env: programEnvironment,
      detached: true,
      stdio: ['ignore', log, log],
    });
    const ended = new Promise<null>((resolve, reject) => {
      child.once('exit', () => resolve(null));
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          try {
            failForLoader({ folder: '', initdb: '', postgres, major: 0 });
          } catch (fault) {
            reject(fault);
          }
        } else reject(error);
      });
    });
    ended.catch(() => undefined);
    child.unref();
    return { pid: child.pid ?? 0, ended };
  } finally {
    closeSync(log);
  }
}

/** Waits until the server takes logins; null when it ended first. Crash recovery may take minutes, so the limit is generous. */
async function waitForReady(pid: number, places: Places, options: ServerOptions): Promise<Postmaster | null> {
  const began = Date.now();
  let told = false;
  while (Date.now() - began < readyLimitMs) {
    const server = runningPostmaster(places.data);
    if (server?.pid === pid && server.status === 'ready') return server;
    if (server?.pid === pid && server.status === 'stopping' && !(await waitForEnd(pid, stopLimitMs)))
      fail('database_start_failed', `PostgreSQL (process ${pid}) does not finish stopping. End it with: kill -QUIT ${pid}`);
    if (!isAlive(pid)) return null;
    if (!told && Date.now() - began > 3_000) {
      told = true;
      options.report('PostgreSQL is replaying its log after a crash; this takes a moment');
    }
    await sleep(pollMs);
  }
  return fail(
    'database_start_failed',
    `PostgreSQL (process ${pid}) is not ready after ${readyLimitMs / 60_000} minutes. Its log: ${places.log}`,
  );
}

/** After kill -9 of the server its sessions end by themselves; those that do not are told to, since nothing may start beside them. */
async function waitForOrphans(places: Places, options: ServerOptions): Promise<void> {
  const began = Date.now();
  for (let told = false; Date.now() - began < orphanLimitMs; await sleep(50)) {
    const left = serverProcesses(places.data);
    if (left.length === 0) return;
    const waitedMs = Date.now() - began;
    if (waitedMs < patienceMs) continue;
    if (!told) options.report(`Ending ${left.length} processes that a killed PostgreSQL left behind`);
    told = true;
    for (const pid of left) signal(pid, waitedMs < 2 * patienceMs ? 'SIGQUIT' : 'SIGKILL');
  }
}

async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < limitMs; await sleep(pollMs)) if (!isAlive(pid)) return true;
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}
