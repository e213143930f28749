import type { MediaRef, ProductLine, ProductOption, VariantLine } from './catalog-line.ts';

/** A product as the database holds it; members that are jsonb come with their keys in any order. */
export type ProductRow = {
  id: number;
  version: number;
  importHash: Buffer | null;
  handle: string;
  formerHandles: string[] | null;
  status: ProductLine['status'];
  title: Record<string, string>;
  description: Record<string, string>;
  brand: string | null;
  productType: string | null;
  categories: string[] | null;
  tags: string[];
  attributes: Record<string, never>;
  options: ProductOption[];
  seo: NonNullable<ProductLine['seo']>;
  safety: ProductLine['safety'];
  createdAt: Date;
  publishedAt: Date | null;
  updatedAt: Date;
  popularity: number;
  foreign: NonNullable<ProductLine['foreign']>;
  variants: VariantRow[] | null;
  media:
    | { source: string | null; mediaId: string | null; kind: 'image' | 'video'; alt: Record<string, string>; poster: string | null }[]
    | null;
};

export type VariantRow = {
  id: number;
  sku: string | null;
  barcode: string | null;
  options: string[];
  weightGrams: number | null;
  /** By price list. */
  prices: Record<string, [amount: number, compareAt: number | null]> | null;
  stock: number | null;
  tracked: boolean;
  backorder: boolean;
  requiresShipping: boolean;
  taxable: boolean;
  taxCode: string | null;
  taxCategory: string;
  media: number | null;
  foreign: NonNullable<ProductLine['foreign']>;
};

/** Price list -> market code, in the order of the markets. */
export type MarketOfList = ReadonlyMap<string, string>;

/** The normal form of what the database holds: the same bytes as `checkLine` makes of the same content. */
export function productLine(row: ProductRow, markets: MarketOfList): ProductLine & { variants: VariantLine[] } {
  const media = (row.media ?? []).map(mediaRef);
  return {
    kind: 'product',
    handle: row.handle,
    ...(row.formerHandles ? { formerHandles: row.formerHandles } : {}),
    status: row.status,
    title: inOrder(row.title),
    description: inOrder(row.description),
    ...(row.brand === null ? {} : { brand: row.brand }),
    ...(row.productType === null ? {} : { productType: row.productType }),
    ...(row.categories ? { categories: row.categories } : {}),
    ...(row.tags.length > 0 ? { tags: row.tags } : {}),
    ...(isEmpty(row.attributes) ? {} : { attributes: deepInOrder(row.attributes) }),
    ...(row.options.length > 0 ? { options: row.options.map(option) } : {}),
    variants: (row.variants ?? []).map((variant) => variantLine(variant, markets)),
    ...(media.length > 0 ? { media } : {}),
    ...(isEmpty(row.seo) ? {} : { seo: seo(row.seo) }),
    ...(row.safety ? { safety: safety(row.safety) } : {}),
    createdAt: row.createdAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    ...(row.popularity === 0 ? {} : { popularity: row.popularity }),
    ...(isEmpty(row.foreign) ? {} : { foreign: deepInOrder(row.foreign) }),
  };
}

function variantLine(row: VariantRow, markets: MarketOfList): VariantLine {
  const prices = Object.entries(row.prices ?? {})
    .flatMap(([list, [amount, compareAt]]) => {
      const market = markets.get(list);
      return market ? [[market, compareAt === null ? { amount } : { amount, compareAt }] as const] : [];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(row.sku === null ? {} : { sku: row.sku }),
    ...(row.barcode === null ? {} : { barcode: row.barcode }),
    ...(row.options.length > 0 ? { options: row.options } : {}),
    ...(row.weightGrams === null ? {} : { weightGrams: row.weightGrams }),
    prices: Object.fromEntries(prices),
    stock: row.tracked ? (row.stock ?? 0) : null,
    ...(row.backorder ? { backorder: true } : {}),
    ...(row.requiresShipping ? {} : { requiresShipping: false }),
    ...(row.taxable ? {} : { taxable: false }),
    ...(row.taxCode === null ? {} : { taxCode: row.taxCode }),
    ...(row.taxCategory === 'standard' ? {} : { taxCategory: row.taxCategory }),
    ...(row.media === null ? {} : { media: row.media }),
    ...(isEmpty(row.foreign) ? {} : { foreign: deepInOrder(row.foreign) }),
  };
}

function mediaRef(row: NonNullable<ProductRow['media']>[number]): MediaRef {
  return {
    src: row.source ?? `sha256:${row.mediaId}`,
    ...(row.kind === 'video' ? { kind: row.kind } : {}),
    ...(isEmpty(row.alt) ? {} : { alt: inOrder(row.alt) }),
    ...(row.poster === null ? {} : { poster: row.poster }),
  };
}

function option({ code, name, values }: ProductOption): ProductOption {
  return {
    code,
    name: inOrder(name),
    values: values.map((value) => ({ code: value.code, label: inOrder(value.label), ...(value.swatch ? { swatch: value.swatch } : {}) })),
  };
}

function seo({ title, description }: NonNullable<ProductLine['seo']>): NonNullable<ProductLine['seo']> {
  return { ...(title ? { title: inOrder(title) } : {}), ...(description ? { description: inOrder(description) } : {}) };
}

function safety({ manufacturer, responsiblePerson, warnings }: NonNullable<ProductLine['safety']>): NonNullable<ProductLine['safety']> {
  type Contact = typeof manufacturer;
  const contact = ({ name, address, email, url }: Contact): Contact => ({
    name,
    address,
    ...(email ? { email } : {}),
    ...(url ? { url } : {}),
  });
  return {
    manufacturer: contact(manufacturer),
    ...(responsiblePerson ? { responsiblePerson: contact(responsiblePerson) } : {}),
    ...(warnings ? { warnings: inOrder(warnings) } : {}),
  };
}

/** The same object with its keys in alphabetical order. */
export function inOrder<T>(object: Readonly<Record<string, T>>): Record<string, T> {
  const keys = Object.keys(object);
  if (keys.length < 2) return { ...object };
  return Object.fromEntries(keys.sort().map((key) => [key, object[key]!]));
}

function deepInOrder<T>(object: Readonly<Record<string, T>>): Record<string, T> {
  const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.keys(object)
    .sort()
    .map((key) => {
      const value = object[key]!;
      return [key, isMap(value) ? (inOrder(value as Record<string, unknown>) as T) : value] as const;
    });
  return Object.fromEntries(entries);
}

function isEmpty(object: object | null): boolean {
  return !object || Object.keys(object).length === 0;
}
