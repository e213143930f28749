import { appendEvent } from '../../platform/jobs/index.ts';
import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Media } from './media.ts';

export type MediaStore = ReturnType<typeof mediaStore>;
export type PendingSource = { source: string; attempts: number };
export type Made = { width: number; height: number; format: string; name: string; sizeBytes: number };
export type FetchProblem = { source: string; problem: string; attempts: number; nextTryAt: Date | null };

export function mediaStore(db: Database) {
  return {
    /** Keeps the row that is there: equal bytes are one picture. True when it is new. */
    async add(media: Omit<Media, 'createdAt'>, onDemand: boolean): Promise<boolean> {
      const { id, kind, mime, width, height, durationMs, sizeBytes, color, posterId } = media;
      const values = [id, kind, mime, width, height, durationMs, sizeBytes, color, posterId, onDemand ? '[]' : null];
      return (await db.query(addMedia, values)).length > 0;
    },
    /** Many at once, with where they came from; renditions are made on demand. */
    async addMany(entries: readonly { source: string; media: Omit<Media, 'createdAt'> }[]): Promise<void> {
      const rows = entries.map(({ source, media }) => ({ source, ...media }));
      await db.transaction(async (tx) => {
        await tx.query(addManyMedia, [json(rows)]);
        await tx.query(rememberSources, [json(rows.map(({ source, id }) => ({ source, mediaId: id })))]);
      });
    },
    byId: async (id: string): Promise<Media | null> => (await db.query<Media>(mediaById, [id]))[0] ?? null,
    byIds: (ids: readonly string[]): Promise<Media[]> => db.query<Media>(mediaByIds, [ids]),
    /** Newest first; `after` is the last row of the page before. */
    list: (after: { createdAt: string; id: string } | null, limit: number): Promise<Media[]> =>
      db.query<Media>(mediaList, [after?.createdAt ?? null, after?.id ?? null, limit]),
    async setMade(id: string, color: string, made: readonly Made[]): Promise<void> {
      await db.query(setRenditions, [id, color, json(made)]);
    },
    async setColor(id: string, color: string): Promise<void> {
      await db.query(setColor, [id, color]);
    },
    /** Pictures whose renditions a job should make. */
    unmade: async (after: string, limit: number): Promise<string[]> => {
      const rows = await db.query<{ id: string }>(unmadeMedia, [after, limit]);
      return rows.map(({ id }) => id);
    },
    bySources: (sources: readonly string[]): Promise<(Media & { source: string })[]> =>
      db.query<Media & { source: string }>(mediaBySources, [sources]),
    /** Sources that are named somewhere, gave nothing yet and are due, in order after `after`. */
    pending: (kinds: readonly string[], after: string, limit: number): Promise<PendingSource[]> =>
      db.query<PendingSource>(pendingSources, [kinds, after, limit]),
    /** Remembers what a source gave and shows it wherever it is named; tells the catalogue's readers of each product. */
    attach: (source: string, mediaId: string): Promise<number> => db.transaction((tx) => attach(tx, source, mediaId)),
    async noteProblem(source: string, problem: string, nextTryAt: Date | null): Promise<void> {
      await db.query(noteProblem, [source, problem, nextTryAt]);
    },
    problems: (limit: number): Promise<FetchProblem[]> => db.query<FetchProblem>(fetchProblems, [limit]),
  };
}

const COLUMNS = `m.id, m.kind, m.mime, m.width, m.height, m.duration_ms as "durationMs", m.size_bytes as "sizeBytes",
  m.dominant_color as color, m.poster_id as "posterId", m.created_at as "createdAt"`;

const addMedia = sql(
  'media.add',
  `insert into media (id, kind, mime, width, height, duration_ms, size_bytes, dominant_color, poster_id, renditions)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb) on conflict (id) do nothing returning id`,
);

const addManyMedia = sql(
  'media.add_many',
  `insert into media (id, kind, mime, width, height, size_bytes, dominant_color, renditions)
   select distinct on (id) id, kind, mime, width, height, "sizeBytes", color, '[]'::jsonb
   from jsonb_to_recordset($1::jsonb) as g(id text, kind text, mime text, width integer, height integer, "sizeBytes" bigint, color text)
   on conflict (id) do nothing`,
);

const mediaById = sql('media.by_id', `select ${COLUMNS} from media m where m.id = $1`);

const mediaByIds = sql('media.by_ids', `select ${COLUMNS} from media m where m.id = any($1::text[])`);

const mediaList = sql(
  'media.list',
  `select ${COLUMNS} from media m
   where $1::timestamptz is null or (date_trunc('milliseconds', m.created_at), m.id) < ($1::timestamptz, $2::text)
   order by date_trunc('milliseconds', m.created_at) desc, m.id desc limit $3`,
);

const setRenditions = sql(
  'media.set_renditions',
  'update media set dominant_color = coalesce(dominant_color, $2), renditions = $3 where id = $1',
);

const mediaBySources = sql(
  'media.by_sources',
  `select s.source, ${COLUMNS} from media_source s join media m on m.id = s.media_id where s.source = any($1::text[])`,
);

const setColor = sql('media.set_color', 'update media set dominant_color = $2 where id = $1 and dominant_color is null');

const unmadeMedia = sql(
  'media.unmade',
  `select id from media where kind = 'image' and renditions is null and id > $1 order by id limit $2`,
);

// Each branch walks its (partial) index in order and stops early, so that a million pending sources cost a page of them.
// $1: 'http' and/or 'demo'.
const wanted = (source: string) => `${source} > $2
     and (case when ${source} like 'demo:%' then 'demo' when ${source} ~ '^https?://' then 'http' end) = any($1::text[])
     and not exists (select 1 from media_fetch f where f.source = ${source} and (f.next_try_at is null or f.next_try_at > now()))`;

const pendingSources = sql(
  'media.pending_sources',
  `select distinct p.source, coalesce(f.attempts, 0) as attempts
   from (
     (select pm.source from product_media pm where pm.media_id is null and pm.source is not null and ${wanted('pm.source')}
       order by pm.source limit $3)
     union all
     (select c.image_source from category c where c.image is null and c.image_source is not null and ${wanted('c.image_source')}
       order by c.image_source limit $3)
     union all
     (select pm.poster_source from product_media pm join media m on m.id = pm.media_id
       where pm.kind = 'video' and m.kind = 'video' and m.poster_id is null and pm.poster_source is not null and ${wanted('pm.poster_source')}
       order by pm.poster_source limit $3)
   ) p
   left join media_fetch f on f.source = p.source
   order by p.source limit $3`,
);

const rememberSource = sql(
  'media.remember_source',
  'insert into media_source (source, media_id) values ($1, $2) on conflict (source) do update set media_id = excluded.media_id, fetched_at = now()',
);

const rememberSources = sql(
  'media.remember_sources',
  `insert into media_source (source, media_id) select source, "mediaId" from jsonb_to_recordset($1::jsonb) as g(source text, "mediaId" text)
   on conflict (source) do nothing`,
);

const showOnProducts = sql(
  'media.show_on_products',
  'update product_media set media_id = $2 where source = $1 and media_id is null returning product_id as id',
);

const showOnCategories = sql(
  'media.show_on_categories',
  'update category set image = $2 where image_source = $1 and image is null returning id',
);

const setPosters = sql(
  'media.set_posters',
  `update media m set poster_id = $2 from product_media pm
   where pm.poster_source = $1 and m.id = pm.media_id and m.kind = 'video' and m.poster_id is null returning pm.product_id as id`,
);

const forgetProblem = sql('media.forget_problem', 'delete from media_fetch where source = $1');

const noteProblem = sql(
  'media.note_problem',
  `insert into media_fetch (source, attempts, problem, next_try_at) values ($1, 1, $2, $3)
   on conflict (source) do update set attempts = media_fetch.attempts + 1, problem = excluded.problem, next_try_at = excluded.next_try_at, updated_at = now()`,
);

const fetchProblems = sql(
  'media.fetch_problems',
  'select source, problem, attempts, next_try_at as "nextTryAt" from media_fetch order by updated_at desc, source limit $1',
);

async function attach(tx: Queryable, source: string, mediaId: string): Promise<number> {
  await tx.query(rememberSource, [source, mediaId]);
  await tx.query(forgetProblem, [source]);
  const shown = await tx.query<{ id: number }>(showOnProducts, [source, mediaId]);
  const posters = await tx.query<{ id: number }>(setPosters, [source, mediaId]);
  const ids = [...new Set([...shown, ...posters].map((row) => row.id))];
  for (let i = 0; i < ids.length; i += 1_000) await appendEvent(tx, 'catalog.products-changed', { ids: ids.slice(i, i + 1_000) });
  const categories = await tx.query(showOnCategories, [source, mediaId]);
  if (categories.length > 0) await appendEvent(tx, 'catalog.structure-changed', {});
  return ids.length + categories.length;
}
