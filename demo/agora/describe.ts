import type { Care } from './care.ts';
import type { Size } from './forms.ts';
import { maker } from './makers.ts';
import type { Piece, Series } from './series.ts';
import { number, type Pair, sentence } from './words.ts';

const NAMES: Readonly<Record<string, Pair>> = {
  s: ['Small', 'Klein'],
  m: ['Medium', 'Mittel'],
  l: ['Large', 'Groß'],
  x1: ['Single', 'Einzeln'],
  x2: ['Set of 2', '2er-Set'],
  x3: ['Set of 3', '3er-Set'],
  x6: ['Set of 6', '6er-Set'],
  a3: ['A3', 'A3'],
  a4: ['A4', 'A4'],
  a5: ['A5', 'A5'],
  a6: ['A6', 'A6'],
};

const FORMATS = new Set(['textile', 'rug', 'bed-linen']);

/** How a size is called on its button: sets and paper formats by name, cloth and rugs by measure, the rest by name and measure. */
export function sizeLabel(size: Size, productType: string): Pair {
  const name = NAMES[size.code];
  if (size.code.startsWith('x') || /^a\d$/.test(size.code)) return name ?? [size.code, size.code];
  if (FORMATS.has(productType) || productType === 'print' || !name) return format(size);
  const measure = productType === 'vase' && size.height !== undefined ? cm(size.height) : mainMeasure(size);
  return [`${name[0]}, ${measure[0]}`, `${name[1]}, ${measure[1]}`];
}

const cm = (value: number): Pair => {
  const [en, de] = number(value);
  return [`${en} cm`, `${de} cm`];
};

function format(size: Size): Pair {
  if (size.diameter !== undefined) return [`Ø ${cm(size.diameter)[0]}`, `Ø ${cm(size.diameter)[1]}`];
  if ((size.depth ?? 0) > 500)
    return [`${size.width} cm × ${number(size.depth! / 100)[0]} m`, `${size.width} cm × ${number(size.depth! / 100)[1]} m`];
  const [width, depth] = [number(size.width ?? 0), number(size.depth ?? 0)];
  return [`${width[0]} × ${depth[0]} cm`, `${width[1]} × ${depth[1]} cm`];
}

function mainMeasure(size: Size): Pair {
  if (size.capacity !== undefined && size.capacity >= 0.3) return [`${number(size.capacity)[0]} l`, `${number(size.capacity)[1]} l`];
  const across = size.width ?? size.diameter ?? 0;
  return cm(size.height !== undefined && size.height > across ? size.height : across);
}

/** All measures of a size in words: `Ø 27 cm, 2.5 cm high, holds 0.8 l`. */
export function measures(size: Size): Pair {
  const en: string[] = [];
  const de: string[] = [];
  const add = (pair: Pair) => {
    en.push(pair[0]);
    de.push(pair[1]);
  };
  if (size.diameter !== undefined) add([`${cm(size.diameter)[0]} across`, `Ø ${cm(size.diameter)[1]}`]);
  if (size.width !== undefined && size.depth !== undefined) add(format({ ...size, diameter: undefined }));
  else if (size.width !== undefined) add([`${cm(size.width)[0]} wide`, `${cm(size.width)[1]} breit`]);
  if (size.height !== undefined) add([`${cm(size.height)[0]} high`, `${cm(size.height)[1]} hoch`]);
  if (size.capacity !== undefined) add([`holds ${number(size.capacity)[0]} l`, `fasst ${number(size.capacity)[1]} l`]);
  return [en.join(', '), de.join(', ')];
}

const weightOf = (grams: number): Pair => {
  if (grams < 1000) return [`${grams} g`, `${grams} g`];
  const kilos = number(Math.round(grams / 100) / 10);
  return [`${kilos[0]} kg`, `${kilos[1]} kg`];
};

export type Described = {
  series: Series;
  piece: Piece;
  /** Place of the piece in its series; turns stories and care phrases round, so that neighbours differ. */
  place: number;
  productType: string;
  care: Care;
  sizes: readonly Size[];
};

/** Description as HTML: what it is, plain facts as a list, its story, its care. */
export function describe(it: Described): Pair {
  return [html(it, 0), html(it, 1)];
}

function html(it: Described, language: 0 | 1): string {
  const { series, piece, place } = it;
  const fact = factSentence(it)[language];
  const lead = piece.lead[language];
  const opening = place % 3 === 1 ? `${fact} ${lead}` : `${lead} ${fact}`;
  const story = series.stories[(piece.story ?? place) % series.stories.length]![language];
  const care = it.care.texts[(place + series.code.length) % it.care.texts.length]![language];
  const list = facts(it).map((pair) => `<li>${escapeHtml(sentence(pair[language]))}</li>`);
  const careWord = language === 0 ? 'Care' : 'Pflege';
  return [
    `<p>${escapeHtml(opening)}</p>`,
    `<ul>${list.join('')}</ul>`,
    `<p>${escapeHtml(story)}</p>`,
    `<p><strong>${careWord}:</strong> ${escapeHtml(care)}</p>`,
  ].join('');
}

/** `Thrown stoneware, holds 1.2 l, dishwasher safe.` */
function factSentence({ series, piece, care, sizes }: Described): Pair {
  const made = piece.made ?? series.made;
  const en = [made[0]];
  const de = [made[1]];
  const add = (pair: Pair) => {
    en.push(pair[0]);
    de.push(pair[1]);
  };
  const first = sizes[0]!;
  if (sizes.length === 1 && first.capacity !== undefined) add(capacity(first.capacity));
  if (care.short) add(care.short);
  return [`${en.join(', ')}.`, `${de.join(', ')}.`];
}

const capacity = (litres: number): Pair => [`holds ${number(litres)[0]} l`, `fasst ${number(litres)[1]} l`];

function facts({ series, productType, sizes }: Described): Pair[] {
  const { name, place } = maker(series.maker);
  const lines: Pair[] = sizes.map((size) => {
    const [measure, weight] = [measures(size), weightOf(size.weight)];
    if (sizes.length === 1) return [`${measure[0]}, ${weight[0]}`, `${measure[1]}, ${weight[1]}`];
    const label = shortName(size, productType);
    if (label === null) return [`${measure[0]}, ${weight[0]}`, `${measure[1]}, ${weight[1]}`];
    return [`${label[0]}: ${measure[0]}, ${weight[0]}`, `${label[1]}: ${measure[1]}, ${weight[1]}`];
  });
  return [
    ...uniqueSets(lines, sizes),
    ...lampFacts(series, productType),
    [`Workshop: ${name}, ${place[0]}`, `Werkstatt: ${name}, ${place[1]}`],
  ];
}

/** What an electrician and a bulb buyer want to know. */
function lampFacts({ attributes = {} }: Series, productType: string): Pair[] {
  if (productType !== 'lamp') return [];
  const fitting = String(attributes.fitting).toUpperCase();
  const [en, de] = number(Number(attributes.cord_m));
  return [
    [
      `${fitting} fitting, LED up to ${fitting === 'E27' ? 12 : 6} W, dimmable; bulb not included`,
      `Fassung ${fitting}, LED bis ${fitting === 'E27' ? 12 : 6} W, dimmbar; ohne Leuchtmittel`,
    ],
    [`Textile cord, ${en} m`, `Textilkabel, ${de} m`],
  ];
}

const shortName = (size: Size, productType: string): Pair | null =>
  FORMATS.has(productType) || (productType === 'print' && !/^a\d$/.test(size.code)) ? null : (NAMES[size.code] ?? null);

/** Sets of one and the same piece have one measure; only the number differs. */
function uniqueSets(lines: Pair[], sizes: readonly Size[]): Pair[] {
  const first = sizes[0]!;
  if (!first.code.startsWith('x')) return lines;
  const [en, de] = measures(first);
  const singly = first.code === 'x1';
  return [singly ? [en, de] : [`each ${en}`, `je ${de}`]];
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
