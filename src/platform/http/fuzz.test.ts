import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Type } from 'typebox';
import { testDatabase } from '../../../test/support/database.ts';
import { sql } from '../postgres/index.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { pageRoute } from './page-route.ts';
import { route } from './route.ts';
import { pageQuery } from './schemas.ts';
import { type Answer, send, startServer } from './server.fixture.ts';

const db = await testDatabase();
const echo = sql('test.fuzz_echo', 'select $1::text as text, $2::jsonb as document, $3::bigint as number');

/** What callers send goes into a text, a jsonb and a bigint parameter, which is where bad input breaks shops. */
const routes = [
  route({
    method: 'POST',
    url: '/api/echo/:name',
    access: 'public',
    summary: 'Echo',
    tags: ['echo'],
    schema: {
      params: Type.Object({ name: Type.String({ maxLength: 100 }) }),
      query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }),
      body: Type.Object({ text: Type.String(), number: Type.Integer() }, { additionalProperties: true }),
      response: { 200: Type.Object({ length: Type.Integer() }) },
    },
    handler: async ({ params, query, body }) => {
      const [row] = await db.query<{ text: string }>(echo, [params.name + (query.q ?? ''), JSON.stringify(body), body.number]);
      return { length: row?.text.length ?? 0 };
    },
  }),
  pageRoute({
    url: '/:market/:language/search',
    summary: 'Search',
    query: ['q', 'page', 'f.*'],
    render: async ({ params, query }) => {
      await db.query(echo, [`${params.market}${[...query].flat().join()}`, '{}', 1]);
      return { status: 200, headers: {}, body: '<!doctype html><title>s</title>', tags: [] };
    },
  }),
];

const server = await startServer({ routes, idempotency: idempotencyStore(db) });

const NASTY = [
  "'; drop table product; --",
  '" or 1=1 --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '#{7*7}',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  '-1',
  '1e309',
  '9223372036854775808',
  'NaN',
  '٣',
  'a'.repeat(5_000),
  '\u202e',
  '[$ne]',
];

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 20 }));
const value = fc.oneof(text, fc.integer(), fc.double(), fc.bigInt().map(String), fc.constant(null), fc.jsonValue({ maxDepth: 3 }));
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom('q', 'limit', 'cursor', 'page', 'f.color', 'q[]', '__proto__'), text), text), {
  maxLength: 4,
});

function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replaceAll('%F0%9F', '%F0');
}

function check(answer: Answer, sent: string): void {
  assert.equal(answer.status < 500, true, `${answer.status} for ${JSON.stringify(sent)}: ${answer.text.slice(0, 300)}`);
  assert.equal(answer.headers['set-cookie'], undefined);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  if (answer.status >= 400 && sent.startsWith('/api/')) assert.equal(JSON.parse(answer.text).status, answer.status);
}

test('no input brings a fault, a forged header or an answer that is no problem details', async () => {
  const runs = Number(process.env.FUZZ_RUNS ?? 150);
  await fc.assert(
    fc.asyncProperty(
      text,
      query,
      fc.dictionary(fc.oneof(fc.constantFrom('text', 'number'), text), value),
      async (name, parameters, body) => {
        const path = `/api/echo/${encode(name)}?${parameters.map(([k, v]) => `${encode(k)}=${encode(v)}`).join('&')}`;
        const payload = JSON.stringify({ text: name, number: 7, ...body });
        check(await send(server.port, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: payload }), path);
        const page = `/${encode(name) || 'eu'}/en/search?${parameters.map(([k, v]) => `${encode(k)}=${encode(v)}`).join('&')}`;
        check(await send(server.port, page), page);
      },
    ),
    { numRuns: runs },
  );
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test('no body, however broken, brings a fault', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
        fc.json().map((t) => Buffer.from(t.slice(1))),
      ),
      async (bytes) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': 'fuzz-fuzz-fuzz-fuzz' };
        check(await send(server.port, '/api/echo/x', { method: 'POST', headers, body: bytes }), '/api/echo/x');
      },
    ),
    { numRuns: 150 },
  );
});
