import { type Clock, systemClock } from '../../kernel/clock.ts';
import { appendEvent } from '../jobs/index.ts';
import { type Database, json, sql } from '../postgres/index.ts';

/** Where the shop's time stands: so far from the system's, or still. */
export type ClockState = { offsetMs: number } | { standsAt: number };

/** The time of a shop that is being tried out: every process of the shop reads the same one, and staff may move it. */
export type TestClock = Clock & {
  state(): ClockState;
  /** Reads the time that was set last, for whoever may be faster than the message of it. */
  refresh(): Promise<void>;
  /** Moves the time of all processes; `null` goes back to the system's. Resolves when it is committed and has been told to everybody. */
  set(at: Date | null, isRunning: boolean): Promise<void>;
  close(): Promise<void>;
};

/** The event that is written when the time was moved, so that what is done by the clock is done at once. */
export const CLOCK_MOVED = 'clock.moved';

const CHANNEL = 'stoa_clock';
const REAL: ClockState = { offsetMs: 0 };

/** Reads the state and follows it; `onMove` is called after every change, wherever it was made. */
export async function openTestClock(db: Database, { onMove }: { onMove?: () => void } = {}): Promise<TestClock> {
  let state: ClockState = REAL;
  const read = async () => {
    const [row] = await db.query<{ value: ClockState }>(current);
    state = row?.value ?? REAL;
    onMove?.();
  };
  const stopListening = await db.listen(
    CHANNEL,
    () => void read().catch(() => undefined),
    () => void read().catch(() => undefined),
  );
  await read();
  return {
    now: () => ('standsAt' in state ? new Date(state.standsAt) : new Date(systemClock.now().getTime() + state.offsetMs)),
    state: () => state,
    refresh: read,
    async set(at, isRunning) {
      const next = stateOf(at, isRunning);
      await db.transaction(async (tx) => {
        await tx.query(saved, [json(next)]);
        await appendEvent(tx, CLOCK_MOVED, {});
        await tx.query(told, [CHANNEL]);
      });
      state = next;
      onMove?.();
    },
    close: stopListening,
  };
}

function stateOf(at: Date | null, isRunning: boolean): ClockState {
  if (at === null) return REAL;
  return isRunning ? { offsetMs: at.getTime() - systemClock.now().getTime() } : { standsAt: at.getTime() };
}

const current = sql('clock.current', `select value from shop_setting where key = 'test-clock'`);
const saved = sql(
  'clock.saved',
  `insert into shop_setting (key, value) values ('test-clock', $1::jsonb) on conflict (key) do update set value = excluded.value, updated_at = now()`,
);
const told = sql('clock.told', `select pg_notify($1, '')`);
