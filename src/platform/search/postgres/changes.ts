import { type Database, sql } from '../../postgres/index.ts';
import type { Mark } from './mirror.ts';

/** A document of the rows as an index beside them has to know it. */
export type Change = { id: number; version: number; deleted: boolean };

/** What was written to the rows, in the order of commits, for an index that follows them: writers number themselves under one row lock. */
export function postgresChanges(db: Database) {
  return {
    async mark(): Promise<Mark> {
      return (await db.query<Mark>(stateNow))[0]!;
    },
    /** Everything written after `mark` within its generation, and the state that it leads to; null when rows were made anew since. */
    async since(mark: Mark): Promise<{ mark: Mark; changes: Change[] } | null> {
      const [row] = await db.query<Mark & { changes: Change[] }>(changedSince, [mark.version]);
      const { changes, ...now } = row!;
      return now.generation === mark.generation && now.version >= mark.version ? { mark: now, changes } : null;
    },
    /** Every document there is, and the state this is of. */
    all: (): Promise<{ mark: Mark; documents: { id: number; version: number }[] }> =>
      db.transaction(
        async (tx) => {
          const [mark] = await tx.query<Mark>(stateNow);
          return { mark: mark!, documents: await tx.query<{ id: number; version: number }>(allDocuments) };
        },
        { isolation: 'repeatable read', readOnly: true, statementTimeoutMs: 0 },
      ),
  };
}

export type PostgresChanges = ReturnType<typeof postgresChanges>;

const stateNow = sql('search.mark', 'select generation, version from search_state');

const changedSince = sql(
  'search.changes',
  `select s.generation, s.version, coalesce((select json_agg(json_build_object('id', d.id, 'version', d.version, 'deleted', d.deleted_at is not null))
     from search_document d where d.changed > 0 and d.changed > $1), '[]') as changes from search_state s`,
);

const allDocuments = sql('search.all_documents', 'select id, version from search_document where deleted_at is null order by id');
