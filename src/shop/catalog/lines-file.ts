import type { ImportItem } from './import.service.ts';
import { lineKey } from './line-check.ts';

const longestLine = 32 * 1024 * 1024;

/** Catalog lines of a JSON-lines text; a line that is no JSON is an item with a fault. */
export async function* lineItems(text: AsyncIterable<string>): AsyncGenerator<ImportItem> {
  let number = 0;
  for await (const { line, tooLong } of splitLines(text)) {
    number += 1;
    const content = number === 1 && line.startsWith('\ufeff') ? line.slice(1) : line;
    if (tooLong) yield broken(number, `the line is longer than ${longestLine / 1024 / 1024} MiB`);
    else if (content.trim() !== '') yield itemOf(number, content);
  }
}

function itemOf(line: number, content: string): ImportItem {
  try {
    const value: unknown = JSON.parse(content);
    return { line, key: lineKey(value).key, lines: [value], faults: [], notes: [] };
  } catch (error) {
    return broken(line, (error as Error).message.slice(0, 300));
  }
}

function broken(line: number, message: string): ImportItem {
  return { line, key: '', lines: [], notes: [], faults: [{ line, path: '', code: 'invalid_json', message }] };
}

async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<{ line: string; tooLong: boolean }> {
  let rest = '';
  let skipping = false;
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      yield { line: skipping ? '' : part, tooLong: skipping };
      skipping = false;
    }
    if (rest.length > longestLine) {
      skipping = true;
      rest = '';
    }
  }
  if (rest !== '' || skipping) yield { line: rest, tooLong: skipping };
}
