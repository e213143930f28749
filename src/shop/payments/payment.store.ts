import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Payment, PaymentStatus } from './payment.ts';

const COLUMNS = `id, checkout_id as "checkoutId", provider, idempotency_key as "idempotencyKey", amount, currency, method, status,
  provider_reference as "providerReference", decline_code as "declineCode"`;

const inserted = sql(
  'payment.inserted',
  `insert into payment (id, checkout_id, provider, idempotency_key, amount, currency, method, status, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, 'created', $8, $8) on conflict (checkout_id) do nothing`,
);

const byCheckout = sql('payment.by_checkout', `select ${COLUMNS} from payment where checkout_id = $1`);
const byId = sql('payment.by_id', `select ${COLUMNS} from payment where id = $1`);

/** Compare and swap: only a payment in one of the states `$3` moves on. */
const moved = sql(
  'payment.moved',
  `update payment set status = $2, provider_reference = coalesce($4, provider_reference), decline_code = coalesce($5, decline_code), updated_at = $6
   where id = $1 and status = any($3::text[])
   returning ${COLUMNS}`,
);

const refundInserted = sql(
  'refund.inserted',
  `insert into refund (id, payment_id, idempotency_key, amount, status, created_at, updated_at) values ($1, $2, $3, $4, 'created', $5, $5) on conflict (idempotency_key) do nothing`,
);

const refundFinished = sql(
  'refund.finished',
  `update refund set status = 'done', provider_reference = $2, updated_at = $3 where id = $1 and status = 'created'`,
);

const openRefunds = sql(
  'refund.open',
  `select r.id, r.payment_id as "paymentId", r.idempotency_key as "idempotencyKey", r.amount
   from refund r where r.status = 'created' and ($1::uuid is null or r.payment_id = $1) and r.updated_at <= $2
   order by r.updated_at limit 100`,
);

/** Refunded as soon as the refunds that are done reach the amount. */
const refundedInFull = sql(
  'payment.refunded_in_full',
  `update payment p set status = 'refunded', updated_at = $2
   where p.id = $1 and p.status = 'captured'
     and p.amount <= (select coalesce(sum(r.amount), 0) from refund r where r.payment_id = p.id and r.status = 'done')`,
);

export type RefundRow = { id: string; paymentId: string; idempotencyKey: string; amount: number };

export type PaymentStore = ReturnType<typeof paymentStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type PaymentScope = Queryable;

export function paymentStore(db: Database) {
  return {
    /** The checkout's one payment: the given row, or the one that was there before. Committed when this resolves. */
    async insertOnce(row: Omit<Payment, 'status' | 'providerReference' | 'declineCode'>, at: Date): Promise<Payment> {
      await db.query(inserted, [row.id, row.checkoutId, row.provider, row.idempotencyKey, row.amount, row.currency, row.method, at]);
      return (await db.query<Payment>(byCheckout, [row.checkoutId]))[0]!;
    },
    async byCheckout(checkoutId: string): Promise<Payment | null> {
      return (await db.query<Payment>(byCheckout, [checkoutId]))[0] ?? null;
    },
    async byId(id: string): Promise<Payment | null> {
      return (await db.query<Payment>(byId, [id]))[0] ?? null;
    },
    /** Null when the payment is in none of the states `from` (any more). */
    async move(
      id: string,
      from: readonly PaymentStatus[],
      change: { status: PaymentStatus; reference: string | null; declineCode: string | null },
      at: Date,
    ): Promise<Payment | null> {
      return (await db.query<Payment>(moved, [id, change.status, from, change.reference, change.declineCode, at]))[0] ?? null;
    },
    async insertRefund(on: PaymentScope | null, row: RefundRow, at: Date): Promise<void> {
      await (on ?? db).query(refundInserted, [row.id, row.paymentId, row.idempotencyKey, row.amount, at]);
    },
    openRefunds: (paymentId: string | null, before: Date) => db.query<RefundRow>(openRefunds, [paymentId, before]),
    finishRefund(row: RefundRow, reference: string, at: Date): Promise<void> {
      return db.transaction(async (tx) => {
        await tx.query(refundFinished, [row.id, reference, at]);
        await tx.query(refundedInFull, [row.paymentId, at]);
      });
    },
  };
}
