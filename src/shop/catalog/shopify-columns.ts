/** What a column means to us; `null` in a table of columns stands for one we only keep. */
export type ColumnId =
  | 'handle'
  | 'title'
  | 'body'
  | 'vendor'
  | 'category'
  | 'type'
  | 'tags'
  | 'published'
  | `option${1 | 2 | 3}Name`
  | `option${1 | 2 | 3}Value`
  | `option${1 | 2 | 3}Linked`
  | 'sku'
  | 'grams'
  | 'tracker'
  | 'quantity'
  | 'policy'
  | 'fulfillment'
  | 'price'
  | 'compareAt'
  | 'shipping'
  | 'taxable'
  | 'barcode'
  | 'imageSrc'
  | 'imagePosition'
  | 'imageAlt'
  | 'giftCard'
  | 'seoTitle'
  | 'seoDescription'
  | 'variantImage'
  | 'weightUnit'
  | 'taxCode'
  | 'cost'
  | 'status';

type Level = 'product' | 'variant' | 'image';

/** In the order of an export: id, level, the older name, the name since 2024, further names met in files. */
const TABLE: readonly (readonly [id: ColumnId, level: Level, old: string, name: string, ...others: string[]])[] = [
  ['handle', 'product', 'Handle', 'URL handle'],
  ['title', 'product', 'Title', 'Title'],
  ['body', 'product', 'Body (HTML)', 'Description', 'Body HTML', 'Body'],
  ['vendor', 'product', 'Vendor', 'Vendor'],
  ['category', 'product', 'Product Category', 'Product category', 'Standard Product Type', 'Standardized Product Type'],
  ['type', 'product', 'Type', 'Type', 'Custom Product Type', 'Product Type'],
  ['tags', 'product', 'Tags', 'Tags'],
  ['published', 'product', 'Published', 'Published on online store'],
  ...([1, 2, 3] as const).flatMap((n) => [
    [`option${n}Name`, 'product', `Option${n} Name`, `Option${n} name`] as const,
    [`option${n}Value`, 'variant', `Option${n} Value`, `Option${n} value`] as const,
    [`option${n}Linked`, 'product', `Option${n} Linked To`, `Option${n} Linked To`] as const,
  ]),
  ['sku', 'variant', 'Variant SKU', 'SKU'],
  ['grams', 'variant', 'Variant Grams', 'Weight value (grams)'],
  ['tracker', 'variant', 'Variant Inventory Tracker', 'Inventory tracker'],
  ['quantity', 'variant', 'Variant Inventory Qty', 'Inventory quantity', 'Variant Inventory Quantity'],
  ['policy', 'variant', 'Variant Inventory Policy', 'Continue selling when out of stock'],
  ['fulfillment', 'variant', 'Variant Fulfillment Service', 'Fulfillment service'],
  ['price', 'variant', 'Variant Price', 'Price'],
  ['compareAt', 'variant', 'Variant Compare At Price', 'Compare-at price', 'Variant Compare-at Price', 'Compare at price'],
  ['shipping', 'variant', 'Variant Requires Shipping', 'Requires shipping'],
  ['taxable', 'variant', 'Variant Taxable', 'Charge tax'],
  ['barcode', 'variant', 'Variant Barcode', 'Barcode'],
  ['imageSrc', 'image', 'Image Src', 'Product image URL'],
  ['imagePosition', 'image', 'Image Position', 'Image position'],
  ['imageAlt', 'image', 'Image Alt Text', 'Image alt text'],
  ['giftCard', 'product', 'Gift Card', 'Gift card'],
  ['seoTitle', 'product', 'SEO Title', 'SEO title'],
  ['seoDescription', 'product', 'SEO Description', 'SEO description'],
  ['variantImage', 'variant', 'Variant Image', 'Variant image URL'],
  ['weightUnit', 'variant', 'Variant Weight Unit', 'Weight unit for display'],
  ['taxCode', 'variant', 'Variant Tax Code', 'Tax code'],
  ['cost', 'variant', 'Cost per item', 'Cost per item'],
  ['status', 'product', 'Status', 'Status'],
];

export const COLUMNS: readonly { id: ColumnId; level: Level; old: string; name: string }[] = TABLE.map(([id, level, old, name]) => ({
  id,
  level,
  old,
  name,
}));

const byName = new Map(TABLE.flatMap(([id, , ...names]) => names.map((name) => [normal(name), id] as const)));
const byId = new Map(COLUMNS.map((column) => [column.id, column]));

/** The name under which the original text of a known column is kept. */
export function keptName(id: ColumnId): string {
  return byId.get(id)!.old;
}

export type Header = { columns: readonly { name: string; id: ColumnId | null }[]; has: ReadonlySet<ColumnId> };

/** Reads the names of a file's columns, old or new, in any case. A name that comes twice counts once; the second is merely kept. */
export function readHeader(names: readonly string[]): Header {
  const used = new Set<string>();
  const has = new Set<ColumnId>();
  const columns = names.map((given, index) => {
    const name = given.trim();
    const id = byName.get(normal(name)) ?? null;
    const fresh = id !== null && !has.has(id);
    if (fresh) has.add(id);
    // A second name for the same thing is kept under a name of its own.
    const own = id !== null && !fresh ? `${name} (2)` : name || `Column ${index + 1}`;
    return { name: unique(own, used), id: fresh ? id : null };
  });
  return { columns, has };
}

function unique(name: string, used: Set<string>): string {
  let free = name;
  for (let n = 2; used.has(free.toLowerCase()); n += 1) free = `${name} (${n})`;
  used.add(free.toLowerCase());
  return free;
}

function normal(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
