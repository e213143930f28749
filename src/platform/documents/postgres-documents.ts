import { type Database, json, sql } from '../postgres/index.ts';
import type { Documents } from './documents.ts';

const bodyAndVersion = sql(
  'documents.body_and_version',
  'select body, version from document where collection = $1 and id = $2 and (expires_at is null or expires_at > now())',
);

/** An expired document in the way counts as absent. */
const createdVersion = sql(
  'documents.created_version',
  `insert into document as d (collection, id, body, expires_at)
   values ($1, $2, $3::jsonb, now() + make_interval(secs => $4::double precision))
   on conflict (collection, id) do update
     set version = 1, body = excluded.body, expires_at = excluded.expires_at, updated_at = now()
     where d.expires_at <= now()
   returning version`,
);

const swappedVersion = sql(
  'documents.swapped_version',
  `update document
   set version = version + 1, body = $3::jsonb, expires_at = now() + make_interval(secs => $4::double precision), updated_at = now()
   where collection = $1 and id = $2 and version = $5 and (expires_at is null or expires_at > now())
   returning version`,
);

const removed = sql('documents.removed', 'delete from document where collection = $1 and id = $2');

const sweptCount = sql(
  'documents.swept_count',
  `with due as (
     select collection, id from document where expires_at <= now() order by expires_at limit 5000 for update skip locked
   ), gone as (
     delete from document d using due where d.collection = due.collection and d.id = due.id and d.expires_at <= now() returning 1
   )
   select count(*)::int as count from gone`,
);

/** Documents as JSONB rows. */
export function postgresDocuments(db: Database): Documents {
  return {
    async get<T>(collection: string, id: string) {
      const [row] = await db.query<{ body: T; version: number }>(bodyAndVersion, [collection, id]);
      return row ?? null;
    },
    async put(collection, id, body, { ifVersion, ttlSeconds }) {
      const values = [collection, id, json(body), ttlSeconds];
      const [row] =
        ifVersion === null
          ? await db.query<{ version: number }>(createdVersion, values)
          : await db.query<{ version: number }>(swappedVersion, [...values, ifVersion]);
      return row ?? { conflict: true };
    },
    async delete(collection, id) {
      await db.query(removed, [collection, id]);
    },
    async sweep() {
      const [row] = await db.transaction((tx) => tx.query<{ count: number }>(sweptCount));
      return row?.count ?? 0;
    },
  };
}
