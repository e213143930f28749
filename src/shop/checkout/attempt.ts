import type { ErrorCode, FieldFault } from '../../kernel/errors.ts';
import type { Translated } from '../../kernel/translated.ts';
import type { WantedCredit } from '../credit/index.ts';
import type { Shortage } from '../inventory/index.ts';
import type { DraftLine, OrderSums } from '../orders/index.ts';
import type { WantedUse } from '../promotions/index.ts';

/** A use of a promotion, to be held under the checkout's id. */
export type PlannedUse = Omit<WantedUse, 'holder'>;

/** All that decides what is bought and what it costs, fixed when the shopper presses "buy". No personal data. */
export type Plan = {
  currency: string;
  taxIncluded: boolean;
  /** The buyer owes the tax himself (absent in plans of before). */
  isReverseCharge?: boolean;
  lines: DraftLine[];
  delivery: { code: string; name: Translated };
  sums: OrderSums;
  uses: PlannedUse[];
  /** What gift cards and store credit pay. */
  credit: Omit<WantedCredit, 'holder'>[];
  payment: {
    provider: string;
    method: string;
    /** Where the buyer comes back to from a page of the provider. */
    returnUrl: string;
  };
};

/** How long goods are held for a shopper who is paying. */
export const HOLD_MS = 15 * 60_000;

/** Whether nothing but goods has to be held before the money is asked for: no promotion, no card, no credit. */
export function holdsGoodsAlone({ sums, uses }: Plan): boolean {
  return uses.length === 0 && sums.giftCardAmount === 0 && sums.storeCreditAmount === 0;
}

export type AttemptStatus = 'open' | 'placed' | 'declined' | 'failed';

/** One attempt to buy a cart. Its id is the checkout's id. */
export type Attempt = {
  id: string;
  cartId: string;
  cartVersion: number;
  orderId: string;
  personId: string;
  status: AttemptStatus;
  market: string;
  language: string;
  country: string;
  plan: Plan;
  contactSealed: Buffer | null;
  outcome: ErrorCode | null;
  /** Of its last change of state. */
  updatedAt: Date;
  /** Version of the cart once the goods were taken out; null until then. */
  emptiedVersion: number | null;
};

export type CheckoutOutcome =
  | { ok: true; orderId: string; orderNumber: string; statusToken: string }
  /** The attempt goes on once the buyer has been at `actionUrl` (3-D Secure); then it is asked for again by its id. */
  | { ok: false; code: 'payment_action_required'; detail: string; fields: FieldFault[]; checkoutId: string; actionUrl: string }
  /** Nothing was charged. `fields` are JSON pointers into the request, or `/lines/VARIANT` for a line of the cart. */
  | { ok: false; code: Exclude<ErrorCode, 'payment_action_required'>; detail: string; fields: FieldFault[] };

export function refusal(code: Exclude<ErrorCode, 'payment_action_required'>, detail: string, fields: FieldFault[] = []): CheckoutOutcome {
  return { ok: false, code, detail, fields };
}

/** What a finished attempt answers to whoever asks again. */
export function refusalOf(outcome: ErrorCode | null): CheckoutOutcome {
  if (outcome === 'payment_declined')
    return refusal(outcome, 'The payment was declined and nothing was charged. Choose another way to pay.');
  if (outcome === 'payment_failed')
    return refusal(outcome, 'The payment could not be made this way and nothing was charged. Choose another way to pay.');
  if (outcome === 'insufficient_stock') return refusal(outcome, 'Meanwhile the last pieces were sold. Nothing was charged.');
  if (outcome === 'code_used_up') return refusal(outcome, 'Meanwhile a code or gift card was used up. Nothing was charged.');
  return refusal('checkout_expired', 'This checkout has ended without an order and nothing was charged. Start it again.');
}

/** What is short, by the lines of the cart. */
export function shortage(shortages: readonly Shortage[]): CheckoutOutcome {
  const fields = shortages.map(({ variantId, available }) => ({
    path: `/lines/${variantId}`,
    code: 'short',
    message: shortMessage(available),
  }));
  return refusal('insufficient_stock', 'Some of it is not in stock any more in this quantity.', fields);
}

export function shortMessage(available: number): string {
  return available === 0 ? 'sold out' : `only ${available} left`;
}
