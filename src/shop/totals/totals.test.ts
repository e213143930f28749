import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Promotion } from './quote.ts';
import { quoteOf } from './quoting.ts';
import { anyQuoteInput, assertPartsSum } from './totals.fixture.ts';

const total = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);

test('parts sum to the total, to the last penny, in currencies of 0, 2 and 3 decimals', () => {
  fc.assert(
    fc.property(anyQuoteInput, (given) => assertPartsSum(quoteOf(given))),
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

test('a reduction in lower steps begins with each, or with the first of them', () => {
  const change = (at: string, amount: number, compareAtAmount: number | null) => ({ at, amount, compareAtAmount });
  const steps = [change('2026-01-01', 2500, null), change('2026-03-01', 1500, 2500), change('2026-03-10', 1200, 2500)];
  const lowest = (priceHistory: typeof steps, reductionSteps?: 'each' | 'together') =>
    quoteOf({
      currency: 'EUR',
      at: '2026-04-20',
      lines: [{ quantity: 1, unitAmount: 1200, priceHistory }],
      ...(reductionSteps ? { reductionSteps } : {}),
    }).lines[0]?.lowestPriceBeforeReduction;
  assert.deepEqual([lowest(steps), lowest(steps, 'together')], [1500, 2500]);
  const raised = [...steps, change('2026-04-01', 1400, 2500)];
  assert.deepEqual([lowest(raised), lowest(raised, 'together')], [1200, 1200]);
  const broken = [...steps, change('2026-04-01', 2500, null), change('2026-04-15', 1100, 2500)];
  assert.deepEqual([lowest(broken), lowest(broken, 'together')], [1200, 1200]);
});

test('an entry of a price history that repeats the one before begins no reduction', () => {
  const priceHistory = [
    { at: '2026-01-01', amount: 10_000 },
    { at: '2026-03-01', amount: 8000, compareAtAmount: 10_000 },
    { at: '2026-03-05', amount: 8000 },
    { at: '2026-03-09', amount: 8000, compareAtAmount: 10_000 },
  ];
  const quote = quoteOf({ currency: 'EUR', at: '2026-03-10', lines: [{ quantity: 1, unitAmount: 8000, priceHistory }] });
  assert.equal(quote.lines[0]?.lowestPriceBeforeReduction, 10_000);
});
