import type { Database } from '../../postgres/index.ts';
import type { FacetCounts, SearchHit, SearchRequest, SearchResult } from '../search.ts';
import { browseStatement, filterForm, mostFilters, type Shape, type Slot } from './statements.ts';
import type { Values } from './values.ts';

export type Page = Omit<SearchResult, 'corrected'>;

/** What the words of a request are in the terms of `search_text`; both parameters are `tsquery` literals. */
export type TextQuery = { query: string; code: string };

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
  found_ids?: string | null;
  found_counts?: string | null;
  low?: number | null;
  high?: number | null;
} & Record<`own_ids_${number}` | `own_counts_${number}`, string | null>;

type Parameters = {
  request: SearchRequest;
  text: TextQuery | null;
  scope: number | null;
  chosen: number[][];
  fields: number[];
  version: number | null;
};

const mostScopes = 20_000;
const mostAmount = Number.MAX_SAFE_INTEGER;

export function createReader(db: Database, values: Values) {
  const scopes = new Map<number, Scope>();
  /** How many documents a segment has; a hint for choosing between walk and gather. */
  const whole = new Map<string, number>();

  async function read(request: SearchRequest, text: TextQuery | null): Promise<Page> {
    const filters = Object.entries(request.filters ?? {}).filter(([, list]) => list.length > 0);
    if (filters.length > mostFilters) throw new RangeError(`At most ${mostFilters} fields can be filtered at once.`);
    const scope = request.within ? (await values.find(request.segment, [request.within]))[0]! : null;
    if (scope !== null && !text && filters.length === 0 && !request.price) {
      const page = await browse(request, scope);
      if (page) return page;
    }
    return find(request, text, scope, filters);
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
      counts: await toCounts([[row.value_ids, row.counts!]]),
      price: boundsOf(row.price_min, row.price_max),
    };
    if (scopes.size >= mostScopes) scopes.clear();
    scopes.set(scope, kept);
    return kept;
  }

  async function find(
    request: SearchRequest,
    text: TextQuery | null,
    scope: number | null,
    filters: [string, readonly string[]][],
  ): Promise<Page> {
    const wanted = filters.flatMap(([field, list]) => list.map((value) => ({ field, value })));
    const ids = await values.find(request.segment, wanted);
    const chosen = filters.map(([field]) => ids.filter((_, i) => wanted[i]!.field === field));
    const choices = filters.length + (request.price ? 1 : 0);
    const shape: Shape = {
      text: text !== null,
      scope: scope !== null,
      filters: filters.length,
      price: Boolean(request.price),
      sort: text ? request.sort : order(request),
      after: Boolean(request.after),
      counts: request.counts,
      own: request.counts && (text !== null || scope === null || choices !== 1),
    };
    const known = scope === null ? undefined : scopes.get(scope);
    const fields = filters.map(([field]) => field);
    const numbers = shape.own || choices > 0 ? await values.fields(request.segment, fields) : [];
    const parameters = { request, text, scope, chosen, fields: numbers, version: known?.version ?? null };
    let row = await run(shape, parameters);
    const kept = scope !== null && !text ? await keep(scope, row, known) : null;
    if (request.counts && !shape.own && !kept) {
      shape.own = true;
      row = await run(shape, parameters);
    }
    if (!request.counts) return { total: row.found!, hits: hitsOf(row.hits), counts: null, price: null };
    return {
      total: row.found!,
      hits: hitsOf(row.hits),
      counts: await countsOf(row, fields, shape.own ? null : kept!.counts),
      price: request.price && !shape.own ? kept!.price : boundsOf(row.low, row.high),
    };
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

  /** The counts under all choices, those of filtered fields replaced by the counts without their own choice. */
  async function countsOf(row: Row, fields: readonly string[], scopeCounts: FacetCounts | null): Promise<FacetCounts> {
    const counts = new Map(await toCounts([[row.found_ids ?? '', row.found_counts ?? '']]));
    for (const [i, field] of fields.entries()) {
      const own = scopeCounts ?? (await toCounts([[row[`own_ids_${i}`] ?? '', row[`own_counts_${i}`] ?? '']]));
      const list = own.get(field);
      if (list) counts.set(field, list);
      else counts.delete(field);
    }
    return counts;
  }

  async function toCounts(lists: readonly (readonly [string, string])[]): Promise<FacetCounts> {
    const counts = new Map<string, Map<string, number>>();
    for (const [idText, countText] of lists) {
      if (idText === '') continue;
      const ids = idText.split(',').map(Number);
      const numbers = countText.split(',');
      const names = await values.names(ids);
      ids.forEach((id, i) => {
        const name = names.get(id);
        if (!name) return;
        const { field, value } = name;
        const list = counts.get(field);
        if (list) list.set(value, Number(numbers[i]));
        else counts.set(field, new Map([[value, Number(numbers[i])]]));
      });
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

/** Without words there is no relevance: the most popular first. */
function order(request: SearchRequest) {
  return request.sort === 'relevance' ? 'popular' : request.sort;
}

function boundsOf(min: number | null | undefined, max: number | null | undefined): { min: number; max: number } | null {
  return min === null || min === undefined || max === null || max === undefined ? null : { min, max };
}

export function hitsOf(text: string): SearchHit[] {
  const rows = JSON.parse(text) as [number, string | number, unknown, unknown][];
  return rows.map(([id, key, offer, stored]) => ({ id, offer, stored, key: [key, id] }));
}
