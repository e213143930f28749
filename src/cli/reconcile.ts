import { createReconciler, reconcileStore } from '../shop/payments/index.ts';
import { type Command, UsageError } from './command.ts';
import { paymentProviders } from './payment-providers.ts';

const DAYS = 7;

export const command: Command = {
  name: 'reconcile',
  summary: 'Compares payments, refunds and ledger with the list of the provider.',
  usage: '[--provider test|stripe] [--since DAY] [--json]',
  help: 'Prints every difference: a charge or refund that is missing here or there, of another amount or in another state, and payments that the ledger disagrees with. The exit code is 1 when there are any. Payments under way at this moment may show as differences; run it again for those.',
  options: {
    provider: { type: 'string', value: 'NAME', about: 'Only this provider; default every one of STOA_PAYMENT_PROVIDERS.' },
    since: { type: 'string', value: 'DAY', about: `First day, such as 2026-05-31 (UTC); default ${DAYS} days ago.` },
    json: { type: 'boolean', about: 'One JSON object a line.' },
  },
  run: async ({ config, text, flag, print, note, database }) => {
    const { providers: names } = config.payments;
    const wanted = text('provider');
    if (wanted !== null && !names.some((name) => name === wanted))
      throw new UsageError(`"${wanted}" is none of STOA_PAYMENT_PROVIDERS: ${names.join(', ')}.`);
    const since = dayOf(text('since'));
    const providers = paymentProviders(config);
    const reconcile = createReconciler({ store: reconcileStore(await database()), providers });
    let count = 0;
    for (const name of wanted === null ? names : [wanted]) {
      const { payments, charges, differences } = await reconcile(name, since);
      count += differences.length;
      note(`${name}: ${payments} payments here, ${charges} charges there, ${differences.length} differences`);
      for (const { kind, about, ours, theirs } of differences)
        print(
          flag('json')
            ? JSON.stringify({ provider: name, kind, about, ours, theirs })
            : `${kind.padEnd(14)}${about}: here ${ours}, there ${theirs}`,
        );
    }
    await Promise.all(providers.map((provider) => provider.close()));
    return count === 0 ? 0 : 1;
  },
};

function dayOf(given: string | null): Date {
  if (given === null) return new Date(Date.now() - DAYS * 24 * 3600_000);
  const day = new Date(`${given}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(day.getTime())) throw new UsageError(`"${given}" is no day such as 2026-05-31.`);
  return day;
}
