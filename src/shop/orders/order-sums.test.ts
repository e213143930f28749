import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatMoney, minorUnits, parseDecimal, toDecimal } from '../../kernel/money.ts';
import { quoteOf } from '../totals/index.ts';
import { orderSums } from './order-sums.ts';

type Given = {
  taxIncluded: boolean;
  lines: { unitAmount: number; quantity: number; ratePpm: number }[];
  deliveryAmount: number;
  off?: number;
};

/** As the checkout asks for them. */
function totalsOf({ taxIncluded, lines, deliveryAmount, off = 0 }: Given) {
  return orderSums(
    quoteOf({
      currency: 'EUR',
      pricesIncludeTax: taxIncluded,
      lines: lines.map(({ ratePpm, ...line }) => ({ ...line, taxes: [{ name: 'VAT', percent: ratePpm / 10_000 }] })),
      delivery: [{ amount: deliveryAmount }],
      promotions: [{ id: 'off', benefit: { kind: 'percent', percent: off, of: 'all' } }],
    }),
  );
}

const line = fc.record({
  unitAmount: fc.integer({ min: 0, max: 100_000_000 }),
  quantity: fc.integer({ min: 1, max: 999 }),
  ratePpm: fc.oneof(fc.constantFrom(0, 70_000, 190_000, 255_000), fc.integer({ min: 0, max: 1_000_000 })),
});

const input = fc.record({
  taxIncluded: fc.boolean(),
  lines: fc.array(line, { minLength: 1, maxLength: 100 }),
  deliveryAmount: fc.integer({ min: 0, max: 1_000_000 }),
  off: fc.integer({ min: 0, max: 100 }),
});

test('the parts always sum to the total, to the last unit', () => {
  fc.assert(
    fc.property(input, (given) => {
      const totals = totalsOf(given);
      const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
      assert.equal(totals.subtotal - totals.discountAmount, sum(totals.lines.map((l) => l.total)));
      assert.equal(totals.subtotal, sum(given.lines.map((l) => l.unitAmount * l.quantity)));
      for (const l of totals.lines) assert.equal(l.discountAmount, sum(l.adjustments.map(({ amount }) => amount)));
      assert.equal(totals.discountAmount, sum(totals.promotions.map(({ goodsAmount }) => goodsAmount)));
      assert.equal(totals.deliveryDiscountAmount, sum(totals.promotions.map(({ deliveryAmount }) => deliveryAmount)));
      assert.equal(totals.taxAmount, sum(totals.lines.map((l) => l.taxAmount)) + totals.deliveryTaxAmount);
      const presented = totals.subtotal - totals.discountAmount + totals.deliveryAmount - totals.deliveryDiscountAmount;
      assert.equal(totals.total, presented + (given.taxIncluded ? 0 : totals.taxAmount));
      assert.equal(totals.dueAmount, totals.total);
      assert.equal(totals.total, sum(totals.taxes.map((share) => share.net + share.tax)));
      assert.equal(totals.taxAmount, sum(totals.taxes.map((share) => share.tax)));
      for (const amount of [totals.total, totals.taxAmount, ...totals.lines.map((l) => l.taxAmount)])
        assert.ok(Number.isSafeInteger(amount) && amount >= 0);
    }),
    { numRuns: 500 },
  );
});

test('tax of a line is within half a unit of the exact share', () => {
  fc.assert(
    fc.property(input, (given) => {
      for (const { total, ratePpm, taxAmount } of totalsOf({ ...given, off: 0 }).lines) {
        const denominator = 1_000_000n + (given.taxIncluded ? BigInt(ratePpm) : 0n);
        const distance = BigInt(taxAmount) * denominator - BigInt(total) * BigInt(ratePpm);
        assert.ok(2n * (distance < 0n ? -distance : distance) <= denominator);
      }
    }),
  );
});

test('totals of every currency are written and read back without loss, with 0, 2 and 3 decimals', () => {
  fc.assert(
    fc.property(input, fc.constantFrom('JPY', 'EUR', 'KWD'), (given, currency) => {
      const { total } = totalsOf(given);
      assert.equal(parseDecimal(toDecimal(total, currency), currency), total);
      assert.equal((toDecimal(total, currency).split('.')[1] ?? '').length, minorUnits(currency));
    }),
  );
  assert.equal(
    formatMoney(
      totalsOf({ taxIncluded: true, lines: [{ unitAmount: 1234, quantity: 1, ratePpm: 0 }], deliveryAmount: 0 }).total,
      'KWD',
      'en',
    ),
    'KWD\u00a01.234',
  );
});

test('prices with tax inside: what is paid does not change, the tax is taken out of it', () => {
  const totals = totalsOf({
    taxIncluded: true,
    lines: [
      { unitAmount: 1999, quantity: 3, ratePpm: 190_000 },
      { unitAmount: 1250, quantity: 1, ratePpm: 70_000 },
    ],
    deliveryAmount: 590,
  });
  const vat = (percent: number, tax: number) => ({ name: 'VAT', ratePpm: percent * 10_000, isIncluded: true, tax });
  const plain = { discountAmount: 0, adjustments: [] };
  assert.deepEqual(totals, {
    lines: [
      { ...plain, total: 5997, ratePpm: 190_000, taxAmount: 958, taxes: [vat(19, 958)] },
      { ...plain, total: 1250, ratePpm: 70_000, taxAmount: 82, taxes: [vat(7, 82)] },
    ],
    subtotal: 7247,
    discountAmount: 0,
    deliveryAmount: 590,
    deliveryDiscountAmount: 0,
    deliveryRatePpm: 190_000,
    deliveryTaxAmount: 94,
    taxAmount: 1134,
    total: 7837,
    taxes: [
      { ...vat(19, 1052), net: 5535 },
      { ...vat(7, 82), net: 1168 },
    ],
    promotions: [],
    giftCardAmount: 0,
    storeCreditAmount: 0,
    dueAmount: 7837,
  });
});

test('prices without tax: it comes on top, halves rounded away from zero', () => {
  const totals = totalsOf({ taxIncluded: false, lines: [{ unitAmount: 10, quantity: 1, ratePpm: 250_000 }], deliveryAmount: 30 });
  assert.deepEqual([totals.lines[0]!.taxAmount, totals.deliveryTaxAmount, totals.taxAmount, totals.total], [3, 8, 11, 51]);
});
