// Completes node_modules of a clone: `npm ci` when it does not match package-lock.json, under a lock, with visible progress.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock.mjs';

const waitMs = 15 * 60_000;

/** Returns at once when the stamp in node_modules carries the hash of package-lock.json. */
export async function ensurePackages(root) {
  const lockText = readOrNull(join(root, 'package-lock.json'));
  if (lockText === null || isFresh(root, lockText)) return;
  const lock = await lockInstall(root);
  try {
    if (isFresh(root, lockText) || (isComplete(root, lockText) && stamp(root, lockText))) return;
    await install(root);
    stamp(root, lockText);
  } finally {
    lock.release();
  }
}

function isFresh(root, lockText) {
  return readOrNull(stampFile(root)) === mark(lockText);
}

/** Somebody ran npm by hand: every package of the lock file that belongs on this machine is there in its version. */
function isComplete(root, lockText) {
  const have = parse(readOrNull(join(root, 'node_modules', '.package-lock.json')))?.packages;
  if (!have) return false;
  const production = process.env.NODE_ENV === 'production';
  return Object.entries(parse(lockText)?.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || (wanted.dev && production) || !belongsHere(wanted)) return true;
    const found = have[path];
    // Optional packages that name no platform are helpers of ones for other platforms.
    if (!found) return Boolean(wanted.optional) && !(wanted.os && wanted.cpu);
    return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(join(root, path));
  });
}

function belongsHere({ os, cpu, libc }) {
  return admits(os, process.platform) && admits(cpu, process.arch) && !(libc?.includes('musl') && !libc.includes('glibc'));
}

function admits(list, value) {
  if (!list) return true;
  const names = [list].flat();
  return !names.includes(`!${value}`) && (names.includes(value) || names.every((name) => name.startsWith('!')));
}

async function lockInstall(root) {
  try {
    // Not inside node_modules, which npm ci empties.
    const lock = await takeLock(join(root, '.install.lock'), {
      waitMs,
      onWait: (others) => console.error(`Waiting for process ${others[0].pid}, which is installing the packages`),
    });
    if (lock) return releasedAtExit(lock);
    stop(`Another process has been installing packages for ${waitMs / 60_000} minutes. Stop it and try again.`);
  } catch (error) {
    stop(
      `The packages of ${root} are missing or out of date, and this user may not write there (${error.code ?? error.message}).\n` +
        'Run "npm ci" there as its owner, or work in a clone of your own.',
    );
  }
}

function releasedAtExit(lock) {
  process.once('exit', lock.release);
  return {
    release: () => {
      process.off('exit', lock.release);
      lock.release();
    },
  };
}

async function install(root) {
  const began = Date.now();
  console.error(`Installing packages (npm ci) in ${root}; the first time takes a minute`);
  const beat = setInterval(() => console.error(`  still installing, ${Math.round((Date.now() - began) / 1000)} s`), 10_000);
  const { code, said } = await runNpm(root);
  clearInterval(beat);
  if (code !== 0) stop(explain(code, said));
  console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** npm's own words go to standard error, so that the output of a command stays clean. */
function runNpm(root) {
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm && /npm-cli\.[cm]?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  return new Promise((done) => {
    let said = '';
    const args = [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional'];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const show = (chunk) => {
      said = (said + chunk).slice(-8000);
      process.stderr.write(chunk);
    };
    child.stdout.on('data', show);
    child.stderr.on('data', show);
    child.once('error', (error) => done({ code: error.code, said }));
    child.once('close', (code) => done({ code, said }));
  });
}

function explain(code, said) {
  if (code === 'ENOENT')
    return 'Packages are missing and npm was not found. Install Node with npm (nodejs.org), or copy node_modules from a machine of the same kind.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(said))
    return 'npm could not reach the package registry. Connect this machine, set a registry or proxy in .npmrc, or copy node_modules from a machine of the same kind.';
  if (/ENOSPC/.test(said)) return 'The disk is full: the packages need about 700 MB.';
  if (/EACCES|EROFS|EPERM/.test(said)) return 'npm may not write here. Run it as the owner of this folder, or work in a clone of your own.';
  return `npm ci failed (${code}); what it said stands above.`;
}

function stop(message) {
  console.error(`stoa: ${message}`);
  process.exit(1);
}

function stamp(root, lockText) {
  try {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    // Put in place whole: in a copy by hard links, writing into the file would stamp the packages of the other folder too.
    const draft = `${stampFile(root)}.${process.pid}`;
    writeFileSync(draft, mark(lockText));
    renameSync(draft, stampFile(root));
  } catch {
    // A read-only node_modules is complete as well; it is only looked through again next time.
  }
  return true;
}

function stampFile(root) {
  return join(root, 'node_modules', '.stoa-packages');
}

function mark(lockText) {
  return `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function parse(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function readOrNull(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
