import { Type } from 'typebox';

const Minor = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units of the currency.' });
const Nullable = (text: string) => Type.Union([Type.String({ description: text }), Type.Null()]);

export const RefundSchema = Type.Object(
  {
    id: Type.String(),
    amount: Minor,
    status: Type.Union([Type.Literal('created'), Type.Literal('done'), Type.Literal('failed')]),
    providerReference: Nullable("The provider's id of it."),
    fault: Nullable("The provider's code, once it has refused for good."),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Refund', additionalProperties: false },
);

export const PaymentSchema = Type.Object(
  {
    id: Type.String(),
    checkoutId: Type.String(),
    provider: Type.String(),
    state: Type.String({
      description:
        'created, action_required, authorized, captured, partially_captured, partially_refunded, refunded, declined, failed, voided, disputed or dispute_lost.',
    }),
    amount: Minor,
    currency: Type.String(),
    capturedAmount: Minor,
    refundedAmount: Minor,
    refundable: Type.Integer({ minimum: 0, description: 'What can still be refunded, open refunds taken off.' }),
    providerReference: Nullable("The provider's id of the charge."),
    declineCode: Nullable("Why it was declined, or the provider's code of why it is impossible."),
    captureMode: Type.Union([Type.Literal('automatic'), Type.Literal('manual')], {
      description: 'Whether it is taken with the order, or held until it is captured.',
    }),
    dispute: Type.Union(
      [Type.Literal('inquiry'), Type.Literal('closed'), Type.Literal('open'), Type.Literal('won'), Type.Literal('lost'), Type.Null()],
      {
        description:
          "What the buyer's bank has against it: `inquiry` and `closed` move no money; `open` has taken it back until `won` or `lost`.",
      },
    ),
    refunds: Type.Array(RefundSchema),
    history: Type.Array(
      Type.Object(
        { step: Type.String(), outcome: Type.String(), at: Type.String({ format: 'date-time' }) },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'Payment', additionalProperties: false },
);
