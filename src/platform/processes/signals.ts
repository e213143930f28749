import { setTimeout as sleep } from 'node:timers/promises';

/** npm, a terminal and our launcher each pass the same Ctrl-C on, so signals this close together are one wish. */
const sameWishMs = 800;

export type StopWatch = {
  /** Aborted when somebody wants this process to stop; the reason is the signal's name, or `launcher` when that was killed. */
  signal: AbortSignal;
  /** Aborts it from within: this process ends of its own accord. */
  end(): void;
  /** Ends the listening, so that the process can come to its end. */
  dispose(): void;
};

/**
 * Watches for the wish to stop: SIGINT, SIGTERM, SIGHUP, or the end of the launcher that started this process.
 * @param onForce called when the wish is repeated later: stop at once
 */
export function watchStop(onForce?: (signal: string) => void): StopWatch {
  const controller = new AbortController();
  let first = 0;
  const wish = (name: string) => {
    if (!controller.signal.aborted) {
      first = Date.now();
      controller.abort(name);
    } else if (Date.now() - first > sameWishMs) onForce?.(name);
  };
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => [name, () => wish(name)] as const);
  for (const [name, handler] of handlers) process.on(name, handler);
  const launcherGone = () => wish('launcher');
  process.on('disconnect', launcherGone);
  // Listening for the end of the launcher must not keep this process alive.
  process.channel?.unref();
  return {
    signal: controller.signal,
    end: () => controller.abort('end'),
    dispose: () => {
      for (const [name, handler] of handlers) process.off(name, handler);
      process.off('disconnect', launcherGone);
    },
  };
}

/** Resolves with the work's result, or with null when it takes longer than `limitMs`. */
export async function within<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  const limit = new AbortController();
  try {
    return await Promise.race([work, sleep(limitMs, null, { signal: limit.signal })]);
  } finally {
    limit.abort();
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
