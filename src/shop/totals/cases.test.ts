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
  m0052: 'one cart of gross and net prices whose subtotal adds both as they are written; ours says net and gross of each',
  m0258: 'a window over dates of entries, where the law means prices in force; the case says so itself',
  m0608: 'names no line, so that there is nothing of which its 52 could be a part',
};

/** Asked of the rules of refunds and payments: money-cases.test.ts of orders and of payments. */
const OF_ORDERS = ['m0260', 'm0262', 'm0264', 'm0266', 'm0268'];

/** The sum is ours; the odd cent is another part's, by a rule of theirs. A refund of ours mirrors its sale; ties go to the earlier part. */
const ELSEWHERE = ['m0212', 'm0228'];

const COUNTS = ['tax_lines', 'discounts'];
const counted = { taken: 0, left: 0 };
for (const one of cases) {
  if (LEFT[one.id]) {
    counted.left += 1;
    continue;
  }
  counted.taken += 1;
  if (OF_ORDERS.includes(one.id)) continue;
  test(`${one.id} ${one.kind}: ${one.note}`, () => {
    const answer = answerTo(one.given, scaleOf(one.expect.unit), one.expect);
    const asked = Object.keys(one.expect).filter(
      (key) => !['unit', 'order_free', 'event', 'items_consumed', 'items_not_consumed'].includes(key),
    );
    for (const key of asked) {
      assert.ok(key in answer, `nothing is said of ${key}`);
      const wanted = COUNTS.includes(key) ? one.expect[key] : inMinor(one.expect[key], one.expect.unit);
      if (ELSEWHERE.includes(one.id)) assert.equal(sum(answer[key] as number[]), sum(wanted), `the sum of ${key}`);
      else if (one.expect.order_free) assert.deepEqual((answer[key] as number[]).toSorted(), wanted.toSorted(), key);
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

function sum(parts: readonly number[]): number {
  return parts.reduce((a, b) => a + b, 0);
}

/** To a millionth of a cent: some figures are wanted finer than cents. */
function inMinor(value: Loose, unit: string): Loose {
  if (Array.isArray(value)) return value.map((one) => inMinor(one, unit));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inMinor(one, unit)]));
  if (value === 'hidden' || value === null) return null;
  const number = Number(value);
  return Number.isFinite(number) && typeof value !== 'boolean' ? Math.round(number * scaleOf(unit) * 1e6) / 1e6 + 0 : value;
}
