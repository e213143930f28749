import type { QuoteLine } from '../totals/index.ts';
import type { PricedLine } from './priced-line.ts';

/** A line as a quote takes it, without taxes; its id is the variant's. */
export function quoteLineOf(line: PricedLine): QuoteLine {
  const { variantId, productId, sku, quantity, unitAmount, brand, tags, categories, isGiftCard } = line;
  return {
    id: String(variantId),
    quantity,
    unitAmount,
    tags,
    categories,
    ...(sku === null ? {} : { sku }),
    ...(productId === null ? {} : { product: String(productId) }),
    ...(brand === null ? {} : { brand }),
    // A gift card is money: it costs what it is worth.
    ...(isGiftCard ? { isExcludedFromPromotions: true } : {}),
  };
}
