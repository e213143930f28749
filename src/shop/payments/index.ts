/** Money from the shopper: providers behind one interface, each step written down before it is taken. */
export type { Payments } from './payment.service.ts';
export { createPayments } from './payment.service.ts';
export type { PaymentScope } from './payment.store.ts';
export { paymentStore } from './payment.store.ts';
export type { Payment, PaymentMove, PaymentState, PaymentStatus } from './payment.ts';
export { stateOf } from './payment.ts';
export type { DeclineCode, PaymentProvider, ProviderAnswer } from './provider.ts';
export { ProviderUnavailable } from './provider.ts';
export { refundStore } from './refund.store.ts';
export type { Refund, RefundOutcome, RefundRequest } from './refund.ts';
export { testProviderStore } from './test-provider.store.ts';
export { createTestProvider, TEST_METHODS } from './test-provider.ts';
