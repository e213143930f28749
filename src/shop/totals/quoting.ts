import { invariant } from '../../kernel/invariant.ts';
import { allocate, divideRounded, minorUnits } from '../../kernel/money.ts';
import { lowestBeforeReduction } from './price-history.ts';
import { type Goods, plainCode, promote, type Reducible, type State, type Verdict } from './promoting.ts';
import {
  MOST_OF_A_LINE,
  type Quote,
  type QuoteDelivery,
  type QuotedCharge,
  type QuotedLine,
  type QuoteInput,
  type QuoteLine,
  type RoundingMode,
  type Sum,
  type TaxRounding,
} from './quote.ts';
import { check, failAt } from './quote-check.ts';
import { percentOf, ratioExactly, sum, timesExactly, toCoins } from './rounding.ts';
import { highestOf, merge, type Part, type Taxation, type TaxedPart, taxationOf, taxesByRate, taxParts } from './taxation.ts';

/**
 * What a cart costs under given rules: a pure function of plain data, the same for the cart, the checkout, `stoa totals` and
 * `POST /api/quote`. Steps: lines and their reductions by hand; deliveries; promotions; taxes; sums; gift cards; cash.
 *
 * @throws ShopError `payload_invalid` for input that has no answer, such as two lines of the same id
 */
export function quoteOf(input: QuoteInput): Quote {
  check(input);
  const policy = { tax: input.rounding?.tax ?? 'line', mode: input.rounding?.mode ?? 'halfUp' } as const;
  const { state, verdicts } = promote(openState(input, policy.mode), input, policy.mode);
  const parts = partsOf(input, state);
  const pieces = taxParts(parts.flat(), policy);
  const taxed = parts.map(({ length }) => merge(pieces.splice(0, length)));
  const [goodsEnd, deliveryEnd] = [state.goods.length, state.goods.length + state.delivery.length];
  const lines = state.goods.map((one, i) => quotedLine(one, taxed[i]!, input));
  const delivery = state.delivery.map((one, i) => quotedDelivery(one, taxed[goodsEnd + i]!, i));
  const surcharges = (input.surcharges ?? []).map(({ id, amount }, i) => ({
    id: id ?? String(i + 1),
    ...sumOf(amount, amount, taxed[deliveryEnd + i]!),
    adjustments: [],
  }));
  const all = [...lines, ...delivery, ...surcharges];
  const total = sum(all.map(({ gross }) => gross));
  invariant(Number.isSafeInteger(total), 'a total is a safe integer');
  return {
    currency: input.currency,
    pricesIncludeTax: input.pricesIncludeTax ?? false,
    rounding: {
      ...policy,
      cashInterval: input.rounding?.cashInterval ?? null,
      decimals: decimalsOf(input),
      description: describe(policy, input),
    },
    lines,
    delivery,
    surcharges,
    promotions: verdicts.map(({ promotion, amount, refusal }) => ({ id: promotion.id, isApplied: amount > 0, amount, refusal })),
    codes: codesOf(input, verdicts),
    goods: sumsOf(lines),
    deliverySum: sumsOf(delivery),
    surchargeSum: sumsOf(surcharges),
    taxes: taxesByRate(taxed),
    discount: sum(all.map(({ discount }) => discount)),
    net: sum(all.map(({ net }) => net)),
    tax: sum(all.map(({ tax }) => tax)),
    total,
    ...settle(total, input),
    returns: returnsOf(lines, input),
  };
}

type Delivery = Reducible & { of: QuoteDelivery; amount: number };

function openState(input: QuoteInput, mode: RoundingMode): State & { delivery: Delivery[] } {
  const goods = input.lines.map((line, index): Goods => {
    const amount = timesExactly(line.unitAmount, line.quantity, mode);
    return {
      line,
      id: line.id ?? String(index + 1),
      amount,
      left: amount - Math.min(Math.max(0, amount), line.discountAmount ?? 0),
      adjustments: [],
    };
  });
  const delivery = (input.delivery ?? []).map((of, index): Delivery => {
    const worth = sum(goods.map(({ left }) => left));
    const isFree = of.freeFromAmount !== undefined && of.freeFromAmount !== null && worth >= of.freeFromAmount;
    const amount = isFree ? 0 : (of.amount ?? rated(of, goods, { mode, path: `/delivery/${index}/rate` }));
    if (amount > MOST_OF_A_LINE) failAt(`/delivery/${index}`, 'too_large', `A delivery comes to at most ${MOST_OF_A_LINE}.`);
    return { of, amount, left: amount - Math.min(amount, of.discountAmount ?? 0), adjustments: [] };
  });
  return { goods, delivery };
}

function rated({ rate }: QuoteDelivery, goods: readonly Goods[], { mode, path }: { mode: RoundingMode; path: string }): number {
  const quantity = sum(goods.map(({ line }) => line.quantity));
  const worth = sum(goods.map(({ left }) => left));
  switch (rate?.kind) {
    case 'perItem': {
      const paid = Math.min(quantity, rate.mostItems ?? quantity);
      return paid === 0 ? 0 : rate.firstAmount + (paid - 1) * rate.additionalAmount;
    }
    case 'percent':
      return percentOf(worth, rate.percent, mode);
    case 'byAmount':
      return stepOf(rate.steps, worth, path);
    case 'byQuantity':
      return stepOf(rate.steps, quantity, path);
    case 'byWeight':
      return stepOf(rate.steps, sum(goods.map(({ line }) => (line.weightGrams ?? 0) * line.quantity)), path);
    default:
      return 0;
  }
}

function stepOf(steps: readonly { from: number; amount: number }[], measure: number, path: string): number {
  const reached = steps.filter(({ from }) => from <= measure).toSorted((a, b) => a.from - b.from);
  return reached.at(-1)?.amount ?? failAt(`${path}/steps`, 'invalid', `No step begins at ${measure} or below.`);
}

/** One part for each line and charge; a delivery that is taxed in proportion to the goods is several. */
function partsOf(input: QuoteInput, state: State): Part[][] {
  const ofGoods = state.goods.map(({ line }) => taxationOf(line, input));
  const goods = state.goods.map((one, i) => [{ total: one.left, quantity: one.line.quantity, taxation: ofGoods[i]! }]);
  const worths = state.goods.map(({ left }) => Math.max(0, left));
  const delivery = (state.delivery as Delivery[]).map(({ of, left }) => {
    if (isTaxed(of)) return [{ total: left, quantity: 1, taxation: taxationOf(of, input) }];
    const isIncluded = of.pricesIncludeTax ?? input.pricesIncludeTax ?? false;
    const like = (taxation: Taxation) => ({ ...taxation, rates: taxation.rates.map((rate) => ({ ...rate, isIncluded })) });
    if (input.deliveryTax !== 'proportional' || ofGoods.length === 0)
      return [{ total: left, quantity: 1, taxation: like(highestOf(ofGoods)) }];
    return allocate(left, worths).map((total, i) => ({ total, quantity: 1, taxation: like(ofGoods[i]!) }));
  });
  const surcharges = (input.surcharges ?? []).map((of) => [{ total: of.amount, quantity: 1, taxation: taxationOf(of, input) }]);
  return [...goods, ...delivery, ...surcharges];
}

function isTaxed({ taxes, taxPercent, taxCategory }: QuoteDelivery): boolean {
  return taxes !== undefined || taxPercent !== undefined || taxCategory !== undefined;
}

function quotedLine({ line, id, amount, left, adjustments }: Goods, taxed: TaxedPart, input: QuoteInput): QuotedLine {
  const { quantity, unitAmount, measure } = line;
  const mode = input.rounding?.mode ?? 'halfUp';
  return {
    ...{ id, quantity, unitAmount, ...sumOf(amount, left, taxed), adjustments },
    ...(measure && { referencePrice: ratioExactly(unitAmount, [measure.reference, measure.content], mode) }),
    ...(line.priceHistory && { lowestPriceBeforeReduction: lowestOf(line, input) }),
  };
}

function lowestOf({ priceHistory = [] }: QuoteLine, { at, priceHistoryDays, reductionSteps }: QuoteInput): number | null {
  return lowestBeforeReduction(priceHistory, { now: at ?? null, days: priceHistoryDays, steps: reductionSteps });
}

function quotedDelivery(one: Reducible, taxed: TaxedPart, index: number): QuotedCharge {
  const { of, amount, left, adjustments } = one as Delivery;
  return { id: of.id ?? String(index + 1), ...sumOf(amount, left, taxed), adjustments };
}

function sumOf(amount: number, total: number, { net, tax, gross, taxes }: TaxedPart): Sum {
  return { amount, discount: amount - total, total, net, tax, gross, taxes };
}

function sumsOf(parts: readonly Sum[]): Omit<Sum, 'taxes'> {
  const of = (key: 'amount' | 'discount' | 'total' | 'net' | 'tax' | 'gross') => sum(parts.map((part) => part[key]));
  return { amount: of('amount'), discount: of('discount'), total: of('total'), net: of('net'), tax: of('tax'), gross: of('gross') };
}

function codesOf(input: QuoteInput, verdicts: readonly Verdict[]): Quote['codes'] {
  return (input.codes ?? []).map((code) => {
    const own = verdicts.filter(({ promotion }) => promotion.code !== undefined && plainCode(promotion.code) === plainCode(code));
    const isAccepted = own.some(({ amount }) => amount > 0);
    return { code, isAccepted, refusal: isAccepted ? null : (own[0]?.refusal ?? 'unknownCode') };
  });
}

/** Cards in the order given, then store credit; what is left is rounded to coins where it is paid in cash. */
function settle(total: number, input: QuoteInput): Pick<Quote, 'giftCards' | 'storeCreditUsed' | 'cashRounding' | 'due'> {
  let open = Math.max(0, total);
  const giftCards = (input.giftCards ?? []).map(({ code, balance }) => {
    const used = Math.min(open, balance);
    open -= used;
    return { code, used, balance: balance - used };
  });
  const storeCreditUsed = Math.min(open, input.storeCredit ?? 0);
  const left = total - sum(giftCards.map(({ used }) => used)) - storeCreditUsed;
  const due = input.rounding?.cashInterval ? toCoins(left, input.rounding.cashInterval) : left;
  return { giftCards, storeCreditUsed, cashRounding: due - left, due };
}

/** The first n units of a line are worth its share of net and tax, so that parts that come back one by one sum to the line. */
function returnsOf(lines: readonly QuotedLine[], { returns = [] }: QuoteInput): Quote['returns'] {
  const before = new Map<string, number>();
  return returns.map(({ lineId, quantity, returnedBefore = 0, isExchange = false }) => {
    const line = lines.find(({ id }) => id === lineId);
    invariant(line, 'returns were checked');
    const from = before.get(lineId) ?? returnedBefore;
    before.set(lineId, from + quantity);
    const share = (amount: number) => firstUnits(amount, from + quantity, line.quantity) - firstUnits(amount, from, line.quantity);
    const [refund, tax] = isExchange ? [0, 0] : [share(line.gross), share(line.tax)];
    return { lineId, quantity, net: refund - tax, tax, refund };
  });
}

function firstUnits(amount: number, units: number, of: number): number {
  return of === 0 ? 0 : divideRounded(BigInt(amount) * BigInt(units), of);
}

function decimalsOf({ currency, rounding }: Pick<QuoteInput, 'currency' | 'rounding'>): number {
  return rounding?.decimals ?? minorUnits(currency);
}

function describe({ tax, mode }: { tax: TaxRounding; mode: RoundingMode }, { currency, rounding }: QuoteInput): string {
  const on = {
    line: 'on each line after its discounts',
    unit: 'on each unit after its discounts',
    order: 'once over all that is taxed alike',
  };
  const digits = decimalsOf({ currency, rounding });
  const cash = rounding?.cashInterval ? `; what is due to coins of ${rounding.cashInterval}` : '';
  return `Tax ${on[tax]}, to ${digits} decimals of ${currency}, ${mode}; discounts of an order by largest remainder, ties to the earlier line${cash}.`;
}
