import assert from 'node:assert/strict';
import type { Payment, Refund, RefundOutcome } from '../src/shop/payments/index.ts';
import type { Command } from './payment-model.ts';

/** What is known of a payment by the simplest means: how it stood, and which refunds were granted under which key. */
export type Model = { before: Payment; granted: Map<string, number> };

export type Charge = { id: string; status: string; amount: number; captured: number; refunded: number };

/** Never left for anything else. */
const ENDS: readonly Payment['status'][] = ['declined', 'voided', 'failed'];
const FORWARD: readonly Payment['status'][] = ['created', 'action_required', 'authorized', 'captured', 'refunded'];

/** After every step: states go forward, sums never pass what was captured, and refunds are granted as far as there is something left. */
export function checkStep(
  model: Model,
  {
    step,
    after,
    refunds,
    outcomes,
  }: { step: readonly Command[]; after: Payment; refunds: readonly Refund[]; outcomes: PromiseSettledResult<unknown>[] },
): void {
  const { before } = model;
  const way = `${before.status} became ${after.status}`;
  if (ENDS.includes(before.status)) assert.equal(after.status, before.status, way);
  const isReopened = before.status === 'refunded' && after.status === 'captured';
  if (FORWARD.includes(after.status) && !isReopened) assert.ok(FORWARD.indexOf(after.status) >= FORWARD.indexOf(before.status), way);
  const { amount, capturedAmount, refundIntended, refundedAmount } = after;
  assert.ok(
    refundedAmount <= refundIntended && refundIntended <= capturedAmount && capturedAmount <= amount,
    `sums: ${JSON.stringify(after)}`,
  );
  assert.equal(after.status === 'captured' || after.status === 'refunded', capturedAmount > 0, `${after.status} with ${capturedAmount}`);
  if (before.capturedAmount > 0) assert.equal(capturedAmount, before.capturedAmount, 'captured twice');
  assert.equal(sumOf(refunds, ['created', 'done']), refundIntended, 'refunds intended');
  assert.equal(sumOf(refunds, ['done']), refundedAmount, 'refunds done');
  if (step.length === 1 && step[0]!.do === 'refund' && outcomes[0]!.status === 'fulfilled')
    checkGrant(model, step[0]!, outcomes[0]!.value as RefundOutcome[]);
  model.before = after;
  model.granted = new Map(refunds.map(({ idempotencyKey, amount: sum }) => [idempotencyKey.split(':')[2]!, sum]));
}

/** Alone, it is foreseen: both of two equal calls are granted, once, or both refused. */
function checkGrant({ before, granted }: Model, { amount, key }: Extract<Command, { do: 'refund' }>, outcomes: RefundOutcome[]): void {
  const left = before.capturedAmount - before.refundIntended;
  const wanted = amount ?? left;
  const known = granted.get(key);
  const isGranted = known === undefined ? before.capturedAmount > 0 && wanted > 0 && wanted <= left : amount === null || known === amount;
  const about = `${amount} of ${left} as ${key}, known ${known}`;
  for (const outcome of outcomes) assert.equal(outcome.ok, isGranted, about);
  const isNew = outcomes.filter((outcome) => outcome.ok && outcome.isNew).length;
  assert.equal(isNew, isGranted && known === undefined ? 1 : 0, about);
}

/** Once everything is answered: the provider's sums are ours. */
export function checkSettled(payment: Payment, charge: Charge | null): void {
  assert.equal(payment.capturedAmount, charge?.captured ?? 0, 'captured');
  assert.equal(payment.refundedAmount, charge?.refunded ?? 0, 'refunded');
}

function sumOf(refunds: readonly Refund[], statuses: readonly Refund['status'][]): number {
  return refunds.reduce((sum, { status, amount }) => sum + (statuses.includes(status) ? amount : 0), 0);
}
