import { gather } from '../../kernel/gather.ts';
import { type Database, json, sql } from '../postgres/index.ts';
import type { Documents } from './documents.ts';

/** Readers of one moment share a statement; so do writers. */
const bodiesAndVersions = sql(
  'documents.bodies_and_versions',
  `select w.place, d.body, d.version
   from unnest($1::text[], $2::text[]) with ordinality as w(collection, id, place)
   join document d on d.collection = w.collection and d.id = w.id
   where d.expires_at is null or d.expires_at > now()`,
);

/** An expired document in the way counts as absent. Of two writers of one document the first is taken. */
const createdVersions = sql(
  'documents.created_versions',
  `with wanted as (
     select distinct on (w.collection, w.id) w.* from unnest($1::text[], $2::text[], $3::text[], $4::double precision[]) with ordinality
       as w(collection, id, body, ttl, place)
     order by w.collection, w.id, w.place
   ), made as (
     insert into document as d (collection, id, body, expires_at)
     select collection, id, body::jsonb, now() + make_interval(secs => ttl) from wanted order by collection, id
     on conflict (collection, id) do update
       set version = 1, body = excluded.body, expires_at = excluded.expires_at, updated_at = now()
       where d.expires_at <= now()
     returning d.collection, d.id, d.version
   )
   select w.place, m.version from made m join wanted w using (collection, id)`,
);

/** Rows are locked in one order, so that two processes never wait for each other in a ring. */
const swappedVersions = sql(
  'documents.swapped_versions',
  `with wanted as (
     select distinct on (w.collection, w.id) w.* from unnest($1::text[], $2::text[], $3::text[], $4::double precision[], $5::bigint[]) with ordinality
       as w(collection, id, body, ttl, version, place)
     order by w.collection, w.id, w.place
   ), locked as materialized (
     select d.collection, d.id from wanted w join document d on d.collection = w.collection and d.id = w.id order by d.collection, d.id for update of d
   )
   update document d
   set version = d.version + 1, body = w.body::jsonb, expires_at = now() + make_interval(secs => w.ttl), updated_at = now()
   from wanted w, locked l
   where l.collection = w.collection and l.id = w.id and d.collection = w.collection and d.id = w.id
     and d.version = w.version and (d.expires_at is null or d.expires_at > now())
   returning w.place, d.version`,
);

type Reading = { collection: string; id: string };
type Writing = Reading & { body: string; ttlSeconds: number | null; ifVersion: number | null };
type Found = { place: number; body: unknown; version: number };

/** Documents that are read, or written, by one statement. */
const MOST_TOGETHER = 64;

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
  const read = gather<Reading, Found | null>({
    most: MOST_TOGETHER,
    atOnce: 2,
    async run(wanted) {
      const rows = await db.query<Found>(bodiesAndVersions, [wanted.map((one) => one.collection), wanted.map((one) => one.id)]);
      return placed(rows, wanted.length);
    },
  });

  /** A write that is repeated after a lost answer finds its own version there and is told of a conflict, as by a single statement. */
  const writing = (statement: typeof createdVersions) =>
    gather<Writing, { place: number; version: number } | null>({
      most: MOST_TOGETHER,
      async run(writes) {
        const values: unknown[] = [
          writes.map((one) => one.collection),
          writes.map((one) => one.id),
          writes.map((one) => one.body),
          writes.map((one) => one.ttlSeconds),
        ];
        if (statement === swappedVersions) values.push(writes.map((one) => one.ifVersion));
        // A wait for a row lock has no place on a connection that others share.
        const rows = await db.alone<{ place: number; version: number }>(statement, values, { retries: 3 });
        return placed(rows, writes.length);
      },
    });
  const create = writing(createdVersions);
  const swap = writing(swappedVersions);

  return {
    async get<T>(collection: string, id: string) {
      const row = await read({ collection, id });
      return row && { body: row.body as T, version: row.version };
    },
    async put(collection, id, body, { ifVersion, ttlSeconds }) {
      const write = { collection, id, body: json(body), ttlSeconds, ifVersion };
      const row = await (ifVersion === null ? create(write) : swap(write));
      return row ? { version: row.version } : { conflict: true };
    },
    async delete(collection, id) {
      await db.query(removed, [collection, id]);
    },
    async sweep() {
      const [row] = await db.alone<{ count: number }>(sweptCount);
      return row?.count ?? 0;
    },
  };
}

/** Rows by the place of who asked, null where there is none. */
function placed<Row extends { place: number }>(rows: readonly Row[], count: number): (Row | null)[] {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return Array.from({ length: count }, (_, index) => byPlace.get(index + 1) ?? null);
}
