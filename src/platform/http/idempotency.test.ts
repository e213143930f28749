import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { testDatabase } from '../../../test/support/database.ts';
import { fail } from '../../kernel/errors.ts';
import { sql } from '../postgres/index.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { fingerprint } from './idempotency.ts';
import { route } from './route.ts';
import { sendJson, startServer } from './server.fixture.ts';

const db = await testDatabase();
const store = idempotencyStore(db);
let runs = 0;
let release = () => {};

const routes = [
  route({
    method: 'POST',
    url: '/api/orders',
    access: 'public',
    summary: 'Make an order',
    tags: ['orders'],
    schema: { body: Type.Object({ what: Type.String() }), response: { 201: Type.Object({ run: Type.Integer(), secret: Type.String() }) } },
    handler: async ({ body }, reply) => {
      runs += 1;
      const run = runs;
      if (body.what === 'slow') await new Promise<void>((done) => (release = done));
      if (body.what === 'refused') fail('cart_empty');
      if (body.what === 'fault') throw new Error('fault');
      reply.header('location', `/api/orders/${run}`);
      return { run, secret: 'canary-7731' };
    },
  }),
];

const { port } = await startServer({ routes, idempotency: store });
const post = (what: string, key: string) => sendJson(port, '/api/orders', { what }, { headers: { 'idempotency-key': key } });

test('the same key and body give the stored answer', async () => {
  const first = await post('a', 'key-of-sixteen-01');
  const second = await post('a', 'key-of-sixteen-01');
  assert.equal(first.status, 201);
  assert.equal(first.headers['idempotency-replayed'], undefined);
  assert.equal(second.status, 201);
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.equal(second.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(second.headers.location, first.headers.location);
  assert.equal(second.text, first.text);
  assert.notEqual((await post('a', 'key-of-sixteen-02')).text, first.text);
});

test('what is stored can be read neither for its answer nor for its key', async () => {
  await post('stored', 'key-of-sixteen-03');
  const rows = await db.query<{ key: string; body: Buffer }>(sql('test.idempotency_rows', 'select * from idempotency'));
  assert.equal(rows.length > 0, true);
  assert.equal(JSON.stringify(rows).includes('key-of-sixteen'), false);
  assert.equal(
    rows.some((row) => row.body.includes('canary-7731')),
    false,
  );
});

test('another body under the same key is refused and does not run', async () => {
  await post('a', 'key-of-sixteen-04');
  const before = runs;
  const other = await post('b', 'key-of-sixteen-04');
  assert.equal(other.status, 422);
  assert.equal(JSON.parse(other.text).code, 'idempotency_mismatch');
  assert.equal(runs, before);
});

test('a refusal is stored, a fault is not', async () => {
  const before = runs;
  assert.equal((await post('refused', 'key-of-sixteen-05')).status, 409);
  const again = await post('refused', 'key-of-sixteen-05');
  assert.equal(again.status, 409);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(runs, before + 1);
  assert.equal((await post('fault', 'key-of-sixteen-06')).status, 500);
  assert.equal((await post('fault', 'key-of-sixteen-06')).status, 500);
  assert.equal(runs, before + 3);
});

test('parallel duplicates wait for the first and get its answer', async () => {
  const before = runs;
  const first = post('slow', 'key-of-sixteen-07');
  while (runs === before) await new Promise((done) => setTimeout(done, 5));
  const others = [post('slow', 'key-of-sixteen-07'), post('slow', 'key-of-sixteen-07')];
  setTimeout(() => release(), 150);
  const answers = await Promise.all([first, ...others]);
  assert.deepEqual(
    answers.map((a) => a.status),
    [201, 201, 201],
  );
  assert.equal(new Set(answers.map((a) => a.text)).size, 1);
  assert.equal(runs, before + 1);
});

test('a duplicate that waits too long is told when to come back', async () => {
  const before = runs;
  const first = post('slow', 'key-of-sixteen-08');
  while (runs === before) await new Promise((done) => setTimeout(done, 5));
  const second = await post('slow', 'key-of-sixteen-08');
  assert.equal(second.status, 409);
  assert.equal(JSON.parse(second.text).code, 'idempotency_in_progress');
  assert.match(String(second.headers['retry-after']), /^(2[0-9]|30)$/);
  release();
  assert.equal((await first).status, 201);
});

test('a call that died is taken over when its lock has run out, and not before', async () => {
  const call = { scope: 's', key: 'k', fingerprint: fingerprint('POST', '/x', {}), lockSeconds: 30 };
  const dead = await store.claim(call);
  assert.equal(dead.state, 'ours');
  assert.equal((await store.claim(call)).state, 'running');
  await db.query(sql('test.idempotency_age', "update idempotency set locked_until = now() - interval '1 second' where scope = 's'"));
  const heir = await store.claim(call);
  assert.equal(heir.state, 'ours');
  if (dead.state !== 'ours' || heir.state !== 'ours') return;
  await store.keep({ ...call, lock: dead.lock }, { status: 200, headers: {}, body: Buffer.from('late') });
  assert.equal((await store.claim(call)).state, 'running');
  await store.keep({ ...call, lock: heir.lock }, { status: 201, headers: {}, body: Buffer.from('heir') });
  const kept = await store.claim(call);
  assert.equal(kept.state === 'answered' && kept.answer.body.toString(), 'heir');
});

test('a key that could be guessed is refused', async () => {
  for (const key of ['short', 'a'.repeat(256), 'with space in it all']) {
    const answer = await post('a', key);
    assert.equal(answer.status, 400);
    assert.deepEqual(
      JSON.parse(answer.text).errors.map((e: { path: string }) => e.path),
      ['Idempotency-Key'],
    );
  }
});

test('answers older than a day are swept', async () => {
  await db.query(sql('test.idempotency_old', "update idempotency set created_at = now() - interval '25 hours'"));
  assert.equal((await store.sweep()) > 0, true);
  assert.deepEqual(await db.query(sql('test.idempotency_rows', 'select * from idempotency')), []);
});
