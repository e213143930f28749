import { editsBetween } from '../fold.ts';
import type { Dictionary } from './dictionary.ts';

/** Words close to a mistyped one. */
export type Typos = ReturnType<typeof createTypos>;

export type Close = { word: number; edits: number; score: number };

/** Words without digits that stand in enough documents, by first letter and length, with the set of their letters. */
type Table = { words: Uint32Array; masks: Uint32Array; starts: Map<number, { from: number; to: number }>; size: number; documents: number };

const mostLength = 24;

export function createTypos(dictionary: Dictionary, source: { documentsOf(word: number): number; documents(): number }) {
  let table: Table | null = null;

  function fresh(): Table {
    const size = dictionary.size();
    if (table && size - table.size <= Math.max(16, table.size * 0.03)) return table;
    // A word of one document in a large catalogue is more often a slip than a word.
    const least = source.documents() > 20_000 ? 3 : 1;
    const keyed: { word: number; key: number }[] = [];
    for (let word = 0; word < size; word += 1) {
      const length = dictionary.lengthOf(word);
      if (length < 3 || length > mostLength || !lettersOnly(word, length) || source.documentsOf(word) < least) continue;
      keyed.push({ word, key: dictionary.letterAt(word, 0) * 64 + length });
    }
    keyed.sort((a, b) => a.key - b.key || a.word - b.word);
    const words = Uint32Array.from(keyed, ({ word }) => word);
    const starts: Table['starts'] = new Map();
    for (const [at, { key }] of keyed.entries()) {
      const range = starts.get(key);
      if (range) range.to = at + 1;
      else starts.set(key, { from: at, to: at + 1 });
    }
    table = { words, masks: Uint32Array.from(words, maskOf), starts, size, documents: source.documents() };
    return table;
  }

  function lettersOnly(word: number, length: number): boolean {
    for (let i = 0; i < length; i += 1) {
      const letter = dictionary.letterAt(word, i);
      if (letter < 97) return false;
    }
    return true;
  }

  function maskOf(word: number): number {
    let mask = 0;
    for (let i = 0; i < dictionary.lengthOf(word); i += 1) mask |= 1 << (dictionary.letterAt(word, i) & 31);
    return mask;
  }

  return {
    /** Nearest first: fewer edits, the same first letter, more documents. At most one edit from 4 letters on, two from 8. */
    close(typed: string, most: number): Close[] {
      const allowed = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
      if (allowed === 0 || typed.length > mostLength || !/^\p{L}+$/u.test(typed)) return [];
      const { words, masks, starts } = fresh();
      const { letters, starts: firstOf } = dictionary.raw();
      const codes = new Uint16Array(typed.length);
      let mask = 0;
      for (let i = 0; i < typed.length; i += 1) {
        codes[i] = typed.charCodeAt(i);
        mask |= 1 << (codes[i]! & 31);
      }
      const found: Close[] = [];
      const look = (word: number) => {
        const edits = editsBetween(codes, 0, codes.length, letters, firstOf[word]!, firstOf[word + 1]!, allowed);
        if (edits === 0 || edits > allowed) return;
        found.push({ word, edits, score: scoreOf(typed, dictionary.wordOf(word), edits, source.documentsOf(word)) });
      };
      for (let letter = 97; letter <= 122; letter += 1)
        for (let length = typed.length - allowed; length <= typed.length + allowed; length += 1) {
          const range = starts.get(letter * 64 + length);
          if (!range) continue;
          for (let at = range.from; at < range.to; at += 1) {
            // An edit brings at most one letter and takes at most one away.
            if (differsMore(masks[at]!, mask, allowed)) continue;
            look(words[at]!);
          }
        }
      for (let word = table!.size; word < dictionary.size(); word += 1) {
        const length = dictionary.lengthOf(word);
        if (Math.abs(length - typed.length) > allowed || source.documentsOf(word) === 0 || !lettersOnly(word, length)) continue;
        if (!differsMore(maskOf(word), mask, allowed)) look(word);
      }
      return found.sort((a, b) => b.score - a.score).slice(0, most);
    },
    bytes: () => (table ? table.words.byteLength * 2 : 0),
  };
}

/** An edit weighs as much as a word that is a hundred times as common; slips of neighbouring keys, doubled and swapped letters weigh less. */
function scoreOf(typed: string, word: string, edits: number, documents: number): number {
  const first = typed.charCodeAt(0) === word.charCodeAt(0) ? 0 : 3;
  const last = typed.at(-1) === word.at(-1) ? 0 : 0.7;
  return Math.log(documents + 1) - edits * 5 - first - last + (isSlip(typed, word) ? 1.5 : 0);
}

/** Whether one is the other with two neighbours swapped, a letter doubled or a neighbouring key hit. */
function isSlip(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  if (typed.length === word.length) {
    if (typed[at] === word[at + 1] && typed[at + 1] === word[at]) return true;
    return NEIGHBOURS[word[at] ?? '']?.includes(typed[at] ?? ' ') ?? false;
  }
  const [longer] = typed.length > word.length ? [typed] : [word];
  return longer[at] === longer[at - 1];
}

const NEIGHBOURS: Record<string, string> = {};
for (const [y, row] of ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].entries())
  for (const [x, key] of [...row].entries()) {
    const above = ['', 'qwertyuiop', 'asdfghjkl'][y]!;
    const below = ['asdfghjkl', 'zxcvbnm', ''][y]!;
    NEIGHBOURS[key] = [row[x - 1], row[x + 1], above[x], above[x + 1], below[x - 1], below[x]].filter(Boolean).join('');
  }

/** Whether either set of letters has more than `allowed` (1 or 2) that the other has not. */
function differsMore(mask: number, other: number, allowed: number): boolean {
  let more = mask & ~other;
  let less = other & ~mask;
  if (allowed === 2) {
    more &= more - 1;
    less &= less - 1;
  }
  return (more & (more - 1)) !== 0 || (less & (less - 1)) !== 0;
}
