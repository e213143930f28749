import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a key file holds: a secret from which look-up keys are derived, and master keys by number, the last of them current. */
export type KeyMaterial = { derive: Buffer; masters: ReadonlyMap<number, Buffer>; current: number };

/** A key file that is missing, open to others or damaged; the message says what to do and never shows a key. */
export class KeyFileError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KeyFileError';
  }
}

const HEADER = `# Stoa key file. Whoever has it can read every customer's data; without it nobody can.
# Back it up apart from the database. One key a line; the last "master" is the current one, older ones still open what they sealed.
`;

/** Reads the key file, or creates it (0600) when there is none. Two processes that start at once end up with the same keys. */
export function readKeyFile(file: string): KeyMaterial {
  if (!exists(file)) create(file);
  checkMode(file);
  return parse(file, read(file));
}

function exists(file: string): boolean {
  try {
    statSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new KeyFileError(`The key file ${file} cannot be reached: give this user the right to read it and its folder.`, error);
  }
}

/** Written aside and linked into place: the name never shows a half-written file, and the first of several writers wins. */
function create(file: string): void {
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(aside, 'wx', 0o600);
    try {
      writeSync(handle, `${HEADER}derive ${randomBytes(32).toString('base64')}\nmaster 1 ${randomBytes(32).toString('base64')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(aside, 0o600);
    linkInto(aside, file);
  } catch (error) {
    throw new KeyFileError(`The key file ${file} cannot be created: the folder must be writable and on a disk with free space.`, error);
  }
}

function linkInto(aside: string, file: string): void {
  try {
    linkSync(aside, file);
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
}

function checkMode(file: string): void {
  if (process.platform === 'win32') return;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0)
    throw new KeyFileError(
      `The key file ${file} is open to other users (mode ${mode.toString(8).padStart(4, '0')}). Run: chmod 600 ${file} - and consider whether somebody has read it.`,
    );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new KeyFileError(`The key file ${file} cannot be read: it must belong to the user who runs the shop.`, error);
  }
}

function parse(file: string, text: string): KeyMaterial {
  let derive: Buffer | null = null;
  let current = 0;
  const masters = new Map<number, Buffer>();
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]?.startsWith('#')) continue;
    const key = Buffer.from(words.at(-1) ?? '', 'base64');
    const number = Number(words[1]);
    if (words[0] === 'derive' && words.length === 2 && key.length === 32) derive = key;
    else if (words[0] === 'master' && words.length === 3 && key.length === 32 && Number.isInteger(number) && number >= 1 && number <= 255) {
      masters.set(number, key);
      current = number;
    } else throw damaged(file, `line ${index + 1} is not understood`);
  }
  if (!derive || current === 0) throw damaged(file, 'a line is missing');
  return { derive, masters, current };
}

function damaged(file: string, what: string): KeyFileError {
  return new KeyFileError(
    `The key file ${file} is damaged (${what}). Restore it from its backup; a new one cannot open the data that this one sealed.`,
  );
}
