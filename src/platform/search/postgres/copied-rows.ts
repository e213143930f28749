import type { ColumnRow } from '../embedded/columns.ts';

const headBytes = 19;

/**
 * Reads `copy ... to stdout (format binary)` of (id bigint, price bigint, popularity integer, created bigint, facets integer[]),
 * cut anywhere. Ten times as fast as rows by the driver, and nothing is kept of what was read.
 */
export function createRowReader(take: (row: ColumnRow) => void): { read(chunk: Buffer): void } {
  let rest: Buffer | null = null;
  let headed = false;

  return {
    read(chunk) {
      const data: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      if (!headed) {
        if (data.length < headBytes) {
          rest = data;
          return;
        }
        at = headBytes + data.readInt32BE(15);
        headed = true;
      }
      for (;;) {
        const end = endOf(data, at);
        if (end < 0) break;
        if (end > at + 2) take(rowAt(data, at + 2));
        at = end;
      }
      rest = at < data.length ? data.subarray(at) : null;
    },
  };
}

/** Where the row that begins at `at` ends; -1 when it is not complete. The trailer is a row without fields. */
function endOf(data: Buffer, at: number): number {
  if (at + 2 > data.length) return -1;
  let end = at + 2;
  for (let field = data.readInt16BE(at); field > 0; field -= 1) {
    if (end + 4 > data.length) return -1;
    end += 4 + Math.max(0, data.readInt32BE(end));
    if (end > data.length) return -1;
  }
  return end;
}

function rowAt(data: Buffer, start: number): ColumnRow {
  const id = whole(data, start + 4);
  const price = whole(data, start + 16);
  const popularity = data.readInt32BE(start + 28);
  const createdAtMs = whole(data, start + 36);
  // Length, then dimensions, flags, type; with one dimension its size and first index, then each element with its length.
  const list = start + 48;
  const values: number[] = [];
  if (data.readInt32BE(list) === 1) {
    const count = data.readInt32BE(list + 12);
    for (let i = 0; i < count; i += 1) values.push(data.readInt32BE(list + 24 + i * 8));
  }
  return { id, price, popularity, createdAtMs, values };
}

/** A bigint within the safe integers. */
function whole(data: Buffer, at: number): number {
  return data.readInt32BE(at) * 4_294_967_296 + data.readUInt32BE(at + 4);
}
