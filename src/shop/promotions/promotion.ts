import type { FieldFault } from '../../kernel/errors.ts';
import type { Translated } from '../../kernel/translated.ts';
import type { Promotion, Refusal } from '../totals/index.ts';

/** What a promotion gives and for what, in the words of a quote. */
export type PromotionRule = Pick<Promotion, 'condition' | 'benefit' | 'target' | 'mostUnits' | 'mostTimes' | 'take'>;

/** A promotion as the merchant writes it. Amounts in its rule are minor units of `currency`. */
export type PromotionDraft = {
  /** Shown to buyers. */
  name: Translated;
  /** False: everybody has it whose cart fits. */
  needsCode: boolean;
  /** Codes; null: all. */
  markets: readonly string[] | null;
  /** Null: its rule has no amounts. */
  currency: string | null;
  /** Lower goes first. */
  priority: number;
  isCombinable: boolean;
  startsAt: Date | null;
  endsAt: Date | null;
  limitTotal: number | null;
  limitPerCustomer: number | null;
  /** Whether a cancelled order frees its use. */
  isGivenBack: boolean;
  rule: PromotionRule;
};

export type StoredPromotion = PromotionDraft & { id: string; isActive: boolean; createdAt: Date; updatedAt: Date };

/** What promotions have to say to a cart: rules for its quote, and codes that are none. */
export type Offers = {
  promotions: Promotion[];
  /** By promotion id. */
  named: ReadonlyMap<string, { name: Translated; code: string | null }>;
  /** Codes of the cart that are known, for the quote. */
  codes: string[];
  /** Codes that can give nothing here, whatever is bought. */
  refused: { code: string; refusal: Refusal }[];
};

export const NO_OFFERS: Offers = { promotions: [], named: new Map(), codes: [], refused: [] };

/** Codes are written in capitals; case and outer blanks do not matter when they are typed. */
export const CODE_FORM = /^[A-Z0-9][A-Z0-9_-]{2,39}$/;

export function tidyCode(text: string): string {
  return text.trim().toUpperCase();
}

/** Everything wrong with a promotion that its schema cannot see. */
export function promotionFaults({ name, currency, startsAt, endsAt, rule }: PromotionDraft): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (path: string, code: string, message: string) => faults.push({ path, code, message });
  if (Object.keys(name).length === 0) fault('/name', 'required', 'a name in at least one language');
  if (startsAt && endsAt && endsAt <= startsAt) fault('/endsAt', 'invalid', 'after startsAt');
  if (currency === null && hasAmounts(rule)) fault('/currency', 'required', 'a rule with amounts needs the currency they are in');
  return faults;
}

function hasAmounts({ condition, benefit, target }: PromotionRule): boolean {
  const inLines = [condition?.lines, target].some((filter) => filter?.unitAmount !== undefined);
  const inBenefit =
    benefit.kind === 'tiers'
      ? benefit.by === 'amount' || benefit.tiers.some(({ amount }) => amount !== undefined)
      : ('amount' in benefit && benefit.amount !== undefined) || ('mostAmount' in benefit && benefit.mostAmount !== undefined);
  return inLines || inBenefit || condition?.leastAmount !== undefined;
}

/** How often something limited is used: keys are `total`, `code:CODE` and `customer:HASH`, under the promotion's id. */
export type Uses = ReadonlyMap<string, number>;

export function useKey(promotionId: string, subject: string): string {
  return `${promotionId} ${subject}`;
}

/**
 * A promotion for a quote.
 * @param by the code it was asked for, with the limit of that code
 * @param customer keyed hash of who buys, when that is known
 */
export function quotePromotion(
  stored: StoredPromotion,
  uses: Uses,
  { by = null, customer = null }: { by?: { code: string; limitTotal: number | null } | null; customer?: string | null } = {},
): Promotion {
  const { id, currency, priority, isCombinable, startsAt, endsAt, limitTotal, limitPerCustomer, rule } = stored;
  const used = (subject: string) => uses.get(useKey(id, subject)) ?? 0;
  const isCodeSpent = by !== null && by.limitTotal !== null && used(`code:${by.code}`) >= by.limitTotal;
  return {
    id,
    ...(by ? { code: by.code } : {}),
    priority,
    isCombinable,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    ...(currency === null ? {} : { currency }),
    limit: {
      total: isCodeSpent ? 0 : limitTotal,
      used: used('total'),
      perCustomer: customer === null ? null : limitPerCustomer,
      usedByCustomer: customer === null ? 0 : used(`customer:${customer}`),
    },
    ...rule,
  };
}

/** Refusals that no change of the cart mends: such a code is not taken into it. */
const FINAL: readonly Refusal[] = ['unknownCode', 'ended', 'limitReached', 'customerLimitReached', 'otherCurrency', 'otherCustomerGroup'];

export function isFinal(refusal: Refusal): boolean {
  return FINAL.includes(refusal);
}
