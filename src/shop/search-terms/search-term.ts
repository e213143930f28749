/** Words beyond this are no search for goods. */
const MOST_CHARACTERS = 80;
const MOST_WORDS = 8;
/** As telephone numbers, cards and accounts have; the numbers of articles that are lost with them tell little. */
const LONG_NUMBER = /\d[\d\s./()-]{5,}\d/;
const ADDRESS = /@|https?:|www\./;

/**
 * What was typed, in the one form it is counted by: small letters, single blanks. Null for what looks like an address, a telephone
 * number or a text rather than a search: nobody's data is to be kept.
 */
export function termOf(typed: string): string | null {
  const term = typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (term === '' || term.length > MOST_CHARACTERS || term.split(' ').length > MOST_WORDS) return null;
  return ADDRESS.test(term) || LONG_NUMBER.test(term) ? null : term;
}

/** A term is written down when it has been searched so often; until then it is a hash that nobody can read. */
export const LEAST_SEARCHES = 3;

export type TermPlace = { market: string; language: string };

/** What became of a term within a flush. */
export type TermCounts = { searches: number; withoutResult: number; clicks: number };

export const TERM_SORTS = ['searches', 'withoutResult', 'clicks'] as const;
export type TermSort = (typeof TERM_SORTS)[number];

export type TermReport = TermPlace & TermCounts & { term: string };
