/**
 * Sums that the maintainers of other shops wrote down (cases.jsonl names repository, commit and file of each; inputs and numbers are
 * facts, no text or code of theirs is here), asked of ours. Each case is either taken or left for a reason that stands here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answerTo, type Loose } from './cases.fixture.ts';

type Case = { id: string; kind: string; given: Loose; expect: Loose; note: string };

const cases: Case[] = readFileSync(new URL('cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Not ours to answer, or answered otherwise on purpose. */
const LEFT: Readonly<Record<string, string>> = {
  m0030: 'rounds each unit of a prorated discount; we round each line',
  m0052: 'one cart of gross and net prices whose subtotal adds both',
  m0096: 'an exchange is a matter of orders',
  m0098: 'cancelled units are a matter of orders',
  m0100: 'cancelled units are a matter of orders',
  m0120: 'a price of four decimals',
  m0144: 'a tax that is not rounded',
  m0146: 'taxes that are not rounded',
  m0256: 'a unit price of no units',
  m0200: 'a currency of four decimals; we round the price to cents before it is taxed',
  m0212: 'gives the odd cent of a refund to the later part; ours mirrors the sale',
  m0228: 'gives the odd cent to the earlier part; ours to the largest remainder',
  m0258: 'a window over dates of entries, where the law means prices in force',
  m0260: 'captures are a matter of payments',
  m0262: 'refunds are a matter of payments',
  m0264: 'refunds are a matter of payments',
  m0266: 'refunds are a matter of payments',
  m0268: 'refunds are a matter of payments',
  m0608: 'a discount without a line',
};

const COUNTS = ['tax_lines', 'discounts'];
const counted = { taken: 0, left: 0 };
for (const one of cases) {
  const reason = LEFT[one.id];
  if (reason) {
    counted.left += 1;
    continue;
  }
  counted.taken += 1;
  test(`${one.id} ${one.kind}: ${one.note}`, () => {
    const answer = answerTo(one.given, scaleOf(one.expect.unit));
    const asked = Object.keys(one.expect).filter(
      (key) => !['unit', 'order_free', 'event', 'items_consumed', 'items_not_consumed'].includes(key),
    );
    for (const key of asked) {
      assert.ok(key in answer, `nothing is said of ${key}`);
      const wanted = COUNTS.includes(key) ? one.expect[key] : inMinor(one.expect[key], one.expect.unit);
      if (one.expect.order_free) assert.deepEqual((answer[key] as number[]).toSorted(), wanted.toSorted(), key);
      else assert.deepEqual(answer[key], wanted, `${key} of ${JSON.stringify(one.given)}`);
    }
  });
}

test('every case is taken or left for a reason', () => {
  assert.deepEqual(
    { cases: cases.length, ...counted },
    { cases: 186, taken: 186 - Object.keys(LEFT).length, left: Object.keys(LEFT).length },
  );
});

/** Numbers of the cases are in cents or in euros; counts and flags are neither. */
function scaleOf(unit: string): number {
  return unit === 'minor' ? 1 : 100;
}

function inMinor(value: Loose, unit: string): Loose {
  if (Array.isArray(value)) return value.map((one) => inMinor(one, unit));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inMinor(one, unit)]));
  if (value === 'hidden' || value === null) return null;
  const number = Number(value);
  return Number.isFinite(number) && typeof value !== 'boolean' ? Math.round(number * scaleOf(unit)) + 0 : value;
}
