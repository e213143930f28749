/** What a value counts in a scope, so often that no more than this is counted between two calls of `drain`. */
export const MOST_COUNTED = 4_194_303;

/** A scope of a drained table: its values in order, each with its count as `value * COUNT_BASE + count`. */
export type ScopeRun = { scope: number; min: number; max: number; counted: Float64Array };

/** Above the largest count, below what a whole number can carry together with a value. */
export const COUNT_BASE = MOST_COUNTED + 1;

/**
 * Counts by scope and value in a table of fixed size: no object is made for a pair, so a catalogue of any size takes the same memory.
 * Once it is `full` it must be drained.
 */
export function createCounts(slots: number) {
  const mask = slots - 1;
  const scopeAt = new Int32Array(slots);
  const valueAt = new Int32Array(slots);
  const counts = new Int32Array(slots);
  /** Scopes by the order in which they were met. */
  const places = new Map<number, number>();
  const scopes: { id: number; min: number; max: number; values: number }[] = [];
  let used = 0;
  let entries = 0;

  function placeOf(id: number, price: number): number {
    let place = places.get(id);
    if (place === undefined) {
      place = scopes.length;
      places.set(id, place);
      scopes.push({ id, min: price, max: price, values: 0 });
      return place;
    }
    const scope = scopes[place]!;
    if (price < scope.min) scope.min = price;
    if (price > scope.max) scope.max = price;
    return place;
  }

  function count(place: number, value: number): void {
    let slot = Math.imul(Math.imul(value, 0x85ebca6b) ^ place, 0x9e3779b1);
    for (slot = (slot ^ (slot >>> 15)) & mask; counts[slot] !== 0; slot = (slot + 1) & mask)
      if (valueAt[slot] === value && scopeAt[slot] === place) {
        counts[slot]! += 1;
        return;
      }
    scopeAt[slot] = place;
    valueAt[slot] = value;
    counts[slot] = 1;
    scopes[place]!.values += 1;
    used += 1;
  }

  return {
    /** An entry that is in these scopes and has these values; negative ones are not counted. */
    add(ids: readonly number[], values: readonly number[], price: number): void {
      entries += 1;
      for (const id of ids) {
        const place = placeOf(id, price);
        for (const value of values) if (value > 0) count(place, value);
      }
    },
    /** Room is left for one more entry, whatever it has. */
    full: (): boolean => used > slots * 0.6 || entries >= MOST_COUNTED,
    /** What has been counted, by rising scope; empties the table. */
    drain(): ScopeRun[] {
      const runs = scopes.map(({ id, min, max, values }) => ({ scope: id, min, max, counted: new Float64Array(values) }));
      const filled = new Int32Array(runs.length);
      for (let slot = 0; slot < slots; slot += 1) {
        if (counts[slot] === 0) continue;
        const place = scopeAt[slot]!;
        runs[place]!.counted[filled[place]!] = valueAt[slot]! * COUNT_BASE + counts[slot]!;
        filled[place]! += 1;
      }
      counts.fill(0);
      places.clear();
      scopes.length = 0;
      used = 0;
      entries = 0;
      for (const { counted } of runs) counted.sort();
      return runs.sort((a, b) => a.scope - b.scope);
    },
  };
}
