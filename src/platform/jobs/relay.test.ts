import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../../test/support/database.ts';
import { createRegistry, createTracer, currentTrace, type FinishedSpan, prometheusText, runInTrace } from '../telemetry/index.ts';
import { appendEvent, type OutboxEvent, observeRelay, type Relay, type RelayOptions, retryParked, startRelay } from './index.ts';

const db = await testDatabase({ transactions: 6 });
const running: Relay[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
  await db.query({ name: '', text: 'delete from outbox' });
});

function relay(options: Omit<RelayOptions, 'db'>): Relay {
  const started = startRelay({ db, pollMs: 5, standbyMs: 20, ...options });
  running.push(started);
  return started;
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000; i += 1) {
    if (await what()) return;
    await sleep(10);
  }
  assert.fail('it did not happen within 10 s');
}

const append = (type: string, payload: unknown) => db.transaction((tx) => appendEvent(tx, type, payload));
const left = async () => (await db.query<{ count: number }>({ name: '', text: 'select count(*)::int as count from outbox' }))[0]!.count;

test('events reach the handler of their type in order and are gone afterwards', async () => {
  for (let i = 0; i < 250; i += 1) await append(i % 10 === 0 ? 'b' : 'a', { i });
  const seen: { a: number[]; b: number[] } = { a: [], b: [] };
  const take = (list: number[]) => async (events: readonly OutboxEvent[]) => {
    list.push(...events.map((event) => (event.payload as { i: number }).i));
  };
  const { stats } = relay({ handlers: { a: take(seen.a), b: take(seen.b) } });
  await until(async () => (await left()) === 0);
  assert.deepEqual(
    seen.a,
    Array.from({ length: 250 }, (_, i) => i).filter((i) => i % 10 !== 0),
  );
  assert.deepEqual(
    seen.b,
    Array.from({ length: 25 }, (_, i) => i * 10),
  );
  await until(() => stats().handled === 250);
});

test('an event of a transaction that is rolled back is never seen', async () => {
  await assert.rejects(
    db.transaction(async (tx) => {
      await appendEvent(tx, 'a', {});
      throw new Error('no');
    }),
  );
  assert.equal(await left(), 0);
});

test('one relay works at a time, and another takes over when it ends', async () => {
  const seen: string[] = [];
  const handler = (name: string) => ({ a: async () => void seen.push(name) });
  const first = relay({ handlers: handler('first') });
  await until(() => first.stats().active);
  const second = relay({ handlers: handler('second') });
  await append('a', {});
  await until(async () => (await left()) === 0);
  await first.stop();
  await append('a', {});
  await until(async () => (await left()) === 0);
  assert.equal(seen.at(-1), 'second');
  assert.equal(seen.length, 2);
  await second.stop();
});

test('what a relay had in hand when it died comes again', async () => {
  await append('a', { n: 1 });
  let calls = 0;
  const dying = relay({
    handlers: {
      a: async () => {
        calls += 1;
        if (calls > 1) return;
        // The connection that holds the batch is cut off, as by kill -9.
        await db.query({
          name: '',
          text: `select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.objid = 7300 and l.database = (select oid from pg_database where datname = current_database())`,
        });
      },
    },
  });
  await until(async () => (await left()) === 0);
  assert.equal(calls, 2);
  await dying.stop();
});

test('an event that cannot be handled holds up no other and is parked', async () => {
  await append('a', { n: 'bad' });
  await append('a', { n: 'good' });
  const good: unknown[] = [];
  const warnings: object[] = [];
  const log = { warn: (fields: object) => void warnings.push(fields), error: (fields: object) => void warnings.push(fields) };
  let healed = false;
  const handler = async (events: readonly OutboxEvent[]) => {
    if (!healed && events.some((event) => (event.payload as { n: string }).n === 'bad')) throw new TypeError('broken by jane@example.com');
    good.push(...events.map((event) => (event.payload as { n: string }).n));
  };
  const { stats } = relay({ handlers: { a: handler }, tries: 2, log });
  await until(() => stats().parked === 1);
  assert.deepEqual(good, ['good']);
  assert.deepEqual(await db.query({ name: '', text: 'select attempts, fault, parked_at is not null as parked from outbox' }), [
    { attempts: 2, fault: 'TypeError', parked: true },
  ]);
  assert.deepEqual(
    warnings.map((fields) => (fields as { attempts: number; fault: string }).fault),
    ['TypeError', 'TypeError'],
  );
  healed = true;
  assert.equal(await retryParked(db), 1);
  await until(async () => (await left()) === 0);
  assert.deepEqual(good, ['good', 'bad']);
});

test('lag, parked events and outcomes are metrics; the relay that stands by tells no lag', async () => {
  await db.query({
    name: '',
    text: `insert into outbox (type, payload, parked_at, created_at) values ('a', '{}', now(), now()), ('a', '{}', null, now() - interval '90 s')`,
  });
  const registry = createRegistry();
  const told = () => prometheusText(registry.metrics());
  let during = '';
  const look = async () => {
    during = told();
  };
  const first = relay({ handlers: { a: look } });
  observeRelay(first, registry);
  await until(() => first.stats().handled === 1 && first.stats().lagMs === 0);
  assert.match(during, /^stoa_outbox_lag_seconds 9[0-9.]+$/m);
  assert.deepEqual(told().match(/^stoa_.*$/gm), [
    'stoa_outbox_lag_seconds 0',
    'stoa_outbox_parked 1',
    'stoa_outbox_relay_active 1',
    'stoa_outbox_events_total{outcome="handled"} 1',
    'stoa_outbox_events_total{outcome="failed"} 0',
  ]);
  const second = createRegistry();
  observeRelay(relay({ handlers: {} }), second);
  assert.equal(prometheusText(second.metrics()).match(/^stoa_outbox_(lag|parked)/m), null);
});

test('a handler works in the trace of the request that wrote its event; further requests of the batch are linked', async () => {
  const spans: FinishedSpan[] = [];
  const tracer = createTracer({ ratio: 1, finish: (span) => spans.push(span) });
  const requests = [1, 2].map(() => tracer.arrive(undefined));
  for (const request of [...requests, requests[0]!]) await runInTrace(request, () => append('a', {}));
  await append('b', {});
  const seen = new Map<string, string | undefined>();
  const look = async ([event]: readonly OutboxEvent[]) => void seen.set(event!.type, currentTrace()?.traceId);
  const { stats } = relay({ tracer, handlers: { a: look, b: look } });
  await until(() => stats().handled === 4);
  const [first, second] = requests;
  const [a, b] = ['process a', 'process b'].map((name) => spans.find((span) => span.name === name)!);
  assert.deepEqual([a!.kind, a!.traceId, a!.parentSpanId], ['consumer', first!.traceId, first!.spanId]);
  assert.deepEqual(a!.links, [{ traceId: second!.traceId, spanId: second!.spanId }]);
  assert.equal(a!.attributes['messaging.batch.message_count'], 3);
  assert.deepEqual([b!.parentSpanId, b!.links], [null, []]);
  assert.deepEqual([seen.get('a'), seen.get('b')], [first!.traceId, b!.traceId]);
});

test('the idle hook runs once when the queue has been emptied', async () => {
  let idles = 0;
  const idle = async () => {
    idles += 1;
  };
  // Written before the relay starts: one that is faster than the writer empties the queue several times.
  for (let i = 0; i < 5; i += 1) await append('a', { i });
  const { stats } = relay({ handlers: { a: async () => undefined }, idle });
  await until(() => stats().handled === 5 && idles > 0);
  await sleep(50);
  assert.equal(idles, 1);
});

test('a handler that works longer than a forgotten transaction may stay open is waited for', async () => {
  await append('a', {});
  const [setting] = await db.transaction((tx) =>
    tx.query<{ value: string }>({ name: '', text: `select current_setting('idle_in_transaction_session_timeout') as value` }),
  );
  let seen = '';
  relay({
    handlers: {
      a: async () => {
        const [row] = await db.query<{ state: string }>({
          name: '',
          text: `select state from pg_stat_activity where pid in (select pid from pg_locks where locktype = 'advisory' and objid = 7300) and datname = current_database()`,
        });
        seen = row?.state ?? '';
      },
    },
  });
  await until(async () => (await left()) === 0);
  assert.equal(seen, 'idle in transaction');
  assert.notEqual(setting?.value, '0');
});
