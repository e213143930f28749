/** What share of a price belongs to the state. */
export type { Tax, TaxQuestion, TaxTerms } from './tax.service.ts';
export { createTax } from './tax.service.ts';
export { taxStore } from './tax.store.ts';
export type { TaxRate } from './tax.ts';
export { taxOf } from './tax.ts';
