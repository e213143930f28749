import fc from 'fast-check';
import type { ProductLine } from './catalog-line.ts';
import { csvRecords, detectDelimiter } from './csv.ts';
import { checkLine } from './line-check.ts';
import type { CatalogMarket } from './product-read.store.ts';
import { richText } from './rich-text.ts';
import { COLUMNS, type ColumnId, readHeader } from './shopify-columns.ts';
import type { ShopifyContext } from './shopify-fields.ts';
import { shopifyItems } from './shopify-file.ts';
import { csvLine, shopifyHeader, shopifyRows } from './shopify-write.ts';

export const CONTEXT: ShopifyContext = {
  market: 'eu',
  currency: 'EUR',
  language: 'en',
  brandName: (code) => code,
  typeName: (code) => code,
};

export const EUROPE: CatalogMarket = { code: 'eu', currency: 'EUR', languages: ['en'], priceList: 'eu' };

type Cells = Partial<Record<ColumnId, string>> & { unknown?: string };

/** One product of a generated export: what its rows say, before they are rows. */
export type Generated = {
  handle: string;
  product: Cells;
  variants: Cells[];
  images: Cells[];
  /** Images are on rows of their own, after the variants. */
  apart: boolean;
};

const printable = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\0]/.test(text) && text.isWellFormed());
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  printable,
  fc.constantFrom('a "quoted" word', 'two\nlines', ' spaces ', 'a,b;c\td', '<b>bold</b>', "'0123", 'Ünïcode 赤', '=1+1'),
);
const name = fc.constantFrom('Size', 'Colour', 'Größe', 'Title', 'Material ', '素材');
const value = fc.oneof(
  fc.constantFrom('S', 'M', 'L', 'XL', 'Red', 'red', 'S/M', 'S-M', '赤', '青', '', 'None', '–', 'Default Title'),
  printable.map((t) => t.trim()),
);
const price = fc.oneof(
  fc.constantFrom('', '0', '0.00', '12', '12.5', '1,234.50', '1.234,50', '€ 9,99', '1 000,00'),
  fc.integer({ min: 0, max: 10_000_000 }).map((n) => (n / 100).toFixed(2)),
);
const flag = fc.constantFrom('true', 'false', 'TRUE', 'FALSE', '');
const address = fc.integer({ min: 1, max: 60 }).map((n) => `https://cdn.example/files/${n}.jpg?v=${n * 7}`);

const variant = fc.record<Cells>({
  sku: fc.oneof(fc.constantFrom('', 'SAME', "'00012"), cell),
  grams: fc.constantFrom('', '0', '250', '453.592', '1000.0'),
  tracker: fc.constantFrom('', 'shopify', 'amazon_marketplace_web'),
  quantity: fc.constantFrom('', '0', '5', '-3', '12.0'),
  policy: fc.constantFrom('deny', 'continue', '', 'DENY'),
  fulfillment: fc.constantFrom('manual', '', 'amazon'),
  price,
  compareAt: price,
  shipping: flag,
  taxable: flag,
  barcode: cell,
  variantImage: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, address),
  weightUnit: fc.constantFrom('kg', 'g', 'lb', 'oz', ''),
  taxCode: cell,
  cost: fc.constantFrom('', '4.20', '4,20'),
  unknown: cell,
});

const image = fc.record<Cells>({ imageSrc: address, imageAlt: cell, unknown: cell });

const generated = fc
  .record({
    product: fc.record<Cells>({
      title: fc.oneof(
        printable.filter((text) => text.trim() !== ''),
        fc.constantFrom('A, "B"', ' Padded '),
      ),
      body: fc.constantFrom('', 'plain', '<p>One</p>\n<p>Two &amp; three</p>', '<script>x</script><a href="https://x.example">l</a>'),
      vendor: fc.constantFrom('', 'Acme', 'ACME', 'acme ', 'Wool & Co', '赤い店'),
      category: fc.constantFrom('', 'Home > Lamps', 'Apparel & Accessories > Clothing'),
      type: fc.constantFrom('', 'Lamp', 'lamp', 'T-Shirt'),
      tags: fc.constantFrom('', 'a', 'a, b', 'b,a,', 'a,a', ' men ,"quoted"'),
      published: flag,
      status: fc.constantFrom('active', 'draft', 'archived', '', 'Active', 'unlisted'),
      option1Linked: fc.constantFrom('', 'product.metafields.shopify.color-pattern'),
      giftCard: fc.constantFrom('false', 'true', ''),
      seoTitle: cell,
      seoDescription: cell,
      unknown: cell,
    }),
    names: fc.uniqueArray(name, { maxLength: 3 }),
    values: fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 }),
    variants: fc.array(variant, { minLength: 6, maxLength: 6 }),
    images: fc.array(image, { maxLength: 9 }),
    apart: fc.boolean(),
  })
  .map(({ product, names, values, variants, images, apart }): Omit<Generated, 'handle'> => {
    const chosen = names.length === 0 ? [] : distinct(values.map((row) => names.map((_, place) => row[place]!)));
    const rows = chosen.length === 0 ? [['Default Title']] : chosen;
    const optionNames = chosen.length === 0 ? ['Title'] : names;
    return {
      product: { ...product, ...Object.fromEntries(optionNames.map((text, i) => [`option${i + 1}Name`, text])) },
      variants: rows.map((row, i) => ({ ...variants[i]!, ...Object.fromEntries(row.map((text, n) => [`option${n + 1}Value`, text])) })),
      images,
      apart,
    };
  });

/** Shopify allows no two variants with the same values; what differs in spaces alone is the same here. */
function distinct(rows: string[][]): string[][] {
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const seen = new Set<string>();
  const all = rows.filter((row) => {
    const key = row.map(clean).join('\u0001');
    return !seen.has(key) && seen.add(key);
  });
  // A row of empty values only is no variant at all, except the first.
  return all.filter((row, index) => index === 0 || row.some((text) => clean(text) !== ''));
}

export const shopifyExport: fc.Arbitrary<Generated[]> = fc
  .array(generated, { minLength: 1, maxLength: 5 })
  .map((products) => products.map((product, index) => ({ ...product, handle: index % 4 === 3 ? `größe-${index}` : `product-${index}` })));

export type FileForm = { style: 'old' | 'new'; delimiter: string; newline: string; bom: boolean };

export const fileForm: fc.Arbitrary<FileForm> = fc.record({
  style: fc.constantFrom('old', 'new'),
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
});

/** The rows as Shopify lays them out. */
export function rowsOf({ handle, product, variants, images, apart }: Generated): Cells[] {
  const placed = images.map((cells, index) => ({ ...cells, imagePosition: String(index + 1) }));
  const rows: Cells[] = variants.map((cells, index) => {
    const beside = apart || (index > 0 && placed[index]?.unknown) ? {} : without(placed[index] ?? {}, 'unknown');
    return { ...(index === 0 ? { ...product, ...without(cells, 'unknown') } : cells), ...beside };
  });
  const left = placed.filter((cells, index) => apart || index >= variants.length || (index > 0 && cells.unknown));
  return [...rows, ...left].map((cells) => ({ ...cells, handle }));
}

export function csvOf(products: readonly Generated[], form: FileForm): string {
  const header = [...COLUMNS.map(({ old, name: newer }) => (form.style === 'old' ? old : newer)), 'Colour (product.metafields.custom.x)'];
  const ids = [...COLUMNS.map(({ id }) => id), 'unknown' as const];
  const lines = [header, ...products.flatMap(rowsOf).map((cells) => ids.map((id) => cells[id] ?? ''))];
  const quoted = (text: string) => (/["\r\n,;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return (form.bom ? '\ufeff' : '') + lines.map((line) => line.map(quoted).join(form.delimiter) + form.newline).join('');
}

/** Reads a file to checked products, in memory. */
export async function readCsv(text: string, context = CONTEXT): Promise<{ products: ProductLine[]; faults: string[] }> {
  const products: ProductLine[] = [];
  const faults: string[] = [];
  async function* chunks() {
    const bytes = Buffer.from(text);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (let at = 0; at < bytes.length; at += 997) yield decoder.decode(bytes.subarray(at, at + 997), { stream: true });
  }
  for await (const item of shopifyItems(chunks(), context)) {
    faults.push(...item.faults.map(({ line, path, code }) => `${line} ${path} ${code}`));
    const product = item.lines.at(-1) as ProductLine | undefined;
    if (!product || item.faults.length > 0) continue;
    const handle = item.key;
    const usual = /^[a-z0-9-]+$/.test(handle) ? handle : `x-${handle.length}-${products.length}`;
    const foreign = usual === handle ? product.foreign : { ...product.foreign, shopify: { ...product.foreign?.shopify, Handle: handle } };
    const checked = checkLine({ ...product, handle: usual, foreign });
    if (checked.line) products.push(checked.line as ProductLine);
    else faults.push(...checked.faults.map(({ path, code }) => `${handle} ${path} ${code}`));
  }
  return { products, faults };
}

export function writeCsv(products: readonly ProductLine[], style: 'old' | 'new' = 'old', context = CONTEXT): string {
  const others = new Set<string>();
  for (const product of products) {
    for (const columns of Object.values(product.foreign ?? {})) for (const column of Object.keys(columns)) others.add(column);
    for (const { foreign } of product.variants) for (const column of Object.keys(foreign?.shopify ?? {})) others.add(column);
  }
  const { keys, names } = shopifyHeader([...others].filter((column) => column !== 'variant images').sort(), style);
  const rows = products.flatMap((product) => shopifyRows(product, context));
  return csvLine(names) + rows.map((cells) => csvLine(keys.map((key) => cells.get(key) ?? ''))).join('');
}

/** What a file says, whatever the layout of its rows: by handle, in order. */
export async function meaningOf(text: string): Promise<Record<string, { product: Cells; variants: Cells[]; images: Cells[] }>> {
  async function* once() {
    yield text;
  }
  const meaning: Record<string, { product: Cells; variants: Cells[]; images: Cells[] }> = {};
  let header: ReturnType<typeof readHeader> | null = null;
  for await (const record of csvRecords(once(), detectDelimiter(text))) {
    if ('error' in record) throw new Error(record.error);
    if (!header) {
      header = readHeader(record.cells);
      continue;
    }
    const cells = Object.fromEntries(header.columns.map(({ id }, index) => [id ?? 'unknown', record.cells[index] ?? ''])) as Cells;
    const handle = cells.handle!;
    const known = meaning[handle];
    const isVariant =
      !known ||
      (['option1Value', 'option2Value', 'option3Value', 'sku', 'price', 'barcode'] as const).some((id) => (cells[id] ?? '').trim() !== '');
    meaning[handle] ??= { product: level(cells, 'product', true), variants: [], images: [] };
    if (isVariant) meaning[handle].variants.push(level(cells, 'variant', known !== undefined));
    if (cells.imageSrc)
      meaning[handle].images.push({ ...level(cells, 'image', false), ...(isVariant || !cells.unknown ? {} : { unknown: cells.unknown }) });
  }
  for (const { images } of Object.values(meaning)) images.sort((a, b) => Number(a.imagePosition) - Number(b.imagePosition));
  return meaning;
}

function level(cells: Cells, wanted: 'product' | 'variant' | 'image', unknown: boolean): Cells {
  const own = COLUMNS.filter((column) => column.level === wanted && column.id !== 'handle').map(({ id }) => [
    id,
    id === 'body' ? richText(cells.body ?? '') : (cells[id] ?? ''),
  ]);
  return { ...Object.fromEntries(own), ...(unknown ? { unknown: cells.unknown ?? '' } : {}) };
}

function without(cells: Cells, key: keyof Cells): Cells {
  const { [key]: _, ...rest } = cells;
  return rest;
}
