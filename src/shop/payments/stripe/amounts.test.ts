import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minorUnits } from '../../../kernel/money.ts';
import { fromStripe, toStripe } from './amounts.ts';

test('sums are counted as Stripe counts them, and those that it can not take are told', () => {
  const cases: [currency: string, ours: number, theirs: number | null][] = [
    ['EUR', 5124, 5124],
    ['JPY', 5124, 5124],
    // Whole for us, hundredths there, of which only whole ones are taken.
    ['ISK', 5124, 512400],
    ['UGX', 5124, 512400],
    // Hundredths on both sides; only payouts of them are whole.
    ['HUF', 5124, 5124],
    ['TWD', 5124, 5124],
    // Fifths for ISO 4217, whole there.
    ['MGA', 512400, 5124],
    ['MGA', 512440, null],
    ['KWD', 5120, 5120],
    ['KWD', 5124, null],
    ['TND', 10, 10],
    ['BHD', 1, null],
    // Thousandths for us, hundredths there.
    ['IQD', 5120, 512],
    ['IQD', 5124, null],
  ];
  for (const [currency, ours, theirs] of cases) {
    assert.equal(toStripe(ours, currency), theirs, `${ours} ${currency}`);
    if (theirs !== null) assert.equal(fromStripe(theirs, currency.toLowerCase()), ours);
  }
});

test('what goes there comes back the same, in every currency', () => {
  const currencies = Intl.supportedValuesOf('currency');
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.integer({ min: 1, max: 1_000_000_000 }), (currency, amount) => {
      const whole = amount * 10 ** minorUnits(currency);
      const there = toStripe(whole, currency);
      assert.ok(there !== null);
      assert.equal(fromStripe(there, currency), whole);
    }),
  );
});
