import { type Database, sql } from '../../platform/postgres/index.ts';
import type { PaymentScope } from './payment.store.ts';
import type { Refund, RefundOutcome } from './refund.ts';

const COLUMNS = `r.id, r.payment_id as "paymentId", r.idempotency_key as "idempotencyKey", r.amount, r.status,
  r.provider_reference as "providerReference", r.fault, r.created_at as "createdAt"`;

const intended = sql(
  'refund.intended',
  `select outcome, refund_id as "refundId", amount, refundable from intend_refund($1, $2, $3, $4, $5, $6)`,
);
const finished = sql('refund.finished', 'select finish_refund($1, $2, $3) as done');
const failed = sql('refund.failed', 'select fail_refund($1, $2, $3) as done');
const open = sql(
  'refund.open',
  `select ${COLUMNS} from refund r where r.status = 'created' and ($1::uuid is null or r.payment_id = $1) and r.updated_at <= $2
   order by r.updated_at limit 100`,
);
const ofPayment = sql(
  'refund.of_payment',
  `select ${COLUMNS} from refund r where r.payment_id = $1 order by r.created_at, r.id limit 1000`,
);

export type RefundStore = ReturnType<typeof refundStore>;

export function refundStore(db: Database) {
  return {
    /** One call checks and writes; see intend_refund in the migrations. */
    async intend(
      on: PaymentScope | null,
      row: { id: string; paymentId: string; idempotencyKey: string; amount: number | null; isDue: boolean },
      at: Date,
    ): Promise<RefundOutcome> {
      const values = [row.paymentId, row.id, row.idempotencyKey, row.amount, row.isDue, at];
      // Waits for the payment's row, so not through a shared pipelined connection.
      const rows = await (on ? on.query<Intended>(intended, values) : db.alone<Intended>(intended, values));
      const { outcome, refundId, amount, refundable } = rows[0]!;
      if (outcome === 'intended' || outcome === 'known') return { ok: true, refundId, amount, isNew: outcome === 'intended' };
      return { ok: false, reason: outcome, refundable };
    },
    open: (paymentId: string | null, before: Date) => db.query<Refund>(open, [paymentId, before]),
    ofPayment: (paymentId: string) => db.query<Refund>(ofPayment, [paymentId]),
    /** False when it was not open any more. */
    finish: (id: string, reference: string, at: Date) => changed(db, finished, [id, reference, at]),
    fail: (id: string, fault: string, at: Date) => changed(db, failed, [id, fault, at]),
  };
}

type Intended = {
  outcome: 'intended' | 'known' | 'not_captured' | 'exceeds' | 'key_used';
  refundId: string;
  amount: number;
  refundable: number;
};

async function changed(db: Database, statement: typeof finished, values: unknown[]): Promise<boolean> {
  return (await db.alone<{ done: boolean }>(statement, values))[0]!.done;
}
