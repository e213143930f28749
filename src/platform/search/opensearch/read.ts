import { editDistance, wordsOf } from '../fold.ts';
import type { FacetCounts, SearchHit, SearchRequest, SearchResult, Suggestions, SuggestRequest } from '../search.ts';
import type { Client } from './client.ts';
import { BETWEEN } from './mapping.ts';
import { baseQuery, choicesOf, choicesWithout, type Query, sortOf, textQuery } from './query.ts';

type Bucket = { key: string; doc_count: number };
type Aggregation = { values?: { buckets: Bucket[] }; low?: { value: number | null }; high?: { value: number | null } };
type Source = { id: number; stored: unknown[]; offers: Record<string, unknown> };
type Found = {
  hits: { total: { value: number }; hits: { _source: Source; sort?: (string | number)[] }[] };
  aggregations?: Record<string, Aggregation>;
  suggest?: Record<string, { options: { text: string; freq: number }[] }[]>;
};

/** Values of one field that are counted; the cluster refuses answers of more than 65,535. */
const mostValues = 10_000;
const mostSuggested = 60;

export type Reader = ReturnType<typeof createReader>;

/** @param alias the index of a language; `first` is the language whose index has every document */
export function createReader(client: Client, alias: (language: string) => string, first: string) {
  function ask(language: string, body: Query): Promise<Found> {
    // An index that is not there is an empty one.
    return client.send<Found>('POST', `/${alias(language)}/_search?ignore_unavailable=true&allow_no_indices=true`, body);
  }

  async function read(request: SearchRequest, text: Query | null): Promise<Omit<SearchResult, 'corrected'>> {
    const { segment, language, offset, limit, counts, after, sort } = request;
    const choices = choicesOf(request);
    const found = await ask(language, {
      query: baseQuery(request, text),
      post_filter: choicesWithout(choices),
      sort: sortOf(request, text, sort === 'relevance' && Boolean(request.rules)),
      from: after ? 0 : offset,
      size: after ? offset + limit : limit,
      ...(after ? { search_after: [typeof after[0] === 'string' ? Date.parse(after[0]) : after[0], after[1]] } : {}),
      track_total_hits: true,
      _source: ['id', 'stored', `offers.${segment}`],
      ...(counts ? { aggs: countsOf(segment, choices) } : {}),
    });
    const hits = found.hits.hits
      .slice(after ? offset : 0)
      .map(({ _source, sort: keys }) => hitOf(_source, segment, keyOf(sort, keys![0]!)));
    const total = found.hits.total.value;
    if (!counts) return { total, hits, counts: null, price: null };
    const all = found.aggregations ?? {};
    const bounds = all.price;
    return {
      total,
      hits,
      counts: facetCounts(
        all,
        choices.filters.map(([field]) => field),
      ),
      price: bounds?.low?.value == null || bounds.high?.value == null ? null : { min: bounds.low.value, max: bounds.high.value },
    };
  }

  /** Whether the words find anything in the segment, whatever was chosen. */
  async function anywhere({ segment, language }: SearchRequest, text: Query | null): Promise<boolean> {
    if (!text) return false;
    const query = baseQuery({ segment, language, sort: 'popular', offset: 0, limit: 0, counts: false }, text);
    const found = await ask(language, { query, size: 0, track_total_hits: 1 });
    return found.hits.total.value > 0;
  }

  /** The words with each unknown one replaced by the likeliest known one; null when nothing better is known. */
  async function correct(language: string, words: readonly string[]): Promise<string[] | null> {
    const asked = words.map((word, i) => [`w${i}`, word] as const).filter(([, word]) => word.length >= 4 && /^\p{L}+$/u.test(word));
    if (asked.length === 0) return null;
    const suggest = Object.fromEntries(
      asked.map(([name, text]) => [
        name,
        {
          text,
          term: {
            field: 'words',
            analyzer: 'keyword',
            suggest_mode: 'missing',
            max_edits: mostEdits(text),
            prefix_length: 0,
            min_word_length: 4,
            size: 20,
            shard_size: 100,
            string_distance: 'damerau_levenshtein',
          },
        },
      ]),
    );
    const found = await ask(language, { size: 0, suggest });
    const corrected = words.map((word, i) => nearest(word, found.suggest?.[`w${i}`]?.[0]?.options ?? []));
    return corrected.some((word, i) => word !== words[i]) ? corrected : null;
  }

  return {
    read,
    async search(request: SearchRequest): Promise<SearchResult> {
      const { language } = request;
      const typed = wordsOf((request.text ?? '').slice(0, 500));
      if (typed.length === 0) return { ...(await read(request, null)), corrected: null };
      const text = textQuery(language, typed, 'all');
      const found = await read(request, text);
      if (found.total > 0 || (await anywhere(request, text))) return { ...found, corrected: null };
      const corrected = await correct(language, typed);
      const tries: [readonly string[], 'all' | 'any'][] = corrected ? [[corrected, 'all']] : [];
      if (typed.length > 1) tries.push([corrected ?? typed, 'any']);
      for (const [words, how] of tries) {
        const other = textQuery(language, words, how);
        if (await anywhere(request, other)) return { ...(await read(request, other)), corrected: corrected ? corrected.join(' ') : null };
      }
      return { ...found, corrected: null };
    },
    async byIds({ segment, language, ids }: { segment: string; language: string; ids: readonly number[] }): Promise<SearchHit[]> {
      if (ids.length === 0) return [];
      const query = { bool: { filter: [{ term: { segments: segment } }, { terms: { id: ids } }] } };
      const found = await ask(language, { query, size: ids.length, _source: ['id', 'stored', `offers.${segment}`] });
      const byId = new Map(found.hits.hits.map(({ _source }) => [_source.id, hitOf(_source, segment, 0)]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async countScopes({ segment, field }: { segment: string; field: string }): Promise<ReadonlyMap<string, number>> {
      const aggs = { all: { filter: { term: { segments: segment } }, aggs: { values: valuesOf(segment, field) } } };
      const found = await ask(first, { size: 0, query: { match_all: {} }, aggs });
      return facetCounts(found.aggregations ?? {}, []).get(field) ?? new Map();
    },
    async suggest({ segment, language, text, limit }: SuggestRequest): Promise<Suggestions> {
      const typed = wordsOf(text.slice(0, 500));
      const last = typed.at(-1);
      const query = textQuery(language, typed, 'all');
      if (last === undefined || !query) return { completions: [], hits: [] };
      const shown = last.length >= 3 || typed.length > 1;
      const request: SearchRequest = { segment, language, sort: 'popular', offset: 0, limit, counts: false };
      const found = await ask(language, {
        query: baseQuery(request, query),
        sort: sortOf(request, null, false),
        size: shown ? limit : 0,
        _source: ['id', 'stored', `offers.${segment}`],
        aggs: {
          all: {
            filter: { match_all: {} },
            aggs: { values: { terms: { field: 'words', include: begun(last), size: Math.min(limit, mostSuggested) } } },
          },
        },
      });
      const head = typed.slice(0, -1).join(' ');
      const words = found.aggregations?.all?.values?.buckets.map(({ key }) => key) ?? [];
      return {
        completions: words.map((word) => (head === '' ? word : `${head} ${word}`)),
        hits: found.hits.hits.map(({ _source }) => hitOf(_source, segment, 0)),
      };
    },
  };
}

/** Each field under all choices but its own, in one pass over what the words find. */
function countsOf(segment: string, choices: ReturnType<typeof choicesOf>): Query {
  const price = `p.${segment}`;
  return {
    all: { filter: choicesWithout(choices), aggs: { values: valuesOf(segment) } },
    price: { filter: choicesWithout(choices, { price: true }), aggs: { low: { min: { field: price } }, high: { max: { field: price } } } },
    ...Object.fromEntries(
      choices.filters.map(([field], i) => [
        `own${i}`,
        { filter: choicesWithout(choices, { field }), aggs: { values: valuesOf(segment, field) } },
      ]),
    ),
  };
}

function valuesOf(segment: string, field?: string): Query {
  return {
    terms: { field: `f.${segment}`, size: mostValues, ...(field === undefined ? {} : { include: begun(field + BETWEEN) }) },
  };
}

/** Not `.*` at the end: OpenSearch 2.19 answers that with a fault of its own when it sorts behind the last term there is. */
function begun(text: string): string {
  const start = literal(text);
  return `${start}|${start}.+`;
}

/** Lucene's pattern for just these characters. */
function literal(text: string): string {
  return text.replace(/[.?+*|{}[\]()"\\#@&<>~^$-]/g, (sign) => `\\${sign}`);
}

function facetCounts(all: Record<string, Aggregation>, own: readonly string[]): FacetCounts {
  const counts = new Map<string, Map<string, number>>();
  const add = ({ key, doc_count }: Bucket) => {
    const at = key.indexOf(BETWEEN);
    const [field, value] = [key.slice(0, at), key.slice(at + 1)];
    const list = counts.get(field);
    if (list) list.set(value, doc_count);
    else counts.set(field, new Map([[value, doc_count]]));
  };
  all.all?.values?.buckets.forEach(add);
  for (const [i, field] of own.entries()) {
    counts.delete(field);
    all[`own${i}`]?.values?.buckets.forEach(add);
  }
  return counts;
}

function hitOf({ id, stored, offers }: Source, segment: string, key: string | number): SearchHit {
  return { id, stored: stored[0], offer: offers[segment], key: [key, id] };
}

function keyOf(sort: SearchRequest['sort'], key: string | number): string | number {
  return sort === 'newest' ? new Date(key).toISOString() : key;
}

function mostEdits(word: string): 1 | 2 {
  return word.length >= 8 ? 2 : 1;
}

/** People rarely mistype the first letter. */
function nearest(word: string, options: readonly { text: string; freq: number }[]): string {
  const most = mostEdits(word);
  const ranked = options
    .map(({ text, freq }) => ({ text, freq, edits: editDistance(word, text, most) }))
    .filter(({ edits }) => edits <= most)
    .map(({ text, freq, edits }) => ({ text, freq, cost: edits + (text[0] === word[0] ? 0 : 0.5) }));
  return ranked.sort((a, b) => a.cost - b.cost || b.freq - a.freq)[0]?.text ?? word;
}
