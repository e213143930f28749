import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { gather } from '../../kernel/gather.ts';
import type { Page } from '../../kernel/page.ts';
import { decodeCursor, encodeCursor } from '../../kernel/page.ts';
import type { PiecesBack, ReserveRequest, ReserveRow, StockScope, StockStore } from './stock.store.ts';
import type { AdjustOutcome, AdjustReason, ReserveOutcome, StockLine, StockRow } from './stock.ts';

export type Inventory = ReturnType<typeof createInventory>;

const MOST_BATCHES = 100;
/** Buyers that are reserved for in one call. */
const MOST_BUYERS = 128;

/** What is there, what is held for whom, and every movement of it. Available = on hand - held. */
export function createInventory({ store, clock = systemClock }: { store: StockStore; clock?: Clock }) {
  /** The goods are held until the latest moment that anybody of the batch has asked for. */
  const reserveTogether = gather<ReserveRequest & { expiresAt: Date }, ReserveRow>({
    most: MOST_BUYERS,
    leastBeside: 24,
    run: (requests) =>
      store.reserve(null, requests, new Date(Math.max(...requests.map((request) => request.expiresAt.getTime()))), clock.now()),
  });

  return {
    /**
     * Holds all lines until `expiresAt` (or a little longer), or none of them. Repeating it with the same id is harmless.
     * Buyers of one moment share one call to the database; each gets his own outcome. `on` runs it inside the caller's transaction.
     */
    async reserve(id: string, lines: readonly StockLine[], expiresAt: Date, on: StockScope | null = null): Promise<ReserveOutcome> {
      const row = on
        ? (await store.reserve(on, [{ id, lines }], expiresAt, clock.now()))[0]!
        : await reserveTogether({ id, lines, expiresAt });
      return outcomeOf(row);
    },
    /** Holds them longer. 'consumed': they are sold already; 'released': they are not held any more, or never were. */
    extend: async (id: string, until: Date): Promise<'held' | 'consumed' | 'released'> => (await store.extend(id, until)) ?? 'released',
    /** Gives the held goods back. False when the reservation is not held (any more). */
    release: async (id: string): Promise<boolean> => (await store.release([id])) === 1,
    /** Turns the held goods into a sale, with its movements, inside the caller's transaction. False when they are not held any more. */
    consume: (on: StockScope, id: string, reference: string): Promise<boolean> => store.consume(on, id, reference),
    /** Takes the goods of a sale back into stock, once. */
    returnSale: (on: StockScope, reference: string, reason: 'cancellation' | 'return'): Promise<boolean> =>
      store.returnSale(on, reference, reason),
    /**
     * Takes some pieces of an order back, once for each key: bundles by their parts as they were sold, into the locations that they
     * came from, and never more than was sold. Inside the caller's transaction. False when this key has been taken back before.
     */
    returnPieces: (on: StockScope, back: PiecesBack): Promise<boolean> => store.returnPieces(on, back, clock.now()),
    /** Changes the count of a variant by a difference or to a number, and writes the movement. */
    async adjust(
      variantId: number,
      change: { delta: number } | { onHand: number },
      reason: AdjustReason,
      reference: string | null = null,
    ): Promise<AdjustOutcome> {
      const row = await store.adjust(variantId, change, reason, reference);
      if (row === null) return { ok: false, reason: 'too_many' };
      if (row.outcome === 'missing') return { ok: false, reason: 'missing' };
      if (row.outcome === 'reserved') return { ok: false, reason: 'reserved', onHand: row.onHand, reserved: row.reserved };
      return { ok: true, onHand: row.onHand, reserved: row.reserved, available: Math.max(0, row.onHand - row.reserved) };
    },
    /** Job: gives back what was held too long. Safe in several processes at once; answers with the number of reservations ended. */
    async expireDue(): Promise<number> {
      let count = 0;
      for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
        const ended = await store.releaseDue(clock.now());
        count += ended;
        if (ended === 0) break;
      }
      return count;
    },
    /** Stock by variant; `atMost` lists what is nearly out. */
    async list(filter: { cursor?: string; sku?: string; productId?: number; atMost?: number; limit: number }): Promise<Page<StockRow>> {
      const after = filter.cursor === undefined ? 0 : wholeNumber(decodeCursor(filter.cursor, 1)[0]);
      const rows = await store.rows({
        after,
        sku: filter.sku ?? null,
        productId: filter.productId ?? null,
        atMost: filter.atMost ?? null,
        limit: filter.limit + 1,
      });
      const items = rows.slice(0, filter.limit);
      return { items, nextCursor: rows.length > filter.limit ? encodeCursor([items.at(-1)!.variantId]) : null };
    },
    /** Variants whose stock is not the sum of their movements: none, or the books are wrong. */
    unequalLevels: () => store.unequalLevels(),
  };
}

/** What a row of `reserve_stocks` says. */
export function outcomeOf(row: ReserveRow): ReserveOutcome {
  if (row.outcome === 'held') return { ok: true };
  const shortages = (row.shortVariants ?? []).map((variantId, index) => ({ variantId, available: row.shortAvailable?.[index] ?? 0 }));
  return { ok: false, reason: row.outcome, shortages };
}

function wholeNumber(part: string | number | undefined): number {
  if (typeof part === 'number' && Number.isSafeInteger(part) && part >= 0) return part;
  return fail('payload_invalid', 'The cursor is not one of this list.');
}
