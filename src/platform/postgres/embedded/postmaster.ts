import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from '../../processes/lock.ts';
import type { Endpoint } from './settings.ts';

/** What `postmaster.pid` says; `status` is starting, ready, stopping or standby. */
export type Postmaster = { pid: number; endpoint: Endpoint; status: string };

/** The server that runs on this database folder, or null. A file left by a dead server, or whose number was given to another program, counts for nothing. */
export function runningPostmaster(data: string): Postmaster | null {
  const found = readPidFile(data);
  return found && isPostmasterOf(found.pid, data) ? found : null;
}

/** Removes the pid file of a server that is gone: PostgreSQL itself would balk when the number now belongs to another program. */
export function clearStalePidFile(data: string): void {
  if (!runningPostmaster(data)) rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Every process of the server on this folder, those that a killed one left behind included. Linux only, empty elsewhere. */
export function serverProcesses(data: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === data)
    .map(Number)
    .filter((pid) => /^postgres:|postgres/.test(commandLine(pid)));
}

export function isAlive(pid: number): boolean {
  return processStart(pid) !== null;
}

function readPidFile(data: string): Postmaster | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim());
    const [pid, , , port, folder, host] = lines;
    if (!pid || !port) return pid ? { pid: Number(pid), endpoint: { kind: 'tcp', host: '127.0.0.1', port: 0 }, status: 'starting' } : null;
    const endpoint: Endpoint = folder
      ? { kind: 'socket', folder, port: Number(port) }
      : { kind: 'tcp', host: '127.0.0.1', port: Number(port) };
    return { pid: Number(pid), endpoint, status: !folder && !host ? 'starting' : (lines[7] ?? 'starting') };
  } catch {
    return null;
  }
}

function isPostmasterOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  const words = commandLine(pid).split('\0');
  const given = words[words.indexOf('-D') + 1];
  if (!words[0]?.includes('postgres') || !given) return false;
  try {
    const [a, b] = [statSync(given), statSync(data)];
    return a.ino === b.ino && a.dev === b.dev;
  } catch {
    return false;
  }
}

/** Words separated by zero bytes; an empty string when the process cannot be seen. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .replace(/ (-D) /, '\0$1\0')
      .replaceAll(' -', '\0-');
  } catch {
    return '';
  }
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
