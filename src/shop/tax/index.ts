/** What share of a price belongs to the state. */
export type { RateFile } from './bundled.ts';
export { BUNDLED_RATES, ratesFrom } from './bundled.ts';
export type { TaxProvider, VatRegister } from './provider.ts';
export { taxRoutes } from './tax.routes.ts';
export type { Tax, TaxQuestion, TaxTerms, VatIdCheck } from './tax.service.ts';
export { createTax } from './tax.service.ts';
export { taxStore } from './tax.store.ts';
export type { MarketTax, TaxRate } from './tax.ts';
export { EU, taxOf } from './tax.ts';
export { readVatId } from './vat-id.ts';
export { viesRegister } from './vies.ts';
