import { uuidv7 } from '../../kernel/ids.ts';
import type { DisputeWord, ProviderAnswer } from './provider.ts';

export type PaymentStatus =
  | 'created'
  | 'action_required'
  | 'authorized'
  | 'captured'
  | 'declined'
  | 'failed'
  | 'voided'
  /** All that was captured has been given back. */
  | 'refunded';

/** A payment as the shop knows it: an intent first, then what the provider has told. Amounts are minor units. */
export type Payment = {
  id: string;
  checkoutId: string;
  provider: string;
  idempotencyKey: string;
  /** What the buyer agreed to. */
  amount: number;
  currency: string;
  method: string;
  status: PaymentStatus;
  /** `automatic`: taken before the order is placed; `manual`: held, and taken by a decision of its own. */
  captureMode: 'automatic' | 'manual';
  capturedAmount: number;
  /** Sum of the refunds that are open or done. */
  refundIntended: number;
  /** Sum of the refunds that are done. */
  refundedAmount: number;
  providerReference: string | null;
  /** Where the buyer is sent while the status is `action_required`. */
  actionUrl: string | null;
  declineCode: string | null;
  dispute: Dispute | null;
};

export type Dispute = DisputeWord;

/** What a person is told a payment is: a part refunded and a dispute follow from its sums. */
export type PaymentState = PaymentStatus | 'partially_captured' | 'partially_refunded' | 'disputed' | 'dispute_lost';

export function stateOf(payment: Pick<Payment, 'status' | 'amount' | 'capturedAmount' | 'refundedAmount' | 'dispute'>): PaymentState {
  if (payment.dispute === 'open') return 'disputed';
  if (payment.dispute === 'lost') return 'dispute_lost';
  if (payment.status !== 'captured') return payment.status;
  if (payment.refundedAmount > 0) return 'partially_refunded';
  return payment.capturedAmount < payment.amount ? 'partially_captured' : 'captured';
}

/** Which states may follow which. What is not listed never happens, however late or doubled an answer comes. */
const NEXT: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  created: ['action_required', 'authorized', 'captured', 'declined', 'failed', 'voided'],
  action_required: ['authorized', 'captured', 'declined', 'failed', 'voided'],
  authorized: ['captured', 'voided', 'declined'],
  captured: ['refunded'],
  // Whatever we have made of it: where the provider says that it took the money, it is there to be given back.
  declined: ['captured'],
  failed: ['captured'],
  voided: ['captured'],
  refunded: [],
};

/** The states from which `to` may be reached. */
export function statesBefore(to: PaymentStatus): PaymentStatus[] {
  return (Object.keys(NEXT) as PaymentStatus[]).filter((from) => NEXT[from].includes(to));
}

/** Whether the provider may still decide about it, or we. */
export function isSettled(status: PaymentStatus): boolean {
  return status !== 'created' && status !== 'action_required' && status !== 'authorized';
}

export type PaymentChange = {
  status: PaymentStatus;
  reference: string | null;
  declineCode: string | null;
  actionUrl: string | null;
  capturedAmount: number;
};

/** The change that an answer of the provider makes to a payment, in our words. */
export function changeOf(answer: ProviderAnswer): PaymentChange {
  return {
    status: answer.status,
    reference: answer.reference,
    declineCode: answer.status === 'declined' ? answer.code : answer.status === 'failed' ? answer.fault : null,
    actionUrl: answer.status === 'action_required' ? answer.redirectUrl : null,
    capturedAmount: answer.status === 'captured' ? answer.amount : 0,
  };
}

export type IntentRequest = { checkoutId: string; provider: string; method: string; amount: number; currency: string };

export type NewPayment = Pick<
  Payment,
  'id' | 'checkoutId' | 'provider' | 'idempotencyKey' | 'amount' | 'currency' | 'method' | 'captureMode'
>;

/** The checkout's one payment: its key follows from the checkout, so that every try is the same one. */
export function intentOf(request: IntentRequest, captureMode: Payment['captureMode']): NewPayment {
  return { id: uuidv7(), idempotencyKey: `checkout:${request.checkoutId}`, captureMode, ...request };
}

/** A payment as it is when its intent has been written. */
export function newPayment(intent: NewPayment): Payment {
  return {
    ...intent,
    status: 'created',
    capturedAmount: 0,
    refundIntended: 0,
    refundedAmount: 0,
    providerReference: null,
    actionUrl: null,
    declineCode: null,
    dispute: null,
  };
}

/** The row of an intent, by the names of its columns. */
export function rowOf(intent: NewPayment, at: Date): Record<string, unknown> {
  return {
    id: intent.id,
    checkout_id: intent.checkoutId,
    provider: intent.provider,
    idempotency_key: intent.idempotencyKey,
    amount: intent.amount,
    currency: intent.currency,
    method: intent.method,
    status: 'created',
    capture_mode: intent.captureMode,
    created_at: at,
    updated_at: at,
  };
}

/** A change of a payment that is known and not written down yet: as `move_payments` takes it. */
export type PaymentMove = {
  id: string;
  from: readonly PaymentStatus[];
  status: PaymentStatus;
  reference: string | null;
  captured: number;
  step: string;
};
