import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { ShopError } from '../../kernel/errors.ts';
import type { ChildMessage, ParentMessage } from './child.ts';
import { takeOnly } from './instance.ts';
import { aborted, watchStop, within } from './signals.ts';

export type ProcessGroup = {
  name: string;
  count: number /** Arguments of the entry; the number of the child in its group, from 0, follows them. */;
  args: readonly string[];
};

export type SupervisorOptions = {
  /** Held while it runs, so that a second one on the same folder says where the first is. */
  lockFolder: string;
  /** Script that each child runs; it calls `runChild`. */
  entry: string;
  groups: readonly ProcessGroup[];
  /** Opens what they share, while the first child loads. `signal` is aborted when somebody wants to stop meanwhile. */
  prepare(signal: AbortSignal): Promise<{ close(): Promise<void> }>;
  /** The first child works; the address it named, if any. The others follow. */
  onReady(addresses: readonly string[]): void;
  /** All children work for the first time. */
  onComplete?(): void;
  log(level: 'info' | 'warn' | 'error', message: string, details?: Record<string, unknown>): void;
  /** Longest time for children to end in order; default 25 s. */
  drainMs?: number;
};

/** A place in a group that some child fills. */
type Seat = { group: ProcessGroup; index: number };

type Child = { seat: Seat; worker: Worker; startedAt: number; ready: boolean; failure: { code: string; message: string } | null };

const defaultDrainMs = 25_000;
/** A child that lived this long starts anew without delay. */
const calmMs = 60_000;
const longestPauseMs = 15_000;
const restartsBeforeReady = 3;

/**
 * Runs the groups as children, starts those that crash anew, and on SIGINT or SIGTERM ends them in order, then what they
 * share. The first child of the first group loads while `prepare` runs, and has the machine for itself until it works: that
 * is what whoever started the shop is waiting for. @returns the exit code: 0 after an orderly stop, 1 when it could not start
 */
export async function supervise(options: SupervisorOptions): Promise<number> {
  const lock = await takeOnly(options.lockFolder);
  const family = new Map<number, Child>();
  const watch = watchStop(() => {
    for (const { worker } of family.values()) worker.process.kill('SIGKILL');
  });
  let shared: { close(): Promise<void> } | null = null;
  let code = 0;
  const prepared = Promise.withResolvers<void>();
  const running = keepRunning(options, family, { stop: watch.signal, prepared: prepared.promise, note: lock.note });
  try {
    shared = await options.prepare(watch.signal);
    prepared.resolve();
    code = await running;
  } finally {
    watch.end();
    await endChildren(family, options.drainMs ?? defaultDrainMs);
    await shared?.close();
    lock.release();
    watch.dispose();
  }
  return code;
}

type Course = { stop: AbortSignal /** Children may begin their work. */; prepared: Promise<void>; note: (text: string) => void };

/** Until the wish to stop, or until a child cannot start at all. */
function keepRunning(options: SupervisorOptions, family: Map<number, Child>, { stop, prepared, note }: Course): Promise<number> {
  const seats = options.groups.flatMap((group) => Array.from({ length: group.count }, (_, index): Seat => ({ group, index })));
  const addresses = new Set<string>();
  let announced = false;
  let complete = false;
  let failedStarts = 0;
  /** Set once the outcome is known: from then on children end because they are told to. */
  let over = false;
  return new Promise((settle) => {
    const resolve = (code: number) => {
      over = true;
      settle(code);
    };
    const start = (seat: Seat, crashes: number) => {
      const child = fork(options, seat);
      family.set(child.worker.id, child);
      child.worker.on('message', (message: ChildMessage) => {
        if (message?.stoa === 'loaded') void prepared.then(() => tell(child, { stoa: 'go' }));
        if (message?.stoa === 'failed') child.failure = message;
        if (message?.stoa === 'ready') ready(child, message.address);
      });
      child.worker.on('error', (error) =>
        options.log('error', `A ${seat.group.name} process could not be reached`, { error: error.message }),
      );
      child.worker.on('exit', (exitCode, signal) => {
        family.delete(child.worker.id);
        if (!over && !stop.aborted) void ended(child, crashes, { exitCode, signal });
      });
    };

    const ready = (child: Child, address: string | null) => {
      child.ready = true;
      if (address) addresses.add(address);
      note(JSON.stringify({ addresses: [...addresses] }));
      if (!announced) {
        announced = true;
        options.onReady([...addresses]);
        if (!over && !stop.aborted) for (const seat of seats.slice(1)) start(seat, 0);
      }
      if (complete || [...family.values()].filter((one) => one.ready).length < seats.length) return;
      complete = true;
      options.onComplete?.();
    };

    const ended = async (child: Child, crashes: number, how: Record<string, unknown>) => {
      const { seat, failure } = child;
      const { name } = seat.group;
      if (!announced) failedStarts += 1;
      if (!announced && (failure || failedStarts > restartsBeforeReady)) {
        if (failure) options.log('error', `${failure.message} [${failure.code}]`);
        else options.log('error', `A ${name} process ended while starting`, how);
        return resolve(1);
      }
      const row = Date.now() - child.startedAt > calmMs ? 0 : crashes + 1;
      const pauseMs = row <= 1 ? 0 : Math.min(longestPauseMs, 100 * 2 ** row);
      options.log('warn', `A ${name} process has ended unexpectedly and is started anew`, {
        ...how,
        pauseMs,
        code: failure?.code,
        reason: failure?.message,
      });
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
      if (!over && !stop.aborted) start(seat, row);
    };

    aborted(stop).then(() => resolve(0));
    if (seats[0]) start(seats[0], 0);
  });
}

const YOUNG_SPACE = ['--max-semi-space-size=8'];
/**
 * Of glibc: few arenas, and freed buffers of a page's size go back to the system. Together with the young space a web process of
 * 10,000 products keeps 213 instead of 385 MiB through the bench of pages, at the same rate.
 */
const THRIFTY_MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '16384', MALLOC_TRIM_THRESHOLD_: '131072' };

function fork({ entry }: SupervisorOptions, seat: Seat): Child {
  cluster.setupPrimary({ exec: entry, args: [...seat.group.args, String(seat.index)], execArgv: [...process.execArgv, ...YOUNG_SPACE] });
  return { seat, worker: cluster.fork(THRIFTY_MALLOC), startedAt: Date.now(), ready: false, failure: null };
}

/** Tells them by message and by signal, since either may be lost on a process that is just starting or ending. */
async function endChildren(family: Map<number, Child>, drainMs: number): Promise<void> {
  const ends = [...family.values()].map(({ worker }) => {
    const end = new Promise<void>((resolve) => {
      if (worker.isDead()) resolve();
      worker.once('exit', () => resolve());
    });
    tell({ worker }, { stoa: 'stop' });
    worker.process.kill('SIGTERM');
    return end;
  });
  const all = Promise.all(ends).then(() => true);
  if (await within(all, drainMs + 1000)) return;
  for (const { worker } of family.values()) worker.process.kill('SIGKILL');
  await within(all, 5000);
}

function tell({ worker }: Pick<Child, 'worker'>, message: ParentMessage): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

/** Whether the error says that the shop runs already: no fault, but nothing to start either. */
export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof ShopError && error.code === 'already_running';
}
