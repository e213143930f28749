import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TypeChoice } from './theme.ts';

export type FontFile = { name: string; bytes: Buffer; preload: boolean };

type Family = {
  /** As it is called in the sheet. */
  family: string;
  pack: string;
  weights: string;
  fallback: 'serif' | 'sans';
  /** Percent of the fallback's size, and of the em: with them the fallback takes the same room, so that nothing shifts. */
  sizeAdjust: number;
  ascent: number;
  descent: number;
};

/**
 * Average letter widths and heights were measured in a browser at 1000 px and set against Times New Roman (0.4172 em) and
 * Arial (0.4563 em), which are on most machines or have metric twins there.
 */
const BRYGADA: Family = {
  family: 'Brygada 1918',
  pack: 'brygada-1918',
  weights: '400 700',
  fallback: 'serif',
  sizeAdjust: 114.56,
  ascent: 80.31,
  descent: 21.82,
};
const HANKEN: Family = {
  family: 'Hanken Grotesk',
  pack: 'hanken-grotesk',
  weights: '100 900',
  fallback: 'sans',
  sizeAdjust: 101.21,
  ascent: 98.8,
  descent: 29.94,
};
const INSTRUMENT: Family = {
  family: 'Instrument Sans',
  pack: 'instrument-sans',
  weights: '400 700',
  fallback: 'sans',
  sizeAdjust: 103.03,
  ascent: 94.15,
  descent: 24.27,
};
const NEWSREADER: Family = {
  family: 'Newsreader',
  pack: 'newsreader',
  weights: '200 800',
  fallback: 'serif',
  sizeAdjust: 104.65,
  ascent: 70.23,
  descent: 25.32,
};

type Pair = { display: Family; text: Family; displayWeight: number };

/** The pairs a theme may choose from: 58, 30 and 58 KB of latin letters. */
const PAIRS: Readonly<Record<TypeChoice['pair'], Pair>> = {
  'characterful-serif': { display: BRYGADA, text: HANKEN, displayWeight: 400 },
  'plain-sans': { display: INSTRUMENT, text: INSTRUMENT, displayWeight: 500 },
  bookish: { display: NEWSREADER, text: NEWSREADER, displayWeight: 400 },
};

const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';

/** Latin is fetched with every page; the extension only where a page holds such letters (a Polish town, a Czech name). */
export function fontFiles(pair: TypeChoice['pair']): FontFile[] {
  return familiesOf(pair).flatMap(({ pack }) =>
    (['latin', 'latin-ext'] as const).map((subset) => ({
      name: `${pack}-${subset}.woff2`,
      bytes: readFileSync(require.resolve(`@fontsource-variable/${pack}/files/${pack}-${subset}-wght-normal.woff2`)),
      preload: subset === 'latin',
    })),
  );
}

/** Font faces with their fallbacks, and the variables `--display`, `--text` and `--display-weight`. */
export function fontSheet(pair: TypeChoice['pair'], addressOf: (name: string) => string): string {
  const { display, text, displayWeight } = PAIRS[pair];
  const stack = (f: Family) => `"${f.family}","${f.family} Fallback",${f.fallback === 'serif' ? 'Georgia,serif' : 'system-ui,sans-serif'}`;
  const faces = familiesOf(pair)
    .map((f) => face(f, addressOf))
    .join('');
  return `${faces}:root{--display:${stack(display)};--text:${stack(text)};--display-weight:${displayWeight}}`;
}

function face(f: Family, addressOf: (name: string) => string): string {
  const own = (subset: string, range: string) =>
    `@font-face{font-family:"${f.family}";font-style:normal;font-weight:${f.weights};font-display:swap;src:url(${addressOf(`${f.pack}-${subset}.woff2`)})format("woff2");unicode-range:${range}}`;
  const local =
    f.fallback === 'serif'
      ? 'local("Times New Roman"),local("Liberation Serif"),local("Tinos")'
      : 'local("Arial"),local("Liberation Sans"),local("Arimo")';
  return `${own('latin-ext', LATIN_EXT)}${own('latin', LATIN)}@font-face{font-family:"${f.family} Fallback";src:${local};size-adjust:${f.sizeAdjust}%;ascent-override:${f.ascent}%;descent-override:${f.descent}%;line-gap-override:0%}`;
}

function familiesOf(pair: TypeChoice['pair']): Family[] {
  const { display, text } = PAIRS[pair];
  return display === text ? [display] : [display, text];
}

const require = createRequire(import.meta.url);
