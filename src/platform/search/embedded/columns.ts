import { copied } from './arrays.ts';
import { add, addAll, type Bits, bitsFor, countOf, drop, grown, has, positionsOf } from './bits.ts';
import { createOrder, type Order } from './order.ts';
import { boundsOf } from './price-bounds.ts';
import { createValueLists } from './value-lists.ts';

/** What browsing needs to know of a document; numbers stand for facet values (see `Columns.bitsOf`). */
export type ColumnRow = {
  id: number;
  price: number;
  popularity: number;
  createdAtMs: number;
  /** A whole number like all keys; kept by columns that are made for it. */
  rating?: number;
  values: ArrayLike<number>;
};

/** How often each facet value occurs in a set of documents, with the price bounds. Immutable. */
export type Tally = {
  total: number;
  counts: readonly (readonly [value: number, count: number])[];
  price: { min: number; max: number } | null;
};

export type Columns = ReturnType<typeof createColumns>;
/** Counts that change with the documents, by place of the value. */
type Running = { counted: Uint32Array; total: number; min: number; max: number; boundsOpen: boolean };
export type ColumnKey = 'popularity' | 'created' | 'price' | 'rating';

/** For a snapshot: all there is, arrays cut to what is in use. */
export type ColumnsState = {
  ids: Float64Array;
  starts: Uint32Array;
  sizes: Uint16Array;
  used: Bits;
  list: Uint32Array;
  values: Int32Array;
  late: Float64Array;
  rising: number;
} & Record<ColumnKey, Float64Array>;

/** Counts of scopes this large are carried along with every change; smaller ones are counted anew. */
const leastCarried = 2000;
/** Sets of values that are kept: a set of 100,000 documents takes 12 KiB. */
const mostSetBytes = 32 * 1024 * 1024;
const mostTallies = 5000;
/** Room that changed documents have left behind in the list of values before it is put in order. */
const mostWasted = 0.3;

/**
 * The documents of one segment in typed arrays: about 30 bytes a document and 4 a facet value. A document has a position; those
 * of lower ids come first as long as documents arrive by rising id. Sets of positions by facet value, orders and counts are made
 * when they are first asked for, and kept right through changes.
 */
export function createColumns({ rated = false }: { rated?: boolean } = {}, state?: ColumnsState) {
  let capacity = state?.ids.length ?? 1024;
  let ids = state?.ids ?? new Float64Array(capacity);
  let starts = state?.starts ?? new Uint32Array(capacity);
  let sizes = state?.sizes ?? new Uint16Array(capacity);
  let used: Bits = state?.used ?? bitsFor(capacity);
  const keys: Record<ColumnKey, Float64Array> = {
    popularity: state?.popularity ?? new Float64Array(capacity),
    created: state?.created ?? new Float64Array(capacity),
    price: state?.price ?? new Float64Array(capacity),
    rating: state?.rating ?? new Float64Array(rated ? capacity : 0),
  };
  let list = state?.list ?? new Uint32Array(capacity * 8);
  let listed = state?.list.length ?? 0;
  let wasted = 0;
  let length = state?.ids.length ?? 0;
  /** How many positions from the front have rising ids; what is beyond is in `late`. */
  let rising = state?.rising ?? 0;
  let count = state ? countOf(state.used) : 0;
  const late = new Map<number, number>(state ? Array.from(state.late, (position) => [state.ids[position]!, position] as const) : []);
  /** Value -> place in `list` entries; counts are kept in arrays by place. */
  const valueAt: number[] = state ? [...state.values] : [];
  const places = new Map<number, number>(valueAt.map((value, at) => [value, at]));
  const sets = new Map<number, Bits>();
  const lists = createValueLists({
    values: () => valueAt.length,
    positions: () => length,
    isUsed: (position) => has(used, position),
    valuesOf,
  });
  const tallies = new Map<number | null, Tally>();
  const runnings = new Map<number | null, Running>();
  const orders: Record<ColumnKey, Order> = {
    popularity: orderBy('popularity'),
    created: orderBy('created'),
    price: orderBy('price'),
    rating: orderBy('rating'),
  };

  function orderBy(key: ColumnKey): Order {
    return createOrder({
      room: () => capacity,
      all: () => byId(),
      isUsed: (position) => has(used, position),
      keys: () => keys[key],
      compare: (a, b) => compareIn(key, a, b),
    });
  }

  function valuesOf(position: number): Uint32Array {
    return list.subarray(starts[position]!, starts[position]! + sizes[position]!);
  }

  function compareIn(key: ColumnKey, a: number, b: number): number {
    return keys[key][a]! - keys[key][b]! || ids[a]! - ids[b]!;
  }

  function byId(): Uint32Array {
    const all = positionsOf(used, count);
    return late.size === 0 ? all : all.sort((a, b) => ids[a]! - ids[b]!);
  }

  function find(id: number): number {
    let low = 0;
    let high = rising - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = ids[middle]!;
      if (there === id) return middle;
      if (there < id) low = middle + 1;
      else high = middle - 1;
    }
    return late.get(id) ?? -1;
  }

  function place(value: number): number {
    let at = places.get(value);
    if (at === undefined) {
      at = valueAt.length;
      places.set(value, at);
      valueAt.push(value);
    }
    return at;
  }

  function newPosition(id: number): number {
    if (length === capacity) growTo(Math.max(1024, Math.ceil(capacity * 1.5)));
    const position = length;
    length += 1;
    ids[position] = id;
    if (rising === position && (position === 0 || ids[position - 1]! < id)) rising = length;
    else late.set(id, position);
    return position;
  }

  function growTo(room: number): void {
    capacity = room;
    ids = copied(ids, new Float64Array(room));
    starts = copied(starts, new Uint32Array(room));
    sizes = copied(sizes, new Uint16Array(room));
    for (const key of ['popularity', 'created', 'price'] as const) keys[key] = copied(keys[key], new Float64Array(room));
    if (rated) keys.rating = copied(keys.rating, new Float64Array(room));
    used = grown(used, room);
  }

  function writeValues(position: number, values: ArrayLike<number>, room: number): void {
    if (values.length > room) {
      wasted += room;
      if (listed + values.length > list.length)
        list = copied(list, new Uint32Array(Math.max(Math.ceil(list.length * 1.5), listed + values.length)));
      starts[position] = listed;
      listed += values.length;
    } else wasted += room - values.length;
    const start = starts[position]!;
    sizes[position] = values.length;
    for (let i = 0; i < values.length; i += 1) list[start + i] = place(values[i]!);
  }

  /** Takes the document out of what is kept about its values, or puts it in. */
  function enter(position: number, by: 1 | -1): void {
    const start = starts[position]!;
    for (let i = 0; i < sizes[position]!; i += 1) {
      const value = valueAt[list[start + i]!]!;
      carry(value, position, by);
      const set = sets.get(value);
      if (!set) continue;
      const wide = grown(set, capacity);
      if (wide !== set) sets.set(value, wide);
      if (by > 0) add(wide, position);
      else drop(wide, position);
    }
    carry(null, position, by);
  }

  function carry(scope: number | null, position: number, by: 1 | -1): void {
    tallies.delete(scope);
    const running = runnings.get(scope);
    if (!running) return;
    if (running.counted.length < valueAt.length) running.counted = copied(running.counted, new Uint32Array(valueAt.length + 256));
    const end = starts[position]! + sizes[position]!;
    for (let at = starts[position]!; at < end; at += 1) running.counted[list[at]!]! += by;
    running.total += by;
    const price = keys.price[position]!;
    if (by > 0) {
      running.min = Math.min(running.min, price);
      running.max = Math.max(running.max, price);
    } else if (price <= running.min || price >= running.max) running.boundsOpen = true;
  }

  function put(row: ColumnRow): void {
    const known = find(row.id);
    const position = known < 0 ? newPosition(row.id) : known;
    const was = has(used, position);
    lists.touch(position);
    if (was) enter(position, -1);
    writeValues(position, row.values, known < 0 ? 0 : sizes[position]!);
    set('popularity', position, row.popularity, was);
    set('created', position, row.createdAtMs, was);
    set('price', position, row.price, was);
    if (rated) set('rating', position, row.rating ?? -1, was);
    if (!was) {
      add(used, position);
      count += 1;
    }
    enter(position, 1);
    if (wasted > 100_000 && wasted > listed * mostWasted) tidy();
  }

  function set(key: ColumnKey, position: number, value: number, was: boolean): void {
    if (was && keys[key][position] === value) return;
    keys[key][position] = value;
    orders[key].touch(position);
  }

  function remove(id: number): void {
    const position = find(id);
    if (position < 0 || !has(used, position)) return;
    lists.touch(position);
    enter(position, -1);
    drop(used, position);
    count -= 1;
    for (const order of Object.values(orders)) order.touch(position);
  }

  /** The list of values without what changed documents have left behind. */
  function tidy(): void {
    let total = 0;
    for (let position = 0; position < length; position += 1) total += sizes[position]!;
    const next = new Uint32Array(total + 1024);
    let at = 0;
    for (let position = 0; position < length; position += 1) {
      const start = starts[position]!;
      next.set(list.subarray(start, start + sizes[position]!), at);
      starts[position] = at;
      at += sizes[position]!;
    }
    list = next;
    listed = at;
    wasted = 0;
  }

  function placeOf(value: number): number | undefined {
    return places.get(value);
  }

  /** Documents with the value. */
  function bitsOf(value: number): Bits {
    const kept = sets.get(value);
    if (kept) return kept;
    const bits = bitsFor(capacity);
    const at = places.get(value);
    if (rated) for (const position of lists.of(at ?? -1)) add(bits, position);
    else if (at !== undefined)
      for (let position = 0; position < length; position += 1) {
        const end = starts[position]! + sizes[position]!;
        for (let i = starts[position]!; i < end; i += 1)
          if (list[i] === at) {
            if (has(used, position)) add(bits, position);
            break;
          }
      }
    if ((sets.size + 1) * bits.byteLength > mostSetBytes) sets.clear();
    sets.set(value, bits);
    return bits;
  }

  /** Documents with any of the values. */
  function bitsOfAny(values: readonly number[]): Bits {
    if (values.length === 1) return bitsOf(values[0]!);
    const bits = bitsFor(capacity);
    for (const value of values) addAll(bits, bitsOf(value));
    return bits;
  }

  function runningOf(bits: Bits): Running {
    const counted = new Uint32Array(valueAt.length);
    let total = 0;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < bits.length; i += 1)
      for (let word = bits[i]!; word !== 0; word &= word - 1) {
        const position = (i << 5) + 31 - Math.clz32(word & -word);
        const price = keys.price[position]!;
        if (price < min) min = price;
        if (price > max) max = price;
        total += 1;
        const end = starts[position]! + sizes[position]!;
        for (let at = starts[position]!; at < end; at += 1) counted[list[at]!]! += 1;
      }
    return { counted, total, min, max, boundsOpen: false };
  }

  function tallyFrom({ counted, total, min, max }: Running): Tally {
    const counts: [number, number][] = [];
    for (let at = 0; at < counted.length; at += 1) if (counted[at]! > 0) counts.push([valueAt[at]!, counted[at]!]);
    return { total, counts, price: total === 0 ? null : { min, max } };
  }

  function scopeBits(scope: number | null): Bits {
    return scope === null ? used : bitsOf(scope);
  }

  function scopeTally(scope: number | null): Tally {
    const known = tallies.get(scope);
    if (known) return known;
    let running = runnings.get(scope);
    if (running?.boundsOpen) Object.assign(running, priceBounds(scopeBits(scope)), { boundsOpen: false });
    if (!running) {
      running = runningOf(scopeBits(scope));
      if (running.total >= leastCarried) runnings.set(scope, running);
    }
    const tally = tallyFrom(running);
    if (tallies.size >= mostTallies) tallies.clear();
    tallies.set(scope, tally);
    return tally;
  }

  const priceBounds = (bits: Bits) => boundsOf(bits, { prices: keys.price, documents: count, order: orders.price.positions });

  return {
    put,
    remove,
    size: () => count,
    /** All documents of a value, or all there are (null). Not to be written to. */
    scopeBits,
    bitsOfAny,
    tallyOf: (bits: Bits): Tally => tallyFrom(runningOf(bits)),
    /** The same object until a document comes to the scope, leaves it or changes in it. */
    scopeTally,
    priceBounds,
    order: (key: ColumnKey): Uint32Array => orders[key].positions(),
    compareIn,
    keysOf: (key: ColumnKey): Float64Array => keys[key],
    idAt: (position: number): number => ids[position]!,
    /** Where a document stands, or -1 when it is not there. */
    positionOf(id: number): number {
      const position = find(id);
      return position >= 0 && has(used, position) ? position : -1;
    },
    isUsed: (position: number): boolean => has(used, position),
    /** Places of the values at a position. */
    valuesOf,
    /** For passes over many documents: values of a position are `valueAt[list[i]]` from `starts` on, as many as `sizes` says. Until the next change. */
    raw: () => ({ list, starts, sizes, valueAt, length, placeOf }),
    /** Positions with the value; rising but for what changed lately. Only of columns that are made for it. */
    listOf: (value: number): Uint32Array => lists.of(places.get(value) ?? -1),
    /** Lists of values are made anew when many documents have changed since. */
    prepare: () => {
      if (rated) lists.prepare();
    },
    bytes: () =>
      ids.byteLength +
      starts.byteLength +
      sizes.byteLength +
      list.byteLength +
      Object.values(keys).reduce((sum, key) => sum + key.byteLength, 0),
    state(): ColumnsState {
      if (wasted > 0) tidy();
      return {
        ids: ids.slice(0, length),
        starts: starts.slice(0, length),
        sizes: sizes.slice(0, length),
        used: used.slice(0, (length + 31) >>> 5),
        list: list.slice(0, listed),
        values: Int32Array.from(valueAt),
        late: Float64Array.from(late.values()),
        rising,
        popularity: keys.popularity.slice(0, length),
        created: keys.created.slice(0, length),
        price: keys.price.slice(0, length),
        rating: keys.rating.slice(0, length),
      };
    },
  };
}
