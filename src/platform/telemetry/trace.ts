import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** Where work stands in a trace (W3C trace context). */
export type TraceContext = { traceId: string; spanId: string; parentSpanId: string | null; sampled: boolean };

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type Attributes = Record<string, string | number | boolean>;

export type FinishedSpan = TraceContext & {
  name: string;
  kind: SpanKind;
  startMs: number;
  endMs: number;
  attributes: Attributes;
  /** Other work that this one goes on from, beside its parent. */
  links?: readonly { traceId: string; spanId: string }[];
  /** Name of the error, when it failed. Its message may quote what a caller sent and stays out. */
  error: string | null;
};

export type Tracer = ReturnType<typeof createTracer>;

/** Of one span; a batch may come from more places than a collector takes. */
const MOST_LINKS = 32;

const storage = new AsyncLocalStorage<TraceContext>();

/** The trace of the work under way, if any. */
export function currentTrace(): TraceContext | undefined {
  return storage.getStore();
}

/** Runs `fn` as part of a trace: log lines, database spans and events written in it carry its ids. */
export function runInTrace<T>(context: TraceContext, fn: () => T): T {
  return storage.run(context, fn);
}

/** For headers and outbox rows: `00-TRACE-SPAN-01`. */
export function traceparent(context: TraceContext): string {
  return `00-${context.traceId}-${context.spanId}-${context.sampled ? '01' : '00'}`;
}

/**
 * Makes trace ids for everything and spans for the sampled share. `finish` takes each finished span (an exporter, a test);
 * without it nothing is sampled and a request costs one id.
 */
export function createTracer(options: { ratio: number; finish: ((span: FinishedSpan) => void) | null }) {
  const { finish } = options;
  const threshold = finish ? Math.round(options.ratio * 0x1_0000_0000) : 0;

  /** A context for work that arrives from outside; `header` is its traceparent, whose sampling decision is kept when it says yes. */
  function arrive(header: string | undefined): TraceContext {
    const parent = header === undefined ? null : parseTraceparent(header);
    if (parent)
      return { traceId: parent.traceId, spanId: newId(8), parentSpanId: parent.spanId, sampled: finish !== null && parent.sampled };
    const traceId = newId(16);
    const sampled = threshold > 0 && Number.parseInt(traceId.slice(24), 16) < threshold;
    return { traceId, spanId: newId(8), parentSpanId: null, sampled };
  }

  /** Reports the span of `context` itself. */
  function end(context: TraceContext, span: Omit<FinishedSpan, keyof TraceContext>): void {
    if (context.sampled) finish?.({ ...context, ...span });
  }

  /** Runs `fn` in a child span of the current trace; outside of a sampled trace it merely runs it. */
  async function span<T>(name: string, kind: SpanKind, attributes: Attributes, fn: () => Promise<T>): Promise<T> {
    const parent = storage.getStore();
    if (!parent?.sampled) return fn();
    const context: TraceContext = { traceId: parent.traceId, spanId: newId(8), parentSpanId: parent.spanId, sampled: true };
    const startMs = nowMs();
    try {
      const result = await storage.run(context, fn);
      end(context, { name, kind, startMs, endMs: nowMs(), attributes, error: null });
      return result;
    } catch (error) {
      end(context, { name, kind, startMs, endMs: nowMs(), attributes, error: errorName(error) });
      throw error;
    }
  }

  /**
   * Runs `fn` as work that others asked for (events, a job), under their trace: a consumer span below the first that is sampled,
   * with links to the further ones. Without origins it begins a trace of its own.
   * @param origins traceparents as they were kept with the work
   */
  async function consume<T>(
    { name, origins, attributes }: { name: string; origins: readonly (string | null | undefined)[]; attributes: Attributes },
    fn: () => Promise<T>,
  ): Promise<T> {
    const known = [...new Set(origins)].filter((origin) => typeof origin === 'string' && parseTraceparent(origin) !== null) as string[];
    const first = known.find((origin) => parseTraceparent(origin)!.sampled) ?? known[0];
    const links = known.filter((origin) => origin !== first).slice(0, MOST_LINKS);
    const context = arrive(first);
    const startMs = nowMs();
    const finished = (error: string | null) =>
      end(context, {
        name,
        kind: 'consumer',
        startMs,
        endMs: nowMs(),
        attributes,
        error,
        links: links.map((origin) => {
          const { traceId, spanId } = parseTraceparent(origin)!;
          return { traceId, spanId };
        }),
      });
    try {
      const result = await storage.run(context, fn);
      finished(null);
      return result;
    } catch (error) {
      finished(errorName(error));
      throw error;
    }
  }

  return { enabled: finish !== null, arrive, end, span, consume };
}

export function errorName(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'Error';
}

/** Milliseconds since the epoch with a fraction; never goes back. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

export function parseTraceparent(header: string): { traceId: string; spanId: string; sampled: boolean } | null {
  const match = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header);
  if (!match || match[1] === 'ff' || (match[1] === '00' && match[5] !== undefined)) return null;
  const [, , traceId = '', spanId = '', flags = ''] = match;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

const pool = Buffer.alloc(4_096);
let used = pool.length;

/** Random hex out of a pool: one call of the random source for 256 ids. */
function newId(sizeBytes: number): string {
  if (used + sizeBytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += sizeBytes;
  return pool.toString('hex', used - sizeBytes, used);
}
