import { type Database, json, sql } from '../postgres/index.ts';

export type StoredAnswer = { status: number; headers: Record<string, string>; body: Buffer };

export type Claim =
  /** Ours to run; `lock` proves it when the answer is kept. */
  | { state: 'ours'; lock: string }
  | { state: 'answered'; answer: StoredAnswer }
  | { state: 'running'; retrySeconds: number }
  | { state: 'mismatch' };

export type IdempotencyStore = ReturnType<typeof idempotencyStore>;

/** Answers by scope and hashed key. A call that died keeps its row until its lock has run out; then the next one takes over. */
export function idempotencyStore(db: Database) {
  return {
    async claim(call: { scope: string; key: string; fingerprint: Buffer; lockSeconds: number }): Promise<Claim> {
      const values = [call.scope, call.key, call.fingerprint, call.lockSeconds];
      // A row may be released between the two statements; then the claim is tried again.
      for (let attempt = 0; attempt < 3; attempt++) {
        const [ours] = await db.query<{ lock: string }>(claimKey, values);
        if (ours) return { state: 'ours', lock: ours.lock };
        const [row] = await db.query<Row>(answerByKey, [call.scope, call.key]);
        if (!row) continue;
        if (!row.fingerprint.equals(call.fingerprint)) return { state: 'mismatch' };
        if (row.status === null) return { state: 'running', retrySeconds: Math.max(1, Math.ceil(row.left)) };
        return { state: 'answered', answer: { status: row.status, headers: row.headers ?? {}, body: row.body ?? Buffer.alloc(0) } };
      }
      return { state: 'running', retrySeconds: 1 };
    },

    async keep(call: { scope: string; key: string; lock: string }, answer: StoredAnswer): Promise<void> {
      await db.query(keepAnswer, [call.scope, call.key, call.lock, answer.status, answer.body, json(answer.headers)]);
    },

    /** Forgets a call that failed on our side, so that it may be tried again at once. */
    async release(call: { scope: string; key: string; lock: string }): Promise<void> {
      await db.query(releaseKey, [call.scope, call.key, call.lock]);
    },

    /** Drops answers older than a day; returns how many. */
    async sweep(): Promise<number> {
      const rows = await db.query(sweepKeys);
      return rows.length;
    },
  };
}

type Row = { fingerprint: Buffer; status: number | null; headers: Record<string, string> | null; body: Buffer | null; left: number };

const claimKey = sql(
  'idempotency.claim',
  `insert into idempotency (scope, key, fingerprint, locked_until)
   values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
   on conflict (scope, key) do update set locked_until = excluded.locked_until
     where idempotency.status is null and idempotency.locked_until < clock_timestamp() and idempotency.fingerprint = excluded.fingerprint
   returning locked_until::text as lock`,
);

const answerByKey = sql(
  'idempotency.answer',
  `select fingerprint, status, headers, body, extract(epoch from locked_until - clock_timestamp())::float8 as left
   from idempotency where scope = $1 and key = $2`,
);

const keepAnswer = sql(
  'idempotency.keep',
  `update idempotency set status = $4, body = $5, headers = $6
   where scope = $1 and key = $2 and locked_until = $3::timestamptz and status is null`,
);

const releaseKey = sql(
  'idempotency.release',
  'delete from idempotency where scope = $1 and key = $2 and locked_until = $3::timestamptz and status is null',
);

const sweepKeys = sql(
  'idempotency.sweep',
  `delete from idempotency where (scope, key) in
     (select scope, key from idempotency where created_at < now() - interval '24 hours' limit 10000) returning 1 as one`,
);
