import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail } from '../../../kernel/errors.ts';
import { failFromLog } from './faults.ts';
import type { Binaries } from './package.ts';
import type { Places, Secret } from './places.ts';
import { giveTree, letPass, type Privilege, programEnvironment } from './privilege.ts';

const run = promisify(execFile);

/** The user id that owns the database, or null when there is no database yet. */
export function clusterOwner(places: Places): number | null {
  return existsSync(versionFile(places)) ? statSync(places.data).uid : null;
}

/** Refuses a database that another major version made: PostgreSQL cannot open it. */
export function checkVersion(places: Places, binaries: Binaries): void {
  const found = readFileSync(versionFile(places), 'utf8').trim();
  if (found === String(binaries.major)) return;
  fail(
    'database_version',
    `${places.data} was made by PostgreSQL ${found}, but this program brings PostgreSQL ${binaries.major}. ` +
      `Start it with the version of Stoa that made it, export what you need, and import it into a new data folder; ` +
      `or move that folder away to begin with an empty shop.`,
  );
}

/** Makes an empty database. It gets its final name last, so that one cut short is never taken for a whole one. */
export async function createCluster(
  places: Places,
  binaries: Binaries,
  privilege: Privilege,
  secret: Secret,
  durable: boolean,
): Promise<void> {
  if (existsSync(places.data) && !existsSync(versionFile(places))) refuseForeignFolder(places);
  rmSync(places.staging, { recursive: true, force: true });
  mkdirSync(places.staging, { mode: 0o700 });
  const passwordFile = `${places.staging}.password`;
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${secret.password}\n`, { mode: 0o600, flag: 'wx' });
  if (privilege.user) {
    letPass(places.dataDir);
    chownSync(places.staging, privilege.user.uid, privilege.user.gid);
    chownSync(passwordFile, privilege.user.uid, privilege.user.gid);
  }
  try {
    await initialise(places, binaries, privilege, passwordFile, durable);
    appendFileSync(join(places.staging, 'postgresql.conf'), "\ninclude_if_exists = 'stoa.conf'\n");
    renameSync(places.staging, places.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Makes owner and rights what the programs need: they refuse a folder of somebody else or one that others may read. */
export function adjustOwner(places: Places, privilege: Privilege): void {
  const uid = process.getuid?.();
  const { uid: owner, mode } = statSync(places.data);
  if (uid === undefined) return;
  // A copy or a restored backup often comes with wider rights, which the server refuses.
  if ((mode & 0o777) !== 0o700 && (uid === 0 || uid === owner)) chmodSync(places.data, 0o700);
  if (uid === 0) {
    const wanted = privilege.user ?? { uid: 0, gid: 0 };
    if (privilege.user) letPass(places.dataDir);
    if (owner !== wanted.uid) giveTree(places.data, wanted);
    return;
  }
  if (owner !== uid)
    fail(
      'database_folder',
      `${places.data} belongs to user ${owner}, not to this one (${uid}). Start as that user, or give it over: chown -R ${uid} ${places.dataDir}`,
    );
}

async function initialise(places: Places, binaries: Binaries, privilege: Privilege, passwordFile: string, durable: boolean): Promise<void> {
  const command = [
    ...privilege.prefix,
    binaries.initdb,
    ...['-D', places.staging, '-U', 'stoa', '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    // Built into PostgreSQL: an update of the system's libraries cannot change the order of an index.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const as = privilege.user ? { uid: privilege.user.uid, gid: privilege.user.gid } : {};
  try {
    await run(command[0]!, command.slice(1), { env: programEnvironment, cwd: places.staging, ...as });
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as { code?: string; stdout?: string; stderr?: string; message: string };
    rmSync(places.staging, { recursive: true, force: true });
    if (code === 'ENOENT') failForLoader(binaries);
    failFromLog(
      'initdb could not create the database',
      `${stderr || message}\n${stdout}`.trim().split('\n').slice(0, 12).join('\n'),
      places.dataDir,
    );
  }
}

/** The program is there, yet "not found": the loader it names is not, which is glibc's. */
export function failForLoader(binaries: Binaries): never {
  if (!existsSync(binaries.postgres)) fail('database_files_missing', `${binaries.postgres} is missing. Run "npm ci" again.`);
  fail(
    'database_files_missing',
    'The embedded PostgreSQL needs glibc, which this system (Alpine or another with musl) does not have. Use a Debian-like image, or set DATABASE_URL.',
  );
}

function refuseForeignFolder(places: Places): void {
  fail(
    'database_folder',
    `${places.data} exists but holds no database (PG_VERSION is missing). Move it away, or restore it from a backup.`,
  );
}

function versionFile(places: Places): string {
  return join(places.data, 'PG_VERSION');
}
