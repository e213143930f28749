import { MOST_AMOUNT } from '../../kernel/money.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import type { AttributeValue, ContactPoint, MediaRef, ProductLine, ProductOption, ProductSafety, VariantLine } from './catalog-line.ts';
import {
  type Faults,
  flag,
  foreignColumns,
  isObject,
  list,
  members,
  neededTranslated,
  oneLine,
  oneOf,
  optionalInstant,
  optionalText,
  pointer,
  type Raw,
  text,
  texts,
  translated,
  whole,
} from './checks.ts';
import { richText } from './rich-text.ts';
import { attributeCode, CODE_LENGTH, choiceList, slugOf } from './structure-check.ts';

export const MOST_VARIANTS = 2048;
const INT32 = 2_147_483_647;

const PRODUCT = new Set(
  (
    'kind handle formerHandles status title description brand productType categories tags attributes options variants media seo safety ' +
    'createdAt publishedAt popularity foreign'
  ).split(' '),
);
const OPTION = new Set('code name values'.split(' '));
const VARIANT = new Set(
  'sku barcode options weightGrams prices stock backorder requiresShipping taxable taxCode taxCategory media foreign'.split(' '),
);
const PRICE = new Set(['amount', 'compareAt']);
const MEDIA = new Set('src kind alt poster'.split(' '));
const SEO = new Set(['title', 'description']);
const SAFETY = new Set('manufacturer responsiblePerson warnings'.split(' '));
const CONTACT = new Set('name address email url'.split(' '));

/** The normal form of a product line; members that say nothing are left out. `createdAt`, `publishedAt` and `stock` stay absent when not given. */
export function checkProduct(raw: Raw, faults: Faults): ProductLine {
  members(raw, PRODUCT, faults);
  const former = list(raw.formerHandles, '/formerHandles', 100, faults).map((handle, i) => slugOf(handle, `/formerHandles/${i}`, faults));
  const description = translated(raw.description, '/description', 500_000, faults, richText);
  const brand = optionalText(raw.brand, '/brand', CODE_LENGTH, faults);
  const productType = optionalText(raw.productType, '/productType', CODE_LENGTH, faults);
  const categories = texts(raw.categories, '/categories', { count: 50, length: CODE_LENGTH }, faults);
  const tags = texts(raw.tags, '/tags', { count: 250, length: 255 }, faults);
  const attributes = attributeValues(raw.attributes, faults);
  const options = optionList(raw.options, faults);
  const media = mediaList(raw.media, faults);
  const seo = seoTexts(raw.seo, faults);
  const safety = raw.safety === undefined || raw.safety === null ? null : safetyOf(raw.safety, faults);
  const createdAt = optionalInstant(raw.createdAt, '/createdAt', faults);
  const publishedAt = raw.publishedAt === null ? null : (optionalInstant(raw.publishedAt, '/publishedAt', faults) ?? undefined);
  const popularity = raw.popularity === undefined ? 0 : whole(raw.popularity, '/popularity', [-INT32, INT32], faults);
  const foreign = foreignColumns(raw.foreign, '/foreign', faults);
  const handle = slugOf(raw.handle, '/handle', faults);
  return {
    kind: 'product',
    handle,
    ...(raw.formerHandles === undefined ? {} : { formerHandles: [...new Set(former)].filter((h) => h !== handle).sort() }),
    status: oneOf(raw.status, '/status', ['draft', 'active', 'archived'], faults),
    title: neededTranslated(raw.title, '/title', 500, faults),
    description,
    ...(brand === null ? {} : { brand }),
    ...(productType === null ? {} : { productType }),
    ...(categories.length > 0 ? { categories } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(options.length > 0 ? { options } : {}),
    variants: variantList(raw.variants, { options, mediaCount: media.length }, faults),
    ...(media.length > 0 ? { media } : {}),
    ...(Object.keys(seo).length > 0 ? { seo } : {}),
    ...(safety === null ? {} : { safety }),
    ...(createdAt === null ? {} : { createdAt }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(popularity === 0 ? {} : { popularity }),
    ...(Object.keys(foreign).length > 0 ? { foreign } : {}),
  };
}

function attributeValues(value: unknown, faults: Faults): Record<string, AttributeValue> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    faults.add('/attributes', 'wrong_type', 'values by attribute code are needed');
    return {};
  }
  const codes = Object.keys(value).sort();
  if (codes.length > 200) faults.add('/attributes', 'too_many', 'at most 200');
  const result: Record<string, AttributeValue> = {};
  for (const code of codes) {
    const path = `/attributes/${pointer(code)}`;
    attributeCode(code, path, faults);
    const clean = attributeValue(value[code], path, faults);
    if (clean !== null) result[code] = clean;
  }
  return result;
}

function attributeValue(value: unknown, path: string, faults: Faults): AttributeValue | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return optionalText(value, path, 5000, faults);
  if (Array.isArray(value)) {
    const items = texts(value, path, { count: 200, length: CODE_LENGTH }, faults);
    return items.length === 0 ? null : items;
  }
  if (isObject(value)) {
    const result = translated(value, path, 5000, faults);
    return Object.keys(result).length === 0 ? null : result;
  }
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  faults.add(path, 'wrong_type', 'a text, number, boolean, list of texts or texts by language');
  return null;
}

function optionList(value: unknown, faults: Faults): ProductOption[] {
  const seen = new Set<string>();
  return list(value, '/options', 3, faults).map((item, index) => {
    const path = `/options/${index}`;
    if (!isObject(item)) {
      faults.add(path, 'wrong_type', 'an object with code, name and values is needed');
      return { code: '', name: {}, values: [] };
    }
    members(item, OPTION, faults, path);
    const code = text(item.code, `${path}/code`, CODE_LENGTH, faults);
    if (seen.has(code)) faults.add(`${path}/code`, 'duplicate', `two options are called ${code}`);
    seen.add(code);
    const values = choiceList(item.values, `${path}/values`, faults);
    if (values.length === 0) faults.add(`${path}/values`, 'missing', 'an option needs at least one value');
    return { code, name: neededTranslated(item.name, `${path}/name`, 255, faults), values };
  });
}

type VariantContext = { options: readonly ProductOption[]; mediaCount: number };

function variantList(value: unknown, context: VariantContext, faults: Faults): VariantLine[] {
  const items = list(value, '/variants', MOST_VARIANTS, faults);
  if (items.length === 0) faults.add('/variants', 'missing', 'a product needs at least one variant');
  const values = context.options.map((option) => new Set(option.values.map(({ code }) => code)));
  const seen = new Set<string>();
  return items.map((item, index) => {
    const path = `/variants/${index}`;
    if (!isObject(item)) {
      faults.add(path, 'wrong_type', 'an object is needed');
      return { prices: {} };
    }
    const variant = checkVariant(item, path, context.mediaCount, faults);
    const chosen = variant.options ?? [];
    if (chosen.length !== values.length)
      faults.add(`${path}/options`, 'option_mismatch', `${values.length} values are needed, one an option`);
    chosen.forEach((code, place) => {
      if (values[place] && !values[place].has(code))
        faults.add(`${path}/options/${place}`, 'option_mismatch', `the option ${context.options[place]!.code} has no value ${code}`);
    });
    const key = chosen.join('\u0001');
    if (seen.has(key)) faults.add(`${path}/options`, 'duplicate', 'another variant has the same option values');
    seen.add(key);
    return variant;
  });
}

function checkVariant(raw: Raw, path: string, mediaCount: number, faults: Faults): VariantLine {
  members(raw, VARIANT, faults, path);
  const sku = optionalText(raw.sku, `${path}/sku`, 255, faults);
  const barcode = optionalText(raw.barcode, `${path}/barcode`, 255, faults);
  const options = list(raw.options, `${path}/options`, 3, faults).map((code, i) => text(code, `${path}/options/${i}`, CODE_LENGTH, faults));
  const none = (value: unknown) => value === undefined || value === null;
  const weightGrams = none(raw.weightGrams) ? null : whole(raw.weightGrams, `${path}/weightGrams`, [0, INT32], faults);
  const taxCode = optionalText(raw.taxCode, `${path}/taxCode`, 64, faults);
  const taxCategory = optionalText(raw.taxCategory, `${path}/taxCategory`, 64, faults);
  const media = none(raw.media) ? null : whole(raw.media, `${path}/media`, [0, Math.max(0, mediaCount - 1)], faults);
  if (media !== null && mediaCount === 0) faults.add(`${path}/media`, 'out_of_range', 'the product has no media');
  const foreign = foreignColumns(raw.foreign, `${path}/foreign`, faults);
  return {
    ...(sku === null ? {} : { sku }),
    ...(barcode === null ? {} : { barcode }),
    ...(options.length > 0 ? { options } : {}),
    ...(weightGrams === null ? {} : { weightGrams }),
    prices: pricesOf(raw.prices, `${path}/prices`, faults),
    ...(raw.stock === undefined
      ? {}
      : { stock: raw.stock === null ? null : whole(raw.stock, `${path}/stock`, [-MOST_PIECES, MOST_PIECES], faults) }),
    ...(flag(raw.backorder, `${path}/backorder`, false, faults) ? { backorder: true } : {}),
    ...(flag(raw.requiresShipping, `${path}/requiresShipping`, true, faults) ? {} : { requiresShipping: false }),
    ...(flag(raw.taxable, `${path}/taxable`, true, faults) ? {} : { taxable: false }),
    ...(taxCode === null ? {} : { taxCode }),
    ...(taxCategory === null || taxCategory === 'standard' ? {} : { taxCategory }),
    ...(media === null ? {} : { media }),
    ...(Object.keys(foreign).length > 0 ? { foreign } : {}),
  };
}

function pricesOf(value: unknown, path: string, faults: Faults): VariantLine['prices'] {
  if (!isObject(value)) {
    faults.add(path, value === undefined ? 'missing' : 'wrong_type', 'prices by market are needed, such as {"eu": {"amount": 1250}}');
    return {};
  }
  const result: Record<string, { amount: number; compareAt?: number }> = {};
  const markets = Object.keys(value);
  for (const market of markets.length > 1 ? markets.sort() : markets) {
    const at = `${path}/${pointer(market)}`;
    const price = value[market];
    if (!isObject(price)) {
      faults.add(at, 'wrong_type', 'an object with amount is needed');
      continue;
    }
    members(price, PRICE, faults, at);
    const range = [0, MOST_AMOUNT] as const;
    const amount = whole(price.amount, `${at}/amount`, range, faults);
    const none = price.compareAt === undefined || price.compareAt === null;
    result[market] = none ? { amount } : { amount, compareAt: whole(price.compareAt, `${at}/compareAt`, range, faults) };
  }
  return result;
}

function mediaList(value: unknown, faults: Faults): MediaRef[] {
  return list(value, '/media', 2300, faults).map((item, index) => {
    const path = `/media/${index}`;
    if (!isObject(item)) {
      faults.add(path, 'wrong_type', 'an object with src is needed');
      return { src: '' };
    }
    members(item, MEDIA, faults, path);
    const kind = item.kind === undefined ? 'image' : oneOf(item.kind, `${path}/kind`, ['image', 'video'], faults);
    const alt = translated(item.alt, `${path}/alt`, 5000, faults);
    const poster = item.poster === undefined || item.poster === null ? null : address(item.poster, `${path}/poster`, faults);
    return {
      src: address(item.src, `${path}/src`, faults),
      ...(kind === 'video' ? { kind } : {}),
      ...(Object.keys(alt).length > 0 ? { alt } : {}),
      ...(poster === null ? {} : { poster }),
    };
  });
}

function address(value: unknown, path: string, faults: Faults): string {
  const src = text(value, path, 2048, faults);
  if (src !== '' && !isMediaAddress(src))
    faults.add(path, 'bad_format', 'an http or https address, demo:NAME of the demo shop, or sha256:HEX of a stored file');
  return src;
}

export function isMediaAddress(src: string): boolean {
  if (/^demo:[a-z0-9-]+$/.test(src) || /^sha256:[0-9a-f]{64}$/.test(src)) return true;
  return /^https?:\/\//i.test(src) && URL.canParse(src);
}

function seoTexts(value: unknown, faults: Faults): NonNullable<ProductLine['seo']> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    faults.add('/seo', 'wrong_type', 'an object is needed');
    return {};
  }
  members(value, SEO, faults, '/seo');
  const title = translated(value.title, '/seo/title', 1000, faults);
  const description = translated(value.description, '/seo/description', 5000, faults);
  return { ...(Object.keys(title).length > 0 ? { title } : {}), ...(Object.keys(description).length > 0 ? { description } : {}) };
}

function safetyOf(value: unknown, faults: Faults): ProductSafety | null {
  if (!isObject(value)) {
    faults.add('/safety', 'wrong_type', 'an object with manufacturer is needed');
    return null;
  }
  members(value, SAFETY, faults, '/safety');
  const warnings = translated(value.warnings, '/safety/warnings', 10_000, faults);
  const none = value.responsiblePerson === undefined || value.responsiblePerson === null;
  return {
    manufacturer: contact(value.manufacturer, '/safety/manufacturer', faults),
    ...(none ? {} : { responsiblePerson: contact(value.responsiblePerson, '/safety/responsiblePerson', faults) }),
    ...(Object.keys(warnings).length > 0 ? { warnings } : {}),
  };
}

function contact(value: unknown, path: string, faults: Faults): ContactPoint {
  if (!isObject(value)) {
    faults.add(path, value === undefined ? 'missing' : 'wrong_type', 'an object with name and address is needed');
    return { name: '', address: '' };
  }
  members(value, CONTACT, faults, path);
  const email = optionalText(value.email, `${path}/email`, 320, faults);
  const url = optionalText(value.url, `${path}/url`, 2048, faults);
  if (url !== null && !/^https?:\/\//i.test(url)) faults.add(`${path}/url`, 'bad_format', 'an http or https address');
  return {
    name: text(value.name, `${path}/name`, 500, faults),
    address: typeof value.address === 'string' ? oneLine(value.address) : text(value.address, `${path}/address`, 1000, faults),
    ...(email === null ? {} : { email }),
    ...(url === null ? {} : { url }),
  };
}
