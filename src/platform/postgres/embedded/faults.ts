import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ShopError } from '../../../kernel/errors.ts';

const tailBytes = 4096;

/** The last lines of the server's log from byte `from` on, for error messages. */
export function logTail(file: string, from = 0): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const size = fstatSync(descriptor).size;
      const start = Math.max(from, size - tailBytes, 0);
      const buffer = Buffer.alloc(Math.max(0, size - start));
      readSync(descriptor, buffer, 0, buffer.length, start);
      return buffer.toString('utf8').trim().split('\n').slice(-12).join('\n');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

/** Turns what initdb or the server said before it gave up into an error that says what to do. */
export function failFromLog(what: string, text: string, folder: string): never {
  const said = text ? `\nIts log ends:\n${indent(text)}` : '';
  if (/no space left on device|disk quota exceeded/i.test(text))
    fail(
      'database_disk_full',
      `The disk below ${folder} is full. Free some space and start again; nothing that was acknowledged is lost.${said}`,
    );
  if (/read-only file system/i.test(text))
    fail('database_folder', `${folder} lies on a disk that is mounted read-only. Mount it for writing, or set STOA_DATA_DIR.${said}`);
  if (/permission denied/i.test(text))
    fail('database_folder', `${folder} cannot be read or written by this user. Mend its owner or rights, or set STOA_DATA_DIR.${said}`);
  if (/error while loading shared libraries/i.test(text))
    fail('database_files_missing', `The embedded PostgreSQL lacks a library. Run "npm ci" again, or set DATABASE_URL.${said}`);
  if (/could not map anonymous shared memory|could not create shared memory|cannot allocate memory/i.test(text))
    fail('database_start_failed', `There is not enough memory for PostgreSQL. Give this machine or container 512 MB or more.${said}`);
  fail('database_start_failed', `${what}.${said}`);
}

/** The same for an error of the file system met on the way. */
export function failFromFileSystem(cause: unknown, folder: string): never {
  if (cause instanceof ShopError) throw cause;
  const { message } = cause as NodeJS.ErrnoException;
  const code = trueCode(cause as NodeJS.ErrnoException, folder);
  const options = { cause };
  if (code === 'ENOSPC' || code === 'EDQUOT')
    fail('database_disk_full', `The disk below ${folder} is full (${message}). Free some space and start again.`, options);
  if (code === 'EROFS')
    fail('database_folder', `${folder} lies on a disk that is mounted read-only. Mount it for writing, or set STOA_DATA_DIR.`, options);
  if (code === 'EACCES' || code === 'EPERM')
    fail(
      'database_folder',
      `${folder} cannot be written by this user (${message}). Mend its owner or rights, or set STOA_DATA_DIR.`,
      options,
    );
  if (code === 'ENOTDIR' || code === 'EEXIST')
    fail('database_folder', `${folder} cannot be made a folder (${message}). Set STOA_DATA_DIR to another place.`, options);
  throw cause;
}

/** Node says "no such file" where a recursive mkdir meets a read-only disk: asks the nearest folder that exists. */
function trueCode({ code }: NodeJS.ErrnoException, folder: string): string | undefined {
  if (code !== 'ENOENT') return code;
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    return code;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
