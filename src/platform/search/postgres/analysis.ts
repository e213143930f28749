import { foldCode, wordsOf } from '../fold.ts';
import type { DocumentText } from '../search.ts';
import { stem } from '../stem.ts';
import { bytesOf, word as int4 } from './binary.ts';

/** What words of a question are in terms of `search_text`; both are `tsquery` literals. */
export type TextQuery = { query: string; code: string };

/** Words of a field that are looked at. */
const most = { title: 60, topics: 80, attributes: 200, description: 300 };

const mostKept = 200_000;
const stems = new Map<string, Map<string, string>>();

/** Where a text has its terms: term -> places, two bytes each (two bits of weight, then the position). */
type Places = ReadonlyMap<string, string>;

/**
 * The `tsvector` of a document's text with the words of title, topics and attributes as they are written. Made here and
 * not by `to_tsvector`: a fifth of its time, the same on every version of the server, and questions are analysed without a call.
 */
export function termsOf(
  text: DocumentText,
  language: string,
  form: (places: Places) => string = termsText,
): { terms: string; words: string[] } {
  const places = new Map<string, string>();
  const written = new Set<string>();
  let position = 1;
  const add = (words: readonly string[], weight: number) => {
    for (const word of words) {
      if (weight !== WEIGHTS.indexOf('D')) written.add(word);
      const term = stemmed(language, word);
      const known = places.get(term);
      const place = placeOf(position, weight);
      places.set(term, known === undefined ? place : known + place);
      position += 1;
    }
    // Words of two fields are no neighbours.
    position += 10;
  };
  add(knownWords(text.title, most.title), WEIGHTS.indexOf('A'));
  add(knownWords(text.topics, most.topics), WEIGHTS.indexOf('B'));
  add(knownWords(text.attributes, most.attributes), WEIGHTS.indexOf('C'));
  add(knownWords(text.description, most.description), WEIGHTS.indexOf('D'));
  for (const code of knownCodes(text.codes)) if (code !== '') places.set(`#${code.slice(0, 100)}`, placeOf(1, WEIGHTS.indexOf('A')));
  return { terms: form(places), words: [...written] };
}

/** As a literal. */
export function termsText(places: Places): string {
  let terms = '';
  for (const [term, list] of places) {
    let separator = ':';
    terms += `'${term}'`;
    for (let at = 0; at < list.length; at += 2) {
      const place = list.charCodeAt(at) * 256 + list.charCodeAt(at + 1);
      terms += `${separator}${place & 0x3fff}${WEIGHTS[place >> 14]}`;
      separator = ',';
    }
    terms += ' ';
  }
  return terms;
}

/** As the server sends and receives it, a character a byte: a tenth of its time for a literal. It sorts them itself. */
export function termsBytes(places: Places): string {
  let terms = int4(places.size);
  for (const [term, list] of places) {
    const some = list.length > mostPlaces * 2 ? list.slice(0, mostPlaces * 2) : list;
    terms += `${bytesOf(term)}\0${String.fromCharCode(some.length >> 9, (some.length >> 1) & 255)}${some}`;
  }
  return terms;
}

/** The server keeps no more of a term. */
const mostPlaces = 256;

/** By their number in a `tsvector`. */
const WEIGHTS = 'DCBA';

/** Positions are few: they come again and again. */
const placeBytes = new Map<number, string>();

function placeOf(position: number, weight: number): string {
  const place = position + (weight << 14);
  let bytes = placeBytes.get(place);
  if (bytes === undefined) {
    bytes = String.fromCharCode(place >> 8, place & 255);
    placeBytes.set(place, bytes);
  }
  return bytes;
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
