/**
 * Values in the form of `copy ... (format binary)`, which the server takes without parsing. They are put together as strings with a
 * character a byte: joining those and encoding them once is several times as fast as writing into a buffer.
 */

export const copyHead = `PGCOPY\n\xff\r\n\0${'\0'.repeat(8)}`;
export const copyTail = '\xff\xff';

/** The number of columns, before each row. */
export function rowOfColumns(columns: number): string {
  return String.fromCharCode(0, columns);
}

export function int4(value: number): string {
  return String.fromCharCode(0, 0, 0, 4, (value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** A whole number within the safe ones. */
export function int8(value: number): string {
  return `\0\0\0\x08${longWord(value)}`;
}

/** Of an ISO time. */
export function timestamptz(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new TypeError(`${iso} is no time.`);
  return int8((ms - EPOCH_MS) * 1000);
}

export function text(value: string): string {
  return field(bytesOf(value));
}

export function int4Array(values: readonly number[]): string {
  if (values.length === 0) return `\0\0\0\x0c${word(0)}${word(0)}${word(INT4)}`;
  let list = '';
  for (const value of values) list += int4(value);
  return `${word(20 + list.length)}${word(1)}${word(0)}${word(INT4)}${word(values.length)}${word(1)}${list}`;
}

/** A value of which the bytes are known, with its length. */
export function field(bytes: string): string {
  return word(bytes.length) + bytes;
}

export function word(value: number): string {
  return String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** UTF-8, a character a byte. */
export function bytesOf(value: string): string {
  return ASCII.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1');
}

function longWord(value: number): string {
  const high = Math.floor(value / 4_294_967_296);
  return word(high) + word(value - high * 4_294_967_296);
}

/** 2000-01-01, from which the server counts. */
const EPOCH_MS = 946_684_800_000;
const INT4 = 23;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;
