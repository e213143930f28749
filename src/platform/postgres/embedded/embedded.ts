import { realpathSync, rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../../kernel/errors.ts';
import { claimNote, type Lock, livingClaims, makeClaim, makeFolders, takeLock } from '../../processes/lock.ts';
import { failFromFileSystem } from './faults.ts';
import { connectionUrl, type Places, placesBelow } from './places.ts';
import { isAlive, runningPostmaster } from './postmaster.ts';
import { ensureServer, type RunningServer, type ServerOptions, stopServer } from './server.ts';

/** The embedded server as one of its users sees it. */
export type Embedded = {
  /** Of `database`, for this user's connections. */
  url(database: string): string;
  /** Leaves; the last user stops the server. */
  close(): Promise<void>;
};

export type EmbeddedOptions = Partial<ServerOptions> & {
  dataDir: string;
  answers: (url: string) => Promise<boolean>;
  /** Called when a server that died could not be brought back. */
  onFault?: (error: unknown) => void;
};

const lockWaitMs = 120_000;
const watchMs = 250;
const mostRestarts = 5;
const calmMs = 60_000;

/**
 * Enters as a user of the embedded server below `dataDir`, starting it where it does not run. Any number of processes
 * may do so at once, and the same process several times. While there are users, a server that dies is started again.
 */
export async function enterEmbedded(given: EmbeddedOptions): Promise<Embedded> {
  const options = { maxConnections: 100, durable: true, report: () => undefined, ...given };
  const places = openFolder(options.dataDir);
  const { server, user } = await underLock(places, async () => {
    const claim = makeClaim(places.users);
    try {
      return { server: await ensureServer(places, options, options.answers), user: claim };
    } catch (error) {
      claim.remove();
      removeEmpty(places.users);
      throw error;
    }
  });
  const onExit = () => leaveAtExit(places, user.remove);
  process.once('exit', onExit);
  const stopWatching = watch(places, options, server);
  return {
    url: (database) => connectionUrl(server.endpoint, server.secret, database),
    close: async () => {
      await stopWatching();
      await underLock(places, async () => {
        user.remove();
        if (livingClaims(places.users).length > 0) return;
        await stopServer(places);
        removeEmpty(places.users);
      });
      process.off('exit', onExit);
    },
  };
}

/** In words, where the embedded server lies and who uses it, without entering: for `stoa doctor`. */
export function inspectDatabase(dataDir: string): string {
  const places = placesBelow(dataDir);
  const server = runningPostmaster(places.data);
  if (!server) return `${places.data}, not running`;
  const users = livingClaims(places.users).map(({ pid }) => pid);
  return `${places.data}, process ${server.pid}, used by ${users.length === 0 ? 'nobody' : [...new Set(users)].join(', ')}`;
}

function openFolder(dataDir: string): Places {
  try {
    makeFolders(dataDir);
    // One spelling for all users of the folder, however they reached it.
    return placesBelow(realpathSync(dataDir));
  } catch (error) {
    return failFromFileSystem(error, dataDir);
  }
}

async function underLock<T>(places: Places, work: () => Promise<T>): Promise<T> {
  let lock: Lock | null = null;
  try {
    lock = await takeLock(places.lock, { waitMs: lockWaitMs });
    if (!lock) {
      const holder = livingClaims(places.lock)[0];
      fail(
        'database_locked',
        `Process ${holder?.pid ?? 'unknown'} has kept ${places.dataDir} locked for ${lockWaitMs / 1000} s${holder ? claimNote(holder) : ''}.`,
      );
    }
    return await work();
  } catch (error) {
    return failFromFileSystem(error, places.dataDir);
  } finally {
    lock?.release();
  }
}

/** Looks a few times a second whether the server lives, and starts it again when not. */
function watch(places: Places, options: EmbeddedOptions & ServerOptions, first: RunningServer): () => Promise<void> {
  const stop = new AbortController();
  let { pid } = first;
  let restarts: number[] = [];
  let failures = 0;

  async function look(): Promise<void> {
    if (isAlive(pid)) return;
    restarts = [...restarts.filter((at) => at > Date.now() - calmMs), Date.now()];
    if (restarts.length > mostRestarts)
      fail('database_start_failed', `PostgreSQL has ended ${mostRestarts} times within a minute; see ${places.log}.`);
    const server = await underLock(places, () => ensureServer(places, options, options.answers));
    if (server.pid !== pid) options.report('PostgreSQL had ended unexpectedly and runs again');
    pid = server.pid;
    failures = 0;
  }

  async function keepLooking(): Promise<void> {
    while (!stop.signal.aborted) {
      await look().catch((error: unknown) => {
        failures += 1;
        options.onFault?.(error);
      });
      const pauseMs = failures === 0 ? watchMs : Math.min(30_000, 500 * 2 ** failures);
      await sleep(pauseMs, undefined, { ref: false, signal: stop.signal }).catch(() => undefined);
    }
  }

  const looking = keepLooking();
  return () => {
    stop.abort();
    return looking;
  };
}

/** A process that ends without close(): nothing can be awaited here, so the server is only told to stop. */
function leaveAtExit(places: Places, remove: () => void): void {
  remove();
  const someoneOpens = livingClaims(places.lock).length > 0;
  if (someoneOpens || livingClaims(places.users).length > 0) return;
  const server = runningPostmaster(places.data);
  if (server) process.kill(server.pid, 'SIGINT');
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Gone already.
  }
}
