import type { CatalogLine, ProductLine } from '../../src/shop/catalog/catalog-line.ts';
import { attributeLines, productTypeLines } from './attributes.ts';
import { categoryLines } from './categories.ts';
import { product } from './compose.ts';
import { giftLines } from './gifts.ts';
import { brandLines } from './makers.ts';
import type { Series } from './series.ts';
import { SHELVES } from './shelves.ts';
import { scene } from './shots.ts';

/**
 * The whole Agora range in the interchange form, the same on every call: attributes, product types, categories, brands, products.
 */
export function* agoraLines(): Generator<CatalogLine> {
  yield* attributeLines(SHELVES.flatMap(([, series]) => series));
  yield* productTypeLines();
  yield* categoryLines(scene);
  yield* brandLines();
  for (const [firstItem, series] of SHELVES) yield* productsOf(firstItem, series);
  yield* giftLines(10_001);
}

function* productsOf(firstItem: number, shelf: readonly Series[]): Generator<ProductLine> {
  let item = firstItem;
  for (const series of shelf) {
    for (const [place, piece] of series.pieces.entries()) {
      yield product(series, piece, item, place);
      item += 1;
    }
  }
}
