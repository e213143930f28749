import { slugify } from '../../src/kernel/slug.ts';
import type {
  BrandLine,
  CatalogLine,
  CategoryLine,
  ProductLine,
  ProductTypeLine,
  VariantLine,
} from '../../src/shop/catalog/catalog-line.ts';
import tree from './categories.json' with { type: 'json' };
import { createRandom, numberOf, type Random } from './random.ts';
import { brandName, COLORS, MATERIALS, PICTURES, SERIES, SIZES } from './words.ts';

export type GeneratedOptions = {
  products: number;
  /** Use only so many leaf categories, spread over the tree; default all. */
  categories?: number;
  seed?: number;
};

/**
 * A catalogue of any size over real category names (CC0, see categories.json), the same on every machine. Brands grow with
 * the root of the number of products, and every product has a model number of its own, so the vocabulary grows too.
 */
export function* generatedLines(options: GeneratedOptions): Generator<CatalogLine> {
  yield* generatedStructure(options);
  yield* generatedProducts(options, 0, options.products);
}

/** Attributes, product types, categories and brands of such a catalogue. */
export function generatedStructure(options: GeneratedOptions): Generator<CatalogLine> {
  return structure(pickLeaves(options.categories), brandsOf(options));
}

/** The products from one place up to another, in the normal form of `checkLine`: any part of a catalogue can be made by itself. */
export function* generatedProducts(options: GeneratedOptions, from: number, to: number): Generator<ProductLine> {
  const leaves = pickLeaves(options.categories);
  const brands = brandsOf(options);
  for (let i = from; i < to; i++) yield productLine(i, leaves[i % leaves.length]!, brands, options.seed ?? 1);
}

/** No product has more variants. */
export const MOST_GENERATED_VARIANTS = 4;

function brandsOf({ products }: GeneratedOptions): number {
  return Math.max(12, Math.round(Math.sqrt(products) * 1.5));
}

type Leaf = { code: string; path: string[]; type: string; noun: string; basePrice: number; picture: string | null };

/** Prices start from a day that never moves, so that two runs give the same bytes. */
const EPOCH = Date.UTC(2026, 9, 1);
const DAY_MS = 86_400_000;

let leaves: readonly Leaf[] | null = null;

function pickLeaves(wanted?: number): readonly Leaf[] {
  leaves ??= tree.leaves.map(leafOf);
  const all = leaves;
  if (wanted === undefined || wanted >= all.length) return all;
  return Array.from({ length: Math.max(1, wanted) }, (_, i) => all[Math.floor((i * all.length) / Math.max(1, wanted))]!);
}

function leafOf(joined: string): Leaf {
  const path = joined.split('\t');
  const name = path.at(-1)!;
  const character = numberOf(joined);
  return {
    code: categoryCode(path),
    path,
    type: slugify(path[0]!),
    noun: singular(name),
    // From about 9 to about 900, most of them low.
    basePrice: 900 + Math.round(((character % 1000) / 1000) ** 3 * 90_000),
    picture: PICTURES.find(([word]) => word.test(name))?.[1] ?? null,
  };
}

function* structure(leaves: readonly Leaf[], brands: number): Generator<CatalogLine> {
  const choice = (codes: typeof COLORS) => codes.map(({ code, label, swatch }) => ({ code, label, swatch: swatch ?? null }));
  yield {
    kind: 'attribute',
    code: 'color',
    name: { en: 'Colour', de: 'Farbe' },
    valueType: 'choice',
    facetable: true,
    comparable: true,
    choices: choice(COLORS),
  };
  yield {
    kind: 'attribute',
    code: 'material',
    name: { en: 'Material', de: 'Material' },
    valueType: 'choice',
    facetable: true,
    comparable: true,
    choices: choice(MATERIALS),
  };
  yield { kind: 'attribute', code: 'width_cm', name: { en: 'Width', de: 'Breite' }, valueType: 'number', unit: 'cm', comparable: true };
  yield {
    kind: 'attribute',
    code: 'warranty_years',
    name: { en: 'Warranty', de: 'Garantie' },
    valueType: 'number',
    unit: 'a',
    facetable: true,
    comparable: true,
  };
  yield {
    kind: 'attribute',
    code: 'recycled',
    name: { en: 'Recycled material', de: 'Recyceltes Material' },
    valueType: 'boolean',
    facetable: true,
  };
  yield { kind: 'attribute', code: 'model', name: { en: 'Model number', de: 'Modellnummer' }, valueType: 'text' };
  for (const type of new Set(leaves.map((leaf) => leaf.path[0]!))) {
    const line: ProductTypeLine = {
      kind: 'product-type',
      code: slugify(type),
      name: { en: type },
      attributes: ['color', 'material', 'width_cm', 'warranty_years', 'recycled', 'model'],
    };
    yield line;
  }
  const seen = new Set<string>();
  for (const leaf of leaves) {
    for (let depth = 1; depth <= leaf.path.length; depth++) {
      const path = leaf.path.slice(0, depth);
      const code = categoryCode(path);
      if (seen.has(code)) continue;
      seen.add(code);
      const line: CategoryLine = {
        kind: 'category',
        code,
        parent: depth > 1 ? categoryCode(path.slice(0, -1)) : null,
        slug: code,
        name: { en: path.at(-1)! },
        position: seen.size,
      };
      yield line;
    }
  }
  for (let n = 0; n < brands; n++) {
    const line: BrandLine = { kind: 'brand', code: slugify(brandName(n)), slug: slugify(brandName(n)), name: brandName(n) };
    yield line;
  }
}

/** Unique although names repeat in the tree: the path, shortened from the middle by a number of its own. */
function categoryCode(path: readonly string[]): string {
  const own = slugify(path.at(-1)!, 60);
  return path.length === 1 ? own : `${own}-${numberOf(path.join('\t')).toString(36)}`;
}

function productLine(index: number, leaf: Leaf, brands: number, seed: number): ProductLine {
  const random = createRandom(Math.imul(index + 1, 2654435761) ^ seed);
  // A few brands sell much, most sell little.
  const brand = brandName(Math.floor(random.next() ** 2 * brands));
  const series = random.pick(SERIES);
  const model = `${brand.slice(0, 2).toUpperCase()}-${(100 + index).toString(36).toUpperCase()}${random.between(1, 9)}`;
  const material = random.pick(MATERIALS);
  const width = random.between(4, 180);
  const createdAt = new Date(EPOCH - random.between(0, 540) * DAY_MS - random.between(0, 86_399) * 1000).toISOString();
  const options = optionsOf(random);
  const title = `${brand} ${series} ${leaf.noun} ${model}`;
  const status = random.next() < 0.985 ? 'active' : random.next() < 0.5 ? 'draft' : 'archived';
  const gift = random.next() < 0.1;
  const warranty = random.pick([1, 2, 2, 3, 5]);
  const recycled = random.next() < 0.2;
  const variants = variantsOf({ random, leaf, model, options });
  const html = leaf.noun.replaceAll('&', '&amp;');
  return {
    kind: 'product',
    handle: slugify(title, 110),
    status,
    title: { en: title },
    description: {
      de: `<p>${series} von ${brand}, ${html}, aus ${material.label.de}, ${width} cm breit. Modell ${model}.</p>`,
      en: `<p>The ${series} is a ${html.toLowerCase()} by ${brand} in ${material.label.en!.toLowerCase()}, ${width} cm wide. Model ${model}.</p>`,
    },
    brand: slugOf(brand),
    productType: leaf.type,
    categories: [leaf.code],
    ...(gift ? { tags: ['gift'] } : {}),
    attributes: {
      ...(options.colors.length > 0 ? { color: options.colors.map((c) => c.code) } : {}),
      material: [material.code],
      model,
      recycled,
      warranty_years: warranty,
      width_cm: width,
    },
    ...(options.lines.length > 0 ? { options: options.lines } : {}),
    variants,
    ...(leaf.picture ? { media: [{ src: `demo:${leaf.picture}`, alt: { en: title } }] } : {}),
    safety: {
      manufacturer: { name: brand, address: `${random.between(1, 200)} Foundry Lane, Rotterdam, NL`, email: 'safety@example.com' },
    },
    createdAt,
    publishedAt: createdAt,
    ...popular(Math.floor(random.next() ** 4 * 10_000)),
  };
}

const slugs = new Map<string, string>();

/** Brands come again and again. */
function slugOf(name: string): string {
  let slug = slugs.get(name);
  if (slug === undefined) {
    slug = slugify(name);
    slugs.set(name, slug);
  }
  return slug;
}

/** Members that say nothing are left out. */
function popular(popularity: number): { popularity?: number } {
  return popularity === 0 ? {} : { popularity };
}

type Chosen = { colors: typeof COLORS; sizes: typeof SIZES; lines: NonNullable<ProductLine['options']> };

/** 1 to 4 variants: none, up to four colours, or two colours in two sizes. */
function optionsOf(random: Random): Chosen {
  const kind = random.next();
  const colors = kind < 0.4 ? [] : spread(random, COLORS, kind < 0.75 ? random.between(2, 4) : kind < 0.9 ? 2 : 1);
  const sizes = kind >= 0.75 && kind < 0.9 ? spread(random, SIZES, 2) : [];
  const lines = [];
  const values = (choices: typeof COLORS) =>
    choices.map(({ code, label, swatch }) => ({ code, label: { de: label.de!, en: label.en! }, ...(swatch ? { swatch } : {}) }));
  if (colors.length > 1) lines.push({ code: 'color', name: { de: 'Farbe', en: 'Colour' }, values: values(colors) });
  if (sizes.length > 0) lines.push({ code: 'size', name: { de: 'Größe', en: 'Size' }, values: values(sizes) });
  return { colors, sizes, lines };
}

function variantsOf({ random, leaf, model, options }: { random: Random; leaf: Leaf; model: string; options: Chosen }): VariantLine[] {
  const chosen = options.lines.reduce<string[][]>(
    (sets, option) => sets.flatMap((set) => option.values.map((value) => [...set, value.code])),
    [[]],
  );
  const base = Math.round(leaf.basePrice * (0.6 + random.next() * 1.4));
  const reduced = random.next() < 0.12;
  const weight = random.between(40, 9000);
  return chosen.map((values, n) => {
    const eu = charm(base + n * 200);
    const us = charm(Math.round((base + n * 200) * 0.98));
    return {
      sku: [model, ...values.map((value) => value.toUpperCase())].join('-'),
      barcode: barcode(random),
      ...(values.length > 0 ? { options: values } : {}),
      weightGrams: weight,
      prices: {
        eu: { amount: eu, ...(reduced ? { compareAt: charm(Math.round(eu * 1.25)) } : {}) },
        us: { amount: us, ...(reduced ? { compareAt: charm(Math.round(us * 1.25)) } : {}) },
      },
      stock: random.next() < 0.08 ? 0 : random.next() < 0.1 ? random.between(1, 5) : random.between(6, 200),
    };
  });
}

/** Ends in .95, as shops write prices. */
function charm(amount: number): number {
  return Math.max(195, Math.round(amount / 100) * 100 - 5);
}

/** EAN-13 of the range 200-299, which is for use inside a shop. */
function barcode(random: Random): string {
  const digits = `2${String(Math.floor(random.next() * 1e11)).padStart(11, '0')}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

function spread<T>(random: Random, list: readonly T[], count: number): T[] {
  const start = random.between(0, list.length - 1);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[(start + i) % list.length]!);
}

/** "Compact Cameras" -> "Compact Camera", good enough for English shop categories. */
function singular(name: string): string {
  return name
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$/, '$1\u0000')
    .replace(/(sh|ch|x)es$/, '$1')
    .replace(/s$/, '')
    .replace('\u0000', '');
}
