import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../../kernel/errors.ts';
import { claimNote, type Lock, livingClaims, makeFolders, takeLock } from './lock.ts';

export type Instance = { pid: number; addresses: string[] };

/** Two that start in the same moment both see each other and withdraw; one of them wins soon after. */
const decisionMs = 3_000;

/** Takes the lock of the one shop that may run on a folder, or says which one does. */
export async function takeOnly(folder: string): Promise<Lock> {
  makeUsable(dirname(folder));
  const lock = await takeLock(folder, { waitMs: runningInstance(folder) ? 0 : decisionMs });
  if (lock) return lock;
  const other = runningInstance(folder);
  const where = other && other.addresses.length > 0 ? ` at ${other.addresses.join(', ')}` : '';
  return fail('already_running', `Stoa runs already on this data folder${where}${other ? ` (process ${other.pid})` : ''}.`);
}

/** The data folder, made if need be, and written to; throws `database_folder`. */
function makeUsable(folder: string): void {
  try {
    makeFolders(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    fail('database_folder', `${folder} cannot be used as the data folder: ${REASONS[code ?? ''] ?? message}. ${ADVICE}`, { cause });
  }
}

const ADVICE = 'Mend its owner, rights or place, or set STOA_DATA_DIR to another folder.';
const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: 'it is a file, or lies below one',
  EACCES: 'this user may not read, write or enter it, or make it where it would lie',
  EPERM: 'this user may not read, write or enter it, or make it where it would lie',
  EROFS: 'its disk is mounted read-only',
  ENOENT: 'no folder can be made where it would lie',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'links lead in a circle',
};

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
