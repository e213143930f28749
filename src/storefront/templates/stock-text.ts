import type { VariantView } from '../../shop/discovery/index.ts';
import type { PageContext } from '../context.ts';

/** The stock line beside the button. */
export function stockText(context: PageContext, variant: VariantView): string {
  const { stock } = context.texts;
  if (variant.preorderUntil) return stock.preorder(dayOf(context, new Date(variant.preorderUntil)));
  if (variant.stock === 'out') return variant.backorder ? stock.backorder : stock.out;
  return variant.stock === 'low' && variant.left !== null ? stock.low(variant.left) : stock.in;
}

function dayOf({ locale }: PageContext, at: Date): string {
  const tag = locale.language === 'en' && locale.market.countries[0] !== 'US' ? 'en-GB' : locale.language;
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
