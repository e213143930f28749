import type { Sql } from '../platform/postgres/index.ts';
import { type Command, UsageError } from './command.ts';

type Row = Record<string, unknown>;

const widestCell = 60;

export const command: Command = {
  name: 'sql',
  summary: 'Runs one SQL statement and prints its rows.',
  usage: '[--write] [--json] "STATEMENT"',
  help: `Read-only unless --write is given, and not longer than 60 s. Examples:
  stoa sql "select number, status, placed_at from orders order by id desc limit 10"
  stoa sql --json "select * from market"`,
  options: {
    write: { type: 'boolean', about: 'Allow changes, which are committed.' },
    json: { type: 'boolean', about: 'One JSON object a line.' },
  },
  mostArguments: 1,
  run: async (context) => {
    const text = context.arguments[0];
    if (!text) throw new UsageError('A statement is missing.');
    const db = await context.database({ reads: 1, transactions: 1 });
    const statement: Sql = { name: '', text };
    const rows = await db
      .transaction((tx) => tx.query<Row>(statement), { readOnly: !context.flag('write'), statementTimeoutMs: 60_000 })
      .catch((error: Error & { code?: string }) => explain(error));
    if (typeof rows === 'string') {
      context.note(rows);
      return 1;
    }
    if (context.flag('json')) for (const row of rows) context.print(JSON.stringify(row, readable));
    else context.print(table(rows));
    return 0;
  },
};

/** What PostgreSQL says about the statement; other errors go through. */
function explain(error: Error & { code?: string }): string {
  if (!/^[0-9A-Z]{5}$/.test(error.code ?? '')) throw error;
  return error.code === '25006' ? `${error.message}. Give --write to allow changes.` : error.message;
}

function table(rows: readonly Row[]): string {
  const count = `(${rows.length === 1 ? 'one row' : `${rows.length} rows`})`;
  if (rows.length === 0) return count;
  const names = Object.keys(rows[0]!);
  const cells = rows.map((row) => names.map((name) => cell(row[name])));
  const widths = names.map((name, index) => Math.max(name.length, ...cells.map((line) => line[index]!.length)));
  const line = (parts: readonly string[]) =>
    parts
      .map((part, index) => part.padEnd(widths[index]!))
      .join('  ')
      .trimEnd();
  return [line(names), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line), count].join('\n');
}

function cell(value: unknown): string {
  const text =
    value === null || value === undefined ? '' : typeof value === 'object' ? (JSON.stringify(plain(value)) ?? '') : String(value);
  const flat = (text.startsWith('"') ? text.slice(1, -1) : text).replace(/\s+/g, ' ');
  return flat.length > widestCell ? `${flat.slice(0, widestCell - 1)}…` : flat;
}

function plain(value: object): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}

/** Buffers as PostgreSQL writes them; JSON.stringify has already turned them into `{ type, data }` by then. */
function readable(_key: string, value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: string; data?: number[] };
  return type === 'Buffer' && Array.isArray(data) ? `\\x${Buffer.from(data).toString('hex')}` : value;
}
