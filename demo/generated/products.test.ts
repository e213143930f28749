import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CatalogLine, ProductLine } from '../../src/shop/catalog/catalog-line.ts';
import { checkLine } from '../../src/shop/catalog/line-check.ts';
import { generatedLines, generatedProducts, generatedStructure, MOST_GENERATED_VARIANTS } from './products.ts';

const products = (lines: CatalogLine[]) => lines.filter((line): line is ProductLine => line.kind === 'product');

test('two runs give the same lines', () => {
  assert.deepEqual([...generatedLines({ products: 300 })], [...generatedLines({ products: 300 })]);
});

test('handles, SKUs and category codes are unique, and every reference is on an earlier line', () => {
  const lines = [...generatedLines({ products: 20_000 })];
  const made = products(lines);
  assert.equal(made.length, 20_000);
  assert.equal(new Set(made.map((p) => p.handle)).size, 20_000);
  const skus = made.flatMap((p) => p.variants.map((v) => v.sku));
  assert.equal(new Set(skus).size, skus.length);
  const categories = lines.flatMap((line) => (line.kind === 'category' ? [line.code] : []));
  assert.equal(new Set(categories).size, categories.length);
  const brands = new Set(lines.flatMap((line) => (line.kind === 'brand' ? [line.code] : [])));
  for (const product of made) {
    assert.ok(brands.has(product.brand!), product.brand!);
    assert.ok(categories.includes(product.categories![0]!));
    assert.match(product.handle, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(product.variants.length >= 1 && product.variants.length <= 4);
  }
});

test('a shop of few categories fills them evenly', () => {
  const made = products([...generatedLines({ products: 1000, categories: 50 })]);
  const counts = new Map<string, number>();
  for (const product of made) counts.set(product.categories![0]!, (counts.get(product.categories![0]!) ?? 0) + 1);
  assert.equal(counts.size, 50);
  assert.deepEqual([...new Set(counts.values())], [20]);
});

test('lines are in the normal form already, so that nothing need check them', () => {
  for (const line of products([...generatedLines({ products: 3000 })])) {
    const checked = checkLine(line);
    assert.equal(JSON.stringify(line), JSON.stringify(checked.line));
    assert.ok(line.variants.length <= MOST_GENERATED_VARIANTS);
  }
});

test('a catalogue may be made in parts', () => {
  const options = { products: 900, categories: 70 };
  const parts = [generatedStructure(options), generatedProducts(options, 0, 400), generatedProducts(options, 400, 900)];
  assert.deepEqual(
    parts.flatMap((part) => [...part]),
    [...generatedLines(options)],
  );
});
