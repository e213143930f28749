import type { PaymentStatus } from './payment.ts';
import type { ListedCharge } from './provider.ts';

/** A payment as our books have it. Amounts are minor units. */
export type BookedPayment = {
  id: string;
  key: string;
  reference: string | null;
  currency: string;
  amount: number;
  status: PaymentStatus;
  capturedAmount: number;
  refunds: { key: string; amount: number; status: 'created' | 'done' | 'failed' }[];
  /** What the ledger says about the provider's account: captures less refunds, without disputes. */
  ledgerAmount: number;
};

export type Difference = {
  kind: 'missing_here' | 'missing_there' | 'other_amount' | 'other_state' | 'ledger';
  /** Our key of the charge or refund, or the provider's reference where there is none. */
  about: string;
  ours: string;
  theirs: string;
};

/** What differs between our books, the ledger and the provider's list. */
export function differences(ours: readonly BookedPayment[], theirs: readonly ListedCharge[]): Difference[] {
  const listed = new Map(theirs.filter((charge) => charge.key !== null).map((charge) => [charge.key, charge]));
  const known = new Set(ours.map((payment) => payment.key));
  const unknown = theirs.filter((charge) => charge.key === null || !known.has(charge.key));
  return [
    ...unknown.map((charge): Difference => {
      const about = charge.key ?? charge.reference;
      return { kind: 'missing_here', about, ours: 'none', theirs: `${charge.status} ${money(charge.amount, charge.currency)}` };
    }),
    ...ours.flatMap((payment) => [...chargeDifferences(payment, listed.get(payment.key) ?? null), ...ledgerDifferences(payment)]),
  ];
}

function chargeDifferences(payment: BookedPayment, charge: ListedCharge | null): Difference[] {
  const { key: about, currency } = payment;
  if (!charge) {
    if (!holdsMoney(payment.status)) return [];
    return [{ kind: 'missing_there', about, ours: `${payment.status} ${money(payment.amount, currency)}`, theirs: 'none' }];
  }
  const found: Difference[] = [];
  const amounts = (what: string, mine: number, other: number) => {
    if (mine !== other || currency !== charge.currency)
      found.push({
        kind: 'other_amount',
        about,
        ours: `${what} ${money(mine, currency)}`,
        theirs: `${what} ${money(other, charge.currency)}`,
      });
  };
  const state = payment.status === 'refunded' ? 'captured' : payment.status === 'failed' ? 'voided' : payment.status;
  if (state !== charge.status) found.push({ kind: 'other_state', about, ours: payment.status, theirs: charge.status });
  // A charge that was given up before it was made has no sum there.
  if (state !== 'voided') amounts('charged', payment.amount, charge.amount);
  amounts('captured', payment.capturedAmount, charge.capturedAmount);
  return [...found, ...refundDifferences(payment, charge)];
}

function refundDifferences(payment: BookedPayment, charge: ListedCharge): Difference[] {
  const found: Difference[] = [];
  const done = charge.refunds.filter((refund) => refund.status === 'done');
  for (const refund of payment.refunds) {
    const theirs = done.find(({ key }) => key === refund.key);
    const ours = `refund ${refund.status} ${money(refund.amount, payment.currency)}`;
    if (theirs && theirs.amount !== refund.amount)
      found.push({ kind: 'other_amount', about: refund.key, ours, theirs: `refund ${money(theirs.amount, charge.currency)}` });
    if (theirs && refund.status !== 'done') found.push({ kind: 'other_state', about: refund.key, ours, theirs: 'refund done' });
    if (!theirs && refund.status === 'done') found.push({ kind: 'missing_there', about: refund.key, ours, theirs: 'none' });
  }
  for (const theirs of done) {
    if (payment.refunds.some(({ key }) => key === theirs.key)) continue;
    const about = theirs.key ?? theirs.reference;
    found.push({ kind: 'missing_here', about, ours: 'none', theirs: `refund ${money(theirs.amount, charge.currency)}` });
  }
  return found;
}

function ledgerDifferences({ key, currency, capturedAmount, refunds, ledgerAmount }: BookedPayment): Difference[] {
  const refunded = refunds.reduce((sum, refund) => sum + (refund.status === 'done' ? refund.amount : 0), 0);
  const expected = capturedAmount - refunded;
  if (expected === ledgerAmount) return [];
  return [{ kind: 'ledger', about: key, ours: `payment ${money(expected, currency)}`, theirs: `ledger ${money(ledgerAmount, currency)}` }];
}

function holdsMoney(status: PaymentStatus): boolean {
  return status === 'authorized' || status === 'captured' || status === 'refunded' || status === 'action_required';
}

function money(amount: number, currency: string): string {
  return `${amount} ${currency}`;
}
