import { Type } from 'typebox';
import type { CartImage } from '../cart/index.ts';
import { ImageSchema } from '../cart/index.ts';
import type { OrderParcel, OrderReturn, OrderSummary, OrderView } from './order.ts';
import { ORDER_STATUSES } from './order-states.ts';

const Minor = Type.Integer({ description: 'Minor units of the currency.' });
const Instant = Type.String({ format: 'date-time' });
const MaybeText = Type.Union([Type.String(), Type.Null()]);
/** One of these words. */
export function words<const T extends string>(all: readonly T[]) {
  return Type.Enum([...all], { type: 'string' });
}
export const Status = words(ORDER_STATUSES);
export const StatesSchema = Type.Object(
  {
    order: words(['draft', 'open', 'completed', 'cancelled']),
    payment: words(['unpaid', 'partially_paid', 'paid', 'partially_refunded', 'refunded']),
    fulfilment: words(['unfulfilled', 'partially_fulfilled', 'fulfilled', 'partially_returned', 'returned']),
  },
  { $id: 'OrderStates', additionalProperties: false, description: 'Three states that stand apart; `status` is their summary in one word.' },
);
const Quantity = Type.Integer();
const UnitsOut = { position: Type.Integer(), quantity: Quantity };

export const ParcelSchema = Type.Object(
  {
    id: Type.String(),
    number: Type.Integer({ description: '1, 2 ... within its order.' }),
    location: Type.String(),
    carrier: Type.String(),
    tracking: MaybeText,
    trackingUrl: MaybeText,
    status: words(['sent', 'delivered']),
    sentAt: Instant,
    deliveredAt: Type.Union([Instant, Type.Null()]),
    lines: Type.Array(Type.Object(UnitsOut, { additionalProperties: false })),
  },
  { $id: 'Parcel', additionalProperties: false },
);

export const RETURN_STATUSES = ['requested', 'approved', 'rejected', 'received', 'refunded'] as const;
const returnFields = {
  id: Type.String(),
  number: Type.String(),
  kind: words(['return', 'withdrawal']),
  status: words(RETURN_STATUSES),
  reason: Type.String(),
  requestedAt: Instant,
  updatedAt: Instant,
  refundAmount: Type.Union([Minor, Type.Null()]),
  exchangeOrderId: MaybeText,
  lines: Type.Array(Type.Object({ ...UnitsOut, received: Quantity, restocked: Quantity }, { additionalProperties: false })),
};
export const OrderReturnSchema = Type.Object(returnFields, { $id: 'OrderReturn', additionalProperties: false });
export const ReturnSchema = Type.Object(
  { ...returnFields, orderId: Type.String(), orderNumber: Type.Optional(Type.String()) },
  { $id: 'Return', additionalProperties: false },
);

const RefundSchema = Type.Object(
  {
    id: Type.String(),
    amount: Minor,
    providerAmount: Type.Integer({ description: 'Given back by the payment provider. Minor units.' }),
    creditAmount: Type.Integer({ description: 'To gift cards and store credit; what is left is given back by hand. Minor units.' }),
    reason: Type.String(),
    lines: Type.Array(Type.Object({ ...UnitsOut, amount: Minor }, { additionalProperties: false })),
    at: Instant,
  },
  { $id: 'OrderRefund', additionalProperties: false },
);

const DocumentSchema = Type.Object(
  { id: Type.String(), series: words(['invoice', 'credit_note']), number: Type.String(), total: Minor, issuedAt: Instant },
  { $id: 'OrderDocument', additionalProperties: false },
);

const tax = { name: Type.String(), ratePpm: Type.Integer(), isIncluded: Type.Boolean(), tax: Minor };

const LineSchema = Type.Object(
  {
    position: Type.Integer({ description: 'Names the line in every change of the order.' }),
    variantId: Type.Integer(),
    productId: Type.Integer(),
    sku: MaybeText,
    title: Type.String(),
    variantTitle: Type.String(),
    handle: Type.String(),
    image: Type.Union([ImageSchema, Type.Null()]),
    quantity: Type.Integer(),
    cancelledQuantity: Quantity,
    shippedQuantity: Quantity,
    returnedQuantity: Quantity,
    creditedQuantity: Type.Integer({ description: 'Pieces of which the worth was given back, or is not owed any more.' }),
    unitAmount: Minor,
    discountAmount: Minor,
    total: Minor,
    taxRatePpm: Type.Integer({ description: 'Parts per million: 19 % = 190000.' }),
    taxAmount: Minor,
    adjustments: Type.Array(Type.Object({ promotionId: Type.String(), amount: Minor }, { additionalProperties: false }), {
      description: 'Which promotion gave what; they sum to the discount.',
    }),
    taxes: Type.Array(Type.Object(tax, { additionalProperties: false })),
    giftCards: Type.Array(Type.Object({ lastFour: Type.String(), code: MaybeText }, { additionalProperties: false }), {
      description: 'That this line has sold. The code is there for whoever asks by the token, else null.',
    }),
  },
  { $id: 'OrderLine', additionalProperties: false },
);

const ContactSchema = Type.Object(
  {
    name: Type.String(),
    email: Type.String(),
    phone: Type.String(),
    street: Type.String(),
    extra: Type.String(),
    postalCode: Type.String(),
    city: Type.String(),
    region: Type.String(),
    country: Type.String(),
    note: Type.String(),
    company: Type.String(),
    vatId: Type.String(),
  },
  { $id: 'OrderContact', additionalProperties: false },
);

export const OrderSchema = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    revision: Type.Integer({ description: 'Grows with every change.' }),
    status: Status,
    states: StatesSchema,
    placedAt: Instant,
    updatedAt: Instant,
    market: Type.String(),
    language: Type.String(),
    currency: Type.String(),
    country: Type.String(),
    taxIncluded: Type.Boolean(),
    isReverseCharge: Type.Boolean({ description: 'The buyer, a business, owes the tax himself.' }),
    lines: Type.Array(LineSchema),
    subtotal: Minor,
    discountAmount: Minor,
    deliveryAmount: Minor,
    deliveryDiscountAmount: Minor,
    deliveryTaxAmount: Minor,
    taxAmount: Minor,
    total: Minor,
    giftCardAmount: Minor,
    storeCreditAmount: Minor,
    dueAmount: Type.Integer({ description: 'Left to pay by the payment: total - gift cards - store credit. Minor units.' }),
    promotions: Type.Array(
      Type.Object(
        {
          promotionId: Type.String(),
          name: Type.Record(Type.String(), Type.String()),
          code: MaybeText,
          goodsAmount: Minor,
          deliveryAmount: Minor,
        },
        { additionalProperties: false },
      ),
    ),
    taxes: Type.Array(Type.Object({ ...tax, net: Minor }, { additionalProperties: false })),
    delivery: Type.Object({ code: Type.String(), name: Type.Record(Type.String(), Type.String()) }, { additionalProperties: false }),
    tracking: MaybeText,
    contact: Type.Union([ContactSchema, Type.Null()], { description: 'Null once the person has been erased.' }),
    payment: Type.Union([
      Type.Object(
        { id: Type.String(), provider: Type.String(), method: Type.String(), status: Type.String() },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    paidAmount: Minor,
    refundedAmount: Minor,
    creditedAmount: Type.Integer({ description: 'Of the total, not owed any more: cancelled, returned, goodwill. Minor units.' }),
    outstandingAmount: Type.Integer({ description: 'Still to be paid. Minor units.' }),
    deliveredAt: Type.Union([Instant, Type.Null()]),
    parcels: Type.Array(ParcelSchema),
    returns: Type.Array(OrderReturnSchema),
    refunds: Type.Array(RefundSchema),
    documents: Type.Array(DocumentSchema),
    withdrawableUntil: Type.Union([Instant, Type.Null()], { description: 'Null while the period has not begun.' }),
    isWithdrawable: Type.Boolean(),
    timeline: Type.Array(
      Type.Object(
        { type: Type.String(), actor: Type.String(), detail: Type.Record(Type.String(), Type.Unknown()), at: Instant },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'Order', additionalProperties: false },
);

export const SummarySchema = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    status: Status,
    states: StatesSchema,
    placedAt: Instant,
    market: Type.String(),
    currency: Type.String(),
    country: Type.String(),
    total: Minor,
    itemCount: Type.Integer(),
    customer: Type.Union([Type.Object({ name: Type.String(), email: Type.String() }, { additionalProperties: false }), Type.Null()]),
  },
  { $id: 'OrderSummary', additionalProperties: false },
);

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;

export function parcelJson({ sentAt, deliveredAt, ...parcel }: OrderParcel) {
  return { ...parcel, sentAt: sentAt.toISOString(), deliveredAt: isoOf(deliveredAt) };
}

export function returnJson<T extends OrderReturn>({ requestedAt, updatedAt, ...one }: T) {
  return { ...one, requestedAt: requestedAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** An order as JSON carries it. */
export function orderJson({ placedAt, updatedAt, timeline, delivery, ...order }: OrderView<CartImage>) {
  return {
    ...order,
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deliveredAt: isoOf(order.deliveredAt),
    delivery: { code: delivery.code, name: { ...delivery.name } },
    promotions: order.promotions.map((one) => ({ ...one, name: { ...one.name } })),
    parcels: order.parcels.map(parcelJson),
    returns: order.returns.map(returnJson),
    refunds: order.refunds.map(({ at, ...refund }) => ({ ...refund, at: at.toISOString() })),
    documents: order.documents.map(({ issuedAt, ...one }) => ({ ...one, issuedAt: issuedAt.toISOString() })),
    withdrawableUntil: isoOf(order.withdrawableUntil),
    timeline: timeline.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  };
}

export function summaryJson({ placedAt, ...summary }: OrderSummary) {
  return { ...summary, placedAt: placedAt.toISOString() };
}
