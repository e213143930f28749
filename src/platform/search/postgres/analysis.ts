/** Text search configurations of the first migration by language; others are indexed word by word as they are written. */
const configurations: Readonly<Record<string, string>> = { en: 'stoa_en', de: 'stoa_de' };

export function configurationOf(language: string): string {
  return configurations[language] ?? 'simple';
}

/** Words that narrow nothing; left out of a question that has others. */
const common = new Set(
  'a an and are as at by for from in is it of on or the this to with der die das den dem des ein eine einen einem einer und oder mit fuer fur im in auf am an von vom zu zum zur'.split(
    ' ',
  ),
);

/** The words that must all be found; the words themselves when all of them are common ("the who"). */
export function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !common.has(word));
  return telling.length > 0 ? telling : words;
}

/**
 * Text for `to_tsquery`: all words (or any), the last one also as the beginning of a word, or the whole as a code.
 * Words must be folded (letters and digits alone), so nothing needs quoting.
 */
export function tsquery(words: readonly string[], joiner: '&' | '|', prefix: boolean): string {
  return words
    .map((word, i) => (prefix && i === words.length - 1 && word.length >= 2 ? `(${word} | ${word}:*)` : word))
    .join(` ${joiner} `);
}
