import { type Database, sql } from '../../platform/postgres/index.ts';
import type { Draft, DraftStatus } from './draft.ts';

const COLUMNS = `id, number, market, language, cart_id as "cartId", person_id as "personId", contact_sealed as "contactSealed",
  delivery_method as delivery, status, order_id as "orderId", created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt"`;

/** The person comes along: who exists for this draft alone. */
const inserted = sql(
  'draft.inserted',
  `with person as (
     insert into person (id, wrapped_key, master_key_id, created_at) values ($6, $7, $8, $12)
   )
   insert into draft_order (id, number, market, language, cart_id, person_id, contact_sealed, delivery_method, created_by, created_at, updated_at)
   values ($1, $2 || nextval('draft_number'), $3, $4, $5, $6, $9, $10, $11, $12, $12) returning ${COLUMNS}`,
);
const byId = sql('draft.by_id', `select ${COLUMNS} from draft_order where id = $1`);
const newest = sql(
  'draft.newest',
  `select ${COLUMNS} from draft_order
   where ($1::text is null or status = $1) and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
   order by created_at desc, id desc limit $4`,
);
/** Only while it is open: check and change in one. */
const changed = sql(
  'draft.changed',
  `update draft_order set contact_sealed = $2, delivery_method = $3, updated_at = $4 where id = $1 and status = 'open' returning ${COLUMNS}`,
);
const ended = sql(
  'draft.ended',
  `update draft_order set status = $2, order_id = $3, updated_at = $4 where id = $1 and status <> 'placed' and status <> $2 returning ${COLUMNS}`,
);
/** The order that a cart has become, however long ago. */
const orderOfCart = sql(
  'draft.order_of_cart',
  `select o.id from checkout c join customer_order o on o.checkout_id = c.id where c.cart_id = $1 order by c.created_at limit 1`,
);

const swept = sql(
  'draft.swept',
  `with old as (
     select id from draft_order where updated_at <= $1 order by updated_at limit 1000 for update skip locked
   ), gone as (
     delete from draft_order d using old where d.id = old.id returning d.person_id
   ), people as (
     delete from person p using gone where p.id = gone.person_id and not exists (select 1 from customer_order o where o.person_id = p.id)
       and not exists (select 1 from checkout c where c.person_id = p.id)
   )
   select count(*)::int as count from gone`,
);

export type DraftStore = ReturnType<typeof draftStore>;

export function draftStore(db: Database) {
  return {
    async insert(
      draft: Pick<Draft, 'id' | 'market' | 'language' | 'cartId' | 'contactSealed' | 'delivery' | 'createdBy'>,
      person: { id: string; wrappedKey: Buffer; masterKeyId: string },
      at: Date,
    ): Promise<Draft> {
      const { id, market, language, cartId, contactSealed, delivery, createdBy } = draft;
      const who = [person.id, person.wrappedKey, person.masterKeyId];
      return (await db.alone<Draft>(inserted, [id, 'D', market, language, cartId, ...who, contactSealed, delivery, createdBy, at]))[0]!;
    },
    byId: async (id: string) => (await db.query<Draft>(byId, [id]))[0] ?? null,
    list: (given: { status: DraftStatus | null; after: { at: Date; id: string } | null; limit: number }) =>
      db.query<Draft>(newest, [given.status, given.after?.at ?? null, given.after?.id ?? null, given.limit]),
    /** Null when it is not open any more. */
    change: async (id: string, contactSealed: Buffer, delivery: string, at: Date) =>
      (await db.alone<Draft>(changed, [id, contactSealed, delivery, at]))[0] ?? null,
    /** Null when it had ended so before. */
    end: async (id: string, status: 'placed' | 'cancelled', orderId: string | null, at: Date) =>
      (await db.alone<Draft>(ended, [id, status, orderId, at]))[0] ?? null,
    sweep: async (before: Date) => (await db.alone<{ count: number }>(swept, [before]))[0]?.count ?? 0,
    orderOfCart: async (cartId: string) => (await db.query<{ id: string }>(orderOfCart, [cartId]))[0]?.id ?? null,
  };
}
