import { fail, failField } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import type { OrderChanges } from './order-change.service.ts';
import { send, statesOf, type Units, unsent } from './order-states.ts';
import type { ParcelStore, ParcelTrace } from './parcel.store.ts';

export type Parcels = ReturnType<typeof createParcels>;

export type ParcelInput = Partial<ParcelTrace> & {
  /** A UUID of the caller's making: the same one is the same parcel, and refused (`conflict`) with other pieces. */
  id?: string;
  /** Default: all that is left to send. */
  lines?: readonly Units[];
  /** Code of the location it leaves from; default the first. */
  location?: string | null;
};

/** Sending an order, in as many parcels as it takes. */
export function createParcels({
  changes,
  store,
  captures,
}: {
  changes: OrderChanges;
  store: ParcelStore;
  /** Takes the money that is only held for an order; see createCaptures. */
  captures: { take(orderId: string, actor: string): Promise<void> };
}) {
  return {
    ofOrder: (orderId: string) => store.ofOrder(orderId),
    /**
     * Takes the money first where it was only held. Throws `order_not_found`, `order_state`, `order_quantity`, `payload_invalid` (location)
     * or `payment_unavailable`. Answers with the parcel's id.
     */
    async send(orderId: string, { actor, ...input }: ParcelInput & { actor: string }): Promise<string> {
      if (isUuid(orderId)) await captures.take(orderId, actor);
      return changes.change(orderId, actor, async (open) => {
        const id = input.id ?? uuidv7(open.at.getTime());
        const known = await store.byId(open.on, id);
        if (known && known.orderId !== orderId) fail('conflict', 'Another order has a parcel of this id.');
        if (known) {
          if (input.lines && !isSameUnits(known.lines, together(input.lines)))
            fail('conflict', `Parcel ${known.number} of this id holds other pieces.`);
          return id;
        }
        const lines = together(input.lines ?? open.facts.lines.map((line) => ({ position: line.position, quantity: unsent(line) })));
        await open.bill();
        open.take(send(open.facts, lines));
        const { carrier = '', tracking = null, trackingUrl = null, location = null } = input;
        const number = await store.insert(open.on, { id, orderId, location, lines, carrier, tracking, trackingUrl, at: open.at });
        if (number === null) failField('/location', 'unknown', 'There is no such location.');
        open.mark({ tracking });
        open.tell('sent', { parcel: id, parcelNumber: number, carrier, ...(tracking ? { tracking } : {}) });
        if (statesOf(open.facts).fulfilment === 'fulfilled') open.tell('fulfilled', tracking ? { tracking } : {});
        return id;
      });
    },
    /** The parcel has arrived; saying so again changes nothing. Throws `parcel_not_found`. */
    deliver(orderId: string, parcelId: string, { actor, at }: { actor: string; at?: Date }): Promise<void> {
      return changes.change(orderId, actor, async (open) => {
        const parcel = isUuid(parcelId) ? await store.byId(open.on, parcelId) : null;
        if (parcel?.orderId !== orderId) fail('parcel_not_found');
        const deliveredAt = at && at < open.at ? at : open.at;
        const number = await store.deliver(open.on, parcelId, orderId, deliveredAt);
        if (number === null) return;
        const { deliveredAt: before } = open.order;
        open.mark({ deliveredAt: before && before > deliveredAt ? before : deliveredAt });
        open.tell('delivered', { parcel: parcelId, parcelNumber: number });
      });
    },
    /** Carrier, number and address of the tracking, put right later. Throws `parcel_not_found`. */
    trace(orderId: string, parcelId: string, { actor, ...trace }: ParcelTrace & { actor: string }): Promise<void> {
      return changes.change(orderId, actor, async (open) => {
        const number = isUuid(parcelId) ? await store.trace(open.on, parcelId, orderId, trace) : null;
        if (number === null) fail('parcel_not_found');
        open.mark({ tracking: trace.tracking });
        open.tell('traced', {
          parcel: parcelId,
          parcelNumber: number,
          carrier: trace.carrier,
          ...(trace.tracking ? { tracking: trace.tracking } : {}),
        });
      });
    },
  };
}

/** @param some @param others each line once, as `together` leaves them */
export function isSameUnits(some: readonly Units[], others: readonly Units[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ position, quantity }) => others.some((other) => other.position === position && other.quantity === quantity))
  );
}

/** Each line once, and none without a piece. */
export function together(units: readonly Units[]): Units[] {
  const pieces = new Map<number, number>();
  for (const { position, quantity } of units) pieces.set(position, (pieces.get(position) ?? 0) + quantity);
  return [...pieces].map(([position, quantity]) => ({ position, quantity })).filter(({ quantity }) => quantity > 0);
}
