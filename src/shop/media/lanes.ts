import { fail } from '../../kernel/errors.ts';

/** Runs at most `lanes` tasks at once, lets `maxWaiting` wait, and runs what has one key once for all who ask meanwhile. */
export function createLanes(options: { lanes: number; maxWaiting: number }) {
  const running = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  function once<T>(key: string, task: () => Promise<T>): Promise<T> {
    const known = running.get(key);
    if (known) return known as Promise<T>;
    const made = inLane(task).finally(() => running.delete(key));
    running.set(key, made);
    return made;
  }

  async function inLane<T>(task: () => Promise<T>): Promise<T> {
    if (busy >= options.lanes) {
      if (waiting.length >= options.maxWaiting) fail('unavailable', 'Too many pictures are being made at the moment.');
      // The one who leaves hands its place over, so `busy` stays as it is.
      await new Promise<void>((enter) => waiting.push(enter));
    } else busy += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  }

  return { once };
}
