import type { SegmentPart } from '../search.ts';
import { type ColumnRow, type ColumnsState, createColumns } from './columns.ts';
import { createFieldColumns } from './field-columns.ts';

/** The documents of a segment: their columns, what the numbers of facet values mean, and numbers to narrow by ranges. */
export type Segment = ReturnType<typeof createSegment>;

export type SegmentState = { columns: ColumnsState; names: [field: string, value: string][]; numbers: Record<string, Float64Array> };

export function createSegment(uncounted: ReadonlySet<string>, state?: SegmentState) {
  const columns = createColumns({ rated: true }, state?.columns);
  const fields = new Map<string, Map<string, number>>();
  /** By value, 1 upward. */
  const names: { field: string; value: string; counted: boolean }[] = [];
  /** Field -> number by position; NaN: none. */
  const numbers = new Map<string, Float64Array>(Object.entries(state?.numbers ?? {}));

  const fieldNumbers = new Map<string, number>();
  let byPlace = new Uint16Array(64);
  let placed = 0;
  const countedFields: boolean[] = [];

  function fieldNumber(field: string): number {
    let number = fieldNumbers.get(field);
    if (number === undefined) {
      number = fieldNumbers.size;
      fieldNumbers.set(field, number);
    }
    return number;
  }

  function numberOf(field: string, value: string): number {
    let values = fields.get(field);
    if (!values) {
      values = new Map();
      fields.set(field, values);
    }
    let id = values.get(value);
    if (id === undefined) {
      names.push({ field, value, counted: !uncounted.has(field) });
      id = names.length;
      values.set(value, id);
    }
    return id;
  }

  for (const [field, value] of state?.names ?? []) numberOf(field, value);

  /** Number of the field by place of the value (see `Columns.raw`). */
  function fieldsByPlace(): Uint16Array {
    const { valueAt } = columns.raw();
    if (byPlace.length < valueAt.length) {
      const wide = new Uint16Array(Math.ceil(valueAt.length * 1.5));
      wide.set(byPlace);
      byPlace = wide;
    }
    for (; placed < valueAt.length; placed += 1) {
      const name = names[valueAt[placed]! - 1]!;
      const number = fieldNumber(name.field);
      byPlace[placed] = number;
      countedFields[number] = name.counted;
    }
    return byPlace;
  }

  const fieldColumns = createFieldColumns({
    length: () => columns.raw().length,
    isUsed: columns.isUsed,
    valuesOf: columns.valuesOf,
    fields: fieldsByPlace,
    isCounted: (field) => countedFields[field]!,
  });

  return {
    columns,
    state: (): SegmentState => ({
      columns: columns.state(),
      names: names.map(({ field, value }) => [field, value]),
      numbers: Object.fromEntries(numbers),
    }),
    numbers,
    put(part: SegmentPart, row: Omit<ColumnRow, 'price' | 'values'>): void {
      const values: number[] = [];
      for (const [field, list] of Object.entries(part.facets)) for (const value of list) values.push(numberOf(field, value));
      columns.put({ ...row, price: part.price, values });
      const position = columns.positionOf(row.id);
      fieldColumns.put(position);
      for (const [field, list] of numbers) if (part.numbers?.[field] === undefined && position < list.length) list[position] = Number.NaN;
      for (const [field, number] of Object.entries(part.numbers ?? {})) {
        let list = numbers.get(field) ?? new Float64Array(1024).fill(Number.NaN);
        if (position >= list.length) {
          const wide = new Float64Array(Math.max(position + 1, Math.ceil(list.length * 1.5))).fill(Number.NaN);
          wide.set(list);
          list = wide;
        }
        numbers.set(field, list);
        list[position] = number;
      }
    },
    remove: (id: number): void => columns.remove(id),
    /** The number of a value; 0 for one that no document ever had. */
    find: (field: string, value: string): number => fields.get(field)?.get(value) ?? 0,
    nameOf: (value: number) => names[value - 1]!,
    fieldNumber,
    fieldsByPlace,
    /** For counts of many documents; what came is in them at once. */
    fieldColumns,
  };
}
