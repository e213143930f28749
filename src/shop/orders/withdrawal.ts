import type { States } from './order-states.ts';

/** The least that the law gives a consumer (Directive 2011/83/EU, article 9). */
export const WITHDRAWAL_DAYS = 14;

/** A parcel of which nobody has said that it arrived is taken to have done so after these days. */
export const ARRIVAL_DAYS = 7;

const DAY_MS = 86_400_000;

/**
 * The last moment of the withdrawal period: it begins the day after the last parcel has arrived and ends with its last day (UTC).
 * Null while goods are still to come, since then it has not begun.
 */
export function withdrawableUntil(
  order: { states: States; deliveredAt: Date | null; parcels: readonly { status: string; sentAt: Date; deliveredAt: Date | null }[] },
  days: number,
): Date | null {
  const { states, parcels } = order;
  if (states.fulfilment === 'unfulfilled' || states.fulfilment === 'partially_fulfilled' || parcels.length === 0) return null;
  const arrivals = parcels.map(({ deliveredAt, sentAt }) => (deliveredAt ?? new Date(sentAt.getTime() + ARRIVAL_DAYS * DAY_MS)).getTime());
  const arrived = Math.max(...arrivals);
  return new Date(Math.floor(arrived / DAY_MS) * DAY_MS + (days + 1) * DAY_MS - 1);
}

/** Whether the function is offered now: there is a contract, and its period has not ended. */
export function isWithdrawable(states: States, until: Date | null, now: Date): boolean {
  return (states.order === 'open' || states.order === 'completed') && (until === null || now <= until);
}
