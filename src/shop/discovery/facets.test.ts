import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/support/database.ts';
import type { ProductLine } from '../catalog/index.ts';
import { shopOn, structure, vase } from './discovery.fixture.ts';
import type { ListingView } from './index.ts';

const colors = ['blue', 'white', 'red'];
const brands = ['kiln', 'lehm', 'zebra'];
const finishes = ['matt', 'gloss'];

/** 100 products from a fixed seed, with everything that can be filtered by. */
const lines: ProductLine[] = fc
  .sample(
    fc.record({
      brand: fc.constantFrom(...brands),
      color: fc.uniqueArray(fc.constantFrom(...colors), { maxLength: 2 }),
      finish: fc.uniqueArray(fc.constantFrom(...finishes), { minLength: 1, maxLength: 2 }),
      category: fc.constantFrom('vases', 'bowls', 'glass'),
      amount: fc.integer({ min: 1, max: 40 }),
      reduced: fc.boolean(),
      stock: fc.constantFrom(0, 0, 9),
    }),
    { numRuns: 100, seed: 7 },
  )
  .map(({ brand, color, finish, category, amount, reduced, stock }, i) => ({
    ...vase(`p-${i}`, { brand, categories: [category], attributes: color.length > 0 ? { color } : {} }),
    options: [{ code: 'finish', name: { en: 'Finish' }, values: finishes.map((code) => ({ code, label: { en: code } })) }],
    variants: finish.map((code) => ({ options: [code], stock, prices: { eu: { amount, ...(reduced ? { compareAt: amount + 5 } : {}) } } })),
  }));

const fields: Record<string, (line: ProductLine) => string[]> = {
  brand: (line) => [line.brand!],
  category: (line) => [line.categories![0]!, ...(line.categories![0] === 'glass' ? [] : ['ceramics'])],
  'attr.color': (line) => (line.attributes?.color as string[] | undefined) ?? [],
  'attr.finish': (line) => line.variants.map((variant) => variant.options![0]!),
  stock: (line) => (line.variants[0]!.stock! > 0 ? ['1'] : []),
  sale: (line) => (line.variants[0]!.prices.eu!.compareAt ? ['1'] : []),
};

const shop = await shopOn(await testDatabase());
await shop.write([...structure, ...lines]);

const subset = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });
const question = fc.record({
  category: fc.option(fc.constantFrom('ceramics', 'vases', 'glass')),
  filters: fc.record({
    brand: subset(brands),
    category: fc.constantFrom([], ['bowls'], ['glass', 'vases']),
    'attr.color': subset(colors),
    'attr.finish': subset(finishes),
    stock: fc.constantFrom([], ['1']),
    sale: fc.constantFrom([], ['1']),
  }),
  price: fc.option(fc.record({ from: fc.option(fc.integer({ min: 1, max: 20 })), to: fc.option(fc.integer({ min: 15, max: 40 })) })),
});

test('U3: every count is the count by hand, and no facet leads to nothing', async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ category, filters, price }) => {
      const view = (await shop.discovery.listing(shop.eu, { category, filters, price, size: 100 })) as ListingView;
      const matching = (without: string) =>
        lines.filter((line) => {
          const amount = line.variants[0]!.prices.eu!.amount;
          return (
            (category === null || fields.category!(line).includes(category)) &&
            Object.entries(filters).every(
              ([field, values]) => field === without || values.length === 0 || values.some((value) => fields[field]!(line).includes(value)),
            ) &&
            (without === 'price' || price === null || (amount >= (price.from ?? 0) && amount <= (price.to ?? 1000)))
          );
        });
      const found = matching('');
      assert.equal(view.total, found.length);
      assert.deepEqual(
        view.items.map((item) => item.handle).sort(),
        found
          .map((line) => line.handle)
          .sort()
          .slice(0, 100),
      );
      for (const facet of view.facets) {
        const all = matching(facet.field);
        if (facet.field === 'price') {
          const amounts = all.map((line) => line.variants[0]!.prices.eu!.amount);
          assert.deepEqual(
            [facet.min, facet.max],
            amounts.length > 0 ? [Math.min(...amounts), Math.max(...amounts)] : [undefined, undefined],
          );
        }
        for (const { value, count, selected } of facet.values) {
          assert.equal(count, all.filter((line) => fields[facet.field]!(line).includes(value)).length, `${facet.field} ${value}`);
          assert.ok(count > 0 || selected, `${facet.field} ${value} leads to nothing`);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('whatever is chosen can be taken back', async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ category, filters, price }) => {
      const view = (await shop.discovery.listing(shop.eu, { category, filters, price })) as ListingView;
      const chosen = Object.entries(filters).flatMap(([field, values]) => values.map((value) => `${field} ${value}`));
      const shown = view.selected.filter((each) => each.field !== 'price').map(({ field, value }) => `${field} ${value}`);
      // In a category the subcategories are links, not a facet.
      const expected = chosen.filter((each) => category === null || !each.startsWith('category '));
      assert.deepEqual(shown.sort(), expected.sort());
    }),
    { numRuns: 40 },
  );
});
