import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { idempotencyStore } from '../../platform/http/index.ts';
import { send, startServer } from '../../platform/http/server.fixture.ts';
import { catalogOn, lamp } from './catalog.fixture.ts';
import { catalogRoutes } from './catalog.routes.ts';
import { createStaffCatalog } from './staff.service.ts';

const db = await testDatabase();
const catalog = await catalogOn(db);
const shop = await startServer({
  routes: catalogRoutes({ staff: createStaffCatalog(catalog) }),
  idempotency: idempotencyStore(db),
  verifyStaff: async (token) => ({
    id: 's',
    name: 'S',
    scopes: token === 'writer-token-of-tests' ? ['catalog:read', 'catalog:write'] : ['catalog:read'],
  }),
});
const q = <T>(text: string, values: unknown[] = []) => db.query<T>({ name: '', text }, values);

async function call(method: string, path: string, body?: unknown, token = 'writer-token-of-tests') {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await send(shop.port, `/api/staff${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: answer.text === '' ? null : JSON.parse(answer.text) };
}

const { kind: _, ...product } = lamp();

test('a product is created, read, replaced, changed in parts and archived', async () => {
  const created = await call('POST', '/products', product);
  assert.equal(created.status, 201);
  const { id, variantIds } = created.body;
  assert.equal(created.headers.location, `/api/staff/products/${id}`);
  assert.deepEqual((await call('GET', `/products/${id}`)).body, created.body);
  assert.equal((await call('POST', '/products', product)).body.code, 'handle_taken');

  const renamed = await call('PUT', `/products/${id}?ifVersion=1`, { ...created.body.product, handle: 'dome-lamp-ii' });
  assert.deepEqual([renamed.status, renamed.body.version, renamed.body.product.formerHandles], [200, 2, ['dome-lamp']]);
  assert.deepEqual(renamed.body.variantIds, variantIds);
  assert.equal((await call('PUT', `/products/${id}?ifVersion=1`, created.body.product)).body.code, 'conflict');

  await q('update stock_level set on_hand = 3');
  const patched = await call('PATCH', `/products/${id}`, { title: { en: 'Patched' }, seo: null, tags: ['one'] });
  assert.equal(patched.status, 200);
  assert.deepEqual(
    [patched.body.product.title, patched.body.product.seo, patched.body.product.tags],
    [{ en: 'Patched' }, undefined, ['one']],
  );
  assert.equal(patched.body.product.variants[0].stock, 3);
  assert.deepEqual(patched.body.product.formerHandles, ['dome-lamp']);

  assert.equal((await call('DELETE', `/products/${id}`)).status, 204);
  assert.equal((await call('GET', `/products/${id}`)).body.product.status, 'archived');
  assert.equal((await call('DELETE', '/products/999999')).body.code, 'product_not_found');
});

test('what staff change stays when an unchanged file comes again', async () => {
  await catalog.writer.write([lamp({ handle: 'fed' })], { source: 'feed' });
  const [{ id }] = (await q<{ id: number }>(`select id from product where handle = 'fed'`)) as [{ id: number }];
  await call('PATCH', `/products/${id}`, { title: { en: 'By hand' } });
  const [same] = await catalog.writer.write([lamp({ handle: 'fed' })], { source: 'feed' });
  assert.equal(same?.outcome, 'unchanged');
  assert.deepEqual((await call('GET', `/products/${id}`)).body.product.title, { en: 'By hand' });
  const [forced] = await catalog.writer.write([lamp({ handle: 'fed' })], { source: 'feed', force: true });
  assert.equal(forced?.outcome, 'updated');
});

test('every fault of a product is named, and nothing is written', async () => {
  const before = await q('select count(*)::int as n from product');
  const shape = await call('POST', '/products', { ...product, handle: 'Bad', colour: 1 });
  assert.deepEqual([shape.status, shape.body.code], [400, 'payload_invalid']);
  assert.deepEqual(shape.body.errors.map((e: { path: string }) => e.path).sort(), ['/colour', '/handle']);
  const meaning = await call('POST', '/products', {
    ...product,
    handle: 'new-one',
    variants: [{ prices: { jp: { amount: 1 } }, options: ['black'] }],
  });
  assert.deepEqual([meaning.status, meaning.body.code, meaning.body.errors[0].path], [422, 'catalog_rejected', '/variants/0/prices/jp']);
  assert.deepEqual(await q('select count(*)::int as n from product'), before);
});

test('a price is set by market and told to the pages once', async () => {
  const [row] = await q<{ id: number; product: number }>(
    `select v.id, v.product_id as product from variant v where v.sku = 'D-2' order by id limit 1`,
  );
  const events = async () => (await q<{ n: number }>('select count(*)::int as n from outbox'))[0]!.n;
  const before = await events();
  assert.equal((await call('PUT', `/variants/${row!.id}/prices/us`, { amount: 12300, compareAt: 15000 })).status, 204);
  assert.equal((await call('PUT', `/variants/${row!.id}/prices/us`, { amount: 12300, compareAt: 15000 })).status, 204);
  assert.equal(await events(), before + 1);
  assert.deepEqual(
    await q(`select price_list, amount, compare_at from price where variant_id = $1 and price_list = 'us-2026'`, [row!.id]),
    [{ price_list: 'us-2026', amount: 12300, compare_at: 15000 }],
  );
  assert.equal((await call('PUT', `/variants/${row!.id}/prices/jp`, { amount: 1 })).status, 404);
  for (const price of [{ amount: 100_000_000_001 }, { amount: 1, compareAt: 100_000_000_001 }])
    assert.equal((await call('PUT', `/variants/${row!.id}/prices/us`, price)).status, 400);
  assert.equal((await call('PUT', '/variants/999999/prices/us', { amount: 1 })).body.code, 'variant_not_found');
});

test('lists are found by status, brand, SKU and text, page by page', async () => {
  await catalog.writer.write(
    Array.from({ length: 5 }, (_, i) => lamp({ handle: `list-${i}`, title: { en: `Listed 100% ${i}` }, brand: 'Lister' })),
    { source: 'test' },
  );
  const first = await call('GET', '/products?brand=Lister&limit=3');
  const second = await call('GET', `/products?brand=Lister&limit=3&cursor=${first.body.nextCursor}`);
  assert.deepEqual(
    [...first.body.items, ...second.body.items].map((p: { handle: string }) => p.handle),
    ['list-4', 'list-3', 'list-2', 'list-1', 'list-0'],
  );
  assert.equal(second.body.nextCursor, null);
  assert.equal((await call('GET', '/products?text=100%25%203')).body.items.length, 1);
  assert.equal((await call('GET', '/products?status=archived')).body.items.length, 1);
  assert.equal((await call('GET', '/products?sku=D-1&brand=Lister')).body.items.length, 5);
});

test('categories, brands, types and attributes are listed, read and put', async () => {
  const category = { code: 'wall', parent: 'lighting', slug: 'wall-lamps', name: { en: 'Wall lamps' } };
  assert.deepEqual((await call('PUT', '/categories/wall', category)).body, category);
  assert.deepEqual((await call('GET', '/categories/wall')).body, category);
  assert.equal(
    (await call('PUT', '/categories/lighting', { code: 'lighting', parent: 'wall', slug: 'lighting', name: { en: 'L' } })).body.errors[0]
      .code,
    'category_cycle',
  );
  assert.equal((await call('PUT', '/brands/x', { code: 'y', slug: 'y', name: 'Y' })).body.code, 'catalog_rejected');
  assert.equal((await call('GET', '/brands/none')).status, 404);
  const brand = { code: 'y', slug: 'y', name: 'Y & Co', description: { en: '<p>Since 1901.</p>' } };
  assert.deepEqual((await call('PUT', '/brands/y', brand)).body, brand);
  const attribute = {
    code: 'color',
    name: { en: 'Colour' },
    valueType: 'choice',
    facetable: true,
    choices: [{ code: 'white', label: { en: 'White' }, swatch: '#ffffff' }],
  };
  const put = await call('PUT', '/attributes/color', attribute);
  assert.deepEqual(
    put.body.choices.map((c: { code: string }) => c.code),
    ['white', 'black'],
  );
  const list = await call('GET', '/attributes?limit=2');
  assert.deepEqual(
    list.body.items.map((a: { code: string }) => a.code),
    ['color', 'cord_m'],
  );
  assert.equal((await call('GET', `/attributes?limit=2&cursor=${list.body.nextCursor}`)).body.items.length, 2);
  assert.deepEqual((await call('GET', '/product-types')).body.items, [{ code: 'lamp', name: { en: 'lamp' }, attributes: [] }]);
});

test('reading needs one right and writing another', async () => {
  assert.equal((await call('GET', '/products', undefined, 'reader-token-of-tests')).status, 200);
  assert.equal((await call('POST', '/products', product, 'reader-token-of-tests')).status, 403);
  assert.equal((await call('DELETE', '/products/1', undefined, 'reader-token-of-tests')).status, 403);
});
