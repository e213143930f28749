import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Promotion, QuoteInput, QuoteLine } from './quote.ts';
import { quoteOf } from './quoting.ts';

const amount = fc.integer({ min: 0, max: 5_000_000 });
const percent = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000);
const rate = fc.record({ percent: fc.constantFrom(0, 5, 5.5, 7, 8.875, 19, 20, 25.5), included: fc.boolean(), compound: fc.boolean() });

const line: fc.Arbitrary<QuoteLine> = fc.record(
  {
    quantity: fc.integer({ min: 0, max: 12 }),
    unitAmount: fc.oneof(
      amount,
      amount.map((n) => n + 0.25),
    ),
    discountAmount: amount,
    taxes: fc.array(rate, { maxLength: 3 }),
    containedTaxPercent: fc.constantFrom(7, 19),
    categories: fc.subarray(['clay', 'glass']),
  },
  { requiredKeys: ['quantity', 'unitAmount'] },
);

const benefit: fc.Arbitrary<Promotion['benefit']> = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), percent: percent, of: fc.constantFrom('order', 'each', 'delivery', 'all') }),
  fc.record({ kind: fc.constant('amount' as const), amount, of: fc.constantFrom('order', 'each', 'unit', 'delivery', 'all') }),
  fc.record({ kind: fc.constant('fixedTotal' as const), amount }),
  fc.record({ kind: fc.constant('fixedUnit' as const), amount }),
  fc.record({ kind: fc.constant('bundle' as const), size: fc.integer({ min: 1, max: 4 }), amount }),
  fc.record({ kind: fc.constant('freeDelivery' as const) }),
  fc.record({ kind: fc.constant('buyGet' as const), buy: fc.integer({ min: 1, max: 3 }), get: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('groups' as const), size: fc.integer({ min: 1, max: 4 }), percent }),
);

const promotion = fc.record({
  benefit,
  isCombinable: fc.boolean(),
  mostUnits: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  condition: fc.record({ lines: fc.record({ categories: fc.subarray(['clay', 'glass'], { minLength: 1 }) }) }),
});

const input: fc.Arbitrary<QuoteInput> = fc
  .record({
    currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
    pricesIncludeTax: fc.boolean(),
    rounding: fc.record({
      tax: fc.constantFrom('line', 'unit', 'order'),
      mode: fc.constantFrom('halfUp', 'halfEven', 'halfDown', 'up', 'down', 'floor', 'ceiling'),
    }),
    lines: fc.array(line, { maxLength: 6 }),
    delivery: fc.array(fc.record({ amount, discountAmount: amount }), { maxLength: 2 }),
    deliveryTax: fc.constantFrom('highest', 'proportional'),
    surcharges: fc.array(fc.record({ amount: fc.integer({ min: -5000, max: 5000 }), taxPercent: fc.constantFrom(0, 19) }), {
      maxLength: 2,
    }),
    promotions: fc.array(promotion, { maxLength: 4 }),
    giftCards: fc.array(fc.record({ code: fc.string(), balance: amount }), { maxLength: 3 }),
    storeCredit: amount,
  })
  .map((one) => ({ ...one, promotions: one.promotions.map((p, i) => ({ ...p, id: String(i) })) }) as QuoteInput);

const total = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);

test('parts sum to the total, to the last penny, in currencies of 0, 2 and 3 decimals', () => {
  fc.assert(
    fc.property(input, (given) => {
      const quote = quoteOf(given);
      const parts = [...quote.lines, ...quote.delivery, ...quote.surcharges];
      for (const part of parts) {
        assert.equal(part.amount - part.discount, part.total);
        assert.equal(part.net + part.tax, part.gross);
        assert.equal(total(part.taxes.map((tax) => tax.amount)), part.tax);
        assert.ok(part.discount >= 0);
        for (const figure of [part.net, part.tax, part.gross]) assert.ok(Number.isSafeInteger(figure));
      }
      for (const part of [...quote.lines, ...quote.delivery]) {
        assert.ok(part.total >= 0);
        assert.ok(total(part.adjustments.map((one) => one.amount)) <= part.discount);
      }
      assert.equal(total(parts.map(({ gross }) => gross)), quote.total);
      assert.equal(total(parts.map(({ net }) => net)), quote.net);
      assert.equal(quote.net + quote.tax, quote.total);
      assert.equal(total(quote.taxes.map((tax) => tax.amount)), quote.tax);
      assert.equal(total(parts.map(({ discount }) => discount)), quote.discount);
      const byPromotion = total(parts.flatMap(({ adjustments }) => adjustments.map((one) => one.amount)));
      assert.equal(byPromotion, total(quote.promotions.map((one) => one.amount)));
      assert.equal(quote.due, quote.total - total(quote.giftCards.map(({ used }) => used)) - quote.storeCreditUsed + quote.cashRounding);
      for (const card of quote.giftCards) assert.ok(card.balance >= 0 && card.used >= 0);
    }),
    { numRuns: 3000 },
  );
});

test('what comes back piece by piece is worth the line, whatever the pieces', () => {
  const lines = [{ id: 'a', quantity: 7, unitAmount: 333, taxPercent: 19 }];
  const promotions = [{ id: 'p', benefit: { kind: 'amount' as const, amount: 100 } }];
  for (const pieces of [[7], [1, 6], [1, 1, 1, 1, 1, 1, 1], [3, 4]]) {
    const returns = pieces.map((quantity) => ({ lineId: 'a', quantity }));
    const quote = quoteOf({ currency: 'EUR', pricesIncludeTax: true, lines, promotions, returns });
    assert.equal(total(quote.returns.map(({ refund }) => refund)), quote.lines[0]?.gross);
    assert.equal(total(quote.returns.map(({ tax }) => tax)), quote.lines[0]?.tax);
  }
});

test('a promotion that stands alone is had when it gives more than the others together, and refuses them', () => {
  const off = (id: string, amountOff: number, isCombinable = true): Promotion => ({
    id,
    isCombinable,
    benefit: { kind: 'amount', amount: amountOff },
  });
  const given = { currency: 'EUR', lines: [{ quantity: 1, unitAmount: 1000 }] };
  const alone = quoteOf({ ...given, promotions: [off('a', 100), off('b', 100), off('alone', 300, false)] });
  assert.deepEqual(alone.promotions, [
    { id: 'a', isApplied: false, amount: 0, refusal: 'notCombinable' },
    { id: 'b', isApplied: false, amount: 0, refusal: 'notCombinable' },
    { id: 'alone', isApplied: true, amount: 300, refusal: null },
  ]);
  const together = quoteOf({ ...given, promotions: [off('a', 100), off('b', 300), off('alone', 300, false)] });
  assert.equal(together.discount, 400);
});

test('a code is compared without case, and says why it does nothing', () => {
  const promotions: Promotion[] = [
    { id: 'p', code: 'Ten', startsAt: '2026-01-01', endsAt: '2026-02-01', benefit: { kind: 'percent', percent: 10 } },
  ];
  const given = { currency: 'EUR', lines: [{ quantity: 1, unitAmount: 1000 }], promotions };
  const answer = (at: string, code: string) => quoteOf({ ...given, at, codes: [code] }).codes[0]?.refusal;
  assert.equal(answer('2026-01-15', ' tEN '), null);
  assert.equal(answer('2025-12-31', 'TEN'), 'notStarted');
  assert.equal(answer('2026-02-01', 'TEN'), 'ended');
  assert.equal(answer('2026-01-15', 'ELEVEN'), 'unknownCode');
});
