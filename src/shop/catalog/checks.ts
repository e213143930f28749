import type { Translated } from '../../kernel/translated.ts';
import { manyLines, oneLine, storable } from './plain-text.ts';

/** Why a line, or a part of it, is not taken. `path` is a JSON pointer into the line. */
export type LineFault = { path: string; code: LineFaultCode; message: string };

export type LineFaultCode =
  | 'bad_format'
  | 'category_cycle'
  | 'csv_broken'
  | 'duplicate'
  | 'handle_taken'
  | 'invalid_json'
  | 'missing'
  | 'option_mismatch'
  | 'out_of_range'
  | 'price_unreadable'
  | 'rows_apart'
  | 'slug_taken'
  | 'too_long'
  | 'too_many'
  | 'unknown_kind'
  | 'unknown_market'
  | 'wrong_type'
  // Notes: the line is taken all the same.
  | 'columns_ignored'
  | 'image_ignored'
  | 'made_draft'
  | 'not_for_sale'
  | 'pictures_dropped'
  | 'stock_reserved';

/** Collects every fault of one value; readers answer with a usable value even after a fault, so that all faults are found at once. */
export type Faults = { list: LineFault[]; add(path: string, code: LineFaultCode, message: string): void };

export function faultList(): Faults {
  const list: LineFault[] = [];
  return {
    list,
    add: (path, code, message) => {
      // A line with thousands of faults is one bad line; the first ones say enough.
      if (list.length < 50) list.push({ path, code, message });
    },
  };
}

export type Raw = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object that are known; unknown ones are faults, since a misspelt field would silently be lost. */
export function members(value: Raw, known: ReadonlySet<string>, faults: Faults, path = ''): void {
  for (const key of Object.keys(value))
    if (!known.has(key)) faults.add(`${path}/${pointer(key)}`, 'bad_format', 'a field that does not exist');
}

export function text(value: unknown, path: string, max: number, faults: Faults): string {
  if (typeof value !== 'string') {
    faults.add(path, value === undefined ? 'missing' : 'wrong_type', 'a text is needed');
    return '';
  }
  const clean = oneLine(value);
  if (clean === '') faults.add(path, 'missing', 'must not be empty');
  if (clean.length > max) faults.add(path, 'too_long', `at most ${max} characters`);
  return clean;
}

/** Absent, null and empty all mean "none". */
export function optionalText(value: unknown, path: string, max: number, faults: Faults): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') {
    faults.add(path, 'wrong_type', 'a text is needed');
    return null;
  }
  const clean = oneLine(value);
  if (clean.length > max) faults.add(path, 'too_long', `at most ${max} characters`);
  return clean === '' ? null : clean;
}

export function flag(value: unknown, path: string, fallback: boolean, faults: Faults): boolean {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'boolean') faults.add(path, 'wrong_type', 'true or false');
  return value === true;
}

export function whole(value: unknown, path: string, [min, max]: readonly [number, number], faults: Faults): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    faults.add(path, value === undefined ? 'missing' : 'wrong_type', 'a whole number is needed');
    return min;
  }
  if (value < min || value > max) faults.add(path, 'out_of_range', `from ${min} to ${max}`);
  return value;
}

export function oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[], faults: Faults): T {
  if (typeof value === 'string' && (allowed as readonly string[]).includes(value)) return value as T;
  faults.add(path, value === undefined ? 'missing' : 'bad_format', `one of ${allowed.join(', ')}`);
  return allowed[0]!;
}

export function list(value: unknown, path: string, max: number, faults: Faults): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    faults.add(path, 'wrong_type', 'an array is needed');
    return [];
  }
  if (value.length > max) {
    faults.add(path, 'too_many', `at most ${max}`);
    return value.slice(0, max);
  }
  return value;
}

/** Texts without repetition, in the order given. */
export function texts(value: unknown, path: string, limits: { count: number; length: number }, faults: Faults): string[] {
  const items = list(value, path, limits.count, faults).map((item, index) => text(item, `${path}/${index}`, limits.length, faults));
  return items.length < 2 ? items : [...new Set(items)];
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

type Clean = (text: string) => string;

/** A text by language, with its languages in alphabetical order; languages without text are left out. */
export function translated(value: unknown, path: string, max: number, faults: Faults, clean: Clean = oneLine): Translated {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    faults.add(path, 'wrong_type', 'texts by language are needed, such as {"en": "Lamp"}');
    return {};
  }
  const result: Record<string, string> = {};
  const languages = Object.keys(value);
  for (const language of languages.length > 1 ? languages.sort() : languages) {
    const given = value[language];
    const at = `${path}/${pointer(language)}`;
    if (!LANGUAGE.test(language)) faults.add(at, 'bad_format', 'a language is two small letters (ISO 639-1)');
    else if (typeof given !== 'string') faults.add(at, 'wrong_type', 'a text is needed');
    else if (given.length > max) faults.add(at, 'too_long', `at most ${max} characters`);
    else {
      const cleaned = clean(given);
      if (cleaned !== '') result[language] = cleaned;
    }
  }
  return result;
}

export function neededTranslated(value: unknown, path: string, max: number, faults: Faults): Translated {
  const result = translated(value, path, max, faults);
  if (Object.keys(result).length === 0) faults.add(path, 'missing', 'a text in at least one language is needed');
  return result;
}

export function optionalInstant(value: unknown, path: string, faults: Faults): string | null {
  if (value === undefined || value === null) return null;
  const instant =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.test(value) ? new Date(value) : null;
  if (!instant || Number.isNaN(instant.getTime())) {
    faults.add(path, 'bad_format', 'an ISO 8601 instant such as 2026-03-01T09:00:00Z');
    return null;
  }
  return instant.toISOString();
}

type Columns = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Columns of foreign formats: kept as they are, but in alphabetical order and without what cannot be stored. */
export function foreignColumns(value: unknown, path: string, faults: Faults): Columns {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    faults.add(path, 'wrong_type', 'columns by source are needed');
    return {};
  }
  const result: Record<string, Record<string, string>> = {};
  for (const source of Object.keys(value).sort()) {
    const columns = value[source];
    const at = `${path}/${pointer(source)}`;
    if (!isObject(columns)) {
      faults.add(at, 'wrong_type', 'texts by column are needed');
      continue;
    }
    const names = Object.keys(columns).sort();
    if (names.length > 2000) faults.add(at, 'too_many', 'at most 2000 columns');
    const kept: Record<string, string> = {};
    for (const name of names) {
      const cell = columns[name];
      if (typeof cell !== 'string') faults.add(`${at}/${pointer(name)}`, 'wrong_type', 'a text is needed');
      else if (cell.length > 500_000) faults.add(`${at}/${pointer(name)}`, 'too_long', 'at most 500000 characters');
      else kept[storable(name)] = storable(cell);
    }
    if (names.length > 0) result[storable(source)] = kept;
  }
  return result;
}

/** `a/b~c` as a segment of a JSON pointer (RFC 6901). */
export function pointer(key: string): string {
  return key.includes('/') || key.includes('~') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

export { manyLines, oneLine };
