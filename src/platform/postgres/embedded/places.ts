import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../../kernel/errors.ts';
import type { Endpoint } from './settings.ts';

/** Everything of the embedded database below the data folder. */
export type Places = {
  dataDir: string;
  data: string;
  staging: string;
  secret: string;
  log: string;
  lock: string;
  users: string;
  socket: string;
};

export type Secret = { password: string /** Used where sockets cannot be. */; port: number };

const socketPort = 5432;
/** `sun_path` holds 108 bytes with its closing zero on Linux, 104 on macOS. */
const longestSocketPath = 103;

export function placesBelow(dataDir: string): Places {
  const at = (name: string) => join(dataDir, name);
  return {
    dataDir,
    data: at('postgres'),
    staging: at('postgres.new'),
    secret: at('postgres.json'),
    log: at('postgres.log'),
    lock: at('postgres.lock'),
    users: at('postgres.users'),
    socket: at('postgres.socket'),
  };
}

/** The password and port of this cluster; made on first use, in a file that only its owner reads. */
export function readSecret(places: Places, { mayMake }: { mayMake: boolean }): Secret {
  try {
    return JSON.parse(readFileSync(places.secret, 'utf8')) as Secret;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT')
      fail('database_folder', `${places.secret} cannot be read: ${(cause as Error).message}. Restore it from a backup.`, { cause });
    if (!mayMake)
      fail(
        'database_folder',
        `${places.secret}, which holds the database's password, is missing beside ${places.data}. Restore it from a backup of the data folder.`,
      );
  }
  const secret: Secret = { password: randomBytes(24).toString('base64url'), port: 20_000 + Math.floor(Math.random() * 12_000) };
  const staging = `${places.secret}.new`;
  writeFileSync(staging, `${JSON.stringify(secret)}\n`, { mode: 0o600, flush: true });
  renameSync(staging, places.secret);
  return secret;
}

/**
 * Where the server may listen, best first: a socket below the data folder, one in a private temporary folder, loopback TCP.
 * @param serverUser id of the user the server runs as, when that is not this one
 */
export function possibleEndpoints(places: Places, secret: Secret, serverUser: number | null): (() => Promise<Endpoint | null>)[] {
  if (process.platform === 'win32') return [() => loopback(secret.port)];
  return [
    async () => socketIn(places.socket, serverUser),
    async () => socketIn(temporaryFolder(places.data), serverUser),
    () => loopback(secret.port),
  ];
}

export function connectionUrl(endpoint: Endpoint, secret: Secret, database: string): string {
  const host = endpoint.kind === 'socket' ? encodeURIComponent(endpoint.folder) : endpoint.host;
  return `postgresql://stoa:${encodeURIComponent(secret.password)}@${host}:${endpoint.port}/${database}`;
}

/** The fallback's name follows from the data folder, so that it is the same for every process of the shop. */
function temporaryFolder(data: string): string {
  const mark = createHash('sha256').update(data).digest('hex').slice(0, 16);
  return join(tmpdir(), `stoa-${process.getuid?.() ?? 0}-${mark}`);
}

function socketIn(folder: string, serverUser: number | null): Endpoint | null {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) > longestSocketPath) return null;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return null;
  }
  // In a shared temporary folder somebody else may have made it first, as a trap.
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || ![process.getuid?.(), serverUser].includes(stat.uid)) return null;
  chmodSync(folder, 0o700);
  return { kind: 'socket', folder, port: socketPort };
}

/** The cluster's usual port, so that running clients find it again after a restart; another one when it is taken. */
async function loopback(port: number): Promise<Endpoint> {
  const free = (await isFree(port)) ? port : await anyFreePort();
  return { kind: 'tcp', host: '127.0.0.1', port: free };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
