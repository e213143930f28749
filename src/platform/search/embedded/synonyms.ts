import { stem } from '../stem.ts';
import { plain } from './tokens.ts';

/** Other words for the same thing, by the words as they were typed. */
export type Synonyms = { of(phrase: string): readonly Other[] };
export type Other = { words: readonly string[]; weight: number };

/**
 * Reads lines of two kinds: `sofa, couch` (each finds the others) and `jeans > trousers` (what stands before finds what stands
 * behind, not the other way). A word may be several (`cell phone`); lines that begin with `#` say something to people.
 */
export function synonymsOf(lines: string, language: string): Synonyms {
  const others = new Map<string, Other[]>();
  const key = (phrase: string) =>
    phrase
      .split(' ')
      .map((word) => stem(language, word))
      .join(' ');
  const add = (from: string, to: string, weight: number) => {
    if (key(from) === key(to)) return;
    const list = others.get(key(from)) ?? [];
    const words = to.split(' ');
    if (!list.some((other) => other.words.join(' ') === to)) list.push({ words, weight });
    others.set(key(from), list);
  };
  for (const line of lines.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [left, right] = line.split('>');
    const before = phrasesOf(left!);
    if (right === undefined) {
      for (const from of before) for (const to of before) if (from !== to) add(from, to, WORTH.bothWays);
    } else for (const from of before) for (const to of phrasesOf(right)) add(from, to, WORTH.oneWay);
  }
  return { of: (phrase) => others.get(key(phrase)) ?? none };
}

/** How much of a word another one for it is worth. */
export const WORTH = { bothWays: 0.4, oneWay: 0.55 };
const none: readonly Other[] = [];

function phrasesOf(list: string): string[] {
  return list
    .split(',')
    .map((phrase) => plain(phrase).trim())
    .filter((phrase) => phrase !== '');
}
