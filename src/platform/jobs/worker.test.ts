import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { createTracer, currentTrace, type FinishedSpan, runInTrace } from '../telemetry/index.ts';
import { createJobs, migrateJobs, startWorker } from './index.ts';

type Work = { greet: { name: string }; fail: { id: number }; sweep: Record<string, never> };

test('jobs reach their task once, with their payload', async () => {
  const db = await testDatabase();
  await Promise.all([migrateJobs(db), migrateJobs(db)]);
  const jobs = createJobs<Work>(db);
  await jobs.add('greet', { name: 'Ada' });
  await jobs.add('greet', { name: 'replaced' }, { key: 'one' });
  await jobs.add('greet', { name: 'Grace' }, { key: 'one' });
  await assert.rejects(
    db.transaction(async (tx) => {
      await jobs.addIn(tx, 'greet', { name: 'rolled back' });
      throw new Error('no');
    }),
  );
  const greeted: string[] = [];
  const given: object[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const check = () => {
    if (greeted.length >= 2 && given.length >= 1) finish();
  };
  const worker = await startWorker<Work>({
    db,
    pollMs: 100,
    cron: { sweep: '0 4 * * *' },
    log: {
      warn: () => undefined,
      error: (fields) => {
        given.push(fields);
        check();
      },
    },
    tasks: {
      greet: async ({ name }) => {
        greeted.push(name);
        check();
      },
      fail: async () => {
        throw new Error('cannot');
      },
      sweep: async () => undefined,
    },
  });
  await jobs.add('fail', { id: 1 }, { maxAttempts: 1 });
  await finished;
  await worker.stop();
  assert.deepEqual(greeted.sort(), ['Ada', 'Grace']);
  assert.deepEqual(given, [{ task: 'fail', attempts: 1 }]);
});

test('a task works in the trace of the request that added its job, and gets its payload as it was', async () => {
  const db = await testDatabase();
  await migrateJobs(db);
  const jobs = createJobs<Work>(db);
  const spans: FinishedSpan[] = [];
  const tracer = createTracer({ ratio: 1, finish: (span) => spans.push(span) });
  const request = tracer.arrive(undefined);
  await runInTrace(request, () => jobs.add('greet', { name: 'Ada' }));
  const { promise, resolve } = Promise.withResolvers<unknown[]>();
  const worker = await startWorker<Work>({
    db,
    pollMs: 100,
    tracer,
    tasks: {
      greet: async (payload) => resolve([payload, currentTrace()?.traceId]),
      fail: async () => undefined,
      sweep: async () => undefined,
    },
  });
  assert.deepEqual(await promise, [{ name: 'Ada' }, request.traceId]);
  await worker.stop();
  assert.deepEqual(
    spans.map(({ name, kind, traceId, parentSpanId }) => ({ name, kind, traceId, parentSpanId })),
    [{ name: 'process greet', kind: 'consumer', traceId: request.traceId, parentSpanId: request.spanId }],
  );
});
