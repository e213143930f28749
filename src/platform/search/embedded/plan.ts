import { createEndings, type Endings } from './endings.ts';
import type { Synonyms } from './synonyms.ts';
import type { TextIndex } from './text-index.ts';
import { plain, scan } from './tokens.ts';
import type { Typos } from './typos.ts';

/** One way to say a part of the question: all of its terms. */
export type Alternative = { terms: readonly number[]; weight: number };

/** A part of the question: found by any of its alternatives. */
export type Group = { alternatives: Alternative[]; value: number; words: number; common: boolean };

export type Plan = {
  groups: Group[];
  /** Terms of the words as they stand in the question, for what stands together in titles. */
  sequence: number[];
  /** Things made for other things that the question names, itself or in other words (see `additionsOf`). */
  additions: ReadonlySet<number>;
  /** Words that are searched for instead of those typed; null when nothing was mended. */
  corrected: string | null;
  /** Did you mean: the question with a rare word replaced by a common one. */
  better: string | null;
};

export type Lexicon = { text: TextIndex; typos: Typos; synonyms: Synonyms; endings: Endings };

export function createLexicon(text: TextIndex, synonyms: Synonyms, typos: Typos): Lexicon {
  return { text, typos, synonyms, endings: createEndings(text) };
}

export const mostWords = 16;
const longestPhrase = 3;
const prefixes = 24;
const prefixWeight = 0.7;
const partsWeight = 0.8;

/** How much commoner a word must be than the rare one that was typed to be meant instead. */
const farCommoner = 25;

type Options = {
  /** Whether the last word may be unfinished although it is a word. */
  completing: boolean;
};

/** What a question means in terms of the index. */
export function planOf(lexicon: Lexicon, asked: string, { completing }: Options): Plan {
  const words = partsOf(asked);
  const { text } = lexicon;
  const groups: Group[] = [];
  const mended = words.map(({ word }) => word);
  const better = [...mended];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(lexicon, words, i);
    if (phrase) {
      groups.push(phrase.group);
      i += phrase.words;
      continue;
    }
    const last = i === words.length - 1;
    const alternatives = wordAlternatives(lexicon, words[i]!.word, { last, completing });
    if (alternatives.mended !== null) mended[i] = alternatives.mended;
    better[i] = alternatives.better ?? mended[i]!;
    groups.push(groupOf(lexicon, alternatives.list, { words: 1, common: COMMON.has(words[i]!.word) }));
    i += 1;
  }
  const typed = words.map(({ word }) => word).join(' ');
  const [fixed, wished] = [mended.join(' '), better.join(' ')];
  return {
    groups,
    sequence: mended.map((word) => text.find(word)),
    additions: additionsIn(text, groups, mended),
    corrected: fixed === typed ? null : fixed,
    better: wished === fixed ? null : wished,
  };
}

function additionsIn(text: TextIndex, groups: readonly Group[], words: readonly string[]): Set<number> {
  const said = new Set(words.map((word) => text.additionAs(word)));
  said.delete(0);
  if (said.size === 0) return said;
  for (const { alternatives } of groups)
    for (const { terms } of alternatives) {
      const last = terms.at(-1)!;
      const number = text.additionAs(text.dictionary.wordOf(last));
      if (number > 0) said.add(number);
    }
  return said;
}

type Part = { word: string; wholes: { word: string; parts: number }[] };

/** The words of a question; each with what it makes up as the last of several (`4 gb`, `tn-2110`). */
export function partsOf(asked: string): Part[] {
  const parts: Part[] = [];
  scan(plain(asked.slice(0, 400)), mostWords, (token, start, end, joined) => {
    const word = token.slice(start, Math.min(end, start + 40));
    if (!joined) parts.push({ word, wholes: [] });
    else parts.at(-1)!.wholes.push({ word, parts: spanOf(parts, word) });
  });
  return parts;
}

function spanOf(parts: readonly Part[], whole: string): number {
  let text = '';
  for (let n = 1; n <= parts.length; n += 1) {
    text = parts[parts.length - n]!.word + text;
    if (text === whole) return n;
    if (text.length > whole.length) break;
  }
  return /^[\d.]+$/.test(parts.at(-1)!.word) ? 1 : Math.min(2, parts.length);
}

/** Several words that are one: a number with its unit, a phrase that has synonyms, two words that others write as one. */
function phraseAt(lexicon: Lexicon, parts: readonly Part[], at: number): { group: Group; words: number } | null {
  const { text, synonyms } = lexicon;
  for (let n = Math.min(longestPhrase, parts.length - at); n >= 1; n -= 1) {
    const some = parts.slice(at, at + n);
    const terms = some.map(({ word }) => text.find(word));
    const list: Alternative[] = [];
    for (const whole of some.at(-1)!.wholes) {
      if (whole.parts !== n) continue;
      const term = text.find(whole.word);
      if (text.countOf(term) > 0) list.push({ terms: [term], weight: 1 });
    }
    const others = synonyms.of(some.map(({ word }) => word).join(' '));
    for (const { words, weight } of others) add(lexicon, list, words, weight);
    if (n === 2) {
      const joined = some.map(({ word }) => word).join('');
      const term = joined.length >= 5 || /\d/.test(joined) ? text.find(joined) : -1;
      if (text.countOf(term) > 0) {
        list.push({ terms: [term], weight: 1 });
        for (const { words, weight } of synonyms.of(joined)) add(lexicon, list, words, weight);
      }
    }
    if (n === 1 || list.length === 0) continue;
    if (terms.every((term) => text.countOf(term) > 0)) list.unshift({ terms, weight: 1 });
    return { group: groupOf(lexicon, list, { words: n, common: false }), words: n };
  }
  return null;
}

function add({ text }: Lexicon, list: Alternative[], words: readonly string[], weight: number): void {
  const terms = words.map((word) => text.find(word));
  if (terms.every((term) => text.countOf(term) > 0)) list.push({ terms, weight });
}

/** What a single word may stand for. */
function wordAlternatives(
  lexicon: Lexicon,
  word: string,
  { last, completing }: { last: boolean; completing: boolean },
): { list: Alternative[]; mended: string | null; better: string | null } {
  const { text, typos, synonyms, endings } = lexicon;
  const list: Alternative[] = [];
  const term = text.find(word);
  const count = text.countOf(term);
  if (count > 0) list.push({ terms: [term], weight: 1 });
  for (const other of synonyms.of(word)) add(lexicon, list, other.words, other.weight);
  for (const compound of endings.of(word)) list.push({ terms: [compound], weight: partsWeight });
  if (last && (completing || list.length === 0) && word.length >= (completing ? 1 : 2)) {
    const known = new Set(list.flatMap(({ terms }) => terms));
    for (const begun of text.order.beginning(word, prefixes)) {
      const found = text.find(text.dictionary.wordOf(begun));
      if (!known.has(found) && text.countOf(found) > 0) list.push({ terms: [found], weight: prefixWeight });
      known.add(found);
    }
  }
  const parts = list.length === 0 || count <= 2 ? splitOf(lexicon, word) : null;
  if (parts) list.push({ terms: parts, weight: partsWeight });
  if (list.length === 0) {
    const [best] = typos.close(word, 1);
    if (!best) return { list, mended: null, better: null };
    const mended = text.dictionary.wordOf(best.word);
    return { ...wordAlternatives(lexicon, mended, { last: false, completing: false }), mended, better: null };
  }
  return { list, mended: null, better: rarelyMeant(lexicon, word, count) };
}

/** A far commoner word beside a rare one. */
function rarelyMeant({ text, typos }: Lexicon, word: string, count: number): string | null {
  if (count === 0 || count > 3 || text.documents() < 50) return null;
  const [best] = typos.close(word, 1);
  if (!best || best.edits > 1) return null;
  const found = text.dictionary.wordOf(best.word);
  return text.countOf(text.find(found)) >= farCommoner * count ? found : null;
}

/** Two known words that make up an unknown one: `glasvase`, `ps4`, `mousepad`. */
function splitOf({ text }: Lexicon, word: string): number[] | null {
  let best: { terms: number[]; least: number } | null = null;
  for (let at = 1; at < word.length; at += 1) {
    const border = /\d/.test(word[at]!) !== /\d/.test(word[at - 1]!);
    if (!border && (at < leastPart || word.length - at < leastPart)) continue;
    const second = text.find(word.slice(at));
    const after = text.countOf(second);
    if (after === 0) continue;
    for (const link of text.language === 'de' && !border ? ['', 's', 'n', 'en', 'es'] : ['']) {
      const head = word.slice(0, at);
      if (!head.endsWith(link) || at - link.length < (border ? 1 : leastPart)) continue;
      const first = text.find(head.slice(0, at - link.length));
      const least = Math.min(text.countOf(first), after);
      if (least > (best?.least ?? 0)) best = { terms: [first, second], least };
    }
  }
  return best?.terms ?? null;
}

const leastPart = 3;

/** What several words that are one tell beside a single one. */
export const PHRASE = { words: 1 };

/** How much a group tells: the rarer, the more. Alternatives tell as much as the commonest of them. */
function groupOf({ text }: Lexicon, alternatives: Alternative[], { words, common }: { words: number; common: boolean }): Group {
  const all = Math.max(1, text.documents());
  let most = 0;
  for (const { terms, weight } of alternatives)
    if (weight > 0.5)
      most = Math.max(
        most,
        terms.reduce((least, term) => Math.min(least, text.countOf(term)), all),
      );
  return { alternatives, words, common, value: Math.log(1 + (all - most + 0.5) / (most + 0.5)) * words ** PHRASE.words };
}

/** Words that narrow nothing, left out of a question that has others. */
export const COMMON: ReadonlySet<string> = new Set(
  'a an and are as at by for from in is it of on or the this to with der die das den dem des ein eine einen einem einer und oder mit fur im auf am von vom zu zum zur'.split(
    ' ',
  ),
);
