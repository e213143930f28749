/** Positions of ids: those that came in rising order lie in an array, the others in a map. */
export type Ids = ReturnType<typeof createIds>;
export type IdsState = { ids: Float64Array; rising: number };

export function createIds(state?: IdsState) {
  let ids = state?.ids ?? new Float64Array(1024);
  let length = state?.ids.length ?? 0;
  let rising = state?.rising ?? 0;
  const late = new Map<number, number>();
  for (let position = rising; position < length; position += 1) late.set(ids[position]!, position);

  return {
    size: () => length,
    idAt: (position: number): number => ids[position]!,
    find(id: number): number {
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
    },
    /** Of an id that is not there yet. */
    add(id: number): number {
      if (length === ids.length) {
        const wide = new Float64Array(Math.max(1024, Math.ceil(length * 1.5)));
        wide.set(ids);
        ids = wide;
      }
      const position = length;
      ids[position] = id;
      length += 1;
      if (rising === position && (position === 0 || ids[position - 1]! < id)) rising = length;
      else late.set(id, position);
      return position;
    },
    bytes: () => ids.byteLength,
    state: (): IdsState => ({ ids: ids.slice(0, length), rising }),
  };
}
