/** Money from the shopper: providers behind one interface, each step written down before it is taken. */
export type { Payments } from './payment.service.ts';
export { createPayments } from './payment.service.ts';
export type { PaymentScope } from './payment.store.ts';
export { paymentStore } from './payment.store.ts';
export type { Payment, PaymentStatus } from './payment.ts';
export type { DeclineCode, PaymentProvider, ProviderAnswer } from './provider.ts';
export { ProviderUnavailable } from './provider.ts';
export { testProviderStore } from './test-provider.store.ts';
export { createTestProvider, TEST_METHODS } from './test-provider.ts';
