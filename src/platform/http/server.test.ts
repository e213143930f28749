import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { Type } from 'typebox';
import { testDatabase } from '../../../test/support/database.ts';
import { fail } from '../../kernel/errors.ts';
import { prometheusText } from '../telemetry/index.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { route } from './route.ts';
import { listOf, pageQuery } from './schemas.ts';
import { STAFF_TOKEN, send, sendJson, startServer } from './server.fixture.ts';

const Thing = Type.Object({ id: Type.Integer(), name: Type.String() }, { additionalProperties: false, $id: 'Thing' });
const ThingInput = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 20 }), size: Type.Optional(Type.Integer({ minimum: 1 })) },
  { additionalProperties: false },
);

const routes = [
  route({
    method: 'GET',
    url: '/api/things',
    access: 'public',
    summary: 'List things',
    tags: ['things'],
    schema: { query: Type.Object({ ...pageQuery, color: Type.Optional(Type.String()) }), response: { 200: listOf(Thing) } },
    cache: 'public, max-age=60',
    handler: ({ query }) => ({ items: [{ id: query.limit ?? 0, name: query.color ?? 'none' }], nextCursor: null }),
  }),
  route({
    method: 'GET',
    url: '/api/things/:id',
    access: 'public',
    summary: 'Read a thing',
    tags: ['things'],
    schema: { params: Type.Object({ id: Type.Integer({ minimum: 1 }) }), response: { 200: Thing } },
    handler: ({ params }) => (params.id === 404 ? fail('product_not_found') : { id: params.id, name: 'thing' }),
  }),
  route({
    method: 'POST',
    url: '/api/things',
    access: { staff: 'catalog:write' },
    summary: 'Add a thing',
    tags: ['things'],
    schema: { body: ThingInput, response: { 201: Thing } },
    handler: ({ body, staff }) => ({ id: body.size ?? 0, name: `${body.name} by ${staff?.name}` }),
  }),
  route({
    method: 'DELETE',
    url: '/api/things/:id',
    access: { staff: 'stock:write' },
    summary: 'Remove a thing',
    tags: ['things'],
    schema: { params: Type.Object({ id: Type.Integer() }), response: { 204: null } },
    handler: () => undefined,
  }),
  route({
    method: 'GET',
    url: '/api/fault',
    access: 'public',
    summary: 'Fail',
    tags: ['things'],
    schema: { response: { 200: Thing } },
    handler: () => {
      throw new Error('the password of bob@example.com is hunter2');
    },
  }),
  route({
    method: 'POST',
    url: '/forms/thing',
    access: 'public',
    summary: 'Post a form',
    tags: ['site'],
    schema: {},
    handler: (request, reply) => reply.type('text/plain').send(JSON.stringify(request.body)),
  }),
];

const server = await startServer({ routes, idempotency: idempotencyStore(await testDatabase()) });
const { port } = server;
const staff = { authorization: `Bearer ${STAFF_TOKEN}` };

test('an answer is JSON with security headers and its own caching', async () => {
  const answer = await send(port, '/api/things?limit=3&color=red');
  assert.equal(answer.status, 200);
  assert.deepEqual(JSON.parse(answer.text), { items: [{ id: 3, name: 'red' }], nextCursor: null });
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'public, max-age=60');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'");
  assert.equal(answer.headers['x-powered-by'], undefined);
});

test('every fault of a body is named, and nothing is coerced or dropped', async () => {
  const answer = await sendJson(port, '/api/things', { name: '', size: '4', role: 'admin' }, { headers: staff });
  assert.equal(answer.status, 400);
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  const problem = JSON.parse(answer.text);
  assert.equal(problem.code, 'payload_invalid');
  assert.equal(problem.instance, '/api/things');
  assert.deepEqual(problem.errors.map((e: { path: string; code: string }) => [e.path, e.code]).sort(), [
    ['/name', 'too_short'],
    ['/role', 'unknown'],
    ['/size', 'type'],
  ]);
});

test('query text is converted, repeated parameters and wrong ones are refused', async () => {
  assert.deepEqual(JSON.parse((await send(port, '/api/things')).text).items, [{ id: 24, name: 'none' }]);
  const twice = await send(port, '/api/things?color=a&color=b');
  assert.equal(twice.status, 400);
  assert.deepEqual(JSON.parse(twice.text).errors, [{ path: 'color', code: 'type', message: 'must be string' }]);
  assert.equal((await send(port, '/api/things?limit=1e9')).status, 400);
  assert.equal((await send(port, '/api/things/abc')).status, 400);
});

test('bodies that are no good JSON are refused: syntax, UTF-8, prototypes, NUL, half characters, depth', async () => {
  const post = (body: string | Buffer, type = 'application/json') =>
    send(port, '/api/things', { method: 'POST', headers: { ...staff, 'content-type': type }, body });
  assert.equal(JSON.parse((await post('{"name":')).text).code, 'bad_json');
  assert.equal(JSON.parse((await post('')).text).code, 'bad_json');
  assert.equal(JSON.parse((await post(Buffer.from([0x22, 0xff, 0x22]))).text).code, 'bad_json');
  assert.equal(JSON.parse((await post('{"__proto__":{"polluted":1},"name":"a"}')).text).code, 'bad_json');
  assert.equal(JSON.parse((await post('{"constructor":{"prototype":{"polluted":1}},"name":"a"}')).text).code, 'bad_json');
  assert.equal(JSON.parse((await post('{"name":"a\\u0000"}')).text).code, 'payload_invalid');
  assert.equal(JSON.parse((await post('{"name":"a\\ud800"}')).text).code, 'payload_invalid');
  assert.equal((await post(`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status, 400);
  assert.equal((await post(`{"name":"${'a'.repeat(1_100_000)}"}`)).status, 413);
  assert.equal((await post('name=a', 'text/plain')).status, 415);
  assert.equal((await post('name=a', 'application/x-www-form-urlencoded')).status, 415);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
});

test('staff routes tell a missing token from a missing right', async () => {
  const none = await sendJson(port, '/api/things', { name: 'a' });
  assert.equal(none.status, 401);
  assert.equal(none.headers['www-authenticate'], 'Bearer realm="stoa"');
  assert.equal((await sendJson(port, '/api/things', { name: 'a' }, { headers: { authorization: 'Bearer wrong-token' } })).status, 401);
  assert.equal((await send(port, '/api/things/1', { method: 'DELETE', headers: staff })).status, 403);
  const made = await sendJson(port, '/api/things', { name: 'a', size: 2 }, { headers: staff });
  assert.equal(made.status, 201);
  assert.deepEqual(JSON.parse(made.text), { id: 2, name: 'a by Ada' });
});

test('other methods get 405 and Allow, unknown addresses 404', async () => {
  for (const method of ['PUT', 'PATCH', 'TRACE', 'PROPFIND', 'QUERY']) {
    const answer = await send(port, '/api/things/1', { method });
    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers.allow, 'DELETE, GET, HEAD, OPTIONS');
  }
  const options = await send(port, '/api/things', { method: 'OPTIONS' });
  assert.equal(options.status, 204);
  assert.equal(options.headers.allow, 'GET, HEAD, OPTIONS, POST');
  const head = await send(port, '/api/things/1', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers['content-length'], '23');
  assert.equal(head.text, '');
  const none = await send(port, '/api/nothing');
  assert.equal(none.status, 404);
  assert.equal(JSON.parse(none.text).code, 'not_found');
  assert.equal((await send(port, '/api/things/')).status, 404);
  assert.equal((await send(port, '/api/things/%E0%A4%A')).status, 400);
  assert.equal((await send(port, '/api/things/%00')).status, 400);
  assert.equal((await send(port, `/api/things/${'1'.repeat(300)}`)).status, 404);
});

test('what cannot be accepted is 406', async () => {
  assert.equal((await send(port, '/api/things', { headers: { accept: 'image/png' } })).status, 406);
  assert.equal((await send(port, '/api/things', { headers: { accept: 'image/png, application/*;q=0.5' } })).status, 200);
});

test('our own fault tells the caller a trace id and nothing else, and logs no address', async () => {
  const answer = await send(port, '/api/fault', { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
  assert.equal(answer.status, 500);
  const problem = JSON.parse(answer.text);
  assert.equal(problem.traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.equal(answer.text.includes('hunter2'), false);
  const logged = server.lines.filter((line) => line.traceId === problem.traceId);
  assert.deepEqual(
    logged.map((line) => line.msg),
    ['request failed', 'request'],
  );
  assert.equal(JSON.stringify(logged).includes('bob@example.com'), false);
  assert.equal(server.spans.at(-1)?.parentSpanId, 'b7ad6b7169203331');
  assert.equal(server.spans.at(-1)?.error, '500');
});

test('security headers stand on refusals of every kind', async () => {
  for (const path of [
    '/api/nothing',
    '/api/things/abc',
    '/api/fault',
    '/nothing',
    '/api/things/%E0%A4%A',
    `/api/things/${'1'.repeat(300)}`,
  ]) {
    const { headers, text } = await send(port, path);
    if (path.startsWith('/api/')) assert.match(JSON.parse(text).traceId, /^[0-9a-f]{32}$/, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, path);
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, path);
    assert.equal(headers['cache-control'], 'no-store', path);
  }
});

test('requests given up early do not stay among the active ones', async () => {
  await send(port, '/api/things/%E0%A4%A');
  await send(port, `/api/things/${'1'.repeat(300)}`);
  assert.match(prometheusText(server.telemetry.registry.metrics()), /^http_server_active_requests 0$/m);
});

test('form posts must come from our own pages', async () => {
  const post = (headers: Record<string, string>) =>
    send(port, '/forms/thing', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'a=1&b=2&b=3',
    });
  assert.equal((await post({})).status, 403);
  assert.equal((await post({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await post({ 'sec-fetch-site': 'cross-site', origin: server.address })).status, 403);
  assert.equal((await post({ 'sec-fetch-site': 'same-site' })).status, 403);
  const good = await post({ 'sec-fetch-site': 'same-origin' });
  assert.equal(good.text, '{"a":"1","b":["2","3"]}');
  assert.equal((await post({ origin: server.address })).status, 200);
});

test('forwarded headers of strangers are ignored, and a Host that is none is refused', async () => {
  await send(port, '/api/things/1', { headers: { 'x-forwarded-for': '6.6.6.6' } });
  assert.equal(JSON.stringify(server.lines).includes('6.6.6.6'), false);
  const raw = await talk('GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n');
  assert.match(raw, /^HTTP\/1\.1 400 /);
});

test('smuggled and broken requests are answered with 400 and the connection is closed', async () => {
  const smuggled = await talk(
    'POST /api/things HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
  );
  assert.match(smuggled, /^HTTP\/1\.1 400 /);
  assert.match(smuggled, /nosniff/);
  assert.match(await talk('NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 /);
  assert.match(await talk(`GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 400 .*too long/s);
});

function talk(text: string): Promise<string> {
  return new Promise((done, failed) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('close', () => done(received));
    socket.on('error', failed);
  });
}
