import { fail } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { OpenOrder, OrderChanges, Settlement } from './order-change.service.ts';
import { refundable } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import { cancel, cancelLines, receiveMoney, refund, type Units, worthOfUnits } from './order-states.ts';
import { isSameUnits, together } from './parcel.service.ts';

export type Refunding = ReturnType<typeof createRefunding>;

/** Taking back what was promised or paid: cancellations, refunds, money that comes in by other means. */
export function createRefunding({ changes, store }: { changes: OrderChanges; store: OrderChangeStore }) {
  return {
    /** The whole order, before anything is sent: goods back, money back, each once. Throws `order_state`. */
    cancel(orderId: string, { actor, reason = '' }: { actor: string; reason?: string }): Promise<void> {
      return changes.change(orderId, actor, async (open) => {
        const left = open.facts.lines.map((line) => ({ position: line.position, quantity: line.quantity - line.cancelled }));
        await billWhatWasPaid(open);
        const credit = open.take(cancel(open.facts));
        await store.restock(open.on, orderId, goodsOf(open, left), 'cancellation', open.at);
        open.tell('cancelled', reason ? { reason } : {});
        await open.undo();
        await giveBack(open, { key: 'cancellation', credit, units: left, reason: 'cancellation' });
      });
    },
    /** Pieces of lines that were not sent. The last one cancels the order. Throws `order_state`, `order_quantity`. */
    cancelLines(orderId: string, input: { actor: string; lines: readonly Units[]; reason?: string; restock?: boolean }): Promise<void> {
      return changes.change(orderId, input.actor, async (open) => {
        await cancelUnits(open, { ...input, key: `cancel:${open.order.revision}` }, store);
      });
    },
    /**
     * Gives money back: an amount, or what pieces are worth. Never more than was paid and not given back yet
     * (`refund_exceeds_paid`). The same `id` is the same refund; with another content, or of another order, it is refused (`conflict`).
     */
    refund(
      orderId: string,
      input: { actor: string; id?: string; amount?: number; lines?: readonly Units[]; reason?: string },
    ): Promise<string> {
      return changes.change(orderId, input.actor, async (open) => {
        const id = input.id ?? uuidv7(open.at.getTime());
        const key = `refund:${id}`;
        const units = together(input.lines ?? []);
        const known = await store.refundByKey(open.on, orderId, key);
        if (known) {
          if (!isSameRefund(known, { amount: input.amount, units })) fail('conflict', `The refund of this id gave back ${known.amount}.`);
          return id;
        }
        const tooMany = units.find(({ position, quantity }) => {
          const line = open.facts.lines.find((one) => one.position === position);
          return !line || quantity > line.quantity - line.credited;
        });
        if (tooMany) {
          const path = `/lines/${tooMany.position}`;
          fail('order_quantity', 'The worth of these pieces was given back already.', {
            fields: [{ path, code: 'too_many', message: 'more than is left' }],
          });
        }
        const amount = input.amount ?? worthOfUnits(open.facts, units);
        await billWhatWasPaid(open);
        const credit = open.take(refund(open.facts, amount, units));
        await open.settle({ id, key, credit, amount, units, reason: input.reason ?? 'goodwill' });
        return id;
      });
    },
    /** Cash, a transfer: money that no provider took. The same `id` is the same receipt. Never more than is due. */
    receive(orderId: string, input: { actor: string; id?: string; amount?: number; method: string }): Promise<void> {
      return changes.change(orderId, input.actor, async (open) => {
        const id = input.id ?? uuidv7(open.at.getTime());
        const amount = input.amount ?? Math.max(0, open.facts.total - open.facts.credited - open.facts.paid + open.facts.refunded);
        const isNew = await store.insertReceipt(open.on, {
          id,
          orderId,
          amount: Math.max(1, amount),
          method: input.method,
          actor: input.actor,
          at: open.at,
        });
        if (!isNew) {
          const known = await store.receiptById(open.on, id);
          const isSame = known?.orderId === orderId && known.method === input.method && known.amount === (input.amount ?? known.amount);
          if (!isSame) fail('conflict', 'There is another receipt of this id.');
          return;
        }
        open.take(receiveMoney(open.facts, amount));
        const posting = { kind: 'receipt', reference: `receipt:${id}`, currency: open.order.currency } as const;
        await store.book(open.on, { ...posting, to: 'clearing:desk', from: 'customer', amount, at: open.at });
        open.tell('paid', { amount, method: input.method });
      });
    },
  };
}

function isSameRefund(known: { amount: number; lines: readonly Units[] }, asked: { amount: number | undefined; units: readonly Units[] }) {
  if (asked.amount !== undefined && asked.amount !== known.amount) return false;
  return isSameUnits(known.lines, asked.units);
}

/** Pieces that will not be sent: no longer owed, back on the shelf, paid back. */
export async function cancelUnits(
  open: OpenOrder,
  input: { lines: readonly Units[]; key: string; reason?: string; restock?: boolean },
  store: OrderChangeStore,
): Promise<void> {
  const units = together(input.lines);
  await billWhatWasPaid(open);
  const credit = open.take(cancelLines(open.facts, units));
  if (input.restock ?? true) await store.restock(open.on, open.order.id, goodsOf(open, units), 'cancellation', open.at);
  open.tell('lines_cancelled', { lines: units, ...(input.reason ? { reason: input.reason } : {}) });
  if (open.facts.isCancelled) {
    open.tell('cancelled', input.reason ? { reason: input.reason } : {});
    await open.undo();
  }
  await giveBack(open, { key: input.key, credit, units, reason: 'cancellation' });
}

/** Refunds what is paid beyond what is still owed. */
export async function giveBack(
  open: OpenOrder,
  { key, credit, units, reason, isDue = true }: Omit<Settlement, 'amount' | 'id'>,
): Promise<number> {
  const amount = refundable(open.facts);
  await open.settle({ key, credit, amount, units, reason, isDue });
  open.facts = { ...open.facts, refunded: open.facts.refunded + amount };
  return amount;
}

/** A credit note takes from an invoice: what was paid is billed before any of it goes back. */
export async function billWhatWasPaid(open: OpenOrder): Promise<void> {
  if (open.facts.paid > open.facts.refunded) await open.bill();
}

export function goodsOf(open: OpenOrder, units: readonly Units[]): { variantId: number; quantity: number }[] {
  return units.flatMap(({ position, quantity }) => {
    const line = open.lines.find((one) => one.position === position);
    return line && quantity > 0 ? [{ variantId: line.variantId, quantity }] : [];
  });
}
