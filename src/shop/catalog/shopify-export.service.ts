import { fail } from '../../kernel/errors.ts';
import type { CatalogReader } from './read.service.ts';
import { type ColumnId, readHeader } from './shopify-columns.ts';
import type { ShopifyContext } from './shopify-fields.ts';
import { csvLine, shopifyHeader, shopifyRows } from './shopify-write.ts';

export type ShopifyExportOptions = {
  /** Market of the prices; default the shop's first. */
  market?: string | null;
  /** Language of the texts; default that of the market. */
  language?: string | null;
  /** Column names as until 2024, or since then. */
  style?: 'old' | 'new';
  /** Names and order of the columns as in this header. */
  like?: readonly string[];
};

/** The catalogue in Shopify's product export form, a few kilobytes of text at a time. */
export function createShopifyExport({ reader }: { reader: CatalogReader }) {
  return async function* exportShopify(options: ShopifyExportOptions = {}): AsyncGenerator<{ text: string; products: number }> {
    const context = await shopifyContext(reader, options);
    const like: readonly { name: string; id: ColumnId | null }[] = options.like ? readHeader(options.like).columns : [];
    const { keys, names } = shopifyHeader(await reader.foreignColumns('shopify'), options.style ?? 'old', like);
    yield { text: csvLine(names), products: 0 };
    for await (const product of reader.readProducts()) {
      const rows = shopifyRows(product, context);
      yield { text: rows.map((cells) => csvLine(keys.map((key) => cells.get(key) ?? ''))).join(''), products: 1 };
    }
  };
}

/** Market, currency and language of a file, checked against the shop. */
export async function shopifyContext(
  reader: CatalogReader,
  { market, language }: { market?: string | null; language?: string | null },
): Promise<ShopifyContext> {
  const markets = await reader.markets();
  const chosen = market ? markets.find(({ code }) => code === market) : markets[0];
  if (!chosen)
    return fail(
      'import_unreadable',
      market
        ? `The shop has no market ${market}; it has ${markets.map(({ code }) => code).join(', ') || 'none'}.`
        : 'The shop has no market yet; run "stoa seed --empty" first.',
    );
  const spoken = language ?? chosen.languages[0]!;
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(spoken)) fail('import_unreadable', `"${spoken}" is no language; give two small letters such as en.`);
  const names = await reader.names();
  return {
    market: chosen.code,
    currency: chosen.currency,
    language: spoken,
    brandName: (code) => names.brands.get(code) ?? code,
    typeName: (code) => names.types.get(code)?.[spoken] ?? Object.values(names.types.get(code) ?? {})[0] ?? code,
  };
}
