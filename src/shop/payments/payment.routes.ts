import { type Static, Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { type Route, route } from '../../platform/http/index.ts';
import { PaymentSchema } from './payment.schemas.ts';
import type { Payments } from './payment.service.ts';
import { type Payment, stateOf } from './payment.ts';
import { ProviderUnavailable } from './provider.ts';

const PaymentId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' });
const tags = ['Staff: payments'];
const params = Type.Object({ id: PaymentId });

/** What staff see of payments and may do with one that was not captured yet. Refunds are made with the order. */
export function paymentRoutes({
  payments,
  settled = async () => undefined,
}: {
  payments: Payments;
  /** Told of every payment that was taken or let go here, for the order that waits for it. */
  settled?: (payment: Payment) => Promise<void>;
}): Route[] {
  const known = async (id: string): Promise<Payment> => (await payments.byId(id)) ?? fail('payment_not_found');
  const shown = async (payment: Payment): Promise<Static<typeof PaymentSchema>> => {
    const [refunds, history] = await Promise.all([payments.refundsOf(payment.id), payments.historyOf(payment.id)]);
    const { id, checkoutId, provider, amount, currency, capturedAmount, refundIntended, refundedAmount, providerReference, declineCode } =
      payment;
    const { captureMode, dispute } = payment;
    return {
      id,
      checkoutId,
      provider,
      state: stateOf(payment),
      amount,
      currency,
      capturedAmount,
      refundedAmount,
      refundable: capturedAmount - refundIntended,
      providerReference,
      declineCode,
      captureMode,
      dispute,
      refunds: refunds.map(({ paymentId: _, idempotencyKey: __, createdAt, ...refund }) => ({
        ...refund,
        createdAt: createdAt.toISOString(),
      })),
      history: history.map(({ step, outcome, at }) => ({ step, outcome, at: at.toISOString() })),
    };
  };
  /** The step, unless the payment is in no state for it. */
  const step = async (id: string, verb: string, wanted: Payment['status'], work: (payment: Payment) => Promise<Payment>) => {
    const payment = await known(id);
    if (payment.status !== 'authorized') fail('payment_state', `The payment is ${stateOf(payment)} and cannot be ${verb}.`);
    const after = await work(payment).catch((error: unknown) => {
      if (error instanceof ProviderUnavailable) fail('payment_unavailable', undefined, { cause: error });
      throw error;
    });
    await settled(after);
    if (after.status !== wanted) fail('payment_state', `The payment is ${stateOf(after)}.`);
    return shown((await payments.byId(id)) ?? after);
  };
  return [
    route({
      method: 'GET',
      url: '/api/staff/payments/:id',
      access: { staff: 'orders:read' },
      summary: 'Read a payment with its refunds and its history',
      tags,
      operationId: 'getPayment',
      errors: ['payment_not_found'],
      schema: { params, response: { 200: PaymentSchema } },
      handler: async ({ params: { id } }) => shown(await known(id)),
    }),
    route({
      method: 'POST',
      url: '/api/staff/payments/:id/capture',
      access: { staff: 'orders:write' },
      summary: 'Take the money of an authorised payment, all of it or a part',
      description: 'Once: what is not taken is let go.',
      tags,
      operationId: 'capturePayment',
      errors: ['payment_not_found', 'payment_state', 'payment_unavailable'],
      schema: {
        params,
        body: Type.Object(
          {
            amount: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units; default all.' })),
          },
          { $id: 'Capture', additionalProperties: false },
        ),
        response: { 201: PaymentSchema },
      },
      handler: ({ params: { id }, body }) =>
        step(id, 'captured', 'captured', (payment) => {
          const { amount = payment.amount } = body;
          if (amount > payment.amount) fail('payment_state', `At most ${payment.amount} was authorised, in minor units.`);
          return payments.capture(payment, amount);
        }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/payments/:id/void',
      access: { staff: 'orders:write' },
      summary: 'Let go of an authorised payment',
      tags,
      operationId: 'voidPayment',
      errors: ['payment_not_found', 'payment_state', 'payment_unavailable'],
      schema: { params, response: { 201: PaymentSchema } },
      handler: ({ params: { id } }) => step(id, 'voided', 'voided', (payment) => payments.void(payment)),
    }),
  ];
}
