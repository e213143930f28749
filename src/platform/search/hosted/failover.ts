import type { SearchReader } from './client.ts';

export type FailoverOptions = {
  /** Failures in a row after which the first is left alone for a while. */
  failures?: number;
  /** How long; twice as long after each try that fails again, up to `longestPauseMs`. */
  pauseMs?: number;
  longestPauseMs?: number;
  /** Whether an error says that this one question has to go elsewhere, the engine being well. */
  passing?(error: unknown): boolean;
  /** False: not asked at all at the moment. */
  usable?(): boolean;
  /** Who answered, for metrics. */
  onAnswer?(by: 'first' | 'second'): void;
  now?(): number;
};

/**
 * Asks the first engine, and the second whenever the first does not answer. After some failures in a row the first is not asked for a
 * while (a question would only wait for nothing); then one question tries it again.
 */
export function withFailover(first: SearchReader, second: SearchReader, options: FailoverOptions = {}): SearchReader & { open(): boolean } {
  const { failures = 3, pauseMs = 500, longestPauseMs = 5_000, now = () => performance.now() } = options;
  let inRow = 0;
  let pause = pauseMs;
  let closedUntil = Number.NEGATIVE_INFINITY;
  let trying = false;

  const broken = () => inRow >= failures;

  async function ask<V>(of: (engine: SearchReader) => Promise<V>): Promise<V> {
    if ((options.usable && !options.usable()) || (broken() && (trying || now() < closedUntil))) return fromSecond(of);
    const trial = broken();
    if (trial) trying = true;
    try {
      const value = await of(first);
      inRow = 0;
      pause = pauseMs;
      options.onAnswer?.('first');
      return value;
    } catch (error) {
      if (!options.passing?.(error)) noteFailure();
      return await fromSecond(of);
    } finally {
      if (trial) trying = false;
    }
  }

  function noteFailure(): void {
    if (broken()) pause = Math.min(longestPauseMs, pause * 2);
    inRow += 1;
    if (broken()) closedUntil = now() + pause;
  }

  function fromSecond<V>(of: (engine: SearchReader) => Promise<V>): Promise<V> {
    options.onAnswer?.('second');
    return of(second);
  }

  return {
    features: first.features,
    search: (request) => ask((engine) => engine.search(request)),
    byIds: (request) => ask((engine) => engine.byIds(request)),
    countScopes: (request) => ask((engine) => engine.countScopes(request)),
    suggest: (request) => ask((engine) => engine.suggest(request)),
    /** Whether the first is left alone at the moment. */
    open: () => broken(),
  };
}
