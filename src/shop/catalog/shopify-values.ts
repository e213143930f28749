import { createHash } from 'node:crypto';
import { minorUnits, parseDecimal } from '../../kernel/money.ts';
import { slugify } from '../../kernel/slug.ts';
import { oneLine } from './plain-text.ts';
import { isMediaAddress } from './product-check.ts';

/**
 * A price as people and programs write it, in minor units; null when it is empty, undefined when it cannot be read for certain.
 * `1234.50`, `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50` and `12,5` are certain, also with a currency sign; `1.234` is not.
 */
export function readPrice(text: string, currency: string): number | null | undefined {
  const plain = oneLine(text)
    .replace(/^[$€£¥₹]\s*|\s*[$€£¥₹]$/g, '')
    .replace(new RegExp(`^${currency}\\s*|\\s*${currency}$`, 'i'), '');
  if (plain === '') return null;
  const amount = parseDecimal(withPoint(plain, minorUnits(currency)) ?? '', currency);
  return amount === null || amount < 0 ? undefined : amount;
}

/** The number with a point for its decimals and no grouping, or null when it could mean two things. */
function withPoint(text: string, places: number): string | null {
  if (/^\d+(\.\d*)?$/.test(text)) return text;
  const grouped = /^\d{1,3}(?:([,.'\u2019\u00a0\u202f ])\d{3})(?:\1\d{3})*(?:([.,])(\d+))?$/.exec(text);
  if (grouped && grouped[1] !== grouped[2]) {
    const decimals = grouped[3];
    // `1.234` would be grouping by a point without anything that tells so.
    if (grouped[1] === '.' && decimals === undefined && (text.match(/\./g) ?? []).length === 1) return null;
    const whole = text.slice(0, decimals === undefined ? undefined : text.length - decimals.length - 1).replace(/\D/g, '');
    // `1,234` has more digits after the comma than most currencies have decimals: only then it is grouping for certain.
    if (grouped[1] === ',' && decimals === undefined && places >= 3) return null;
    return decimals === undefined ? whole : `${whole}.${decimals}`;
  }
  const comma = /^(\d+),(\d{1,3})$/.exec(text);
  return comma && comma[2]!.length <= places ? `${comma[1]}.${comma[2]}` : null;
}

/** Grams, rounded; null when empty, undefined when unreadable. */
export function readGrams(text: string): number | null | undefined {
  const plain = oneLine(text);
  if (plain === '') return null;
  if (!/^\d+([.,]\d+)?$/.test(plain)) return undefined;
  const grams = Math.round(Number(plain.replace(',', '.')));
  return grams <= 2_147_483_647 ? grams : undefined;
}

/** A count, also negative; null when empty, undefined when unreadable. */
export function readCount(text: string): number | null | undefined {
  const plain = oneLine(text);
  if (plain === '') return null;
  if (!/^-?\d{1,9}(\.0+)?$/.test(plain)) return undefined;
  return Math.trunc(Number(plain)) || 0;
}

/** `TRUE`, `yes`, `1`; what is neither true nor false gives the fallback. */
export function readFlag(text: string, fallback: boolean): boolean {
  const plain = oneLine(text).toLowerCase();
  if (/^(true|yes|y|1|wahr|ja|vrai|oui)$/.test(plain)) return true;
  if (/^(false|no|n|0|falsch|nein|faux|non)$/.test(plain)) return false;
  return fallback;
}

export function readTags(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map(oneLine)
        .filter((tag) => tag !== ''),
    ),
  ];
}

/** Spreadsheets are told by an apostrophe that a number is a text. */
export function readCode(text: string): string {
  return oneLine(text).replace(/^'+/, '');
}

/** An absolute address, or null when the text is none. */
export function readAddress(text: string): string | null {
  const plain = oneLine(text);
  const absolute = plain.startsWith('//') ? `https:${plain}` : plain;
  return absolute.length <= 2048 && isMediaAddress(absolute) ? absolute : null;
}

/** `Home > Lamps`, also with other arrows, as its parts. */
export function readCategoryPath(text: string): string[] {
  return oneLine(text)
    .split(/\s*[>»›]\s*/)
    .map(oneLine)
    .filter((part) => part !== '')
    .slice(0, 10);
}

/** A code for a name: letters that have no Latin form stay as they are, long ones are cut and marked. */
export function codeOf(name: string): string {
  const clean = oneLine(name);
  const code = slugify(clean, 200) || clean.toLowerCase();
  return code.length <= 100 ? code : `${code.slice(0, 90)}-${mark(clean)}`;
}

/** Handles under which a foreign handle may stand here: the usual one, and one with a mark when that is somebody else's. */
export function handlesFor(foreign: string): readonly [usual: string, marked: string] {
  const marked = (base: string) => `${base || 'product'}-${mark(foreign)}`;
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(foreign) && foreign.length <= 200) return [foreign, marked(foreign.slice(0, 180).replace(/-+$/, ''))];
  const base = slugify(decoded(foreign), 110);
  return base ? [base, marked(base)] : [marked(base), marked(base)];
}

function decoded(handle: string): string {
  try {
    return decodeURIComponent(handle);
  } catch {
    return handle;
  }
}

export function mark(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

export function titleFrom(handle: string): string {
  const words = oneLine(decoded(handle).replaceAll('-', ' '));
  return words.charAt(0).toUpperCase() + words.slice(1) || 'Untitled';
}
