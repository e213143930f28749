import { type Sql, sql } from '../../postgres/index.ts';
import { entryParts } from './entry-parts.ts';
import { type At, type KnownSort, ORDER, type Shape, type Slot } from './shape.ts';
import { textParts } from './text-parts.ts';

/**
 * A scope without filters, whose counts are kept ready: only the rows of the page are read.
 * $1 segment, $2 language, $3 limit, $4 offset, $5 scope, $6 version of the counts the caller has, $7 $8 key and id to go on after.
 *
 * `walk` follows the index of the order and skips what is not in the scope: for scopes that are a large part of the segment, near
 * the front. `gather` fetches the whole scope and sorts it: for small scopes and deep pages. The caller knows the sizes, the
 * generic plan does not, hence two forms: `= any(facets)` cannot use the GIN index, a materialized `@>` uses nothing else.
 *
 * Plans: walk = Index Scan Backward on search_entry_popular, 115 rows read for a page of a scope of 20,181 among 98,583;
 * gather = Bitmap Index Scan on search_entry_facets, Bitmap Heap Scan, top-N heapsort. CPU of the server on busy cores, which
 * tripled it: gather of 198 rows 0.50 ms scattered over as many pages, 0.17 ms put together (see `putTogether`); the whole
 * statement 0.89 ms before that and with a window and a sort around the page, 0.5 ms as it is; of 20,181 rows 17 ms against
 * 1.2 ms for the walk. Tried and slower: one join for entries and texts with `Memoize` above (0.1 ms more).
 */
export function browseStatement(sort: KnownSort, way: 'walk' | 'gather', after: boolean): Sql {
  return kept(browses, `search.browse.${sort}.${way}${after ? '.after' : ''}`, (name) => makeBrowse(name, sort, way, after));
}

function makeBrowse(name: string, sort: KnownSort, way: 'walk' | 'gather', after: boolean): Sql {
  const { by, key, type, beyond } = ORDER[sort];
  const rest = after ? `and (${key}, id) ${beyond} ($7::${type}, $8::bigint)` : '';
  const rows =
    way === 'walk'
      ? `select id, offer, ${key} as key from search_entry
         where segment = $1 and $5::integer = any(facets) ${rest} order by ${by} limit $3 offset $4`
      : `select id, offer, ${key} as key from hit order by ${by} limit $3 offset $4`;
  const hit =
    way === 'walk'
      ? ''
      : `with hit as materialized (
           select id, offer, ${key} from search_entry where facets @> array[$5::integer] and segment = $1 ${rest})`;
  return sql(name, `${hit} select ${scopeColumns}, ${page(rows, sort)} as hits ${scopeJoin('$5', '$6')}`);
}

export type Form = { sql: Sql; slots: readonly Slot[] };

/** Everything else: text, filters, price. Counts what it finds. */
export function filterForm(shape: Shape): Form {
  return kept(forms, nameOf(shape), (name) => makeForm(name, shape));
}

function nameOf(shape: Shape): string {
  const flags = [
    shape.text && 't',
    shape.scope && 's',
    shape.price && 'p',
    shape.after && 'a',
    shape.counts && 'c',
    shape.main === 'rest' && 'r',
  ];
  const own = shape.own ? `.o${shape.own.map((way) => way[0]).join('')}` : '';
  return `search.find.${shape.sort}.${flags.filter(Boolean).join('')}${shape.filters}${own}`;
}

function makeForm(name: string, shape: Shape): Form {
  const slots: Slot[] = [];
  const at: At = (slot) => {
    if (!slots.includes(slot)) slots.push(slot);
    return `$${5 + slots.indexOf(slot)}`;
  };
  const parts = shape.text ? textParts(shape, at) : entryParts(shape, at);
  const { by, key, type, beyond } = ORDER[shape.sort];
  const after = shape.after ? `where (${key}, id) ${beyond} (${at('key')}::${type}, ${at('id')}::bigint)` : '';
  const rows = `select id, offer, ${key} as key from ${parts.rows} ${after} order by ${by} limit $3 offset $4`;
  const kept = shape.scope && !shape.text;
  const columns = [
    ...(kept ? [scopeColumns] : []),
    `${page(rows, shape.sort)} as hits`,
    `(select count(*)::integer from ${parts.counted}) as found`,
  ];
  if (shape.counts) {
    columns.push(`${tally(parts.counted, 'true')} as found_counts`, `${parts.bounds('min')} as low`, `${parts.bounds('max')} as high`);
    for (const [i, from] of parts.own.entries()) columns.push(`${tally(from, ofField(at(`field${i}`)))} as own_counts_${i}`);
  }
  const text = `with ${parts.ctes.join(',\n')}
    select ${columns.join(',\n')} ${kept ? scopeJoin(at('scope'), at('version')) : ''}`;
  return { sql: sql(name, text), slots };
}

/** Values of a field lie between field * 2^20 and (field + 1) * 2^20. */
function ofField(field: string): string {
  return `v >= ${field}::integer * 1048576 and v < (${field}::integer + 1) * 1048576`;
}

/** How often each value occurs in rows with `facets`, as `value:count,...`. (`unnest` in the list takes half the time of one in `from`.) */
function tally(from: string, which: string): string {
  return `(select string_agg(v || ':' || n, ',') from (select v, count(*) as n from (select unnest(facets) as v from ${from}) f where v > 0 and ${which} group by v) y)`;
}

/** The page's rows with their texts, as JSON text: [[id, key, offer, stored], ...]. The order is that of the inner rows. */
function page(rows: string, sort: KnownSort): string {
  const key = sort === 'newest' ? 'to_json(r.key)' : 'r.key';
  return `(select coalesce('[' || string_agg('[' || r.id || ',' || ${key} || ',' || r.offer || ',' || r.stored || ']', ',') || ']', '[]')
    from (select q.*, (select t.stored from search_stored t where t.id = q.id and t.language = $2) as stored from (${rows}) q) r)`;
}

const scopeColumns = `s.id is not null as fresh, s.version, s.total, s.price_min, s.price_max,
  case when s.version is distinct from v.known then array_to_string(s.value_ids, ',') end as value_ids,
  case when s.version is distinct from v.known then array_to_string(s.counts, ',') end as counts`;

function scopeJoin(scope: string, version: string): string {
  return `from (select ${version}::bigint as known) v left join search_scope s on s.id = ${scope}::integer and not s.stale`;
}

const browses = new Map<string, Sql>();
const forms = new Map<string, Form>();

function kept<T>(map: Map<string, T>, name: string, make: (name: string) => T): T {
  let value = map.get(name);
  if (value === undefined) {
    value = make(name);
    map.set(name, value);
  }
  return value;
}
