import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { createHealth, prometheusText } from '../telemetry/index.ts';
import { healthRoutes } from './health-routes.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { route } from './route.ts';
import { send, startServer } from './server.fixture.ts';

const idempotency = idempotencyStore(await testDatabase());
let release = () => {};
let arrived = () => {};

const slow = route({
  method: 'GET',
  url: '/api/slow',
  access: 'public',
  summary: 'Wait',
  tags: [],
  schema: {},
  handler: async (_request, reply) => {
    await new Promise<void>((done) => {
      release = done;
      arrived();
    });
    return reply.send('done');
  },
});
const quick = route({
  method: 'GET',
  url: '/api/quick/:id',
  access: 'public',
  summary: 'Answer',
  tags: [],
  schema: {},
  handler: (_r, reply) => reply.send('ok'),
});

test('while draining readiness is off, requests on kept connections are answered and those in flight finish', async () => {
  const health = createHealth({ parts: {} });
  const server = await startServer({ routes: [slow, quick, ...healthRoutes(health)], idempotency, health });
  assert.equal((await send(server.port, '/health/ready')).status, 200);
  const here = new Promise<void>((done) => (arrived = done));
  const inFlight = send(server.port, '/api/slow');
  await here;

  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const statuses: number[] = [];
  let running = true;
  const shoppers = Array.from({ length: 8 }, async () => {
    while (running) {
      statuses.push(await ask(agent, server.port, '/api/quick/1'));
      if ((await ask(agent, server.port, '/health/ready')) === 503) return;
    }
  });
  const drained = server.drain(3000);
  await Promise.all(shoppers);
  running = false;
  assert.equal((await send(server.port, '/health/ready')).status, 503);
  assert.equal((await send(server.port, '/api/quick/1')).headers.connection, 'close');
  assert.equal(
    statuses.every((status) => status === 200),
    true,
  );
  release();
  assert.equal((await inFlight).text, 'done');
  await drained;
  await assert.rejects(send(server.port, '/api/quick/1'), { code: 'ECONNREFUSED' });
  agent.destroy();
});

test('a handler that takes too long is answered for with 503', async () => {
  const server = await startServer({ routes: [slow], idempotency, limits: { handlerMs: 50 } });
  const answer = await send(server.port, '/api/slow');
  assert.equal(answer.status, 503);
  assert.equal(JSON.parse(answer.text).code, 'unavailable');
  assert.equal(answer.headers['retry-after'], '5');
  release();
});

test('a sender that dribbles is cut off with 408 and takes nobody else’s place', async () => {
  const server = await startServer({ routes: [quick], idempotency, limits: { headersMs: 300, requestMs: 300 } });
  const dribble = new Promise<string>((done) => {
    let received = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write('GET /api/quick/1 HTTP/1.1\r\nHost: a\r\n'));
    const timer = setInterval(() => socket.write('X-A: b\r\n'), 100);
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      done(received);
    });
  });
  assert.equal((await send(server.port, '/api/quick/1')).status, 200);
  assert.match(await dribble, /^HTTP\/1\.1 408 /);
});

test('callers have an allowance for writes, and reads go on', async () => {
  const write = route({
    method: 'POST',
    url: '/api/write',
    access: 'public',
    summary: 'Write',
    tags: [],
    schema: {},
    handler: (_r, reply) => reply.send('ok'),
  });
  const server = await startServer({ routes: [quick, write], idempotency, rateLimitPerMinute: 3 });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push((await send(server.port, '/api/write', { method: 'POST' })).status);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  const refused = await send(server.port, '/api/write', { method: 'POST', headers: { 'x-forwarded-for': '9.9.9.9' } });
  assert.equal(refused.headers['retry-after'], '20');
  assert.equal(JSON.parse(refused.text).code, 'rate_limited');
  assert.equal((await send(server.port, '/api/quick/1')).status, 200);
});

test('behind a trusted proxy the forwarded address and protocol count', async () => {
  const who = route({
    method: 'POST',
    url: '/api/who',
    access: 'public',
    summary: 'Tell',
    tags: [],
    schema: {},
    handler: (request, reply) => reply.send(`${request.ip} ${request.origin}`),
  });
  const server = await startServer({ routes: [who], idempotency, trustedProxies: ['127.0.0.1'] });
  const answer = await send(server.port, '/api/who', {
    method: 'POST',
    headers: { 'x-forwarded-for': '6.6.6.6, 9.9.9.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example' },
  });
  assert.equal(answer.text, '9.9.9.9 https://shop.example');
});

test('metrics stay bounded and exact whatever addresses are asked for', async () => {
  const server = await startServer({ routes: [quick], idempotency });
  for (let i = 0; i < 300; i++)
    await send(server.port, i % 3 === 0 ? `/nothing/${i}` : `/api/quick/${i}`, { method: i % 10 === 9 ? 'PROPFIND' : 'GET' });
  const text = prometheusText(server.telemetry.registry.metrics());
  const counts = [...text.matchAll(/^http_server_request_duration_seconds_count\{(.*)\} (\d+)$/gm)].map((m) => `${m[1]} ${m[2]}`);
  assert.deepEqual(counts.sort(), [
    'http_request_method="GET",http_route="/api/quick/:id",http_response_status_code="200" 180',
    'http_request_method="GET",http_route="none",http_response_status_code="404" 90',
    'http_request_method="_OTHER",http_route="none",http_response_status_code="404" 10',
    'http_request_method="_OTHER",http_route="none",http_response_status_code="405" 20',
  ]);
  assert.match(text, /^http_server_active_requests 0$/m);
});

function ask(agent: Agent, port: number, path: string): Promise<number> {
  return new Promise((done, failed) => {
    const request = httpRequest({ agent, port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode ?? 0));
    });
    request.on('error', failed);
    request.end();
  });
}
