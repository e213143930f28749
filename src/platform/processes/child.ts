import cluster from 'node:cluster';
import { ShopError } from '../../kernel/errors.ts';
import { aborted, within } from './signals.ts';

/** What children tell their supervisor, and it them. */
export type ChildMessage =
  | { stoa: 'loaded' }
  | { stoa: 'ready'; address: string | null }
  | { stoa: 'failed'; code: string; message: string };
export type ParentMessage = { stoa: 'go' } | { stoa: 'stop' };

export type ChildOptions = {
  /** What needs nothing that the supervisor prepares (imports): done while it still does. */
  load?(): Promise<unknown>;
  /** Brings the process to work; resolves with its address (`http://...`), or null when it has none, and how to end it in order. */
  start(): Promise<{ address: string | null; stop(): Promise<void> }>;
  /** Longest time for `stop`; default 25 s. */
  drainMs?: number;
  /** Tells of errors that end the process. */
  log(message: string, error: unknown): void;
};

const defaultDrainMs = 25_000;
/** How long a child that is still starting goes on when its supervisor has died. */
const orphanMs = 3_000;

/**
 * Runs this process as a child of `supervise`: reports when it is ready, ends in order when told so or when the
 * supervisor has died, and ends at once on an error nobody caught (the supervisor starts it anew).
 */
export async function runChild(options: ChildOptions): Promise<void> {
  const drainMs = options.drainMs ?? defaultDrainMs;
  const wish = new AbortController();
  const stop = () => wish.abort();
  // Ctrl-C reaches every process of the terminal; the supervisor decides what it means.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  process.on('SIGTERM', stop);
  const go = Promise.withResolvers<void>();
  process.on('message', (message: ParentMessage) => {
    if (message?.stoa === 'go') go.resolve();
    if (message?.stoa === 'stop') stop();
  });
  // Without this, node:cluster ends the process the moment the supervisor dies, with requests in flight.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  process.on('disconnect', stop);
  process.on('uncaughtException', (error) => die(options, error));
  process.on('unhandledRejection', (error) => die(options, error));

  await options.load?.().catch((error: unknown) => die(options, error));
  tell({ stoa: 'loaded' });
  await Promise.race([go.promise, aborted(wish.signal)]);
  if (wish.signal.aborted) process.exit(0);
  const starting = options.start().catch((error: unknown) => die(options, error));
  // What a start waits for may never come: a supervisor that has died gives out no port.
  const abandoned = aborted(wish.signal).then(() => within(starting, process.connected ? drainMs : orphanMs));
  const running = await Promise.race([starting, abandoned]);
  if (!running) process.exit(1);
  tell({ stoa: 'ready', address: running.address });
  await aborted(wish.signal);
  const done = await within(
    running.stop().then(() => true),
    drainMs,
  ).catch((error: unknown) => {
    options.log('Stopping failed', error);
    return null;
  });
  process.exit(done ? 0 : 1);
}

function die(options: ChildOptions, error: unknown): never {
  const ours = error instanceof ShopError;
  // What says itself what to do is said once, by the supervisor, and without a trace.
  if (!ours || !process.connected) options.log('This process ends for an error', error);
  const { code, message } = ours ? { code: error.code, message: error.detail } : (error as { code?: string; message?: string });
  tell({ stoa: 'failed', code: code ?? 'internal', message: message ?? String(error) });
  process.exit(1);
}

function tell(message: ChildMessage): void {
  // The supervisor may have died a moment ago; `disconnect` deals with that.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
