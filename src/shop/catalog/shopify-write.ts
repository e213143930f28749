import { translate } from '../../kernel/translated.ts';
import type { ProductLine } from './catalog-line.ts';
import { COLUMNS, type ColumnId, keptName } from './shopify-columns.ts';
import { cellsOf, IMAGE_FIELDS, type Kept, PRODUCT_FIELDS, type ShopifyContext, VARIANT_FIELDS } from './shopify-fields.ts';

/** One row by column: known ones by id, others by their name. */
export type ShopifyCells = Map<string, string>;

const knownNames = new Map(COLUMNS.map(({ id }) => [keptName(id), id as string]));

/** A product as rows: its variants with the pictures beside them, then the pictures that are left, as Shopify writes it. */
export function shopifyRows(product: ProductLine, context: ShopifyContext): ShopifyCells[] {
  const foreign = product.foreign ?? {};
  const kept = foreign.shopify ?? {};
  const handle = kept[keptName('handle')] ?? product.handle;
  const place = { context, handle };
  const options = product.options ?? [];
  const media = product.media ?? [];

  const rows: ShopifyCells[] = product.variants.map((variant) => {
    const own = variant.foreign?.shopify ?? {};
    return new Map([...strange(own, ['product', 'image']), ...cellsOf(VARIANT_FIELDS, { variant, options, media }, own, place)]);
  });
  const first = rows[0]!;
  for (const [key, text] of strange(kept, [])) first.set(key, text);
  first.set('body', translate(product.description, context.language));
  for (const [id, text] of cellsOf(PRODUCT_FIELDS, product, kept, place)) first.set(id, text);

  const hidden = new Set((foreign['shopify-layout']?.['variant images'] ?? '').split(' ').filter(Boolean).map(Number));
  const apart: ShopifyCells[] = [];
  let row = 0;
  for (const [index, ref] of media.entries()) {
    if (hidden.has(index) && product.variants.some((variant) => variant.media === index)) continue;
    const own = keptOf(foreign[`shopify-image-${index + 1}`], ref.src);
    const cells = cellsOf(IMAGE_FIELDS, { ref, index }, own, place);
    const others = strange(own, ['product', 'variant']);
    const target = others.length === 0 ? rows[row++] : undefined;
    if (target) for (const [id, text] of cells) target.set(id, text);
    else apart.push(new Map([...others, ...cells]));
  }
  for (let n = 1; foreign[`shopify-row-${n}`]; n += 1)
    apart.push(new Map(strange(foreign[`shopify-row-${n}`]!, ['product', 'variant', 'image'])));
  const all = [...rows, ...apart];
  for (const cells of all) cells.set('handle', handle);
  return all;
}

/** What is kept of a picture holds only for that picture. */
function keptOf(kept: Kept | undefined, src: string): Kept {
  if (!kept) return {};
  const given = kept[keptName('imageSrc')] ?? '';
  return given === src || given.trim() === src || `https:${given.trim()}` === src ? kept : {};
}

/** Kept cells of columns that have no meaning at this place: unknown ones, and known ones of the given levels. */
function strange(kept: Kept, levels: readonly string[]): [name: string, text: string][] {
  return Object.entries(kept).flatMap(([name, text]): [string, string][] => {
    const id = knownNames.get(name);
    if (id === undefined) return [[keyOf(name), text]];
    const level = COLUMNS.find((column) => column.id === id)!.level;
    return levels.includes(level) && id !== 'handle' ? [[id, text]] : [];
  });
}

/** So that a column called `cost` is not taken for the known one with this id. */
function keyOf(name: string): string {
  return `?${name}`;
}

export type ShopifyHeader = { keys: readonly string[]; names: readonly string[] };

/** Columns of an export: all that are known, then those kept from imports. `like` takes names and order from another file's header. */
export function shopifyHeader(
  others: readonly string[],
  style: 'old' | 'new',
  like: readonly { name: string; id: ColumnId | null }[] = [],
): ShopifyHeader {
  const keys: string[] = like.map(({ id, name }) => id ?? keyOf(name));
  const names = like.map(({ name }) => name);
  const add = (key: string, name: string) => {
    if (keys.includes(key)) return;
    keys.push(key);
    names.push(name);
  };
  if (like.length === 0) for (const { id, old, name } of COLUMNS) add(id, style === 'old' ? old : name);
  for (const name of others) {
    const id = knownNames.get(name);
    if (id === undefined) add(keyOf(name), name);
  }
  return { keys, names };
}

const NEEDS_QUOTES = /[",\r\n]|^\s/;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
