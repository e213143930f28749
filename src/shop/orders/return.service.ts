import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { OpenOrder, OrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import { allows, receiveReturn, statesOf, type Units, unsent } from './order-states.ts';
import { together } from './parcel.service.ts';
import { billWhatWasPaid, cancelUnits, giveBack, goodsOf } from './refunding.service.ts';
import type { ReturnKind, ReturnRow, ReturnStatus, ReturnStore } from './return.store.ts';

export type Returns = ReturnType<typeof createReturns>;

/** What of a return has arrived: how many pieces, and how many of them may be sold again. */
export type Arrival = { position: number; received: number; restocked?: number };

/** Goods that come back: asked for, approved, received, refunded. */
export function createReturns({ changes, store, orders }: { changes: OrderChanges; store: ReturnStore; orders: OrderChangeStore }) {
  const inReturn = async <T>(
    id: string,
    actor: string,
    states: readonly ReturnStatus[],
    work: (open: OpenOrder, row: ReturnRow) => Promise<T>,
  ) => {
    const found = isUuid(id) ? await store.byId(id) : null;
    if (!found) fail('return_not_found', 'There is no return with this id.');
    return changes.change(found.orderId, actor, async (open) => {
      // Read again under the order's lock: somebody may have been faster.
      const row = (await store.byId(id, open.on)) ?? found;
      if (!states.includes(row.status)) fail('return_state', `The return ${row.number} is ${row.status}: it does not allow this.`);
      return work(open, row);
    });
  };

  return {
    ofOrder: (orderId: string) => store.ofOrder(orderId),
    async get(id: string): Promise<ReturnRow> {
      const row = isUuid(id) ? await store.byId(id) : null;
      return row ?? fail('return_not_found', 'There is no return with this id.');
    },
    /** Newest first. */
    async list(filter: {
      cursor?: string;
      status?: ReturnStatus;
      kind?: ReturnKind;
      limit: number;
    }): Promise<Page<ReturnRow & { orderNumber: string }>> {
      const after = filter.cursor === undefined ? null : positionOf(filter.cursor);
      const rows = await store.list({ status: filter.status ?? null, kind: filter.kind ?? null, after, limit: filter.limit + 1 });
      const items = rows.slice(0, filter.limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > filter.limit && last ? encodeCursor([last.requestedAt.getTime(), last.id]) : null };
    },
    /**
     * Somebody wants to send pieces back, or withdraws from the contract (also for what was not sent yet). The same `id` is the
     * same request. Throws `order_state`, `order_quantity`.
     */
    request(
      orderId: string,
      input: {
        actor: string;
        id?: string;
        lines: readonly Units[];
        kind?: ReturnKind;
        reason?: string;
        check?: (open: OpenOrder) => Promise<void>;
      },
    ): Promise<{ id: string; number: string; at: Date; isNew: boolean }> {
      return changes.change(orderId, input.actor, async (open) => {
        const id = input.id ?? uuidv7(open.at.getTime());
        const known = await store.byId(id, open.on);
        if (known?.orderId === orderId) return { id, number: known.number, at: known.requestedAt, isNew: false };
        if (known) fail('conflict', 'Another order has a return of this id.');
        await input.check?.(open);
        const kind = input.kind ?? 'return';
        const lines = together(input.lines);
        const verb = kind === 'withdrawal' ? 'withdraw' : 'requestReturn';
        if (!allows(statesOf(open.facts), verb)) fail('order_state', 'Nothing of this order can be sent back in its present state.');
        if (lines.length === 0) fail('payload_invalid', 'Name at least one piece.');
        checkLeft(open, kind, lines, await store.ofOrder(orderId, open.on));
        const number = await store.insert(open.on, {
          id,
          orderId,
          orderNumber: open.order.number,
          kind,
          reason: input.reason ?? '',
          lines,
          at: open.at,
        });
        open.tell(kind === 'withdrawal' ? 'withdrawn' : 'return_requested', { return: id, returnNumber: number, lines });
        return { id, number: number!, at: open.at, isNew: true };
      });
    },
    /** What was not sent yet is cancelled and paid back at once; the rest is awaited. */
    approve(id: string, { actor }: { actor: string }): Promise<void> {
      return inReturn(id, actor, ['requested'], async (open, row) => {
        const never = row.lines.map(({ position, quantity }) => {
          const line = open.facts.lines.find((one) => one.position === position)!;
          const back = Math.max(0, line.shipped - line.returned);
          return { position, quantity: Math.min(unsent(line), Math.max(0, quantity - back)) };
        });
        const unsentPieces = together(never);
        const before = open.facts.refunded;
        if (unsentPieces.length > 0) await cancelUnits(open, { lines: unsentPieces, key: `return:${id}:unsent`, reason: row.kind }, orders);
        const arrived = never.map(({ position, quantity }) => ({ position, received: quantity, restocked: quantity }));
        const isDone = row.lines.every((line) => never.find(({ position }) => position === line.position)!.quantity === line.quantity);
        await store.move(open.on, id, {
          status: isDone ? 'refunded' : 'approved',
          at: open.at,
          lines: arrived,
          refundAmount: isDone ? open.facts.refunded - before : null,
        });
        open.tell('return_approved', { return: id, returnNumber: row.number });
      });
    },
    reject(id: string, { actor, reason = '' }: { actor: string; reason?: string }): Promise<void> {
      return inReturn(id, actor, ['requested'], async (open, row) => {
        await store.move(open.on, id, { status: 'rejected', at: open.at });
        open.tell('return_rejected', { return: id, returnNumber: row.number, ...(reason ? { reason } : {}) });
      });
    },
    /**
     * The parcel is here: what came counts, what is whole goes back on the shelf. `refund` gives the worth of it back at once,
     * with the delivery when `withDelivery`. Throws `return_state`, `order_quantity`.
     */
    receive(
      id: string,
      input: { actor: string; lines?: readonly Arrival[]; refund?: boolean; withDelivery?: boolean },
    ): Promise<{ refundAmount: number }> {
      return inReturn(id, input.actor, ['approved'], async (open, row) => {
        const arrivals = arrivalsOf(row, input.lines);
        const units = together(arrivals.map(({ position, received }) => ({ position, quantity: received })));
        const shelved = together(arrivals.map(({ position, restocked }) => ({ position, quantity: restocked })));
        await billWhatWasPaid(open);
        const isWhole = open.facts.lines.every((line) => {
          const now = units.find(({ position }) => position === line.position)?.quantity ?? 0;
          return line.cancelled + line.returned + now === line.quantity;
        });
        const withDelivery = input.withDelivery ?? (row.kind === 'withdrawal' && isWhole);
        const delivery = open.order.deliveryAmount + (open.order.taxIncluded ? 0 : open.order.deliveryTaxAmount);
        const credit = units.length === 0 ? 0 : open.take(receiveReturn(open.facts, units, withDelivery ? delivery : 0));
        await orders.restock(open.on, open.order.id, goodsOf(open, shelved), 'return', open.at);
        open.tell('return_received', { return: id, returnNumber: row.number, lines: units });
        const refund = input.refund ?? true;
        const refundAmount = refund
          ? await giveBack(open, { key: `return:${id}`, credit, units, reason: row.kind })
          : await credited(open, { key: `return:${id}`, credit, units, reason: row.kind });
        const lines = row.lines.map((line) => {
          const arrival = arrivals.find(({ position }) => position === line.position);
          return {
            position: line.position,
            received: line.received + (arrival?.received ?? 0),
            restocked: line.restocked + (arrival?.restocked ?? 0),
          };
        });
        await store.move(open.on, id, { status: refund ? 'refunded' : 'received', at: open.at, lines, refundAmount });
        return { refundAmount };
      });
    },
    /** What was received without giving the money back: now. */
    refund(id: string, { actor }: { actor: string }): Promise<{ refundAmount: number }> {
      return inReturn(id, actor, ['received'], async (open, row) => {
        const refundAmount = await giveBack(open, { key: `return:${id}:later`, credit: 0, units: [], reason: row.kind });
        await store.move(open.on, id, { status: 'refunded', at: open.at, refundAmount });
        open.tell('return_refunded', { return: id, returnNumber: row.number });
        return { refundAmount };
      });
    },
  };
}

/** Credited on paper; the money stays until somebody decides where it goes. */
async function credited(
  open: OpenOrder,
  settlement: { key: string; credit: number; units: readonly Units[]; reason: string },
): Promise<number> {
  await open.settle({ ...settlement, amount: 0 });
  return 0;
}

/** By default all that was announced and is not here yet, all of it whole. */
function arrivalsOf(row: ReturnRow, given: readonly Arrival[] | undefined): Required<Arrival>[] {
  const awaited: Arrival[] = row.lines.map((line) => ({ position: line.position, received: line.quantity - line.received }));
  return (given ?? awaited).map(({ position, received, restocked = received }) => {
    const line = awaited.find((one) => one.position === position);
    const path = `/lines/${position}`;
    if (!line || received > line.received)
      fail('order_quantity', 'More pieces than were announced.', {
        fields: [{ path, code: 'too_many', message: 'more than were announced' }],
      });
    if (restocked > received)
      fail('order_quantity', 'More pieces on the shelf than have arrived.', {
        fields: [{ path, code: 'too_many', message: 'more than have arrived' }],
      });
    return { position, received, restocked };
  });
}

/** Pieces that are in no other open return. A withdrawal may also name what was not sent yet. */
function checkLeft(open: OpenOrder, kind: ReturnKind, lines: readonly Units[], returns: readonly ReturnRow[]): void {
  const waiting = returns.filter(({ status }) => status === 'requested' || status === 'approved');
  for (const { position, quantity } of lines) {
    const line = open.facts.lines.find((one) => one.position === position);
    const path = `/lines/${position}`;
    if (!line)
      fail('payload_invalid', 'The order has no such line.', { fields: [{ path, code: 'unknown', message: 'no line of this order' }] });
    const asked = waiting
      .flatMap((row) => row.lines.filter((one) => one.position === position))
      .reduce((n, one) => n + one.quantity - one.received, 0);
    const left = (kind === 'withdrawal' ? line.quantity - line.cancelled : line.shipped) - line.returned - asked;
    if (quantity > left)
      fail('order_quantity', 'More pieces than can come back.', {
        fields: [{ path, code: 'too_many', message: `at most ${Math.max(0, left)}` }],
      });
  }
}

function positionOf(cursor: string): { at: Date; id: string } {
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string' || !isUuid(id)) fail('payload_invalid', 'The cursor is not one of this list.');
  return { at, id };
}
