import type { QuoteLine } from '../totals/index.ts';
import type { PricedLine } from './priced-line.ts';

/** A line as a quote takes it, without taxes; its id is the variant's. */
export function quoteLineOf({ variantId, sku, quantity, unitAmount }: PricedLine): QuoteLine {
  return { id: String(variantId), quantity, unitAmount, ...(sku === null ? {} : { sku }) };
}
