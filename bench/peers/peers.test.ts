import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { catalogLines, HOT_STOCK, makeCatalogue } from './catalogue.ts';
import { figuresOfPeer, type Measured } from './ratios.ts';

test('the goods of two runs are the same', () => {
  deepEqual(makeCatalogue(120), makeCatalogue(120));
  equal(catalogLines(makeCatalogue(120)), catalogLines(makeCatalogue(120)));
});

test('every product has two variants with prices and SKUs of their own, and every category fills a list', () => {
  const { categories, products, hotSku } = makeCatalogue(1_000);
  equal(products.length, 1_001);
  const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  equal(new Set(skus).size, 2_002);
  ok(products.every(({ variants }) => variants.length === 2 && variants.every(({ price }) => Number.isInteger(price) && price > 0)));
  ok(categories.every((_, i) => products.filter(({ category }) => category === i).length >= 24));
  equal(products.flatMap(({ variants }) => variants).find(({ sku }) => sku === hotSku)?.stock, HOT_STOCK);
});

const measured = (changes: Partial<Measured>): Measured => ({
  case: 'checkout',
  perSecond: 300,
  p50Ms: 1,
  p99Ms: 2,
  errors: 0,
  ...changes,
});

test('a ratio is ours divided by what the peer reached', () => {
  const figures = figuresOfPeer('vendure', [measured({ perSecond: 6 })], [measured({})]);
  deepEqual(figures[1], { bench: 'peers', case: 'checkout', perSecond: 300, ratio: 50, of: 'vendure', ofPerSecond: 6 });
});

test('a peer that answered nothing, or alone, gets no ratio', () => {
  equal(figuresOfPeer('medusa', [measured({ perSecond: 0 })], [measured({})]).length, 1);
  equal(figuresOfPeer('medusa', [measured({})], []).length, 1);
});

test('what a peer sold too often is a count and no failure of the run; of ours it is one', () => {
  const hot = [measured({ case: 'hot', sold: 103, oversold: 3 })];
  deepEqual(figuresOfPeer('vendure', hot, [])[1], { bench: 'peers', case: 'oversold-vendure', count: 3, note: '103 sold of 100' });
  equal(figuresOfPeer('stoa', hot, hot)[1]?.errors, 3);
});
