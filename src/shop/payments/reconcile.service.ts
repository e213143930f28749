import { invariant } from '../../kernel/invariant.ts';
import type { PaymentProvider } from './provider.ts';
import type { ReconcileStore } from './reconcile.store.ts';
import { type Difference, differences } from './reconcile.ts';

export type Reconciliation = { payments: number; charges: number; differences: Difference[] };

/** Charges are made moments after their payments: those begun just before the day are not strangers. */
const SLACK_MS = 24 * 3600_000;

/** Compares our payments, refunds and ledger with a provider's own list. Throws ProviderUnavailable. */
export function createReconciler({ store, providers }: { store: ReconcileStore; providers: readonly PaymentProvider[] }) {
  return async (name: string, since: Date): Promise<Reconciliation> => {
    const provider = providers.find((p) => p.name === name);
    invariant(provider, `payment provider ${name} is not configured`);
    // The provider first: what is charged while we look is then in our books already.
    const charges = await Array.fromAsync(provider.list({ since }));
    const payments = await store.booked(name, new Date(since.getTime() - SLACK_MS));
    const listed = new Set(charges.map((charge) => charge.key));
    const first = charges.reduce((min, charge) => Math.min(min, charge.createdAt.getTime()), Number.POSITIVE_INFINITY);
    const since7 = Math.min(first, since.getTime());
    const ours = payments.filter((payment) => listed.has(payment.key) || timeOf(payment.id) >= since7);
    return { payments: ours.length, charges: charges.length, differences: differences(ours, charges) };
  };
}

/** The time in a UUIDv7. */
function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
