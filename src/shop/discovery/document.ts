import { hash } from 'node:crypto';
import type { Market } from '../../kernel/market.ts';
import { type Translated, translate } from '../../kernel/translated.ts';
import type { SearchDocument, SegmentPart } from '../../platform/search/index.ts';
import { lowestPriceBefore } from '../pricing/index.ts';
import type { MediaRow } from './media-view.ts';
import { namesOf, placesOf } from './places.ts';
import { plainText } from './plain.ts';
import type { Attribute, Label, Structure } from './structure.ts';
import { labelKey } from './structure.ts';

/** What is read of a product to list it. */
export type ProductRow = {
  id: number;
  handle: string;
  status: 'draft' | 'active' | 'archived';
  title: Translated;
  description: Translated;
  brandId: number | null;
  typeId: number | null;
  attributes: Readonly<Record<string, unknown>>;
  options: readonly OptionRow[];
  tags: readonly string[];
  popularity: number;
  listedAt: string;
  /** Category ids, the main one first. */
  categories: readonly number[];
  variants: readonly VariantRow[];
  /** The first two pictures that are stored. */
  media: readonly (MediaRow & { alt: Translated })[];
};

export type OptionRow = { code: string; name: Translated; values: readonly { code: string; label: Translated; swatch?: string | null }[] };

export type VariantRow = {
  id: number;
  sku: string | null;
  barcode: string | null;
  options: readonly string[];
  /** Null: not tracked. */
  available: number | null;
  backorder: boolean;
  /** Price list -> amount, compare-at; of a reduced price also since when, and what was presented before. */
  prices: Readonly<Record<string, readonly [number, number | null, string?, (readonly PastPrice[])?]>>;
};

/** Since, amount, compare-at of a price that was presented before. */
export type PastPrice = readonly [string, number, number | null];

/** Kept with a hit by language; short keys, since 24 of them are read for every page. */
export type StoredCard = {
  /** handle */
  h: string;
  /** title */
  t: string;
  /** brand id */
  b: number | null;
  /** pictures with their alt texts */
  m: (MediaRow & { alt: string })[];
  /** swatches: label, hex */
  w: [string, string][];
  /** listed since */
  n: string;
};

/** Kept with a hit by market. */
export type StoredOffer = {
  a: number;
  c: number | null;
  f: 0 | 1;
  s: 'in' | 'low' | 'out';
  l: number | null;
  v: number | null;
  /** Lowest price of the 30 days before the reduction; there when it is known. */
  o?: number;
};

/** Up to here the number left is worth saying. */
export const fewLeft = 5;

const mostDescription = 2000;
const mostValues = 50;
const mostSwatches = 12;
/** Values longer than this are prose, not something to filter by. */
const mostFacetText = 80;

/** The document of a product, or null when no market sells it. */
export function documentOf(row: ProductRow, structure: Structure, markets: readonly Market[], version: number): SearchDocument | null {
  const segments: Record<string, SegmentPart> = {};
  const shared = sharedFacets(row, structure);
  for (const market of row.status === 'active' ? markets : []) {
    const offer = offerOf(row.variants, market.priceList);
    if (!offer) continue;
    segments[market.code] = {
      price: offer.a,
      facets: { ...shared, ...(offer.s === 'out' ? {} : { stock: ['1'] }), ...(offer.c === null ? {} : { sale: ['1'] }) },
      stored: JSON.stringify(offer),
    };
  }
  const sold = markets.filter((market) => segments[market.code]);
  if (sold.length === 0) return null;
  const languages = [...new Set(sold.flatMap((market) => market.languages))];
  return {
    id: row.id,
    version,
    createdAt: row.listedAt,
    popularity: row.popularity,
    segments,
    languages: Object.fromEntries(
      languages.map((language) => [language, { text: textOf(row, structure, language), stored: JSON.stringify(cardOf(row, language)) }]),
    ),
  };
}

/** Price and stock over all variants that the market has a price for. */
export function offerOf(variants: readonly VariantRow[], priceList: string): StoredOffer | null {
  const priced = variants.flatMap((variant) => {
    const price = variant.prices[priceList];
    return price ? [{ variant, price, amount: price[0], compareAt: price[1] }] : [];
  });
  if (priced.length === 0) return null;
  const cheapest = priced.reduce((a, b) => (b.amount < a.amount ? b : a));
  const endless = priced.some(({ variant }) => variant.available === null || variant.backorder);
  const left = priced.reduce((sum, { variant }) => sum + Math.max(0, variant.available ?? 0), 0);
  const state = endless || left > fewLeft ? 'in' : left > 0 ? 'low' : 'out';
  const lowest = lowestOf(cheapest.price);
  return {
    a: cheapest.amount,
    c: cheapest.compareAt !== null && cheapest.compareAt > cheapest.amount ? cheapest.compareAt : null,
    f: priced.some(({ amount }) => amount !== cheapest.amount) ? 1 : 0,
    s: state,
    l: state === 'low' ? left : null,
    v: priced.length === 1 ? priced[0]!.variant.id : null,
    ...(lowest === null ? {} : { o: lowest }),
  };
}

function lowestOf([amount, compareAt, since, past]: VariantRow['prices'][string]): number | null {
  return since === undefined || past === undefined ? null : lowestBefore({ amount, compareAt, since, past });
}

/** The lowest price of the 30 days before the reduction that stands; null when none does, or nothing is known of the time before. */
export function lowestBefore(price: {
  amount: number;
  compareAt: number | null;
  since: string;
  past: readonly PastPrice[] | null;
}): number | null {
  const past = (price.past ?? []).map(([since, amount, compareAt]) => ({ since, amount, compareAt, until: null }));
  return lowestPriceBefore([...past, { ...price, until: null }]);
}

/** Facets that are the same in every market. */
function sharedFacets(row: ProductRow, structure: Structure): Record<string, readonly string[]> {
  const facets: Record<string, readonly string[]> = { all: ['1'] };
  const categories = placesOf(row.categories, structure).texts;
  if (categories.length > 0) facets.category = categories;
  if (row.brandId !== null) facets.brand = [String(row.brandId)];
  if (row.tags.length > 0) facets.tag = [...new Set(row.tags)];
  const values: Record<string, string[]> = {};
  const add = (field: string, list: readonly string[]) => {
    const known = values[field] ?? [];
    for (const value of list)
      if (value !== '' && value.length <= mostFacetText && known.length < mostValues && !known.includes(value)) known.push(value);
    if (known.length > 0) values[field] = known;
  };
  for (const code of Object.keys(row.attributes)) {
    const attribute = structure.attributes.get(code);
    if (attribute?.facetable) add(`attr.${code}`, facetValues(attribute, row.attributes[code]));
  }
  for (const [place, option] of row.options.entries()) {
    const attribute = structure.attributes.get(option.code);
    if (attribute && !attribute.facetable) continue;
    // What the product says of itself comes first: a merchant sorts celadon and moss under green.
    if (row.attributes[option.code] !== undefined && values[`attr.${option.code}`]) continue;
    add(`attr.${option.code}`, usedValues(row, place));
  }
  return Object.assign(facets, values);
}

function usedValues(row: ProductRow, place: number): string[] {
  return [...new Set(row.variants.flatMap((variant) => variant.options[place] ?? []))];
}

/** What an attribute's value is filtered by. */
export function facetValues(attribute: Attribute, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object') return attribute.type === 'text' ? [translate(value as Translated, 'en')] : [];
  return [String(value)];
}

/** An attribute's value as it is read. */
export function attributeText(attribute: Attribute | undefined, value: unknown, language: string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => attributeText(attribute, each, language)).join(', ');
  if (typeof value === 'object') return translate(value as Translated, language);
  if (typeof value === 'boolean') return YES_NO[language]?.[value ? 0 : 1] ?? YES_NO.en![value ? 0 : 1]!;
  const choice = attribute?.choices.get(String(value));
  if (choice) return translate(choice.label, language);
  if (typeof value === 'number') return quantityText(value, attribute?.unit ?? null, language);
  return String(value);
}

/** UCUM codes of units that languages have words for. */
const UNITS: Readonly<Record<string, string>> = {
  a: 'year',
  mo: 'month',
  wk: 'week',
  d: 'day',
  h: 'hour',
  min: 'minute',
  s: 'second',
  mm: 'millimeter',
  cm: 'centimeter',
  m: 'meter',
  km: 'kilometer',
  g: 'gram',
  kg: 'kilogram',
  l: 'liter',
  L: 'liter',
  ml: 'milliliter',
  mL: 'milliliter',
  Cel: 'celsius',
  '%': 'percent',
};
const worded = new Set(['a', 'mo', 'wk', 'd', 'h', 'min', 's']);

/** `12 cm`, `2 years`, `1,5 l`. Texts are kept: formatting costs more than everything else that is done for a product. */
export function quantityText(value: number, unit: string | null, language: string): string {
  const key = `${language} ${unit ?? ''} ${value}`;
  let text = quantities.get(key);
  if (text === undefined) {
    const known = unit === null ? undefined : UNITS[unit];
    if (known)
      text = new Intl.NumberFormat(language, { style: 'unit', unit: known, unitDisplay: worded.has(unit!) ? 'long' : 'short' }).format(
        value,
      );
    else text = `${new Intl.NumberFormat(language).format(value)}${unit ? `\u00a0${unit}` : ''}`;
    if (quantities.size > mostQuantities) quantities.clear();
    quantities.set(key, text);
  }
  return text;
}

const mostQuantities = 50_000;
const quantities = new Map<string, string>();

const YES_NO: Record<string, readonly [string, string]> = { en: ['yes', 'no'], de: ['ja', 'nein'] };

function textOf(row: ProductRow, structure: Structure, language: string) {
  const brand = row.brandId === null ? '' : (structure.brands.get(row.brandId)?.name ?? '');
  const categories = namesOf(placesOf(row.categories, structure), structure, language);
  const type = row.typeId === null ? '' : translate(structure.types.get(row.typeId), language);
  const attributes = Object.entries(row.attributes)
    .filter(([, value]) => typeof value !== 'boolean')
    .map(([code, value]) => attributeText(structure.attributes.get(code), value, language));
  const options = row.options.flatMap((option) => option.values.map((value) => translate(value.label, language)));
  return {
    title: translate(row.title, language),
    topics: [brand, ...(categories === '' ? [] : [categories]), type].join(' '),
    attributes: [...attributes, ...options, ...row.tags].join(' '),
    description: plainText(translate(row.description, language)).slice(0, mostDescription),
    codes: row.variants.flatMap((variant) => [variant.sku, variant.barcode].filter((code) => code !== null)),
  };
}

function cardOf(row: ProductRow, language: string): StoredCard {
  return {
    h: row.handle,
    t: translate(row.title, language),
    b: row.brandId,
    m: row.media.map((media) => ({ ...media, alt: translate(media.alt, language) || translate(row.title, language) })),
    w: row.options
      .flatMap((option, place) => {
        const used = new Set(usedValues(row, place));
        return option.values.flatMap((value): [string, string][] =>
          value.swatch && used.has(value.code) ? [[translate(value.label, language), value.swatch]] : [],
        );
      })
      .slice(0, mostSwatches),
    n: row.listedAt,
  };
}

/** Labels of option values that no attribute's choices give, by `labelKey`. */
export function labelsOf(row: ProductRow, structure: Structure): Map<string, Label & { field: string; value: string }> {
  const labels = new Map<string, Label & { field: string; value: string }>();
  for (const option of row.options) {
    const field = `attr.${option.code}`;
    const attribute = structure.attributes.get(option.code);
    if (!attribute) labels.set(labelKey(field, ''), { field, value: '', label: option.name, swatch: null, position: 0 });
    for (const [position, { code, label, swatch }] of option.values.entries())
      if (!attribute?.choices.has(code)) labels.set(labelKey(field, code), { field, value: code, label, swatch: swatch ?? null, position });
  }
  return labels;
}

/** How a product was last listed: by comparing two of these it is known which pages a change touches. */
export type ListedState = {
  categories: readonly number[];
  brand: number | null;
  tags: string[];
  listedAt: string;
  popularity: number;
  reduced: boolean;
  /** Of everything that totals, counts, bounds and orders are made from. */
  facts: string;
  /** Of the whole document. */
  document: string;
};

export function stateOf(row: ProductRow, document: SearchDocument | null, structure: Structure): ListedState | null {
  return document && { ...unindexedState(row, document, structure), document: digest({ ...document, version: 0 }) };
}

/** As long as the document is not in the index in use: the next event of the product writes it, whatever it says. */
export function unindexedState(row: ProductRow, document: SearchDocument, structure: Structure): ListedState {
  const facts = Object.entries(document.segments).map(([segment, part]) => [segment, part.price, part.facets]);
  return {
    categories: placesOf(row.categories, structure).ids,
    brand: row.brandId,
    tags: [...row.tags],
    listedAt: row.listedAt,
    popularity: row.popularity,
    reduced: Object.values(document.segments).some((part) => part.facets.sale),
    facts: digest([facts, row.listedAt, row.popularity]),
    document: '',
  };
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 22);
}

/** Tags of the pages that show a product as it was or as it is now. */
export function purgeTags(id: number, before: ListedState | null, after: ListedState | null): string[] {
  const tags = [`product:${id}`];
  if (before?.facts === after?.facts) return tags;
  const states = [before, after].filter((state) => state !== null);
  tags.push('category:0', 'search');
  for (const state of states) {
    tags.push(...state.categories.map((category) => `category:${category}`), ...state.tags.map((tag) => `tag:${tag}`));
    if (state.brand !== null) tags.push(`brand:${state.brand}`);
  }
  if (before?.listedAt !== after?.listedAt) tags.push('rows:newest');
  if (before?.popularity !== after?.popularity) tags.push('rows:popular');
  if (states.some((state) => state.reduced)) tags.push('rows:reduced');
  return tags;
}
