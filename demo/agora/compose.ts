import type { AttributeValue, MediaRef, ProductLine, ProductOption, VariantLine } from '../../src/shop/catalog/catalog-line.ts';
import { attributesOf } from './attributes.ts';
import { CARE, type CareCode } from './care.ts';
import { parentCategory } from './categories.ts';
import { type Described, describe, sizeLabel } from './describe.ts';
import { finishName } from './finishes.ts';
import { type FormFacts, formFacts, type Size } from './forms.ts';
import { maker, safetyOf } from './makers.ts';
import { createdAt, dollarPrice, euroPrice, inStoreBarcode, popularityOf, reduction, stockOf } from './numbers.ts';
import type { Piece, Series } from './series.ts';
import { finishesOf, mediaOf } from './shots.ts';
import { warningsFor } from './warnings.ts';
import { both, chance, type Pair, slug } from './words.ts';

export type Made = Described & { facts: FormFacts; finishes: readonly string[]; item: number; handle: string; title: Pair };

/** The product of one piece of a series. `item` is its number in the range and makes SKU and barcode; `place` its place in the series. */
export function product(series: Series, piece: Piece, item: number, place: number): ProductLine {
  const made = prepare(series, piece, item, place);
  const options = optionsOf(made);
  const media = mediaOf(piece.form, made.finishes, made.title);
  const created = createdAt(made.handle);
  const status = statusOf(made.handle);
  return {
    kind: 'product',
    handle: made.handle,
    status,
    title: both(made.title),
    description: both(describe(made)),
    brand: series.maker,
    productType: made.productType,
    categories: [made.facts.category, parentCategory(made.facts.category)],
    tags: tagsOf(made),
    attributes: attributes(made),
    options,
    variants: variantsOf(made, media),
    media,
    seo: { description: both(seoText(made)) },
    safety: safetyOf(series.maker, warningsFor(piece.form)),
    createdAt: created,
    publishedAt: status === 'draft' ? null : created,
    popularity: popularityOf(made.handle),
  };
}

export function prepare(series: Series, piece: Piece, item: number, place: number): Made {
  const facts: FormFacts = { ...formFacts(piece.form), ...piece.facts };
  const finishes = finishesOf(piece.form, piece.finishes ?? series.finishes);
  const title: Pair = piece.title ?? [`${series.name} ${facts.noun[0]}`, `${facts.noun[1]} ${series.name}`];
  return {
    series,
    piece,
    place,
    facts,
    item,
    title,
    handle: slug(title[0]),
    productType: facts.productType,
    care: CARE[piece.facts?.care ?? series.care ?? careOf(series, facts, finishes)],
    sizes: facts.sizes.map((size) => scaled(size, series.scale ?? 1, series.heft ?? 1)),
    finishes: atMost(Math.floor(MOST_VARIANTS / facts.sizes.length), finishes, place),
  };
}

const MOST_VARIANTS = 8;

/** The first finish, which is the picture of the series, and of the others as many as there is room for, another choice for every piece. */
function atMost(count: number, finishes: readonly string[], place: number): string[] {
  const others = [...finishes.slice(1)];
  while (others.length + 1 > count) others.splice(place % others.length, 1);
  return [finishes[0]!, ...others];
}

/** What holds for the common make of a form is said differently where the series makes it of something else. */
function careOf(series: Series, facts: FormFacts, finishes: readonly string[]): CareCode {
  if (facts.care === 'rug' && series.technique === 'flat-woven') return 'flat-rug';
  if (facts.care === 'terracotta' && series.materials.includes('stoneware')) return 'planter';
  if ((facts.care === 'furniture' || facts.care === 'timber') && finishName(finishes[0]!).group === 'metal')
    return series.technique === 'enamelled' ? 'enamel' : 'metal';
  if (facts.care !== 'stoneware') return facts.care;
  if (series.materials.includes('porcelain')) return 'porcelain';
  return series.materials.includes('glass') ? 'glass-hand' : facts.care;
}

function scaled(size: Size, scale: number, heft: number): Size {
  if (scale === 1 && heft === 1) return size;
  const length = (value: number | undefined) => (value === undefined ? undefined : Math.max(0.5, Math.round(value * scale * 2) / 2));
  const litres = size.capacity === undefined ? undefined : size.capacity * scale ** 3;
  return {
    ...size,
    diameter: length(size.diameter),
    width: length(size.width),
    depth: length(size.depth),
    height: length(size.height),
    capacity: litres === undefined ? undefined : litres < 0.3 ? Math.round(litres * 100) / 100 : Math.round(litres * 20) / 20,
    weight: Math.round((size.weight * heft * scale ** 3) / 10) * 10,
  };
}

const COLOR_NAMES: Readonly<Record<string, Pair>> = {
  glaze: ['Glaze', 'Glasur'],
  glass: ['Glass', 'Glas'],
  metal: ['Finish', 'Oberfläche'],
  dye: ['Colour', 'Farbe'],
  wood: ['Wood', 'Holz'],
  paper: ['Pattern', 'Muster'],
  other: ['Material', 'Material'],
};

function optionsOf({ finishes, sizes, productType }: Made): ProductOption[] {
  const options: ProductOption[] = [];
  if (finishes.length > 1) {
    const groups = new Set(finishes.map((code) => finishName(code).group));
    const name = COLOR_NAMES[groups.size === 1 ? [...groups][0]! : 'metal']!;
    const values = finishes.map(finishName).map(({ code, en, de, swatch }) => ({ code, label: { en, de }, swatch }));
    options.push({ code: 'color', name: both(name), values });
  }
  if (sizes.length > 1) {
    const values = sizes.map((size) => ({ code: size.code, label: both(sizeLabel(size, productType)) }));
    options.push({ code: 'size', name: { en: 'Size', de: 'Größe' }, values });
  }
  return options;
}

function variantsOf(made: Made, media: readonly MediaRef[]): VariantLine[] {
  const { finishes, sizes, item, handle } = made;
  const combinations = finishes.flatMap((finish) => sizes.map((size) => ({ finish, size })));
  return combinations.map(({ finish, size }, index) => {
    const sku = skuOf(made, finish, size);
    return {
      sku,
      barcode: inStoreBarcode(item, index + 1),
      options: [...(finishes.length > 1 ? [finish] : []), ...(sizes.length > 1 ? [size.code] : [])],
      weightGrams: size.weight,
      prices: pricesOf(handle, worthOf(made, finish, size)),
      stock: stockOf(handle, sku),
      requiresShipping: true,
      taxable: true,
      media: Math.max(
        0,
        media.findIndex((ref) => ref.src === `demo:${made.piece.form}--${finish}--front`),
      ),
    };
  });
}

function skuOf({ item, finishes, sizes }: Made, finish: string, size: Size): string {
  const color = finishes.length > 1 ? `-${finish.replace('-', '').slice(0, 4).toUpperCase()}` : '';
  return `AG-${item}${color}${sizes.length > 1 ? `-${size.code.toUpperCase()}` : ''}`;
}

/** What the variant is worth in euros, before it is brought to a price point. */
export const worthOf = ({ series }: Made, finish: string, size: Size): number => size.price * (series.price ?? 1) * surcharge(finish);

/** Dearer stuff costs more; everything else costs the same in every colour. */
const SURCHARGE: Readonly<Record<string, number>> = { walnut: 1.18, brass: 1.12, marble: 1.2 };
const surcharge = (finish: string): number => SURCHARGE[finish] ?? 1;

export function pricesOf(handle: string, euros: number): VariantLine['prices'] {
  const factor = reduction(handle);
  const [eu, us] = [euroPrice(euros), dollarPrice(euros)];
  if (factor === null) return { eu: { amount: eu }, us: { amount: us } };
  return {
    eu: { amount: eu, compareAt: euroPrice(euros * factor) },
    us: { amount: us, compareAt: above(dollarPrice(euros * factor), us) },
  };
}

const above = (price: number, floor: number): number => (price > floor ? price : floor + 200);

/** A few things are still being prepared or no longer made. */
export function statusOf(handle: string): ProductLine['status'] {
  const roll = chance(`standing of ${handle}`, 1000);
  return roll < 12 ? 'draft' : roll < 24 ? 'archived' : 'active';
}

function tagsOf({ series, facts, handle }: Made): string[] {
  const tags = [`series-${series.code}`, `form-${facts.form}`];
  if (series.stories.length > 0 && chance(`choice ${handle}`, 18) === 0) tags.push('editors-choice');
  return tags;
}

const WOODEN = new Set(['oak', 'walnut', 'beech', 'ash-black']);
const FINISH_MATERIAL: Readonly<Record<string, string>> = {
  oak: 'oak',
  walnut: 'walnut',
  beech: 'beech',
  'ash-black': 'ash',
  brass: 'brass',
  'black-steel': 'steel',
  'white-enamel': 'enamel',
  'sage-enamel': 'enamel',
  'brick-enamel': 'enamel',
  'cast-iron': 'cast-iron',
  marble: 'marble',
  stone: 'stone',
  terracotta: 'terracotta',
  wicker: 'willow',
};

function attributes(made: Made): Record<string, AttributeValue> {
  const { series, facts, finishes, sizes, care, productType } = made;
  const first = sizes[0]!;
  const flat = productType === 'print' || productType === 'stationery';
  const all: Record<string, AttributeValue | undefined> = {
    color: unique(finishes.map((code) => finishName(code).family)),
    material: materialsOf(made),
    series: series.code,
    room: facts.rooms,
    technique: series.technique,
    origin: maker(series.maker).country.toLowerCase(),
    care: care.codes,
    wood: finishes.some((code) => WOODEN.has(code)) ? finishes.filter((code) => WOODEN.has(code)) : undefined,
    pattern: finishName(finishes[0]!).group === 'paper' ? finishes : 'plain',
    height_cm: flat ? first.depth : first.height,
    width_cm: first.width,
    length_cm: flat || first.height !== undefined ? undefined : first.depth,
    depth_cm: first.height === undefined ? undefined : first.depth,
    diameter_cm: first.diameter,
    capacity_l: first.capacity,
    ...series.attributes,
  };
  const known = attributesOf(productType);
  const kept = Object.entries(all).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined && known.has(entry[0]));
  return Object.fromEntries(kept);
}

/** `finish` among a series' materials stands for whatever its finishes are made of; so do finishes that a piece has of its own. */
export function materialsOf({ series, piece, finishes }: Made): string[] {
  const ofFinishes = finishes.flatMap((code) => FINISH_MATERIAL[code] ?? []);
  if (piece.finishes && ofFinishes.length === finishes.length) return unique(ofFinishes);
  return unique(series.materials.flatMap((code) => (code === 'finish' ? ofFinishes : [code])));
}

const unique = (list: readonly string[]): string[] => [...new Set(list)];

/** The first sentences that fit a result page. */
function seoText({ piece, series }: Made): Pair {
  const cut = (text: string) => (text.length <= 158 ? text : `${text.slice(0, text.lastIndexOf(' ', 156))} …`);
  return [cut(`${piece.lead[0]} ${(piece.made ?? series.made)[0]}.`), cut(`${piece.lead[1]} ${(piece.made ?? series.made)[1]}.`)];
}
