/** Markets, and what things cost in them. */
export type { Markets } from './market.service.ts';
export { createMarkets } from './market.service.ts';
export { marketStore } from './market.store.ts';
export { priceStore } from './price.store.ts';
export type { PastPrice, PresentedPrice, Price } from './price.ts';
export { lowestPriceBefore } from './price.ts';
export { priceListRoutes } from './price-list.routes.ts';
export type { PriceLists } from './price-list.service.ts';
export { createPriceLists } from './price-list.service.ts';
export { priceListStore } from './price-list.store.ts';
export { pricingRoutes } from './pricing.routes.ts';
export type { AskedPrice, Pricing } from './pricing.service.ts';
export { createPricing } from './pricing.service.ts';
