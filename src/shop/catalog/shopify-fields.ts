import { toDecimal } from '../../kernel/money.ts';
import { translate } from '../../kernel/translated.ts';
import type { MediaRef, ProductLine, ProductOption, VariantLine } from './catalog-line.ts';
import { oneLine } from './plain-text.ts';
import { type ColumnId, keptName } from './shopify-columns.ts';
import { isNoChoice, labelText } from './shopify-options.ts';
import { codeOf, readAddress, readCode, readCount, readFlag, readGrams, readPrice, readTags, titleFrom } from './shopify-values.ts';

export type ShopifyContext = {
  market: string;
  currency: string;
  language: string;
  /** Names of brands and product types by code, for the way out. */
  brandName: (code: string) => string;
  typeName: (code: string) => string;
};

/**
 * One or a few columns that together say one thing. Reading and writing stand side by side: a text of a file is kept only
 * where writing would not give it back, and is used on the way out only while it still means what the product says.
 */
export type Field<Subject> = {
  columns: readonly ColumnId[];
  /** What the texts mean, as a plain value. */
  read(texts: readonly string[], context: ShopifyContext, subject: { handle: string }): unknown;
  /** What the subject says, in the form that `read` gives. */
  model(subject: Subject, context: ShopifyContext): unknown;
  /** The subject as texts. */
  write(subject: Subject, context: ShopifyContext): readonly string[];
};

export type VariantSubject = { variant: VariantLine; options: readonly ProductOption[]; media: readonly MediaRef[] };

/** Kept for the way back, without a meaning of its own here. */
const keptOnly = <S>(column: ColumnId, usual: string): Field<S> => ({
  columns: [column],
  read: () => null,
  model: () => null,
  write: () => [usual],
});

export const PRODUCT_FIELDS: readonly Field<ProductLine>[] = [
  {
    columns: ['title'],
    read: ([title], _, { handle }) => oneLine(title!).slice(0, 500) || titleFrom(handle),
    model: (product, { language }) => translate(product.title, language),
    write: (product, { language }) => [translate(product.title, language)],
  },
  {
    columns: ['vendor'],
    read: ([vendor]) => codeOf(vendor!) || null,
    model: (product) => product.brand ?? null,
    write: (product, { brandName }) => [product.brand ? brandName(product.brand) : ''],
  },
  {
    columns: ['type'],
    read: ([type]) => codeOf(type!) || null,
    model: (product) => product.productType ?? null,
    write: (product, { typeName }) => [product.productType ? typeName(product.productType) : ''],
  },
  {
    columns: ['tags'],
    read: ([tags]) => readTags(tags!),
    model: (product) => product.tags ?? [],
    write: (product) => [(product.tags ?? []).join(', ')],
  },
  {
    columns: ['status', 'published'],
    read: ([status, published]) => readStatus(status!, published!),
    model: (product) => product.status,
    write: (product) => [product.status, String(product.status === 'active')],
  },
  {
    columns: ['seoTitle'],
    read: ([title]) => oneLine(title!),
    model: (product, { language }) => translate(product.seo?.title, language),
    write: (product, { language }) => [translate(product.seo?.title, language)],
  },
  {
    columns: ['seoDescription'],
    read: ([description]) => oneLine(description!),
    model: (product, { language }) => translate(product.seo?.description, language),
    write: (product, { language }) => [translate(product.seo?.description, language)],
  },
  ...([0, 1, 2] as const).map(optionName),
  ...([1, 2, 3] as const).map((n) => keptOnly<ProductLine>(`option${n}Linked`, '')),
  keptOnly('category', ''),
  keptOnly('giftCard', 'false'),
];

export const VARIANT_FIELDS: readonly Field<VariantSubject>[] = [
  ...([0, 1, 2] as const).map(optionValue),
  {
    columns: ['sku'],
    read: ([sku]) => readCode(sku!) || null,
    model: ({ variant }) => variant.sku ?? null,
    write: ({ variant }) => [variant.sku ?? ''],
  },
  {
    columns: ['barcode'],
    read: ([barcode]) => readCode(barcode!) || null,
    model: ({ variant }) => variant.barcode ?? null,
    write: ({ variant }) => [variant.barcode ?? ''],
  },
  {
    columns: ['grams'],
    read: ([grams]) => readGrams(grams!) ?? null,
    model: ({ variant }) => variant.weightGrams ?? null,
    write: ({ variant }) => [String(variant.weightGrams ?? '')],
  },
  {
    columns: ['tracker', 'quantity'],
    read: ([tracker, quantity]) => readStock(tracker!, quantity!) ?? null,
    model: ({ variant }) => variant.stock ?? null,
    write: ({ variant: { stock } }) => (typeof stock === 'number' ? ['shopify', String(stock)] : ['', '']),
  },
  {
    columns: ['policy'],
    read: ([policy]) => readPolicy(policy!),
    model: ({ variant }) => variant.backorder ?? false,
    write: ({ variant }) => [variant.backorder ? 'continue' : 'deny'],
  },
  {
    columns: ['price', 'compareAt'],
    read: ([price, compareAt], { currency }) => {
      const amount = readPrice(price!, currency) ?? null;
      return amount === null ? null : [amount, readPrice(compareAt!, currency) ?? null];
    },
    model: ({ variant }, { market }) => {
      const price = variant.prices[market];
      return price ? [price.amount, price.compareAt ?? null] : null;
    },
    write: ({ variant }, { market, currency }) => {
      const price = variant.prices[market];
      return [decimal(price?.amount, currency), decimal(price?.compareAt, currency)];
    },
  },
  {
    columns: ['shipping'],
    read: ([shipping]) => readFlag(shipping!, true),
    model: ({ variant }) => variant.requiresShipping ?? true,
    write: ({ variant }) => [String(variant.requiresShipping ?? true)],
  },
  {
    columns: ['taxable'],
    read: ([taxable]) => readFlag(taxable!, true),
    model: ({ variant }) => variant.taxable ?? true,
    write: ({ variant }) => [String(variant.taxable ?? true)],
  },
  {
    columns: ['taxCode'],
    read: ([code]) => oneLine(code!).slice(0, 64) || null,
    model: ({ variant }) => variant.taxCode ?? null,
    write: ({ variant }) => [variant.taxCode ?? ''],
  },
  {
    columns: ['variantImage'],
    read: ([address]) => readAddress(address!),
    model: ({ variant, media }) => media[variant.media ?? -1]?.src ?? null,
    write: ({ variant, media }) => [media[variant.media ?? -1]?.src ?? ''],
  },
  keptOnly('weightUnit', 'g'),
  keptOnly('fulfillment', 'manual'),
  keptOnly('cost', ''),
];

export type ImageSubject = { ref: MediaRef; index: number };

export const IMAGE_FIELDS: readonly Field<ImageSubject>[] = [
  { columns: ['imageSrc'], read: ([src]) => readAddress(src!), model: ({ ref }) => ref.src, write: ({ ref }) => [ref.src] },
  // The order of the images is their position; what a file calls it is only kept.
  { columns: ['imagePosition'], read: () => null, model: () => null, write: ({ index }) => [String(index + 1)] },
  {
    columns: ['imageAlt'],
    read: ([alt]) => oneLine(alt!).slice(0, 5000),
    model: ({ ref }, { language }) => translate(ref.alt, language),
    write: ({ ref }, { language }) => [translate(ref.alt, language)],
  },
];

export type Kept = Record<string, string>;

/** The texts of a file that writing would not give back. A group is kept whole, since it is understood as a whole. */
export function keptTexts<S>(
  fields: readonly Field<S>[],
  subject: S,
  texts: (id: ColumnId) => string | null,
  context: ShopifyContext,
): Kept {
  const kept: Kept = {};
  for (const field of fields) {
    const given = field.columns.map(texts);
    if (given.every((text) => text === null)) continue;
    const written = field.write(subject, context);
    if (given.every((text, index) => text === null || text === written[index])) continue;
    for (const [index, id] of field.columns.entries()) if (given[index] !== null) kept[keptName(id)] = given[index]!;
  }
  return kept;
}

/** The subject as cells: the texts it came with as far as they still hold, else as we write them. */
export function cellsOf<S>(fields: readonly Field<S>[], subject: S, kept: Kept, place: { context: ShopifyContext; handle: string }) {
  const cells: (readonly [id: ColumnId, text: string])[] = [];
  for (const field of fields) {
    const written = field.write(subject, place.context);
    const given = field.columns.map((id) => kept[keptName(id)]);
    const isKept = given.some((text) => text !== undefined);
    const holds =
      isKept &&
      JSON.stringify(
        field.read(
          given.map((text) => text ?? ''),
          place.context,
          place,
        ),
      ) === JSON.stringify(field.model(subject, place.context));
    for (const [index, id] of field.columns.entries()) cells.push([id, (holds ? given[index] : undefined) ?? written[index]!]);
  }
  return cells;
}

export function readStatus(status: string, published: string): ProductLine['status'] {
  const plain = oneLine(status).toLowerCase();
  if (plain === 'archived') return 'archived';
  if (plain !== 'active' && plain !== '') return 'draft';
  // What is not published is not to be seen, whatever its status.
  return readFlag(published, true) ? 'active' : 'draft';
}

/** Null: not tracked. A quantity without a tracker is one that nobody counts, unless the file has no such column. */
export function readStock(tracker: string | null, quantity: string): number | null | undefined {
  const count = readCount(quantity);
  if (tracker === null) return count ?? null;
  return oneLine(tracker) === '' ? null : count === null ? 0 : count;
}

function readPolicy(policy: string): boolean {
  return oneLine(policy).toLowerCase() === 'continue' || readFlag(policy, false);
}

function optionName(place: 0 | 1 | 2): Field<ProductLine> {
  const nameOf = ({ options = [] }: ProductLine, language: string) =>
    options[place] ? translate(options[place].name, language) : place === 0 && options.length === 0 ? 'Title' : '';
  return {
    columns: [`option${(place + 1) as 1 | 2 | 3}Name`],
    read: ([name]) => oneLine(name!).slice(0, 255) || (place === 0 ? 'Title' : ''),
    model: (product, { language }) => nameOf(product, language),
    write: (product, { language }) => [nameOf(product, language)],
  };
}

function optionValue(place: 0 | 1 | 2): Field<VariantSubject> {
  const labelOf = ({ variant, options }: VariantSubject, language: string) => {
    const option = options[place];
    if (!option) return '';
    const code = variant.options?.[place] ?? '';
    return labelText(code, translate(option.values.find((value) => value.code === code)?.label, language));
  };
  return {
    columns: [`option${(place + 1) as 1 | 2 | 3}Value`],
    read: ([value]) => (place === 0 && isNoChoice(value!) ? '' : oneLine(value!)),
    model: (subject, { language }) => labelOf(subject, language),
    write: (subject, { language }) => [place === 0 && subject.options.length === 0 ? 'Default Title' : labelOf(subject, language)],
  };
}

function decimal(amount: number | null | undefined, currency: string): string {
  return amount === null || amount === undefined ? '' : toDecimal(amount, currency);
}
