import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Family = { pid: number; role: 'web' | 'worker' | 'search' | 'supervisor' | 'database' | 'other' }[];

/** Every process of the shop on this data folder: ours by their environment, those of the database by their folder. */
export function familyOf(dataDir: string): Family {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`).split('\0');
      const isOurs = read(`/proc/${pid}/environ`).split('\0').includes(`STOA_DATA_DIR=${dataDir}`);
      const isDatabase = /postgres/.test(command[0] ?? '') && (isOurs || command.some((word) => word.startsWith(dataDir)));
      if (!isOurs && !isDatabase) return [];
      return [{ pid, role: isDatabase ? ('database' as const) : roleOf(command) }];
    });
}

/** Children carry their role as their title. */
function roleOf(command: readonly string[]): Family[number]['role'] {
  if (command.includes('serve')) return 'supervisor';
  const role = /^stoa (web|worker|search)/.exec(command.join(' '))?.[1];
  return (role as 'web' | 'worker' | 'search' | undefined) ?? 'other';
}

export function processesOf(dataDir: string, role: Family[number]['role']): number[] {
  return familyOf(dataDir)
    .filter((one) => one.role === role)
    .map(({ pid }) => pid);
}

export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
