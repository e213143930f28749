import { type Database, sql } from '../../postgres/index.ts';

/**
 * What can be browsed without a filter (a category, the whole segment) has its counts ready in search_scope. One change
 * moves them by differences; a bulk change marks them stale and `refreshScopes` counts anew. Stale ones are never shown.
 */

/** The pairs (scope, value) that a set of entries adds to; `entries` is a row source with a `facets` column. */
const pairs = (entries: string, facets: string, by: number) =>
  `select s as scope, v as value, ${by} as n from ${entries}, unnest(${facets}) s, unnest(${facets}) v
   where v > 0 and abs(s) / 1048576 in (select id from scope_field)`;

const changes = `
  doc as (select * from json_to_recordset($2::json) e(segment text, id bigint, price bigint, facets integer[])),
  scope_field as (select id from search_field where field = any($3::text[])),
  change as (
    select o.price as old_price, o.facets as old_facets, d.price as new_price, d.facets as new_facets
    from (select segment, id, price, facets from search_entry where id = any($1::bigint[])) o
    full join doc d on d.segment = o.segment and d.id = o.id
    where (o.price, o.facets) is distinct from (d.price, d.facets)),
  gone as (select s as scope, min(old_price) as low, max(old_price) as high from change, unnest(old_facets) s
           where abs(s) / 1048576 in (select id from scope_field) group by 1),
  come as (select s as scope, min(new_price) as low, max(new_price) as high from change, unnest(new_facets) s
           where abs(s) / 1048576 in (select id from scope_field) group by 1),
  made as (insert into search_scope (id) select scope from come union select scope from gone on conflict do nothing)`;

/** $1 ids, $2 their new entries, $3 scope fields. Before the entries are replaced. */
export const moveScopes = sql(
  'search.move_scopes',
  `with ${changes},
   delta as (
     select scope, value, sum(n)::integer as n
     from (${pairs('change', 'old_facets', -1)} union all ${pairs('change', 'new_facets', 1)}) p
     group by 1, 2 having sum(n) <> 0),
   touched as (select scope from gone union select scope from come),
   merged as (
     select id, array_agg(value order by value) as value_ids, array_agg(n order by value) as counts, max(n) filter (where value = id) as total
     from (select id, value, sum(n)::integer as n
           from (select s.id, u.value, u.n from search_scope s, unnest(s.value_ids, s.counts) u(value, n)
                 where s.id in (select scope from touched) and not s.stale
                 union all
                 select d.scope, d.value, d.n from delta d join search_scope s on s.id = d.scope and not s.stale) x
           group by 1, 2 having sum(n) <> 0) y
     group by 1)
   update search_scope s set version = nextval('search_scope_version'),
     value_ids = coalesce(m.value_ids, '{}'), counts = coalesce(m.counts, '{}'), total = coalesce(m.total, 0),
     price_min = least(s.price_min, c.low), price_max = greatest(s.price_max, c.high),
     price_open = s.price_open or coalesce(g.low <= s.price_min and c.low is distinct from least(g.low, c.low), false)
       or coalesce(g.high >= s.price_max and c.high is distinct from greatest(g.high, c.high), false)
   from touched t
   left join merged m on m.id = t.scope
   left join gone g on g.scope = t.scope
   left join come c on c.scope = t.scope
   where s.id = t.scope and not s.stale`,
);

/** The same parameters: leaves the touched scopes to `refreshScopes`. */
export const leaveScopes = sql(
  'search.leave_scopes',
  `with ${changes}
   update search_scope s set stale = true, version = nextval('search_scope_version')
   where not s.stale and s.id in (select scope from gone union select scope from come)`,
);

/** After the entries are replaced: bounds whose holder has gone. */
export const settlePrices = sql(
  'search.settle_prices',
  `update search_scope s set price_open = false,
     (price_min, price_max) = (select min(e.price), max(e.price) from search_entry e where e.facets @> array[s.id])
   where s.price_open`,
);

/** Counts stale scopes anew, a few a transaction so that writers get their turn; drops tombstones that nothing late can meet any more. */
export async function refreshScopes(db: Database): Promise<void> {
  await db.query(dropTombstones);
  for (;;) {
    const rows = await db.transaction(
      async (tx) => {
        await tx.query(lockWrites);
        return tx.query<{ id: number }>(countStale, [50]);
      },
      { statementTimeoutMs: 0 },
    );
    if (rows.length === 0) return;
  }
}

/** All writers take turns: counts are moved by differences, which must not overtake each other. */
export const lockWrites = sql('search.lock_writes', 'select pg_advisory_xact_lock(7301, 2)');

const dropTombstones = sql('search.drop_tombstones', `delete from search_document where deleted_at < now() - interval '7 days'`);

const countStale = sql(
  'search.count_stale',
  `with few as (select id from search_scope where stale order by id limit $1),
   counted as (
     select id, value, count(*)::integer as n
     from (select s.id, unnest(e.facets) as value from few s join search_entry e on e.facets @> array[s.id]) x
     where value > 0 group by 1, 2)
   update search_scope s set stale = false, price_open = false, version = nextval('search_scope_version'),
     total = coalesce(c.total, 0), value_ids = coalesce(c.value_ids, '{}'), counts = coalesce(c.counts, '{}'),
     (price_min, price_max) = (select min(e.price), max(e.price) from search_entry e where e.facets @> array[s.id])
   from few
   left join (select id, max(n) filter (where value = id) as total, array_agg(value order by value) as value_ids,
                array_agg(n order by value) as counts
              from counted group by 1) c on c.id = few.id
   where s.id = few.id
   returning s.id`,
);
