import { readFileSync } from 'node:fs';

/** The general shop vocabulary that comes with the engine, by language; see the head of each file for where it is from. */
export function shopVocabulary(): Record<string, string> {
  return Object.fromEntries(
    ['en', 'de'].map((language) => [language, readFileSync(new URL(`./vocabulary/${language}.txt`, import.meta.url), 'utf8')]),
  );
}
