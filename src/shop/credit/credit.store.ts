import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { CreditAccount, CreditEntry, CreditRefusal, WantedCredit } from './credit.ts';

const COLUMNS = `id, kind, currency, last_four as "lastFour", is_active as "isActive", expires_at as "expiresAt", balance, held, order_id as "orderId",
  created_at as "createdAt"`;

const byHash = sql('credit.by_hash', `select ${COLUMNS} from credit_account where code_hash = $1`);
const byIds = sql('credit.by_ids', `select ${COLUMNS} from credit_account where id = any($1::uuid[]) and kind = 'gift-card'`);
const ofCustomer = sql(
  'credit.of_customer',
  `select ${COLUMNS} from credit_account where customer = $1 and kind = 'store-credit' order by currency`,
);
const ofOrder = sql('credit.of_order', `select ${COLUMNS} from credit_account where order_id = $1 order by id`);
const entriesOf = sql(
  'credit.entries_of',
  'select amount, reason, reference, at from credit_entry where account_id = $1 order by id limit 500',
);
const page = sql(
  'credit.page',
  `select ${COLUMNS} from credit_account
   where kind = 'gift-card' and ($1::timestamptz is null or created_at < $1 or (created_at = $1 and id > $2::uuid))
     and ($3::text is null or last_four = $3)
   order by created_at desc, id limit $4`,
);
const cardInserted = sql(
  'credit.card_inserted',
  `insert into credit_account (id, kind, currency, code_hash, last_four, expires_at, created_at) values ($1, 'gift-card', $2, $3, $4, $5, $6)
   on conflict (id) do nothing`,
);
const customerInserted = sql(
  'credit.customer_inserted',
  `insert into credit_account (id, kind, currency, customer, created_at) values ($1, 'store-credit', $2, $3, $4)
   on conflict (customer, currency) where kind = 'store-credit' do nothing`,
);
const added = sql('credit.added', 'select add_credit($1, $2, $3, $4, $5, $6) as added');
const switched = sql('credit.switched', `update credit_account set is_active = $2 where id = $1 and kind = 'gift-card' returning id`);
const held = sql('credit.held', 'select h.holder, h.account_id as "accountId", h.refusal from hold_credit($1::jsonb, $2) h');
const returned = sql('credit.returned', 'select return_credit($1::uuid[], $2, $3, $4) as amount');
const withdrawn = sql('credit.withdrawn', 'select withdraw_gift_cards($1, $2)');

/** Accounts whose balance is not the sum of their entries, or whose held is not that of their holds: none, or the books are wrong. */
const unequal = sql(
  'credit.unequal',
  `select a.id from credit_account a
   where a.balance <> (select coalesce(sum(e.amount), 0) from credit_entry e where e.account_id = a.id)
     or a.held <> (select coalesce(sum(h.amount), 0) from credit_hold h where h.account_id = a.id and h.status = 'held')`,
);

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type CreditScope = Queryable;
export type CreditStore = ReturnType<typeof creditStore>;

export function creditStore(db: Database) {
  const add = async (on: Queryable, values: [id: string, amount: number, reason: string, reference: string, against: string, at: Date]) =>
    (await on.query<{ added: boolean }>(added, values))[0]?.added ?? false;
  return {
    byHash: async (hash: Buffer) => (await db.query<CreditAccount>(byHash, [hash]))[0] ?? null,
    byIds: (ids: readonly string[]) => db.query<CreditAccount>(byIds, [ids]),
    ofCustomer: (customer: Buffer) => db.query<CreditAccount>(ofCustomer, [customer]),
    ofOrder: (orderId: string) => db.query<CreditAccount>(ofOrder, [orderId]),
    entriesOf: (id: string) => db.query<CreditEntry>(entriesOf, [id]),
    page: (filter: { after: { createdAt: Date; id: string } | null; lastFour: string | null; limit: number }) =>
      db.query<CreditAccount>(page, [filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.lastFour, filter.limit]),
    issue: (card: { id: string; currency: string; hash: Buffer; lastFour: string; expiresAt: Date | null; amount: number; at: Date }) =>
      db.transaction(async (tx) => {
        await tx.query(cardInserted, [card.id, card.currency, card.hash, card.lastFour, card.expiresAt, card.at]);
        await add(tx, [card.id, card.amount, 'issued', 'staff', 'discounts', card.at]);
      }),
    /** False when this reference was booked before. */
    grant: (
      credit: {
        id: string;
        customer: Buffer;
        currency: string;
        amount: number;
        reason: 'granted' | 'refunded';
        reference: string;
        at: Date;
      },
      on: CreditScope | null,
    ): Promise<boolean> => {
      const work = async (tx: Queryable) => {
        await tx.query(customerInserted, [credit.id, credit.currency, credit.customer, credit.at]);
        const account = (await tx.query<CreditAccount>(ofCustomer, [credit.customer])).find((one) => one.currency === credit.currency);
        const against = credit.reason === 'refunded' ? 'refunds' : 'discounts';
        return add(tx, [account!.id, credit.amount, credit.reason, credit.reference, against, credit.at]);
      };
      return on ? work(on) : db.transaction(work);
    },
    setActive: async (id: string, isActive: boolean) => (await db.query(switched, [id, isActive])).length === 1,
    hold: (wanted: readonly WantedCredit[], at: Date) => db.alone<CreditRefusal>(held, [json(wanted), at], { retries: 3 }),
    giveBack: async (on: CreditScope, holders: readonly string[], amount: number, key: string, at: Date) =>
      (await on.query<{ amount: number }>(returned, [holders, amount, key, at]))[0]?.amount ?? 0,
    async withdraw(on: CreditScope, orderId: string, at: Date): Promise<void> {
      await on.query(withdrawn, [orderId, at]);
    },
    unequal: () => db.query<{ id: string }>(unequal),
  };
}
