import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { Letter } from './letter.ts';

const inserted = sql(
  'letter.inserted',
  `insert into letter (id, order_id, kind, sequence, status, due_at, created_at)
   select l.id, l."orderId", l.kind, l.sequence, 'waiting', $2, $2
   from jsonb_to_recordset($1::jsonb) as l(id uuid, "orderId" uuid, kind text, sequence text)
   where exists (select 1 from customer_order o where o.id = l."orderId")
   on conflict (order_id, kind, sequence) do nothing`,
);
/** Taken by one process at a time: until `$2` nobody else sends them. */
const taken = sql(
  'letter.taken',
  `update letter set due_at = $2, attempts = attempts + 1
   where id in (select id from letter where status = 'waiting' and due_at <= $1 order by due_at limit $3 for update skip locked)
   returning id, order_id as "orderId", kind, sequence, attempts`,
);
const finished = sql(
  'letter.finished',
  `update letter set status = $2::text, fault = $3, due_at = $4::timestamptz, sent_at = case when $2::text = 'sent' then $4::timestamptz end where id = $1 and status = 'waiting'`,
);
const counts = sql('letter.counts', 'select status, count(*)::int as count from letter group by status');

export type LetterStatus = 'waiting' | 'sent' | 'given_up' | 'not_sendable';

export type LetterStore = ReturnType<typeof letterStore>;

export function letterStore(db: Database) {
  return {
    /** Those that are there already stay as they are. */
    async insert(letters: readonly Letter[], at: Date): Promise<void> {
      if (letters.length > 0) await db.query(inserted, [json(letters), at]);
    },
    take: (at: Date, leaseEnd: Date, limit: number) => db.alone<Letter & { attempts: number }>(taken, [at, leaseEnd, limit]),
    /** `at`: when it was sent, or is due again. */
    async finish(id: string, status: LetterStatus, fault: string | null, at: Date): Promise<void> {
      await db.query(finished, [id, status, fault, at]);
    },
    counts: () => db.query<{ status: LetterStatus; count: number }>(counts),
  };
}
