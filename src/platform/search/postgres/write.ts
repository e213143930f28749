import { json, type Sql, sql, type Tx } from '../../postgres/index.ts';
import type { SearchDocument, SegmentPart } from '../search.ts';
import { termsOf } from './analysis.ts';
import { leaveScopes, lockWrites, moveScopes, settlePrices } from './scopes.ts';
import type { Values } from './values.ts';

/** The tables of the index in use, or of the one that is being built beside it. */
export type Generation = '' | '_next';

/** Up to here counts are brought along change by change; above it is cheaper to count the touched scopes anew. */
const mostIncremental = 64;

/** What is written for a document: rows as JSON text, put together by hand since `stored` and `offer` are JSON already. */
export type Row = {
  id: number;
  version: number;
  texts: { language: string; words: string[]; json: string; storedJson: string }[];
  entries: { segment: string; facets: number[]; scopes: number[]; price: number; json: string }[];
};

/** The values of the document must have been interned. */
export function rowOf(document: SearchDocument, values: Values, scopes: readonly string[]): Row {
  const { id, version } = document;
  return {
    id,
    version,
    texts: Object.entries(document.languages).map(([language, { text, stored }]) => {
      const { terms, words } = termsOf(text, language);
      const key = `{"language":${JSON.stringify(language)},"id":${id}`;
      return { language, words, json: `${key},"terms":"${terms}"}`, storedJson: `${key},"stored":${stored}}` };
    }),
    entries: Object.entries(document.segments).map(([segment, part]) => entryOf(document, segment, { part, values, scopes })),
  };
}

type Entering = { part: SegmentPart; values: Values; scopes: readonly string[] };

function entryOf(
  { id, createdAt, popularity }: SearchDocument,
  segment: string,
  { part, values, scopes }: Entering,
): Row['entries'][number] {
  const facets: number[] = [];
  const own: number[] = [];
  for (const [field, list] of Object.entries(part.facets))
    for (const value of list) {
      const valueId = values.known(segment, field, value);
      facets.push(valueId);
      if (scopes.includes(field)) own.push(valueId);
    }
  facets.sort((a, b) => Math.abs(a) - Math.abs(b));
  const key = `{"segment":${JSON.stringify(segment)},"id":${id},"price":${part.price},"created_at":"${createdAt}"`;
  return {
    segment,
    facets,
    scopes: own,
    price: part.price,
    json: `${key},"popularity":${popularity},"facets":[${facets.join()}],"offer":${part.stored}}`,
  };
}

/** Writes rows whose ids are not known with an equal or higher version; returns the ids that were taken. */
export async function writeRows(tx: Tx, scopes: readonly string[], rows: readonly Row[]): Promise<number[]> {
  await tx.query(lockWrites);
  const next = await nextExists(tx);
  const taken = new Set((await tx.query<{ id: number }>(take, [keysOf(rows)])).map((row) => row.id));
  const news = rows.filter((row) => taken.has(row.id));
  if (news.length > 0) {
    await bringScopes(tx, scopes, { generation: '', ids: [...taken], news });
    await replaceParts(tx, '', [...taken], news);
    await tx.query(settlePrices);
  }
  if (next) {
    const takenNext = (await tx.query<{ id: number }>(unnamed(take, '_next'), [keysOf(rows)])).map((row) => row.id);
    await bringScopes(tx, scopes, { generation: '_next', ids: takenNext, news: rows.filter((row) => takenNext.includes(row.id)) });
    await replaceParts(
      tx,
      '_next',
      takenNext,
      rows.filter((row) => takenNext.includes(row.id)),
    );
  }
  return rows.map((row) => row.id).filter((id) => taken.has(id));
}

export async function removeRows(tx: Tx, scopes: readonly string[], documents: readonly { id: number; version: number }[]): Promise<void> {
  await tx.query(lockWrites);
  const next = await nextExists(tx);
  const gone = (await tx.query<{ id: number }>(bury, [json(documents)])).map((row) => row.id);
  if (gone.length > 0) {
    await bringScopes(tx, scopes, { generation: '', ids: gone, news: [] });
    await replaceParts(tx, '', gone, []);
    await tx.query(settlePrices);
  }
  if (next) {
    const goneNext = (await tx.query<{ id: number }>(unnamed(bury, '_next'), [json(documents)])).map((row) => row.id);
    await bringScopes(tx, scopes, { generation: '_next', ids: goneNext, news: [] });
    await replaceParts(tx, '_next', goneNext, []);
  }
}

/** Rows into the tables of a rebuild: those that a live change has written already are left alone. */
export async function fillRows(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  await tx.query(lockWrites);
  const taken = new Set((await tx.query<{ id: number }>(unnamed(take, '_next'), [keysOf(rows)])).map((row) => row.id));
  const news = rows.filter((row) => taken.has(row.id));
  await putParts(tx, (statement) => unnamed(statement, '_next'), news);
  return news;
}

async function nextExists(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ next: boolean }>(nextThere);
  return row!.next;
}

/** Counts of browsed scopes: by difference for a few documents, else by leaving them to `refresh`. Runs before the parts are replaced. */
async function bringScopes(
  tx: Tx,
  scopes: readonly string[],
  { generation, ids, news }: { generation: Generation; ids: readonly number[]; news: readonly Row[] },
): Promise<void> {
  const entries = listOf(news.flatMap((row) => row.entries.map((entry) => entry.json)));
  if (generation === '_next') await tx.query(unnamed(leaveScopes, generation), [ids, entries, scopes]);
  else await tx.query(ids.length > mostIncremental ? leaveScopes : moveScopes, [ids, entries, scopes]);
}

async function replaceParts(tx: Tx, generation: Generation, ids: readonly number[], news: readonly Row[]): Promise<void> {
  const of = (statement: Sql) => (generation === '' ? statement : unnamed(statement, generation));
  const texts = listOf(news.flatMap((row) => row.texts.map((text) => text.json)));
  const entries = listOf(news.flatMap((row) => row.entries.map((entry) => entry.json)));
  await tx.query(of(dropParts), [ids, texts, entries]);
  if (news.length > 0) await putParts(tx, of, news);
}

async function putParts(tx: Tx, of: (statement: Sql) => Sql, news: readonly Row[]): Promise<void> {
  await tx.query(of(putTexts), [listOf(news.flatMap((row) => row.texts.map((text) => text.json)))]);
  await tx.query(of(putStored), [listOf(news.flatMap((row) => row.texts.map((text) => text.storedJson)))]);
  await tx.query(of(putEntries), [listOf(news.flatMap((row) => row.entries.map((entry) => entry.json)))]);
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

const nextThere = sql('search.next_there', `select to_regclass('search_document_next') is not null as next`);

const take = sql(
  'search.take',
  `insert into search_document as s (id, version)
   select id, version from json_to_recordset($1::json) d(id bigint, version bigint)
   on conflict (id) do update set version = excluded.version, deleted_at = null where s.version < excluded.version
   returning id`,
);

const bury = sql(
  'search.bury',
  `insert into search_document as s (id, version, deleted_at)
   select id, version, now() from json_to_recordset($1::json) d(id bigint, version bigint)
   on conflict (id) do update set version = excluded.version, deleted_at = now() where s.version < excluded.version
   returning id`,
);

const dropParts = sql(
  'search.drop_parts',
  `with texts as (select * from json_to_recordset($2::json) t(language text, id bigint)),
        entries as (select * from json_to_recordset($3::json) e(segment text, id bigint)),
        a as (delete from search_text x where x.id = any($1::bigint[])
              and not exists (select from texts t where t.language = x.language and t.id = x.id)),
        b as (delete from search_stored x where x.id = any($1::bigint[])
              and not exists (select from texts t where t.language = x.language and t.id = x.id))
   delete from search_entry x where x.id = any($1::bigint[])
     and not exists (select from entries e where e.segment = x.segment and e.id = x.id)`,
);

const putTexts = sql(
  'search.put_texts',
  `insert into search_text as s (language, id, terms)
   select language, id, terms from json_to_recordset($1::json) t(language text, id bigint, terms tsvector)
   on conflict (id, language) do update set terms = excluded.terms where s.terms is distinct from excluded.terms`,
);

const putStored = sql(
  'search.put_stored',
  `insert into search_stored as s (language, id, stored)
   select language, id, stored::text from json_to_recordset($1::json) t(language text, id bigint, stored json)
   on conflict (id, language) do update set stored = excluded.stored where s.stored is distinct from excluded.stored`,
);

const putEntries = sql(
  'search.put_entries',
  `insert into search_entry as s (segment, id, price, created_at, popularity, facets, offer)
   select segment, id, price, created_at, popularity, facets, offer::text
   from json_to_recordset($1::json)
     e(segment text, id bigint, price bigint, created_at timestamptz, popularity integer, facets integer[], offer json)
   on conflict (id, segment) do update set price = excluded.price, created_at = excluded.created_at, popularity = excluded.popularity,
     facets = excluded.facets, offer = excluded.offer
   where (s.price, s.created_at, s.popularity, s.facets, s.offer)
     is distinct from (excluded.price, excluded.created_at, excluded.popularity, excluded.facets, excluded.offer)`,
);
