import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { testDatabase } from '../../../test/support/database.ts';
import { fail } from '../../kernel/errors.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { pageRoute } from './page-route.ts';
import { route } from './route.ts';
import { send, startServer } from './server.fixture.ts';

let renders = 0;
const filler = 'a finished page '.repeat(200);

const routes = [
  pageRoute({
    url: '/:market/:language/c/:slug',
    summary: 'Category',
    query: ['page', 'f.*'],
    render: async ({ params, query, address, origin }) => {
      renders += 1;
      if (params.slug === 'fault') throw new Error('fault');
      if (params.slug === 'none') fail('not_found');
      const body = `<!doctype html><title>${params.slug}</title><p>${query}|${address}|${origin}|${renders}</p>${filler}`;
      return { status: 200, headers: {}, body, tags: ['category:1'], csp: { scripts: ['sha256-abc'] } };
    },
  }),
  pageRoute({
    url: '/:market/:language',
    summary: 'Home',
    query: [],
    render: async ({ params }) => ({ status: 200, headers: {}, body: `home of ${params.market}`, tags: [] }),
  }),
  route({ method: 'POST', url: '/api/carts', access: 'public', summary: 'Make', tags: [], schema: {}, handler: () => ({}) }),
  route({ method: 'GET', url: '/media/:id', access: 'public', summary: 'Show', tags: [], schema: {}, handler: () => ({}) }),
];

const server = await startServer({
  routes,
  idempotency: idempotencyStore(await testDatabase()),
  errorPage: ({ status, code }) => ({ status, headers: {}, body: `<!doctype html><title>${code}</title>`, tags: [] }),
});
const { port, pages } = server;
const textOf = async (path: string, headers: Record<string, string> = {}) => (await send(port, path, { headers })).text;

test('a page is rendered once for all forms of its address', async () => {
  const first = await send(port, '/eu/en/c/cups?f.color=red&page=2&utm_source=mail');
  assert.equal(first.status, 200);
  assert.match(first.text, /page=2\|\/eu\/en\/c\/cups\?f\.color=red&amp;page=2|f\.color=red&page=2\|/);
  for (const other of ['?page=2&f.color=red', '?f.color=red&page=2', '?page=2&utm_campaign=x&f.color=red&page=']) {
    assert.equal(await textOf(`/eu/en/c/cups${other}`), first.text);
  }
  assert.equal(await textOf('/eu/en/c/%63ups?page=2&f.color=red'), first.text);
  assert.equal(renders, 1);
});

test('a page carries what caches need, and no cookie matters', async () => {
  const { headers } = await send(port, '/eu/en/c/mugs', { headers: { cookie: 'cart=1' } });
  assert.equal(headers['cache-control'], 'public, max-age=0, s-maxage=300, stale-while-revalidate=600');
  assert.equal(headers['surrogate-key'], 'category:1');
  assert.equal(headers.vary, 'Accept-Encoding');
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.match(String(headers['content-security-policy']), /script-src 'self' 'sha256-abc';/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['set-cookie'], undefined);
});

test('each coding has its own strong ETag, which brings a 304', async () => {
  await send(port, '/eu/en/c/bowls');
  const plain = await send(port, '/eu/en/c/bowls');
  const zipped = await send(port, '/eu/en/c/bowls', { headers: { 'accept-encoding': 'gzip' } });
  const brotli = await send(port, '/eu/en/c/bowls', { headers: { 'accept-encoding': 'gzip, br' } });
  assert.deepEqual(
    [plain, zipped, brotli].map((a) => a.headers['content-encoding']),
    [undefined, 'gzip', 'br'],
  );
  assert.equal(gunzipSync(zipped.bytes).toString(), plain.text);
  assert.equal(brotliDecompressSync(brotli.bytes).toString(), plain.text);
  const tags = [plain, zipped, brotli].map((a) => String(a.headers.etag));
  assert.equal(new Set(tags).size, 3);
  for (const tag of tags) {
    const again = await send(port, '/eu/en/c/bowls', { headers: { 'accept-encoding': 'br', 'if-none-match': `"other", ${tag}` } });
    assert.equal(again.status, 304);
    assert.equal(again.headers.etag, tag);
    assert.equal(again.text, '');
    assert.equal(again.headers['content-length'], undefined);
  }
  const head = await send(port, '/eu/en/c/bowls', { method: 'HEAD' });
  assert.equal(head.headers['content-length'], String(plain.bytes.length));
  assert.equal(head.text, '');
});

test('a purge shows on the next request', async () => {
  const before = await textOf('/eu/en/c/plates');
  assert.equal(await textOf('/eu/en/c/plates'), before);
  pages.purge(['product:9']);
  assert.equal(await textOf('/eu/en/c/plates'), before);
  pages.purge(['category:1']);
  assert.notEqual(await textOf('/eu/en/c/plates'), before);
});

test('hosts do not share a page when the shop takes its address from them', async () => {
  const one = await textOf('/eu/en/c/jugs', { host: 'one.localhost' });
  const two = await textOf('/eu/en/c/jugs', { host: 'two.localhost' });
  assert.match(one, /http:\/\/one\.localhost\|/);
  assert.match(two, /http:\/\/two\.localhost\|/);
  assert.match(await textOf('/eu/en/c/jugs', { host: 'one.localhost', 'x-forwarded-host': 'evil.example' }), /http:\/\/one\.localhost\|/);
  assert.equal((await send(port, '/eu/en/c/jugs', { headers: { host: 'a"><script>' } })).status, 400);
});

test('errors of pages are the shop’s own pages and are not kept', async () => {
  const none = await send(port, '/eu/en/c/none');
  assert.equal(none.status, 404);
  assert.equal(none.text, '<!doctype html><title>not_found</title>');
  assert.equal(none.headers['cache-control'], 'no-store');
  assert.equal(none.headers['content-type'], 'text/html; charset=utf-8');
  const fault = await send(port, '/eu/en/c/fault');
  assert.equal(fault.status, 500);
  assert.equal(fault.text, '<!doctype html><title>internal</title>');
  assert.equal((await send(port, '/elsewhere')).status, 404);
  assert.equal((await send(port, '/eu/en/c/cups', { method: 'POST' })).status, 405);
});

test('a page of two segments does not answer for what lies below /api or /media', async () => {
  assert.equal(await textOf('/eu/en'), 'home of eu');
  const wrong = await send(port, '/api/carts');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.allow, 'OPTIONS, POST');
  assert.equal(JSON.parse((await send(port, '/api/nothing')).text).code, 'not_found');
  assert.equal((await send(port, '/media/x', { method: 'POST' })).headers.allow, 'GET, HEAD, OPTIONS');
});

test('without a public address a foreign Host stays out of pages, and names that can be nobody else are used', async () => {
  const originIn = async (host: string) => (await textOf('/eu/en/c/hosts', { host })).split('|')[2];
  assert.equal(await originIn('evil.example'), '');
  assert.equal(await originIn('localhost.evil.example'), '');
  assert.equal(await originIn('300.1.1.1'), '');
  for (const host of ['localhost:3000', '127.0.0.1', '192.168.1.20:8080', '[::1]:3000', `${hostname().toLowerCase()}:3000`])
    assert.equal(await originIn(host), `http://${host}`);
});
