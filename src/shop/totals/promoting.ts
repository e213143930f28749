import { allocate } from '../../kernel/money.ts';
import { instantMs } from './instant.ts';
import type { Adjustment, LineFilter, Promotion, PromotionBenefit, QuoteInput, QuoteLine, Refusal, RoundingMode, Tier } from './quote.ts';
import { percentOf, sum } from './rounding.ts';

/** A line or a delivery with what is left of its amount. */
export type Reducible = { left: number; adjustments: Adjustment[] };
export type Goods = Reducible & { line: QuoteLine; id: string; amount: number };
export type State = { goods: Goods[]; delivery: Reducible[] };
export type Verdict = { promotion: Promotion; amount: number; refusal: Refusal | null };

/**
 * Promotions one after the other, by priority, each on what those before have left. One that is not combinable stands against all
 * the others together: whatever gives the buyer more is had, the others are refused.
 */
export function promote(state: State, input: QuoteInput, mode: RoundingMode): { state: State; verdicts: Verdict[] } {
  const codes = new Set((input.codes ?? []).map(plainCode));
  const asked = (input.promotions ?? [])
    .filter(({ code }) => code === undefined || codes.has(plainCode(code)))
    .map((promotion, index) => ({ promotion, index }))
    .toSorted((a, b) => (a.promotion.priority ?? 0) - (b.promotion.priority ?? 0) || a.index - b.index)
    .map(({ promotion }) => promotion);
  const together = asked.filter(({ isCombinable }) => isCombinable !== false);
  const courses = [together, ...asked.filter(({ isCombinable }) => isCombinable === false).map((one) => [one])].map((promotions) =>
    apply(promotions, state, { input, mode }),
  );
  const given = ({ verdicts }: { verdicts: Verdict[] }) => sum(verdicts.map(({ amount }) => amount));
  const best = courses.reduce((a, b) => (given(b) > given(a) ? b : a));
  const verdictOf = (promotion: Promotion): Verdict => {
    const isIts = (one: Verdict) => one.promotion === promotion;
    const had = best.verdicts.find(isIts);
    if (had) return had;
    const alone = courses.flatMap(({ verdicts }) => verdicts).find(isIts);
    return { promotion, amount: 0, refusal: alone?.refusal ?? 'notCombinable' };
  };
  return { state: best.state, verdicts: asked.map(verdictOf) };
}

export function plainCode(code: string): string {
  return code.trim().toUpperCase();
}

type Circumstances = { input: QuoteInput; mode: RoundingMode };

function apply(promotions: readonly Promotion[], before: State, circumstances: Circumstances) {
  const state: State = {
    goods: before.goods.map((one) => ({ ...one, adjustments: [...one.adjustments] })),
    delivery: before.delivery.map((one) => ({ ...one, adjustments: [...one.adjustments] })),
  };
  const verdicts = promotions.map((promotion): Verdict => {
    const refusal = refusalOf(promotion, state, circumstances.input);
    if (refusal) return { promotion, amount: 0, refusal };
    const amount = reduce(promotion, state, circumstances.mode);
    return { promotion, amount, refusal: amount === 0 ? 'nothingToReduce' : null };
  });
  return { state, verdicts };
}

function refusalOf(promotion: Promotion, state: State, input: QuoteInput): Refusal | null {
  const { startsAt, endsAt, currency, limit, condition = {} } = promotion;
  const now = input.at ? instantMs(input.at) : null;
  if (now !== null && startsAt && now < instantMs(startsAt)) return 'notStarted';
  if (now !== null && endsAt && now >= instantMs(endsAt)) return 'ended';
  if (isSpent(limit?.total, limit?.used)) return 'limitReached';
  if (isSpent(limit?.perCustomer, limit?.usedByCustomer)) return 'customerLimitReached';
  if (currency && currency !== input.currency) return 'otherCurrency';
  if (condition.countries && !condition.countries.includes(input.destination?.country ?? '')) return 'otherCountry';
  const groups = input.customer?.groups ?? [];
  if (condition.customerGroups && !condition.customerGroups.some((group) => groups.includes(group))) return 'otherCustomerGroup';
  const goods = state.goods.filter((one) => fits(one, condition.lines));
  if (goods.length === 0) return 'nothingFits';
  if (condition.leastAmount !== undefined && sum(goods.map(({ left }) => left)) < condition.leastAmount) return 'leastAmountNotReached';
  const quantities = goods.map(({ line }) => line.quantity);
  if (sum(quantities) < (condition.leastQuantity ?? 0)) return 'leastQuantityNotReached';
  if (Math.max(...quantities) < (condition.leastLineQuantity ?? 0)) return 'leastQuantityNotReached';
  return null;
}

function isSpent(limit: number | null | undefined, used = 0): boolean {
  return limit !== null && limit !== undefined && used >= limit;
}

function fits({ line, id }: Goods, filter: LineFilter = {}): boolean {
  if (line.isExcludedFromPromotions) return false;
  const among = (words: readonly string[] | undefined, own: readonly (string | undefined)[]) =>
    words === undefined || own.some((word) => word !== undefined && words.includes(word));
  const touches = (words: readonly string[] | undefined, own: readonly (string | undefined)[]) => words !== undefined && among(words, own);
  const [categories, tags] = [line.categories ?? [], line.tags ?? []];
  return (
    among(filter.ids, [id]) &&
    among(filter.skus, [line.sku]) &&
    among(filter.products, [line.product]) &&
    among(filter.categories, categories) &&
    among(filter.tags, tags) &&
    among(filter.brands, [line.brand]) &&
    (filter.unitAmount === undefined || filter.unitAmount === line.unitAmount) &&
    !touches(filter.exceptSkus, [line.sku]) &&
    !touches(filter.exceptProducts, [line.product]) &&
    !touches(filter.exceptCategories, categories) &&
    !touches(filter.exceptTags, tags)
  );
}

/** Takes the benefit off what it is for. @returns how much that was */
function reduce(promotion: Promotion, state: State, mode: RoundingMode): number {
  const { benefit } = promotion;
  const goods = state.goods.filter((one) => fits(one, promotion.target ?? promotion.condition?.lines));
  const takeOff = (parts: readonly Reducible[], amounts: readonly number[]) => {
    parts.forEach((part, index) => {
      const amount = Math.min(part.left, amounts[index] ?? 0);
      if (amount <= 0) return;
      part.left -= amount;
      part.adjustments.push({ promotionId: promotion.id, amount });
    });
  };
  const before = worth([...state.goods, ...state.delivery]);
  const chosen = chooseUnits(goods, promotion);
  const { parts, amounts } = reductionsOf(benefit, { goods, chosen, delivery: state.delivery, promotion, mode });
  takeOff(parts, amounts);
  return before - worth([...state.goods, ...state.delivery]);
}

type Choice = { goods: Goods; units: number; worth: number };
type Field = { goods: Goods[]; chosen: Choice[]; delivery: Reducible[]; promotion: Promotion; mode: RoundingMode };
type Reductions = { parts: readonly Reducible[]; amounts: readonly number[] };

function reductionsOf(benefit: PromotionBenefit, field: Field): Reductions {
  const { chosen, goods, delivery, mode } = field;
  const lines = chosen.map((one) => one.goods);
  const worths = chosen.map((one) => one.worth);
  switch (benefit.kind) {
    case 'percent':
    case 'amount': {
      const of = benefit.of ?? 'order';
      if (of === 'delivery')
        return spread(
          benefit,
          delivery,
          delivery.map(({ left }) => left),
          mode,
        );
      if (of === 'all') return spread(benefit, [...lines, ...delivery], [...worths, ...delivery.map(({ left }) => left)], mode);
      if (of === 'order') return spread(benefit, lines, worths, mode);
      const each = chosen.map((one) => {
        if (benefit.kind === 'percent') return percentOf(one.worth, benefit.percent, mode);
        return of === 'unit' ? offEachUnit(one, () => benefit.amount) : Math.min(one.worth, benefit.amount);
      });
      return { parts: lines, amounts: capped(each, benefit.kind === 'percent' ? benefit.mostAmount : undefined) };
    }
    case 'fixedTotal':
      return { parts: lines, amounts: allocateWithin(sum(worths) - benefit.amount, worths) };
    case 'fixedUnit':
      return { parts: lines, amounts: chosen.map((one) => offEachUnit(one, (unit) => unit - benefit.amount)) };
    case 'freeDelivery':
      return {
        parts: delivery,
        amounts: capped(
          delivery.map(({ left }) => left),
          benefit.mostAmount,
        ),
      };
    case 'tiers':
      return tiered(benefit, field);
    case 'bundle':
    case 'groups':
    case 'buyGet':
      return inGroups(benefit, goods, field);
  }
}

/** One sum over all of them, shared in proportion to what they cost. */
function spread(
  benefit: PromotionBenefit & { kind: 'percent' | 'amount' },
  parts: readonly Reducible[],
  worths: readonly number[],
  mode: RoundingMode,
): Reductions {
  const all = sum(worths);
  const wanted =
    benefit.kind === 'amount'
      ? benefit.amount
      : Math.min(percentOf(all, benefit.percent, mode), benefit.mostAmount ?? Number.MAX_SAFE_INTEGER);
  return { parts, amounts: allocateWithin(wanted, worths) };
}

function tiered(benefit: PromotionBenefit & { kind: 'tiers' }, { chosen, mode }: Field): Reductions {
  const parts = chosen.map((one) => one.goods);
  const worths = chosen.map((one) => one.worth);
  const measure = benefit.by === 'amount' ? sum(worths) : sum(chosen.map(({ units }) => units));
  const reached = benefit.tiers.filter(({ from }) => from <= measure).reduce<Tier | null>((a, b) => (a && a.from > b.from ? a : b), null);
  if (!reached) return { parts, amounts: [] };
  if (reached.percent === undefined) return { parts, amounts: allocateWithin(reached.amount ?? 0, worths) };
  return { parts, amounts: worths.map((worth) => percentOf(worth, reached.percent ?? 0, mode)) };
}

/** Units one by one, so that a group may be made over several lines. */
function inGroups(benefit: PromotionBenefit & { kind: 'bundle' | 'groups' | 'buyGet' }, goods: readonly Goods[], field: Field): Reductions {
  const size = benefit.kind === 'buyGet' ? benefit.buy + benefit.get : benefit.size;
  const runs = unitRuns(goods, benefit.kind === 'bundle' ? (field.promotion.take ?? 'dearest') : (field.promotion.take ?? 'cheapest'));
  const count = sum(runs.map(({ units }) => units));
  const times = Math.min(Math.floor(count / size), field.promotion.mostTimes ?? Number.MAX_SAFE_INTEGER);
  const reducedUnits = benefit.kind === 'buyGet' ? times * benefit.get : times * size;
  const taken = takeUnits(runs, Math.min(reducedUnits, field.promotion.mostUnits ?? Number.MAX_SAFE_INTEGER));
  const parts = taken.map((one) => one.goods);
  if (benefit.kind === 'bundle') {
    const worths = taken.map(({ worth }) => worth);
    return { parts, amounts: allocateWithin(sum(worths) - times * benefit.amount, worths) };
  }
  const percent = benefit.kind === 'buyGet' ? (benefit.percent ?? 100) : benefit.percent;
  const amounts = taken.map((one) =>
    percent === undefined
      ? offEachUnit(one, () => (benefit.kind === 'groups' ? (benefit.amount ?? 0) : 0))
      : percentOf(one.worth, percent, field.mode),
  );
  return { parts, amounts };
}

type Run = { goods: Goods; units: number; unitWorth: number };

/** Units of the same line that cost the same, by price; those of a line that was reduced unevenly differ by one. */
function unitRuns(goods: readonly Goods[], take: 'cheapest' | 'dearest'): Run[] {
  const runs = goods.flatMap((one) => {
    const { quantity } = one.line;
    if (quantity === 0) return [];
    const low = Math.floor(one.left / quantity);
    const dearer = one.left - low * quantity;
    return [
      { goods: one, units: quantity - dearer, unitWorth: low },
      { goods: one, units: dearer, unitWorth: low + 1 },
    ].filter(({ units }) => units > 0);
  });
  return runs.toSorted((a, b) => (take === 'cheapest' ? a.unitWorth - b.unitWorth : b.unitWorth - a.unitWorth));
}

function takeUnits(runs: readonly Run[], most: number): Choice[] {
  let open = most;
  const byLine = new Map<Goods, Choice>();
  for (const { goods, units, unitWorth } of runs) {
    const taken = Math.min(units, open);
    if (taken <= 0) break;
    open -= taken;
    const choice = byLine.get(goods) ?? { goods, units: 0, worth: 0 };
    choice.units += taken;
    choice.worth += taken * unitWorth;
    byLine.set(goods, choice);
  }
  return [...byLine.values()];
}

function chooseUnits(goods: readonly Goods[], { mostUnits, take = 'cheapest' }: Promotion): Choice[] {
  if (mostUnits === undefined) return goods.map((one) => ({ goods: one, units: one.line.quantity, worth: one.left }));
  return takeUnits(unitRuns(goods, take), mostUnits);
}

/** Never more than a unit costs. */
function offEachUnit({ units, worth: all }: Choice, off: (unitWorth: number) => number): number {
  if (units === 0) return 0;
  const low = Math.floor(all / units);
  const dearer = all - low * units;
  const ofUnit = (unit: number) => Math.max(0, Math.min(unit, off(unit)));
  return ofUnit(low) * (units - dearer) + ofUnit(low + 1) * dearer;
}

function allocateWithin(wanted: number, worths: readonly number[]): number[] {
  const all = sum(worths);
  if (worths.length === 0 || wanted <= 0 || all <= 0) return worths.map(() => 0);
  return allocate(Math.min(wanted, all), worths);
}

/** Scaled down together when they come to more than they may. */
function capped(amounts: readonly number[], most: number | undefined): number[] {
  return most === undefined || sum(amounts) <= most ? [...amounts] : allocateWithin(most, amounts);
}

function worth(parts: readonly Reducible[]): number {
  return sum(parts.map(({ left }) => left));
}
