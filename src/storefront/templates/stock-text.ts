import type { VariantView } from '../../shop/discovery/index.ts';
import type { PageContext } from '../context.ts';

/** The stock line beside the button. */
export function stockText(context: PageContext, variant: VariantView): string {
  const { stock } = context.texts;
  if (variant.stock === 'out') return variant.backorder ? stock.backorder : stock.out;
  return variant.stock === 'low' && variant.left !== null ? stock.low(variant.left) : stock.in;
}
