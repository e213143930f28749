import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShopError } from '../../kernel/errors.ts';
import type { PriceChange, Promotion, QuoteInput } from './quote.ts';
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

const cupOf = (priceHistory: PriceChange[], at = '2026-04-20') =>
  quoteOf({ currency: 'EUR', at, lines: [{ quantity: 1, unitAmount: 1, priceHistory }] }).lines[0]?.lowestPriceBeforeReduction;

test('the order in which a price history is given says nothing', () => {
  const days = ['2026-01-01', '2026-02-20', '2026-03-01', '2026-03-15', '2026-04-01', '2026-04-10'];
  const entry = fc.record({ amount: fc.integer({ min: 1, max: 9 }), isReduced: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 6, maxLength: 6 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
      (given, order) => {
        const history = given.map(({ amount, isReduced }, i) => ({ at: days[i]!, amount, compareAtAmount: isReduced ? 10 : null }));
        assert.equal(cupOf(order.map((i) => history[i]!)), cupOf(history));
      },
    ),
    { numRuns: 500 },
  );
});

test('times of a history: offsets, days without an hour, windows to the moment, short and future ones', () => {
  const reduced = { at: '2026-04-10T00:30:00+02:00', amount: 700, compareAtAmount: 1000 };
  assert.equal(cupOf([{ at: '2026-01-01', amount: 1000 }, reduced], '2026-04-09T22:29:59Z'), null, 'not yet');
  assert.equal(cupOf([{ at: '2026-01-01', amount: 1000 }, reduced], '2026-04-09T22:30'), 1000, 'UTC without an offset');
  const until = (at: string) => cupOf([{ at: '2026-01-01', amount: 500 }, { at, amount: 1000 }, reduced]);
  assert.deepEqual([until('2026-03-10T22:30:00Z'), until('2026-03-10T22:29:59Z')], [500, 1000], '30 days to the second');
  assert.equal(cupOf([{ at: '2026-04-09', amount: 900 }, reduced]), 900, 'a day of history is what is known');
  assert.equal(cupOf([reduced]), null);
  const sameDay = [
    { at: '2026-04-10', amount: 1000 },
    { at: '2026-04-10', amount: 700, compareAtAmount: 1000 },
  ];
  assert.equal(cupOf(sameDay), 1000);
});

test('a price raised and lowered within the window counts with its lowest', () => {
  const base = [
    { at: '2026-01-01', amount: 1000 },
    { at: '2026-04-01', amount: 1300 },
  ];
  assert.equal(cupOf([...base, { at: '2026-04-10', amount: 1000, compareAtAmount: 1300 }]), 1000);
});

test('what has no answer is refused with its field', () => {
  const line = { id: 'a', quantity: 2, unitAmount: 100 };
  const pathsOf = (more: Partial<QuoteInput>) => {
    try {
      quoteOf({ currency: 'EUR', lines: [line], ...more });
    } catch (error) {
      return (error as ShopError).fields?.map(({ path }) => path);
    }
    return [];
  };
  const free: Promotion = { id: 'p', benefit: { kind: 'freeDelivery' } };
  assert.deepEqual(pathsOf({ at: '2026-02-31' }), ['/at']);
  assert.deepEqual(pathsOf({ lines: [{ ...line, priceHistory: [{ at: '2026-02-30T10:00Z', amount: 1 }] }] }), [
    '/lines/0/priceHistory/0/at',
  ]);
  assert.deepEqual(pathsOf({ promotions: [free, { ...free, endsAt: '2026-13-01' }] }), ['/promotions/1/endsAt', '/promotions/1/id']);
  assert.deepEqual(pathsOf({ giftCards: [1, 2].map(() => ({ code: 'A', balance: 1 })) }), ['/giftCards/1/code']);
  assert.deepEqual(pathsOf({ delivery: [{}] }), ['/delivery/0']);
  assert.deepEqual(pathsOf({ delivery: [{ rate: { kind: 'byWeight', steps: [{ from: 10, amount: 1 }] } }] }), ['/delivery/0/rate/steps']);
  assert.deepEqual(pathsOf({ lines: [line, line] }), ['/lines/1/id']);
  assert.deepEqual(pathsOf({ returns: [1, 2].map(() => ({ lineId: 'a', quantity: 2 })) }), ['/returns/1/quantity']);
});

test('nothing of a line is nothing: no pieces, all of its price off, more off than it costs', () => {
  const line = { id: 'a', quantity: 0, unitAmount: 100, taxPercent: 19 };
  const none = quoteOf({ currency: 'EUR', lines: [line], rounding: { tax: 'unit' }, returns: [{ lineId: 'a', quantity: 0 }] });
  assert.deepEqual([none.total, none.returns[0]?.refund], [0, 0]);
  const lines = [{ ...line, quantity: 3 }];
  const free = { id: 'p', benefit: { kind: 'percent', percent: 100 } } as const;
  assert.equal(quoteOf({ currency: 'EUR', lines, promotions: [free] }).total, 0);
  const off = quoteOf({ currency: 'EUR', lines: lines.map((one) => ({ ...one, discountAmount: 999 })) });
  assert.deepEqual([off.discount, off.total], [300, 0]);
});

test('amounts of a finer unit are rounded to it, and said so', () => {
  const quote = quoteOf({ currency: 'EUR', rounding: { decimals: 4 }, lines: [{ quantity: 1, unitAmount: 99_900, taxPercent: 8.875 }] });
  assert.deepEqual([quote.tax, quote.total, quote.rounding.decimals], [8866, 108_766, 4]);
});
