import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import type { EngineState } from './engine.ts';

/** Version of the layout: a file of another one is not read, the index is then built anew. */
const layout = 'stoa search 1';
const kinds = { Float64Array, Uint32Array, Int32Array, Uint16Array, Uint8Array };
type Kind = keyof typeof kinds;
type Typed = InstanceType<(typeof kinds)[Kind]>;
type Reference = { $array: Kind; length: number; at: number };

/**
 * Writes a state to one file: a line of JSON in which typed arrays are references, then the arrays as they lie in memory. The file is
 * whole or not there. Returns its bytes.
 */
export function writeSnapshot(file: string, state: object): number {
  const arrays: Typed[] = [];
  let bytes = 0;
  const json = JSON.stringify({ layout, state }, (_key, value: unknown) => {
    const kind = kindOf(value);
    if (!kind) return value;
    const array = value as Typed;
    const reference: Reference = { $array: kind, length: array.length, at: bytes };
    arrays.push(array);
    bytes += Math.ceil(array.byteLength / 8) * 8;
    return reference;
  });
  const next = `${file}.next`;
  const handle = openSync(next, 'w', 0o600);
  try {
    const head = Buffer.from(json);
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(head.length));
    writeAll(handle, size);
    writeAll(handle, head);
    for (const array of arrays) {
      writeAll(handle, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      writeAll(handle, Buffer.alloc(Math.ceil(array.byteLength / 8) * 8 - array.byteLength));
    }
    fsyncSync(handle);
    bytes += head.length + 8;
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  return bytes;
}

/** Null when the file is of another layout. Throws when there is none, or it was cut. */
export function readSnapshot<State = EngineState>(file: string): State | null {
  const handle = openSync(file, 'r');
  try {
    const size = Buffer.alloc(8);
    readAll(handle, size, 0);
    const head = Buffer.alloc(Number(size.readBigUInt64LE()));
    readAll(handle, head, 8);
    const from = 8 + head.length;
    const read = JSON.parse(head.toString('utf8'), (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('$array' in value)) return value;
      const { $array, length, at } = value as Reference;
      const array = new kinds[$array](length);
      readAll(handle, new Uint8Array(array.buffer), from + at);
      return array;
    }) as { layout: string; state: State };
    return read.layout === layout ? read.state : null;
  } finally {
    closeSync(handle);
  }
}

function kindOf(value: unknown): Kind | null {
  if (!ArrayBuffer.isView(value)) return null;
  for (const kind of Object.keys(kinds) as Kind[]) if (value instanceof kinds[kind]) return kind;
  return null;
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(bytes.length - at, mostAtOnce));
}

function readAll(handle: number, into: Uint8Array, from: number): void {
  for (let at = 0; at < into.length; ) {
    const read = readSync(handle, into, at, Math.min(into.length - at, mostAtOnce), from + at);
    if (read === 0) throw new Error('The snapshot of the search index is cut.');
    at += read;
  }
}

const mostAtOnce = 64 * 1024 * 1024;
