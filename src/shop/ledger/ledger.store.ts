import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Account, LedgerTransaction, Posting } from './ledger.ts';

const posted = sql('ledger.posted', 'select post_to_ledger($1, $2, $3, $4, $5, $6) as posted');

const page = sql(
  'ledger.page',
  `select t.id, t.kind, t.reference, t.currency, t.accounts, t.amounts, t.at from ledger_transaction t
   where ($1::bigint is null or t.id < $1) and ($2::text is null or t.reference = $2) and ($3::text is null or $3 = any(t.accounts))
   order by t.id desc limit $4`,
);

const balances = sql(
  'ledger.balances',
  `select e.account, e.currency, sum(e.amount)::bigint as amount from ledger_entry e group by e.account, e.currency order by e.currency, e.account`,
);

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type LedgerScope = Queryable;

export type LedgerStore = ReturnType<typeof ledgerStore>;

export function ledgerStore(db: Database) {
  return {
    /** Books it in the caller's transaction, once for its kind and reference. False when it stood there already. */
    async post(on: LedgerScope, { kind, reference, currency, entries }: Posting, at: Date): Promise<boolean> {
      const accounts = entries.map((entry) => entry.account);
      const amounts = entries.map((entry) => entry.amount);
      return (await on.query<{ posted: boolean }>(posted, [kind, reference, currency, accounts, amounts, at]))[0]!.posted;
    },
    /** Latest first, before the transaction with this id. */
    async page(filter: {
      before: number | null;
      reference: string | null;
      account: string | null;
      limit: number;
    }): Promise<LedgerTransaction[]> {
      const rows = await db.query<Row>(page, [filter.before, filter.reference, filter.account, filter.limit]);
      return rows.map(({ accounts, amounts, ...row }) => ({
        ...row,
        entries: accounts.map((account, index) => ({ account, amount: Number(amounts[index]) })).filter((entry) => entry.amount !== 0),
      }));
    },
    balances: () => db.query<{ account: Account; currency: string; amount: number }>(balances),
  };
}

type Row = Omit<LedgerTransaction, 'entries'> & { accounts: Account[]; amounts: (number | string)[] };
