/** What was bought, and what has happened to it since. */
export type { Contact, ContactInput } from './contact.ts';
export { contactFaults, tidyContact } from './contact.ts';
export { orderRoutes } from './order.routes.ts';
export type { Orders } from './order.service.ts';
export { createOrders } from './order.service.ts';
export type { DraftLine, OrderDraft, OrderStatus, OrderSummary, OrderView } from './order.ts';
export { ORDER_STATUSES } from './order.ts';
export { orderReadStore } from './order-read.store.ts';
export type { OrderReading } from './order-reading.service.ts';
export { createOrderReading } from './order-reading.service.ts';
export type { OrderPromotion, OrderSums } from './order-sums.ts';
export { orderSums } from './order-sums.ts';
export { type OrderScope, orderWriteStore } from './order-write.store.ts';
export type { PlaceOutcome } from './place-order.ts';
