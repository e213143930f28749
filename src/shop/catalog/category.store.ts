import { json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { CategoryLine } from './catalog-line.ts';
import type { CategoryNode, PlacedCategory } from './category-tree.ts';

/** Writers of the tree go one after another: a path depends on rows that the others change. */
const treeLocked = sql('catalog.tree_locked', `select pg_advisory_xact_lock(hashtext('stoa.category-tree'))`);
const nodes = sql('catalog.category_nodes', 'select id, code, parent_id as "parentId", path, slug from category');
const newIds = sql(
  'catalog.category_new_ids',
  `select nextval(pg_get_serial_sequence('category', 'id')) as id from generate_series(1, $1)`,
);

const written = sql(
  'catalog.categories_written',
  `insert into category as c (id, code, parent_id, path, slug, name, description, position, image_source, image)
   overriding system value
   select g.id, g.code, g."parentId", g.path, g.slug, g.name, coalesce(g.description, '{}'), coalesce(g.position, 0), g.image,
     coalesce((select s.media_id from media_source s where s.source = g.image), (select m.id from media m where 'sha256:' || m.id = g.image))
   from jsonb_to_recordset($1::jsonb) as g(id integer, code text, "parentId" integer, path integer[], slug text, name jsonb, description jsonb,
     position integer, image text)
   order by cardinality(g.path), g.id
   on conflict (code) do update set parent_id = excluded.parent_id, path = excluded.path, slug = excluded.slug, name = excluded.name,
     description = excluded.description, position = excluded.position, image_source = excluded.image_source,
     image = case when c.image_source is not distinct from excluded.image_source then coalesce(c.image, excluded.image) else excluded.image end
     where (c.parent_id, c.path, c.slug, c.name, c.description, c.position, c.image_source)
       is distinct from (excluded.parent_id, excluded.path, excluded.slug, excluded.name, excluded.description, excluded.position, excluded.image_source)
   returning code, xmax = 0 as created`,
);

/** A slug that one category gives up may be taken by another of the same batch. */
const slugsFreed = sql('catalog.category_slugs_freed', `update category set slug = 'moving-' || id where id = any($1::integer[])`);

const pathsMoved = sql(
  'catalog.category_paths_moved',
  `update category c set path = g.path from jsonb_to_recordset($1::jsonb) as g(id integer, path integer[]) where c.id = g.id`,
);

const redirectsWritten = sql(
  'catalog.category_redirects_written',
  `insert into category_redirect (slug, category_id)
   select g.slug, g.id from jsonb_to_recordset($1::jsonb) as g(slug text, id integer)
   where not exists (select 1 from category c where c.slug = g.slug)
   order by g.slug
   on conflict (slug) do update set category_id = excluded.category_id where category_redirect.category_id <> excluded.category_id`,
);
const redirectsDropped = sql('catalog.category_redirects_dropped', 'delete from category_redirect where slug = any($1::text[])');

const lines = sql(
  'catalog.category_lines',
  `select c.code, p.code as parent, c.slug, c.name, c.description, c.position, coalesce(c.image_source, 'sha256:' || c.image) as image,
     (select array_agg(r.slug order by r.slug collate "C") from category_redirect r where r.category_id = c.id) as "formerSlugs"
   from category c left join category p on p.id = c.parent_id
   order by cardinality(c.path), c.position, c.code collate "C"`,
);

export const categories = {
  async lockTree(tx: Tx): Promise<CategoryNode[]> {
    await tx.query(treeLocked);
    return tx.query<CategoryNode>(nodes);
  },
  async newIds(tx: Tx, count: number): Promise<number[]> {
    return (await tx.query<{ id: number }>(newIds, [count])).map(({ id }) => id);
  },
  async write(tx: Tx, placed: readonly PlacedCategory[], moved: readonly { id: number; path: number[] }[]) {
    const renamed = placed.filter(({ oldSlug }) => oldSlug !== null).map(({ id }) => id);
    if (renamed.length > 0) await tx.query(slugsFreed, [renamed]);
    const rows = placed.map(({ line, id, parentId, path }) => ({ ...line, id, parentId, path }));
    const changed = await tx.query<{ code: string; created: boolean }>(written, [json(rows)]);
    if (moved.length > 0) await tx.query(pathsMoved, [json(moved)]);
    const redirects = placed.flatMap(({ line, id, oldSlug }) =>
      [...(oldSlug === null ? [] : [oldSlug]), ...(line.formerSlugs ?? [])].map((slug) => ({ slug, id })),
    );
    await tx.query(redirectsDropped, [placed.map(({ line }) => line.slug)]);
    // A line may name the slug that it gives up itself, and two lines the same one: each row once, the last word counts.
    const distinct = [...new Map(redirects.map((row) => [row.slug, row])).values()];
    if (distinct.length > 0) await tx.query(redirectsWritten, [json(distinct)]);
    return changed;
  },
  lines: (db: Queryable) => db.query<Omit<CategoryLine, 'kind'>>(lines),
};
