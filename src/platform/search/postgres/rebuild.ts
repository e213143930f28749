import { type Database, json, sql, type Tx } from '../../postgres/index.ts';
import type { SearchDocument } from '../search.ts';
import { createFiller, runsOf, type TallyPart } from './fill.ts';
import { lockWrites } from './scopes.ts';
import { mergedScopes, mergedWords } from './tally.ts';
import type { Values } from './values.ts';

const tables = ['document', 'text', 'stored', 'entry', 'scope'] as const;

const keys: Record<(typeof tables)[number], string> = {
  document: 'id',
  text: 'id, language',
  stored: 'id, language',
  entry: 'id, segment',
  scope: 'id',
};

type Index = readonly [name: string, definition: string];

/** What the tables of the migration have beyond their primary keys; made last, since a GIN index is built many times faster than grown. */
const indexes: Record<'terms' | 'others', readonly Index[]> = {
  terms: [['search_text_terms', 'on search_text_next using gin (terms)']],
  others: [
    ['search_document_changed', 'on search_document_next (changed) where changed > 0'],
    ['search_document_deleted', 'on search_document_next (deleted_at) where deleted_at is not null'],
    ['search_entry_facets', 'on search_entry_next using gin (facets) with (fastupdate = off)'],
    ['search_entry_popular', 'on search_entry_next (segment, popularity, id)'],
    ['search_entry_newest', 'on search_entry_next (segment, created_at, id)'],
    ['search_entry_price', 'on search_entry_next (segment, price, id)'],
    ['search_scope_stale', 'on search_scope_next (id) where stale'],
    ['search_scope_open', 'on search_scope_next (id) where price_open'],
  ],
};

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
  let count = 0;
  const work = async () => {
    const filler = createFiller(db, values, { scopes });
    let writing: Promise<number> = Promise.resolve(0);
    try {
      // While one batch is written the next one is read and analysed.
      for await (const documents of source) {
        const rows = await filler.analyse(documents);
        count += await writing;
        writing = filler.write(rows);
        // An error is met at the next `await writing`; until then it must not count as unhandled.
        writing.catch(() => undefined);
      }
    } finally {
      count += await writing;
    }
    return [await filler.end()];
  };
  await rebuilt(db, work, { apart: false });
  return count;
}

/**
 * The same with documents that others write by fillers of their own (threads), whose last words `work` answers with.
 * @param ready what has to have happened before the new index is used; begun by then, it may go on while indexes are made
 */
export async function rebuildInParts(db: Database, work: () => Promise<readonly TallyPart[]>, ready: () => Promise<void>): Promise<void> {
  await rebuilt(db, work, { apart: true, ready });
}

type Finishing = {
  /** Indexes are made on two connections at once. */
  apart: boolean;
  ready?: () => Promise<void>;
};

async function rebuilt(db: Database, work: () => Promise<readonly TallyPart[]>, finishing: Finishing): Promise<void> {
  await begin(db);
  try {
    await finish(db, await work(), finishing);
  } catch (error) {
    await db.transaction((tx) => dropNext(tx));
    throw error;
  }
}

async function begin(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(lockWrites);
    await dropNext(tx);
    for (const table of tables) {
      await tx.exec(`create table search_${table}_next (like search_${table} including defaults including constraints)`);
      await tx.exec(`alter table search_${table}_next add primary key (${keys[table]})`);
    }
    // What fillers put aside (see `createTally`): gone with a crash, as the rebuild itself.
    await tx.exec(
      `create unlogged table search_tally_next (name text, run integer, place integer, bytes bytea not null, primary key (name, run, place))`,
    );
    await tx.exec('alter table search_tally_next alter column bytes set storage external');
    // Tombstones stay: a late arrival must not bring back what was deleted before.
    await tx.exec(
      'insert into search_document_next (id, version, deleted_at) select id, version, deleted_at from search_document where deleted_at is not null',
    );
  });
}

async function finish(db: Database, parts: readonly TallyPart[], { apart, ready }: Finishing): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.query(lockWrites);
      // Nobody else writes from here on; others may only make indexes.
      const terms = apart ? db.transaction((other) => makeTerms(other), { statementTimeoutMs: 0 }) : makeTerms(tx);
      await Promise.all([terms, makeOthers(tx, parts), ready?.()]);
      await swap(tx);
      await tx.exec('delete from search_word');
      for (const { language, words, counts } of mergedWords(parts.map((part) => part.words)))
        await tx.query(putCounted, [language, words, counts]);
      await tx.exec('analyze search_word');
    },
    { statementTimeoutMs: 0 },
  );
}

async function makeTerms(tx: Tx): Promise<void> {
  // The words that are being put together stay in the processor's cache so: 80 us a product with 512 MB, 58 with 8.
  await tx.exec(`set local maintenance_work_mem = '8MB'; set local max_parallel_maintenance_workers = 0`);
  await tx.query(pagesAsTheyAre);
  await makeIndexes(tx, indexes.terms);
  await tx.exec('analyze search_text_next; analyze search_stored_next');
}

async function makeOthers(tx: Tx, parts: readonly TallyPart[]): Promise<void> {
  await tx.exec(`set local maintenance_work_mem = '512MB'`);
  await tx.query(pagesAsTheyAre);
  await makeIndexes(tx, indexes.others);
  const runs = parts.flatMap((part) => runsOf(tx, part));
  for await (const some of mergedScopes(runs)) await tx.query({ name: '', text: putScopes }, [json(some)]);
  await tx.exec('drop table search_tally_next; analyze search_document_next; analyze search_entry_next; analyze search_scope_next');
}

async function makeIndexes(tx: Tx, list: readonly Index[]): Promise<void> {
  for (const [name, definition] of list) await tx.exec(`create index ${name}_next ${definition}`);
}

/** Where the role may say so: packing every page of the new indexes for the log costs more than writing it. */
const pagesAsTheyAre = sql(
  'search.pages_as_they_are',
  `select case when has_parameter_privilege('wal_compression', 'set') then set_config('wal_compression', 'off', true) end`,
);

async function swap(tx: Tx): Promise<void> {
  await tx.exec('update search_state set generation = generation + 1');
  for (const table of tables) {
    await tx.exec(`drop table search_${table}`);
    await tx.exec(`alter table search_${table}_next rename to search_${table}`);
    await tx.exec(`alter index search_${table}_next_pkey rename to search_${table}_pkey`);
  }
  for (const [name] of [...indexes.terms, ...indexes.others]) await tx.exec(`alter index ${name}_next rename to ${name}`);
}

async function dropNext(tx: Tx): Promise<void> {
  for (const table of [...tables, 'tally']) await tx.exec(`drop table if exists search_${table}_next`);
}

/** Scopes that a live change has touched meanwhile are there as stale, and stay so. */
const putScopes = `
  insert into search_scope_next (id, stale, total, value_ids, counts, price_min, price_max)
  select id, false, total, value_ids, counts, price_min, price_max
  from json_to_recordset($1::json) s(id integer, total integer, value_ids integer[], counts integer[], price_min bigint, price_max bigint)
  on conflict do nothing`;

const putCounted = sql(
  'search.put_counted_words',
  `insert into search_word (language, word, documents) select $1, word, documents from unnest($2::text[], $3::integer[]) w(word, documents)`,
);
