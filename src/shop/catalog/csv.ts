import { Readable } from 'node:stream';
import { parse } from 'csv-parse';

export type CsvRecord = { line: number; cells: string[] } | { line: number; error: string };

export type CsvText = { delimiter: string; records: AsyncIterable<CsvRecord> };

/** A record longer than this has an open quotation mark somewhere: the rest of the file would be swallowed. */
const longestRecord = 4 * 1024 * 1024;

/** Reads CSV as it comes, with back-pressure. `line` is that on which a record begins; records that cannot be read come as errors. */
export async function* csvRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const errors: { line: number; error: string }[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: longestRecord,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      errors.push({ line: Number((error as { lines?: number } | undefined)?.lines ?? 0), error: reason(error) });
      return undefined;
    },
  });
  const source = Readable.from(text);
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let next = 1;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    // Records wait in the parser's buffer, faults do not.
    while (errors[0] && errors[0].line <= next) yield errors.shift()!;
    // `lines` is that on which the record ended, or the one after it.
    yield { line: next, cells: record };
    next = info.lines + 1;
  }
  yield* errors;
}

/** The separator that the first line uses most, outside of quotation marks. */
export function detectDelimiter(start: string): string {
  const line = /^\ufeff?((?:"(?:[^"]|"")*"|[^"\r\n])*)/.exec(start)?.[1] ?? '';
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.delimiter;
}

function reason(error: { code?: string; message?: string } | undefined): string {
  if (error?.code === 'CSV_MAX_RECORD_SIZE' || error?.code === 'CSV_QUOTE_NOT_CLOSED')
    return 'a quotation mark is opened here and never closed';
  return (error?.message ?? 'the row cannot be read').slice(0, 300);
}
