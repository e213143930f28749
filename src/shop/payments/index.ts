/** Money from the shopper: providers behind one interface, each step written down before it is taken. */

export { createDeskProvider } from './desk-provider.ts';
export { paymentRoutes } from './payment.routes.ts';
export type { PaymentFault, Payments } from './payment.service.ts';
export { createPayments } from './payment.service.ts';
export type { PaymentScope } from './payment.store.ts';
export { paymentStore } from './payment.store.ts';
export type { Payment, PaymentMove, PaymentState, PaymentStatus } from './payment.ts';
export { stateOf } from './payment.ts';
export type { DeclineCode, ListedCharge, PaymentProvider, ProviderAnswer, ProviderEvent } from './provider.ts';
export { ProviderUnavailable, WebhookRefused } from './provider.ts';
export { createReconciler } from './reconcile.service.ts';
export { reconcileStore } from './reconcile.store.ts';
export type { Difference } from './reconcile.ts';
export { refundStore } from './refund.store.ts';
export type { Refund, RefundOutcome, RefundRequest } from './refund.ts';
export { toStripe } from './stripe/amounts.ts';
export { createStripeProvider } from './stripe/provider.ts';
export { TEST_METHODS } from './test-provider/charge.ts';
export { createTestProvider } from './test-provider/client.ts';
export { testProviderPlace } from './test-provider/place.ts';
export type { RunningTestProvider } from './test-provider/server.ts';
export { startTestProvider } from './test-provider/server.ts';
export type { Webhooks } from './webhook.service.ts';
export { createWebhooks } from './webhook.service.ts';
export { webhookStore } from './webhook.store.ts';
