import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = (most: number) => Type.String({ maxLength: most });
const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency.' });
const Nullable = <T extends ReturnType<typeof Type.String>>(type: T) => Type.Union([type, Type.Null()]);
const Instant = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' });

export const DraftStatusSchema = Type.Union([Type.Literal('open'), Type.Literal('placed'), Type.Literal('cancelled')]);

const LineInput = Type.Object(
  { variantId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), quantity: Type.Integer({ minimum: 1, maximum: 999 }) },
  closed,
);
const ContactInput = Type.Object(
  {
    name: Text(200),
    email: Text(254),
    phone: Type.Optional(Text(40)),
    street: Text(200),
    extra: Type.Optional(Text(200)),
    postalCode: Text(16),
    city: Text(120),
    region: Type.Optional(Text(120)),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
    note: Type.Optional(Text(1000)),
    company: Type.Optional(Text(200)),
    vatId: Type.Optional(Text(40)),
  },
  { $id: 'DraftContact', ...closed },
);
const fields = {
  lines: Type.Array(LineInput, { minItems: 1, maxItems: 100 }),
  contact: ContactInput,
  delivery: Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+(:[a-z0-9-]+)?$', description: 'Code of a way of delivery.' }),
  codes: Type.Optional(Type.Array(Code, { maxItems: 10, description: 'Of promotions and gift cards.' })),
};

export const InputSchema = Type.Object(
  {
    market: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    language: Type.String({ pattern: '^[a-z]{2}$', description: 'ISO 639-1.' }),
    ...fields,
  },
  { $id: 'DraftInput', ...closed },
);
export const ChangeSchema = Type.Object(
  {
    lines: Type.Optional(fields.lines),
    contact: Type.Optional(ContactInput),
    delivery: Type.Optional(fields.delivery),
    codes: fields.codes,
  },
  { $id: 'DraftChange', ...closed },
);
export const SettleSchema = Type.Object(
  { method: Type.Union([Type.Literal('cash'), Type.Literal('transfer'), Type.Literal('terminal')]) },
  { $id: 'DraftPaid', ...closed },
);

const LineSchema = Type.Object(
  {
    variantId: Type.Integer(),
    sku: Nullable(Type.String()),
    title: Type.String(),
    quantity: Type.Integer(),
    unitAmount: Minor,
    total: Minor,
    problem: Type.Union([Type.String({ description: 'Why it cannot be sold so: `short`, `unavailable`, `price_changed`.' }), Type.Null()]),
  },
  closed,
);
export type StoredLine = Static<typeof LineSchema>;

const summary = {
  id: Type.String(),
  number: Type.String(),
  market: Type.String(),
  language: Type.String(),
  delivery: Type.String(),
  status: DraftStatusSchema,
  orderId: Nullable(Type.String()),
  createdBy: Type.String(),
  createdAt: Instant,
  updatedAt: Instant,
};
export const DraftListSchema = Type.Object(
  { items: Type.Array(Type.Object(summary, { $id: 'DraftSummary', ...closed })), nextCursor: Nullable(Type.String()) },
  { $id: 'DraftList', ...closed },
);
export const DraftSchema = Type.Object(
  {
    ...summary,
    contact: Type.Object(
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
      closed,
    ),
    currency: Nullable(Type.String()),
    lines: Type.Array(LineSchema),
    deliveryOptions: Type.Array(Type.String(), { description: 'Codes of the ways of delivery there are.' }),
    sums: Type.Union(
      [
        Type.Object({ deliveryAmount: Minor, discountAmount: Minor, taxAmount: Minor, total: Minor, dueAmount: Minor }, closed),
        Type.Null(),
      ],
      { description: 'With the way of delivery that was chosen; null when it is not one of those there are, or the draft has ended.' },
    ),
    paymentUrl: Type.Union([Type.String(), Type.Null()], { description: 'Where its buyer pays; for him alone. Null once it has ended.' }),
  },
  { $id: 'Draft', ...closed },
);
