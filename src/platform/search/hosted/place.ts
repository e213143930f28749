import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Systems take 104 to 108 bytes as the path of a socket. */
const longestPath = 100;

/** Where the search process of a data folder listens: in the folder, or, when its name is too long, in one of this user's own beside it. */
export function socketPath(dataDir: string): string {
  const inside = join(dataDir, 'search.sock');
  if (Buffer.byteLength(inside) <= longestPath) return inside;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `stoa-${process.getuid?.() ?? 0}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  // Anybody may make folders there: one that others own or write to could answer in our place.
  if (uid !== (process.getuid?.() ?? 0) || (mode & 0o077) !== 0) throw new Error(`${folder} belongs to somebody else.`);
  return join(folder, 'search.sock');
}
