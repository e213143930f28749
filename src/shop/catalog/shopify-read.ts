import { MOST_AMOUNT, toDecimal } from '../../kernel/money.ts';
import type { CatalogLine, MediaRef, ProductLine, VariantLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';
import { oneLine } from './plain-text.ts';
import { COLUMNS, type ColumnId, type Header, keptName } from './shopify-columns.ts';
import { IMAGE_FIELDS, keptTexts, PRODUCT_FIELDS, readStatus, readStock, type ShopifyContext, VARIANT_FIELDS } from './shopify-fields.ts';
import { optionsFrom } from './shopify-options.ts';
import {
  codeOf,
  readAddress,
  readCategoryPath,
  readCode,
  readCount,
  readFlag,
  readGrams,
  readPrice,
  readTags,
  titleFrom,
} from './shopify-values.ts';
import { freeSlug } from './unnamed.ts';

export type ShopifyRow = { line: number; cells: readonly string[] };

export type RowFault = LineFault & { line: number };

/** What the rows of one handle say. `structure` are the categories, brand and type it names, to be made where they are missing. */
export type ShopifyProduct = {
  handle: string;
  line: number;
  product: ProductLine;
  structure: CatalogLine[];
  /** Neither a title nor a status stands in its rows: they change a product that is there, and are no whole new one. */
  isBare: boolean;
  faults: RowFault[];
  notes: RowFault[];
};

type Group = {
  handle: string;
  header: Header;
  rows: readonly ShopifyRow[];
  context: ShopifyContext;
  text: (row: ShopifyRow, id: ColumnId) => string;
  faults: RowFault[];
  notes: RowFault[];
};

const VARIANT_MARKS: readonly ColumnId[] = ['option1Value', 'option2Value', 'option3Value', 'sku', 'price', 'barcode'];

/** Reads the rows of one product, in the order of the file. The product's handle is still the foreign one. */
export function readShopifyProduct(header: Header, given: readonly ShopifyRow[], context: ShopifyContext): ShopifyProduct {
  const places = new Map(header.columns.flatMap(({ id }, index) => (id ? [[id, index] as const] : [])));
  const text = (row: ShopifyRow, id: ColumnId) => row.cells[places.get(id) ?? -1] ?? '';
  const rows = mainFirst(given, text);
  const group: Group = { handle: oneLine(text(rows[0]!, 'handle')), header, rows, context, text, faults: [], notes: [] };
  const first = (id: ColumnId) => rows.map((row) => text(row, id)).find((value) => value.trim() !== '') ?? text(rows[0]!, id);

  const variantRows = rows.filter((row, index) => index === 0 || VARIANT_MARKS.some((id) => oneLine(text(row, id)) !== ''));
  const names = (['option1Name', 'option2Name', 'option3Name'] as const).map(first);
  const values = variantRows.map((row) => (['option1Value', 'option2Value', 'option3Value'] as const).map((id) => text(row, id)));
  const { options, values: codes } = optionsFrom(names, values, context.language);
  const images = readImages(group, variantRows);
  const variants = variantRows.map((row, index) => readVariant(group, row, { codes: codes[index]!, images }));
  const media = images.refs;

  const category = readCategoryPath(first('category'));
  const brand = codeOf(first('vendor')) || null;
  const type = codeOf(first('type')) || null;
  const structure = structureOf({ category, vendor: oneLine(first('vendor')), type: oneLine(first('type')), language: context.language });
  const title = oneLine(first('title'));
  if (title.length > 500)
    group.notes.push(fault(rows[0]!, '/title', 'too_long', 'The title is cut to 500 characters; an export gives it back whole.'));
  const seo = { title: oneLine(first('seoTitle')), description: oneLine(first('seoDescription')) };
  const product: ProductLine = {
    kind: 'product',
    handle: group.handle,
    status: readStatus(first('status'), first('published')),
    title: { [context.language]: title.slice(0, 500) || titleFrom(group.handle) },
    description: { [context.language]: first('body') },
    brand,
    productType: type,
    categories: structure.codes,
    tags: readTags(first('tags')),
    options,
    variants: variants.map((variant, index) => {
      const kept = {
        ...keptTexts(VARIANT_FIELDS, { variant, options, media }, given_(variantRows[index]!), context),
        ...extra(variantRows[index]!, index),
      };
      return Object.keys(kept).length > 0 ? { ...variant, foreign: { shopify: kept } } : variant;
    }),
    media,
    seo: { title: { [context.language]: seo.title }, description: { [context.language]: seo.description } },
  };

  const productTexts = (id: ColumnId) => (header.has.has(id) ? first(id) : null);
  const kept = { ...keptTexts(PRODUCT_FIELDS, product, productTexts, context), ...unknownCells(group, rows[0]!) };
  // Names are shared by products, and may be spelt differently by each.
  for (const id of ['vendor', 'type', 'category'] as const) if (first(id) !== '') kept[keptName(id)] = first(id);
  const foreign = { ...(Object.keys(kept).length > 0 ? { shopify: kept } : {}), ...images.foreign(product), ...spareRows() };
  return {
    handle: group.handle,
    line: given[0]!.line,
    product: Object.keys(foreign).length > 0 ? { ...product, foreign } : product,
    structure: structure.lines,
    isBare: title === '' && oneLine(first('status')) === '',
    faults: group.faults,
    notes: group.notes,
  };

  function given_(row: ShopifyRow) {
    return (id: ColumnId) => (header.has.has(id) ? text(row, id) : null);
  }

  /** What a further row says beside its variant: unknown columns, and product columns that say something else than the first row. */
  function extra(row: ShopifyRow, index: number): Record<string, string> {
    if (index === 0) return {};
    return { ...unknownCells(group, row), ...strayCells(row, 'product') };
  }

  function strayCells(row: ShopifyRow, level: 'product' | 'variant'): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { id, level: own } of COLUMNS)
      if (own === level && id !== 'handle' && text(row, id).trim() !== '' && (level === 'variant' || text(row, id) !== first(id)))
        found[keptName(id)] = text(row, id);
    return found;
  }

  /** Rows with neither a variant nor an image. */
  function spareRows(): Record<string, Record<string, string>> {
    const withVariant = new Set(variantRows);
    const spare = rows.filter((row) => !withVariant.has(row) && !images.rows.has(row));
    const cells = spare.map((row) => ({ ...unknownCells(group, row), ...strayCells(row, 'variant'), ...strayCells(row, 'product') }));
    return Object.fromEntries(cells.filter((row) => Object.keys(row).length > 0).map((row, index) => [`shopify-row-${index + 1}`, row]));
  }
}

/** The row with the title leads, wherever it stands. */
function mainFirst(rows: readonly ShopifyRow[], text: Group['text']): readonly ShopifyRow[] {
  const main = rows.findIndex((row) => oneLine(text(row, 'title')) !== '');
  return main > 0 ? [rows[main]!, ...rows.slice(0, main), ...rows.slice(main + 1)] : rows;
}

function readVariant(group: Group, row: ShopifyRow, { codes, images }: { codes: string[]; images: Images }): VariantLine {
  const { text, header, context } = group;
  const at = (id: ColumnId) => text(row, id);
  const problem = (id: ColumnId, code: LineFault['code'], message: string) =>
    group.faults.push(fault(row, `/${keptName(id)}`, code, message));
  const price = readPrice(at('price'), context.currency);
  const compareAt = readPrice(at('compareAt'), context.currency);
  for (const [id, value] of [
    ['price', price],
    ['compareAt', compareAt],
  ] as const)
    if (value === undefined)
      problem(id, 'price_unreadable', `"${at(id).slice(0, 40)}" is no certain price in ${context.currency}; write it such as 1234.50`);
    else if (value !== null && value > MOST_AMOUNT)
      problem(id, 'out_of_range', `at most ${toDecimal(MOST_AMOUNT, context.currency)} ${context.currency}`);
  const grams = readGrams(at('grams'));
  if (grams === undefined) problem('grams', 'bad_format', `"${at('grams').slice(0, 40)}" is no weight in grams`);
  if (readCount(at('quantity')) === undefined) problem('quantity', 'bad_format', `"${at('quantity').slice(0, 40)}" is no whole number`);
  const stock =
    header.has.has('quantity') || header.has.has('tracker')
      ? readStock(header.has.has('tracker') ? at('tracker') : null, at('quantity'))
      : undefined;
  const backorder = /^\s*continue\s*$/i.test(at('policy')) || readFlag(at('policy'), false);
  const amount = typeof price === 'number' ? { amount: price, ...(typeof compareAt === 'number' ? { compareAt } : {}) } : null;
  return {
    sku: readCode(at('sku')) || null,
    barcode: readCode(at('barcode')) || null,
    options: codes,
    weightGrams: grams ?? null,
    prices: amount ? { [context.market]: amount } : {},
    ...(stock === undefined ? {} : { stock }),
    backorder,
    requiresShipping: readFlag(at('shipping'), true),
    taxable: readFlag(at('taxable'), true),
    taxCode: oneLine(at('taxCode')).slice(0, 64) || null,
    media: images.placeOf(row),
  };
}

type Images = {
  refs: MediaRef[];
  rows: ReadonlySet<ShopifyRow>;
  placeOf(row: ShopifyRow): number | null;
  foreign(product: ProductLine): Record<string, Record<string, string>>;
};

/** The product's pictures in the order of their positions, then those that only variants name. */
function readImages(group: Group, variantRows: readonly ShopifyRow[]): Images {
  const { text, context } = group;
  const found: { row: ShopifyRow; src: string; position: number }[] = [];
  for (const row of group.rows) {
    const given = text(row, 'imageSrc');
    if (oneLine(given) === '') continue;
    const src = readAddress(given);
    if (src === null) group.notes.push(fault(row, '/Image Src', 'image_ignored', `"${given.slice(0, 80)}" is no address of a picture`));
    else found.push({ row, src, position: Number(oneLine(text(row, 'imagePosition')) || Number.NaN) });
  }
  if (found.every(({ position }) => Number.isFinite(position))) found.sort((a, b) => a.position - b.position);
  const refs: MediaRef[] = found.map(({ row, src }) => {
    const alt = oneLine(text(row, 'imageAlt')).slice(0, 5000);
    return { src, ...(isVideo(src) ? { kind: 'video' as const } : {}), ...(alt ? { alt: { [context.language]: alt } } : {}) };
  });
  const placeBySrc = new Map([...refs.entries()].reverse().map(([index, ref]) => [ref.src, index]));
  const ownOnly: number[] = [];
  const places = new Map<ShopifyRow, number>();
  for (const row of variantRows) {
    const src = readAddress(text(row, 'variantImage'));
    if (src === null) continue;
    if (!placeBySrc.has(src)) {
      placeBySrc.set(src, refs.length);
      ownOnly.push(refs.length);
      refs.push({ src });
    }
    places.set(row, placeBySrc.get(src)!);
  }
  const withVariant = new Set(variantRows);
  const foreign = () => {
    const result: Record<string, Record<string, string>> = {};
    for (const [index, { row }] of found.entries()) {
      const texts = (id: ColumnId) => (group.header.has.has(id) ? text(row, id) : null);
      const kept = keptTexts(IMAGE_FIELDS, { ref: refs[index]!, index }, texts, context);
      const onlyImage = !withVariant.has(row);
      const cells = onlyImage ? { ...kept, ...unknownCells(group, row), ...knownCells(row, 'variant') } : kept;
      // The address says which picture is meant, should the order change.
      if (Object.keys(cells).length > 0) result[`shopify-image-${index + 1}`] = { [keptName('imageSrc')]: text(row, 'imageSrc'), ...cells };
    }
    if (ownOnly.length > 0) result['shopify-layout'] = { 'variant images': ownOnly.join(' ') };
    return result;
  };
  const knownCells = (row: ShopifyRow, level: 'variant') =>
    Object.fromEntries(
      COLUMNS.filter((column) => column.level === level && text(row, column.id).trim() !== '').map(({ id }) => [
        keptName(id),
        text(row, id),
      ]),
    );
  return { refs, rows: new Set(found.map(({ row }) => row)), placeOf: (row) => places.get(row) ?? null, foreign };
}

function unknownCells({ header }: Group, row: ShopifyRow): Record<string, string> {
  const found: Record<string, string> = {};
  header.columns.forEach(({ name, id }, index) => {
    const cell = row.cells[index] ?? '';
    if (id === null && cell !== '') found[name] = cell;
  });
  return found;
}

/** A category for each part of the path; without a path, the product type is the category. */
function structureOf({ category, vendor, type, language }: { category: string[]; vendor: string; type: string; language: string }) {
  const lines: CatalogLine[] = [];
  const path = category.length > 0 ? category : type ? [type] : [];
  let parent: string | null = null;
  for (const [depth, name] of path.entries()) {
    const code: string = codeOf(path.slice(0, depth + 1).join(' '));
    lines.push({ kind: 'category', code, parent, slug: freeSlug(code, new Set()), name: { [language]: name.slice(0, 255) } });
    parent = code;
  }
  if (vendor) lines.push({ kind: 'brand', code: codeOf(vendor), name: vendor.slice(0, 255), slug: freeSlug(codeOf(vendor), new Set()) });
  if (type) lines.push({ kind: 'product-type', code: codeOf(type), name: { [language]: type.slice(0, 255) }, attributes: [] });
  return { lines, codes: parent === null ? [] : [parent] };
}

function isVideo(src: string): boolean {
  return /\.(mp4|webm)(\?|$)/i.test(src);
}

function fault(row: ShopifyRow, path: string, code: LineFault['code'], message: string): RowFault {
  return { line: row.line, path, code, message };
}
