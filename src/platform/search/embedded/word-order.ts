import type { Dictionary } from './dictionary.ts';

/** Words in alphabetical order, for what has only been begun; words that are newer than the order are looked at one by one. */
export type WordOrder = ReturnType<typeof createWordOrder>;

const mostLoose = 2000;
const mostLooked = 20_000;
/** Letters of a beginning whose best words are kept, how many such, and how many words may be new meanwhile. */
const shortest = 3;
const mostKept = 20_000;
const mostNew = 0.005;

export function createWordOrder(dictionary: Dictionary, counts: () => Uint32Array) {
  let sorted: Uint32Array = new Uint32Array(0);
  /** What short beginnings lead to: they look at the most words and are typed by everybody. */
  const kept = new Map<string, { size: number; best: readonly number[] }>();

  function refresh(): void {
    const loose = dictionary.size() - sorted.length;
    if (loose <= Math.min(mostLoose, sorted.length / 2)) return;
    sorted = sortWords(dictionary);
  }

  function firstAtLeast(prefix: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareTo(sorted[middle]!, prefix) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function compareTo(word: number, prefix: string): number {
    const length = dictionary.lengthOf(word);
    for (let i = 0; i < prefix.length; i += 1) {
      if (i === length) return -1;
      const difference = dictionary.letterAt(word, i) - prefix.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  return {
    refresh,
    bytes: () => sorted.byteLength,
    /** Words that begin so, those written most often first; `accept` leaves others out. */
    beginning(prefix: string, most: number, accept?: (word: number) => boolean): readonly number[] {
      refresh();
      const short = accept ? null : kept.get(`${most} ${prefix}`);
      if (short && dictionary.size() - short.size <= short.size * mostNew) return short.best;
      const best: number[] = [];
      const written = counts();
      const take = (word: number) => {
        if (written[word] === 0 || (best.length === most && written[word]! <= written[best[most - 1]!]!) || (accept && !accept(word)))
          return;
        let at = Math.min(best.length, most - 1);
        while (at > 0 && written[best[at - 1]!]! < written[word]!) {
          best[at] = best[at - 1]!;
          at -= 1;
        }
        best[at] = word;
      };
      const from = firstAtLeast(prefix);
      for (let at = from; at < sorted.length && at < from + mostLooked && compareTo(sorted[at]!, prefix) === 0; at += 1) take(sorted[at]!);
      for (let word = sorted.length; word < dictionary.size(); word += 1) if (compareTo(word, prefix) === 0) take(word);
      if (!accept && prefix.length <= shortest) {
        if (kept.size >= mostKept) kept.clear();
        kept.set(`${most} ${prefix}`, { size: dictionary.size(), best });
      }
      return best;
    },
  };
}

/** By their first four letters at once, then by comparing what is equal there. */
function sortWords(dictionary: Dictionary): Uint32Array {
  const count = dictionary.size();
  const keys = new Float64Array(count);
  for (let word = 0; word < count; word += 1) {
    let key = 0;
    const length = dictionary.lengthOf(word);
    for (let i = 0; i < 5; i += 1) key = key * 1024 + (i < length ? Math.min(1023, dictionary.letterAt(word, i) + 1) : 0);
    // The number of the word itself lies below: sorting plain numbers is several times faster than with a function.
    keys[word] = key;
  }
  const sorted = Uint32Array.from({ length: count }, (_, i) => i);
  return sorted.sort((a, b) => keys[a]! - keys[b]! || dictionary.compare(a, b));
}
