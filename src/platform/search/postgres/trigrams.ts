import { type Database, sql } from '../../postgres/index.ts';

/**
 * The index that finds the nearest words, made where it is missing and the server has pg_trgm by now.
 * @returns null, or one sentence: what search lacks without it, and what to do
 */
export async function ensureTrigrams(db: Database): Promise<string | null> {
  const [there] = await db.query<{ indexed: boolean }>(indexThere);
  if (there!.indexed) return null;
  try {
    await db.transaction((tx) => tx.exec(makeIndex), { statementTimeoutMs: 0 });
    return null;
  } catch (error) {
    return (
      'Search runs without pg_trgm: a mistyped first letter is not put right, and mending mistakes is slower. ' +
      `A superuser may mend it by "create extension pg_trgm" in this database before the next start (${(error as Error).message}).`
    );
  }
}

const indexThere = sql('search.trigram_index_there', `select to_regclass('search_word_trigrams') is not null as indexed`);

const makeIndex = `
  create extension if not exists pg_trgm;
  create index if not exists search_word_trigrams on search_word using gin (word gin_trgm_ops)`;
