import { Type } from 'typebox';
import { REFUSALS, type Refusal } from '../totals/index.ts';

const Count = Type.Integer({ minimum: 0 });
const Minor = Type.Integer({ description: 'Minor units of the currency, as the market presents its prices.' });
const MaybeText = Type.Union([Type.String(), Type.Null()]);
const MaybeId = Type.Union([Type.Integer(), Type.Null()]);
const Problem = Type.Union([Type.Literal('unavailable'), Type.Literal('short'), Type.Literal('price_changed')]);

/** 128 random bits in base64url: whoever knows the id has the cart. */
export const CartId = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' });

export const ImageSchema = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('image'), Type.Literal('video')]),
    alt: Type.String(),
    width: Type.Integer(),
    height: Type.Integer(),
    color: MaybeText,
    sources: Type.Array(Type.Object({ type: Type.String(), srcset: Type.String() }, { additionalProperties: false })),
    src: Type.String(),
    poster: Type.Optional(MaybeText),
  },
  { additionalProperties: false },
);

const LineSchema = Type.Object(
  {
    variantId: Type.Integer(),
    productId: MaybeId,
    handle: MaybeText,
    title: Type.String(),
    variantTitle: Type.String(),
    sku: MaybeText,
    image: Type.Union([ImageSchema, Type.Null()]),
    quantity: Type.Integer({ minimum: 1 }),
    unitAmount: Minor,
    compareAt: Type.Union([Minor, Type.Null()]),
    discountAmount: Minor,
    total: Minor,
    available: Type.Union([Count, Type.Null()], { description: 'Null: without limit.' }),
    problem: Type.Union([Problem, Type.Null()]),
  },
  { $id: 'CartLine', additionalProperties: false },
);

const NoticeSchema = Type.Object(
  {
    code: Problem,
    variantId: Type.Integer(),
    title: Type.String(),
    from: Type.Optional(Minor),
    to: Type.Optional(Minor),
    available: Type.Optional(Count),
  },
  { $id: 'CartNotice', additionalProperties: false, description: 'What the shopper should be told, e.g. a price that changed.' },
);

export const CartSchema = Type.Object(
  {
    id: CartId,
    version: Type.Integer(),
    market: Type.String(),
    language: Type.String(),
    currency: Type.String(),
    taxIncluded: Type.Boolean(),
    lines: Type.Array(LineSchema),
    subtotal: Type.Integer({ description: 'Goods before discounts. Minor units, as the market presents its prices.' }),
    discountAmount: Type.Integer({ description: 'Of goods and delivery.' }),
    promotions: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), code: MaybeText, amount: Minor }, { additionalProperties: false }),
      { description: 'Whatever takes something off, with or without a code.' },
    ),
    codes: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: MaybeText,
          isAccepted: Type.Boolean(),
          refusal: Type.Union([Type.Unsafe<Refusal>({ type: 'string', enum: [...REFUSALS] }), Type.Null()], {
            description: 'Why it gives nothing now.',
          }),
          amount: Minor,
        },
        { $id: 'CartCode', additionalProperties: false },
      ),
    ),
    giftCards: Type.Array(
      Type.Object({ id: Type.String(), lastFour: Type.String(), available: Minor, used: Minor }, { additionalProperties: false }),
      { description: 'Each with what it would pay of the total.' },
    ),
    dueAmount: Type.Integer({ description: 'The total less the gift cards.' }),
    total: Type.Integer({ description: 'Goods and the estimated delivery after discounts; tax that comes on top is not in it.' }),
    itemCount: Count,
    deliveryEstimate: Type.Union([
      Type.Object(
        {
          name: Type.String(),
          amount: Minor,
          minDays: Count,
          maxDays: Count,
          untilFree: Type.Union([Minor, Type.Null()], { description: 'How much more to buy until delivery is free.' }),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    notices: Type.Array(NoticeSchema),
  },
  { $id: 'Cart', additionalProperties: false },
);
