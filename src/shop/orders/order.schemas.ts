import { Type } from 'typebox';
import type { CartImage } from '../cart/index.ts';
import { ImageSchema } from '../cart/index.ts';
import type { OrderSummary, OrderView } from './order.ts';

const Minor = Type.Integer({ description: 'Minor units of the currency.' });
const Instant = Type.String({ format: 'date-time' });
const MaybeText = Type.Union([Type.String(), Type.Null()]);
export const Status = Type.Union([Type.Literal('placed'), Type.Literal('paid'), Type.Literal('fulfilled'), Type.Literal('cancelled')]);

const tax = { name: Type.String(), ratePpm: Type.Integer(), isIncluded: Type.Boolean(), tax: Minor };

const LineSchema = Type.Object(
  {
    variantId: Type.Integer(),
    productId: Type.Integer(),
    sku: MaybeText,
    title: Type.String(),
    variantTitle: Type.String(),
    handle: Type.String(),
    image: Type.Union([ImageSchema, Type.Null()]),
    quantity: Type.Integer(),
    unitAmount: Minor,
    discountAmount: Minor,
    total: Minor,
    taxRatePpm: Type.Integer({ description: 'Parts per million: 19 % = 190000.' }),
    taxAmount: Minor,
    adjustments: Type.Array(Type.Object({ promotionId: Type.String(), amount: Minor }, { additionalProperties: false }), {
      description: 'Which promotion gave what; they sum to the discount.',
    }),
    taxes: Type.Array(Type.Object(tax, { additionalProperties: false })),
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
  },
  { $id: 'OrderContact', additionalProperties: false },
);

export const OrderSchema = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    status: Status,
    placedAt: Instant,
    updatedAt: Instant,
    market: Type.String(),
    language: Type.String(),
    currency: Type.String(),
    country: Type.String(),
    taxIncluded: Type.Boolean(),
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
      Type.Object({ provider: Type.String(), method: Type.String(), status: Type.String() }, { additionalProperties: false }),
      Type.Null(),
    ]),
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

/** An order as JSON carries it. */
export function orderJson({ placedAt, updatedAt, timeline, delivery, ...order }: OrderView<CartImage>) {
  return {
    ...order,
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    delivery: { code: delivery.code, name: { ...delivery.name } },
    promotions: order.promotions.map((one) => ({ ...one, name: { ...one.name } })),
    timeline: timeline.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  };
}

export function summaryJson({ placedAt, ...summary }: OrderSummary) {
  return { ...summary, placedAt: placedAt.toISOString() };
}
