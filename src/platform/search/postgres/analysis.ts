import { foldCode } from '../fold.ts';
import type { DocumentText } from '../search.ts';
import { stem } from '../stem.ts';
import { bytesOf, word as int4 } from './binary.ts';
import { createDictionary, type Dictionary, type Term, type Word } from './dictionary.ts';

/** What words of a question are in terms of `search_text`; both are `tsquery` literals. */
export type TextQuery = { query: string; code: string };

/** Words of a field that are looked at. */
const most = { title: 60, topics: 80, attributes: 200, description: 300 };

/** Words that are kept between questions and changes of single products. */
const mostKept = 200_000;
const dictionaries = new Map<string, Dictionary>();

/** The one that all of the process shares; its words are not counted. */
function sharedDictionary(language: string): Dictionary {
  let known = dictionaries.get(language);
  if (!known) {
    known = createDictionary(language, mostKept);
    dictionaries.set(language, known);
  }
  return known;
}

/** The words of a text by term, and those of title, topics and attributes as they are written. Good until the dictionary's next text. */
type Terms = { terms: readonly Term[]; codes: readonly string[]; written: readonly Word[] };

/**
 * The `tsvector` of a document's text with the words of title, topics and attributes as they are written. Made here and
 * not by `to_tsvector`: a fifth of its time, the same on every version of the server, and questions are analysed without a call.
 */
export function termsOf(
  text: DocumentText,
  language: string,
  { dictionary = sharedDictionary(language), form = termsText }: { dictionary?: Dictionary; form?: (found: Terms) => string } = {},
): { terms: string; written: readonly Word[] } {
  const found = foundIn(text, dictionary);
  return { terms: form(found), written: found.written };
}

function foundIn(text: DocumentText, dictionary: Dictionary): Terms {
  const number = dictionary.nextText();
  const terms: Term[] = [];
  const written: Word[] = [];
  let position = 1;
  const add = (field: string, most: number, weight: number) => {
    const end = position + most;
    for (let start = 0; start < field.length && position < end; ) {
      let stop = field.indexOf(' ', start);
      if (stop < 0) stop = field.length;
      if (stop > start)
        for (const word of dictionary.wordsOf(field.slice(start, stop))) {
          if (position === end) break;
          if (weight > 0 && word.text !== number) {
            word.text = number;
            written.push(word);
          }
          const { term } = word;
          if (term.text === number) term.places += placeOf(position, weight);
          else {
            term.text = number;
            term.places = placeOf(position, weight);
            terms.push(term);
          }
          position += 1;
        }
      start = stop + 1;
    }
    // Words of two fields are no neighbours.
    position += 10;
  };
  add(text.title, most.title, 3);
  add(text.topics, most.topics, 2);
  add(text.attributes, most.attributes, 1);
  add(text.description, most.description, 0);
  return { terms, codes: knownCodes(text.codes), written };
}

/** As a literal. */
export function termsText({ terms, codes }: Terms): string {
  let literal = '';
  for (const { term, places } of terms) {
    let separator = ':';
    literal += `'${term}'`;
    for (let at = 0; at < places.length; at += 2) {
      const place = places.charCodeAt(at) * 256 + places.charCodeAt(at + 1);
      literal += `${separator}${place & 0x3fff}${WEIGHTS[place >> 14]}`;
      separator = ',';
    }
    literal += ' ';
  }
  for (const code of codes) literal += `'#${code}':1A `;
  return literal;
}

/** As the server sends and receives it, a character a byte: a tenth of its time for a literal. It sorts them itself. */
export function termsBytes({ terms, codes }: Terms): string {
  let bytes = int4(terms.length + codes.length);
  for (const { bytes: name, places } of terms) {
    const some = places.length > mostPlaces * 2 ? places.slice(0, mostPlaces * 2) : places;
    bytes += name + (some.length === 2 ? ONE_PLACE : String.fromCharCode(some.length >> 9, (some.length >> 1) & 255)) + some;
  }
  for (const code of codes) bytes += `#${bytesOf(code)}\0${ONE_PLACE}${CODE_PLACE}`;
  return bytes;
}

/** The server keeps no more of a term. */
const mostPlaces = 256;

/** By their number in a `tsvector`. */
const WEIGHTS = 'DCBA';
const ONE_PLACE = '\0\x01';
/** The first place, of the highest weight. */
const CODE_PLACE = '\xc0\x01';

/** Positions are few: they come again and again. By weight, then position. */
const placeBytes: string[][] = [[], [], [], []];

function placeOf(position: number, weight: number): string {
  const known = placeBytes[weight]!;
  let bytes = known[position];
  if (bytes === undefined) {
    const place = position + (weight << 14);
    bytes = String.fromCharCode(place >> 8, place & 255);
    known[position] = bytes;
  }
  return bytes;
}

let lastCodes: readonly string[] = [];
let lastFolded: readonly string[] = [];

/** Those of one product, which its languages have in common. */
function knownCodes(codes: readonly string[]): readonly string[] {
  if (lastCodes.length !== codes.length || codes.some((code, i) => code !== lastCodes[i])) {
    lastCodes = codes;
    lastFolded = [...new Set(codes.map((code) => foldCode(code).slice(0, 100)))].filter((code) => code !== '');
  }
  return lastFolded;
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

/** Model numbers have no forms. */
function stemmed(language: string, word: string): string {
  return DIGIT.test(word) ? word : stem(language, word);
}
