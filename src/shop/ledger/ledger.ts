/** Accounts of the books. A provider has one of its own: `clearing:NAME`. */
export type Account =
  /** What buyers owe us; below zero: what we owe them. */
  | 'customer'
  | `clearing:${string}`
  | 'revenue'
  | 'delivery'
  | 'tax'
  /** What was given up of sales. */
  | 'refunds'
  | 'disputes'
  /** What we owe the holders. */
  | 'gift-cards'
  | 'store-credit'
  | 'discounts';

/** Debit positive, credit negative, in minor units; together zero. */
export type Entry = { account: Account; amount: number };

export type Posting = {
  /** What happened: `sale`, `capture`, `refund-due`, `refund`, `gift-card-sold` ... lower case words with hyphens. */
  kind: string;
  /** What it happened to, e.g. `order:ID`; a kind is booked once for it. */
  reference: string;
  currency: string;
  entries: readonly Entry[];
};

/** A transaction as it stands in the books. */
export type LedgerTransaction = Omit<Posting, 'entries'> & { id: number; entries: Entry[]; at: Date };
