import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { idempotencyStore } from '../../platform/http/index.ts';
import { send, startServer } from '../../platform/http/server.fixture.ts';
import { shopOn, structure, vase } from './discovery.fixture.ts';
import { discoveryRoutes } from './index.ts';

const db = await testDatabase();
const shop = await shopOn(db);
const stock = (i: number) =>
  vase(`vase-${i}`, { popularity: i % 3, createdAt: `2026-01-${10 + i}T00:00:00.000Z`, publishedAt: `2026-01-${10 + i}T00:00:00.000Z` });
await shop.write([
  ...structure,
  ...Array.from({ length: 9 }, (_, i) => stock(i)),
  vase('bowl', { title: { en: 'Bowl' }, categories: ['bowls'] }),
]);
const { port } = await startServer({
  routes: discoveryRoutes({ discovery: shop.discovery, markets: shop.markets }),
  idempotency: idempotencyStore(db),
});

type Listed = { items: { handle: string }[]; nextCursor: string | null; total: number; facets?: unknown[]; suggestion?: string | null };

async function get<T>(path: string): Promise<T> {
  const { status, text } = await send(port, path);
  assert.equal(status, 200, text);
  return JSON.parse(text) as T;
}

async function refusal(path: string): Promise<[number, string, string[]]> {
  const { status, text } = await send(port, path);
  const { code, errors = [] } = JSON.parse(text) as { code: string; errors?: { path: string }[] };
  return [status, code, errors.map((each) => each.path)];
}

test('a list is read to its end by cursor, each product once, in every order', async () => {
  for (const query of [
    '',
    '&sort=newest',
    '&sort=price-asc',
    '&sort=price-desc',
    '&category=vases',
    '&category=vases&sort=newest&filter=stock:1',
  ]) {
    const handles: string[] = [];
    let cursor = '';
    do {
      const page = await get<Listed>(`/api/products?market=eu&limit=4${query}${cursor && `&cursor=${cursor}`}`);
      handles.push(...page.items.map((item) => item.handle));
      assert.equal(page.total, query.includes('vases') ? 9 : 10);
      cursor = page.nextCursor ?? '';
    } while (cursor);
    assert.equal(new Set(handles).size, query.includes('vases') ? 9 : 10, query);
    assert.equal(handles.length, new Set(handles).size, query);
  }
});

test('a search is read to its end by cursor', async () => {
  const first = await get<Listed>('/api/search?market=eu&q=vase&limit=5');
  const second = await get<Listed>(`/api/search?market=eu&q=vase&limit=5&cursor=${first.nextCursor}`);
  assert.deepEqual([first.items.length, second.items.length, second.nextCursor, first.suggestion], [5, 4, null, null]);
  assert.equal(new Set([...first.items, ...second.items].map((item) => item.handle)).size, 9);
  const mistaken = await get<Listed>('/api/search?market=eu&q=stonwear&facets=true');
  assert.deepEqual([mistaken.suggestion, mistaken.total], ['stoneware', 9]);
  assert.deepEqual(mistaken.facets, []);
});

test('filters are given by field and value', async () => {
  const page = await get<Listed>(
    '/api/products?market=eu&filter=category:bowls,vases&filter=brand:kiln&priceFrom=100&priceTo=4900&facets=true&limit=1',
  );
  assert.equal(page.total, 10);
  assert.equal((await get<Listed>('/api/products?market=eu&filter=brand:nobody')).total, 0);
});

test('a product is read by its handle, and by those it had', async () => {
  const product = await get<{ handle: string; tags: string[] }>('/api/products/vase-1?market=eu&language=de');
  assert.deepEqual([product.handle, product.tags], ['vase-1', []]);
  await shop.write([{ ...stock(1), handle: 'urn', formerHandles: ['vase-1'] }]);
  assert.equal((await get<{ handle: string }>('/api/products/vase-1?market=us')).handle, 'urn');
});

test('categories and suggestions', async () => {
  const { items } = await get<{ items: { name: string; parentId: number | null; count: number }[] }>(
    '/api/categories?market=eu&language=de',
  );
  assert.deepEqual(
    items.map(({ name, count }) => [name, count]),
    [
      ['Keramik', 10],
      ['Vasen', 9],
      ['Schalen', 1],
    ],
  );
  assert.deepEqual([items[0]!.parentId, items[1]!.parentId === null], [null, false]);
  const { products } = await get<{ products: unknown[] }>('/api/suggest?market=eu&q=bow');
  assert.equal(products.length, 1);
});

test('what cannot be understood is refused with the field that is wrong', async () => {
  const bad: [string, string[]][] = [
    ['/api/products', ['market']],
    ['/api/products?market=xx', ['market']],
    ['/api/products?market=us&language=de', ['language']],
    ['/api/products?market=eu&category=nowhere', ['category']],
    ['/api/products?market=eu&filter=secret:1', ['filter/0']],
    ['/api/products?market=eu&priceFrom=9&priceTo=1', ['priceFrom']],
    ['/api/products?market=eu&limit=101', ['limit']],
    ['/api/products?market=eu&sort=relevance', ['sort']],
    ['/api/products?market=eu&cursor=WzEsMl0x', ['cursor']],
    ['/api/products?market=eu&sort=newest&cursor=WzEsMl0', ['cursor']],
    ['/api/products?market=eu&cursor=Wzk5OTk5OTk5OTk5OSwyXQ', ['cursor']],
    ['/api/search?market=eu&q=', ['q']],
    ['/api/search?market=eu&q=a&cursor=WyJhIiwyXQ', ['cursor']],
    ['/api/products?market=eu&unknown=1', ['unknown']],
  ];
  for (const [path, fields] of bad) assert.deepEqual(await refusal(path), [400, 'payload_invalid', fields], path);
  assert.deepEqual(await refusal('/api/products/nothing?market=eu'), [404, 'product_not_found', []]);
});
