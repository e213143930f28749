import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate, divideRounded, formatMoney, minorUnits, parseDecimal, taxIncluded, taxOnTop, toDecimal } from './money.ts';

test('currencies have their ISO 4217 minor units', () => {
  assert.deepEqual(['EUR', 'USD', 'JPY', 'KWD', 'CLF'].map(minorUnits), [2, 2, 0, 3, 4]);
  assert.deepEqual(['HUF', 'MGA', 'IDR', 'ISK', 'UGX', 'IQD'].map(minorUnits), [2, 2, 2, 0, 0, 3], 'whatever the runtime takes for usual');
});

test('money is written as its readers write it', () => {
  assert.equal(formatMoney(123456, 'EUR', 'de'), '1.234,56\u00a0€');
  assert.equal(formatMoney(123456, 'USD', 'en'), '$1,234.56');
  assert.equal(formatMoney(1200, 'JPY', 'en'), '¥1,200');
  assert.equal(formatMoney(1299000, 'HUF', 'hu'), '12\u00a0990\u00a0Ft');
  assert.equal(formatMoney(1299050, 'HUF', 'hu'), '12\u00a0990,50\u00a0Ft');
});

test('decimal text goes to minor units and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
      assert.equal(parseDecimal(toDecimal(amount, currency), currency), amount === 0 ? 0 : amount);
    }),
  );
  assert.equal(parseDecimal('12.5', 'EUR'), 1250);
  assert.equal(parseDecimal('12.500', 'EUR'), 1250);
  assert.equal(parseDecimal('12.505', 'EUR'), null);
  assert.equal(parseDecimal('1,200', 'EUR'), null);
  assert.equal(parseDecimal('', 'EUR'), null);
});

test('halves round away from zero on both sides', () => {
  assert.deepEqual(
    [divideRounded(5, 2), divideRounded(-5, 2), divideRounded(5, -2), divideRounded(4, 3), divideRounded(0, 7)],
    [3, -3, -3, 1, 0],
  );
});

test('tax inside a gross price and on top of a net one', () => {
  assert.equal(taxIncluded(11900, 190_000), 1900);
  assert.equal(taxIncluded(1, 190_000), 0);
  assert.equal(taxOnTop(999, 82_500), 82);
});

test('allocated parts sum to the total and follow their weights', () => {
  assert.deepEqual(allocate(100, [1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(allocate(-100, [1, 1, 1]), [-34, -33, -33]);
  assert.deepEqual(allocate(5, [0, 0]), [3, 2]);
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 30 }),
      (total, weights) => {
        assert.equal(
          allocate(total, weights).reduce((a, b) => a + b, 0),
          total,
        );
      },
    ),
  );
});
