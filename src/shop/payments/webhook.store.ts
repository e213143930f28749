import { type Database, sql, type Tx } from '../../platform/postgres/index.ts';
import type { Payment } from './payment.ts';

const taken = sql(
  'payment_webhook.taken',
  `insert into payment_webhook (provider, event_id, type, received_at) values ($1, $2, $3, $4) on conflict do nothing returning event_id`,
);
const paymentByKey = sql(
  'payment_webhook.payment_by_key',
  `select id, checkout_id as "checkoutId", status from payment where provider = $1 and idempotency_key = $2`,
);
const refundByKey = sql(
  'payment_webhook.refund_by_key',
  `select r.id from refund r join payment p on p.id = r.payment_id where p.provider = $1 and r.idempotency_key = $2`,
);
const refundDone = sql('payment_webhook.refund_done', 'select finish_refund($1, $2, $3)');
const refundFailed = sql('payment_webhook.refund_failed', 'select fail_refund($1, $2, $3)');
const disputed = sql('payment_webhook.disputed', 'select dispute_payment($1, $2, $3, $4, $5)');
const swept = sql(
  'payment_webhook.swept',
  `with gone as (
     delete from payment_webhook where (provider, event_id) in (select provider, event_id from payment_webhook where received_at < $1 limit 5000)
     returning 1
   ) select count(*)::int as count from gone`,
);

export type WebhookStore = ReturnType<typeof webhookStore>;

export type WebhookScope = Tx;

export function webhookStore(db: Database) {
  return {
    transaction: <T>(work: (tx: WebhookScope) => Promise<T>): Promise<T> => db.transaction(work),
    /** True the first time. A copy that comes at the same moment waits for the first one's transaction. */
    async takeOnce(on: WebhookScope, { provider, id, type }: { provider: string; id: string; type: string }, at: Date): Promise<boolean> {
      return (await on.query(taken, [provider, id, type, at])).length === 1;
    },
    async paymentByKey(on: WebhookScope, provider: string, key: string): Promise<Pick<Payment, 'id' | 'checkoutId' | 'status'> | null> {
      return (await on.query<Payment>(paymentByKey, [provider, key]))[0] ?? null;
    },
    /** Null when the refund is none of ours. */
    async refundByKey(on: WebhookScope, provider: string, key: string): Promise<string | null> {
      return (await on.query<{ id: string }>(refundByKey, [provider, key]))[0]?.id ?? null;
    },
    async finishRefund(on: WebhookScope, id: string, reference: string, at: Date): Promise<void> {
      await on.query(refundDone, [id, reference, at]);
    },
    async failRefund(on: WebhookScope, id: string, fault: string, at: Date): Promise<void> {
      await on.query(refundFailed, [id, fault, at]);
    },
    async dispute(
      on: WebhookScope,
      { provider, reference, status, amount }: { provider: string; reference: string; status: string; amount: number },
      at: Date,
    ): Promise<void> {
      await on.query(disputed, [provider, reference, status, amount, at]);
    },
    /** Forgets what was received before; copies come within days. Answers with how many. */
    async sweep(before: Date): Promise<number> {
      return (await db.alone<{ count: number }>(swept, [before]))[0]?.count ?? 0;
    },
  };
}
