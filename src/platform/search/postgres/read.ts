import { type Database, sql } from '../../postgres/index.ts';
import { browse as browseColumns } from '../embedded/browse.ts';
import type { Tally } from '../embedded/columns.ts';
import type { FacetCounts, SearchHit, SearchRequest, SearchResult } from '../search.ts';
import type { TextQuery } from './analysis.ts';
import { createMirror, type Mark } from './mirror.ts';
import { type KnownSort, mostFilters, type Shape, type Slot, type Way } from './shape.ts';
import { browseStatement, filterForm } from './statements.ts';
import { fieldOf, type Values } from './values.ts';

export type Page = Omit<SearchResult, 'corrected'>;

type Scope = { version: number; total: number; counts: FacetCounts; price: { min: number; max: number } | null };

type Row = {
  fresh?: boolean;
  version?: number;
  total?: number;
  price_min?: number | null;
  price_max?: number | null;
  value_ids?: string | null;
  counts?: string | null;
  hits: string;
  found?: number;
  found_counts?: string | null;
  low?: number | null;
  high?: number | null;
} & Record<`own_counts_${number}`, string | null>;

type Filters = readonly (readonly [field: string, values: readonly string[]])[];

type Plan = { main: Way; own: readonly Way[] | null };

type Parameters = {
  request: SearchRequest;
  text: TextQuery | null;
  scope: number | null;
  chosen: number[][];
  fields: number[];
  version: number | null;
};

const mostScopes = 20_000;
/** Below this everything is cheap. */
const leastForRest = 400;
const mostAmount = Number.MAX_SAFE_INTEGER;

/** `eager`: takes the ways meant for large scopes for small ones too, so that tests go them. */
export type Tuning = {
  eager?: boolean;
  /** Browsing out of columns in this process: as soon as they are loaded, never, or waiting for them. */
  columns?: 'soon' | 'off' | 'wait';
};

/** Writes that keep coming between columns and texts; after these the database answers alone. */
const mostTries = 5;

export function createReader(db: Database, values: Values, { eager = false, columns = 'soon' }: Tuning = {}) {
  const mirror = columns === 'off' ? null : createMirror(db);
  const named = new WeakMap<Tally, FacetCounts>();
  const scopes = new Map<number, Scope>();
  /** How many documents a segment has; a hint for choosing between walk and gather. */
  const whole = new Map<string, number>();

  async function read(request: SearchRequest, text: TextQuery | null): Promise<Page> {
    const filters = Object.entries(request.filters ?? {}).filter(([, list]) => list.length > 0);
    if (filters.length > mostFilters) throw new RangeError(`At most ${mostFilters} fields can be filtered at once.`);
    const scope = request.within ? (await values.find(request.segment, [request.within]))[0]! : null;
    const kept = text ? null : await fromColumns(request, scope, filters);
    if (kept) return kept;
    if (scope !== null && !text && filters.length === 0 && !request.price) {
      const page = await browse(request, scope);
      if (page) return page;
    }
    return find(request, text, scope, filters);
  }

  /** Null when there are no columns at the moment. The texts are read with the state of the index, so what is shown is never older than it. */
  async function fromColumns(request: SearchRequest, scope: number | null, filters: Filters): Promise<Page | null> {
    const chosen = await Promise.all(
      filters.map(([field, list]) =>
        values.find(
          request.segment,
          list.map((value) => ({ field, value })),
        ),
      ),
    );
    const sort = order(request);
    const after = request.after ? { key: keyNumber(request.after[0]), id: request.after[1] } : null;
    const { price = null, offset, limit, counts, segment, language } = request;
    for (let tries = 0; tries < mostTries; tries += 1) {
      let known = mirror?.of(segment) ?? null;
      if (!known && columns === 'wait') {
        await mirror?.loaded(segment);
        known = mirror?.of(segment) ?? null;
      }
      if (!known) return null;
      const { generation, version } = known;
      const answer = browseColumns(known.columns, { scope, filters: chosen, price, sort, offset, limit, after, counts });
      const [row] = await db.query<Mark & { hits: string }>(hitsAt, [segment, language, answer.ids]);
      if (row!.generation !== generation || row!.version !== version) {
        await mirror!.catchUp(segment, row!);
        continue;
      }
      const keyById = new Map(answer.ids.map((id, i) => [id, keyText(sort, answer.keys[i]!)]));
      const hits = hitsOf(row!.hits).map((hit) => ({ ...hit, key: [keyById.get(hit.id)!, hit.id] as const }));
      if (!answer.found) return { total: answer.total, hits, counts: null, price: null };
      const all = await countsOf(answer.found);
      return { total: answer.total, hits, counts: await withOwn(all, filters, { own: answer.own, segment }), price: answer.price };
    }
    return null;
  }

  /** The same object for the same tally. */
  async function countsOf(tally: Tally): Promise<FacetCounts> {
    let counts = named.get(tally);
    if (!counts) {
      counts = await namedPairs(tally.counts.filter(([id]) => id > 0));
      named.set(tally, counts);
    }
    return counts;
  }

  async function withOwn(
    all: FacetCounts,
    filters: Filters,
    { own, segment }: { own: readonly Tally[]; segment: string },
  ): Promise<FacetCounts> {
    if (filters.length === 0) return all;
    const names = filters.map(([field]) => field);
    const numbers = await values.fields(segment, names);
    const counts = new Map(all);
    for (const [i, field] of names.entries()) {
      const list = (await namedPairs(own[i]!.counts.filter(([id]) => id > 0 && fieldOf(id) === numbers[i]))).get(field);
      if (list) counts.set(field, list);
      else counts.delete(field);
    }
    return counts;
  }

  /** Null when the counts of the scope are not kept ready at the moment. */
  async function browse(request: SearchRequest, scope: number): Promise<Page | null> {
    const known = scopes.get(scope);
    const { after } = request;
    const statement = browseStatement(order(request), after ? 'walk' : wayOf(request, known), Boolean(after));
    const [row] = await db.query<Row>(statement, [
      request.segment,
      request.language,
      request.limit,
      request.offset,
      scope,
      known?.version ?? null,
      ...(after ?? []),
    ]);
    const kept = await keep(scope, row!, known);
    if (!kept) return null;
    return {
      total: kept.total,
      hits: hitsOf(row!.hits),
      counts: request.counts ? kept.counts : null,
      price: request.counts ? kept.price : null,
    };
  }

  /** A walk reads (offset + limit) / density rows of the index in random order, a gather all of the scope; a sorted row costs half of a walked one. */
  function wayOf(request: SearchRequest, known: Scope | undefined): 'walk' | 'gather' {
    if (eager) return 'walk';
    const segment = whole.get(request.segment);
    if (!known || !segment || known.total === 0) return 'gather';
    return ((request.offset + request.limit) * segment) / known.total < known.total / 2 ? 'walk' : 'gather';
  }

  /** The counts of a scope by what the statement gave: those the caller had (`known`) when their version is still right. */
  async function keep(scope: number, row: Row, known: Scope | undefined): Promise<Scope | null> {
    if (!row.fresh) return null;
    if (known && known.version === row.version) return known;
    if (row.value_ids === null || row.value_ids === undefined) return null;
    const kept: Scope = {
      version: row.version!,
      total: row.total!,
      counts: await namedLists(row.value_ids, row.counts!),
      price: boundsOf(row.price_min, row.price_max),
    };
    if (scopes.size >= mostScopes) scopes.clear();
    scopes.set(scope, kept);
    return kept;
  }

  async function find(request: SearchRequest, text: TextQuery | null, scope: number | null, filters: Filters): Promise<Page> {
    const wanted = filters.flatMap(([field, list]) => list.map((value) => ({ field, value })));
    const ids = await values.find(request.segment, wanted);
    const chosen = filters.map(([field]) => ids.filter((_, i) => wanted[i]!.field === field));
    const fields = await values.fields(
      request.segment,
      filters.map(([field]) => field),
    );
    const known = scope === null || text ? undefined : scopes.get(scope);
    const parameters = { request, text, scope, chosen, fields, version: known?.version ?? null };
    const common = {
      text: text !== null,
      scope: scope !== null,
      filters: filters.length,
      price: Boolean(request.price),
      sort: text && request.sort === 'relevance' ? ('relevance' as const) : order(request),
      after: Boolean(request.after),
      counts: request.counts,
    };
    const plan = planOf(request, filters, known, eager ? 0 : leastForRest);
    if (plan) {
      const row = await run({ ...common, ...plan }, parameters);
      const kept = await keep(scope!, row, known);
      if (kept) return pageOf(row, { request, filters, plan, kept });
    }
    const plain: Plan = { main: 'find', own: filters.map(() => 'find') };
    return pageOf(await run({ ...common, ...plain }, parameters), { request, filters, plan: plain, kept: null });
  }

  /** The counts, from whichever side they were taken. */
  async function pageOf(
    row: Row,
    { request, filters, plan, kept }: { request: SearchRequest; filters: Filters; plan: Plan; kept: Scope | null },
  ): Promise<Page> {
    const hits = hitsOf(row.hits);
    const total = plan.main === 'rest' ? kept!.total - row.found! : row.found!;
    if (!request.counts) return { total, hits, counts: null, price: null };
    const found = await toCounts(row.found_counts);
    const counts = new Map(plan.main === 'rest' ? without(kept!.counts, found) : found);
    for (const [i, [field]] of filters.entries()) {
      const way = plan.own?.[i];
      const own = way ? await toCounts(row[`own_counts_${i}`]) : kept!.counts;
      const list = (way === 'rest' ? without(kept!.counts, own) : own).get(field);
      if (list) counts.set(field, list);
      else counts.delete(field);
    }
    const price = request.price && !plan.own ? kept!.price : boundsOf(row.low, row.high);
    return { total, hits, counts, price };
  }

  async function run(shape: Shape, { request, text, scope, chosen, fields, version }: Parameters): Promise<Row> {
    const { sql, slots } = filterForm(shape);
    const value = (slot: Slot): unknown => {
      if (slot.startsWith('filter')) return chosen[Number(slot.slice(6))];
      if (slot.startsWith('field')) return fields[Number(slot.slice(5))];
      const single: Partial<Record<Slot, unknown>> = {
        scope,
        version,
        query: text?.query,
        code: text?.code,
        low: request.price?.from ?? 0,
        high: request.price?.to ?? mostAmount,
        key: request.after?.[0],
        id: request.after?.[1],
      };
      return single[slot];
    };
    const [row] = await db.query<Row>(sql, [request.segment, request.language, request.limit, request.offset, ...slots.map(value)]);
    return row!;
  }

  /** Counts of `value:count,...`, by field. */
  async function toCounts(text: string | null | undefined): Promise<FacetCounts> {
    const pairs = text ? text.split(',').map((pair) => pair.split(':').map(Number) as [number, number]) : [];
    return namedPairs(pairs);
  }

  async function namedLists(idText: string, countText: string): Promise<FacetCounts> {
    if (idText === '') return new Map();
    const numbers = countText.split(',');
    return namedPairs(idText.split(',').map((id, i) => [Number(id), Number(numbers[i])]));
  }

  async function namedPairs(pairs: readonly (readonly [id: number, count: number])[]): Promise<FacetCounts> {
    const counts = new Map<string, Map<string, number>>();
    const names = await values.names(pairs.map(([id]) => id));
    for (const [id, count] of pairs) {
      const name = names.get(id);
      if (!name) continue;
      const list = counts.get(name.field);
      if (list) list.set(name.value, count);
      else counts.set(name.field, new Map([[name.value, count]]));
    }
    return counts;
  }

  return {
    read,
    /** Sizes of the segments; without them every scope is gathered. */
    learn(sizes: ReadonlyMap<string, number>): void {
      for (const [segment, size] of sizes) whole.set(segment, size);
    },
  };
}

/**
 * Which side each count is taken from, by the sizes that the scope's kept counts tell. Null when there are none, for text, and
 * where nothing is to be had from them.
 */
function planOf(request: SearchRequest, filters: Filters, known: Scope | undefined, least: number): Plan | null {
  if (!known || !request.counts) return null;
  const { total, counts, price } = known;
  const shares = filters.map(([field, list]) => {
    const sizes = counts.get(field);
    return Math.min(1, list.reduce((sum, value) => sum + (sizes?.get(value) ?? 0), 0) / Math.max(1, total));
  });
  const { from = null, to = null } = request.price ?? {};
  const span = price ? Math.max(1, price.max - price.min) : 1;
  const priceShare =
    request.price && price
      ? Math.max(0, Math.min(1, (Math.min(to ?? price.max, price.max) - Math.max(from ?? price.min, price.min)) / span))
      : 1;
  const way = (share: number): Way => (total >= least && share > (least === 0 ? 0 : 0.5) ? 'rest' : 'find');
  const main = way(Math.min(priceShare, ...shares));
  const choices = filters.length + (request.price ? 1 : 0);
  if (choices === 1) return { main, own: null };
  return { main, own: shares.map((_, i) => way(Math.min(priceShare, ...shares.filter((__, other) => other !== i)))) };
}

function without(all: FacetCounts, less: FacetCounts): FacetCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const [field, list] of all) {
    const gone = less.get(field);
    const left = [...list].map(([value, count]) => [value, count - (gone?.get(value) ?? 0)] as const).filter(([, count]) => count > 0);
    if (left.length > 0) counts.set(field, new Map(left));
  }
  return counts;
}

/** Without words there is no relevance: the most popular first. */
function order(request: SearchRequest): Exclude<KnownSort, 'relevance'> {
  return request.sort === 'relevance' || request.sort === 'rating' ? 'popular' : request.sort;
}

function boundsOf(min: number | null | undefined, max: number | null | undefined): { min: number; max: number } | null {
  return min === null || min === undefined || max === null || max === undefined ? null : { min, max };
}

/** A key of the sort `newest` is an instant to the outside. */
function keyText(sort: SearchRequest['sort'], key: number): string | number {
  return sort === 'newest' ? new Date(key).toISOString() : key;
}

function keyNumber(key: string | number): number {
  return typeof key === 'string' ? Date.parse(key) : key;
}

/** Look-ups by key: 24 of them take the server 0.1 ms. */
const hitsAt = sql(
  'search.hits_at',
  `select s.generation, s.version, h.hits
   from search_state s, (
     select coalesce('[' || string_agg('[' || w.id || ',0,' || e.offer || ',' || t.stored || ']', ',' order by w.place) || ']', '[]') as hits
     from unnest($3::bigint[]) with ordinality w(id, place)
     join search_entry e on e.id = w.id and e.segment = $1
     join search_stored t on t.id = w.id and t.language = $2) h`,
);

export function hitsOf(text: string): SearchHit[] {
  const rows = JSON.parse(text) as [number, string | number, unknown, unknown][];
  return rows.map(([id, key, offer, stored]) => ({ id, offer, stored, key: [key, id] }));
}
