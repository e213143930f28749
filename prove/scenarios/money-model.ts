import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composeShop } from '../../src/cli/shop.ts';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { openDatabase } from '../../src/platform/postgres/index.ts';
import { type Payment, type Payments, ProviderUnavailable } from '../../src/shop/payments/index.ts';
import { openProvider } from '../provider.ts';
import type { Scenario, Stage } from '../stage.ts';

const SEQUENCES = 10_000;
const LANES = 16;
const AMOUNT = 1000;
const METHODS = ['success', 'success', 'success', 'timeout', 'error', 'decline', 'challenge'];

/** What must be true of the money, kept by the simplest means. */
type Model = { status: Payment['status']; captured: number; refunds: Map<string, number> };
type Real = { payments: Payments; checkoutId: string; provider: ReturnType<typeof openProvider> };
type Command = fc.AsyncCommand<Model, Real>;

/** Not answered: it may have happened, which asking the provider tells. */
const orUnanswered = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof ProviderUnavailable) return null;
    throw error;
  });

const current = async ({ payments, checkoutId }: Real): Promise<Payment> => (await payments.byCheckout(checkoutId))!;

/** After every step: states only go forward, and sums never pass what was captured. */
async function holds(model: Model, real: Real): Promise<void> {
  const payment = await current(real);
  const order = ['created', 'action_required', 'authorized', 'captured', 'refunded'];
  if (model.status === 'declined' || model.status === 'voided') assert.equal(payment.status, model.status);
  else if (order.includes(payment.status))
    assert.ok(order.indexOf(payment.status) >= order.indexOf(model.status), `${model.status} became ${payment.status}`);
  assert.ok(
    payment.refundedAmount <= payment.refundIntended &&
      payment.refundIntended <= payment.capturedAmount &&
      payment.capturedAmount <= payment.amount,
  );
  if (model.captured > 0) assert.equal(payment.capturedAmount, model.captured);
  assert.equal(
    payment.refundIntended,
    [...model.refunds.values()].reduce((sum, part) => sum + part, 0),
  );
  model.status = payment.status;
  model.captured = payment.capturedAmount;
}

const step = (name: string, work: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  async run(model, real) {
    await work(model, real);
    await holds(model, real);
  },
  toString: () => name,
});

const commands = (lane: number) => [
  fc.constant(
    step('authorize', async (_, real) => void (await orUnanswered(real.payments.authorize(await current(real), 'http://localhost/')))),
  ),
  fc.constant(
    step('authorize twice at once', async (_, real) => {
      const payment = await current(real);
      await Promise.all([1, 2].map(() => orUnanswered(real.payments.authorize(payment, 'http://localhost/'))));
    }),
  ),
  fc
    .integer({ min: 1, max: AMOUNT })
    .map((amount) =>
      step(`capture ${amount}`, async (_, real) => void (await orUnanswered(real.payments.capture(await current(real), amount)))),
    ),
  fc.constant(step('void', async (_, real) => void (await orUnanswered(real.payments.void(await current(real)))))),
  fc.constant(step('ask', async (_, real) => void (await orUnanswered(real.payments.ask(await current(real)))))),
  fc.tuple(fc.integer({ min: 1, max: AMOUNT }), fc.constantFrom('a', 'b', 'c')).map(([amount, key]) =>
    step(`refund ${amount} as ${key}`, async (model, real) => {
      const payment = await current(real);
      const outcomes = await Promise.all([1, 2].map(() => real.payments.intendRefund(payment, { amount, key })));
      const left = payment.capturedAmount - payment.refundIntended;
      const known = model.refunds.get(key);
      const isGranted = known === undefined ? amount <= left && payment.capturedAmount > 0 : known === amount;
      for (const outcome of outcomes) assert.equal(outcome.ok, isGranted, `${amount} of ${left}, known ${known}`);
      if (isGranted) model.refunds.set(key, amount);
    }),
  ),
  fc.constant(
    step('pay refunds out', async (_, real) => void (await real.payments.finishRefunds({ paymentId: (await current(real)).id }))),
  ),
  fc.constant(
    step('pay refunds out twice at once', async (_, real) => {
      const { id } = await current(real);
      await Promise.all([1, 2].map(() => real.payments.finishRefunds({ paymentId: id })));
    }),
  ),
  fc.constant(step(`an answer is lost (lane ${lane})`, async (_, real) => void (await real.provider.setFaults({ lostAnswers: 1 })))),
];

export const moneyModel: Scenario = {
  name: 'money-model',
  about: 'payments moved by random commands, some at once and some unanswered: states go forward, and our sums are the provider’s',
  needsInside: true,
  async run(stage) {
    const db = await openDatabase({
      url: null,
      dataDir: stage.inside!.dataDir,
      applicationName: 'prove money',
      reads: 4,
      transactions: LANES,
    });
    const { payments } = composeShop(db, { dataDir: stage.inside!.dataDir, orderPrefix: 'P', mediaFetch: false });
    const sequences = Math.ceil((SEQUENCES * Math.min(stage.rounds, 20)) / 20);
    try {
      const lanes = Array.from({ length: LANES }, (_, lane) => runLane(stage, payments, lane, Math.ceil(sequences / LANES)));
      const breaches = (await Promise.all(lanes)).flat();
      return {
        breaches,
        rounds: sequences,
        facts: `${Math.ceil(sequences / LANES) * LANES} sequences of up to 10 commands, ${LANES} at once`,
      };
    } finally {
      await openProvider(stage.inside!.dataDir).noFaults();
      await db.close();
    }
  },
};

async function runLane({ inside, random }: Stage, payments: Payments, lane: number, numRuns: number): Promise<string[]> {
  const provider = openProvider(inside!.dataDir);
  const property = fc.asyncProperty(
    fc.constantFrom(...METHODS),
    fc.commands(commands(lane), { maxCommands: 10 }),
    async (method, sequence) => {
      const checkoutId = uuidv7();
      await payments.intent({ checkoutId, provider: 'test', method, amount: AMOUNT, currency: 'EUR' });
      const real = { payments, checkoutId, provider };
      const model: Model = { status: 'created', captured: 0, refunds: new Map() };
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      await assertSameBooks(real);
    },
  );
  const result = await fc.check(property, { numRuns, seed: random.below(2 ** 31), endOnFailure: true });
  if (!result.failed) return [];
  return [`seed ${result.seed}, ${String(result.counterexample)}: ${String(result.errorInstance).split('\n')[0]}`];
}

/** Once everything is answered, our books and the provider's are the same. */
async function assertSameBooks(real: Real): Promise<void> {
  const { payments, provider, checkoutId } = real;
  for (let tries = 0; tries < 20; tries += 1) {
    const isAsked = await orUnanswered(payments.ask(await current(real)).then(() => true));
    const { open } = await payments.finishRefunds({ paymentId: (await current(real)).id });
    if (isAsked && open === 0) break;
  }
  const payment = await current(real);
  const charge = await provider.chargeOf(checkoutId);
  assert.equal(payment.capturedAmount, charge?.captured ?? 0, 'captured');
  assert.equal(payment.refundedAmount, charge?.refunded ?? 0, 'refunded');
  assert.equal(payment.refundIntended, payment.refundedAmount, 'nothing is left open');
}
