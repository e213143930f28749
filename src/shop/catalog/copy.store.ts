import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Tx } from '../../platform/postgres/index.ts';

export type Cell = string | number | boolean | null;

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const chunkChars = 64 * 1024;

/** Writes rows with `copy`, the quickest way in: about three times the rate of the same rows as one jsonb parameter. */
export async function copyRows(tx: Tx, into: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  let text = '';
  let stream: ReturnType<Tx['copyFrom']> | null = null;
  let done: Promise<void> | null = null;
  const send = async () => {
    if (!stream) {
      stream = tx.copyFrom(`copy ${into} from stdin`);
      done = finished(stream);
      // Awaited below; without a listener a failure in between would be an unhandled rejection.
      done.catch(() => undefined);
    }
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    text = '';
  };
  for (const row of rows) {
    text += copyLine(row);
    if (text.length > chunkChars) await send();
  }
  if (text !== '') await send();
  if (!stream) return;
  (stream as ReturnType<Tx['copyFrom']>).end();
  await done;
}

/** A PostgreSQL array of texts as one cell. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** A row as a line of `copy`'s text form. */
export function copyLine(row: readonly Cell[]): string {
  return `${row.map(cell).join('\t')}\n`;
}

function cell(value: Cell): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return value === true ? 't' : value === false ? 'f' : String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c]!) : value;
}
