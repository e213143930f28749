/** Stock: what is there, what is held for whom, and every movement of it. */

export { inventoryRoutes } from './inventory.routes.ts';
export type { Inventory } from './inventory.service.ts';
export { createInventory } from './inventory.service.ts';
export { type StockScope, stockStore } from './stock.store.ts';
export type { AdjustOutcome, ReserveOutcome, Shortage, StockLine, StockRow } from './stock.ts';
