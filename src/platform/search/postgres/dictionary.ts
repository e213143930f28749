import { fold } from '../fold.ts';
import { stem } from '../stem.ts';
import { bytesOf } from './binary.ts';
import { isWord } from './words.ts';

/** What words are found by. `places` are those in the text of the number `text`: two bits of weight, then the position, two bytes each. */
export type Term = { term: string; bytes: string; text: number; places: string };

/** A folded word. `text` is the last text that it was written in, `documents` how many have it (`countWords`). */
export type Word = { word: string; term: Term; counts: boolean; text: number; documents: number };

/** The words of one language. Catalogues repeat theirs: a look-up is cheaper than folding and stemming. */
export type Dictionary = {
  /** A number for a text, by which its words and terms know that they have been met in it. */
  nextText(): number;
  /** Takes a piece of text without spaces apart: `Garn-Set,` is two words. */
  wordsOf(piece: string): readonly Word[];
  words(): Iterable<Word>;
};

const mostPieces = 100_000;
/** Model numbers come again in the same product only. */
const mostPassing = 200;

/** @param mostWords forgets all of them beyond that, with their counts */
export function createDictionary(language: string, mostWords = Number.POSITIVE_INFINITY): Dictionary {
  const lasting = { pieces: new Map<string, readonly Word[]>(), words: new Map<string, Word>(), terms: new Map<string, Term>() };
  const passing = { pieces: new Map<string, readonly Word[]>(), words: new Map<string, Word>(), terms: new Map<string, Term>() };
  let texts = 0;

  function wordOf(word: string): Word {
    // Numbers have no forms, and there is no end of those of models.
    const own = DIGIT.test(word);
    const { words, terms } = own && word.length > mostDigits ? passing : lasting;
    const known = words.get(word);
    if (known) return known;
    const name = own ? word : stem(language, word);
    const term = terms.get(name) ?? { term: name, bytes: `${bytesOf(name)}\0`, text: 0, places: '' };
    const fresh = { word, term, counts: isWord(word), text: 0, documents: 0 };
    words.set(word, fresh);
    terms.set(name, term);
    return fresh;
  }

  return {
    nextText() {
      // Never within a text: a word that is met in it again must be the same one.
      const full = lasting.words.size > mostWords;
      if (full) for (const kept of Object.values(lasting)) kept.clear();
      if (lasting.pieces.size > mostPieces) lasting.pieces.clear();
      // Pieces that pass may hold words that last.
      if (full || passing.pieces.size > mostPassing) for (const kept of Object.values(passing)) kept.clear();
      texts += 1;
      return texts;
    },
    wordsOf(piece) {
      const known = lasting.pieces.get(piece) ?? passing.pieces.get(piece);
      if (known) return known;
      const folded = fold(piece);
      const list = folded === '' ? [] : folded.split(' ').map((word) => wordOf(word.slice(0, mostLetters)));
      (folded.length > mostDigits && DIGIT.test(folded) ? passing : lasting).pieces.set(piece, list);
      return list;
    },
    words: () => lasting.words.values(),
  };
}

/** As `wordsOf` of `fold.ts` cuts them. */
const mostLetters = 60;
/** Up to here numbers are measures, which come again and again. */
const mostDigits = 3;
const DIGIT = /\d/;
