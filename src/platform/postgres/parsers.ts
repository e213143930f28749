import pg from 'pg';

type Parse = (text: string) => unknown;

const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];

/** Text to value by type number, where the driver's own choice does not suit: see `Queryable.query` for the outcome. */
const parsers = new Map<number, Parse>([
  [20, toSafeInteger],
  [1016, (text) => textArray(text).map((item) => (item === null ? null : toSafeInteger(item)))],
  [1082, same],
  [1114, same],
  [1182, textArray],
  [1115, textArray],
  [1231, textArray],
  [1186, same],
]);

/** The parsers in the form that the driver takes. */
export const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${text} is beyond the integers that a number holds exactly.`);
  return value;
}

function same(text: string): string {
  return text;
}
