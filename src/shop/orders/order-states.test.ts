import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { creditShares, sumsOf } from '../invoices/index.ts';
import {
  cancel,
  cancelLines,
  dueOf,
  type LineFacts,
  type OrderFacts,
  overpaidOf,
  receiveMoney,
  receiveReturn,
  refund,
  type Step,
  send,
  statesOf,
  statusOf,
  worthOf,
} from './order-states.ts';

type Command = {
  verb: 'send' | 'cancel' | 'cancelLines' | 'return' | 'refund' | 'pay';
  position: number;
  quantity: number;
  amount: number;
};

const command = fc.record<Command>({
  verb: fc.constantFrom('send', 'send', 'cancel', 'cancelLines', 'return', 'refund', 'pay'),
  position: fc.integer({ min: 0, max: 2 }),
  quantity: fc.integer({ min: 0, max: 4 }),
  amount: fc.integer({ min: -5, max: 4000 }),
});

const start = fc
  .record({
    lines: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), gross: fc.integer({ min: 0, max: 5000 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    delivery: fc.nat(900),
    isPaid: fc.boolean(),
  })
  .map(({ lines, delivery, isPaid }): OrderFacts => {
    const total = lines.reduce((sum, { gross }) => sum + gross, delivery);
    const none = { cancelled: 0, shipped: 0, returned: 0, credited: 0 };
    const facts = lines.map((line, position): LineFacts => ({ ...line, ...none, position }));
    return { isDraft: false, isCancelled: false, total, paid: isPaid ? total : 0, refunded: 0, credited: 0, lines: facts };
  });

function run(facts: OrderFacts, { verb, position, quantity, amount }: Command): Step {
  const units = [{ position, quantity }];
  if (verb === 'send') return send(facts, units);
  if (verb === 'cancel') return cancel(facts);
  if (verb === 'cancelLines') return cancelLines(facts, units);
  if (verb === 'return') return receiveReturn(facts, units);
  return verb === 'refund' ? refund(facts, amount) : receiveMoney(facts, amount);
}

test('whatever is done in whatever order, no piece and no cent is there twice', () => {
  fc.assert(
    fc.property(start, fc.array(command, { maxLength: 25 }), (given, commands) => {
      let facts = given;
      for (const one of commands) {
        const before = structuredClone(facts);
        const step = run(facts, one);
        assert.deepEqual(facts, before, 'a refusal and a step leave what was there alone');
        if (!step.ok) continue;
        // What is not owed any more and was paid goes back at once, as the services do it.
        const back = one.verb === 'refund' || one.verb === 'pay' ? 0 : overpaidOf(step.facts);
        facts = { ...step.facts, refunded: step.facts.refunded + back };
        for (const line of facts.lines) {
          assert.ok(line.cancelled + line.shipped <= line.quantity);
          assert.ok(line.returned <= line.shipped && line.credited <= line.quantity);
        }
        assert.ok(facts.refunded <= facts.paid && facts.credited <= facts.total && facts.paid <= facts.total);
        const states = statesOf(facts);
        if (states.order === 'cancelled') assert.equal(facts.paid, facts.refunded, 'a cancelled order keeps nothing');
        if (states.order === 'completed') assert.equal(dueOf(facts), 0);
        if (before.isCancelled) assert.ok(facts.isCancelled, 'a cancelled order stays cancelled');
        assert.equal(statusOf(states) === 'cancelled', facts.isCancelled);
      }
    }),
    { numRuns: 10_000 },
  );
});

test('pieces of a line are worth its gross together, in whatever portions they come back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(100_000), fc.array(fc.integer({ min: 1, max: 7 })), (quantity, gross, portions) => {
      let [credited, sum] = [0, 0];
      for (const portion of [...portions, quantity]) {
        const now = Math.min(portion, quantity - credited);
        sum += worthOf({ gross, quantity, credited }, now);
        credited += now;
      }
      assert.equal(sum, gross);
    }),
  );
});

test('credit notes of an invoice take back its net and its tax of every rate exactly, in whatever portions', () => {
  const share = fc.record({ ratePpm: fc.constantFrom(0, 70_000, 190_000), net: fc.nat(10_000), tax: fc.nat(1900) });
  fc.assert(
    fc.property(
      fc.uniqueArray(share, { minLength: 1, selector: ({ ratePpm }) => ratePpm }),
      fc.array(fc.integer({ min: 1, max: 5000 })),
      (invoice, portions) => {
        let remaining = invoice;
        for (const amount of [...portions, Number.MAX_SAFE_INTEGER]) {
          const taken = creditShares(remaining, amount);
          const left = sumsOf(remaining).total;
          assert.equal(sumsOf(taken).total, Math.min(amount, left));
          remaining = remaining.map((one) => {
            const part = taken.find(({ ratePpm }) => ratePpm === one.ratePpm);
            return { ...one, net: one.net - (part?.net ?? 0), tax: one.tax - (part?.tax ?? 0) };
          });
          assert.ok(remaining.every(({ net, tax }) => net >= 0 && tax >= 0));
        }
        assert.deepEqual(sumsOf(remaining), { net: 0, tax: 0, total: 0 });
      },
    ),
  );
});
