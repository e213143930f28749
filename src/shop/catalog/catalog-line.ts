import type { Translated } from '../../kernel/translated.ts';

/**
 * The documented interchange form of the catalogue: one JSON object a line, told apart by `kind`.
 * It carries everything the catalogue knows; importers (Shopify, JSON lines, demo, generated seeds) produce it and the
 * exporters read it back. Lines may refer only to what stands on earlier lines or is already in the shop;
 * a product that names an unknown brand, product type, attribute or category creates it.
 */
export type CatalogLine = AttributeLine | ProductTypeLine | CategoryLine | BrandLine | ProductLine;

export type AttributeLine = {
  kind: 'attribute';
  /** `[a-z0-9_]+`, unique in the shop. */
  code: string;
  name: Translated;
  valueType: 'text' | 'number' | 'boolean' | 'choice';
  /** UCUM-like unit shown after numbers, e.g. `cm`, `g`, `l`. */
  unit?: string | null;
  facetable?: boolean;
  comparable?: boolean;
  /** Choices in display order; `swatch` is a CSS hex colour. A value met in a product and not listed is added. */
  choices?: readonly { code: string; label: Translated; swatch?: string | null }[];
};

export type ProductTypeLine = { kind: 'product-type'; code: string; name: Translated; attributes: readonly string[] };

export type CategoryLine = {
  kind: 'category';
  code: string;
  parent?: string | null;
  /** Path segment by which the category is addressed; unique in the shop. */
  slug: string;
  name: Translated;
  description?: Translated;
  position?: number;
  /** Slugs it had before; each redirects to it. */
  formerSlugs?: readonly string[];
  /** Picture: same rules as `MediaRef.src`. */
  image?: string | null;
};

export type BrandLine = { kind: 'brand'; code: string; name: string; slug: string; description?: Translated };

export type ProductLine = {
  kind: 'product';
  /** Unique, stable; the import key and the address of the product: `[a-z0-9-]+`. A rename leaves a redirect. */
  handle: string;
  /** Handles it had before; each redirects to it. A product that stands in the shop under one of them is renamed by the line. */
  formerHandles?: readonly string[];
  status: 'draft' | 'active' | 'archived';
  title: Translated;
  /** HTML by language; sanitised on the way in. */
  description: Translated;
  brand?: string | null;
  productType?: string | null;
  /** Category codes, the main one first (it makes the breadcrumb). */
  categories?: readonly string[];
  tags?: readonly string[];
  /** By attribute code. A choice is given by code, several as an array. `text` values may be Translated. */
  attributes?: Readonly<Record<string, AttributeValue>>;
  /** At most 3, in display order; absent or empty for a product of a single variant. */
  options?: readonly ProductOption[];
  variants: readonly VariantLine[];
  media?: readonly MediaRef[];
  seo?: { title?: Translated; description?: Translated };
  /** EU 2023/988 (GPSR). */
  safety?: ProductSafety | null;
  /** ISO 8601 instants. Absent: kept, or now for a new product (`publishedAt`: if it is active). */
  createdAt?: string;
  publishedAt?: string | null;
  /** Higher sorts first under "popular"; 0 when unknown. */
  popularity?: number;
  /** Columns of a foreign format that have no field here, kept for the way back: source -> column -> text. */
  foreign?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type AttributeValue = string | number | boolean | readonly string[] | Translated;

export type ProductOption = {
  /** `color`, `size` ...; by position in `VariantLine.options`. */
  code: string;
  name: Translated;
  values: readonly { code: string; label: Translated; swatch?: string | null }[];
};

export type VariantLine = {
  sku?: string | null;
  barcode?: string | null;
  /** Value codes in the order of the product's options. */
  options?: readonly string[];
  weightGrams?: number | null;
  /** By market code (`eu`, `us`): integer minor units of the market's currency, as presented (tax in or out by market). */
  prices: Readonly<Record<string, { amount: number; compareAt?: number | null }>>;
  /** On hand at the default location; null when stock is not tracked. Absent: kept as it is, or 0 for a new variant. */
  stock?: number | null;
  /** Sell below zero. */
  backorder?: boolean;
  requiresShipping?: boolean;
  taxable?: boolean;
  taxCode?: string | null;
  /** Which of a country's rates applies (`standard`, `reduced` ...); `standard` when absent. */
  taxCategory?: string;
  /** Index into the product's `media`. */
  media?: number | null;
  foreign?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type MediaRef = {
  /** An https/http address, or `demo:NAME` for a picture of the demo shop, or `sha256:HEX` for one already stored. */
  src: string;
  kind?: 'image' | 'video';
  alt?: Translated;
  /** Address of a video's poster. */
  poster?: string | null;
};

export type ProductSafety = {
  manufacturer: ContactPoint;
  /** In the EU, when the manufacturer is not. */
  responsiblePerson?: ContactPoint | null;
  warnings?: Translated;
};

export type ContactPoint = { name: string; address: string; email?: string | null; url?: string | null };
