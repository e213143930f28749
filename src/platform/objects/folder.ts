import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { invariant } from '../../kernel/invariant.ts';
import { OBJECT_NAME, type Objects, typeOfName } from './objects.ts';

/** Objects as files below a folder. A file is written beside its place, synced (if it is to be durable) and renamed, so that a
 * crash leaves no half of it. */
export function folderObjects(folder: string): Objects {
  const root = resolve(folder);
  const made = new Set<string>();

  function pathOf(name: string): string {
    invariant(OBJECT_NAME.test(name) && !name.includes('..'), `not a name of an object: ${name.slice(0, 80)}`);
    const path = join(root, ...name.split('/'));
    invariant(path.startsWith(root + sep), 'an object lies inside its folder');
    return path;
  }

  async function ensureFolder(path: string): Promise<void> {
    if (made.has(path)) return;
    await mkdir(path, { recursive: true });
    if (made.size > 10_000) made.clear();
    made.add(path);
  }

  return {
    async put(name, data, { durable = true }) {
      const path = pathOf(name);
      const parent = dirname(path);
      await ensureFolder(parent);
      const partial = join(parent, `.${randomBytes(8).toString('hex')}.partial`);
      try {
        await pipeline(data instanceof Uint8Array ? Readable.from([data]) : data, createWriteStream(partial, { flags: 'wx' }));
        if (durable) await sync(partial);
        await rename(partial, path);
      } catch (error) {
        // The folder may have been removed behind our back; the next call makes it anew.
        made.delete(parent);
        await rm(partial, { force: true });
        throw error;
      }
    },

    async head(name) {
      try {
        const found = await stat(pathOf(name));
        return found.isFile() ? { sizeBytes: found.size, contentType: typeOfName(name) } : null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },

    read: (name, range) => createReadStream(pathOf(name), range),

    delete: (name) => rm(pathOf(name), { force: true }),

    async sweep(prefix, before) {
      const parent = pathOf(prefix);
      let swept = 0;
      for (const entry of await entriesOf(parent)) {
        const path = join(parent, entry);
        const found = await stat(path).catch(() => null);
        if (!found?.isFile() || found.mtimeMs >= before.getTime()) continue;
        await rm(path, { force: true });
        swept += 1;
      }
      return swept;
    },
  };
}

/** None where the folder was never made. */
async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
