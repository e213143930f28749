/** Markets, and what things cost in them. */
export type { Markets } from './market.service.ts';
export { createMarkets } from './market.service.ts';
export { marketStore } from './market.store.ts';
export { pricingRoutes } from './pricing.routes.ts';
