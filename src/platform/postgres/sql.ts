import type { Sql } from './types.ts';

const textByName = new Map<string, string>();
const longestName = 63;

/**
 * Names a statement for the whole program: the server parses it once a connection and keeps its plan.
 * @param name unique, at most 63 bytes, such as `catalog.product_by_handle`
 */
export function sql(name: string, text: string): Sql {
  if (Buffer.byteLength(name) > longestName) throw new Error(`The statement name "${name}" is longer than ${longestName} bytes.`);
  const known = textByName.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two different statements are named "${name}".`);
  textByName.set(name, text);
  return { name, text };
}

/** A value for a json or jsonb parameter. */
export function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}
