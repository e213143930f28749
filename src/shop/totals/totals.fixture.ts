import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Promotion, Quote, QuoteInput, QuoteLine } from './quote.ts';

const amount = fc.integer({ min: 0, max: 5_000_000 });
const percent = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000);
const rate = fc.record({ percent: fc.constantFrom(0, 5, 5.5, 7, 8.875, 19, 20, 25.5), included: fc.boolean(), compound: fc.boolean() });

/** A line as it may be: odd quantities, parts of a cent, several taxes. */
export const anyLine: fc.Arbitrary<QuoteLine> = fc.record(
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

/** A cart with everything that may stand in one. */
export const anyQuoteInput: fc.Arbitrary<QuoteInput> = fc
  .record({
    currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
    pricesIncludeTax: fc.boolean(),
    rounding: fc.record({
      tax: fc.constantFrom('line', 'unit', 'order'),
      mode: fc.constantFrom('halfUp', 'halfEven', 'halfDown', 'up', 'down', 'floor', 'ceiling'),
    }),
    lines: fc.array(anyLine, { maxLength: 6 }),
    delivery: fc.array(fc.record({ amount, discountAmount: amount }), { maxLength: 2 }),
    deliveryTax: fc.constantFrom('highest', 'proportional'),
    surcharges: fc.array(fc.record({ amount: fc.integer({ min: -5000, max: 5000 }), taxPercent: fc.constantFrom(0, 19) }), {
      maxLength: 2,
    }),
    promotions: fc.array(promotion, { maxLength: 4 }),
    giftCards: fc.uniqueArray(fc.record({ code: fc.string(), balance: amount }), { maxLength: 3, selector: ({ code }) => code }),
    storeCredit: amount,
  })
  .map((one) => ({ ...one, promotions: one.promotions.map((p, i) => ({ ...p, id: String(i) })) }) as QuoteInput);

/** All that must hold of any sum, whatever it was made of; throws where it does not. */
export function assertPartsSum(quote: Quote): void {
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
}

function total(parts: readonly number[]): number {
  return parts.reduce((a, b) => a + b, 0);
}
