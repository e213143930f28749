import type { ProductLine } from '../../src/shop/catalog/catalog-line.ts';
import { parentCategory } from './categories.ts';
import { type Made, materialsOf, prepare, pricesOf, statusOf, worthOf } from './compose.ts';
import { finishInText, finishName } from './finishes.ts';
import { GIFTS } from './gift-sets.ts';
import { maker, safetyOf } from './makers.ts';
import { createdAt, inStoreBarcode, popularityOf, stockOf } from './numbers.ts';
import { SHELVES } from './shelves.ts';
import { scene, shot } from './shots.ts';
import { warningsFor } from './warnings.ts';
import { both, type Pair, rows, slug } from './words.ts';

/** One kind of thing in a set: so many of a made piece in one finish and its smallest size. */
type Part = { count: number; made: Made; finish: string };

type Gift = { category: string; title: Pair; lead: Pair; close: Pair; parts: readonly Part[] };

const BY_CODE = new Map(SHELVES.flatMap(([, series]) => series).map((series) => [series.code, series]));

/** A set costs a tenth less than its parts. */
const SET_FACTOR = 0.9;

/** The gift sets as products, numbered from `firstItem`. */
export function* giftLines(firstItem: number): Generator<ProductLine> {
  let item = firstItem;
  for (const cells of rows(GIFTS)) {
    yield giftProduct(readGift(cells), item);
    item += 1;
  }
}

function readGift(cells: readonly string[]): Gift {
  const [category, parts, en, de, lead, einleitung, close, schluss] = cells;
  if (schluss === undefined) throw new Error(`a gift set lacks a cell: ${cells.join(' | ')}`);
  return {
    category: category!,
    title: [en!, de!],
    lead: [lead!, einleitung!],
    close: [close!, schluss],
    parts: parts!.split(',').map(readPart),
  };
}

/** Reads `2 holm/mug/oatmeal`; a fourth name tells titled pieces of one form apart. */
function readPart(text: string): Part {
  const [count, address] = text.trim().split(' ');
  const [code, form, finish, handle] = address!.split('/');
  const series = BY_CODE.get(code!);
  const place = series?.pieces.findIndex((piece) => piece.form === form && (!handle || slug(piece.title?.[0] ?? '').startsWith(handle)));
  const piece = series && place !== undefined ? series.pieces[place] : undefined;
  if (!series || !piece) throw new Error(`no such part of a gift set: ${text}`);
  const only = { ...piece, finishes: [finish!] };
  return { count: Number(count), made: prepare(series, only, 0, place!), finish: finish! };
}

function giftProduct(gift: Gift, item: number): ProductLine {
  const handle = slug(gift.title[0]);
  const created = createdAt(handle);
  const status = statusOf(handle);
  const sku = `AG-${item}`;
  const value = gift.parts.reduce(
    (sum, { count, made, finish }) => sum + count * (worthOf(made, finish, made.sizes[0]!) / piecesIn(made)),
    0,
  );
  return {
    kind: 'product',
    handle,
    status,
    title: both(gift.title),
    description: both([html(gift, item, 0), html(gift, item, 1)]),
    brand: gift.parts[0]!.made.series.maker,
    productType: 'gift-set',
    categories: [gift.category, parentCategory(gift.category)],
    tags: ['gift', ...new Set(gift.parts.map(({ made }) => `series-${made.series.code}`))],
    attributes: attributes(gift),
    options: [],
    variants: [
      {
        sku,
        barcode: inStoreBarcode(item, 1),
        options: [],
        weightGrams: gift.parts.reduce((sum, { count, made }) => sum + Math.round((count * made.sizes[0]!.weight) / piecesIn(made)), 320),
        prices: pricesOf(handle, value * SET_FACTOR),
        stock: stockOf(handle, sku),
        requiresShipping: true,
        taxable: true,
        media: 0,
      },
    ],
    media: [
      ...gift.parts.map(({ made, finish }) => shot(made.piece.form, finish, 'front', made.title)),
      {
        src: scene('gifts'),
        kind: 'image',
        alt: { en: 'Gift sets in unprinted paper and linen string', de: 'Geschenksets in unbedrucktem Papier mit Leinenschnur' },
      },
    ],
    seo: { description: both(gift.lead) },
    safety: safetyOf(gift.parts[0]!.made.series.maker, warnings(gift)),
    createdAt: created,
    publishedAt: status === 'draft' ? null : created,
    popularity: popularityOf(handle),
  };
}

/** A form sold in twos or threes counts singly in a gift. */
const piecesIn = ({ sizes }: Made): number => (/^x\d$/.test(sizes[0]!.code) ? Number(sizes[0]!.code.slice(1)) : 1);

function warnings({ parts }: Gift): Pair | null {
  const found = [...new Set(parts.map(({ made }) => warningsFor(made.piece.form)).filter((pair) => pair !== null))];
  return found.length === 0 ? null : [found.map(([en]) => en).join(' '), found.map(([, de]) => de).join(' ')];
}

const SAVINGS: readonly Pair[] = [
  ['Boxed together they cost about a tenth less than one by one.', 'Zusammen im Karton kosten sie etwa ein Zehntel weniger als einzeln.'],
  [
    'Wrapped in unprinted paper, tied with linen string, with room for your card.',
    'In unbedrucktes Papier geschlagen, mit Leinenschnur gebunden, mit Platz für Ihre Karte.',
  ],
  [
    'Comes in one box without a price inside, and about a tenth below the single prices.',
    'Kommt in einem Karton ohne Preis darin und etwa ein Zehntel unter den Einzelpreisen.',
  ],
];

function html(gift: Gift, place: number, language: 0 | 1): string {
  const list = gift.parts.map(({ count, made, finish }) => {
    const name = finishInText(finish)[language];
    const { name: workshop } = maker(made.series.maker);
    return `<li>${count} × ${escapeHtml(made.title[language])}, ${name} (${escapeHtml(workshop)})</li>`;
  });
  const saving = SAVINGS[place % SAVINGS.length]![language];
  return [
    `<p>${escapeHtml(gift.lead[language])}</p>`,
    `<ul>${list.join('')}</ul>`,
    `<p>${escapeHtml(gift.close[language])}</p>`,
    `<p><em>${saving}</em></p>`,
  ].join('');
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function attributes({ parts }: Gift): NonNullable<ProductLine['attributes']> {
  const unique = (list: readonly string[]) => [...new Set(list)];
  const techniques = unique(parts.map(({ made }) => made.series.technique));
  return {
    color: unique(parts.map(({ finish }) => finishName(finish).family)),
    material: unique(parts.flatMap(({ made }) => materialsOf(made))),
    series: unique(parts.map(({ made }) => made.series.code)),
    room: unique(parts.flatMap(({ made }) => made.facts.rooms)),
    technique: techniques.length === 1 ? techniques : ['assorted'],
    origin: unique(parts.map(({ made }) => maker(made.series.maker).country.toLowerCase())),
    care: unique(parts.flatMap(({ made }) => made.care.codes)),
    pieces: parts.reduce((sum, { count }) => sum + count, 0),
  };
}
