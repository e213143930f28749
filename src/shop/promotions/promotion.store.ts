import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { PromotionDraft, StoredPromotion } from './promotion.ts';

const COLUMNS = `p.id, p.name, p.is_active as "isActive", p.needs_code as "needsCode", p.markets, p.currency, p.priority,
  p.is_combinable as "isCombinable", p.starts_at as "startsAt", p.ends_at as "endsAt", p.limit_total as "limitTotal",
  p.limit_per_customer as "limitPerCustomer", p.is_given_back as "isGivenBack", p.rule, p.created_at as "createdAt", p.updated_at as "updatedAt"`;

/** Those that may hold now or later; at most 200, the first by priority. */
const automatic = sql(
  'promotion.automatic',
  `select ${COLUMNS} from promotion p where p.is_active and not p.needs_code and (p.ends_at is null or p.ends_at > $1)
   order by p.priority, p.id limit 200`,
);

const byCodes = sql(
  'promotion.by_codes',
  `select ${COLUMNS}, c.code, c.limit_total as "codeLimit" from promotion_code c join promotion p on p.id = c.promotion_id
   where c.code = any($1::text[]) and p.is_active`,
);

const byId = sql('promotion.by_id', `select ${COLUMNS} from promotion p where p.id = $1`);

const page = sql(
  'promotion.page',
  `select ${COLUMNS} from promotion p
   where ($1::timestamptz is null or p.created_at < $1 or (p.created_at = $1 and p.id > $2::uuid))
   order by p.created_at desc, p.id limit $3`,
);

const inserted = sql(
  'promotion.inserted',
  `insert into promotion (id, name, needs_code, markets, currency, priority, is_combinable, starts_at, ends_at, limit_total,
     limit_per_customer, is_given_back, rule, created_at, updated_at)
   values ($1, $2::jsonb, $3, $4::text[], $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $14)`,
);

const updated = sql(
  'promotion.updated',
  `update promotion set name = $2::jsonb, needs_code = $3, markets = $4::text[], currency = $5, priority = $6, is_combinable = $7,
     starts_at = $8, ends_at = $9, limit_total = $10, limit_per_customer = $11, is_given_back = $12, rule = $13::jsonb, updated_at = $14
   where id = $1 returning id`,
);

const counted = sql('promotion.counted', 'select count_redemptions($1)');

const activated = sql('promotion.activated', 'update promotion set is_active = $2, updated_at = $3 where id = $1 returning id');

/** Only one that was never used: what orders name stays. */
const deleted = sql(
  'promotion.deleted',
  'delete from promotion p where p.id = $1 and not exists (select from redemption r where r.promotion_id = p.id) returning id',
);

/** Every use of a limit that matters for these promotions. */
const uses = sql(
  'promotion.uses',
  `select promotion_id as "promotionId", subject, used from promotion_use where promotion_id = any($1::uuid[]) and subject = any($2::text[])`,
);

const usage = sql(
  'promotion.usage',
  `select currency, count(*) filter (where status = 'held')::int as held, count(*) filter (where status = 'consumed')::int as orders,
     coalesce(sum(amount) filter (where status = 'consumed'), 0)::bigint as amount
   from redemption where promotion_id = $1 and status in ('held', 'consumed') group by currency order by currency`,
);

export type CodedPromotion = StoredPromotion & { code: string; codeLimit: number | null };
export type Usage = { currency: string; held: number; orders: number; amount: number };

export type PromotionStore = ReturnType<typeof promotionStore>;

export function promotionStore(db: Database) {
  const values = (id: string, draft: PromotionDraft, at: Date) => [
    id,
    json(draft.name),
    draft.needsCode,
    draft.markets,
    draft.currency,
    draft.priority,
    draft.isCombinable,
    draft.startsAt,
    draft.endsAt,
    draft.limitTotal,
    draft.limitPerCustomer,
    draft.isGivenBack,
    json(draft.rule),
    at,
  ];
  return {
    automatic: (now: Date) => db.query<StoredPromotion>(automatic, [now]),
    byCodes: (codes: readonly string[]) => db.query<CodedPromotion>(byCodes, [codes]),
    byId: async (id: string) => (await db.query<StoredPromotion>(byId, [id]))[0] ?? null,
    page: (after: { createdAt: Date; id: string } | null, limit: number) =>
      db.query<StoredPromotion>(page, [after?.createdAt ?? null, after?.id ?? null, limit]),
    async insert(id: string, draft: PromotionDraft, at: Date): Promise<void> {
      await db.query(inserted, values(id, draft, at));
    },
    /** False when there is none. */
    update: (id: string, draft: PromotionDraft, at: Date): Promise<boolean> =>
      db.transaction(async (tx) => {
        if ((await tx.query(updated, values(id, draft, at))).length === 0) return false;
        await tx.query(counted, [id]);
        return true;
      }),
    activate: async (id: string, isActive: boolean, at: Date) => (await db.query(activated, [id, isActive, at])).length === 1,
    /** False when there is none, or it was used. */
    delete: async (id: string) => (await db.alone(deleted, [id])).length === 1,
    uses: (promotionIds: readonly string[], subjects: readonly string[]) =>
      db.query<{ promotionId: string; subject: string; used: number }>(uses, [promotionIds, subjects]),
    usage: (id: string) => db.query<Usage>(usage, [id]),
  };
}
