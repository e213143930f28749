import { MOST_AMOUNT } from '../../kernel/money.ts';

/**
 * The words of a quote: everything that a sum depends on, as plain data, and everything that comes of it.
 *
 * Amounts are integers in the minor unit of the currency (ISO 4217): cents of EUR, yen of JPY, fils of KWD. They are written as
 * they are presented: with tax in them when `pricesIncludeTax`, else without. Percentages have at most seven decimals.
 * docs/reference/totals.md has the order of steps and worked examples.
 */
export const ROUNDING_MODES = ['halfUp', 'halfDown', 'halfEven', 'up', 'down', 'ceiling', 'floor'] as const;
export const TAX_ROUNDINGS = ['line', 'unit', 'order'] as const;

/** No line and no delivery comes to more, so that no sum of a quote passes what an integer holds exactly. */
export const MOST_OF_A_LINE = MOST_AMOUNT;
/** Taxes on one thing. */
export const MOST_RATES = 5;

/** `up` is away from zero and `down` towards it; halves of `halfUp` go away from zero, so that a refund mirrors its sale. */
export type RoundingMode = (typeof ROUNDING_MODES)[number];
export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

export const REDUCTION_STEPS = ['each', 'together'] as const;
export type ReductionSteps = (typeof REDUCTION_STEPS)[number];
/**
 * The one default, of a quote and of the shop's own pages. It names the lower price where the two differ, so that what it says is true
 * in every member state, whether or not it has taken up article 6a, 5.
 */
export const DEFAULT_REDUCTION_STEPS: ReductionSteps = 'each';
/** Days before a reduction, by the EU Price Indication Directive. */
export const DEFAULT_HISTORY_DAYS = 30;

export type RoundingPolicy = {
  /** What a tax is rounded on: each line, each unit of it, or once over all that is taxed alike. Default: line. */
  tax?: TaxRounding;
  /** Default: halfUp. */
  mode?: RoundingMode;
  /** The smallest coin, in minor units: what is due is rounded to it, and nothing else is. */
  cashInterval?: number;
  /** How many decimals all amounts of the quote have, where they are finer or coarser than the currency is. Default: those of the currency. */
  decimals?: number;
};

export type TaxRate = {
  name?: string;
  percent: number;
  /** Goods it is for; absent: all. */
  category?: string;
  /** ISO 3166-1 alpha-2, and the part after the dash of ISO 3166-2; absent: everywhere. */
  country?: string;
  region?: string;
  /** Whether prices contain it; default: `pricesIncludeTax` of what it is taken on. */
  included?: boolean;
  /** Taken on the amount with the taxes before it. */
  compound?: boolean;
};

/** How the tax of a line, a delivery or a surcharge is found. The first that is given: `taxes`, `taxPercent`, then `taxRates` by category. */
export type Taxed = {
  taxPercent?: number;
  taxes?: readonly TaxRate[];
  taxCategory?: string;
  /** Overrides that of the quote. */
  pricesIncludeTax?: boolean;
  /**
   * A tax that the price contains but the buyer does not owe, such as that of home on an export: it is taken out before anything is
   * taxed. Ignored unless prices include tax.
   */
  containedTaxPercent?: number;
};

export type PriceChange = {
  /** ISO 8601 date or instant, UTC without an offset; absent or null: at the time of the entry before it, as the first at an unknown one. */
  at?: string | null;
  amount: number;
  /** The crossed-out price beside it. Absent: as in the entry before; null: none. */
  compareAtAmount?: number | null;
};

export type QuoteLine = Taxed & {
  id?: string;
  sku?: string;
  /** What it is a variant of, by any name that filters use. */
  product?: string;
  quantity: number;
  /** May have decimals where a unit costs a part of a cent; the amount of the line is rounded. */
  unitAmount: number;
  /** What a unit holds, and the measure that prices are compared by (Directive 98/6/EC): 0.7 l and 1 l. */
  measure?: { content: number; reference: number };
  /** A reduction of the whole line that somebody has given by hand. */
  discountAmount?: number;
  categories?: readonly string[];
  tags?: readonly string[];
  brand?: string;
  weightGrams?: number;
  /** No promotion touches it, nor is it counted for one: a gift card, say. */
  isExcludedFromPromotions?: boolean;
  priceHistory?: readonly PriceChange[];
};

/** Steps of a table: the one with the highest `from` that is not above the measure holds. */
export type ChargeStep = { from: number; amount: number };

export type DeliveryRate =
  | { kind: 'perItem'; firstAmount: number; additionalAmount: number /** Items beyond are free. */; mostItems?: number | null }
  | { kind: 'percent'; percent: number }
  | { kind: 'byAmount'; steps: readonly ChargeStep[] }
  | { kind: 'byWeight'; steps: readonly ChargeStep[] }
  | { kind: 'byQuantity'; steps: readonly ChargeStep[] };

/** A delivery has an `amount` or a `rate`; a surcharge has an amount, which may be negative. */
export type QuoteDelivery = Taxed & {
  id?: string;
  amount?: number;
  rate?: DeliveryRate;
  /** Costs nothing when the goods come to this, after their discounts. */
  freeFromAmount?: number | null;
  discountAmount?: number;
};
export type QuoteSurcharge = Taxed & { id?: string; amount: number };

/** Which lines. Every field given must hold; within a field one of its words is enough. */
export type LineFilter = {
  ids?: readonly string[];
  skus?: readonly string[];
  products?: readonly string[];
  categories?: readonly string[];
  tags?: readonly string[];
  brands?: readonly string[];
  unitAmount?: number;
  /** Lines that these words fit are left out. */
  exceptSkus?: readonly string[];
  exceptProducts?: readonly string[];
  exceptCategories?: readonly string[];
  exceptTags?: readonly string[];
};

/** What must hold, measured on the lines of the filter as the promotions before have left them. */
export type PromotionCondition = {
  lines?: LineFilter;
  leastAmount?: number;
  leastQuantity?: number;
  /** Of one line. */
  leastLineQuantity?: number;
  countries?: readonly string[];
  customerGroups?: readonly string[];
};

export type Tier = { from: number; percent?: number; amount?: number };

export type PromotionBenefit =
  /** Part of the price. `each` line is rounded by itself, the `order` once; `delivery` and `all` (goods and delivery) are those. */
  | { kind: 'percent'; percent: number; of?: 'order' | 'each' | 'delivery' | 'all'; mostAmount?: number }
  /** So much off. `unit`: of each unit, down to nothing. */
  | { kind: 'amount'; amount: number; of?: 'order' | 'each' | 'unit' | 'delivery' | 'all' }
  /** The goods cost this together. */
  | { kind: 'fixedTotal'; amount: number }
  /** Each unit costs this. */
  | { kind: 'fixedUnit'; amount: number }
  /** So many units cost this together, as often as they are there. */
  | { kind: 'bundle'; size: number; amount: number }
  | { kind: 'freeDelivery'; mostAmount?: number }
  /** Of each `buy + get` units, `get` are reduced. */
  | { kind: 'buyGet'; buy: number; get: number; percent?: number }
  /** In full groups of so many units: of each unit. */
  | { kind: 'groups'; size: number; percent?: number; amount?: number }
  /** The step that the measure reaches: a percentage of each line, or an amount off the order. */
  | { kind: 'tiers'; by: 'amount' | 'quantity'; tiers: readonly Tier[] };

export type Promotion = {
  id: string;
  name?: string;
  /** Needed to have it; codes are compared without case and outer blanks. Absent: automatic. */
  code?: string;
  /** Lower goes first; the same in the order given. */
  priority?: number;
  /** Default true. One that is not combinable is had alone, when it gives more than the others together. */
  isCombinable?: boolean;
  /** ISO 8601; from this on, and until before that. */
  startsAt?: string | null;
  endsAt?: string | null;
  /** Gives nothing in another. Absent: that of the quote. */
  currency?: string;
  /** How often it may be had in all and by a customer, and how often it has been. */
  limit?: { total?: number | null; used?: number; perCustomer?: number | null; usedByCustomer?: number };
  condition?: PromotionCondition;
  benefit: PromotionBenefit;
  /** What is reduced; absent: the lines of the condition. */
  target?: LineFilter;
  /** At most so many units, the cheapest or the dearest first. */
  mostUnits?: number;
  /** At most so many bundles, groups or gifts. */
  mostTimes?: number;
  take?: 'cheapest' | 'dearest';
};

export type QuoteInput = {
  currency: string;
  pricesIncludeTax?: boolean;
  rounding?: RoundingPolicy;
  /** ISO 8601: schedules and price histories are read at this time. Absent: schedules hold nothing back, histories are read to their end. */
  at?: string | null;
  destination?: { country?: string; region?: string };
  /** With `isTaxExempt` nothing is taxed; with `isReverseCharge` the buyer owes the tax himself: in both, prices lose what they contain. */
  customer?: { groups?: readonly string[]; isTaxExempt?: boolean; isReverseCharge?: boolean };
  taxRates?: readonly TaxRate[];
  lines: readonly QuoteLine[];
  delivery?: readonly QuoteDelivery[];
  /** The tax of a delivery that names none: the highest rate among the goods, or each rate in proportion to what it taxes. */
  deliveryTax?: 'highest' | 'proportional';
  surcharges?: readonly QuoteSurcharge[];
  promotions?: readonly Promotion[];
  codes?: readonly string[];
  giftCards?: readonly { code: string; balance: number }[];
  storeCredit?: number;
  /** What comes back of the lines: the answer says what it is worth. */
  returns?: readonly {
    lineId: string;
    quantity: number;
    /** Of this line, before. */
    returnedBefore?: number;
    /** It goes against another of the same price: no money moves. */
    isExchange?: boolean;
  }[];
  /** Days before a reduction that its lowest price is sought in; 30 by the EU Price Indication Directive. */
  priceHistoryDays?: number;
  /** Whether a reduction that goes on in lower steps begins anew with each (the default) or is one that began with the first. */
  reductionSteps?: ReductionSteps;
};

export type TaxPart = { name: string; percent: number; isIncluded: boolean; amount: number };

/** Net + tax = gross. `amount` - `discount` = `total`, as presented. */
export type Sum = { amount: number; discount: number; total: number; net: number; tax: number; gross: number; taxes: TaxPart[] };
export type Adjustment = { promotionId: string; amount: number };

export type QuotedLine = Sum & {
  id: string;
  quantity: number;
  unitAmount: number;
  adjustments: Adjustment[];
  /** A unit as presented, before discounts, for the measure of reference; null when it holds nothing. Absent without a measure. */
  referencePrice?: number | null;
  /** Of the days before a reduction began; null when nothing is reduced or nothing is known. Absent without a history. */
  lowestPriceBeforeReduction?: number | null;
};
export type QuotedCharge = Sum & { id: string; adjustments: Adjustment[] };

export const REFUSALS = [
  'unknownCode',
  'notStarted',
  'ended',
  'limitReached',
  'customerLimitReached',
  'otherCurrency',
  'otherCountry',
  'otherCustomerGroup',
  'nothingFits',
  'leastAmountNotReached',
  'leastQuantityNotReached',
  'nothingToReduce',
  'notCombinable',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Quote = {
  currency: string;
  pricesIncludeTax: boolean;
  rounding: { tax: TaxRounding; mode: RoundingMode; cashInterval: number | null; decimals: number; description: string };
  lines: QuotedLine[];
  delivery: QuotedCharge[];
  surcharges: QuotedCharge[];
  promotions: { id: string; isApplied: boolean; amount: number; refusal: Refusal | null }[];
  codes: { code: string; isAccepted: boolean; refusal: Refusal | null }[];
  /** Sums of the parts above. */
  goods: Omit<Sum, 'taxes'>;
  deliverySum: Omit<Sum, 'taxes'>;
  surchargeSum: Omit<Sum, 'taxes'>;
  taxes: (TaxPart & { net: number })[];
  /** Of everything. */
  discount: number;
  net: number;
  tax: number;
  /** What the buyer owes: net + tax. */
  total: number;
  giftCards: { code: string; used: number; balance: number }[];
  storeCreditUsed: number;
  cashRounding: number;
  /** Left to pay: total - gift cards - store credit + cash rounding. */
  due: number;
  returns: { lineId: string; quantity: number; net: number; tax: number; refund: number }[];
};
