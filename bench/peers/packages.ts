import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProgram } from './programs.ts';

const work = resolve(import.meta.dirname, '..', '..', '.bench', 'peers');

/**
 * The folder of a peer with its packages, below `.bench/peers`, which git ignores. They are installed on first use and
 * whenever the pinned versions changed; our own files are copied anew each time.
 */
export async function installedPeer(peer: 'vendure' | 'medusa', say: (line: string) => void): Promise<string> {
  const source = join(import.meta.dirname, peer);
  const folder = join(work, peer);
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  const wanted = readFileSync(join(source, 'package.json'), 'utf8');
  const mark = join(folder, 'installed.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return folder;
  say(`${peer}: installing its packages into ${folder} (some minutes, once) ...`);
  rmSync(mark, { force: true });
  const npm = { command: 'npm', args: ['install', '--no-audit', '--no-fund', '--loglevel=error'], cwd: folder };
  await runProgram({ ...npm, say }).catch((error: Error) => {
    throw new Error(
      `${peer}: its packages cannot be installed. Look at the network and the npm registry, then try again. ${error.message}`,
    );
  });
  writeFileSync(mark, wanted);
  return folder;
}
