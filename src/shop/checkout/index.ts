/** From a cart to an order: hold the goods, charge, place; every step recorded and harmless to repeat. */
export { createAttempts } from './attempt.service.ts';
export type { CheckoutOutcome } from './attempt.ts';
export { checkoutRoutes } from './checkout.routes.ts';
export type { CheckoutInput, Checkouts, CheckoutView } from './checkout.service.ts';
export { createCheckouts } from './checkout.service.ts';
export { checkoutStore } from './checkout.store.ts';
export { createPlanner, type Planner } from './plan.service.ts';
export { webhookRoutes } from './webhook.routes.ts';
