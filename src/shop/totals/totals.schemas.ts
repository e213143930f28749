import { Type } from 'typebox';
import { MOST_OF_A_LINE, MOST_RATES, REDUCTION_STEPS, REFUSALS, ROUNDING_MODES, TAX_ROUNDINGS } from './quote.ts';

const closed = { additionalProperties: false };
const optional = Type.Optional;
const words = <const T extends readonly string[]>(all: T) => Type.Unsafe<T[number]>({ type: 'string', enum: [...all] });
const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Union([schema, Type.Null()]);

const MOST = MOST_OF_A_LINE;
const Amount = Type.Integer({ minimum: 0, maximum: MOST, description: 'Minor units of the currency.' });
const Signed = Type.Integer({ minimum: -MOST, maximum: MOST, description: 'Minor units of the currency.' });
const Percent = Type.Number({ minimum: 0, maximum: 100, description: 'At most seven decimals.' });
const Part = Type.Number({ minimum: 0, maximum: 100, description: 'Percent; at most seven decimals.' });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Some = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Words = Type.Array(Word, { maxItems: 500 });
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });
const Time = Type.String({
  pattern:
    '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)?)?$',
  description: 'A date or an instant of ISO 8601.',
});

const Rate = Type.Object(
  {
    name: optional(Word),
    percent: Percent,
    category: optional(Word),
    country: optional(Country),
    region: optional(Word),
    included: optional(Type.Boolean()),
    compound: optional(Type.Boolean({ description: 'Taken on the amount with the taxes before it.' })),
  },
  closed,
);
const taxed = {
  taxPercent: optional(Percent),
  taxes: optional(Type.Array(Rate, { maxItems: MOST_RATES })),
  taxCategory: optional(Word),
  pricesIncludeTax: optional(Type.Boolean()),
  containedTaxPercent: optional(Percent),
};
const PriceChange = Type.Object({ at: optional(nullable(Time)), amount: Amount, compareAtAmount: optional(nullable(Amount)) }, closed);
const Line = Type.Object(
  {
    id: optional(Word),
    sku: optional(Word),
    product: optional(Word),
    quantity: Count,
    unitAmount: Type.Number({ minimum: 0, maximum: MOST, description: 'Minor units; decimals where a unit costs a part of a cent.' }),
    measure: optional(
      Type.Object({ content: Type.Number({ minimum: 0, maximum: MOST }), reference: Type.Number({ minimum: 0, maximum: MOST }) }, closed),
    ),
    discountAmount: optional(Amount),
    categories: optional(Words),
    tags: optional(Words),
    brand: optional(Word),
    weightGrams: optional(Type.Number({ minimum: 0, maximum: MOST })),
    isExcludedFromPromotions: optional(Type.Boolean()),
    priceHistory: optional(Type.Array(PriceChange, { maxItems: 1000 })),
    ...taxed,
  },
  closed,
);
const steps = Type.Array(Type.Object({ from: Type.Number({ minimum: 0, maximum: MOST }), amount: Amount }, closed), {
  minItems: 1,
  maxItems: 100,
});
const kind = <T extends string>(word: T) => ({ kind: Type.Literal(word) });
const DeliveryRate = Type.Union([
  Type.Object({ ...kind('perItem'), firstAmount: Amount, additionalAmount: Amount, mostItems: optional(nullable(Count)) }, closed),
  Type.Object({ ...kind('percent'), percent: Part }, closed),
  Type.Object({ ...kind('byAmount'), steps }, closed),
  Type.Object({ ...kind('byWeight'), steps }, closed),
  Type.Object({ ...kind('byQuantity'), steps }, closed),
]);
const Delivery = Type.Object(
  {
    id: optional(Word),
    amount: optional(Amount),
    rate: optional(DeliveryRate),
    freeFromAmount: optional(nullable(Amount)),
    discountAmount: optional(Amount),
    ...taxed,
  },
  closed,
);
const Filter = Type.Object(
  {
    ids: optional(Words),
    skus: optional(Words),
    products: optional(Words),
    categories: optional(Words),
    tags: optional(Words),
    brands: optional(Words),
    unitAmount: optional(Type.Number({ minimum: 0, maximum: MOST })),
    exceptSkus: optional(Words),
    exceptProducts: optional(Words),
    exceptCategories: optional(Words),
    exceptTags: optional(Words),
  },
  closed,
);
const Tier = Type.Object({ from: Type.Number({ minimum: 0, maximum: MOST }), percent: optional(Part), amount: optional(Amount) }, closed);
const Benefit = Type.Union([
  Type.Object(
    { ...kind('percent'), percent: Part, of: optional(words(['order', 'each', 'delivery', 'all'])), mostAmount: optional(Amount) },
    closed,
  ),
  Type.Object({ ...kind('amount'), amount: Amount, of: optional(words(['order', 'each', 'unit', 'delivery', 'all'])) }, closed),
  Type.Object({ ...kind('fixedTotal'), amount: Amount }, closed),
  Type.Object({ ...kind('fixedUnit'), amount: Amount }, closed),
  Type.Object({ ...kind('bundle'), size: Some, amount: Amount }, closed),
  Type.Object({ ...kind('freeDelivery'), mostAmount: optional(Amount) }, closed),
  Type.Object({ ...kind('buyGet'), buy: Some, get: Some, percent: optional(Part) }, closed),
  Type.Object({ ...kind('groups'), size: Some, percent: optional(Part), amount: optional(Amount) }, closed),
  Type.Object({ ...kind('tiers'), by: words(['amount', 'quantity']), tiers: Type.Array(Tier, { minItems: 1, maxItems: 100 }) }, closed),
]);
const Limit = Type.Object(
  { total: optional(nullable(Count)), used: optional(Count), perCustomer: optional(nullable(Count)), usedByCustomer: optional(Count) },
  closed,
);
const Condition = Type.Object(
  {
    lines: optional(Filter),
    leastAmount: optional(Amount),
    leastQuantity: optional(Count),
    leastLineQuantity: optional(Count),
    countries: optional(Type.Array(Country, { maxItems: 300 })),
    customerGroups: optional(Words),
  },
  closed,
);
/** What a promotion gives, to whom and for what: everything of it but its name, its times and its limits. */
export const promotionRule = {
  condition: optional(Condition),
  benefit: Benefit,
  target: optional(Filter),
  mostUnits: optional(Count),
  mostTimes: optional(Count),
  take: optional(words(['cheapest', 'dearest'])),
};
const PromotionSchema = Type.Object(
  {
    id: Word,
    name: optional(Word),
    code: optional(Word),
    priority: optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
    isCombinable: optional(Type.Boolean()),
    startsAt: optional(nullable(Time)),
    endsAt: optional(nullable(Time)),
    currency: optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    limit: optional(Limit),
    ...promotionRule,
  },
  closed,
);

export const QuoteInputSchema = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
    pricesIncludeTax: optional(Type.Boolean({ description: 'Default false.' })),
    rounding: optional(
      Type.Object(
        {
          tax: optional(words(TAX_ROUNDINGS)),
          mode: optional(words(ROUNDING_MODES)),
          cashInterval: optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
          decimals: optional(Type.Integer({ minimum: 0, maximum: 6, description: 'Of all amounts. Default: those of the currency.' })),
        },
        closed,
      ),
    ),
    at: optional(nullable(Time)),
    destination: optional(Type.Object({ country: optional(Country), region: optional(Word) }, closed)),
    customer: optional(
      Type.Object({ groups: optional(Words), isTaxExempt: optional(Type.Boolean()), isReverseCharge: optional(Type.Boolean()) }, closed),
    ),
    taxRates: optional(Type.Array(Rate, { maxItems: 500 })),
    lines: Type.Array(Line, { maxItems: 500 }),
    delivery: optional(Type.Array(Delivery, { maxItems: 20 })),
    deliveryTax: optional(words(['highest', 'proportional'])),
    surcharges: optional(Type.Array(Type.Object({ id: optional(Word), amount: Signed, ...taxed }, closed), { maxItems: 20 })),
    promotions: optional(Type.Array(PromotionSchema, { maxItems: 200 })),
    codes: optional(Type.Array(Word, { maxItems: 50 })),
    giftCards: optional(Type.Array(Type.Object({ code: Word, balance: Amount }, closed), { maxItems: 50 })),
    storeCredit: optional(Amount),
    returns: optional(
      Type.Array(
        Type.Object({ lineId: Word, quantity: Count, returnedBefore: optional(Count), isExchange: optional(Type.Boolean()) }, closed),
        { maxItems: 500 },
      ),
    ),
    priceHistoryDays: optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    reductionSteps: optional(words(REDUCTION_STEPS)),
  },
  { $id: 'QuoteInput', ...closed },
);

const Sum = Type.Integer({ description: 'Minor units of the currency.' });
const TaxPart = { name: Type.String(), percent: Type.Number(), isIncluded: Type.Boolean(), amount: Sum };
const sums = { amount: Sum, discount: Sum, total: Sum, net: Sum, tax: Sum, gross: Sum };
const Adjustments = Type.Array(Type.Object({ promotionId: Type.String(), amount: Sum }, closed));
const Charge = Type.Object(
  { id: Type.String(), ...sums, taxes: Type.Array(Type.Object(TaxPart, closed)), adjustments: Adjustments },
  closed,
);
const Totals = Type.Object(sums, closed);
const refusal = nullable(words(REFUSALS));

export const QuoteSchema = Type.Object(
  {
    currency: Type.String(),
    pricesIncludeTax: Type.Boolean(),
    rounding: Type.Object(
      {
        tax: words(TAX_ROUNDINGS),
        mode: words(ROUNDING_MODES),
        cashInterval: nullable(Type.Integer()),
        decimals: Type.Integer(),
        description: Type.String(),
      },
      closed,
    ),
    lines: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          quantity: Type.Integer(),
          unitAmount: Type.Number(),
          ...sums,
          taxes: Type.Array(Type.Object(TaxPart, closed)),
          adjustments: Adjustments,
          referencePrice: optional(nullable(Type.Integer())),
          lowestPriceBeforeReduction: optional(nullable(Type.Integer())),
        },
        closed,
      ),
    ),
    delivery: Type.Array(Charge),
    surcharges: Type.Array(Charge),
    promotions: Type.Array(Type.Object({ id: Type.String(), isApplied: Type.Boolean(), amount: Sum, refusal }, closed)),
    codes: Type.Array(Type.Object({ code: Type.String(), isAccepted: Type.Boolean(), refusal }, closed)),
    goods: Totals,
    deliverySum: Totals,
    surchargeSum: Totals,
    taxes: Type.Array(Type.Object({ ...TaxPart, net: Sum }, closed)),
    discount: Sum,
    net: Sum,
    tax: Sum,
    total: Sum,
    giftCards: Type.Array(Type.Object({ code: Type.String(), used: Sum, balance: Sum }, closed)),
    storeCreditUsed: Sum,
    cashRounding: Type.Integer(),
    due: Type.Integer(),
    returns: Type.Array(
      Type.Object({ lineId: Type.String(), quantity: Count, net: Type.Integer(), tax: Type.Integer(), refund: Type.Integer() }, closed),
    ),
  },
  { $id: 'Quote', ...closed },
);
