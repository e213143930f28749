/** Sums about refunds that the maintainers of other shops wrote down (src/shop/totals/cases.jsonl), asked of our rules. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type OrderFacts, refund } from './order-states.ts';

type Case = { id: string; given: { captured: number; refunds: number[]; refund: number }; expect: Record<string, unknown>; note: string };

const cases = new Map(
  readFileSync(new URL('../totals/cases.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
    .map((one) => [one.id, one]),
);

function placed(total: number, paid: number): OrderFacts {
  const line = { position: 1, quantity: 1, gross: total, cancelled: 0, shipped: 0, returned: 0, credited: 0 };
  return { isDraft: false, isCancelled: false, total, paid, refunded: 0, credited: 0, lines: [line] };
}

for (const id of ['m0262', 'm0264']) {
  const { given, expect, note } = cases.get(id)!;
  test(`${id}: ${note}`, () => {
    const captured = given.captured;
    let facts = placed(captured, captured);
    const done = given.refunds.map((amount) => {
      const step = refund(facts, amount);
      if (step.ok) facts = step.facts;
      return step.ok;
    });
    const rows = done.filter(Boolean).length;
    const ours = { refunded: facts.refunded, left: facts.paid - facts.refunded, refund_rows: rows, refused: rows < done.length };
    for (const [key, value] of Object.entries(ours)) if (key in expect) assert.equal(value, expect[key], key);
  });
}

test(`m0266: ${cases.get('m0266')!.note}`, () => {
  assert.equal(refund(placed(100, 0), cases.get('m0266')!.given.refund).ok, false);
});

test(`m0268: ${cases.get('m0268')!.note}`, () => {
  assert.deepEqual(refund(placed(100, 100), 50, [{ position: 2, quantity: 1 }]), { ok: false, reason: 'line_unknown', position: 2 });
});
