import { execFile } from 'node:child_process';
import { chmodSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fail } from '../../../kernel/errors.ts';
import type { Binaries } from './package.ts';

const run = promisify(execFile);

/**
 * How the programs are started, since PostgreSQL refuses to run as root and initdb wants its user in the user list:
 * as they are, inside a user namespace that maps this user onto a listed one, or as another user of this machine.
 */
export type Privilege = {
  /** In words, for doctor and logs. */
  about: string;
  /** What stands in front of the program's own command line. */
  prefix: readonly string[];
  /** Set when the programs run as another user, who must then own the database folder. */
  user: { uid: number; gid: number; name: string } | null;
};

type User = { name: string; uid: number; gid: number };

/** What the programs see of the environment: PG* variables and library paths of the caller must not reach them. */
export const programEnvironment = {
  PATH: '/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

const plain: Privilege = { about: 'this user', prefix: [], user: null };

/**
 * @param folder the data folder, whose database the programs must reach
 * @param owner user id that owns an existing database, or null when there is none yet
 */
export async function choosePrivilege(binaries: Binaries, folder: string, owner: number | null): Promise<Privilege> {
  const uid = process.getuid?.();
  if (uid === undefined) return plain;
  if (uid !== 0 && (process.platform !== 'linux' || isListed())) return plain;
  const users = readUsers();
  const refusals: string[] = [];
  if (owner !== null && owner !== 0 && uid === 0) {
    const user = users.find((candidate) => candidate.uid === owner);
    const obstacle = user ? obstacleFor(user, [folder, binaries.postgres]) : 'it is not in the user list';
    if (user && !obstacle) return asUser(user);
    refusals.push(`the owner of the database (user ${owner}): ${obstacle}`);
  }
  const namespace = await tryNamespace(binaries, users);
  if (typeof namespace !== 'string') return namespace;
  refusals.push(`a user namespace: ${namespace}`);
  if (uid !== 0)
    fail(
      'database_unprivileged',
      `The user ${uid} is not in the user list (/etc/passwd), which PostgreSQL needs. Add it, or set DATABASE_URL.`,
    );
  for (const user of fallbackUsers(users, folder)) {
    const obstacle = obstacleFor(user, [folder, binaries.postgres]);
    if (!obstacle) return asUser(user);
    refusals.push(`the user ${user.name}: ${obstacle}`);
  }
  fail(
    'database_unprivileged',
    `PostgreSQL does not run as root, and no other way works here:\n${refusals.map((line) => `  - ${line}`).join('\n')}\n` +
      'Do one of these: start as an ordinary user; move the project and its data folder to where others may enter (for example /opt or /srv); ' +
      'allow user namespaces for this container; or set DATABASE_URL to a PostgreSQL 15 or later.',
  );
}

/** Gives a tree to the user the programs run as (or back to us). Owners that are right already are left alone. */
export function giveTree(path: string, { uid, gid }: { uid: number; gid: number }): void {
  const stat = lstatSync(path);
  if (stat.uid !== uid || stat.gid !== gid) lchownSync(path, uid, gid);
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTree(join(path, name), { uid, gid });
}

/** Lets others pass through `folder`, without letting them list it. */
export function letPass(folder: string): void {
  const mode = statSync(folder).mode & 0o7777;
  if ((mode & 0o001) === 0) chmodSync(folder, mode | 0o011);
}

async function tryNamespace(binaries: Binaries, users: readonly User[]): Promise<Privilege | string> {
  if (process.platform !== 'linux') return 'this system has none';
  const listed = users.find((user) => user.name === 'nobody') ?? users.find((user) => user.uid !== 0);
  if (!listed) return 'the user list (/etc/passwd) names nobody but root';
  const prefix = ['unshare', '-U', `--map-user=${listed.uid}`, `--map-group=${listed.gid}`, '--'];
  try {
    await run(prefix[0]!, [...prefix.slice(1), binaries.postgres, '--version'], { timeout: 20_000, env: programEnvironment });
    return { about: `a user namespace (as ${listed.name} inside)`, prefix, user: null };
  } catch (error) {
    const { code, stderr, message } = error as { code?: string | number; stderr?: string; message: string };
    if (code === 'ENOENT') return 'the program unshare (package util-linux) is missing';
    return (stderr || message).trim().split('\n')[0]!;
  }
}

function asUser(user: User): Privilege {
  return { about: `the user ${user.name}`, prefix: [], user };
}

/** The owner of the data folder when that is an ordinary user, then users that exist for such ends. */
function fallbackUsers(users: readonly User[], folder: string): User[] {
  const owner = statSync(folder).uid;
  const wanted = [
    users.find((user) => user.uid === owner && owner !== 0),
    ...['postgres', '_postgres', 'nobody'].map((name) => users.find((user) => user.name === name)),
  ];
  return wanted.filter((user, index): user is User => user !== undefined && wanted.indexOf(user) === index);
}

/** Why the user cannot reach one of the paths, or null. The data folder itself is opened for passing later. */
function obstacleFor(user: User, paths: readonly string[]): string | null {
  for (const path of paths)
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const stat = statSync(folder);
      const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001;
      if ((stat.mode & bit) === 0) return `it may not enter ${folder}`;
      if (folder === dirname(folder)) break;
    }
  return null;
}

/** Whether the system knows a name for this user, by file or directory service; initdb stops where it does not. */
function isListed(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function readUsers(): User[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((parts) => parts.length >= 4 && parts[0] && /^\d+$/.test(parts[2]!))
      .map((parts) => ({ name: parts[0]!, uid: Number(parts[2]), gid: Number(parts[3]) }));
  } catch {
    return [];
  }
}
