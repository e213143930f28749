import { type Database, sql } from '../../postgres/index.ts';
import type { SearchDocument, SearchSettings } from '../search.ts';

/** A facet value as the tables know it; ids never change their meaning, so they may be kept for ever. */
export type Values = ReturnType<typeof createValues>;

const mostKept = 500_000;
/** A value that no document has: matches nothing. */
export const unknownValue = 0;

/** The number of the field that a value belongs to; see search_value in the migrations. */
export function fieldOf(value: number): number {
  return Math.abs(value) >>> 20;
}

export function createValues(db: Database, settings: SearchSettings) {
  const uncounted = new Set(settings.uncounted);
  /** Segment -> field -> value -> id. */
  const ids = new Map<string, Map<string, Map<string, number>>>();
  const nameById = new Map<number, { field: string; value: string }>();
  const fieldIds = new Map<string, number>();

  function remember(segment: string, { field, value }: { field: string; value: string }, id: number): void {
    if (nameById.size > mostKept) {
      ids.clear();
      nameById.clear();
    }
    const fields = ids.get(segment) ?? new Map<string, Map<string, number>>();
    ids.set(segment, fields);
    const list = fields.get(field) ?? new Map<string, number>();
    fields.set(field, list);
    list.set(value, id);
    nameById.set(id, { field, value });
  }

  const known = (segment: string, field: string, value: string): number | undefined => ids.get(segment)?.get(field)?.get(value);

  return {
    /** Ids of all values in the documents, made where they are new. */
    async intern(documents: readonly SearchDocument[]): Promise<void> {
      const missing = new Map<string, readonly [string, string, string]>();
      for (const document of documents)
        for (const [segment, part] of Object.entries(document.segments))
          for (const [field, values] of Object.entries(part.facets))
            for (const value of values) {
              if (known(segment, field, value) === undefined) missing.set(`${segment}\n${field}\n${value}`, [segment, field, value]);
            }
      const all = [...missing.values()];
      for (let start = 0; start < all.length; start += 5000) {
        const some = all.slice(start, start + 5000);
        const rows = await db.transaction((tx) =>
          tx.query<{ value_id: number }>(intern, [
            some.map((each) => each[0]),
            some.map((each) => each[1]),
            some.map((each) => !uncounted.has(each[1])),
            some.map((each) => each[2]),
          ]),
        );
        some.forEach(([segment, field, value], i) => {
          remember(segment, { field, value }, rows[i]!.value_id);
        });
      }
    },

    /** Of a value that `intern` has seen. */
    known(segment: string, field: string, value: string): number {
      const id = known(segment, field, value);
      if (id === undefined) throw new Error(`The facet value ${field}=${value} was not interned.`);
      return id;
    },

    /** Ids of what a request names; `unknownValue` for what no document ever had. */
    async find(segment: string, wanted: readonly { field: string; value: string }[]): Promise<number[]> {
      const missing = wanted.filter(({ field, value }) => known(segment, field, value) === undefined);
      if (missing.length > 0) {
        const rows = await db.query<{ id: number; field: string; value: string }>(valueIds, [
          segment,
          missing.map((each) => each.field),
          missing.map((each) => each.value),
        ]);
        for (const row of rows) remember(segment, row, row.id);
      }
      return wanted.map(({ field, value }) => known(segment, field, value) ?? unknownValue);
    },

    /** Numbers of fields; 0, which has no values, for one that no document has. */
    async fields(segment: string, fields: readonly string[]): Promise<number[]> {
      if (fields.some((field) => !fieldIds.has(`${segment} ${field}`))) {
        const rows = await db.query<{ id: number; field: string }>(fieldNumbers, [segment]);
        for (const row of rows) fieldIds.set(`${segment} ${row.field}`, row.id);
      }
      return fields.map((field) => fieldIds.get(`${segment} ${field}`) ?? 0);
    },

    async names(ids: readonly number[]): Promise<ReadonlyMap<number, { field: string; value: string }>> {
      const missing = ids.filter((id) => !nameById.has(id));
      if (missing.length > 0) {
        const rows = await db.query<{ id: number; segment: string; field: string; value: string }>(valueNames, [missing]);
        for (const row of rows) remember(row.segment, row, row.id);
      }
      return nameById;
    },
  };
}

const intern = sql('search.intern', 'select value_id from search_intern($1::text[], $2::text[], $3::boolean[], $4::text[])');

const valueIds = sql(
  'search.value_ids',
  `select v.id, f.field, v.value
   from unnest($2::text[], $3::text[]) w(field, value)
   join search_field f on f.segment = $1 and f.field = w.field
   join search_value v on v.field_id = f.id and v.value = w.value`,
);

const fieldNumbers = sql('search.field_numbers', 'select id, field from search_field where segment = $1');

const valueNames = sql(
  'search.value_names',
  `select v.id, f.segment, f.field, v.value
   from search_value v join search_field f on f.id = v.field_id
   where v.id = any($1::integer[])`,
);
