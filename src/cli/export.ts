import { basename, resolve } from 'node:path';
import { catalogStore, createReader, createShopifyExport, csvRecords, detectDelimiter } from '../shop/catalog/index.ts';
import { type Command, type Context, UsageError } from './command.ts';
import { createProgress } from './progress.ts';
import { openTextFile, writeTextFile } from './text-file.ts';

export const command: Command = {
  name: 'export',
  summary: "Writes the catalogue to a file: Shopify's product export, or catalog lines.",
  usage: 'shopify FILE.csv | products FILE.jsonl[.gz]',
  help: `What an import of the same form has read comes back: every product, variant, option, price, SKU, tag, picture address and
every column that has no field here. Descriptions come back as they are shown, that is, without scripts and styles.
A name that ends in .gz is packed; - is standard output.
  stoa export products catalogue.jsonl.gz
  stoa export shopify products.csv --like products_export.csv`,
  options: {
    market: { type: 'string', value: 'CODE', about: "shopify: the market of the prices. Default: the shop's first." },
    language: { type: 'string', value: 'CODE', about: "shopify: the language of the texts. Default: the market's first." },
    columns: { type: 'string', value: 'old|new', about: 'shopify: column names as until 2024, or since then.', default: 'old' },
    like: { type: 'string', value: 'FILE', about: 'shopify: names and order of the columns as in this file.' },
    json: { type: 'boolean', about: 'Print the result as one JSON line.' },
  },
  mostArguments: 2,
  run: async (context) => {
    const [form, given] = context.arguments;
    if (form !== 'shopify' && form !== 'products') throw new UsageError('Say what to export: shopify or products.');
    if (!given) throw new UsageError('Say which file to write.');
    const path = given === '-' ? '-' : resolve(given);
    const reader = createReader({ store: catalogStore(await context.database()) });
    const total = await reader.count();
    const progress = createProgress('products');
    const startedAt = performance.now();
    let products = 0;
    const counted = async function* (source: AsyncIterable<{ text: string; products: number }>) {
      for await (const part of source) {
        products += part.products;
        progress.update(products, total === 0 ? 1 : products / total);
        yield part.text;
      }
    };
    const source = form === 'shopify' ? createShopifyExport({ reader })(await shopifyOptions(context)) : lines(reader);
    await writeTextFile(path, chunked(counted(source)));
    progress.end();
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(3));
    const done = context.flag('json') ? JSON.stringify({ products, seconds }) : `${products} products written in ${seconds.toFixed(1)} s.`;
    if (path === '-') context.note(done);
    else context.print(done);
    return 0;
  },
};

async function* lines(reader: ReturnType<typeof createReader>): AsyncGenerator<{ text: string; products: number }> {
  for await (const line of reader.readLines()) yield { text: `${JSON.stringify(line)}\n`, products: line.kind === 'product' ? 1 : 0 };
}

async function shopifyOptions(context: Context) {
  const style = context.text('columns');
  if (style !== 'old' && style !== 'new') throw new UsageError('--columns is old or new.');
  const like = context.text('like');
  return {
    market: context.text('market'),
    language: context.text('language'),
    style: style as 'old' | 'new',
    ...(like === null ? {} : { like: await headerOf(like) }),
  };
}

async function headerOf(path: string): Promise<string[]> {
  const file = await openTextFile(resolve(path));
  let start = '';
  for await (const chunk of file.text()) {
    start += chunk;
    if (start.length > 100_000) break;
  }
  async function* text() {
    yield start;
  }
  for await (const record of csvRecords(text(), detectDelimiter(start))) if ('cells' in record) return record.cells;
  throw new UsageError(`${basename(path)} has no header.`);
}

/** Small texts joined, so that a file is written in pieces of some size. */
async function* chunked(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  for await (const part of texts) {
    text += part;
    if (text.length < 128 * 1024) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
