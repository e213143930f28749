import { fail } from '../../kernel/errors.ts';
import { claimNote, type Lock, livingClaims, takeLock } from './lock.ts';

export type Instance = { pid: number; addresses: string[] };

/** Two that start in the same moment both see each other and withdraw; one of them wins soon after. */
const decisionMs = 3_000;

/** Takes the lock of the one shop that may run on a folder, or says which one does. */
export async function takeOnly(folder: string): Promise<Lock> {
  const lock = await takeLock(folder, { waitMs: runningInstance(folder) ? 0 : decisionMs });
  if (lock) return lock;
  const other = runningInstance(folder);
  const where = other && other.addresses.length > 0 ? ` at ${other.addresses.join(', ')}` : '';
  return fail('already_running', `Stoa runs already on this data folder${where}${other ? ` (process ${other.pid})` : ''}.`);
}

/** The shop that runs on a folder, or null. Its addresses are empty while it is starting. */
export function runningInstance(folder: string): Instance | null {
  const claim = livingClaims(folder).find((one) => claimNote(one) !== '') ?? livingClaims(folder)[0];
  if (!claim) return null;
  try {
    const { addresses } = JSON.parse(claimNote(claim)) as { addresses: string[] };
    return { pid: claim.pid, addresses };
  } catch {
    return { pid: claim.pid, addresses: [] };
  }
}
