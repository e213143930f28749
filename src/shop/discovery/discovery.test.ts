import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { SearchRequest } from '../../platform/search/index.ts';
import { createInventory, stockStore } from '../inventory/index.ts';
import { shopOn, structure, vase } from './discovery.fixture.ts';
import type { ListingView, ProductView } from './index.ts';
import { createListing } from './listing.service.ts';
import { projectionStore } from './projection.store.ts';
import { createStructures } from './structure.service.ts';

const db = await testDatabase({ transactions: 6 });
const shop = await shopOn(db);
const { discovery, eu, de, us } = shop;
const q = <T>(text: string, values: unknown[] = []) => db.query<T>({ name: '', text }, values);

const listing = async (category: string, more = {}) => (await discovery.listing(eu, { category, ...more })) as ListingView;
const titles = (view: { items: { handle: string }[] }) => view.items.map((item) => item.handle);
const product = async (handle: string, locale = eu) => (await discovery.productView(locale, handle)) as ProductView;
const categoryId = async (code: string) => (await q<{ id: number }>('select id from category where code = $1', [code]))[0]!.id;

const [one = 0, two = 0, three = 0] = await shop
  .write([
    ...structure,
    vase('one', { popularity: 9, tags: ['gift'] }),
    vase(
      'two',
      { brand: 'lehm', attributes: { color: ['white', 'red'], height: 9.5 } },
      { prices: { eu: { amount: 2900, compareAt: 3900 } }, stock: 3 },
    ),
    vase('three', { title: { en: 'Serving bowl' }, categories: ['bowls'] }, { stock: 0 }),
    vase('draft', { status: 'draft' }),
  ])
  .then((ids) => ids.slice(-4));

test('a listing shows what is for sale in the market, with exact totals, in the order asked for', async () => {
  const view = await listing('ceramics');
  assert.deepEqual([view.title, view.total, view.pages, titles(view)], ['Ceramics', 3, 1, ['one', 'three', 'two']]);
  assert.deepEqual(titles(await listing('ceramics', { sort: 'price-asc' })), ['two', 'one', 'three']);
  assert.deepEqual(titles(await listing('vases')), ['one', 'two']);
  const american = (await discovery.listing(us, { category: 'ceramics' })) as ListingView;
  assert.deepEqual(
    american.items.map((item) => [item.handle, item.price.amount]),
    [
      ['one', 5900],
      ['three', 5900],
    ],
  );
});

test('a card says what a shopper must know', async () => {
  const { items } = await listing('vases');
  const [{ image: _image, ...card }] = items.slice(1) as [(typeof items)[number]];
  assert.deepEqual(card, {
    id: two,
    handle: 'two',
    title: 'Stoneware vase',
    brand: 'Lehm',
    hoverImage: null,
    price: { amount: 2900, compareAt: 3900, from: false, lowestPriceBeforeReduction: null },
    swatches: [],
    stock: 'low',
    left: 3,
    isNew: false,
    variantId: card.variantId,
  });
  assert.equal(typeof card.variantId, 'number');
});

test('facets are named in the language and offer only what leads somewhere', async () => {
  const { facets, subcategories } = (await discovery.listing(de, { category: 'ceramics' })) as ListingView;
  assert.deepEqual(
    facets.map(({ field, label, values }) => [field, label, values.map(({ label: each, count }) => `${each} ${count}`)]),
    [
      ['price', 'Preis', []],
      ['brand', 'Marke', ['Kiln & Co 2', 'Lehm 1']],
      ['attr.color', 'Farbe', ['Blau 2', 'Weiß 1', 'Rot 1']],
      ['attr.height', 'Höhe', ['9,5 cm 1', '20 cm 2']],
      ['stock', 'Auf Lager', ['Auf Lager 2']],
      ['sale', 'Reduziert', ['Reduziert 1']],
    ],
  );
  assert.deepEqual(
    subcategories.map(({ name, count }) => [name, count]),
    [
      ['Vasen', 2],
      ['Schalen', 1],
    ],
  );
});

test('a chosen facet stays changeable and can be taken away', async () => {
  const view = await listing('ceramics', { filters: { 'attr.color': ['white'], brand: ['lehm'] }, price: { to: 3000 } });
  assert.deepEqual(titles(view), ['two']);
  assert.deepEqual(view.selected, [
    { field: 'price', value: '-3000', label: 'Price' },
    { field: 'brand', value: 'lehm', label: 'Lehm' },
    { field: 'attr.color', value: 'white', label: 'White' },
  ]);
  const color = view.facets.find((facet) => facet.field === 'attr.color');
  assert.deepEqual(color?.values, [
    { value: 'white', label: 'White', count: 1, selected: true, swatch: '#ffffff' },
    { value: 'red', label: 'Red', count: 1, selected: false },
  ]);
  const none = await listing('ceramics', { filters: { brand: ['nobody'] } });
  assert.deepEqual([none.total, none.selected], [0, [{ field: 'brand', value: 'nobody', label: 'nobody' }]]);
});

test('words, codes and mistakes find products in the language of the page', async () => {
  const find = async (locale: typeof eu, text: string) => titles(await discovery.search(locale, { q: text }));
  assert.deepEqual(await find(eu, 'vase kiln'), ['one']);
  assert.deepEqual(await find(de, 'Schalen'), ['three']);
  assert.deepEqual(await find(de, 'weiße Vase'), ['two']);
  assert.deepEqual(await find(eu, 'sku-two'), ['two']);
  const mistaken = await discovery.search(eu, { q: 'stonewear' });
  assert.deepEqual([mistaken.suggestion, mistaken.total], ['stoneware', 2]);
  assert.deepEqual((await discovery.search(eu, { q: 'zzzz' })).total, 0);
});

test('what an engine knows to be meant is offered, and the words as typed are searched for', async () => {
  const known = { ...shop.engine, search: async (request: SearchRequest) => ({ ...(await shop.engine.search(request)), better: 'vase' }) };
  const listing = createListing({ engine: known, structures: createStructures(projectionStore(db)), clock: systemClock });
  const found = await listing.search(eu, { q: 'kiln' });
  assert.deepEqual([found.didYouMean, found.suggestion, found.q], ['vase', null, 'kiln']);
  const page = await listing.products(eu, { q: 'kiln' }, { after: null, offset: 0, limit: 5, facets: false });
  assert.equal(page?.better, 'vase');
});

test('suggestions name words, products and categories', async () => {
  const { queries, products, categories } = await discovery.suggest(de, 'vas');
  assert.deepEqual(queries, ['vase', 'vasen']);
  assert.deepEqual(
    products.map((each) => each.handle),
    ['one', 'two'],
  );
  assert.deepEqual(categories, [{ slug: 'vases', name: 'Vasen' }]);
});

test('a product page has all there is to say', async () => {
  const view = await product('two', de);
  assert.equal(view.title, 'Vase aus Steinzeug');
  assert.deepEqual(view.brand?.name, 'Lehm');
  assert.deepEqual(view.price, { amount: 2900, compareAt: 3900, from: false, lowestPriceBeforeReduction: null });
  assert.deepEqual(
    view.breadcrumbs.map((each) => each.label),
    ['Keramik', 'Vasen'],
  );
  assert.deepEqual(view.attributes, [
    { code: 'color', label: 'Farbe', text: 'Weiß, Rot' },
    { code: 'height', label: 'Höhe', text: '9,5 cm' },
  ]);
  assert.deepEqual(
    view.variants.map(({ sku, stock, left }) => [sku, stock, left]),
    [['SKU-two', 'low', 3]],
  );
  assert.deepEqual(titles({ items: view.related }), ['one', 'three']);
  assert.equal(await discovery.productView(us, 'two'), null);
  assert.equal(await discovery.productView(eu, 'draft'), null);
});

test('a price change is seen at once and purges the pages that show it', async () => {
  shop.purged();
  await shop.write([vase('one', { popularity: 9, tags: ['gift'] }, { prices: { eu: { amount: 1900 }, us: { amount: 5900 } } })]);
  const [ceramics, vases] = [await categoryId('ceramics'), await categoryId('vases')];
  const brand = (await q<{ id: number }>(`select id from brand where code = 'kiln'`))[0]!.id;
  assert.deepEqual(
    shop.purged(),
    [`brand:${brand}`, 'category:0', `category:${ceramics}`, `category:${vases}`, `product:${one}`, 'search', 'tag:gift'].sort(),
  );
  assert.deepEqual(titles(await listing('vases', { sort: 'price-asc' })), ['one', 'two']);
  const { facets } = await listing('vases');
  assert.deepEqual([facets[0]?.min, facets[0]?.max], [1900, 2900]);
});

test('what only a card shows purges the product alone', async () => {
  shop.purged();
  await shop.write([
    vase('one', { title: { en: 'Tall vase' }, popularity: 9, tags: ['gift'] }, { prices: { eu: { amount: 1900 }, us: { amount: 5900 } } }),
  ]);
  assert.deepEqual(shop.purged(), [`product:${one}`]);
  assert.equal((await listing('vases')).items[0]?.title, 'Tall vase');
});

test('stock that runs out is seen at once', async () => {
  const inventory = createInventory({ store: stockStore(db) });
  const { variants } = await product('two');
  await inventory.adjust(variants[0]!.id, { onHand: 0 }, 'adjustment');
  shop.purged();
  await shop.settle();
  const tags = shop.purged();
  assert.ok(tags.includes(`product:${two}`) && tags.includes(`category:${await categoryId('vases')}`));
  const view = await listing('ceramics', { filters: { stock: ['1'] } });
  assert.deepEqual(titles(view), ['one']);
  assert.equal((await product('two')).stock, 'out');
});

test('events that come again or late change nothing', async () => {
  const before = await listing('ceramics');
  await discovery.indexer.handlers['catalog.products-changed']!([
    { id: 1, type: 'catalog.products-changed', payload: { ids: [three, one, 424242] }, createdAt: new Date(), attempts: 0 },
    { id: 2, type: 'catalog.products-changed', payload: { nonsense: true }, createdAt: new Date(), attempts: 0 },
  ]);
  assert.deepEqual(await listing('ceramics'), before);
});

test('a product that is archived leaves everywhere, and its category the menu', async () => {
  shop.purged();
  assert.deepEqual(
    (await discovery.categoryTree(eu)).map((root) => [root.name, root.count, root.children.map((child) => child.name)]),
    [['Ceramics', 3, ['Vases', 'Bowls']]],
  );
  await shop.write([vase('three', { status: 'archived', title: { en: 'Serving bowl' }, categories: ['bowls'] }, { stock: 0 })]);
  assert.ok(shop.purged().includes('catalog'));
  assert.deepEqual(titles(await listing('ceramics')), ['one', 'two']);
  assert.equal(await discovery.productView(eu, 'three'), null);
  assert.deepEqual(
    (await discovery.categoryTree(eu)).map((root) => [root.name, root.count, root.children.map((child) => child.name)]),
    [['Ceramics', 2, ['Vases']]],
  );
});

test('renamed products and categories lead to where they are now', async () => {
  await shop.write([
    { kind: 'category', code: 'vases', parent: 'ceramics', slug: 'all-vases', name: { en: 'Vases', de: 'Vasen' } },
    { ...vase('uno', { title: { en: 'Tall vase' }, popularity: 9, tags: ['gift'] }), formerHandles: ['one'] },
  ]);
  assert.deepEqual(await discovery.productView(eu, 'one'), { redirect: 'uno' });
  assert.deepEqual(await discovery.listing(eu, { category: 'vases' }), { redirect: 'all-vases' });
  assert.equal((await listing('all-vases')).total, 2);
  assert.equal(await discovery.listing(eu, { category: 'nowhere' }), null);
});

test('a brand that is renamed is found by its new name', async () => {
  await shop.write([{ kind: 'brand', code: 'lehm', slug: 'lehm', name: 'Tonwerk' }]);
  assert.deepEqual(titles(await discovery.search(eu, { q: 'tonwerk' })), ['two']);
  assert.equal((await listing('ceramics')).items.find((item) => item.handle === 'two')?.brand, 'Tonwerk');
});

test('a category that moves takes its products along', async () => {
  await shop.write([{ kind: 'category', code: 'vases', parent: 'glass', slug: 'all-vases', name: { en: 'Vases', de: 'Vasen' } }]);
  assert.equal((await listing('ceramics')).total, 0);
  assert.deepEqual(titles(await listing('glass')), ['uno', 'two']);
});

test('rows follow their rule', async () => {
  const row = async (rule: Parameters<typeof discovery.rows>[1]) => titles(await discovery.rows(eu, rule, 4));
  assert.deepEqual(await row({ by: 'popular' }), ['uno', 'two']);
  assert.deepEqual(await row({ by: 'reduced' }), ['two']);
  assert.deepEqual(await row({ by: 'tag', tag: 'gift' }), ['uno']);
  assert.deepEqual(await row({ by: 'brand', brand: 'lehm' }), ['two']);
  assert.deepEqual(await row({ by: 'category', category: 'glass', sort: 'newest' }), ['two', 'uno']);
  assert.deepEqual(await row({ by: 'handles', handles: ['two', 'gone', 'uno'] }), ['two', 'uno']);
  assert.deepEqual(await row({ by: 'category', category: 'nowhere', sort: 'newest' }), []);
});

test('the sitemap names every address once', async () => {
  assert.equal(await discovery.sitemapParts(eu), 2);
  assert.deepEqual((await discovery.sitemap(eu, 0)).map((each) => each.path).sort(), ['/c/all-vases', '/c/glass']);
  assert.deepEqual((await discovery.sitemap(eu, 1)).map((each) => each.path).sort(), ['/p/two', '/p/uno']);
});

test('an index built anew says the same', async () => {
  const before = [await listing('glass'), await discovery.search(eu, { q: 'vase' }), await discovery.categoryTree(eu)];
  shop.purged();
  assert.equal(await discovery.indexer.reindex(), 2);
  assert.deepEqual(shop.purged(), ['*']);
  assert.deepEqual([await listing('glass'), await discovery.search(eu, { q: 'vase' }), await discovery.categoryTree(eu)], before);
});

test('a preorder names its day as long as nothing is there, and is for sale until then', async () => {
  await shop.write([vase('soon', {}, { stock: 0 })]);
  const at = new Date(Date.now() + 30 * 24 * 3600_000);
  const set = (until: Date) =>
    q('update variant v set preorder_until = $1 from product p where p.id = v.product_id and p.handle = $2', [until, 'soon']);
  const stateOf = async () => (await product('soon')).variants.map(({ stock, preorderUntil }) => [stock, preorderUntil]);
  assert.deepEqual(await stateOf(), [['out', null]]);
  await set(at);
  assert.deepEqual(await stateOf(), [['in', at.toISOString()]]);
  await set(new Date(Date.now() - 1000));
  assert.deepEqual(await stateOf(), [['out', null]]);
});
