/** The books by double entry: written in the transaction that makes a thing true, never edited. */
export { ledgerRoutes } from './ledger.routes.ts';
export type { LedgerReading } from './ledger.service.ts';
export { createLedgerReading } from './ledger.service.ts';
export type { LedgerScope, LedgerStore } from './ledger.store.ts';
export { ledgerStore } from './ledger.store.ts';
export type { Account, Entry, LedgerTransaction, Posting } from './ledger.ts';
