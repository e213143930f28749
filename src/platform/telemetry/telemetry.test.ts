import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { sql } from '../postgres/index.ts';
import { observeDatabase } from './database.ts';
import { createHealth } from './health.ts';
import { createLogger } from './log.ts';
import { prometheusText } from './prometheus.ts';
import { createRegistry } from './registry.ts';
import { startTelemetry } from './telemetry.ts';
import { createTracer, currentTrace, type FinishedSpan, parseTraceparent, runInTrace, traceparent } from './trace.ts';

test('metrics read as Prometheus text with the names of the conventions', () => {
  const registry = createRegistry();
  const durations = registry.histogram({
    name: 'http.server.request.duration',
    help: 'Requests.',
    unit: 's',
    labels: ['http.route'],
    bounds: [0.1, 1],
  });
  for (const value of [0.05, 0.1, 0.5, 3]) durations.cell('/a"b').record(value);
  registry.counter({ name: 'stoa.things', help: 'Things.', unit: '{thing}', labels: [] }).cell().add(2);
  registry.observe('gauge', { name: 'process.memory.usage', help: 'Memory.', unit: 'By', labels: [] }, () => [{ values: [], value: 7 }]);
  assert.equal(
    prometheusText(registry.metrics()),
    `# HELP http_server_request_duration_seconds Requests.
# TYPE http_server_request_duration_seconds histogram
http_server_request_duration_seconds_bucket{http_route="/a\\"b",le="0.1"} 2
http_server_request_duration_seconds_bucket{http_route="/a\\"b",le="1"} 3
http_server_request_duration_seconds_bucket{http_route="/a\\"b",le="+Inf"} 4
http_server_request_duration_seconds_sum{http_route="/a\\"b"} 3.65
http_server_request_duration_seconds_count{http_route="/a\\"b"} 4
# HELP stoa_things_total Things.
# TYPE stoa_things_total counter
stoa_things_total 2
# HELP process_memory_usage_bytes Memory.
# TYPE process_memory_usage_bytes gauge
process_memory_usage_bytes 7
`,
  );
});

test('series are bounded: what comes too late counts as other', () => {
  const registry = createRegistry();
  const hits = registry.counter({ name: 'hits', help: '', unit: '1', labels: ['path'], maxSeries: 3 });
  for (let i = 0; i < 10_000; i++) hits.cell(`/${i}`).add(1);
  const [metric] = registry.metrics();
  assert.deepEqual(
    metric?.collect().map((s) => [s.values[0], 'value' in s && s.value]),
    [
      ['/0', 1],
      ['/1', 1],
      ['/2', 1],
      ['other', 9_997],
    ],
  );
});

test('a trace goes on from the caller’s header and through nested work', async () => {
  const spans: FinishedSpan[] = [];
  const tracer = createTracer({ ratio: 0, finish: (span) => spans.push(span) });
  const context = tracer.arrive('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  await runInTrace(context, () =>
    tracer.span('outer', 'internal', {}, async () => {
      await tracer.span('inner', 'client', { 'db.system.name': 'postgresql' }, async () => {
        assert.equal(currentTrace()?.traceId, '0af7651916cd43dd8448eb211c80319c');
      });
    }),
  );
  assert.deepEqual(
    spans.map((s) => s.name),
    ['inner', 'outer'],
  );
  assert.equal(spans[0]?.parentSpanId, spans[1]?.spanId);
  assert.equal(spans[1]?.parentSpanId, context.spanId);
  assert.equal(context.parentSpanId, 'b7ad6b7169203331');
  assert.match(traceparent(context), /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
});

test('only the given share is sampled, and broken headers begin a new trace', () => {
  const tracer = createTracer({ ratio: 0.25, finish: () => {} });
  const sampled = Array.from({ length: 4_000 }, () => tracer.arrive(undefined)).filter((c) => c.sampled).length;
  assert.equal(sampled > 800 && sampled < 1_200, true, String(sampled));
  for (const header of [
    '',
    '00-0-0-01',
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ]) {
    assert.equal(parseTraceparent(header), null, header);
  }
  assert.equal(createTracer({ ratio: 1, finish: null }).arrive(undefined).sampled, false);
});

test('log lines are JSON in UTC with trace ids and without personal data', () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json', base: { role: 'web' }, stream: { write: (line) => lines.push(line) } });
  const context = createTracer({ ratio: 0, finish: null }).arrive(undefined);
  runInTrace(context, () =>
    logger.info(
      { email: 'canary@example.com', order: { phone: '+49 canary', number: 'A1' }, headers: { cookie: 'canary' } },
      'placed\nforged line',
    ),
  );
  const fault = Object.assign(new Error('duplicate key: Key (email)=(canary@example.com) exists'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'person_email',
  });
  logger.error({ err: new Error('could not write', { cause: fault }) }, 'failed for canary');
  logger.error(
    { err: Object.assign(new Error('invalid input syntax for type uuid: "canary-name"'), { severity: 'ERROR', code: '22P02' }) },
    'failed',
  );
  logger.debug('not shown');
  assert.equal(lines.length, 3);
  const [first, second, third] = lines.map((line) => JSON.parse(line));
  assert.match(first.time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(
    [first.level, first.role, first.traceId, first.order.number, first.msg],
    ['info', 'web', context.traceId, 'A1', 'placed\nforged line'],
  );
  assert.equal(second.err.cause.constraint, 'person_email');
  assert.equal(third.err.message, 'invalid input syntax for type uuid: "..."');
  assert.equal(lines.join('').replace('failed for canary', '').includes('canary'), false);
});

test('on a terminal a line is short and readable', () => {
  let shown = '';
  const stream = { isTTY: true, write: (line: string) => (shown += line) };
  const logger = createLogger({ level: 'info', stream });
  logger.info({ port: 3000 }, 'listening');
  assert.match(shown, /^\d\d:\d\d:\d\d info {2}listening {2}port=3000\n$/);
});

test('a hanging database makes the shop not ready within its time-out, and it comes back by itself', async () => {
  let away = false;
  let now = 0;
  const database = { required: true, check: () => (away ? new Promise(() => {}) : Promise.resolve()) };
  const search = { required: false, check: () => Promise.reject(new Error('down')) };
  const health = createHealth({ parts: { database, search }, timeoutMs: 20, keepMs: 1_000, now: () => now });
  assert.deepEqual(await health.ready(), { status: 'degraded', parts: { database: 'up', search: 'down' } });
  away = true;
  assert.equal((await health.ready()).status, 'degraded');
  now = 1_000;
  assert.deepEqual(await health.ready(), { status: 'not_ready', parts: { database: 'down', search: 'down' } });
  away = false;
  now = 2_000;
  assert.equal((await health.ready()).status, 'degraded');
  health.drain();
  assert.deepEqual(await health.ready(), { status: 'draining', parts: {} });
});

test('statements are timed by module, and are spans of the request that ran them', async () => {
  const spans: FinishedSpan[] = [];
  const telemetry = await startTelemetry({ ...quiet, finishSpan: (span) => spans.push(span) });
  const db = observeDatabase(await testDatabase({ empty: true }), telemetry);
  const context = telemetry.tracer.arrive(undefined);
  await runInTrace(context, async () => {
    await db.query(sql('orders.one', 'select 1 as one'));
    await db.transaction((tx) => tx.query(sql('orders.two', 'select 2 as two')));
    await assert.rejects(db.query(sql('orders.broken', 'select 1/$1::int'), [0]), { code: '22012' });
  });
  const byName = new Map(spans.map((s) => [s.name, s]));
  assert.deepEqual([...byName.keys()], ['orders.one', 'orders.two', 'transaction', 'orders.broken']);
  assert.equal(byName.get('orders.one')?.parentSpanId, context.spanId);
  assert.equal(byName.get('orders.two')?.parentSpanId, byName.get('transaction')?.spanId);
  assert.equal(byName.get('orders.broken')?.error, '22012');
  const text = prometheusText(telemetry.registry.metrics());
  assert.match(
    text,
    /db_client_operation_duration_seconds_count\{db_system_name="postgresql",db_query_summary="orders",error_type=""\} 2\n/,
  );
  assert.match(
    text,
    /db_client_operation_duration_seconds_count\{db_system_name="postgresql",db_query_summary="orders",error_type="22012"\} 1\n/,
  );
  assert.match(text, /db_client_connection_pending_requests\{db_client_connection_pool_name="reads"\} 0\n/);
});

test('a collector receives spans and metrics over OTLP, and a port serves Prometheus', async () => {
  const received: { path: string; body: string }[] = [];
  const collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  after(() => collector.close());
  const { port } = collector.address() as { port: number };
  const telemetry = await startTelemetry({
    ...quiet,
    metricsPort: 0,
    otlpEndpoint: `http://127.0.0.1:${port}/`,
    traceRatio: 1,
    metricsEveryMs: 60_000,
  });
  telemetry.registry
    .counter({ name: 'stoa.test', help: 'Test.', unit: '{thing}', labels: ['kind'] })
    .cell('a')
    .add(3);
  const context = telemetry.tracer.arrive(undefined);
  telemetry.tracer.end(context, {
    name: 'GET /x',
    kind: 'server',
    startMs: 1_000,
    endMs: 1_500,
    attributes: { 'http.route': '/x' },
    error: null,
  });
  const scraped = await fetch(`http://127.0.0.1:${telemetry.metricsPort}/metrics`);
  assert.equal(scraped.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  const text = await scraped.text();
  for (const name of ['nodejs_eventloop_delay_seconds', 'v8js_memory_heap_bytes', 'process_cpu_time_seconds_total', 'stoa_test_total'])
    assert.match(text, new RegExp(`^${name}`, 'm'));
  assert.equal((await fetch(`http://127.0.0.1:${telemetry.metricsPort}/other`)).status, 404);
  await telemetry.shutdown();
  const traces = JSON.parse(received.find((r) => r.path === '/v1/traces')?.body ?? '{}');
  const span = traces.resourceSpans[0].scopeSpans[0].spans[0];
  assert.deepEqual([span.name, span.kind, span.traceId, span.spanId], ['GET /x', 2, context.traceId, context.spanId]);
  const metrics = received
    .filter((r) => r.path === '/v1/metrics')
    .map((r) => r.body)
    .join('');
  assert.match(metrics, /"name":"stoa\.test"/);
  assert.match(metrics, /"stringValue":"stoa-web"/);
});

const quiet = { service: 'stoa-web', version: '0.1.0', instance: 0, metricsPort: null, otlpEndpoint: null, traceRatio: 1 };
