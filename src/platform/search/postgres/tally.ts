import { COUNT_BASE, createCounts, type ScopeRun } from './counts.ts';
import type { Dictionary, Word } from './dictionary.ts';

export type ScopeCounts = {
  id: number;
  total: number;
  value_ids: number[];
  counts: number[];
  price_min: number;
  price_max: number;
};

/** Words of a language with the number of documents that have them. */
export type WordCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type Counted = { words: readonly Word[]; entries: { scopes: readonly number[]; facets: readonly number[]; price: number }[] };

/** A piece of the counts that were taken out of the table when it was full; the runs of a tally are numbered from 0. */
export type TallyPiece = { run: number; place: number; bytes: Uint8Array };

/** At twelve bytes each. */
const mostSlots = 2 ** 19;
/** Numbers of a piece, at eight bytes each. */
const pieceNumbers = 65_536;

export type Tally = ReturnType<typeof createTally>;

/**
 * Counts of scopes and words over the documents of a rebuild, made on the way: the database would need four times as long. What
 * does not fit is handed out in order, to be put aside and merged at the end (`mergedScopes`).
 */
export function createTally({ slots = mostSlots }: { slots?: number } = {}) {
  const counts = createCounts(slots);
  let pieces: TallyPiece[] = [];
  let runs = 0;

  function drain(): void {
    const drained = counts.drain();
    if (drained.length === 0) return;
    piecesOf(drained).forEach((bytes, place) => {
      pieces.push({ run: runs, place, bytes });
    });
    runs += 1;
  }

  return {
    add({ words, entries }: Counted): void {
      for (const { scopes, facets, price } of entries) counts.add(scopes, facets, price);
      for (const word of words) word.documents += 1;
      if (counts.full()) drain();
    },
    /** What has to be put aside by now; with `all`, everything. */
    taken({ all = false } = {}): TallyPiece[] {
      if (all) drain();
      const taken = pieces;
      pieces = [];
      return taken;
    },
    runs: () => runs,
  };
}

/** Each scope as id, number of values, lowest and highest price, then its values with their counts; no scope is cut. */
function piecesOf(runs: readonly ScopeRun[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let numbers: number[] = [];
  const end = () => {
    if (numbers.length > 0) pieces.push(new Uint8Array(Float64Array.from(numbers).buffer));
    numbers = [];
  };
  for (const { scope, min, max, counted } of runs) {
    numbers.push(scope, counted.length, min, max);
    for (const each of counted) numbers.push(each);
    if (numbers.length >= pieceNumbers) end();
  }
  end();
  return pieces;
}

/** The words that were counted, of each dictionary's language. */
export function countedWords(dictionaries: ReadonlyMap<string, Dictionary>): WordCounts {
  const all = new Map<string, Map<string, number>>();
  for (const [language, dictionary] of dictionaries) {
    const list = new Map<string, number>();
    for (const { word, counts, documents } of dictionary.words()) if (counts && documents > 0) list.set(word, documents);
    all.set(language, list);
  }
  return all;
}

/** Words of all parts, some thousand at a time, in order. */
export function* mergedWords(parts: readonly WordCounts[]): Generator<{ language: string; words: string[]; counts: number[] }> {
  const all = new Map<string, Map<string, number>>();
  for (const part of parts)
    for (const [language, list] of part) {
      const into = all.get(language) ?? new Map<string, number>();
      all.set(language, into);
      for (const [word, count] of list) into.set(word, (into.get(word) ?? 0) + count);
    }
  for (const [language, list] of all) {
    const sorted = [...list].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    for (let at = 0; at < sorted.length; at += wordsAtOnce) {
      const some = sorted.slice(at, at + wordsAtOnce);
      yield { language, words: some.map((each) => each[0]), counts: some.map((each) => each[1]) };
    }
  }
}

const wordsAtOnce = 20_000;
const scopesAtOnce = 500;

/** Reads the pieces of a run one after another; null behind the last one. */
export type RunReader = (place: number) => Promise<Uint8Array | null>;

/** The counts of all runs by scope, some at a time: of each run there is only one piece in memory. */
export async function* mergedScopes(runs: readonly RunReader[]): AsyncGenerator<ScopeCounts[]> {
  const heads = await Promise.all(runs.map(headOf));
  let some: ScopeCounts[] = [];
  for (;;) {
    let scope = Number.POSITIVE_INFINITY;
    for (const head of heads) if (head.scope < scope) scope = head.scope;
    if (scope === Number.POSITIVE_INFINITY) break;
    const same = heads.filter((head) => head.scope === scope);
    some.push(countsOf(scope, same));
    for (const head of same) await head.next();
    if (some.length >= scopesAtOnce) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}

type Head = { scope: number; min: number; max: number; counted: Float64Array; next(): Promise<void> };

/** A run at its first scope; behind its last one the scope is infinite. */
async function headOf(read: RunReader): Promise<Head> {
  let numbers = new Float64Array(0);
  let at = 0;
  let place = 0;
  const head: Head = {
    scope: Number.POSITIVE_INFINITY,
    min: 0,
    max: 0,
    counted: numbers,
    async next() {
      if (at >= numbers.length) {
        const bytes = await read(place);
        place += 1;
        if (!bytes) {
          head.scope = Number.POSITIVE_INFINITY;
          return;
        }
        // A copy: what the driver hands out need not begin at a multiple of eight.
        numbers = new Float64Array(new Uint8Array(bytes).buffer);
        at = 0;
      }
      const values = numbers[at + 1]!;
      [head.scope, head.min, head.max] = [numbers[at]!, numbers[at + 2]!, numbers[at + 3]!];
      head.counted = numbers.subarray(at + 4, at + 4 + values);
      at += 4 + values;
    },
  };
  await head.next();
  return head;
}

function countsOf(scope: number, heads: readonly Head[]): ScopeCounts {
  let counted = heads[0]!.counted;
  if (heads.length > 1) {
    counted = new Float64Array(heads.reduce((sum, head) => sum + head.counted.length, 0));
    let at = 0;
    for (const head of heads) {
      counted.set(head.counted, at);
      at += head.counted.length;
    }
    counted.sort();
  }
  const [ids, counts]: [number[], number[]] = [[], []];
  let total = 0;
  for (const each of counted) {
    const value = Math.floor(each / COUNT_BASE);
    const count = each - value * COUNT_BASE;
    if (value === scope) total += count;
    if (ids.at(-1) === value) counts[counts.length - 1]! += count;
    else {
      ids.push(value);
      counts.push(count);
    }
  }
  return {
    id: scope,
    total,
    value_ids: ids,
    counts,
    price_min: Math.min(...heads.map(({ min }) => min)),
    price_max: Math.max(...heads.map(({ max }) => max)),
  };
}
