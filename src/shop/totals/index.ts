/** What a cart costs under given rules: one pure function, for everything that shows or charges a sum. */
export { lowestBeforeReduction } from './price-history.ts';
export type { Promotion, Quote, QuotedCharge, QuotedLine, QuoteInput, QuoteLine, Refusal, TaxPart } from './quote.ts';
export { REFUSALS } from './quote.ts';
export { quoteOf } from './quoting.ts';
export { totalsRoutes } from './totals.routes.ts';
export { promotionRule, QuoteInputSchema } from './totals.schemas.ts';
