import { fail } from '../../kernel/errors.ts';
import { type CsvRecord, csvRecords, detectDelimiter } from './csv.ts';
import type { ImportItem } from './import.service.ts';
import { oneLine } from './plain-text.ts';
import { type Header, keptName, readHeader } from './shopify-columns.ts';
import type { ShopifyContext } from './shopify-fields.ts';
import { readShopifyProduct, type ShopifyRow } from './shopify-read.ts';

/**
 * Rows of one product may stand apart, with others in between: a product is complete when no row of it has come for so many
 * rows, or when too many rows wait. A row that comes later still is refused, since it would replace the product.
 */
const windowRows = 1000;
const mostWaiting = 20_000;

type Group = { rows: ShopifyRow[]; last: number };

/** Products of a file in Shopify's export form. Throws when the file is no such export. */
export async function* shopifyItems(text: AsyncIterable<string>, context: ShopifyContext): AsyncGenerator<ImportItem> {
  const { start, all } = await peek(text);
  const records = csvRecords(all, detectDelimiter(start));
  const header = await headerOf(records);
  const place = header.columns.findIndex(({ id }) => id === 'handle');
  const open = new Map<string, Group>();
  const seen = createHandleSet();
  const named = new Set<string>();
  let waiting = 0;
  let count = 0;

  const close = (handle: string, group: Group): ImportItem => {
    open.delete(handle);
    waiting -= group.rows.length;
    seen.add(handle);
    return itemOf(header, group.rows, { context, named });
  };

  for await (const record of records) {
    count += 1;
    if ('error' in record) {
      yield {
        line: record.line,
        key: '',
        lines: [],
        notes: [],
        faults: [{ line: record.line, path: '', code: 'csv_broken', message: record.error }],
      };
      continue;
    }
    const handle = oneLine(record.cells[place] ?? '');
    if (handle === '') {
      if (record.cells.some((cell) => cell.trim() !== '')) yield refused(record.line, '', 'missing', 'the row has no handle');
      continue;
    }
    const group = open.get(handle);
    if (!group && seen.has(handle)) {
      yield refused(
        record.line,
        handle,
        'rows_apart',
        `more than ${windowRows} rows lie between this row and the other rows of its product; sort the file by handle`,
      );
      continue;
    }
    const next = group ?? { rows: [], last: 0 };
    next.rows.push(record);
    next.last = count;
    waiting += 1;
    // The map is kept in the order of the last row, so that the first one is the next to be complete.
    open.delete(handle);
    open.set(handle, next);
    for (const [oldest, { last }] of open) {
      if (last > count - windowRows && waiting <= mostWaiting) break;
      yield close(oldest, open.get(oldest)!);
    }
  }
  for (const [handle, group] of open) yield close(handle, group);
}

function itemOf(
  header: Header,
  rows: readonly ShopifyRow[],
  { context, named }: { context: ShopifyContext; named: Set<string> },
): ImportItem {
  const { handle, line, product, structure, isBare, faults, notes } = readShopifyProduct(header, rows, context);
  const fresh = structure.filter((entry) => {
    const key = `${entry.kind} ${'code' in entry ? entry.code : ''}`;
    return !named.has(key) && named.add(key);
  });
  return {
    line,
    key: handle,
    lines: [...fresh, product],
    faults,
    notes,
    foreign: { source: 'shopify', handle, column: keptName('handle'), isBare },
  };
}

async function headerOf(records: AsyncGenerator<CsvRecord>): Promise<Header> {
  const first = await records.next();
  if (first.done || 'error' in first.value) return fail('import_unreadable', 'The file is empty, or its first line is no header.');
  const header = readHeader(first.value.cells);
  const known = header.columns.filter(({ id }) => id !== null).length;
  const missing = [header.has.has('handle') ? '' : 'Handle (or URL handle)', header.has.has('title') ? '' : 'Title'].filter(Boolean);
  if (missing.length > 0)
    fail(
      'import_unreadable',
      `This is no product export of Shopify: the column ${missing.join(' and ')} is missing; ${known} of ${header.columns.length} columns are known.`,
    );
  return header;
}

/** The first text and, again, everything. */
async function peek(text: AsyncIterable<string>): Promise<{ start: string; all: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  const first = await iterator.next();
  const start = first.done ? '' : first.value;
  async function* all() {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { start, all: all() };
}

function refused(line: number, key: string, code: 'missing' | 'rows_apart', message: string): ImportItem {
  return { line, key, lines: [], notes: [], faults: [{ line, path: '/Handle', code, message }] };
}

/** Which handles have been seen, in 16 bytes each: 53 bits of a hash, so that a million handles clash once in some 10,000 files. */
function createHandleSet() {
  let slots = new Float64Array(1024).fill(-1);
  let used = 0;
  const find = (table: Float64Array, value: number) => {
    let at = value % table.length;
    while (table[at] !== -1 && table[at] !== value) at = (at + 1) % table.length;
    return at;
  };
  return {
    has: (handle: string) => slots[find(slots, hash53(handle))] !== -1,
    add(handle: string) {
      const value = hash53(handle);
      const at = find(slots, value);
      if (slots[at] === value) return;
      slots[at] = value;
      used += 1;
      if (used * 2 < slots.length) return;
      const larger = new Float64Array(slots.length * 2).fill(-1);
      for (const old of slots) if (old !== -1) larger[find(larger, old)] = old;
      slots = larger;
    },
  };
}

function hash53(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ (b >>> 13);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35) ^ (a >>> 11);
  return (b >>> 11) * 2 ** 32 + (a >>> 0);
}
