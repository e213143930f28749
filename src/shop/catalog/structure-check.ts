import { slugify } from '../../kernel/slug.ts';
import type { AttributeLine, BrandLine, CategoryLine, ProductTypeLine } from './catalog-line.ts';
import {
  type Faults,
  flag,
  isObject,
  list,
  members,
  neededTranslated,
  oneOf,
  optionalText,
  type Raw,
  text,
  translated,
  whole,
} from './checks.ts';
import { richText } from './rich-text.ts';

export const CODE_LENGTH = 120;
const NAME_LENGTH = 255;
const ATTRIBUTE_CODE = /^[a-z0-9_]{1,64}$/;
const SWATCH = /^#[0-9a-fA-F]{6}$/;

const ATTRIBUTE = new Set('kind code name valueType unit facetable comparable choices'.split(' '));
const CHOICE = new Set('code label swatch'.split(' '));
const TYPE = new Set('kind code name attributes'.split(' '));
const CATEGORY = new Set('kind code parent slug formerSlugs name description position image'.split(' '));
const BRAND = new Set('kind code name slug description'.split(' '));

/** Each checker answers with the normal form: one order of members, defaults left out, so that equal content gives equal bytes. */
export function checkAttribute(raw: Raw, faults: Faults): AttributeLine {
  members(raw, ATTRIBUTE, faults);
  const unit = optionalText(raw.unit, '/unit', 32, faults);
  const choices = choiceList(raw.choices, '/choices', faults);
  const valueType = oneOf(raw.valueType, '/valueType', ['text', 'number', 'boolean', 'choice'], faults);
  if (choices.length > 0 && valueType !== 'choice') faults.add('/choices', 'bad_format', 'only an attribute of type choice has choices');
  return {
    kind: 'attribute',
    code: attributeCode(raw.code, '/code', faults),
    name: neededTranslated(raw.name, '/name', NAME_LENGTH, faults),
    valueType,
    ...(unit === null ? {} : { unit }),
    ...(flag(raw.facetable, '/facetable', false, faults) ? { facetable: true } : {}),
    ...(flag(raw.comparable, '/comparable', false, faults) ? { comparable: true } : {}),
    ...(choices.length > 0 ? { choices } : {}),
  };
}

export function checkType(raw: Raw, faults: Faults): ProductTypeLine {
  members(raw, TYPE, faults);
  const attributes = list(raw.attributes, '/attributes', 500, faults).map((code, i) => attributeCode(code, `/attributes/${i}`, faults));
  return {
    kind: 'product-type',
    code: text(raw.code, '/code', CODE_LENGTH, faults),
    name: neededTranslated(raw.name, '/name', NAME_LENGTH, faults),
    attributes: [...new Set(attributes)],
  };
}

export function checkCategory(raw: Raw, faults: Faults): CategoryLine {
  members(raw, CATEGORY, faults);
  const parent = optionalText(raw.parent, '/parent', CODE_LENGTH, faults);
  const code = text(raw.code, '/code', CODE_LENGTH, faults);
  if (parent !== null && parent === code) faults.add('/parent', 'category_cycle', 'a category cannot lie below itself');
  const description = translated(raw.description, '/description', 100_000, faults, richText);
  const position = raw.position === undefined ? 0 : whole(raw.position, '/position', [-1_000_000_000, 1_000_000_000], faults);
  const image = optionalText(raw.image, '/image', 2048, faults);
  const former = list(raw.formerSlugs, '/formerSlugs', 100, faults).map((slug, i) => slugOf(slug, `/formerSlugs/${i}`, faults));
  return {
    kind: 'category',
    code,
    ...(parent === null ? {} : { parent }),
    slug: slugOf(raw.slug, '/slug', faults),
    ...(former.length > 0 ? { formerSlugs: [...new Set(former)].sort() } : {}),
    name: neededTranslated(raw.name, '/name', NAME_LENGTH, faults),
    ...(Object.keys(description).length > 0 ? { description } : {}),
    ...(position === 0 ? {} : { position }),
    ...(image === null ? {} : { image }),
  };
}

export function checkBrand(raw: Raw, faults: Faults): BrandLine {
  members(raw, BRAND, faults);
  const description = translated(raw.description, '/description', 100_000, faults, richText);
  return {
    kind: 'brand',
    code: text(raw.code, '/code', CODE_LENGTH, faults),
    name: text(raw.name, '/name', NAME_LENGTH, faults),
    slug: slugOf(raw.slug, '/slug', faults),
    ...(Object.keys(description).length > 0 ? { description } : {}),
  };
}

type Choice = { code: string; label: Readonly<Record<string, string>>; swatch?: string };

/** Values of an option or choices of an attribute. */
export function choiceList(value: unknown, path: string, faults: Faults): Choice[] {
  const seen = new Set<string>();
  return list(value, path, 2048, faults).map((item, index) => {
    const at = `${path}/${index}`;
    if (!isObject(item)) {
      faults.add(at, 'wrong_type', 'an object with code and label is needed');
      return { code: '', label: {} };
    }
    members(item, CHOICE, faults, at);
    const code = text(item.code, `${at}/code`, CODE_LENGTH, faults);
    if (seen.has(code)) faults.add(`${at}/code`, 'duplicate', `the code ${code} stands here twice`);
    seen.add(code);
    const swatch = optionalText(item.swatch, `${at}/swatch`, 7, faults);
    if (swatch !== null && !SWATCH.test(swatch)) faults.add(`${at}/swatch`, 'bad_format', 'a colour such as #1a2b3c');
    return { code, label: neededTranslated(item.label, `${at}/label`, NAME_LENGTH, faults), ...(swatch === null ? {} : { swatch }) };
  });
}

export function attributeCode(value: unknown, path: string, faults: Faults): string {
  const code = text(value, path, 64, faults);
  if (code !== '' && !ATTRIBUTE_CODE.test(code)) faults.add(path, 'bad_format', 'small letters, digits and _ only, at most 64');
  return code;
}

export function slugOf(value: unknown, path: string, faults: Faults): string {
  const slug = text(value, path, 200, faults);
  if (slug !== '' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    faults.add(path, 'bad_format', `small letters, digits and single dashes only, such as ${slugify(slug) || 'table-lamp'}`);
  return slug;
}
