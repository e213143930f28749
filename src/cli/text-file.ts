import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { fail } from '../kernel/errors.ts';

export type TextFile = {
  sizeBytes: number;
  /** SHA-256 of size, first and last MiB. */
  identity: Buffer;
  encoding: string;
  /** Share of the file that has been read. */
  share(): number;
  text(): AsyncGenerator<string>;
};

const sampleBytes = 1024 * 1024;

/** Opens a text file: gzip is unpacked, UTF-16 and Windows-1252 are told from UTF-8. It is read in pieces, as fast as they are taken. */
export async function openTextFile(path: string): Promise<TextFile> {
  const { size, head, tail } = await sample(path);
  const identity = createHash('sha256').update(`${size}\n`).update(head).update(tail).digest();
  const gzipped = head[0] === 0x1f && head[1] === 0x8b;
  const encoding = gzipped ? 'utf-8' : encodingOf(head);
  let read = 0;

  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield chunk;
    }
  }

  async function* text(): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    const source: AsyncIterable<Buffer> = gzipped ? Readable.from(bytes()).compose(createGunzip()) : bytes();
    try {
      for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
    } catch (error) {
      if (gzipped && /zlib|gzip|header|unexpected end|incorrect/i.test((error as Error).message))
        fail('import_unreadable', `${path} is a damaged gzip file (${(error as Error).message}).`);
      throw error;
    }
    yield decoder.decode();
  }

  return { sizeBytes: size, identity, encoding, share: () => (size === 0 ? 1 : read / size), text };
}

/** Writes text to a file, gzip when its name ends in .gz; `-` is standard output. The file appears under its name when it is whole. */
export async function writeTextFile(path: string, text: AsyncIterable<string>): Promise<void> {
  if (path === '-') {
    await pipeline(Readable.from(text), process.stdout, { end: false });
    return;
  }
  const { rename, rm } = await import('node:fs/promises');
  const part = `${path}.part`;
  try {
    const out = createWriteStream(part);
    if (path.endsWith('.gz')) await pipeline(Readable.from(text), createGzip(), out);
    else await pipeline(Readable.from(text), out);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const { code } = error as { code?: string };
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOENT' || code === 'ENOSPC' || code === 'EISDIR')
      fail('import_unreadable', `${path} cannot be written (${code}). Choose another place.`);
    throw error;
  }
}

async function sample(path: string): Promise<{ size: number; head: Buffer; tail: Buffer }> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const stat = await file.stat();
    if (!stat.isFile()) fail('import_unreadable', `${path} is no file.`);
    const head = Buffer.alloc(Math.min(sampleBytes, stat.size));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(sampleBytes, stat.size));
    await file.read(tail, 0, tail.length, Math.max(0, stat.size - tail.length));
    return { size: stat.size, head, tail };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') fail('import_unreadable', `There is no file ${path}.`);
    if (code === 'EACCES') fail('import_unreadable', `${path} may not be read by this user.`);
    throw error;
  } finally {
    await file?.close();
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // A character may be cut at the end of the sample.
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - cut));
      return 'utf-8';
    } catch {
      // tried again without the last byte
    }
  }
  return 'windows-1252';
}
