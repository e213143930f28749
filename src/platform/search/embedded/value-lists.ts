/** Which positions have a value: lists made at once for all values, and what has changed since looked at by itself. */
export type ValueLists = ReturnType<typeof createValueLists>;

export type ValueListsSource = {
  /** Values are numbered below it. */
  values(): number;
  positions(): number;
  isUsed(position: number): boolean;
  valuesOf(position: number): Uint32Array;
};

/** Share of documents that may have changed before the lists are made anew. */
const mostChanged = 0.02;
const leastChanged = 1000;

export function createValueLists(source: ValueListsSource) {
  let lists: { starts: Uint32Array; positions: Uint32Array } | null = null;
  let changed = new Set<number>();

  function make(): void {
    const values = source.values();
    const counts = new Uint32Array(values + 1);
    for (let position = 0; position < source.positions(); position += 1)
      if (source.isUsed(position)) for (const value of source.valuesOf(position)) counts[value + 1]! += 1;
    for (let value = 0; value < values; value += 1) counts[value + 1]! += counts[value]!;
    const next = counts.slice();
    const positions = new Uint32Array(counts[values]!);
    for (let position = 0; position < source.positions(); position += 1)
      if (source.isUsed(position))
        for (const value of source.valuesOf(position)) {
          positions[next[value]!] = position;
          next[value]! += 1;
        }
    lists = { starts: counts, positions };
    changed = new Set();
  }

  return {
    /** The document at the position has come, gone or changed. */
    touch(position: number): void {
      if (lists) changed.add(position);
    },
    /** Of no value (-1) an empty list. */
    of(value: number): Uint32Array {
      if (value < 0) return none;
      if (!lists) make();
      const { starts, positions } = lists!;
      const known = value + 1 < starts.length ? positions.subarray(starts[value]!, starts[value + 1]!) : none;
      if (changed.size === 0) return known;
      const late: number[] = [];
      for (const position of changed) if (source.isUsed(position) && source.valuesOf(position).includes(value)) late.push(position);
      const kept = known.filter((position) => !changed.has(position));
      const all = new Uint32Array(kept.length + late.length);
      all.set(kept);
      all.set(late, kept.length);
      return all;
    },
    prepare(): void {
      if (!lists || changed.size > Math.max(leastChanged, source.positions() * mostChanged)) make();
    },
    bytes: () => (lists ? lists.positions.byteLength + lists.starts.byteLength : 0),
  };
}

const none = new Uint32Array(0);
