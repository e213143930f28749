import { MOST_PIECES } from '../../kernel/pieces.ts';
import { type Database, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { AdjustReason, StockLine, StockRow } from './stock.ts';

/** Buyers of one moment share a call: their lines lie one after another, each with the number of its buyer. */
const reserved = sql(
  'stock.reserved',
  `select outcome, short_variants as "shortVariants", short_available as "shortAvailable"
   from reserve_stocks($1::uuid[], $2, $3, $4::integer[], $5::bigint[], $6::integer[]) order by buyer`,
);
const released = sql('stock.released', 'select release_reservations($1::uuid[]) as count');
/** Null when there is no such reservation. */
const extended = sql(
  'stock.extended',
  `with kept as (
     update reservation set expires_at = greatest(expires_at, $2) where id = $1 and status = 'held' returning status
   )
   select coalesce((select status from kept), (select status from reservation where id = $1)) as status`,
);
const consumed = sql('stock.consumed', 'select consume_reservation($1, $2) as done');
const returned = sql('stock.returned', 'select return_sale($1, $2) as done');
const piecesReturned = sql('stock.pieces_returned', 'select return_pieces($1, $2, $3::bigint[], $4::integer[], $5, $6) as done');
const adjusted = sql(
  'stock.adjusted',
  'select outcome, on_hand as "onHand", reserved from adjust_stock($1, (select min(id) from location), $2, $3, $4, $5)',
);

/** Oldest first and bounded; those that somebody else is just ending are left to him. */
const dueReservations = sql(
  'stock.due_reservations',
  `select id from reservation where status = 'held' and expires_at <= $1 order by expires_at limit 500 for update skip locked`,
);

/** Pages through the variants by id; a filter that is null does not filter. */
const stockRows = sql(
  'stock.rows',
  `select v.id as "variantId", v.product_id as "productId", v.sku, p.handle, v.track_stock as tracked, v.backorder,
     coalesce(s.on_hand, 0)::int as "onHand", coalesce(s.reserved, 0)::int as reserved,
     greatest(0, coalesce(s.on_hand - s.reserved, 0))::int as available
   from variant v
   join product p on p.id = v.product_id
   left join lateral (
     select sum(l.on_hand) as on_hand, sum(l.reserved) as reserved from stock_level l where l.variant_id = v.id
   ) s on true
   where v.id > $1 and ($2::text is null or v.sku = $2) and ($3::bigint is null or v.product_id = $3)
     and ($4::integer is null or (v.track_stock and coalesce(s.on_hand - s.reserved, 0) <= $4))
   order by v.id limit $5`,
);

const unequalLevels = sql(
  'stock.unequal_levels',
  `select coalesce(l.variant_id, m.variant_id) as "variantId", coalesce(l.on_hand, 0) as "onHand", coalesce(m.quantity, 0) as movements
   from stock_level l
   full join (select variant_id, location_id, sum(quantity)::bigint as quantity from stock_movement group by 1, 2) m
     on m.variant_id = l.variant_id and m.location_id = l.location_id
   where coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0)
   order by 1 limit 100`,
);

export type ReserveRow = { outcome: 'held' | 'short' | 'released'; shortVariants: number[] | null; shortAvailable: number[] | null };

/** What one buyer wants held. */
export type ReserveRequest = { id: string; lines: readonly StockLine[] };

/** Pieces of an order that come back; `key` makes it happen once. */
export type PiecesBack = { orderId: string; key: string; lines: readonly StockLine[]; reason: 'return' | 'cancellation' };

export type StockStore = ReturnType<typeof stockStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type StockScope = Queryable;

export function stockStore(db: Database) {
  return {
    /** One outcome a request, in their order. Each holds all its lines or none; of what is scarce the first get it. */
    async reserve(on: StockScope | null, requests: readonly ReserveRequest[], expiresAt: Date, at: Date): Promise<ReserveRow[]> {
      const lines = requests.flatMap((request, index) => request.lines.map((line) => ({ ...line, buyer: index + 1 })));
      const values = [
        requests.map((request) => request.id),
        expiresAt,
        at,
        lines.map((line) => line.buyer),
        lines.map((line) => line.variantId),
        lines.map((line) => line.quantity),
      ];
      if (on) return on.query<ReserveRow>(reserved, values);
      // Not through a shared pipelined connection: a wait for a row lock would hold up everybody behind it.
      return db.alone<ReserveRow>(reserved, values, { retries: 3 });
    },
    async release(ids: readonly string[]): Promise<number> {
      return one(await db.alone<{ count: number }>(released, [ids], { retries: 3 })).count;
    },
    async extend(id: string, until: Date): Promise<'held' | 'consumed' | 'released' | null> {
      return one(await db.query<{ status: 'held' | 'consumed' | 'released' | null }>(extended, [id, until])).status;
    },
    async consume(on: StockScope, id: string, reference: string): Promise<boolean> {
      return one(await on.query<{ done: boolean }>(consumed, [id, reference])).done;
    },
    async returnSale(on: StockScope, reference: string, reason: 'cancellation' | 'return'): Promise<boolean> {
      return one(await on.query<{ done: boolean }>(returned, [reference, reason])).done;
    },
    /** False when this key has been taken back before. */
    async returnPieces(on: StockScope, back: PiecesBack, at: Date): Promise<boolean> {
      const { orderId, key, lines, reason } = back;
      const values = [orderId, key, lines.map((line) => line.variantId), lines.map((line) => line.quantity), reason, at];
      return one(await on.query<{ done: boolean }>(piecesReturned, values)).done;
    },
    /** Null when it would be too many pieces: then nothing has changed. */
    async adjust(variantId: number, change: { delta?: number; onHand?: number }, reason: AdjustReason, reference: string | null) {
      const values = [variantId, change.delta ?? null, change.onHand ?? null, reason, reference];
      type Row = { outcome: 'done' | 'reserved' | 'missing'; onHand: number; reserved: number };
      const work = async (tx: Tx) => {
        const row = one(await tx.query<Row>(adjusted, values));
        if (row.outcome === 'done' && (change.delta ?? 0) > 0 && row.onHand > MOST_PIECES) throw new TooMany();
        return row;
      };
      return db.transaction(work, { retries: 3 }).catch((error: unknown) => {
        if (error instanceof TooMany || (error as { code?: string }).code === OUT_OF_RANGE) return null;
        throw error;
      });
    },
    /** Ends one batch of reservations that are over at `now`; answers with how many. */
    releaseDue(now: Date): Promise<number> {
      return db.transaction(
        async (tx) => {
          const due = await tx.query<{ id: string }>(dueReservations, [now]);
          if (due.length === 0) return 0;
          return one(await tx.query<{ count: number }>(released, [due.map((row) => row.id)])).count;
        },
        { retries: 3 },
      );
    },
    rows: (filter: { after: number; sku: string | null; productId: number | null; atMost: number | null; limit: number }) =>
      db.query<StockRow>(stockRows, [filter.after, filter.sku, filter.productId, filter.atMost, filter.limit]),
    /** Levels that differ from the sum of their movements: always none. A long statement. */
    unequalLevels: () =>
      db.transaction((tx) => tx.query<{ variantId: number; onHand: number; movements: number }>(unequalLevels), { statementTimeoutMs: 0 }),
  };
}

/** Rolls an adjustment back. */
class TooMany extends Error {}
/** SQLSTATE numeric_value_out_of_range: a count from before the bound. */
const OUT_OF_RANGE = '22003';

function one<Row>(rows: Row[]): Row {
  return rows[0]!;
}
