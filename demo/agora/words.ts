import type { Translated } from '../../src/kernel/translated.ts';

/** A text written twice: English, then German. */
export type Pair = readonly [en: string, de: string];

export const both = (pair: Pair): Translated => ({ en: pair[0], de: pair[1] });

/** Rows of a table kept as text, one a line, cells parted by ` | `; blank lines are skipped. */
export function rows(table: string): string[][] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
}

/** Lines of English and German, one pair a line. */
export function pairs(table: string): Pair[] {
  return rows(table).map((cells) => {
    const [en, de] = cells;
    if (en === undefined || de === undefined || cells.length !== 2) throw new Error(`not a pair: ${cells.join(' | ')}`);
    return [en, de];
  });
}

/** The number as people write it in English and in German: `2.5`, `2,5`. */
export const number = (value: number): Pair => [String(value), String(value).replace('.', ',')];

/** FNV-1a over the text: the range's only source of chance, so that every run gives the same goods. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d) >>> 0;
  value ^= value >>> 12;
  return value >>> 0;
}

/** A number in `[0, below)` that belongs to the text. */
export const chance = (text: string, below: number): number => hash(text) % below;

/** ASCII path segment: umlauts written out, other accents dropped, everything else to single dashes. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** First letter upper case, for a sentence made of parts. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
