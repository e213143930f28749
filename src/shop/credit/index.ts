/** What the shop owes its buyers: gift cards and store credit. */
export { creditRoutes } from './credit.routes.ts';
export type { Credit, NewGiftCard, SpendableCard } from './credit.service.ts';
export { createCredit } from './credit.service.ts';
export { type CreditScope, creditStore } from './credit.store.ts';
export type { CreditRefusal, WantedCredit } from './credit.ts';
