import type { LedgerStore } from './ledger.store.ts';

export type LedgerReading = Pick<LedgerStore, 'page' | 'balances'>;

/** What staff read of the books; they are written by whoever makes a thing true, in his own transaction. */
export function createLedgerReading({ store }: { store: LedgerStore }): LedgerReading {
  return { page: store.page, balances: store.balances };
}
