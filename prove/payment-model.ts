import fc from 'fast-check';
import { paymentProviders } from '../src/cli/payment-providers.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import type { Database } from '../src/platform/postgres/index.ts';
import {
  createPayments,
  createReconciler,
  createWebhooks,
  type Payment,
  ProviderUnavailable,
  paymentStore,
  reconcileStore,
  refundStore,
  webhookStore,
} from '../src/shop/payments/index.ts';
import { type Charge, checkSettled, checkStep, type Model } from './payment-rules.ts';
import { openProvider } from './provider.ts';

/** What may happen to a payment. Those of one step happen at once. */
export type Command =
  | { do: 'authorize' | 'void' | 'ask' | 'payOut' | 'tell' | 'loseAnswer' | 'refuseCall' }
  | { do: 'capture'; amount: number }
  | { do: 'decide'; approve: boolean }
  | { do: 'refund'; amount: number | null; key: string }
  | { do: 'tellLate'; back: number }
  | { do: 'takeBack'; key: string }
  | { do: 'dispute'; status: 'open' | 'won' | 'lost' };

export const AMOUNT = 1000;
const METHODS = ['success', 'success', 'success', 'timeout', 'error', 'decline', 'challenge'];
const KEYS = ['a', 'b'];
/** How most payments begin; the others are met with whatever comes. */
const BEGINNINGS: readonly Command[][] = [[{ do: 'authorize' }], [{ do: 'capture', amount: AMOUNT }]];

const simple = fc.record({ do: fc.constantFrom('authorize' as const, 'authorize', 'void', 'ask', 'payOut', 'payOut', 'tell') });
const money: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant('capture' as const), amount: fc.oneof(fc.constant(AMOUNT), fc.integer({ min: 1, max: AMOUNT })) }),
  fc.record({
    do: fc.constant('refund' as const),
    amount: fc.option(fc.integer({ min: 1, max: AMOUNT + 1 })),
    key: fc.constantFrom(...KEYS),
  }),
);
const rare: fc.Arbitrary<Command> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const), approve: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tellLate' as const), back: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('takeBack' as const), key: fc.constantFrom(...KEYS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), status: fc.constantFrom('open' as const, 'won', 'lost') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('loseAnswer' as const, 'refuseCall') }) },
);
const command = fc.oneof({ weight: 4, arbitrary: simple }, { weight: 5, arbitrary: money }, { weight: 3, arbitrary: rare });

const sequence = fc.record({
  method: fc.constantFrom(...METHODS),
  captureMode: fc.constantFrom('automatic' as const, 'manual'),
  beginning: fc.constantFrom(0, 1, 2, 2),
  steps: fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
});

type Sequence = typeof sequence extends fc.Arbitrary<infer T> ? T : never;

/**
 * Random commands on payments, several at once, against the test provider of this data folder and its faults. After each step the sums
 * must hold and no state may follow that cannot; in the end our books, the ledger and the provider must say the same.
 * @returns what broke a rule: the shrunk sequence, with the seed that repeats it; or a difference of the books
 */
export async function runPaymentModel(
  db: Database,
  { dataDir, sequences, lanes, seed }: { dataDir: string; sequences: number; lanes: number; seed: (lane: number) => number },
): Promise<string[]> {
  const store = paymentStore(db);
  const refunds = refundStore(db);
  const providers = paymentProviders({ dataDir });
  const modes = {
    automatic: createPayments({ store, refunds, providers, captureMode: 'automatic' }),
    manual: createPayments({ store, refunds, providers, captureMode: 'manual' }),
  };
  const webhooks = createWebhooks({ store: webhookStore(db), payments: store, providers });
  const provider = openProvider(dataDir);
  const since = new Date();
  const own = new Set<string>();

  const tell = async (type: string, data: object): Promise<void> => {
    const { headers, body } = provider.sign({ id: `evt_${uuidv7()}`, type, data });
    await Promise.all([1, 2].map(() => webhooks.take('test', { headers, body })));
  };

  /** @param seen the charge as it was after the steps of before */
  const run = async (id: string, step: Command, seen: readonly Charge[]): Promise<unknown> => {
    const payment = (await store.byId(id))!;
    const { idempotencyKey } = payment;
    const payments = modes[payment.captureMode];
    switch (step.do) {
      case 'authorize':
        return payments.authorize(payment, '');
      case 'capture':
        return payments.capture(payment, step.amount);
      case 'void':
        return payments.void(payment, '');
      case 'ask':
        return payments.ask(payment);
      case 'payOut':
        return payments.finishRefunds({ paymentId: id });
      case 'refund':
        return Promise.all([1, 2].map(() => payments.intendRefund(payment, { amount: step.amount, key: step.key })));
      case 'loseAnswer':
        return provider.setFaults({ lostAnswers: 1 });
      case 'refuseCall':
        return provider.setFaults({ error500: 1 });
      case 'decide':
        return payment.actionUrl && provider.decide(payment.actionUrl, step.approve);
      case 'tell': {
        const charge = await provider.chargeByKey(idempotencyKey);
        return charge && tell(`charge.${charge.status}`, { charge, refund: null });
      }
      case 'tellLate': {
        const charge = seen.at(-1 - step.back);
        return charge && tell(`charge.${charge.status}`, { charge, refund: null });
      }
      case 'dispute': {
        const charge = await provider.chargeByKey(idempotencyKey);
        const disputed = charge && (await provider.control(`/charges/${charge.id}/disputes`, { status: step.status }));
        return disputed && tell(`dispute.${step.status}`, { charge: disputed });
      }
      case 'takeBack': {
        const failed = await provider.control('/refunds/failures', {}, `refund:${id}:${step.key}`);
        return failed && tell('refund.failed', { charge: await provider.chargeByKey(idempotencyKey), refund: failed });
      }
    }
  };

  /** Once everything is answered nothing is left open. */
  const settle = async (id: string): Promise<Payment> => {
    for (let tries = 0; ; tries += 1) {
      const payment = (await store.byId(id))!;
      const payments = modes[payment.captureMode];
      const isAsked = await payments.ask(payment).then(() => true, isUnanswered);
      const { open } = await payments.finishRefunds({ paymentId: id });
      const now = (await store.byId(id))!;
      if (isAsked && open === 0 && now.refundIntended === now.refundedAmount) return now;
      if (tries === 50) throw new Error(`something stays open: ${JSON.stringify(now)}`);
    }
  };

  const live = async ({ method, captureMode, beginning, steps: rest }: Sequence): Promise<void> => {
    const payments = modes[captureMode];
    const steps = [...BEGINNINGS.slice(0, beginning), ...rest];
    const intent = { checkoutId: uuidv7(), provider: 'test', method, amount: AMOUNT, currency: 'EUR' };
    const { id, idempotencyKey } = await payments.intent(intent);
    own.add(idempotencyKey).add(id);
    const model: Model = { before: (await store.byId(id))!, granted: new Map() };
    const isToldLate = steps.some((step) => step.some((one) => one.do === 'tellLate'));
    const seen: Charge[] = [];
    for (const step of steps) {
      const outcomes = await Promise.allSettled(step.map((one) => run(id, one, seen)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') isUnanswered(outcome.reason);
      const after = (await store.byId(id))!;
      const charge = isToldLate ? await provider.chargeByKey(idempotencyKey) : null;
      if (charge) seen.push(charge);
      checkStep(model, { step, after, refunds: await payments.refundsOf(id), outcomes });
    }
    const payment = await settle(id);
    const charge = await provider.chargeByKey(idempotencyKey);
    checkSettled(payment, charge);
  };

  const runLane = async (lane: number): Promise<string[]> => {
    const numRuns = Math.ceil(sequences / lanes);
    const result = await fc.check(fc.asyncProperty(sequence, live), { numRuns, seed: seed(lane), endOnFailure: true });
    if (!result.failed) return [];
    return [`seed ${result.seed}, ${JSON.stringify(result.counterexample)}: ${String(result.errorInstance).split('\n')[0]}`];
  };

  try {
    // Side by side, since most of the time is spent on waiting; a fault that one lane asks for may hit another.
    const breaches = (await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)))).flat();
    await provider.noFaults();
    const reconcile = createReconciler({ store: reconcileStore(db), providers });
    const { differences } = await reconcile('test', since);
    const ours = differences.filter(({ about }) => own.has(about) || own.has(about.split(':')[1] ?? ''));
    return [...breaches, ...ours.slice(0, 10).map((one) => `the books differ: ${JSON.stringify(one)}`)];
  } finally {
    await provider.noFaults();
    await Promise.all(providers.map((one) => one.close()));
  }
}

/** False: not answered, which asking the provider makes good. Throws every other error. */
function isUnanswered(error: unknown): false {
  if (error instanceof ProviderUnavailable) return false;
  throw error;
}
