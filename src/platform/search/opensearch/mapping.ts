import { foldCode, wordsOf } from '../fold.ts';
import type { DocumentText, SearchDocument } from '../search.ts';
import { stem } from '../stem.ts';

/** Between the field and the value of a facet; `fold` lets neither through. */
export const BETWEEN = '\u0001';

const most = { title: 60, topics: 80, attributes: 200, description: 300 } as const;

export const FIELDS = ['title^3', 'topics^2', 'attributes^0.5', 'description'] as const;
export const PLAIN_FIELDS = ['title', 'topics', 'attributes', 'description'] as const;

/** Words that take part in completion and correction: there is no end of model numbers. */
const WORD = /^\p{L}{3,30}$/u;

const DIGIT = /\d/;

/** The word as it is indexed; model numbers have no forms. */
export function termOf(language: string, word: string): string {
  return DIGIT.test(word) ? word : stem(language, word);
}

/**
 * Texts arrive folded and stemmed, so that a question is analysed here and the same on every engine; the cluster only parts
 * them at blanks. All facets of a segment are one field: a catalogue with a thousand attributes makes no larger mapping.
 */
export function indexBody({ replicas }: { replicas: number }) {
  const text = { type: 'text', analyzer: 'whitespace' };
  const unseen = { type: 'object', enabled: false };
  return {
    // One shard: its sequence numbers tell a rebuild exactly what has changed meanwhile. A million products take 0.3 GB of it.
    settings: { number_of_shards: 1, number_of_replicas: replicas, refresh_interval: '1s', max_result_window: 100_000 },
    mappings: {
      dynamic: false,
      dynamic_templates: [
        { facets: { path_match: 'f.*', mapping: { type: 'keyword' } } },
        { uncounted: { path_match: 'u.*', mapping: { type: 'keyword' } } },
        { prices: { path_match: 'p.*', mapping: { type: 'long' } } },
      ],
      properties: {
        id: { type: 'long' },
        gone: { type: 'boolean' },
        segments: { type: 'keyword' },
        createdAt: { type: 'date' },
        popularity: { type: 'double' },
        rating: { type: 'double' },
        title: text,
        topics: text,
        attributes: text,
        description: text,
        codes: { type: 'keyword' },
        words: { type: 'keyword' },
        f: { type: 'object', dynamic: true },
        u: { type: 'object', dynamic: true },
        p: { type: 'object', dynamic: true },
        stored: unseen,
        offers: unseen,
      },
    },
  };
}

/** A document that is in no segment: it remembers the version at which it went. */
export const GONE = { gone: true };

export type Body = Record<string, unknown>;

/** Null where the document has nothing in the language. */
export function bodyOf(document: SearchDocument, language: string, uncounted: ReadonlySet<string>): Body | null {
  const part = document.languages[language];
  if (!part) return null;
  const { text, stored } = part;
  const f: Record<string, string[]> = {};
  const u: Record<string, string[]> = {};
  const p: Record<string, number> = {};
  const offers: Record<string, unknown> = {};
  for (const [segment, { price, facets, stored: offer }] of Object.entries(document.segments)) {
    const values = Object.entries(facets).flatMap(([field, list]) => list.map((value) => ({ field, value: facetOf(field, value) })));
    f[segment] = values.filter(({ field }) => !uncounted.has(field)).map(({ value }) => value);
    u[segment] = values.filter(({ field }) => uncounted.has(field)).map(({ value }) => value);
    p[segment] = price;
    offers[segment] = JSON.parse(offer);
  }
  const { id, createdAt, popularity, rating = null } = document;
  const segments = Object.keys(document.segments);
  return { id, createdAt, popularity, rating, segments, ...analysed(text, language), f, u, p, stored: [JSON.parse(stored)], offers };
}

/** As the values of one field; longer ones than the cluster takes for a term are cut alike on both sides. */
export function facetOf(field: string, value: string): string {
  return `${field}${BETWEEN}${value}`.slice(0, 8000);
}

function analysed(text: DocumentText, language: string): Body {
  const lists = PLAIN_FIELDS.map((field) => wordsOf(text[field], most[field]));
  const words = new Set(
    lists
      .slice(0, 3)
      .flat()
      .filter((word) => WORD.test(word)),
  );
  return {
    ...Object.fromEntries(PLAIN_FIELDS.map((field, i) => [field, lists[i]!.map((word) => termOf(language, word)).join(' ')])),
    codes: [...new Set(text.codes.map((code) => foldCode(code).slice(0, 100)))].filter((code) => code !== ''),
    words: [...words],
  };
}
