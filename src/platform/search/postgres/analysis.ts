import { foldCode, wordsOf } from '../fold.ts';
import type { DocumentText } from '../search.ts';
import { stem } from '../stem.ts';

/** What words of a question are in terms of `search_text`; both are `tsquery` literals. */
export type TextQuery = { query: string; code: string };

/** Words of a field that are looked at. */
const most = { title: 60, topics: 80, attributes: 200, description: 300 };

const mostKept = 200_000;
const stems = new Map<string, Map<string, string>>();

/**
 * The `tsvector` literal of a document's text with the words of title, topics and attributes as they are written. Made here and
 * not by `to_tsvector`: a fifth of its time, the same on every version of the server, and questions are analysed without a call.
 */
export function termsOf(text: DocumentText, language: string): { terms: string; words: string[] } {
  const places = new Map<string, string>();
  const written = new Set<string>();
  let position = 1;
  const add = (words: readonly string[], weight: 'A' | 'B' | 'C' | 'D') => {
    for (const word of words) {
      if (weight !== 'D') written.add(word);
      const term = stemmed(language, word);
      const known = places.get(term);
      places.set(term, known === undefined ? `${position}${weight}` : `${known},${position}${weight}`);
      position += 1;
    }
    // Words of two fields are no neighbours.
    position += 10;
  };
  add(knownWords(text.title, most.title), 'A');
  add(knownWords(text.topics, most.topics), 'B');
  add(knownWords(text.attributes, most.attributes), 'C');
  add(knownWords(text.description, most.description), 'D');
  let terms = '';
  for (const [term, list] of places) terms += `'${term}':${list} `;
  for (const code of knownCodes(text.codes)) if (code !== '') terms += `'#${code.slice(0, 100)}':1A `;
  return { terms, words: [...written] };
}

let lastCodes: readonly string[] = [];
let lastFolded: ReadonlySet<string> = new Set();

function knownCodes(codes: readonly string[]): ReadonlySet<string> {
  if (lastCodes.length !== codes.length || codes.some((code, i) => code !== lastCodes[i])) {
    lastCodes = codes;
    lastFolded = new Set(codes.map(foldCode));
  }
  return lastFolded;
}

/** Texts that languages have in common are taken apart once: they come one after another. */
const recent = new Map<string, readonly string[]>();
const mostRecent = 16;

function knownWords(text: string, count: number): readonly string[] {
  let words = recent.get(text);
  if (!words) {
    words = wordsOf(text, count);
    if (recent.size >= mostRecent) recent.clear();
    recent.set(text, words);
  }
  return words;
}

/** What finds documents with all words (or any); the last one may be the beginning of a word, and all of them together a code or the beginning of one. Null without words. */
export function queryOf(language: string, words: readonly string[], how: 'all' | 'any'): TextQuery | null {
  const code = foldCode(words.join('')).slice(0, 100);
  if (code === '') return null;
  const chosen = how === 'all' ? tellingWords(words) : words;
  const last = chosen.length - 1;
  const parts = chosen.map((word, i) => {
    const term = `'${stemmed(language, word)}'`;
    return how === 'all' && i === last && word.length >= 2 ? `(${term} | '${word}':*)` : term;
  });
  const begun = how === 'all' && code.length >= LEAST_OF_CODE && DIGIT.test(code) ? ':*' : '';
  return { query: `(${parts.join(how === 'all' ? ' & ' : ' | ')}) | '#${code}'${begun}`, code: `'#${code}'` };
}

/** From so many characters on, a digit among them, a code may be unfinished; words without digits would find codes that nobody means. */
const LEAST_OF_CODE = 4;

/** Words that narrow nothing; left out of a question that has others. */
const common = new Set(
  'a an and are as at by for from in is it of on or the this to with der die das den dem des ein eine einen einem einer und oder mit fur im auf am von vom zu zum zur'.split(
    ' ',
  ),
);

/** The words that must all be found; the words themselves when all of them are common ("the who"). */
function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !common.has(word));
  return telling.length > 0 ? telling : words;
}

const DIGIT = /\d/;

/** Catalogues repeat their words: a look-up is cheaper than the rules. */
function stemmed(language: string, word: string): string {
  // Model numbers have no forms, and there is no end of them.
  if (DIGIT.test(word)) return word;
  let list = stems.get(language);
  if (!list || list.size > mostKept) {
    list = new Map();
    stems.set(language, list);
  }
  let known = list.get(word);
  if (known === undefined) {
    known = stem(language, word);
    list.set(word, known);
  }
  return known;
}
