import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { translate } from '../../kernel/translated.ts';
import { type Route, route } from '../../platform/http/index.ts';
import { CartId, type CartImage } from '../cart/index.ts';
import type { Checkouts } from './checkout.service.ts';

const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency.' });
const Text = (most: number) => Type.String({ maxLength: most });
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });
const CheckoutId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'A UUID of your making for this attempt: sending it again gives the same answer. After a refusal take a new one.',
});

const ContactSchema = Type.Object(
  {
    name: Text(200),
    email: Text(254),
    phone: Type.Optional(Text(40)),
    street: Text(200),
    extra: Type.Optional(Text(200)),
    postalCode: Text(16),
    city: Text(120),
    region: Type.Optional(Text(120)),
    country: Country,
    note: Type.Optional(Text(1000)),
    company: Type.Optional(Text(200)),
    vatId: Type.Optional(
      Type.String({ maxLength: 40, description: 'Of a business. Where it frees from the tax (reverse charge), sums and papers are net.' }),
    ),
  },
  { $id: 'CheckoutContact', additionalProperties: false },
);

const CheckoutSchema = Type.Object(
  {
    cartId: CartId,
    checkoutId: Type.Optional(CheckoutId),
    contact: ContactSchema,
    delivery: Type.String({ minLength: 1, maxLength: 64, description: 'Code of a delivery option.' }),
    payment: Type.Optional(
      Type.Object(
        {
          provider: Type.String({ minLength: 1, maxLength: 32 }),
          method: Type.String({
            minLength: 1,
            maxLength: 255,
            description:
              "The provider's token for how to pay, never a card number. The provider `test` takes `success`, `decline`, `challenge` and those of docs/reference/payments.md.",
          }),
        },
        { additionalProperties: false, description: 'May be left out where gift cards pay all of it.' },
      ),
    ),
    expectedTotal: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'The total owed that was shown, before gift cards: another one is refused. Without it and expectedDue a code of the cart that does not hold any more is a refusal.',
      }),
    ),
    expectedDue: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'What was shown as left to pay after gift cards: another one is refused. Without it a gift card that is spent is a refusal.',
      }),
    ),
    returnUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[1-9][0-9]{0,3}|:[1-5][0-9]{4})?([/?#][^\\s]*)?$',
        maxLength: 500,
        description: "Where the buyer comes back to from the provider's page (3-D Secure); default the shop's own page for it.",
      }),
    ),
  },
  { $id: 'Checkout', additionalProperties: false },
);

const OptionSchema = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    note: Type.String(),
    amount: Minor,
    minDays: Type.Integer(),
    maxDays: Type.Integer(),
    pickup: Type.Boolean(),
    pickupAt: Type.Union([
      Type.Object(
        { code: Type.String(), name: Type.String(), address: Type.String(), hours: Type.String() },
        { additionalProperties: false, description: 'Where the buyer collects it.' },
      ),
      Type.Null(),
    ]),
    untilFree: Type.Union([Minor, Type.Null()]),
    taxAmount: Type.Integer({ minimum: 0, description: 'Tax of the whole order with this option.' }),
    total: Type.Integer({ minimum: 0, description: 'What the whole order costs with this option.' }),
    dueAmount: Type.Integer({ minimum: 0, description: 'What is left to pay of it after gift cards.' }),
  },
  { $id: 'DeliveryOption', additionalProperties: false },
);

/** Refused wherever something is left to pay. */
const NO_PAYMENT = { provider: 'none', method: 'none' };

export function checkoutRoutes({ checkout }: { checkout: Checkouts<CartImage> }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/carts/:id/delivery-options',
      access: 'public',
      summary: 'List the ways of delivery, with what the order costs by each',
      tags: ['Checkout'],
      operationId: 'listDeliveryOptions',
      errors: ['cart_not_found'],
      schema: {
        params: Type.Object({ id: CartId }),
        query: Type.Object(
          {
            country: Type.Optional(Country),
            region: Type.Optional(Text(120)),
            postalCode: Type.Optional(Text(16)),
            vatId: Type.Optional(Text(40)),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              country: Country,
              currency: Type.String(),
              isReverseCharge: Type.Boolean(),
              items: Type.Array(OptionSchema),
              nextCursor: Type.Null(),
            },
            { $id: 'DeliveryOptionList', additionalProperties: false },
          ),
        },
      },
      async handler({ params, query }) {
        const { cart, country, isReverseCharge, deliveryOptions } = await checkout.prepare({ cartId: params.id, ...query });
        const items = deliveryOptions.map(({ name, note, sums, freeOver: _, pickupAt, ...option }) => ({
          ...option,
          pickupAt: pickupAt
            ? { ...pickupAt, name: translate(pickupAt.name, cart.language), hours: translate(pickupAt.hours, cart.language) }
            : null,
          name: translate(name, cart.language),
          note: translate(note, cart.language),
          taxAmount: sums.taxAmount,
          total: sums.total,
          dueAmount: sums.dueAmount,
        }));
        return { country, currency: cart.currency, isReverseCharge, items, nextCursor: null };
      },
    }),
    route({
      method: 'POST',
      url: '/api/checkouts',
      access: 'public',
      summary: 'Buy a cart',
      description:
        'Holds the goods, charges, places the order. Safe to repeat: one cart gives one order and one charge, however often and from wherever it is sent.',
      tags: ['Checkout'],
      operationId: 'completeCheckout',
      errors: [
        'cart_not_found',
        'cart_empty',
        'cart_line_unavailable',
        'insufficient_stock',
        'code_used_up',
        'code_refused',
        'checkout_total_changed',
        'checkout_expired',
        'conflict',
        'payment_declined',
        'payment_failed',
        'payment_unavailable',
      ],
      schema: {
        body: CheckoutSchema,
        response: {
          201: Type.Object(
            {
              checkoutId: CheckoutId,
              orderId: Type.String(),
              orderNumber: Type.String(),
              statusToken: Type.String({ description: 'Opens this order for its buyer; keep it like a password.' }),
            },
            { $id: 'PlacedOrder', additionalProperties: false },
          ),
          202: Type.Object(
            {
              checkoutId: CheckoutId,
              action: Type.Object(
                { type: Type.Literal('redirect'), url: Type.String({ description: 'Send the buyer there (3-D Secure).' }) },
                { additionalProperties: false },
              ),
            },
            {
              $id: 'PaymentAction',
              additionalProperties: false,
              description:
                'The payment waits for its buyer. Once he is back, send the same checkout again: it answers with the order or a refusal.',
            },
          ),
        },
      },
      async handler({ body, origin }, reply) {
        const checkoutId = body.checkoutId ?? uuidv7();
        const outcome = await checkout.complete({ ...body, payment: body.payment ?? NO_PAYMENT, checkoutId, origin });
        if (!outcome.ok && outcome.code === 'payment_action_required') {
          reply.code(202);
          return { checkoutId: outcome.checkoutId, action: { type: 'redirect' as const, url: outcome.actionUrl } };
        }
        if (!outcome.ok) fail(outcome.code, outcome.detail, { fields: outcome.fields });
        const { orderId, orderNumber, statusToken } = outcome;
        return { checkoutId, orderId, orderNumber, statusToken };
      },
    }),
  ];
}
