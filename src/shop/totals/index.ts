/** What a cart costs under given rules: one pure function, for everything that shows or charges a sum. */
export { lowestBeforeReduction } from './price-history.ts';
export type {
  DeliveryRate,
  PriceChange,
  Promotion,
  Quote,
  QuoteDelivery,
  QuotedCharge,
  QuotedLine,
  QuoteInput,
  QuoteLine,
  Refusal,
  TaxPart,
  TaxRate,
} from './quote.ts';
export { REFUSALS } from './quote.ts';
export { quoteOf } from './quoting.ts';
export { totalsRoutes } from './totals.routes.ts';
export { promotionRule, QuoteInputSchema } from './totals.schemas.ts';
