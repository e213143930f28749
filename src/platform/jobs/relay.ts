import { setTimeout as sleep } from 'node:timers/promises';
import { ShopError } from '../../kernel/errors.ts';
import { type Database, sql, type Tx } from '../postgres/index.ts';
import type { Tracer } from '../telemetry/index.ts';

export type OutboxEvent = {
  id: number;
  type: string;
  payload: unknown;
  createdAt: Date;
  attempts: number;
  /** Of the work that wrote it. */
  traceparent?: string | null;
};

/** Handles events of one type, oldest first. Must be repeatable: after a crash or a failure the same events come again. */
export type EventHandler = (events: readonly OutboxEvent[]) => Promise<void>;

export type RelayOptions = {
  db: Database;
  /** By event type; events without a handler are dropped. */
  handlers: Readonly<Record<string, EventHandler>>;
  /** Called when the queue has become empty after work. */
  idle?: () => Promise<void>;
  log?: RelayLog;
  /** Handlers then work in the trace of what wrote their events. */
  tracer?: Pick<Tracer, 'consume'>;
  /** Most events taken at once. */
  batch?: number;
  /** Pause between looks at an empty queue. */
  pollMs?: number;
  /** Pause of a relay while another one holds the lock. */
  standbyMs?: number;
  /** Tries of an event before it is parked. */
  tries?: number;
};

const parkedCountMs = 15_000;

export type RelayLog = { warn(fields: object, message: string): void; error(fields: object, message: string): void };

/** Of this process: `handled` and `failed` (tries) since its start; `parked`, in the whole outbox, and `lagMs` as the working relay saw them last. */
export type RelayStats = { handled: number; failed: number; parked: number; active: boolean; lagMs: number };

export type Relay = {
  /** Looks at once instead of after the pause. */
  wake(): void;
  stats(): RelayStats;
  /** Resolves when the batch under way is done. */
  stop(): Promise<void>;
};

/**
 * Takes events out of the outbox, in the order of their ids, and hands them to their handlers: at least once, by one
 * relay at a time. The lock lives in the transaction that holds the batch, so a relay that dies lets go of both.
 */
export function startRelay(options: RelayOptions): Relay {
  const { db, handlers, idle, log, tracer, batch = 100, pollMs = 40, standbyMs = 500, tries = 8 } = options;
  const stats: RelayStats = { handled: 0, failed: 0, parked: 0, active: false, lagMs: 0 };
  const stopping = new AbortController();
  let nap = new AbortController();
  let pendingIdle = false;
  let parkedCountedAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const outcome = await step();
        stats.active = outcome !== 'standby';
        if (outcome !== 'worked') stats.lagMs = 0;
        if (outcome === 'empty' && pendingIdle) {
          pendingIdle = false;
          await idle?.();
        }
        if (outcome !== 'worked') await pause(outcome === 'standby' ? standbyMs : pollMs);
      } catch (error) {
        stats.active = false;
        log?.error({ fault: nameOf(error) }, 'the event relay cannot work; trying again');
        await pause(1000);
      }
    }
  }

  /** One batch. The transaction stays open while handlers work in transactions of their own. */
  function step(): Promise<'worked' | 'empty' | 'standby'> {
    return db.transaction(
      async (tx) => {
        // Handlers may take longer than a forgotten transaction is allowed to.
        await tx.exec('set local idle_in_transaction_session_timeout = 0');
        const [lock] = await tx.query<{ mine: boolean }>(tryLock);
        if (!lock!.mine) return 'standby';
        stats.active = true;
        await countParked(tx);
        const events = await tx.query<OutboxEvent>(nextEvents, [batch]);
        if (events.length === 0) return 'empty';
        stats.lagMs = Math.max(0, Date.now() - events[0]!.createdAt.getTime());
        pendingIdle = true;
        const done: number[] = [];
        for (const [type, list] of byType(events)) done.push(...(await handle(tx, type, list)));
        if (done.length > 0) await tx.query(removeEvents, [done]);
        stats.handled += done.length;
        return 'worked';
      },
      { statementTimeoutMs: 0 },
    );
  }

  /** Earlier relays have parked events too, and people take them up again. */
  async function countParked(tx: Tx): Promise<void> {
    if (performance.now() - parkedCountedAt < parkedCountMs) return;
    stats.parked = (await tx.query<{ count: number }>(parkedCount))[0]!.count;
    parkedCountedAt = performance.now();
  }

  async function handle(tx: Tx, type: string, events: readonly OutboxEvent[]): Promise<number[]> {
    const handler = handlers[type];
    if (!handler) return events.map((event) => event.id);
    try {
      await traced(type, events, () => handler(events));
      return events.map((event) => event.id);
    } catch (error) {
      if (events.length === 1) {
        await postpone(tx, events[0]!, error);
        return [];
      }
    }
    // One of them is to blame: each on its own.
    const done: number[] = [];
    for (const event of events) done.push(...(await handle(tx, type, [event])));
    return done;
  }

  function traced(type: string, events: readonly OutboxEvent[], work: () => Promise<void>): Promise<void> {
    if (!tracer) return work();
    const attributes = {
      'messaging.system': 'postgresql',
      'messaging.operation.type': 'process',
      'messaging.destination.name': type,
      'messaging.batch.message_count': events.length,
    };
    return tracer.consume({ name: `process ${type}`, origins: events.map(({ traceparent }) => traceparent), attributes }, work);
  }

  async function postpone(tx: Tx, event: OutboxEvent, error: unknown): Promise<void> {
    const attempts = event.attempts + 1;
    const parked = attempts >= tries;
    const fields = { event: event.id, type: event.type, attempts, fault: nameOf(error) };
    stats.failed += 1;
    if (parked) {
      parkedCountedAt = Number.NEGATIVE_INFINITY;
      log?.error(fields, 'an event was given up and parked in the outbox');
    } else log?.warn(fields, 'an event could not be handled; it will be tried again');
    await tx.query(postponeEvent, [event.id, attempts, parked, 0.1 * 4 ** attempts, nameOf(error)]);
  }

  async function pause(ms: number): Promise<void> {
    nap = new AbortController();
    await sleep(ms, undefined, { signal: AbortSignal.any([nap.signal, stopping.signal]) }).catch(() => undefined);
  }

  const running = run();
  return {
    wake: () => nap.abort(),
    stats: () => ({ ...stats }),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Puts parked events back into the queue; returns how many. */
export async function retryParked(db: Database): Promise<number> {
  return (await db.query(unpark)).length;
}

function byType(events: readonly OutboxEvent[]): Map<string, OutboxEvent[]> {
  const groups = new Map<string, OutboxEvent[]>();
  for (const event of events) groups.set(event.type, [...(groups.get(event.type) ?? []), event]);
  return groups;
}

/** Class and code: a message may quote what somebody entered. */
function nameOf(error: unknown): string {
  const { name = 'Error', code } = error as { name?: string; code?: string };
  return error instanceof ShopError ? error.code : code ? `${name} ${code}` : name;
}

const tryLock = sql('jobs.try_relay_lock', 'select pg_try_advisory_xact_lock(7300) as mine');

const nextEvents = sql(
  'jobs.next_events',
  `select id, type, payload, created_at as "createdAt", attempts, traceparent from outbox
   where parked_at is null and (retry_at is null or retry_at <= now()) order by id limit $1`,
);

const parkedCount = sql('jobs.parked_count', 'select count(*)::int as count from outbox where parked_at is not null');

const removeEvents = sql('jobs.remove_events', 'delete from outbox where id = any($1::bigint[])');

const postponeEvent = sql(
  'jobs.postpone_event',
  `update outbox set attempts = $2, retry_at = clock_timestamp() + make_interval(secs => $4::double precision),
     parked_at = case when $3 then clock_timestamp() end, fault = $5 where id = $1`,
);

const unpark = sql(
  'jobs.unpark',
  'update outbox set attempts = 0, retry_at = null, parked_at = null where parked_at is not null returning id',
);
