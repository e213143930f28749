/** The reference says what is so: each example is worked out, each field of the schemas is named, and there is no other. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Value } from 'typebox/value';
import { type QuoteInput, REDUCTION_STEPS, REFUSALS, ROUNDING_MODES, TAX_ROUNDINGS } from './quote.ts';
import { quoteOf } from './quoting.ts';
import { QuoteInputSchema, QuoteSchema } from './totals.schemas.ts';

const pageOf = (name: string) => readFileSync(new URL(`../../../docs/reference/${name}.md`, import.meta.url), 'utf8');
const totals = pageOf('totals');

for (const page of ['totals', 'prices'])
  for (const [index, [, given = '', wanted = '']] of [
    ...pageOf(page).matchAll(/```json case\n(.+?)\n```\n```json answer\n(.+?)\n```/gs),
  ].entries())
    test(`example ${index + 1} of ${page}.md`, () => {
      const input = JSON.parse(given) as QuoteInput;
      assert.deepEqual([...Value.Errors(QuoteInputSchema, input)], []);
      assertHolds(quoteOf(input), JSON.parse(wanted), '');
    });

test('every example has its answer', () => {
  const count = (what: string) => [...`${totals}${pageOf('prices')}`.matchAll(new RegExp(`^\`\`\`json ${what}$`, 'gm'))].length;
  assert.deepEqual([count('case'), count('answer')], [5, 5]);
});

test('every field of a quote and of its answer is named in the reference, and every word that a field may be', () => {
  const named = new Set([...totals.matchAll(/[A-Za-z]+/g)].map(([word]) => word));
  const fields = new Set([...fieldsOf(QuoteInputSchema), ...fieldsOf(QuoteSchema)]);
  for (const word of [...fields, ...REFUSALS, ...ROUNDING_MODES, ...TAX_ROUNDINGS, ...REDUCTION_STEPS])
    assert.ok(named.has(word), `totals.md says nothing of ${word}`);
});

test('the rows of the examples are so', () => {
  const one = (input: Partial<QuoteInput>) => quoteOf({ currency: 'EUR', pricesIncludeTax: true, lines: [], ...input });
  const off = (amount: number) => [{ id: 'off', benefit: { kind: 'amount', amount } as const }];
  const shared = one({ lines: [0, 20].map((taxPercent) => ({ quantity: 1, unitAmount: 500, taxPercent })), promotions: off(500) });
  assert.deepEqual([shared.lines.map(({ discount }) => discount), shared.total], [[250, 250], 500]);
  const two = [{ quantity: 2, unitAmount: 1970, taxPercent: 20 }];
  assert.deepEqual([one({ lines: two }).tax, one({ lines: two, rounding: { tax: 'unit' } }).tax], [657, 656]);
  const three = [1, 2, 3].map(() => ({ quantity: 1, unitAmount: 1000 }));
  assert.deepEqual(
    one({ lines: three, promotions: off(101) }).lines.map(({ discount }) => discount),
    [34, 34, 33],
  );
  assert.equal(one({ lines: [{ quantity: 1, unitAmount: 3000, taxPercent: 0, containedTaxPercent: 19 }] }).total, 2521);
  const net = quoteOf({ currency: 'EUR', lines: [{ quantity: 1, unitAmount: 2000, taxes: [{ percent: 5 }, { percent: 10 }] }] });
  assert.deepEqual([net.taxes.map(({ amount }) => amount), net.total], [[100, 200], 2300]);
  const back = one({
    lines: [{ id: 'a', quantity: 3, unitAmount: 10_000 }],
    promotions: off(1000),
    returns: [{ lineId: 'a', quantity: 1 }],
  });
  assert.equal(back.returns[0]?.refund, 9667);
});

test('the history of prices.md on an earlier day, and with steps taken together', () => {
  const [, given = ''] = /```json case\n(.+?)\n```/s.exec(pageOf('prices'))!;
  const lowest = (more: Partial<QuoteInput>) => quoteOf({ ...JSON.parse(given), ...more }).lines[0]?.lowestPriceBeforeReduction;
  assert.deepEqual([lowest({ at: '2026-07-11' }), lowest({ reductionSteps: 'together' })], [1500, 1500]);
});

/** Everything that `wanted` names is so in `answer`; lists have as many items. */
function assertHolds(answer: unknown, wanted: unknown, path: string): void {
  if (wanted === null || typeof wanted !== 'object') assert.equal(answer, wanted, path);
  else {
    if (Array.isArray(wanted)) assert.equal((answer as unknown[]).length, wanted.length, path);
    for (const [key, value] of Object.entries(wanted)) assertHolds((answer as Record<string, unknown>)[key], value, `${path}/${key}`);
  }
}

function fieldsOf(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}
