import { type Database, sql, type Tx } from '../../postgres/index.ts';
import type { SearchDocument } from '../search.ts';
import { countAll, lockWrites } from './scopes.ts';
import type { Values } from './values.ts';
import { writtenWords } from './words.ts';
import { fillRows, rowOf } from './write.ts';

const tables = ['document', 'text', 'stored', 'entry'] as const;

/** What the tables of the migration have beyond their primary keys; made last, since a GIN index is built many times faster than grown. */
const indexes: readonly (readonly [name: string, definition: string])[] = [
  ['search_text_terms', 'on search_text_next using gin (terms)'],
  ['search_entry_facets', 'on search_entry_next using gin (facets) with (fastupdate = off)'],
  ['search_entry_popular', 'on search_entry_next (segment, popularity, id)'],
  ['search_entry_newest', 'on search_entry_next (segment, created_at, id)'],
  ['search_entry_price', 'on search_entry_next (segment, price, id)'],
];

/**
 * Fills a second set of tables, indexes it and swaps the names in one transaction. While it runs, live changes are written to both
 * sets (see `writeRows`); a version that is there already wins over the one from the source.
 */
export async function rebuildIndex(
  db: Database,
  values: Values,
  scopes: readonly string[],
  source: AsyncIterable<readonly SearchDocument[]>,
): Promise<number> {
  const words = new Map<string, Map<string, number>>();
  await begin(db);
  try {
    const count = await fill(db, values, source, words);
    await finish(db, scopes, words);
    return count;
  } catch (error) {
    await db.transaction((tx) => dropNext(tx));
    throw error;
  }
}

async function begin(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(lockWrites);
    await dropNext(tx);
    for (const table of tables)
      await tx.exec(
        `create table search_${table}_next (like search_${table} including defaults including constraints);
         alter table search_${table}_next add primary key (${table === 'document' ? 'id' : table === 'entry' ? 'id, segment' : 'id, language'})`,
      );
    // Tombstones stay: a late arrival must not bring back what was deleted before.
    await tx.exec('insert into search_document_next select * from search_document where deleted_at is not null');
  });
}

async function fill(
  db: Database,
  values: Values,
  source: AsyncIterable<readonly SearchDocument[]>,
  words: Map<string, Map<string, number>>,
): Promise<number> {
  let count = 0;
  for await (const documents of source) {
    if (documents.length === 0) continue;
    await values.intern(documents);
    const rows = documents.map((document) => rowOf(document, values));
    count += await db.transaction((tx) => fillRows(tx, rows), { statementTimeoutMs: 0 });
    countWords(words, documents);
  }
  return count;
}

function countWords(words: Map<string, Map<string, number>>, documents: readonly SearchDocument[]): void {
  for (const document of documents)
    for (const [language, { text }] of Object.entries(document.languages)) {
      const list = words.get(language) ?? new Map<string, number>();
      words.set(language, list);
      for (const word of writtenWords(text)) list.set(word, (list.get(word) ?? 0) + 1);
    }
}

async function finish(db: Database, scopes: readonly string[], words: ReadonlyMap<string, ReadonlyMap<string, number>>): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.exec(`set local maintenance_work_mem = '256MB'`);
      for (const [name, definition] of indexes) await tx.exec(`create index ${name}_next ${definition}`);
      for (const table of tables) await tx.exec(`analyze search_${table}_next`);
    },
    { statementTimeoutMs: 0 },
  );
  await db.transaction(
    async (tx) => {
      await tx.query(lockWrites);
      await swap(tx);
      await tx.exec('delete from search_scope');
      await tx.query({ name: '', text: countAll }, [scopes]);
      await tx.exec('delete from search_word');
      for (const [language, list] of words) await putWords(tx, language, list);
    },
    { statementTimeoutMs: 0 },
  );
}

async function swap(tx: Tx): Promise<void> {
  for (const table of tables) {
    await tx.exec(`drop table search_${table}`);
    await tx.exec(`alter table search_${table}_next rename to search_${table}`);
    await tx.exec(`alter index search_${table}_next_pkey rename to search_${table}_pkey`);
  }
  for (const [name] of indexes) await tx.exec(`alter index ${name}_next rename to ${name}`);
}

async function putWords(tx: Tx, language: string, list: ReadonlyMap<string, number>): Promise<void> {
  const all = [...list].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  for (let start = 0; start < all.length; start += 20_000) {
    const some = all.slice(start, start + 20_000);
    await tx.query(putCounted, [language, some.map((each) => each[0]), some.map((each) => each[1])]);
  }
}

async function dropNext(tx: Tx): Promise<void> {
  for (const table of tables) await tx.exec(`drop table if exists search_${table}_next`);
}

const putCounted = sql(
  'search.put_counted_words',
  `insert into search_word (language, word, documents) select $1, word, documents from unnest($2::text[], $3::integer[]) w(word, documents)`,
);
