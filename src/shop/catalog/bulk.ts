import { type BulkRows, bulkRows, type CatalogNames } from './bulk.store.ts';
import type { ProductLine } from './catalog-line.ts';
import { lineHash } from './line-hash.ts';
import type { ResolvedProduct, ResolvedVariant } from './product-write.store.ts';

export type BulkProduct = ResolvedProduct & { variantIds: number[] };

type Numbering = { firstProduct: number; firstVariant: number; now: Date };

/**
 * New products with their rows. Lines are in normal form already and name only what is in `names`; ids are given out from the first
 * ones on.
 */
export function bulkProducts(
  lines: readonly ProductLine[],
  names: CatalogNames,
  { firstProduct, firstVariant, now }: Numbering,
): { products: BulkProduct[]; rows: BulkRows } {
  let nextVariant = firstVariant;
  const variants: ResolvedVariant[] = [];
  const products = lines.map((line, index): BulkProduct => {
    const id = firstProduct + index;
    const variantIds = line.variants.map((variant, position) => {
      variants.push({ id: nextVariant, productId: id, position, line: variant });
      return nextVariant++;
    });
    return {
      id,
      line,
      hash: lineHash(line),
      brandId: line.brand ? idOf(names.brands, line.brand) : null,
      typeId: line.productType ? idOf(names.types, line.productType) : null,
      categoryIds: (line.categories ?? []).map((code) => idOf(names.categories, code)),
      mediaIds: (line.media ?? []).map(({ src }) => names.media.get(src) ?? null),
      variantIds,
    };
  });
  return { products, rows: bulkRows(products, variants, { lists: names.lists, location: names.location, now }) };
}

function idOf(ids: ReadonlyMap<string, number>, code: string): number {
  return ids.get(code) ?? fail(code);
}

function fail(code: string): never {
  throw new Error(`The shop has nothing named ${code}; structure lines go before the products that name it.`);
}
