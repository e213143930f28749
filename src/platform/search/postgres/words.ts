import { type Database, sql } from '../../postgres/index.ts';
import { editDistance, wordsOf } from '../fold.ts';

/** Word lengths that take part in completion and correction; words with digits do not (there is no end of model numbers). */
const wordPattern = /^\p{L}{3,30}$/u;
const mostKept = 300_000;

export type Words = ReturnType<typeof createWords>;

/** The written words of the index, for completion and for typing mistakes. */
export function createWords(db: Database) {
  /** Words this process has written already, by language and word. */
  const seen = new Set<string>();
  let trigrams: Promise<boolean> | null = null;

  return {
    /** Adds the words of new documents. They are counted exactly by a rebuild, and as one each here. */
    async learn(rows: readonly { texts: readonly { language: string; words: readonly string[] }[] }[]): Promise<void> {
      const fresh: [string, string][] = [];
      for (const { texts } of rows)
        for (const { language, words } of texts)
          for (const word of words) {
            const key = `${language} ${word}`;
            if (seen.has(key) || !isWord(word)) continue;
            seen.add(key);
            fresh.push([language, word]);
          }
      if (seen.size > mostKept) seen.clear();
      if (fresh.length > 0) await db.query(addWords, [fresh.map((each) => each[0]), fresh.map((each) => each[1])]);
    },

    /** The words with each unknown one replaced by the likeliest known one; null when nothing better is known. */
    async correct(language: string, words: readonly string[]): Promise<string[] | null> {
      const corrected = await Promise.all(words.map((word) => nearest(language, word)));
      return corrected.some((word, i) => word !== words[i]) ? corrected : null;
    },

    /** The most frequent words that begin like this. */
    async complete(language: string, beginning: string, limit: number): Promise<string[]> {
      const rows = await db.query<{ word: string }>(completions, [language, beginning, limit]);
      return rows.map((row) => row.word);
    },
  };

  async function nearest(language: string, word: string): Promise<string> {
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (most === 0 || !isWord(word)) return word;
    trigrams ??= db.query<{ there: boolean }>(trigramsThere).then((rows) => rows[0]!.there);
    const rows = await db.query<{ word: string; documents: number; known: boolean }>((await trigrams) ? likeByTrigram : likeByBeginning, [
      language,
      word,
      word.length - most,
      word.length + most,
    ]);
    let best: { word: string; cost: number; documents: number } | null = null;
    for (const row of rows) {
      if (row.word === word) return word;
      const edits = editDistance(word, row.word, most);
      if (edits > most) continue;
      // People rarely mistype the first letter.
      const cost = edits + (row.word[0] === word[0] ? 0 : 0.5);
      if (!best || cost < best.cost || (cost === best.cost && row.documents > best.documents)) best = { ...row, cost };
    }
    return best?.word ?? word;
  }
}

/** Whether a word takes part in completion and correction. */
export function isWord(word: string): boolean {
  return wordPattern.test(word);
}

export function typedWords(text: string): string[] {
  return wordsOf(text.slice(0, 500));
}

/** As a range: a generic plan cannot use the index for a pattern that it does not know. */
function beginsWith(text: string): string {
  return `word ~>=~ ${text} and word ~<~ (${text} || chr(1114111))`;
}

const addWords = sql(
  'search.add_words',
  `insert into search_word (language, word, documents) select language, word, 1 from unnest($1::text[], $2::text[]) w(language, word)
   order by 1, 2 on conflict do nothing`,
);

const completions = sql(
  'search.completions',
  `select word from search_word where language = $1 and ${beginsWith('$2')} order by documents desc, word limit $3`,
);

const trigramsThere = sql('search.trigrams_there', `select to_regclass('search_word_trigrams') is not null as there`);

/** Words that share trigrams (the index finds a few dozen among a million), and those with the same beginning, whose trigrams may differ. $3, $4: lengths. */
const likeByTrigram = sql(
  'search.like_by_trigram',
  `(select word, documents from search_word
    where language = $1 and word % $2 and length(word) between $3 and $4
    order by similarity(word, $2) desc, documents desc limit 60)
   union
   (select word, documents from search_word
    where language = $1 and ${beginsWith('left($2, 2)')} and length(word) between $3 and $4
    order by documents desc limit 1000)`,
);

/** Without pg_trgm: words that begin with the same letter. */
const likeByBeginning = sql(
  'search.like_by_beginning',
  `select word, documents from search_word
   where language = $1 and ${beginsWith('left($2, 1)')} and length(word) between $3 and $4
   order by documents desc limit 5000`,
);
