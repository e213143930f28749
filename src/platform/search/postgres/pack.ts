import type { SearchDocument, SegmentPart } from '../search.ts';
import { termsBytes, termsOf } from './analysis.ts';
import { field, int4, int4Array, int8, rowOfColumns, text, timestamptz } from './binary.ts';
import type { Dictionary } from './dictionary.ts';
import type { Counted } from './tally.ts';
import type { Values } from './values.ts';

/** The rows of a document by table (see `binary.ts`), and what there is to count of it. */
export type PackedDocument = Counted & { id: number; document: string; text: string; stored: string; entry: string };

type Packing = { values: Values; scopes: readonly string[]; dictionaryOf: (language: string) => Dictionary };

/** The values of the document must have been interned. */
export function packed(document: SearchDocument, { values, scopes, dictionaryOf }: Packing): PackedDocument {
  const id = int8(document.id);
  const row: PackedDocument = {
    id: document.id,
    document: TWO + id + int8(document.version),
    text: '',
    stored: '',
    entry: '',
    words: [],
    entries: [],
  };
  for (const language of Object.keys(document.languages)) {
    const part = document.languages[language]!;
    const head = THREE + text(language) + id;
    const { terms, written } = termsOf(part.text, language, { dictionary: dictionaryOf(language), form: termsBytes });
    row.text += head + field(terms);
    row.stored += head + text(part.stored);
    row.words = row.words.length === 0 ? written : [...row.words, ...written];
  }
  const middle = timestamptz(document.createdAt) + int4(document.popularity);
  for (const segment of Object.keys(document.segments)) {
    const part = document.segments[segment]!;
    const entry = entryOf(segment, part, { values, scopes });
    row.entry += SEVEN + text(segment) + id + int8(part.price) + middle + int4Array(entry.facets) + text(part.stored);
    row.entries.push(entry);
  }
  return row;
}

function entryOf(
  segment: string,
  { facets, price }: SegmentPart,
  { values, scopes }: Pick<Packing, 'values' | 'scopes'>,
): Counted['entries'][number] {
  const ids: number[] = [];
  const own: number[] = [];
  for (const name of Object.keys(facets)) {
    const browsed = scopes.includes(name);
    for (const value of facets[name]!) {
      const id = values.known(segment, name, value);
      ids.push(id);
      if (browsed) own.push(id);
    }
  }
  ids.sort(byNumber);
  return { scopes: own, facets: ids, price };
}

function byNumber(a: number, b: number): number {
  return Math.abs(a) - Math.abs(b);
}

const [TWO, THREE, SEVEN] = [rowOfColumns(2), rowOfColumns(3), rowOfColumns(7)];
