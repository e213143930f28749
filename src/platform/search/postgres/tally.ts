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

export type Tally = ReturnType<typeof createTally>;

/** Most rows of a statement. */
const scopesAtOnce = 500;
const wordsAtOnce = 20_000;

/** Counts of scopes and words over the rows of a rebuild, made on the way: the database would need four times as long. */
export function createTally() {
  const scopes = new Map<number, { counts: Map<number, number>; min: number; max: number }>();
  const words = new Map<string, Map<string, number>>();

  function addEntry({ scopes: ids, facets, price }: Row['entries'][number]): void {
    for (const id of ids) {
      let scope = scopes.get(id);
      if (!scope) {
        scope = { counts: new Map(), min: price, max: price };
        scopes.set(id, scope);
      }
      if (price < scope.min) scope.min = price;
      if (price > scope.max) scope.max = price;
      for (const value of facets) if (value > 0) scope.counts.set(value, (scope.counts.get(value) ?? 0) + 1);
    }
  }

  return {
    add(rows: readonly Row[]): void {
      for (const { entries, texts } of rows) {
        for (const entry of entries) addEntry(entry);
        for (const { language, words: written } of texts) {
          const list = words.get(language) ?? new Map<string, number>();
          words.set(language, list);
          for (const word of written) if (isWord(word)) list.set(word, (list.get(word) ?? 0) + 1);
        }
      }
    },

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
