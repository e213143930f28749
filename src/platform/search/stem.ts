/**
 * One form for singular and plural, on folded words. Minimal on purpose: in shops a light or full stemmer joins words that
 * mean different goods, which costs more relevance than the few forms missed here.
 */
export function stem(language: string, word: string): string {
  const stemmer = stemmers[language];
  if (!stemmer || word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return stemmer(word);
}

const stemmers: Readonly<Record<string, (word: string) => string>> = { en: english, de: german };

/** `vases` vase, `dishes` dish, `batteries` battery, `glasses` glass; `glass`, `bus` and `canvas` stay. */
function english(word: string): string {
  if (!word.endsWith('s') || /(ss|us|is|as)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** `vasen` and `vase` vas, `gläser` (folded `glaser`) and `glas` glas, `tische` and `tisch` tisch. */
function german(word: string): string {
  if (word.length > 5 && word.endsWith('nen')) return word.slice(0, -3);
  if (word.length > 4 && /(en|er|es|em)$/.test(word)) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('s')) return word.slice(0, -1);
  return /[en]$/.test(word) ? word.slice(0, -1) : word;
}
