import { json, type Sql, sql, type Tx } from '../../postgres/index.ts';
import type { SearchDocument, SegmentPart } from '../search.ts';
import { termsOf } from './analysis.ts';
import { leaveScopes, lockWrites, moveScopes, settlePrices } from './scopes.ts';
import type { Values } from './values.ts';

/** The tables of the index in use, or of the one that is being built beside it. */
export type Generation = '' | '_next';

/** What is written for a document; `stored` and `offer` are JSON already, `terms` is a literal. */
export type Row = {
  id: number;
  version: number;
  texts: { language: string; words: string[]; terms: string; stored: string }[];
  entries: { segment: string; facets: number[]; price: number; createdAt: string; popularity: number; offer: string }[];
};

/** The values of the document must have been interned. */
export function rowOf(document: SearchDocument, values: Values): Row {
  const { id, version, createdAt, popularity } = document;
  return {
    id,
    version,
    texts: Object.entries(document.languages).map(([language, { text, stored }]) => {
      const { terms, written } = termsOf(text, language);
      return { language, stored, terms, words: written.map(({ word }) => word) };
    }),
    entries: Object.entries(document.segments).map(([segment, { facets, price, stored }]) => ({
      segment,
      facets: valuesOf(segment, facets, values),
      price,
      createdAt,
      popularity,
      offer: stored,
    })),
  };
}

function valuesOf(segment: string, facets: SegmentPart['facets'], values: Values): number[] {
  const ids: number[] = [];
  for (const [field, list] of Object.entries(facets)) for (const value of list) ids.push(values.known(segment, field, value));
  return ids.sort((a, b) => Math.abs(a) - Math.abs(b));
}

export type WriteOptions = {
  /** Fields whose values are browsed. */
  scopes: readonly string[];
  /** Leave the counts of touched scopes to `refreshScopes`. */
  bulk: boolean;
};

/** Writes rows whose ids are not known with an equal or higher version; returns the ids that were taken. */
export async function writeRows(tx: Tx, rows: readonly Row[], options: WriteOptions): Promise<number[]> {
  const { next, version } = await lock(tx);
  const given = { rows, statement: take, keys: keysOf(rows), version, options };
  const taken = await replace(tx, '', given);
  if (next) await replace(tx, '_next', given);
  return taken;
}

export async function removeRows(tx: Tx, documents: readonly { id: number; version: number }[], options: WriteOptions): Promise<void> {
  const { next, version } = await lock(tx);
  const given = { rows: [], statement: bury, keys: json(documents), version, options };
  await replace(tx, '', given);
  if (next) await replace(tx, '_next', given);
}

type Given = { rows: readonly Row[]; statement: Sql; keys: string; version: number; options: WriteOptions };

async function replace(tx: Tx, generation: Generation, { rows, statement, keys, version, options }: Given): Promise<number[]> {
  const of = (each: Sql) => (generation === '' ? each : unnamed(each, generation));
  const ids = (await tx.query<{ id: number }>(of(statement), [keys, version])).map((row) => row.id);
  if (ids.length === 0) return [];
  const taken = new Set(ids);
  const news = rows.filter((row) => taken.has(row.id));
  const { texts, stored, entries } = partsOf(news);
  // The counts of an index that is being built are made at its end; here it is only said which of them no longer hold.
  const counts = generation === '' && !options.bulk ? moveScopes : leaveScopes;
  await tx.query(of(counts), [ids, entries, options.scopes]);
  await tx.query(of(putParts), [ids, texts, stored, entries]);
  if (counts === moveScopes) await tx.query(settlePrices);
  return ids;
}

/** The number of this write, and whether an index is being built beside the one in use. */
async function lock(tx: Tx): Promise<{ version: number; next: boolean }> {
  await tx.query(lockWrites);
  const [row] = await tx.query<{ version: number; next: boolean }>(nextWrite);
  return row!;
}

/** As JSON text, put together by hand since parts of it are JSON already. */
function partsOf(rows: readonly Row[]): { texts: string; stored: string; entries: string } {
  const key = (language: string, id: number) => `{"language":${JSON.stringify(language)},"id":${id}`;
  const entry = (id: number, { segment, facets, price, createdAt, popularity, offer }: Row['entries'][number]) =>
    `{"segment":${JSON.stringify(segment)},"id":${id},"price":${price},"created_at":"${createdAt}","popularity":${popularity},"facets":[${facets.join()}],"offer":${offer}}`;
  return {
    texts: listOf(rows.flatMap(({ id, texts }) => texts.map(({ language, terms }) => `${key(language, id)},"terms":"${terms}"}`))),
    stored: listOf(rows.flatMap(({ id, texts }) => texts.map(({ language, stored }) => `${key(language, id)},"stored":${stored}}`))),
    entries: listOf(rows.flatMap(({ id, entries }) => entries.map((each) => entry(id, each)))),
  };
}

function keysOf(rows: readonly Row[]): string {
  return listOf(rows.map(({ id, version }) => `{"id":${id},"version":${version}}`));
}

function listOf(items: readonly string[]): string {
  return `[${items.join()}]`;
}

/** The same statement on the tables of the generation that is being built; rare, so it is not kept prepared. */
function unnamed(statement: Sql, generation: Generation): Sql {
  return { name: '', text: statement.text.replace(/\bsearch_(document|text|stored|entry|scope)\b/g, `search_$1${generation}`) };
}

const nextWrite = sql(
  'search.next_write',
  `update search_state set version = version + 1 returning version, to_regclass('search_document_next') is not null as next`,
);

const take = sql(
  'search.take',
  `insert into search_document as s (id, version, changed)
   select id, version, $2::bigint from json_to_recordset($1::json) d(id bigint, version bigint)
   on conflict (id) do update set version = excluded.version, changed = excluded.changed, deleted_at = null where s.version < excluded.version
   returning id`,
);

const bury = sql(
  'search.bury',
  `insert into search_document as s (id, version, changed, deleted_at)
   select id, version, $2::bigint, now() from json_to_recordset($1::json) d(id bigint, version bigint)
   on conflict (id) do update set version = excluded.version, changed = excluded.changed, deleted_at = now() where s.version < excluded.version
   returning id`,
);

/** $1 ids whose parts are replaced, $2 texts, $3 stored, $4 entries. What is as it was is not written. */
const putParts = sql(
  'search.put_parts',
  `with texts as (select * from json_to_recordset($2::json) t(language text, id bigint, terms tsvector)),
   entries as (
     select * from json_to_recordset($4::json)
       e(segment text, id bigint, price bigint, created_at timestamptz, popularity integer, facets integer[], offer json)),
   no_text as (delete from search_text x where x.id = any($1::bigint[])
     and not exists (select from texts t where t.language = x.language and t.id = x.id)),
   no_stored as (delete from search_stored x where x.id = any($1::bigint[])
     and not exists (select from texts t where t.language = x.language and t.id = x.id)),
   no_entry as (delete from search_entry x where x.id = any($1::bigint[])
     and not exists (select from entries e where e.segment = x.segment and e.id = x.id)),
   put_text as (
     insert into search_text as s (language, id, terms) select language, id, terms from texts
     on conflict (id, language) do update set terms = excluded.terms where s.terms is distinct from excluded.terms),
   put_stored as (
     insert into search_stored as s (language, id, stored)
     select language, id, stored::text from json_to_recordset($3::json) t(language text, id bigint, stored json)
     on conflict (id, language) do update set stored = excluded.stored where s.stored is distinct from excluded.stored)
   insert into search_entry as s (segment, id, price, created_at, popularity, facets, offer)
   select segment, id, price, created_at, popularity, facets, offer::text from entries
   on conflict (id, segment) do update set price = excluded.price, created_at = excluded.created_at, popularity = excluded.popularity,
     facets = excluded.facets, offer = excluded.offer
   where (s.price, s.created_at, s.popularity, s.facets, s.offer)
     is distinct from (excluded.price, excluded.created_at, excluded.popularity, excluded.facets, excluded.offer)`,
);
