// Runs a TypeScript file of this package under Node 24 or later. Plain JavaScript for Node 20, without dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensurePackages } from './packages.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const wantedMajor = 24;
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGQUIT'];

/** Becomes `script` (below the package's root, or absolute) as far as the running Node allows; otherwise runs it as a child. */
export async function launch(script, args) {
  const file = resolve(root, script);
  // Inside node_modules the package manager has installed everything; a clone looks after itself.
  if (!isInstalledPackage()) await ensurePackages(root);
  useCompileCache();
  const flags = nodeFlags();
  if (major(process.versions.node) >= wantedMajor && flags.length === 0) return runHere(file, args);
  const node = major(process.versions.node) >= wantedMajor ? process.execPath : pinnedNode();
  const argv = [node, ...flags, file, ...args];
  // Replaces this process where Node can (22.15 and later): one process less to signal, wait for and kill.
  if (typeof process.execve === 'function') process.execve(node, argv, process.env);
  runAsChild(argv);
}

/**
 * Compiled code is kept beside the packages: a web process then starts with 0.7 s of computing instead of 1.6 s.
 * Not in the temporary folder, where another user could lay code for us.
 */
function useCompileCache() {
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'stoa-compile');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

async function runHere(file, args) {
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

function runAsChild([node, ...args]) {
  // The channel tells the child when this process is killed, which it could not learn otherwise.
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const name of forwarded) process.on(name, () => child.kill(name));
  child.once('error', (error) => {
    console.error(`stoa: ${node} cannot be run: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // End the way the child did, so that shells and supervisors see the same.
    for (const name of forwarded) process.removeAllListeners(name);
    process.kill(process.pid, signal);
    setTimeout(() => process.exit(1), 1000);
  });
}

/** Type stripping is switched off below node_modules, where an installed package lies: a hook does it there. */
function nodeFlags() {
  return isInstalledPackage()
    ? ['--disable-warning=ExperimentalWarning', '--import', pathToFileURL(join(root, 'bin', 'lib', 'strip-types.mjs')).href]
    : [];
}

function isInstalledPackage() {
  return root.split(sep).includes('node_modules');
}

function pinnedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
    const node = join(folder, 'bin', 'node');
    if (existsSync(node)) return node;
  } catch {
    // Said below.
  }
  console.error(
    `stoa: Node ${wantedMajor} or later is needed; this is ${process.versions.node}, and the package ${name} that would bring it is not installed.\n` +
      `      Install Node ${wantedMajor} from nodejs.org, or run "npm ci" without leaving out optional packages.`,
  );
  process.exit(1);
}

function major(version) {
  return Number.parseInt(version, 10);
}
