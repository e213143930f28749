import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';

const held = sql('redemption.held', `select h.holder, h.promotion_id as "promotionId", h.refusal from hold_redemptions($1::jsonb, $2) h`);

const givenBack = sql('redemption.given_back', `select end_redemptions($1::uuid[], 'consumed', 'given-back')`);

/** Counters that are not the number of what raised them: none, or the books are wrong. */
const unequal = sql(
  'redemption.unequal',
  `select u.promotion_id as "promotionId", u.subject, u.used,
     (select count(*)::int from redemption r where r.promotion_id = u.promotion_id and r.status in ('held', 'consumed') and u.subject = any(r.subjects)) as counted
   from promotion_use u
   where u.used <> (select count(*) from redemption r where r.promotion_id = u.promotion_id and r.status in ('held', 'consumed') and u.subject = any(r.subjects))`,
);

/** One use that is to be held. `customer` is a keyed hash in hex. */
export type WantedUse = {
  holder: string;
  promotion: string;
  code: string | null;
  customer: string | null;
  amount: number;
  currency: string;
};

/** Why a holder got none of its uses. `released`: its goods are not held any more. */
export type UseRefusal = {
  holder: string;
  promotionId: string | null;
  refusal: 'limitReached' | 'customerLimitReached' | 'released';
};

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type RedemptionScope = Queryable;

export type RedemptionStore = ReturnType<typeof redemptionStore>;

export function redemptionStore(db: Database) {
  return {
    /** Answers with those that were refused. */
    hold: (wanted: readonly WantedUse[], at: Date) => db.alone<UseRefusal>(held, [json(wanted), at], { retries: 3 }),
    async giveBack(on: RedemptionScope, holders: readonly string[]): Promise<void> {
      await on.query(givenBack, [holders]);
    },
    unequal: () => db.query<{ promotionId: string; subject: string; used: number; counted: number }>(unequal),
  };
}
