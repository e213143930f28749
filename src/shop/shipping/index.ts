/** How goods reach the shopper, and what that costs. */

export { deliveryStore } from './delivery.store.ts';
export type { DeliveredGoods, DeliveryMethod, DeliveryOffer, DeliveryOption } from './delivery.ts';
export type { Shipping } from './shipping.service.ts';
export { createShipping } from './shipping.service.ts';
