/** Stock: what is there, what is held for whom, and every movement of it. */

export { inventoryRoutes } from './inventory.routes.ts';
export type { Inventory } from './inventory.service.ts';
export { createInventory } from './inventory.service.ts';
export { locationRoutes } from './location.routes.ts';
export type { Locations } from './location.service.ts';
export { createLocations } from './location.service.ts';
export { locationStore } from './location.store.ts';
export { type StockScope, stockStore } from './stock.store.ts';
export type { AdjustOutcome, ReserveOutcome, Shortage, StockLine, StockRow } from './stock.ts';
