// Locks and process identities that survive kill -9. Plain JavaScript, since bin/ runs it on Node 20 before anything else.
//
// A lock is a folder of claims, one empty-named file each: PID.START.SERIAL. Who wants it looks for a living claim, makes
// its own and looks again: it holds the lock when no other living claim is there, else it withdraws and tries later.
// Two at once see each other, since each writes before it reads, so at most one holds it. Claims of the dead (no such
// process, or one that began at another time under the same number) count for nothing and are swept away; their names
// never come back, so sweeping cannot take a living claim.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const unknownStart = 'unknown';
let serial = 0;
let ownStart;

/** When the process began, in a form that differs after its number was given to another; null when there is none. */
export function processStart(pid) {
  try {
    return process.platform === 'linux' ? linuxStart(pid) : otherStart(pid);
  } catch {
    return answersSignals(pid) ? unknownStart : null;
  }
}

export function isRunning({ pid, startedAt }) {
  const now = processStart(pid);
  return now !== null && (now === unknownStart || startedAt === unknownStart || now === startedAt);
}

/** This process as { pid, startedAt }. */
export function ownIdentity() {
  ownStart ??= processStart(process.pid) ?? unknownStart;
  return { pid: process.pid, startedAt: ownStart };
}

/**
 * Makes `folder` and what is missing above it, for its owner alone; throws the file system's error when that cannot be.
 * One by one: a recursive mkdir of Node runs for ever in file systems that refuse folders with "no such file", as /proc does.
 */
export function makeFolders(folder) {
  const missing = [];
  let nearest = resolve(folder);
  let found = look(nearest);
  for (; !found; found = look(nearest)) {
    missing.push(nearest);
    nearest = dirname(nearest);
  }
  if (!found.isDirectory()) throw Object.assign(new Error(`${nearest} is not a folder`), { code: 'ENOTDIR', path: nearest });
  if (missing.length > 0) accessSync(nearest, constants.W_OK | constants.X_OK);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Somebody else made it in the same moment.
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** Looked at once: another process may take a lock's folder away between two looks. */
function look(path) {
  try {
    return statSync(path);
  } catch (error) {
    // ENOTDIR: a file stands above it, which is told when the walk arrives there.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Makes a claim of this process in `folder`; its name tells whose it is, its text is a note for people. */
export function makeClaim(folder, note = '') {
  const { pid, startedAt } = ownIdentity();
  serial += 1;
  const file = join(folder, `${pid}.${startedAt}.${serial}`);
  for (let attempt = 0; ; attempt += 1) {
    makeFolders(folder);
    try {
      writeFileSync(file, note, { flag: 'wx', mode: 0o600 });
      return { file, write: (text) => writeFileSync(file, text), remove: () => removeQuietly(file) };
    } catch (error) {
      if (error.code === 'EEXIST')
        unlinkSync(file); // left by a process of the same number and start: only after a restored copy
      else if (error.code !== 'ENOENT' || attempt > 20) throw error; // ENOENT: the folder was just swept
    }
  }
}

/** The living claims in `folder`, each { pid, startedAt, file, own }; those of the dead are removed. */
export function livingClaims(folder) {
  const claims = [];
  for (const name of listQuietly(folder)) {
    const [pid, startedAt] = name.split('.');
    if (!/^\d+$/.test(pid ?? '') || !startedAt) continue;
    const claim = { pid: Number(pid), startedAt, file: join(folder, name), own: Number(pid) === process.pid };
    if (isRunning(claim)) claims.push(claim);
    else removeQuietly(claim.file);
  }
  return claims;
}

/** The note of a claim, or an empty string when it has gone meanwhile. */
export function claimNote(claim) {
  try {
    return readFileSync(claim.file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Takes the lock, waiting at most `waitMs`; null when somebody else keeps it that long.
 * `onWait(claims)` is called once when there is somebody to wait for. `release()` works in an exit handler too.
 */
export async function takeLock(folder, { waitMs = 0, note = '', onWait } = {}) {
  const deadline = Date.now() + waitMs;
  for (let told = false; ; ) {
    let others = livingClaims(folder);
    if (others.length === 0) {
      const claim = makeClaim(folder, note);
      others = livingClaims(folder).filter((other) => other.file !== claim.file);
      if (others.length === 0) return { note: claim.write, release: () => leave(claim, folder) };
      claim.remove();
    }
    if (Date.now() >= deadline) return null;
    if (!told) onWait?.(others);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 40));
  }
}

function leave(claim, folder) {
  claim.remove();
  try {
    rmdirSync(folder);
  } catch {
    // Others wait in it, or it has gone: both are well.
  }
}

function linuxStart(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; field 22 is the start in clock ticks since boot, field 3 the state.
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${bootMark()}-${fields[19]}`;
}

let boot;
function bootMark() {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return boot;
}

function otherStart(pid) {
  const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return text.trim().replace(/[^0-9A-Za-z]+/g, '-') || null;
}

function answersSignals(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function listQuietly(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeQuietly(file) {
  try {
    unlinkSync(file);
  } catch {
    // It has gone already, or the folder is read-only, in which case nobody can claim anything anyway.
  }
}
