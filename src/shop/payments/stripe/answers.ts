import type { Stripe } from 'stripe';
import type { DeclineCode, DisputeWord, ListedCharge, ProviderAnswer, ProviderEvent } from '../provider.ts';
import { ProviderUnavailable } from '../provider.ts';
import { fromStripe } from './amounts.ts';

/** Our idempotency key, kept with everything that we make there. */
export const KEY = 'stoa_key';

const DECLINES: Readonly<Record<string, DeclineCode>> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired',
  fraudulent: 'fraud_suspected',
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
};

/** What a Payment Intent says, in our words. Throws ProviderUnavailable while Stripe itself waits for somebody. */
export function answerOf(intent: Stripe.PaymentIntent): ProviderAnswer {
  const { id: reference, status } = intent;
  switch (status) {
    case 'requires_capture':
      return { status: 'authorized', reference };
    case 'succeeded':
      return { status: 'captured', reference, amount: fromStripe(intent.amount_received, intent.currency) };
    case 'canceled':
      return { status: 'voided', reference };
    case 'requires_payment_method':
      return { status: 'declined', reference, code: declineCodeOf(intent.last_payment_error) };
    case 'requires_action': {
      const redirectUrl = intent.next_action?.redirect_to_url?.url;
      if (redirectUrl) return { status: 'action_required', reference, redirectUrl };
      throw new ProviderUnavailable(`Stripe wants an action without an address: ${intent.next_action?.type ?? 'none'}.`);
    }
    default:
      throw new ProviderUnavailable(`Stripe has not decided about the payment: ${status}.`);
  }
}

export function declineCodeOf(error: { code?: string; decline_code?: string } | null | undefined): DeclineCode {
  return DECLINES[error?.decline_code ?? ''] ?? DECLINES[error?.code ?? ''] ?? 'card_declined';
}

export function listedOf(intent: Stripe.PaymentIntent): ListedCharge {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const refunds = charge?.refunds?.data ?? [];
  return {
    key: intent.metadata[KEY] ?? null,
    reference: intent.id,
    currency: intent.currency.toUpperCase(),
    amount: fromStripe(intent.amount, intent.currency),
    status: LISTED[intent.status] ?? 'declined',
    capturedAmount: fromStripe(intent.amount_received, intent.currency),
    refunds: refunds.map((refund) => ({
      key: refund.metadata?.[KEY] ?? null,
      reference: refund.id,
      amount: fromStripe(refund.amount, intent.currency),
      status: hasFailed(refund) ? 'failed' : 'done',
    })),
    createdAt: new Date(intent.created * 1000),
  };
}

const LISTED: Readonly<Partial<Record<Stripe.PaymentIntent.Status, ListedCharge['status']>>> = {
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'voided',
  requires_action: 'action_required',
};

export function hasFailed(refund: Pick<Stripe.Refund, 'status'>): boolean {
  return refund.status === 'failed' || refund.status === 'canceled';
}

/**
 * What an event is about; null for what is none of our business, or decides nothing (yet): it is taken, and Stripe need not tell it again.
 */
export function aboutOf(event: Stripe.Event): ProviderEvent['about'] {
  const { object } = event.data;
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled':
    case 'payment_intent.payment_failed': {
      const intent = object as Stripe.PaymentIntent;
      const key = intent.metadata?.[KEY];
      if (!key || !DECIDED.includes(intent.status)) return null;
      return { kind: 'charge', key, reference: intent.id, answer: answerOf(intent) };
    }
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const refund = object as Stripe.Refund;
      const refundKey = refund.metadata?.[KEY];
      if (!refundKey || refund.status === 'pending' || refund.status === 'requires_action') return null;
      const status = hasFailed(refund) ? 'failed' : 'done';
      return { kind: 'refund', refundKey, status, reference: refund.id, code: refund.failure_reason ?? 'refund_failed' };
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const dispute = object as Stripe.Dispute;
      const intent = typeof dispute.payment_intent === 'string' ? dispute.payment_intent : dispute.payment_intent?.id;
      const status = DISPUTES[dispute.status];
      if (!intent || !status) return null;
      return { kind: 'dispute', reference: intent, status, amount: fromStripe(dispute.amount, dispute.currency) };
    }
    default:
      return null;
  }
}

/** States in which nothing is open between Stripe and the buyer's bank. */
const DECIDED: readonly Stripe.PaymentIntent.Status[] = ['requires_capture', 'succeeded', 'canceled', 'requires_payment_method'];

const DISPUTES: Readonly<Partial<Record<Stripe.Dispute.Status, DisputeWord>>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'closed',
  // Settled with the bank before it was one.
  prevented: 'closed',
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
};
