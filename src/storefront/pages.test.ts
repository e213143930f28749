import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createAssets } from './assets.ts';
import { emptyCheckout } from './checkout-form.ts';
import { fixtureContext, fixturePages } from './pages.fixture.ts';
import { fixtureCheckout } from './purchase.fixture.ts';
import { checkoutPage } from './templates/checkout.ts';
import { hreflangs } from './templates/head.ts';
import { orderStatusPage } from './templates/order.ts';
import { searchPage } from './templates/search.ts';
import { fixtureTheme } from './theme.fixture.ts';
import { fixtureListing } from './views.fixture.ts';

const pages = fixturePages();
const body = (name: string) => pages[name]!().body;
const dataOf = (name: string) =>
  [...body(name).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map((m) => JSON.parse(m[1]!) as Record<string, never>);
type Offer = { price: string; priceCurrency: string; availability: string; url: string };

test('U25: the product in JSON-LD costs what the page says, and every variant is an offer', () => {
  const [product, crumbs] = dataOf('product') as unknown as [
    { '@type': string; offers: { '@type': string; lowPrice: string; highPrice: string; offerCount: number; offers: Offer[] } },
    { itemListElement: { name: string; item: string }[] },
  ];
  assert.equal(product['@type'], 'Product');
  assert.match(body('product'), /<span class="price-now">€96\.00<\/span>/);
  assert.deepEqual(product.offers.offers[0], {
    '@type': 'Offer',
    url: 'http://127.0.0.1/eu/en/p/moon-vase?variant=501',
    price: '96.00',
    priceCurrency: 'EUR',
    availability: 'https://schema.org/LimitedAvailability',
    itemCondition: 'https://schema.org/NewCondition',
    sku: 'VM-CEL-M',
    seller: { '@type': 'Organization', name: 'Agora' },
  });
  assert.deepEqual([product.offers.lowPrice, product.offers.highPrice, product.offers.offerCount], ['64.00', '128.00', 15]);
  assert.deepEqual(
    crumbs.itemListElement.map((c) => c.item),
    [
      'http://127.0.0.1/eu/en/',
      'http://127.0.0.1/eu/en/c/ceramics',
      'http://127.0.0.1/eu/en/c/vases',
      'http://127.0.0.1/eu/en/p/moon-vase',
    ],
  );
});

test('U25: a product of one variant has one offer; a sold-out one says so', () => {
  const [plain] = dataOf('product-plain') as unknown as [{ offers: Offer & { '@type': string } }];
  assert.equal(plain.offers['@type'], 'Offer');
  assert.equal(plain.offers.price, '64.00');
  const [out] = dataOf('product-out') as unknown as [{ offers: { offers: Offer[] } }];
  assert.equal(out.offers.offers[0]!.availability, 'https://schema.org/OutOfStock');
});

test('U25: the home page names the organisation, and the search that others may offer', () => {
  assert.deepEqual(
    dataOf('home').map((d) => d['@type']),
    ['Organization', 'WebSite'],
  );
  assert.match(body('home'), /"urlTemplate":"http:\/\/127\.0\.0\.1\/eu\/en\/search\?q=\{search_term_string\}"/);
});

test('U24, U26: a page names itself in every market and language; a filtered one points to the plain one and is not indexed', () => {
  const listing = body('listing-one');
  assert.match(listing, /<link rel="canonical" href="http:\/\/127\.0\.0\.1\/eu\/en\/c\/vases">/);
  assert.deepEqual(
    [...listing.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map((m) => [m[1], m[2]]),
    [
      ['en', 'http://127.0.0.1/eu/en/c/vases'],
      ['de', 'http://127.0.0.1/eu/de/c/vases'],
      ['en-US', 'http://127.0.0.1/us/en/c/vases'],
      ['x-default', 'http://127.0.0.1/'],
    ],
  );
  const filtered = body('listing');
  assert.match(
    filtered,
    /<meta name="robots" content="noindex, follow"><link rel="canonical" href="http:\/\/127\.0\.0\.1\/eu\/en\/c\/ceramics">/,
  );
  assert.doesNotMatch(filtered, /hreflang="x-default"/);
  assert.match(body('listing-many'), /<link rel="canonical" href="http:\/\/127\.0\.0\.1\/eu\/en\/shop\?page=208">/);
});

test('U26: cart, checkout, orders and refusals are not indexed and have no address of record', () => {
  for (const name of ['cart', 'checkout', 'confirmation', 'not-found', 'fault']) {
    assert.match(body(name), /<meta name="robots" content="noindex, follow">/, name);
    assert.doesNotMatch(body(name), /rel="canonical"/, name);
  }
});

test('markets beyond the first speak for their countries, at most thirty of them', () => {
  assert.deepEqual(hreflangs(['US'], 'en', false), ['en-US']);
  assert.deepEqual(hreflangs(['DE', 'AT'], 'de', true), ['de']);
  assert.equal(
    hreflangs(
      Array.from({ length: 60 }, (_, i) => `X${i}`),
      'en',
      false,
    ).length,
    30,
  );
});

test('U27: the picture a visitor waits for is fetched first, all others when they come near, each with its size', () => {
  for (const name of ['home', 'product', 'listing']) {
    const images = [...body(name).matchAll(/<img [^>]*>/g)].map((m) => m[0]);
    assert.equal(images.filter((i) => i.includes('fetchpriority="high"')).length, name === 'listing' ? 4 : 1, name);
    assert.equal(images.filter((i) => !i.includes('fetchpriority') && !i.includes('loading="lazy"')).length, 0, name);
    assert.equal(images.filter((i) => !/ width="\d+" height="\d+"/.test(i)).length, 0, name);
  }
});

test('U28: style sheet at most 15 KB, script at most 10 KB, fonts at most 70 KB, every page at most 40 KB compressed and 12 KB with brotli', () => {
  const assets = createAssets(fixtureTheme);
  const bytes = (suffix: string, packed: 'gzip' | null) =>
    assets.all.filter((a) => a.name.endsWith(suffix)).reduce((sum, a) => sum + (packed ? a.gzip! : a.bytes).length, 0);
  assert.ok(bytes('.css', 'gzip') <= 15_000, `css ${bytes('.css', 'gzip')}`);
  assert.ok(bytes('.js', 'gzip') <= 10_000, `js ${bytes('.js', 'gzip')}`);
  const preloaded = assets.all.filter((a) => assets.names.preload.includes(`/assets/${a.name}`));
  assert.ok(preloaded.reduce((sum, a) => sum + a.bytes.length, 0) <= 70_000);
  for (const name of Object.keys(pages)) {
    assert.ok(gzipSync(body(name)).length <= 40_000, name);
    assert.ok(brotliCompressSync(body(name)).length <= 12_000, name);
  }
});

test('a name under /assets changes with the content and with nothing else', () => {
  const one = createAssets(fixtureTheme).names;
  assert.deepEqual(createAssets(fixtureTheme).names, one);
  const colors = { ...fixtureTheme.colors, light: { ...fixtureTheme.colors.light, accent: '#123456' } };
  const other = createAssets({ ...fixtureTheme, colors }).names;
  assert.notEqual(other.css, one.css);
  assert.equal(other.js, one.js);
});

test('the three pairs of type all have their files', () => {
  for (const pair of ['characterful-serif', 'plain-sans', 'bookish'] as const) {
    const { names, find } = createAssets({ ...fixtureTheme, type: { ...fixtureTheme.type, pair } });
    for (const address of names.preload) assert.ok(find(address.replace('/assets/', ''))!.bytes.length > 10_000);
  }
});

test('what a visitor types is escaped wherever it is shown again', () => {
  const evil = '"><script>alert(1)</script>';
  const context = fixtureContext('/search');
  const found = searchPage(
    context,
    { ...fixtureListing(), q: evil, total: 0, items: [], selected: [], suggestion: evil, didYouMean: evil },
    new URLSearchParams({ q: evil }),
    null,
  );
  const status = orderStatusPage(context, { number: evil, email: evil }, [{ field: 'number', message: evil }]);
  const form = {
    ...emptyCheckout('DE', { name: evil, street: evil, note: evil }),
    step: 2 as const,
    delivery: evil,
    payment: evil,
    checkoutId: evil,
  };
  const checkout = checkoutPage(context, fixtureCheckout(), form, [{ field: 'name', message: evil }], { message: evil, toCart: true });
  for (const page of [found, status, checkout]) {
    assert.doesNotMatch(page.body, /<script>alert/);
    assert.match(page.body, /&lt;script&gt;alert/);
  }
});
