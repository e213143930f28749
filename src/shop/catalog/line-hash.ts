import { hash } from 'node:crypto';
import type { CatalogLine, ProductLine } from './catalog-line.ts';

/** Of a line in its normal form (`checkLine`): equal content, equal hash. */
export function lineHash(line: CatalogLine): Buffer {
  return hash('sha256', JSON.stringify(line), 'buffer');
}

/** The line with what it leaves open taken from what stands: comparing it with that says whether it changes anything. */
export function filledFrom(line: ProductLine, current: ProductLine, stockOf: readonly (VariantStock | undefined)[]): ProductLine {
  const formerHandles = line.formerHandles ?? current.formerHandles ?? [];
  const { createdAt, publishedAt, popularity, foreign, ...rest } = line;
  const published = publishedAt !== undefined ? publishedAt : (current.publishedAt ?? null);
  // Built anew, so that the members stand in the order of the normal form.
  const { kind, handle, formerHandles: _former, status, ...others } = rest;
  return {
    kind,
    handle,
    ...(formerHandles.length > 0 ? { formerHandles } : {}),
    status,
    ...others,
    variants: line.variants.map((variant, index) => (variant.stock === undefined ? withStock(variant, stockOf[index]) : variant)),
    createdAt: createdAt ?? current.createdAt,
    publishedAt: published,
    ...(popularity ? { popularity } : {}),
    ...(foreign ? { foreign } : {}),
  } as ProductLine;
}

type VariantStock = number | null;
type Variant = ProductLine['variants'][number];

function withStock(variant: Variant, stock: VariantStock | undefined): Variant {
  const { sku, barcode, options, weightGrams, prices, stock: _, ...rest } = variant;
  return {
    ...(sku ? { sku } : {}),
    ...(barcode ? { barcode } : {}),
    ...(options ? { options } : {}),
    ...(weightGrams === undefined ? {} : { weightGrams }),
    prices,
    stock: stock ?? (stock === null ? null : 0),
    ...rest,
  };
}
