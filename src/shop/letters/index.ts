/** E-mails to buyers: what is written, and that it is sent once. */

export type { Letters } from './letter.service.ts';
export { createLetters } from './letter.service.ts';
export { letterStore } from './letter.store.ts';
export type { Brand, BrandColors, Content, LetterKind, LetterLinks } from './letter.ts';
export { contentOf, LETTER_KINDS } from './letter.ts';
export { writeLetter } from './letter-html.ts';
