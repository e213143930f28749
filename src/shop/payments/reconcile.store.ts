import { type Database, sql } from '../../platform/postgres/index.ts';
import type { BookedPayment } from './reconcile.ts';

const PAGE = 2000;

const booked = sql(
  'reconcile.booked',
  `select p.id, p.idempotency_key as key, p.provider_reference as reference, p.currency, p.amount, p.status, p.captured_amount as "capturedAmount",
     coalesce((select jsonb_agg(jsonb_build_object('key', r.idempotency_key, 'amount', r.amount, 'status', r.status) order by r.created_at)
       from refund r where r.payment_id = p.id), '[]') as refunds,
     coalesce((select sum(e.amount) from ledger_entry e
       where e.account = 'clearing:' || p.provider and e.kind in ('capture', 'refund', 'refund-returned')
         and e.reference in (select 'payment:' || p.id union all select 'refund:' || r.id from refund r where r.payment_id = p.id)), 0)::bigint as "ledgerAmount"
   from payment p
   where p.provider = $1 and p.created_at >= $2 and ($3::uuid is null or p.id > $3)
   order by p.id limit ${PAGE}`,
);

export type ReconcileStore = ReturnType<typeof reconcileStore>;

export function reconcileStore(db: Database) {
  return {
    /** Every payment of a provider that was begun since then. */
    async booked(provider: string, since: Date): Promise<BookedPayment[]> {
      const all: BookedPayment[] = [];
      while (true) {
        const page = await db.query<BookedPayment>(booked, [provider, since, all.at(-1)?.id ?? null]);
        all.push(...page);
        if (page.length < PAGE) return all;
      }
    },
  };
}
