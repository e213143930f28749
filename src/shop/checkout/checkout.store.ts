import type { ErrorCode } from '../../kernel/errors.ts';
import { gather } from '../../kernel/gather.ts';
import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Attempt } from './attempt.ts';
import { type Opening, openMany } from './opening.store.ts';

const COLUMNS = `id, cart_id as "cartId", cart_version as "cartVersion", order_id as "orderId", person_id as "personId", status, market, language,
  country, plan, contact_sealed as "contactSealed", outcome, emptied_version as "emptiedVersion", updated_at as "updatedAt"`;

const byId = sql('checkout.by_id', `select ${COLUMNS} from checkout where id = $1`);

/**
 * What stands in the way of a new attempt on version $2 of the cart: an open one, or a placed one whose goods were (or may
 * be) still in the cart as it was read.
 */
const IN_THE_WAY = `select ${COLUMNS} from checkout
   where cart_id = $1 and (status = 'open' or (status = 'placed' and (emptied_version is null or emptied_version > $2)))
   order by created_at limit 1`;
const inTheWayNow = sql('checkout.in_the_way_now', IN_THE_WAY);

/** For buyers of one moment: the attempt of an id, and what is in the way of any new attempt on a cart. */
const known = sql(
  'checkout.known',
  `select w.place, f.* from unnest((select $1::uuid[]), (select $2::text[])) with ordinality as w(id, cart, place)
   cross join lateral (
     select true as "isOwn", ${COLUMNS} from checkout where id = w.id
     union all
     (select false, ${COLUMNS} from checkout
      where cart_id = w.cart and status in ('open', 'placed') and (status = 'open' or emptied_version is null) order by created_at limit 1)
   ) f`,
);

const lastPlaced = sql(
  'checkout.last_placed',
  `select ${COLUMNS} from checkout where cart_id = $1 and status = 'placed' and updated_at > $2 order by created_at desc limit 1`,
);

/** The contact stays a while, so that nothing has to be typed again. */
const closed = sql(
  'checkout.closed',
  `update checkout set status = $2, outcome = $3, updated_at = $4 where id = $1 and status = 'open' returning id`,
);

const emptied = sql(
  'checkout.emptied',
  `update checkout c set emptied_version = e.version, updated_at = $3
   from (select * from unnest((select $1::uuid[]), (select $2::bigint[])) as e(id, version) order by id) e
   where c.id = e.id and c.emptied_version is null`,
);

/** Those that wait for their buyer at the bank come last: there may be many, and they are no hurry. */
const unfinished = sql(
  'checkout.unfinished',
  `select ${COLUMNS} from checkout
   where (status = 'open' or (status = 'placed' and emptied_version is null)) and updated_at <= $1
   order by exists (select 1 from payment p where p.checkout_id = checkout.id and p.status = 'action_required'), updated_at limit 100`,
);

/** Attempts without an order whose charge is neither given up nor being refunded. */
const abandonedCharges = sql(
  'checkout.abandoned_charges',
  `select ${COLUMNS} from checkout
   where id in (
     select c.id from checkout c join payment p on p.checkout_id = c.id
     where c.status in ('declined', 'failed') and c.updated_at <= $1
       and (p.status in ('created', 'action_required', 'authorized') or (p.status = 'captured' and p.refund_intended = 0))
     order by c.updated_at limit 100
   )`,
);

/** Attempts that came to nothing, with the people who exist for them alone. Those whose money is not settled stay. */
const swept = sql(
  'checkout.swept',
  `with old as (
     select c.id from checkout c
     where c.status in ('declined', 'failed') and c.updated_at <= $1
       and not exists (select 1 from payment p where p.checkout_id = c.id and p.status in ('created', 'action_required', 'authorized', 'captured'))
     order by c.updated_at limit 1000 for update skip locked
   ), gone as (
     delete from checkout c using old where c.id = old.id returning c.person_id
   ), people as (
     delete from person p using gone where p.id = gone.person_id and not exists (select 1 from customer_order o where o.person_id = p.id)
   )
   select count(*)::int as count from gone`,
);

type Look = { id: string; cartId: string };
type Looked = { own: Attempt | null; inTheWay: Attempt | null };
type Emptied = { id: string; version: number; at: Date };

/** Attempts that are looked for, or marked, by one statement. */
const MOST_TOGETHER = 64;

export type CheckoutStore = ReturnType<typeof checkoutStore>;

export function checkoutStore(db: Database) {
  const look = gather<Look, Looked>({
    most: MOST_TOGETHER,
    atOnce: 2,
    async run(looks) {
      const rows = await db.query<Attempt & { place: number; isOwn: boolean }>(known, [
        looks.map(({ id }) => id),
        looks.map(({ cartId }) => cartId),
      ]);
      const found = looks.map((): Looked => ({ own: null, inTheWay: null }));
      for (const { place, isOwn, ...attempt } of rows) found[place - 1]![isOwn ? 'own' : 'inTheWay'] = attempt;
      return found;
    },
  });
  const markEmptied = gather<Emptied, null>({
    most: MOST_TOGETHER,
    async run(marks) {
      await db.alone(emptied, [marks.map(({ id }) => id), marks.map(({ version }) => version), marks.at(-1)!.at], { retries: 3 });
      return marks.map(() => null);
    },
  });
  const one = async (on: Queryable, statement: typeof byId, values: unknown[]) => (await on.query<Attempt>(statement, values))[0] ?? null;
  return {
    byId: (id: string) => one(db, byId, [id]),
    lastPlaced: (cartId: string, since: Date) => one(db, lastPlaced, [cartId, since]),
    /** An attempt that stands in the way of a new one on this version of the cart, seen without a lock. */
    inTheWay: (cartId: string, cartVersion: number) => one(db, inTheWayNow, [cartId, cartVersion]),
    /** Stores new attempts with all that belongs to them, in one transaction; an outcome each. */
    open: (openings: readonly Opening[], at: Date, expiresAt: Date) => openMany(db, openings, at, expiresAt),
    /** False when it was not open any more. */
    async close(id: string, status: 'declined' | 'failed', outcome: ErrorCode, at: Date): Promise<boolean> {
      // Waits for a placing under way, so not through a shared pipelined connection.
      return (await db.alone(closed, [id, status, outcome, at])).length === 1;
    },
    /** The attempt of this id, and what stands in the way of a new one on the cart as it is. */
    look: (id: string, cartId: string) => look({ id, cartId }),
    async markEmptied(id: string, version: number, at: Date): Promise<void> {
      await markEmptied({ id, version, at });
    },
    unfinished: (before: Date) => db.query<Attempt>(unfinished, [before]),
    abandonedCharges: (before: Date) => db.query<Attempt>(abandonedCharges, [before]),
    async sweep(before: Date): Promise<number> {
      return (await db.alone<{ count: number }>(swept, [before]))[0]?.count ?? 0;
    },
  };
}
