import { copied } from './arrays.ts';

/**
 * Facet values once more, by field: what most documents have lies in a column a field, so that counting is one short loop over
 * neighbouring numbers for each; what few have stays in rows. Several values of a field (a category with all above it) are one
 * combination, which is counted once and taken apart at the end.
 */
export type FieldColumns = ReturnType<typeof createFieldColumns>;

export type FieldSource = {
  /** Positions are below it. */
  length(): number;
  isUsed(position: number): boolean;
  /** Places of values (see `Columns.raw`). */
  valuesOf(position: number): ArrayLike<number>;
  /** Number of the field by place of the value. */
  fields(): Uint16Array;
  /** Fields that nobody wants counts of are left out. */
  isCounted(field: number): boolean;
};

type Column = { of: Uint16Array | Uint32Array; combinations: number[][]; singles: Map<number, number>; several: Map<string, number> };
/** `listed`: places of `list` that are given out; `live`: those that belong to a document. */
type Rows = { starts: Uint32Array; sizes: Uint16Array; list: Uint32Array; listed: number; live: number };

/** Share of documents that have a field which gets a column. */
const leastShare = 0.2;
/** By how much documents may grow before it is decided anew, and by how much rows with what changes have left behind. */
const grownEnough = 1.5;
const mostLeftBehind = 100_000;
/** Documents for each combination, below which those that occur are noted one by one. */
const fewEach = 4;

export function createFieldColumns(source: FieldSource, { mostCombinations = 20_000 }: { mostCombinations?: number } = {}) {
  let columns: (Column | null)[] = [];
  let rows: Rows | null = null;
  let made = -1;
  /** Fields that turned out to have too many combinations of values for a column. */
  const unfit = new Set<number>();

  function make(): void {
    const length = source.length();
    const fields = source.fields();
    const having = new Uint32Array(65_536);
    const distinct = new Map<number, Set<string>>();
    let all = 0;
    const sampleStep = Math.max(1, Math.floor(length / 20_000));
    for (let position = 0; position < length; position += sampleStep) {
      if (!source.isUsed(position)) continue;
      all += 1;
      for (const [field, places] of byField(source.valuesOf(position), fields)) {
        if (!source.isCounted(field)) continue;
        having[field]! += 1;
        const seen = distinct.get(field) ?? new Set();
        if (seen.size <= mostCombinations / 2) seen.add(places.join());
        distinct.set(field, seen);
      }
    }
    columns = [];
    for (const [field, seen] of distinct)
      if (!unfit.has(field) && having[field]! >= all * leastShare && seen.size <= Math.max(64, Math.min(mostCombinations / 2, all / 2)))
        columns[field] = { of: new Uint16Array(length), combinations: [[]], singles: new Map(), several: new Map() };
    for (let field = 0; field < columns.length; field += 1) columns[field] ??= null;
    rows = null;
    made = length;
    for (let position = 0; position < length; position += 1) if (source.isUsed(position)) put(position);
  }

  function put(position: number): void {
    if (made < 0) return;
    const fields = source.fields();
    for (const column of columns) {
      if (!column) continue;
      if (position >= column.of.length) column.of = wider(column.of, Math.ceil((position + 1) * 1.5));
      column.of[position] = 0;
    }
    const values = source.valuesOf(position);
    const rest: number[] = [];
    for (let i = 0; i < values.length; ) {
      const field = fields[values[i]!]!;
      let end = i + 1;
      while (end < values.length && fields[values[end]!] === field) end += 1;
      const column = columns[field];
      if (column) {
        const id = combinationOf(column, values, i, end);
        if (id > 65_535 && column.of instanceof Uint16Array) column.of = Uint32Array.from(column.of);
        column.of[position] = id;
      } else if (source.isCounted(field)) for (let at = i; at < end; at += 1) rest.push(values[at]!);
      i = end;
    }
    if (rows || rest.length > 0) putRow(position, rest);
  }

  function combinationOf({ combinations, singles, several }: Column, values: ArrayLike<number>, from: number, end: number): number {
    const key = end - from === 1 ? null : Array.prototype.slice.call(values, from, end).join();
    const known = key === null ? singles.get(values[from]!) : several.get(key);
    if (known !== undefined) return known;
    const id = combinations.length;
    combinations.push(Array.from({ length: end - from }, (_, i) => values[from + i]!));
    if (key === null) singles.set(values[from]!, id);
    else several.set(key, id);
    return id;
  }

  function putRow(position: number, places: readonly number[]): void {
    rows ??= { starts: new Uint32Array(made), sizes: new Uint16Array(made), list: new Uint32Array(1024), listed: 0, live: 0 };
    if (position >= rows.starts.length) {
      const room = Math.ceil((position + 1) * 1.5);
      rows.starts = copied(rows.starts, new Uint32Array(room));
      rows.sizes = copied(rows.sizes, new Uint16Array(room));
    }
    if (places.length > rows.sizes[position]!) {
      rows.starts[position] = rows.listed;
      if (rows.listed + places.length > rows.list.length)
        rows.list = copied(rows.list, new Uint32Array(Math.ceil((rows.listed + places.length) * 1.5)));
      rows.listed += places.length;
    }
    rows.live += places.length - rows.sizes[position]!;
    rows.sizes[position] = places.length;
    for (let i = 0; i < places.length; i += 1) rows.list[rows.starts[position]! + i] = places[i]!;
  }

  return {
    /** The document at the position has come or changed. */
    put,
    isMade: () => made >= 0,
    /** Makes them, or makes them anew when there is much more than before; until then they are not there. */
    prepare(): void {
      for (const [field, column] of columns.entries()) if (column && column.combinations.length > mostCombinations) unfit.add(field);
      const isOutgrown = columns.some((column, field) => column && unfit.has(field));
      const isLoose = rows !== null && rows.listed - rows.live > mostLeftBehind + rows.live;
      if (made < 0 || isOutgrown || isLoose || source.length() > Math.max(1000, made * grownEnough)) make();
    },
    /**
     * Adds what the documents at `positions` have to `counted`, by place of the value: of all fields, or of one. Places that were
     * zero before are noted in `touched` from `touches` on; answers with how many there are then.
     */
    count(
      positions: Uint32Array,
      count: number,
      only: number | null,
      { counted, touched, touches }: { counted: Uint32Array; touched: Uint32Array; touches: number },
    ): number {
      let noted = touches;
      for (let field = 0; field < columns.length; field += 1) {
        const column = columns[field];
        if (!column || (only !== null && field !== only)) continue;
        const times = timesFor(column.combinations.length);
        if (count * fewEach < column.combinations.length) {
          const met = metFor(count);
          const meets = countFew(column.of, positions, count, times, met);
          for (let i = 0; i < meets; i += 1) noted = spread(column, met[i]!, times, { counted, touched, touches: noted });
        } else {
          countMany(column.of, positions, count, times);
          times[0] = 0;
          for (let id = 1; id < column.combinations.length; id += 1)
            if (times[id] !== 0) noted = spread(column, id, times, { counted, touched, touches: noted });
        }
      }
      if (!rows || (only !== null && columns[only])) return noted;
      return countRows(rows, positions, count, only === null ? null : source.fields(), only ?? 0, counted, touched, noted);
    },
    bytes: () =>
      columns.reduce((sum, column) => sum + (column?.of.byteLength ?? 0), 0) +
      (rows ? rows.starts.byteLength + rows.sizes.byteLength + rows.list.byteLength : 0),
  };
}

type Counting = { counted: Uint32Array; touched: Uint32Array; touches: number };

function spread({ combinations }: Column, id: number, times: Uint32Array, { counted, touched, touches }: Counting): number {
  const places = combinations[id]!;
  const count = times[id]!;
  times[id] = 0;
  let noted = touches;
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i]!;
    if (counted[place] === 0) touched[noted++] = place;
    counted[place]! += count;
  }
  return noted;
}

function countMany(column: Uint16Array | Uint32Array, positions: Uint32Array, count: number, times: Uint32Array): void {
  for (let i = 0; i < count; i += 1) times[column[positions[i]!]!]! += 1;
}

function countFew(column: Uint16Array | Uint32Array, positions: Uint32Array, count: number, times: Uint32Array, met: Uint32Array): number {
  let meets = 0;
  for (let i = 0; i < count; i += 1) {
    const id = column[positions[i]!]!;
    const before = times[id]!;
    times[id] = before + 1;
    if (before === 0 && id !== 0) met[meets++] = id;
  }
  times[0] = 0;
  return meets;
}

function countRows(
  { starts, sizes, list }: Rows,
  positions: Uint32Array,
  count: number,
  fields: Uint16Array | null,
  only: number,
  counted: Uint32Array,
  touched: Uint32Array,
  touches: number,
): number {
  let noted = touches;
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    const size = position < sizes.length ? sizes[position]! : 0;
    const start = size === 0 ? 0 : starts[position]!;
    for (let at = start; at < start + size; at += 1) {
      const place = list[at]!;
      if (fields !== null && fields[place] !== only) continue;
      const before = counted[place]!;
      if (before === 0) touched[noted++] = place;
      counted[place] = before + 1;
    }
  }
  return noted;
}

/** The values of a document by field; those of one field stand together. */
function* byField(values: ArrayLike<number>, fields: Uint16Array): Generator<[field: number, places: number[]]> {
  for (let i = 0; i < values.length; ) {
    const field = fields[values[i]!]!;
    const places: number[] = [];
    for (; i < values.length && fields[values[i]!] === field; i += 1) places.push(values[i]!);
    yield [field, places];
  }
}

function wider(from: Uint16Array | Uint32Array, room: number): Uint16Array | Uint32Array {
  return from instanceof Uint16Array ? copied(from, new Uint16Array(room)) : copied(from, new Uint32Array(room));
}

/** Kept between questions: all zero. */
let sharedTimes = new Uint32Array(1024);
let sharedMet = new Uint32Array(1024);

function timesFor(combinations: number): Uint32Array {
  if (sharedTimes.length < combinations) sharedTimes = new Uint32Array(Math.ceil(combinations * 1.5));
  return sharedTimes;
}

function metFor(count: number): Uint32Array {
  if (sharedMet.length < count) sharedMet = new Uint32Array(Math.ceil(count * 1.5));
  return sharedMet;
}
