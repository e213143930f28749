import type { ProviderAnswer } from './provider.ts';

export type PaymentStatus = 'created' | 'authorized' | 'captured' | 'declined' | 'failed' | 'voided' | 'refunded';

/** A payment as the shop knows it: an intent first, then what the provider has told. */
export type Payment = {
  id: string;
  checkoutId: string;
  provider: string;
  idempotencyKey: string;
  amount: number;
  currency: string;
  method: string;
  status: PaymentStatus;
  providerReference: string | null;
  declineCode: string | null;
};

/** Which states may follow which. What is not listed never happens, however late or doubled an answer comes. */
const NEXT: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  created: ['authorized', 'captured', 'declined', 'failed', 'voided'],
  authorized: ['captured', 'voided', 'declined'],
  captured: ['refunded'],
  declined: [],
  failed: [],
  voided: [],
  refunded: [],
};

/** The states from which `to` may be reached. */
export function statesBefore(to: PaymentStatus): PaymentStatus[] {
  return (Object.keys(NEXT) as PaymentStatus[]).filter((from) => NEXT[from].includes(to));
}

export function isSettled(status: PaymentStatus): boolean {
  return status !== 'created' && status !== 'authorized';
}

/** The change that an answer of the provider makes to a payment, in our words. */
export function changeOf(answer: ProviderAnswer): { status: PaymentStatus; reference: string | null; declineCode: string | null } {
  return { status: answer.status, reference: answer.reference, declineCode: answer.status === 'declined' ? answer.code : null };
}
