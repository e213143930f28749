import { fail } from '../../kernel/errors.ts';
import type { OrderView } from './order.ts';
import type { OrderReading } from './order-reading.service.ts';
import type { Units } from './order-states.ts';
import type { Returns } from './return.service.ts';

export type Withdrawals = ReturnType<typeof createWithdrawals>;

export type Withdrawal = { id: string; number: string; at: Date; lines: Units[] };

/**
 * The withdrawal function of Directive 2011/83/EU (article 11a): a statement of the buyer, without an account and without a reason.
 * Staff see it as a return of the kind `withdrawal`; its receipt goes out by e-mail.
 */
export function createWithdrawals({ reading, returns }: { reading: OrderReading<unknown>; returns: Returns }) {
  return {
    /**
     * @param id of the caller's making: the same one is the same statement, and answers with the same receipt
     * @param lines default: all that can still come back
     * Throws `withdrawal_closed`, `order_quantity`.
     */
    async declare(order: OrderView<unknown>, { id, lines }: { id: string; lines?: readonly Units[] }): Promise<Withdrawal> {
      const known = order.returns.find((one) => one.id === id);
      if (known)
        return {
          id,
          number: known.number,
          at: known.requestedAt,
          lines: known.lines.map(({ position, quantity }) => ({ position, quantity })),
        };
      if (!order.isWithdrawable)
        fail(
          'withdrawal_closed',
          'The period in which this contract can be withdrawn from has ended, or nothing of it is left. Write to us.',
        );
      const units = lines ?? withdrawableLines(order);
      const made = await returns.request(order.id, { actor: 'customer', id, kind: 'withdrawal', lines: units });
      return { id, number: made.number, at: made.at, lines: [...units] };
    },
    /** The order of a number and an e-mail address. Null for an unknown number and for a wrong address alike. */
    find: (number: string, email: string) => reading.byNumberAndEmail(number, email),
  };
}

/** The pieces that no cancellation, return or open request has taken. */
export function withdrawableLines(order: Pick<OrderView<unknown>, 'lines' | 'returns'>): Units[] {
  const open = order.returns.filter(({ status }) => status === 'requested' || status === 'approved');
  return order.lines.flatMap(({ position, quantity, cancelledQuantity, returnedQuantity }) => {
    const asked = open
      .flatMap((one) => one.lines.filter((line) => line.position === position))
      .reduce((n, l) => n + l.quantity - l.received, 0);
    const left = quantity - cancelledQuantity - returnedQuantity - asked;
    return left > 0 ? [{ position, quantity: left }] : [];
  });
}
