/** How goods reach the shopper, and what that costs. */

export type { MarketDelivery } from './delivery.store.ts';
export { deliveryStore } from './delivery.store.ts';
export type {
  DeliveredGoods,
  DeliveryMethod,
  DeliveryOffer,
  DeliveryOption,
  DeliverySetup,
  DeliveryZone,
  PickupLocation,
  ZoneRate,
} from './delivery.ts';
export { choicesOf, NO_DELIVERY, nameOfWay } from './delivery.ts';
export type { DeliveryProvider } from './provider.ts';
export { shippingRoutes } from './shipping.routes.ts';
export type { Shipping } from './shipping.service.ts';
export { createShipping } from './shipping.service.ts';
