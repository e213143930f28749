import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { NewPayment, Payment, PaymentChange, PaymentStatus } from './payment.ts';

const COLUMNS = `id, checkout_id as "checkoutId", provider, idempotency_key as "idempotencyKey", amount, currency, method, status,
  capture_mode as "captureMode", captured_amount as "capturedAmount", refund_intended as "refundIntended", refunded_amount as "refundedAmount",
  provider_reference as "providerReference", action_url as "actionUrl", decline_code as "declineCode", dispute`;

/** The row as it is inserted, or as it was before; the conflict is settled in the same statement. */
const inserted = sql(
  'payment.inserted',
  `insert into payment (id, checkout_id, provider, idempotency_key, amount, currency, method, status, capture_mode, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, 'created', $8, $9, $9) on conflict (checkout_id) do nothing returning ${COLUMNS}`,
);

const byCheckout = sql('payment.by_checkout', `select ${COLUMNS} from payment where checkout_id = $1`);
const byId = sql('payment.by_id', `select ${COLUMNS} from payment where id = $1`);

/**
 * Compare and swap: only a payment in one of the states `$3` moves on. Its history and, when money was taken, the books are
 * written by the same statement.
 */
const moved = sql(
  'payment.moved',
  `with changed as (
     update payment set status = $2, provider_reference = coalesce($4, provider_reference), decline_code = coalesce($5, decline_code),
       action_url = coalesce($6, action_url), captured_amount = case when $2 = 'captured' then $7 else captured_amount end, updated_at = $8
     where id = $1 and status = any($3::text[])
     returning *
   ), told as (
     insert into payment_event (payment_id, step, outcome, at) select id, $9, $2, $8 from changed
   ), booked as (
     insert into ledger_transaction (kind, reference, currency, accounts, amounts, at)
     select 'capture', 'payment:' || id, currency, array['clearing:' || provider, 'customer'], array[captured_amount, -captured_amount], $8
     from changed where $2 = 'captured'
   )
   select ${COLUMNS} from changed`,
);

const held = sql(
  'payment.held',
  `select ${COLUMNS} from payment where status = 'authorized' and capture_mode = 'manual' and updated_at <= $1 order by updated_at limit 100`,
);
const touched = sql('payment.touched', `update payment set updated_at = $2 where id = $1 and status = 'authorized'`);

const history = sql('payment.history', `select step, outcome, at from payment_event where payment_id = $1 order by id limit 1000`);

const unanswered = sql('payment.unanswered', `insert into payment_event (payment_id, step, outcome, at) values ($1, $2, 'unanswered', $3)`);

export type PaymentStore = ReturnType<typeof paymentStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type PaymentScope = Queryable;

export type PaymentStep = 'authorize' | 'capture' | 'void' | 'refund' | 'lookup' | 'webhook';

export function paymentStore(db: Database) {
  const byCheckoutId = async (checkoutId: string) => (await db.query<Payment>(byCheckout, [checkoutId]))[0] ?? null;
  return {
    /** The checkout's one payment: the given row, or the one that was there before. Committed when this resolves. */
    async insertOnce(row: NewPayment, at: Date): Promise<Payment> {
      const { id, checkoutId, provider, idempotencyKey, amount, currency, method, captureMode } = row;
      const values = [id, checkoutId, provider, idempotencyKey, amount, currency, method, captureMode, at];
      return (await db.query<Payment>(inserted, values))[0] ?? (await byCheckoutId(checkoutId))!;
    },
    byCheckout: byCheckoutId,
    async byId(id: string): Promise<Payment | null> {
      return (await db.query<Payment>(byId, [id]))[0] ?? null;
    },
    /** Null when the payment is in none of the states `from` (any more). */
    async move(
      on: PaymentScope | null,
      { id, from, change, step }: { id: string; from: readonly PaymentStatus[]; change: PaymentChange; step: PaymentStep },
      at: Date,
    ): Promise<Payment | null> {
      const { status, reference, declineCode, actionUrl, capturedAmount } = change;
      const values = [id, status, from, reference, declineCode, actionUrl, capturedAmount, at, step];
      return (await (on ?? db).query<Payment>(moved, values))[0] ?? null;
    },
    /** Held and not taken, unchanged since then. */
    held: (before: Date) => db.query<Payment>(held, [before]),
    /** It stands as it stood: asked for again only after a while. */
    async touch(id: string, at: Date): Promise<void> {
      await db.query(touched, [id, at]);
    },
    history: (id: string) => db.query<{ step: string; outcome: string; at: Date }>(history, [id]),
    async noteUnanswered(id: string, step: PaymentStep, at: Date): Promise<void> {
      await db.query(unanswered, [id, step, at]);
    },
  };
}
