/** The test provider's own words: what it keeps in its books and answers with. Amounts are minor units. */
export type ChargeStatus = 'action_required' | 'authorized' | 'captured' | 'declined' | 'voided';

export type Charge = {
  id: string;
  /** The caller's idempotency key. */
  key: string;
  amount: number;
  currency: string;
  method: string;
  status: ChargeStatus;
  captured: number;
  refunded: number;
  declineCode: string | null;
  /** Whether it is captured as soon as nothing more is asked of the buyer, in the call that makes it. */
  captureAtOnce: boolean;
  /** Where the buyer goes back to after an action; webhooks go to the same site. */
  returnUrl: string;
  dispute: 'open' | 'won' | 'lost' | null;
  createdAt: string;
};

export type ChargeRefund = {
  id: string;
  key: string;
  charge: string;
  amount: number;
  status: 'done' | 'failed';
  createdAt: string;
};

/** Tokens that stand for a card: each ends the charge in its own way. */
export const TEST_METHODS = [
  'success',
  'decline',
  'decline-expired',
  /** 3-D Secure: the buyer is sent to a page of the provider. */
  'challenge',
  /** Answers after a while. */
  'slow',
  /** Charged, and the answer is lost; asked again it tells. */
  'timeout',
  /** Error 500 at the first call, without a charge. */
  'error',
] as const;

export const DECLINES: Readonly<Record<string, string>> = { decline: 'insufficient_funds', 'decline-expired': 'expired' };

/** A new charge as the method wants it to begin. */
export function begin(
  request: Pick<Charge, 'id' | 'key' | 'amount' | 'currency' | 'method' | 'captureAtOnce' | 'returnUrl' | 'createdAt'>,
): Charge {
  const charge: Charge = { ...request, status: 'authorized', captured: 0, refunded: 0, declineCode: null, dispute: null };
  const declineCode = DECLINES[request.method];
  if (declineCode) return { ...charge, status: 'declined', declineCode };
  if (request.method === 'challenge') return { ...charge, status: 'action_required' };
  return request.captureAtOnce ? { ...charge, status: 'captured', captured: request.amount } : charge;
}

/** What the buyer answered on the provider's page. Null when there is nothing to answer (any more). */
export function decide(charge: Charge, approved: boolean): Charge | null {
  if (charge.status !== 'action_required') return null;
  return approved ? { ...charge, status: 'authorized' } : { ...charge, status: 'declined', declineCode: 'authentication_failed' };
}

/** Null when it can not be captured; a captured one stays as it is. */
export function capture(charge: Charge, amount: number): Charge | null {
  if (charge.status === 'captured') return charge;
  if (charge.status !== 'authorized' || amount < 1 || amount > charge.amount) return null;
  return { ...charge, status: 'captured', captured: amount };
}

/** What was captured or declined stays as it is. */
export function giveUp(charge: Charge): Charge {
  return charge.status === 'authorized' || charge.status === 'action_required' ? { ...charge, status: 'voided' } : charge;
}

/** Null when it is more than is left. */
export function giveBack(charge: Charge, amount: number): Charge | null {
  if (amount < 1 || charge.refunded + amount > charge.captured) return null;
  return { ...charge, refunded: charge.refunded + amount };
}
