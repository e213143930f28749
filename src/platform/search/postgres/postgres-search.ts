import { type Database, sql } from '../../postgres/index.ts';
import type { SearchEngine, SearchHit, SearchRequest, SearchResult, SearchSettings } from '../search.ts';
import { queryOf, type TextQuery } from './analysis.ts';
import { createFiller, type Filler } from './fill.ts';
import { createReader, hitsOf, type Tuning } from './read.ts';
import { rebuildIndex } from './rebuild.ts';
import { refreshScopes } from './scopes.ts';
import { createValues } from './values.ts';
import { createWords, typedWords } from './words.ts';
import { removeRows, rowOf, writeRows } from './write.ts';

/** Above it a removal leaves counts to `refresh`. */
const mostMoved = 500;
/** How many products a suggestion looks at before it takes the most popular: bounds what one letter costs. */
const mostSuggested = 400;
/** A scope count (the whole segment) older than this is looked up again for the choice between walk and gather. */
const sizesKeptMs = 30_000;

/** The search port over PostgreSQL's full text search: nothing to run beside the database, exact, and fast enough up to some 100,000 products. */
export function postgresSearch(db: Database, settings: SearchSettings = {}, tuning: Tuning = {}): SearchEngine {
  const scopes = settings.scopes ?? [];
  const values = createValues(db, settings);
  const words = createWords(db);
  const reader = createReader(db, values, tuning);
  let sizesAt = Number.NEGATIVE_INFINITY;

  async function search(request: SearchRequest): Promise<SearchResult> {
    await learnSizes();
    const typed = typedWords(request.text ?? '');
    if (typed.length === 0) return { ...(await reader.read(request, null)), corrected: null };
    const found = await reader.read(request, queryOf(request.language, typed, 'all'));
    if (found.total > 0) return { ...found, corrected: null };
    return (await searchCorrected(request, typed)) ?? { ...found, corrected: null };
  }

  /** Nothing has all the words as typed (whatever the filters say): mistakes are mended first, then any of the words will do. */
  async function searchCorrected(request: SearchRequest, typed: readonly string[]): Promise<SearchResult | null> {
    const { language } = request;
    if (await anywhere(request, queryOf(language, typed, 'all'))) return null;
    const corrected = await words.correct(language, typed);
    const tries: [readonly string[], 'all' | 'any'][] = corrected ? [[corrected, 'all']] : [];
    if (typed.length > 1) tries.push([corrected ?? typed, 'any']);
    for (const [list, how] of tries) {
      const query = queryOf(language, list, how);
      if (!(await anywhere(request, query))) continue;
      return { ...(await reader.read(request, query)), corrected: corrected ? corrected.join(' ') : null };
    }
    return null;
  }

  async function anywhere(request: SearchRequest, query: TextQuery | null): Promise<boolean> {
    if (!query) return false;
    const rows = await db.query(foundAnywhere, [request.segment, request.language, query.query]);
    return rows.length > 0;
  }

  async function learnSizes(): Promise<void> {
    if (performance.now() - sizesAt < sizesKeptMs) return;
    sizesAt = performance.now();
    const rows = await db.query<{ segment: string; size: number }>(segmentSizes);
    reader.learn(new Map(rows.map((row) => [row.segment, row.size])));
  }

  return {
    features: new Set(),
    search,
    async index(documents, { bulk = false } = {}) {
      if (documents.length === 0) return [];
      const latest = new Map<number, (typeof documents)[number]>();
      for (const document of documents) if ((latest.get(document.id)?.version ?? -1) < document.version) latest.set(document.id, document);
      const unique = [...latest.values()].sort((a, b) => a.id - b.id);
      await values.intern(unique);
      const rows = unique.map((document) => rowOf(document, values));
      const taken = await db.transaction((tx) => writeRows(tx, rows, { scopes, bulk }), { statementTimeoutMs: 0 });
      await words.learn(rows);
      return taken;
    },
    async delete(documents) {
      if (documents.length > 0)
        await db.transaction((tx) => removeRows(tx, documents, { scopes, bulk: documents.length > mostMoved }), { statementTimeoutMs: 0 });
    },
    async byIds({ segment, language, ids }) {
      if (ids.length === 0) return [];
      const [row] = await db.query<{ hits: string }>(hitsByIds, [segment, language, ids]);
      return hitsOf(row!.hits);
    },
    async countScopes({ segment, field }) {
      const rows = await db.query<{ value: string; total: number }>(scopeTotals, [segment, field]);
      return new Map(rows.map((row) => [row.value, row.total]));
    },
    async suggest({ segment, language, text, limit }) {
      const typed = typedWords(text);
      const last = typed.at(-1);
      if (last === undefined) return { completions: [], hits: [] };
      const head = typed.slice(0, -1).join(' ');
      const completed = await words.complete(language, last, limit);
      const query = queryOf(language, typed, 'all');
      const hits: SearchHit[] = [];
      if (query && (last.length >= 3 || typed.length > 1)) {
        const [row] = await db.query<{ hits: string }>(suggestedHits, [segment, language, limit, query.query, mostSuggested]);
        hits.push(...hitsOf(row!.hits));
      }
      return { completions: completed.map((word) => (head === '' ? word : `${head} ${word}`)), hits };
    },
    refresh: () => refreshScopes(db),
    rebuild: (source) => rebuildIndex(db, values, scopes, source),
  };
}

/** For a thread of a rebuild in parts (`rebuildInParts`), with a name of its own. */
export function postgresFiller(db: Database, name: string, settings: SearchSettings = {}): Filler {
  return createFiller(db, createValues(db, settings), { scopes: settings.scopes ?? [], name });
}

const foundAnywhere = sql(
  'search.found_anywhere',
  `select 1 from search_text t join search_entry e on e.id = t.id and e.segment = $1
   where t.language = $2 and t.terms @@ $3::tsquery limit 1`,
);

/** The largest scope of a segment: everything in it, where whoever indexes gives each document such a value. */
const segmentSizes = sql(
  'search.segment_sizes',
  `select f.segment, max(s.total) as size from search_scope s join search_value v on v.id = s.id join search_field f on f.id = v.field_id
   where not s.stale group by 1`,
);

const hitsByIds = sql(
  'search.hits_by_ids',
  `select coalesce('[' || string_agg('[' || e.id || ',0,' || e.offer || ',' || t.stored || ']', ',' order by w.place) || ']', '[]') as hits
   from unnest($3::bigint[]) with ordinality w(id, place)
   join search_entry e on e.id = w.id and e.segment = $1
   join search_stored t on t.id = w.id and t.language = $2`,
);

const scopeTotals = sql(
  'search.scope_totals',
  `select v.value, case when s.stale then (select count(*)::integer from search_entry e where e.facets @> array[s.id]) else s.total end as total
   from search_field f join search_value v on v.field_id = f.id join search_scope s on s.id = v.id
   where f.segment = $1 and f.field = $2`,
);

const suggestedHits = sql(
  'search.suggested_hits',
  `select coalesce('[' || string_agg('[' || r.id || ',0,' || r.offer || ',' || t.stored || ']', ',' order by r.popularity desc, r.id desc) || ']', '[]') as hits
   from (select e.id, e.offer, e.popularity from (
           select e.id, e.offer, e.popularity from search_text x join search_entry e on e.id = x.id and e.segment = $1
           where x.language = $2 and x.terms @@ $4::tsquery limit $5) e
         order by e.popularity desc, e.id desc limit $3) r
   join search_stored t on t.id = r.id and t.language = $2`,
);
