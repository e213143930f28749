import { fail } from '../../kernel/errors.ts';
import { uuidOf } from '../../kernel/ids.ts';
import type { AdditionStore } from './addition.store.ts';
import type { DraftLine } from './order.ts';
import type { OpenOrder, OrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import { allows, dueOf, statesOf, type Units } from './order-states.ts';
import type { OrderSums } from './order-sums.ts';
import { isSameUnits, together } from './parcel.service.ts';
import { cancelUnits, giveBack } from './refunding.service.ts';
import type { ReturnStore } from './return.store.ts';

export type OrderEdits = ReturnType<typeof createEdits>;

/** Goods that are added, with their sums by `quoteOf`: no delivery, no promotions. */
export type Addition = { lines: readonly DraftLine[]; sums: OrderSums; taxIncluded: boolean; isReverseCharge: boolean };

export type EditInput = {
  actor: string;
  /** Of the caller's making: the same id is the same edit, and refused (`conflict`) with another content. */
  id: string;
  /** Of the order that was looked at; another one by now is refused with `conflict`. */
  revision?: number;
  addition: Addition | null;
  /** Pieces that are not wanted any more. */
  remove: readonly Units[];
  /** A received return of this order that the added goods are taken for. */
  exchangeOf?: string;
  reason?: string;
};

/** What has become of an edit, minor units: what the buyer owes now, and what went back to him. */
export type EditOutcome = { dueAmount: number; refundedAmount: number };

/** Other goods in an order that was placed: stock, lines, sums, books and money in one transaction. */
export function createEdits(deps: { changes: OrderChanges; orders: OrderChangeStore; additions: AdditionStore; returns: ReturnStore }) {
  const { changes, orders, additions, returns } = deps;

  const add = async (open: OpenOrder, { lines, sums, taxIncluded, isReverseCharge }: Addition, edit: string): Promise<void> => {
    const { on, order, at } = open;
    if (taxIncluded !== order.taxIncluded || isReverseCharge !== order.isReverseCharge)
      fail('order_state', 'What is added would be taxed otherwise than the order was; make another order of it.');
    // Derived, so that no id of a caller names a reservation of somebody else.
    const taken = await additions.take(on, { id: uuidOf(`edit ${order.id} ${edit}`), orderId: order.id, lines, at });
    if (taken.outcome !== 'held') failShort(taken.shortVariants ?? [], taken.shortAvailable ?? []);
    const first = Math.max(-1, ...open.facts.lines.map(({ position }) => position)) + 1;
    await additions.add(on, { order, edit, first, lines, sums, at });
    const facts = lines.map(({ quantity }, index) => {
      const { total, taxAmount } = sums.lines[index]!;
      const gross = order.taxIncluded ? total : total + taxAmount;
      return { position: first + index, quantity, gross, cancelled: 0, shipped: 0, returned: 0, credited: 0 };
    });
    open.facts = { ...open.facts, total: open.facts.total + sums.total, lines: [...open.facts.lines, ...facts] };
  };

  return {
    /**
     * Adds goods and takes pieces away. What is owed beyond what was paid is due from then on (nothing leaves before it is paid), what was
     * paid beyond what is owed goes back at once. An issued invoice is taken back; the next one bills the order as it is.
     * Throws `order_state`, `order_quantity`, `insufficient_stock`, `conflict`, `return_state`.
     */
    edit(orderId: string, input: EditInput): Promise<EditOutcome> {
      const { id, actor, revision, addition, exchangeOf, reason = '' } = input;
      return changes.change(orderId, actor, async (open) => {
        const units = together(input.remove);
        const known = await additions.known(open.on, orderId, id);
        if (known && !isSameEdit(known, { added: piecesOf(addition), removed: units }))
          fail('conflict', 'The edit of this id has changed the order otherwise.');
        if (known) return { dueAmount: dueOf(open.facts), refundedAmount: 0 };
        if (revision !== undefined && revision !== open.order.revision)
          fail('conflict', `The order has changed since: it is at revision ${open.order.revision}.`);
        if (!allows(statesOf(open.facts), exchangeOf ? 'exchange' : 'edit'))
          fail(
            'order_state',
            exchangeOf ? 'Nothing of this order has come back.' : 'Something of this order has left already, or it is cancelled.',
          );
        const back = exchangeOf ? await returns.byId(exchangeOf, open.on) : null;
        if (exchangeOf && back?.orderId !== orderId) fail('return_not_found', 'This order has no such return.');
        if (back && back.status !== 'received')
          fail('return_state', `The return ${back.number} is ${back.status}: an exchange takes one that was received without a refund.`);
        if (!addition && units.length === 0) fail('payload_invalid', 'Name something to add or to remove.');
        const before = open.facts.refunded;
        open.tell('edited', { edit: id, added: piecesOf(addition), removed: units, ...(reason ? { reason } : {}) });
        await open.takeBackInvoice(`edit-${id}`);
        // First what is added: the last piece that goes would cancel the order.
        if (addition) await add(open, addition, id);
        if (units.length > 0) await cancelUnits(open, { lines: units, key: `edit:${id}`, reason }, orders);
        await giveBack(open, { key: `edit:${id}:over`, credit: 0, units: [], reason: back ? 'exchange' : 'edit' });
        const refundedAmount = open.facts.refunded - before;
        if (back) {
          await returns.move(open.on, back.id, { status: 'refunded', at: open.at, refundAmount: refundedAmount });
          open.tell('exchanged', { return: back.id, returnNumber: back.number });
        }
        return { dueAmount: dueOf(open.facts), refundedAmount };
      });
    },
  };
}

function piecesOf(addition: Addition | null): { variantId: number; quantity: number }[] {
  return (addition?.lines ?? []).map(({ variantId, quantity }) => ({ variantId, quantity }));
}

type Change = { added: readonly { variantId: number; quantity: number }[]; removed: readonly Units[] };

function isSameEdit(known: Change, asked: Change): boolean {
  const pieces = ({ added }: Change) => added.map(({ variantId, quantity }) => ({ position: variantId, quantity }));
  return isSameUnits(pieces(known), pieces(asked)) && isSameUnits(known.removed, asked.removed);
}

function failShort(variants: readonly number[], available: readonly number[]): never {
  const fields = variants.map((variantId, index) => ({
    path: `/add/${variantId}`,
    code: 'short',
    message: `${available[index] ?? 0} in stock`,
  }));
  return fail('insufficient_stock', 'Not all that is to be added is in stock.', { fields });
}
