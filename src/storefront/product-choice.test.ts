import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenVariant, variantByOptions } from './product-choice.ts';
import { fixtureProduct } from './views.fixture.ts';

const query = (text: string) => new URLSearchParams(text);

test('U7: a bare address shows the variant that can be bought', () => {
  const { variant, isNearest } = chosenVariant(fixtureProduct(), query(''));
  assert.deepEqual([variant.id, isNearest], [501, false]);
});

test('U7: the address names a variant by id or by its options', () => {
  assert.equal(chosenVariant(fixtureProduct(), query('variant=507')).variant.id, 507);
  assert.equal(chosenVariant(fixtureProduct(), query('option.color=oxblood&option.size=l')).variant.id, 505);
  assert.equal(chosenVariant(fixtureProduct(), query('option.size=l')).variant.id, 502);
});

test('what does not exist leads to the nearest, and says so', () => {
  const view = fixtureProduct();
  const thinned = { ...view, variants: view.variants.filter((v) => v.id !== 505) };
  const choice = chosenVariant(thinned, query('option.color=oxblood&option.size=l'));
  assert.equal(choice.isNearest, true);
  assert.equal(choice.variant.options.includes('oxblood') || choice.variant.options.includes('l'), true);
  assert.equal(chosenVariant(view, query('variant=999')).isNearest, true);
});

test('each value of an option knows the variant it leads to, the others kept', () => {
  const view = fixtureProduct();
  const thinned = { ...view, variants: view.variants.filter((v) => v.id !== 504) };
  const { values } = chosenVariant(thinned, query('variant=501'));
  assert.deepEqual(
    values[0]!.map((v) => v.variant?.id ?? null),
    [501, null, 507, 510, 513],
  );
  assert.deepEqual(
    values[1]!.map((v) => [v.code, v.selected, v.variant?.id]),
    [
      ['s', false, 500],
      ['m', true, 501],
      ['l', false, 502],
    ],
  );
});

test('a form is taken at its word: another combination is never added instead', () => {
  const view = fixtureProduct();
  assert.equal(variantByOptions(view, ['cobalt', 's'])?.id, 506);
  assert.equal(variantByOptions(view, ['cobalt', '']), null);
  assert.equal(variantByOptions({ ...view, options: [], defaultVariantId: 500 }, [])?.id, 500);
});
