import type { ErrorCode } from '../../kernel/errors.ts';
import { type Database, json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { Attempt } from './attempt.ts';

const COLUMNS = `id, cart_id as "cartId", cart_version as "cartVersion", order_id as "orderId", person_id as "personId", status, market, language,
  country, plan, contact_sealed as "contactSealed", outcome, emptied_version as "emptiedVersion", updated_at as "updatedAt"`;

const byId = sql('checkout.by_id', `select ${COLUMNS} from checkout where id = $1`);

/** One starter at a time for a cart. */
const cartLocked = sql('checkout.cart_locked', `select pg_advisory_xact_lock(hashtextextended($1, 7305))`);

/**
 * What stands in the way of a new attempt on version $2 of the cart: an open one, or a placed one whose goods were (or may
 * be) still in the cart as it was read. The row lock waits for a change of state under way and then looks again.
 */
const IN_THE_WAY = `select ${COLUMNS} from checkout
   where cart_id = $1 and (status = 'open' or (status = 'placed' and (emptied_version is null or emptied_version > $2)))
   order by created_at limit 1`;
const inTheWayNow = sql('checkout.in_the_way_now', IN_THE_WAY);
const inTheWayLocked = sql('checkout.in_the_way_locked', `${IN_THE_WAY} for share`);

const inserted = sql(
  'checkout.inserted',
  `insert into checkout (id, cart_id, cart_version, order_id, person_id, status, market, language, country, plan, contact_sealed, created_at, updated_at)
   values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9::jsonb, $10, $11, $11) on conflict (id) do nothing returning id`,
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
  'update checkout set emptied_version = $2, updated_at = $3 where id = $1 and emptied_version is null',
);

const unfinished = sql(
  'checkout.unfinished',
  `select ${COLUMNS} from checkout
   where (status = 'open' or (status = 'placed' and emptied_version is null)) and updated_at <= $1
   order by updated_at limit 100`,
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

export type CheckoutStore = ReturnType<typeof checkoutStore>;

type NewAttempt = Omit<Attempt, 'status' | 'outcome' | 'emptiedVersion' | 'updatedAt'>;

export function checkoutStore(db: Database) {
  const one = async (on: Queryable, statement: typeof byId, values: unknown[]) => (await on.query<Attempt>(statement, values))[0] ?? null;
  return {
    byId: (id: string) => one(db, byId, [id]),
    lastPlaced: (cartId: string, since: Date) => one(db, lastPlaced, [cartId, since]),
    /** An attempt that stands in the way of a new one on this version of the cart, seen without a lock. */
    inTheWay: (cartId: string, cartVersion: number) => one(db, inTheWayNow, [cartId, cartVersion]),
    /** Stores the attempt, with `before` in the same transaction; or answers with the one in its way. 'taken': the id is in use. */
    insert(attempt: NewAttempt, at: Date, before: (tx: Tx) => Promise<void>): Promise<{ inTheWay: Attempt } | 'inserted' | 'taken'> {
      const { id, cartId, cartVersion, orderId, personId, market, language, country, plan, contactSealed } = attempt;
      return db
        .transaction(async (tx) => {
          await tx.query(cartLocked, [cartId]);
          const other = await one(tx, inTheWayLocked, [cartId, cartVersion]);
          if (other) return { inTheWay: other };
          await before(tx);
          const values = [id, cartId, cartVersion, orderId, personId, market, language, country, json(plan), contactSealed, at];
          if ((await tx.query(inserted, values)).length === 1) return 'inserted';
          // Somebody is using this id for another cart; the person made for nothing goes with the rollback.
          throw new Taken();
        })
        .catch((error: unknown) => {
          if (error instanceof Taken) return 'taken' as const;
          throw error;
        });
    },
    /** False when it was not open any more. */
    async close(id: string, status: 'declined' | 'failed', outcome: ErrorCode, at: Date): Promise<boolean> {
      // Waits for a placing under way, so not through a shared pipelined connection.
      return (await db.transaction((tx) => tx.query(closed, [id, status, outcome, at]))).length === 1;
    },
    async markEmptied(id: string, version: number, at: Date): Promise<void> {
      await db.query(emptied, [id, version, at]);
    },
    unfinished: (before: Date) => db.query<Attempt>(unfinished, [before]),
    abandonedCharges: (before: Date) => db.query<Attempt>(abandonedCharges, [before]),
    async sweep(before: Date): Promise<number> {
      return (await db.transaction((tx) => tx.query<{ count: number }>(swept, [before])))[0]?.count ?? 0;
    },
  };
}

class Taken extends Error {}
