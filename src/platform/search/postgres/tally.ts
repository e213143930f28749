import { isWord } from './words.ts';
import type { Row } from './write.ts';

export type ScopeCounts = {
  id: number;
  total: number;
  value_ids: number[];
  counts: number[];
  price_min: number;
  price_max: number;
};

type ScopeTally = { counts: Map<number, number>; min: number; max: number };

/** What one thread has counted; may be sent to another. */
export type TallyPart = { scopes: Map<number, ScopeTally>; words: Map<string, Map<string, number>> };

export type TallyResult = ReturnType<typeof mergedTally>;

/** Most rows of a statement. */
const scopesAtOnce = 500;
const wordsAtOnce = 20_000;

/** Counts of scopes and words over the rows of a rebuild, made on the way: the database would need four times as long. */
export function emptyTally(): TallyPart {
  return { scopes: new Map(), words: new Map() };
}

export function addToTally(tally: TallyPart, rows: readonly Row[]): void {
  for (const { entries, texts } of rows) {
    for (const entry of entries) addEntry(tally, entry);
    for (const { language, words } of texts) {
      const list = wordsOf(tally, language);
      for (const word of words) if (isWord(word)) list.set(word, (list.get(word) ?? 0) + 1);
    }
  }
}

function addEntry(tally: TallyPart, { scopes: ids, facets, price }: Row['entries'][number]): void {
  for (const id of ids) {
    const scope = scopeOf(tally, id, price);
    if (price < scope.min) scope.min = price;
    if (price > scope.max) scope.max = price;
    for (const value of facets) if (value > 0) scope.counts.set(value, (scope.counts.get(value) ?? 0) + 1);
  }
}

function scopeOf({ scopes }: TallyPart, id: number, price: number): ScopeTally {
  let scope = scopes.get(id);
  if (!scope) {
    scope = { counts: new Map(), min: price, max: price };
    scopes.set(id, scope);
  }
  return scope;
}

function wordsOf({ words }: TallyPart, language: string): Map<string, number> {
  let list = words.get(language);
  if (!list) {
    list = new Map();
    words.set(language, list);
  }
  return list;
}

/** The counts of all parts as rows of search_scope and search_word. */
export function mergedTally(parts: readonly TallyPart[]) {
  const { scopes, words } = parts.length === 1 ? parts[0]! : merged(parts);
  return {
    *scopes(): Generator<ScopeCounts[]> {
      const all = [...scopes].map(([id, { counts, min, max }]) => {
        const sorted = [...counts].sort((a, b) => a[0] - b[0]);
        const [value_ids, numbers] = [sorted.map((each) => each[0]), sorted.map((each) => each[1])];
        return { id, total: counts.get(id) ?? 0, value_ids, counts: numbers, price_min: min, price_max: max };
      });
      for (let at = 0; at < all.length; at += scopesAtOnce) yield all.slice(at, at + scopesAtOnce);
    },

    *words(): Generator<{ language: string; words: string[]; counts: number[] }> {
      for (const [language, list] of words) {
        const sorted = [...list].sort((a, b) => (a[0] < b[0] ? -1 : 1));
        for (let at = 0; at < sorted.length; at += wordsAtOnce) {
          const part = sorted.slice(at, at + wordsAtOnce);
          yield { language, words: part.map((each) => each[0]), counts: part.map((each) => each[1]) };
        }
      }
    },
  };
}

function merged(parts: readonly TallyPart[]): TallyPart {
  const all = emptyTally();
  for (const { scopes, words } of parts) {
    for (const [id, { counts, min, max }] of scopes) {
      const scope = scopeOf(all, id, min);
      scope.min = Math.min(scope.min, min);
      scope.max = Math.max(scope.max, max);
      for (const [value, count] of counts) scope.counts.set(value, (scope.counts.get(value) ?? 0) + count);
    }
    for (const [language, counts] of words) {
      const list = wordsOf(all, language);
      for (const [word, count] of counts) list.set(word, (list.get(word) ?? 0) + count);
    }
  }
  return all;
}
