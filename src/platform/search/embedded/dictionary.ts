import { copied } from './arrays.ts';

/**
 * Words by number, without an object a word: a million model numbers take some 30 bytes each, a tenth of a `Map`.
 * Numbers are given out in order of arrival and stay.
 */
export type Dictionary = ReturnType<typeof createDictionary>;

/** All there is to it, for a snapshot. */
export type DictionaryState = { letters: Uint16Array; starts: Uint32Array; count: number };

/** Words beyond this length are cut. */
export const mostLetters = 40;

export function createDictionary(state?: DictionaryState) {
  let letters = state?.letters ?? new Uint16Array(1 << 14);
  let starts = state?.starts ?? new Uint32Array(1 << 10);
  let count = state?.count ?? 0;
  let table: Int32Array = new Int32Array(1 << 11).fill(-1);
  if (state) resize(tableFor(count));

  function tableFor(words: number): number {
    let size = 1 << 11;
    while (size * 0.6 < words) size *= 2;
    return size;
  }

  function resize(size: number): void {
    table = new Int32Array(size).fill(-1);
    for (let id = 0; id < count; id += 1) {
      let at = hashOf(id) & (size - 1);
      while (table[at] !== -1) at = (at + 1) & (size - 1);
      table[at] = id;
    }
  }

  function hashOf(id: number): number {
    let hash = 0x811c9dc5;
    for (let i = starts[id]!; i < starts[id + 1]!; i += 1) hash = Math.imul(hash ^ letters[i]!, 0x01000193);
    return hash ^ (hash >>> 15);
  }

  /** Place in the table of the letters of `text` from `start` to `end`, there or free. */
  function placeOf(text: string, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const mask = table.length - 1;
    let at = (hash ^ (hash >>> 15)) & mask;
    for (; ; at = (at + 1) & mask) {
      const id = table[at]!;
      if (id === -1) return at;
      const from = starts[id]!;
      if (starts[id + 1]! - from !== end - start) continue;
      let i = start;
      while (i < end && letters[from + i - start] === text.charCodeAt(i)) i += 1;
      if (i === end) return at;
    }
  }

  return {
    size: () => count,
    /** The number of a word, or -1. */
    find(text: string, start = 0, end = Math.min(text.length, start + mostLetters)): number {
      return table[placeOf(text, start, end)]!;
    },
    /** The number of a word, a new one if it has none. */
    intern(text: string, start = 0, stop = text.length): number {
      const end = Math.min(stop, start + mostLetters);
      const at = placeOf(text, start, end);
      const known = table[at]!;
      if (known !== -1) return known;
      const id = count;
      if (id + 2 > starts.length) starts = copied(starts, new Uint32Array(Math.ceil(starts.length * 1.5)));
      const from = starts[id]!;
      if (from + end - start > letters.length) letters = copied(letters, new Uint16Array(Math.ceil(letters.length * 1.5) + end - start));
      for (let i = start; i < end; i += 1) letters[from + i - start] = text.charCodeAt(i);
      starts[id + 1] = from + end - start;
      count += 1;
      if (count > table.length * 0.6) resize(table.length * 2);
      else table[at] = id;
      return id;
    },
    wordOf: (id: number): string => String.fromCharCode(...letters.subarray(starts[id]!, starts[id + 1]!)),
    /** For passes over many words: letters of a word lie in `letters` from `starts[id]` to `starts[id + 1]`. Until the next new word. */
    raw: () => ({ letters, starts }),
    lengthOf: (id: number): number => starts[id + 1]! - starts[id]!,
    letterAt: (id: number, at: number): number => letters[starts[id]! + at]!,
    compare(a: number, b: number): number {
      const [from, to] = [starts[a]!, starts[b]!];
      const [length, other] = [starts[a + 1]! - from, starts[b + 1]! - to];
      for (let i = 0; i < length && i < other; i += 1) {
        const difference = letters[from + i]! - letters[to + i]!;
        if (difference !== 0) return difference;
      }
      return length - other;
    },
    bytes: () => letters.byteLength + starts.byteLength + table.byteLength,
    state: (): DictionaryState => ({ letters: letters.slice(0, starts[count]!), starts: starts.slice(0, count + 1), count }),
  };
}
