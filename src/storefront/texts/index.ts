import { de } from './de.ts';
import { en } from './en.ts';

export type Texts = typeof en;

const BY_LANGUAGE: Readonly<Record<string, Texts>> = { en, de };

/** The storefront's own words in a language; English where it does not speak it. */
export function textsFor(language: string): Texts {
  return BY_LANGUAGE[language] ?? en;
}

/** Languages that are written from right to left, by ISO 639-1 code. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv'].includes(language) ? 'rtl' : 'ltr';
}

/** `de_DE`-like name for OpenGraph. */
export function openGraphLocale(language: string, country: string | undefined): string {
  return country ? `${language}_${country}` : language;
}
