import { type Sql, sql } from '../../postgres/index.ts';
import type { SearchSort } from '../search.ts';

/**
 * The statements of a result page. They differ by what is asked (text or not, how many filters ...), and each form is one
 * prepared statement: its generic plan serves every value, and nothing is computed for conditions that are not there.
 */
export type Shape = {
  text: boolean;
  scope: boolean;
  /** How many fields are filtered. */
  filters: number;
  price: boolean;
  sort: SearchSort;
  /** Goes on after a key instead of counting from the front. */
  after: boolean;
  counts: boolean;
  /** Whether the counts of filtered fields are wanted from this statement (else the scope's kept ones serve). */
  own: boolean;
};

/** More filtered fields than any page offers at once; each costs a pass of its own. */
export const mostFilters = 8;

/** Values of a field lie between field * 2^20 and (field + 1) * 2^20. */
const fieldSpan = 1_048_576;

const ORDER: Record<SearchSort, { by: string; key: string; type: string; after: string }> = {
  relevance: { by: 'key desc, popularity desc, id desc', key: 'rank', type: 'real', after: '<' },
  popular: { by: 'popularity desc, id desc', key: 'popularity', type: 'integer', after: '<' },
  newest: { by: 'created_at desc, id desc', key: 'created_at', type: 'timestamptz', after: '<' },
  'price-asc': { by: 'price, id', key: 'price', type: 'bigint', after: '>' },
  'price-desc': { by: 'price desc, id desc', key: 'price', type: 'bigint', after: '<' },
};

/**
 * A scope without filters, whose counts are kept ready: only the rows of the page are read.
 * $1 segment, $2 language, $3 limit, $4 offset, $5 scope, $6 version of the counts the caller has, $7 $8 key and id to go on after.
 *
 * `walk` follows the index of the order and skips what is not in the scope: for scopes that are a large part of the segment, near
 * the front. `gather` fetches the whole scope and sorts it: for small scopes and deep pages. The caller knows the sizes, the
 * generic plan does not, hence two forms: `= any(facets)` cannot use the GIN index, a materialized `@>` uses nothing else.
 */
export function browseStatement(sort: SearchSort, way: 'walk' | 'gather', after: boolean): Sql {
  const name = `search.browse.${sort}.${way}${after ? '.after' : ''}`;
  let statement = browses.get(name);
  if (!statement) {
    statement = makeBrowse(name, sort, way, after);
    browses.set(name, statement);
  }
  return statement;
}

const browses = new Map<string, Sql>();

function makeBrowse(name: string, sort: SearchSort, way: 'walk' | 'gather', after: boolean): Sql {
  const { by, key, type, after: beyond } = ORDER[sort];
  const rest = after ? `and (${key}, id) ${beyond} ($7::${type}, $8::bigint)` : '';
  const rows =
    way === 'walk'
      ? `select id, offer, ${key} as key from search_entry
         where segment = $1 and $5::integer = any(facets) ${rest} order by ${by} limit $3 offset $4`
      : `select id, offer, ${key} as key from (select * from hit) h order by ${by} limit $3 offset $4`;
  const hit =
    way === 'walk'
      ? ''
      : `with hit as materialized (
           select id, offer, ${key} from search_entry where facets @> array[$5::integer] and segment = $1 ${rest})`;
  return sql(name, `${hit} select ${scopeColumns}, p.hits from (select) one ${scopeJoin('$5', '$6')} cross join (${page(rows)}) p`);
}

/** Parameters beyond $1 segment, $2 language, $3 limit, $4 offset, by the order in which a form takes them. */
export type Slot = 'scope' | 'version' | 'query' | 'code' | 'low' | 'high' | 'key' | 'id' | `filter${number}` | `field${number}`;

export type Form = { sql: Sql; slots: readonly Slot[] };

const forms = new Map<string, Form>();

/** Everything else: text, filters, price. Counts what it finds. */
export function filterForm(shape: Shape): Form {
  const name = nameOf(shape);
  let form = forms.get(name);
  if (!form) {
    form = makeForm(name, shape);
    forms.set(name, form);
  }
  return form;
}

function nameOf(shape: Shape): string {
  const flags = [shape.text && 't', shape.scope && 's', shape.price && 'p', shape.after && 'a', shape.counts && 'c', shape.own && 'o'];
  return `search.find.${shape.sort}.${flags.filter(Boolean).join('')}${shape.filters}`;
}

function makeForm(name: string, shape: Shape): Form {
  const slots: Slot[] = [];
  const at = (slot: Slot): string => {
    if (!slots.includes(slot)) slots.push(slot);
    return `$${5 + slots.indexOf(slot)}`;
  };
  const parts = shape.text ? textParts(shape, at) : entryParts(shape, at);
  const { by, key, type, after } = ORDER[shape.sort];
  const beyond = shape.after ? `where (${key}, id) ${after} (${at('key')}::${type}, ${at('id')}::bigint)` : '';
  const rows = `select id, offer, ${key} as key, popularity, price, created_at from main ${beyond} order by ${by} limit $3 offset $4`;
  const columns = ['p.hits', '(select count(*)::integer from main) as found'];
  if (shape.counts)
    columns.push('c.ids as found_ids', 'c.ns as found_counts', `${parts.bounds('min')} as low`, `${parts.bounds('max')} as high`);
  parts.own.forEach((from, i) => {
    columns.push(`o${i}.ids as own_ids_${i}`, `o${i}.ns as own_counts_${i}`);
    void from;
  });
  const text = `with ${parts.main}
    select ${[...(shape.scope && !shape.text ? [scopeColumns] : []), ...columns].join(', ')}
    from (select) one
    ${shape.scope && !shape.text ? scopeJoin(at('scope'), at('version')) : ''}
    cross join (${page(rows)}) p
    ${shape.counts ? `cross join (${tally('main, unnest(main.facets) v where v > 0')}) c` : ''}
    ${parts.own.map((from, i) => `cross join (${tally(from)}) o${i}`).join('\n')}`;
  return { sql: sql(name, text), slots };
}

type Parts = {
  /** The common table expressions that end in `main`. */
  main: string;
  /** Row source with its condition, a filtered field each. */
  own: string[];
  /** Lowest or highest price under all choices but that of the price. */
  bounds(which: 'min' | 'max'): string;
};

/** Browsing: the conditions of a pass go to the GIN index together. */
function entryParts(shape: Shape, at: (slot: Slot) => string): Parts {
  const scope = shape.scope ? [`e.facets @> array[${at('scope')}::integer]`] : [];
  const filters = range(shape.filters).map((i) => `e.facets && ${at(`filter${i}`)}::integer[]`);
  const price = shape.price ? [priceBetween('e.price', at)] : [];
  const where = (without: number | 'price' | null) =>
    ['e.segment = $1', ...scope, ...filters.filter((_, i) => i !== without), ...(without === 'price' ? [] : price)].join(' and ');
  return {
    main: `main as materialized (
      select e.id, e.offer, e.price, e.popularity, e.created_at, e.facets, 0::real as rank from search_entry e where ${where(null)})`,
    own: shape.own
      ? range(shape.filters).map((i) => `search_entry e, unnest(e.facets) v where ${where(i)} and ${ofField(at(`field${i}`))}`)
      : [],
    bounds: (which) =>
      shape.price
        ? shape.own
          ? `(select ${which}(e.price) from search_entry e where ${where('price')})`
          : 'null::bigint'
        : `(select ${which}(price) from main)`,
  };
}

/** Text: what the words find is fetched once with a flag a filter, since the text is the selective part. */
function textParts(shape: Shape, at: (slot: Slot) => string): Parts {
  const flags = range(shape.filters).map((i) => `e.facets && ${at(`filter${i}`)}::integer[] as f${i}`);
  if (shape.price) flags.push(`${priceBetween('e.price', at)} as fp`);
  const all = [...range(shape.filters).map((i) => `f${i}`), ...(shape.price ? ['fp'] : [])];
  const query = `(select ${at('query')}::tsquery)`;
  // An exact code outranks everything; ts_rank_cd stays below 2 here.
  const rank = () =>
    `(ts_rank_cd('{0.1, 0.3, 0.6, 1.0}', t.terms, ${query}, 1) + case when t.terms @@ (select ${at('code')}::tsquery) then 10 else 0 end)::real`;
  const others = (without: string) => ['true', ...all.filter((flag) => flag !== without)].join(' and ');
  return {
    main: `pool as materialized (
        select e.id, e.offer, e.price, e.popularity, e.created_at, e.facets${shape.sort === 'relevance' ? `, ${rank()} as rank` : ''}
          ${flags.map((flag) => `, ${flag}`).join('')}
        from search_text t join search_entry e on e.id = t.id and e.segment = $1
        where t.language = $2 and t.terms @@ ${query}${shape.scope ? ` and e.facets @> array[${at('scope')}::integer]` : ''}),
      main as (select * from pool where ${others('')})`,
    own: range(shape.filters).map((i) => `pool, unnest(pool.facets) v where ${others(`f${i}`)} and ${ofField(at(`field${i}`))}`),
    bounds: (which) => `(select ${which}(price) from pool where ${others('fp')})`,
  };
}

function priceBetween(column: string, at: (slot: Slot) => string): string {
  return `${column} between ${at('low')}::bigint and ${at('high')}::bigint`;
}

function ofField(field: string): string {
  return `v >= ${field}::integer * ${fieldSpan} and v < (${field}::integer + 1) * ${fieldSpan}`;
}

function tally(from: string): string {
  return `select string_agg(v::text, ',') as ids, string_agg(n::text, ',') as ns from (select v, count(*) as n from ${from} group by v) y`;
}

/** The page's rows with their texts, as JSON text: [[id, key, offer, stored], ...]. */
function page(rows: string): string {
  return `select coalesce('[' || string_agg('[' || r.id || ',' || to_json(r.key) || ',' || r.offer || ',' || t.stored || ']', ',' order by r.place) || ']', '[]') as hits
    from (select *, row_number() over () as place from (${rows}) q) r
    join search_stored t on t.id = r.id and t.language = $2`;
}

const scopeColumns = `s.id is not null as fresh, s.version, s.total, s.price_min, s.price_max,
  case when s.version is distinct from v.known then array_to_string(s.value_ids, ',') end as value_ids,
  case when s.version is distinct from v.known then array_to_string(s.counts, ',') end as counts`;

function scopeJoin(scope: string, version: string): string {
  return `cross join (select ${version}::bigint as known) v left join search_scope s on s.id = ${scope}::integer and not s.stale`;
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
