import type { DocumentText } from '../search.ts';
import { stem } from '../stem.ts';
import { copied } from './arrays.ts';
import { createDictionary, type DictionaryState } from './dictionary.ts';
import { finalsOf, headOf } from './head.ts';
import { additionsOf } from './kinds.ts';
import { createPostings, type PostingsState } from './postings.ts';
import { plain, scan } from './tokens.ts';
import { createWordOrder } from './word-order.ts';

/** What a word counts by where it stands, how much long fields lower it, and how long a field usually is. */
export const FIELDS = {
  head: { weight: 3.5, b: 0.3, usual: 2, most: 12 },
  title: { weight: 8.5, b: 0.8, usual: 12, most: 60 },
  topics: { weight: 5, b: 0.3, usual: 5, most: 80 },
  attributes: { weight: 0.7, b: 0.3, usual: 60, most: 300 },
  description: { weight: 1.5, b: 0.6, usual: 60, most: 300 },
};

/** How soon more of the same word stops to count. */
export const SATURATION = { half: 6 };

export type TextState = {
  dictionary: DictionaryState;
  postings: PostingsState;
  terms: Uint32Array;
  written: Uint32Array;
  titleStarts: Uint32Array;
  titleTerms: Uint32Array;
  additions: Uint8Array;
  documents: number;
};

export type TextIndex = ReturnType<typeof createTextIndex>;

/** The words of all documents in one language. Slots come in rising order; one that is no longer used is passed over by whoever asks. */
export function createTextIndex(language: string, state?: TextState) {
  const dictionary = createDictionary(state?.dictionary);
  const postings = createPostings(state?.postings);
  /** Word -> the term it is searched by (the word without its ending). */
  let terms = state?.terms ?? new Uint32Array(1 << 10);
  /** In how many titles, topics and attributes a word stands as it is written. */
  let written = state?.written ?? new Uint32Array(1 << 10);
  let known = state ? dictionary.size() : 0;
  /** Words of titles in their order, by slot. */
  let titleStarts = state?.titleStarts ?? new Uint32Array(1 << 10);
  let titleTerms = state?.titleTerms ?? new Uint32Array(1 << 13);
  /** What the title is about when that is made for other things, by slot (see `additionsOf`). */
  let additions = state?.additions ?? new Uint8Array(1 << 10);
  const kinds = additionsOf(language);
  let documents = state?.documents ?? 0;
  let slots = state ? titleStarts.length - 1 : 0;
  // Of the document that is being added, by term.
  let sums = new Float32Array(1 << 10);
  let times = new Uint16Array(1 << 10);
  let seen: number[] = [];
  let touched: number[] = [];
  const order = createWordOrder(dictionary, () => written);

  function termOf(text: string, start: number, end: number): number {
    const word = dictionary.intern(text, start, end);
    if (word >= known) learn();
    return word;
  }

  /** Terms of the words that are new. */
  function learn(): void {
    for (; known < dictionary.size(); known += 1) {
      const written = dictionary.wordOf(known);
      const term = dictionary.intern(stem(language, written));
      if (dictionary.size() > terms.length) growTo(Math.ceil(dictionary.size() * 1.5));
      terms[known] = term;
    }
  }

  function growTo(words: number): void {
    terms = copied(terms, new Uint32Array(words));
    written = copied(written, new Uint32Array(words));
    sums = copied(sums, new Float32Array(words));
    times = copied(times, new Uint16Array(words));
  }

  function addField(text: string, { weight, b, usual, most }: (typeof FIELDS)['title'], shown: boolean): void {
    let length = 0;
    scan(text, most, (token, start, end, joined) => {
      const word = termOf(token, start, end);
      const term = terms[word]!;
      if (shown && !joined) written[word]! += 1;
      if (!joined) length += 1;
      if (times[term] === 0) touched.push(term);
      times[term]! += 1;
    });
    const norm = weight / (1 - b + (b * length) / usual);
    for (const term of touched) {
      if (sums[term] === 0) seen.push(term);
      sums[term]! += times[term]! * norm;
      times[term] = 0;
    }
    touched = [];
  }

  function addTitle(text: string, slot: number): void {
    while (slot + 2 > titleStarts.length) titleStarts = copied(titleStarts, new Uint32Array(titleStarts.length * 2));
    for (; slots < slot; slots += 1) titleStarts[slots + 1] = titleStarts[slots]!;
    let at = titleStarts[slot]!;
    scan(text, FIELDS.title.most, (token, start, end, joined) => {
      if (joined) return;
      if (at === titleTerms.length) titleTerms = copied(titleTerms, new Uint32Array(Math.ceil(titleTerms.length * 1.5)));
      titleTerms[at++] = terms[termOf(token, start, end)]!;
    });
    titleStarts[slot + 1] = at;
    slots = slot + 1;
  }

  /** The last addition that the head of a title names. */
  function additionIn(head: string): number {
    let last = 0;
    scan(head, FIELDS.head.most * 2, (token, start, end, joined) => {
      if (joined) return;
      const number = kinds.of(token.slice(start, end));
      if (number > 0) last = number;
    });
    return last;
  }

  function add(slot: number, text: DocumentText): void {
    const title = plain(text.title);
    addTitle(title, slot);
    const head = headOf(title);
    if (slot >= additions.length) additions = copied(additions, new Uint8Array(Math.max(additions.length * 2, slot + 1)));
    additions[slot] = additionIn(head);
    addField(finalsOf(head), FIELDS.head, false);
    addField(title, FIELDS.title, true);
    addField(plain(text.topics), FIELDS.topics, true);
    addField(plain(text.attributes), FIELDS.attributes, true);
    addField(plain(text.description), FIELDS.description, false);
    for (const term of seen) {
      const sum = sums[term]!;
      postings.add(term, slot, Math.max(1, Math.round((255 * sum) / (sum + SATURATION.half))));
      sums[term] = 0;
    }
    seen = [];
    documents += 1;
  }

  if (state) growTo(Math.max(1024, dictionary.size()));

  return {
    language,
    dictionary,
    postings,
    order,
    add,
    /** A slot of the language is no longer used. */
    forget: () => {
      documents -= 1;
    },
    documents: () => documents,
    /** The term that a plain word is searched by, or -1. */
    find(word: string): number {
      const there = dictionary.find(word);
      return there >= 0 && there < known ? terms[there]! : dictionary.find(stem(language, word));
    },
    /** The term of a word by its number. */
    termAt: (word: number): number => (word < known ? terms[word]! : -1),
    /** Documents that have the term. */
    countOf: (term: number): number => (term < 0 ? 0 : postings.countOf(term)),
    writtenAs: (word: number): number => written[word]!,
    /** By slot what its title is about when that is made for other things, else 0; until the next change. */
    additions: (): Uint8Array => additions,
    /** Whether a word is such a thing. */
    additionAs: (word: string): number => kinds.of(word),
    /** The first word of a slot's title, or -1. */
    firstOf: (slot: number): number => (slot < slots && titleStarts[slot]! < titleStarts[slot + 1]! ? titleTerms[titleStarts[slot]!]! : -1),
    titleOf: (slot: number): Uint32Array => (slot < slots ? titleTerms.subarray(titleStarts[slot]!, titleStarts[slot + 1]!) : none),
    /** Puts what came since in order; `slotOf` gives the new slot of each, or -1. */
    compact(slotOf: ((slot: number) => number) | null): void {
      postings.merge(dictionary.size(), slotOf);
      if (!slotOf) return;
      const starts = new Uint32Array(titleStarts.length);
      let to = 0;
      let next = 0;
      for (let slot = 0; slot < slots; slot += 1) {
        if (slotOf(slot) < 0) continue;
        const [from, end] = [titleStarts[slot]!, titleStarts[slot + 1]!];
        titleTerms.copyWithin(to, from, end);
        additions[next] = additions[slot]!;
        starts[next++] = to;
        to += end - from;
        starts[next] = to;
      }
      titleStarts = starts;
      slots = next;
    },
    bytes: () =>
      dictionary.bytes() +
      postings.bytes() +
      terms.byteLength +
      written.byteLength +
      sums.byteLength +
      times.byteLength +
      titleStarts.byteLength +
      titleTerms.byteLength,
    state: (): TextState => ({
      dictionary: dictionary.state(),
      postings: postings.state(),
      terms: terms.slice(0, dictionary.size()),
      written: written.slice(0, dictionary.size()),
      titleStarts: titleStarts.slice(0, slots + 1),
      titleTerms: titleTerms.slice(0, titleStarts[slots]!),
      additions: additions.slice(0, slots),
      documents,
    }),
  };
}

const none = new Uint32Array(0);
