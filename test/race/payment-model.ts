import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { uuidv7 } from '../../src/kernel/ids.ts';
import type { Database } from '../../src/platform/postgres/index.ts';
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
} from '../../src/shop/payments/index.ts';
import { chargeByKey, control, signed, testProvider } from '../support/test-provider.ts';

type Command =
  | { do: 'authorize' | 'void' | 'ask' | 'finishRefunds' | 'dispute' | 'tell' }
  | { do: 'capture'; amount: number }
  | { do: 'decide'; approve: boolean }
  | { do: 'refund'; amount: number | null; key: string };

const AMOUNT = 1000;
const LANES = 8;
const SINCE = new Date(0);

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constantFrom('authorize' as const, 'void', 'ask', 'finishRefunds', 'dispute', 'tell') }),
  fc.record({ do: fc.constant('capture' as const), amount: fc.constantFrom(1, 400, AMOUNT) }),
  fc.record({ do: fc.constant('decide' as const), approve: fc.boolean() }),
  fc.record({
    do: fc.constant('refund' as const),
    amount: fc.option(fc.constantFrom(1, 300, 700, AMOUNT, AMOUNT + 1)),
    key: fc.constantFrom('a', 'b', 'c'),
  }),
);

const sequence = fc.record({
  method: fc.constantFrom('success', 'challenge', 'decline', 'timeout', 'error'),
  captureMode: fc.constantFrom('automatic' as const, 'manual' as const),
  /** What stands together is done at once. */
  steps: fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 10 }),
});

/**
 * Random commands on payments, several at once, against the provider and its faults. After each step the sums must hold and
 * no state may follow that cannot; in the end our books, the ledger and the provider must say the same.
 * @throws on the first sequence that breaks a rule, shrunk, with the seed that repeats it
 */
export async function runPaymentModel(db: Database, { sequences, seed }: { sequences: number; seed?: number }): Promise<void> {
  const store = paymentStore(db);
  const provider = await testProvider();
  const payments = createPayments({ store, refunds: refundStore(db), providers: [provider] });
  const webhooks = createWebhooks({ store: webhookStore(db), payments: store, providers: [provider] });
  const reconcile = createReconciler({ store: reconcileStore(db), providers: [{ ...provider, list: () => listed() }] });
  const keys: string[] = [];
  async function* listed() {
    for (const key of keys) {
      const charge = await chargeByKey(key);
      if (charge && charge.amount > 0) yield charge;
    }
  }

  const run = async (id: string, step: Command): Promise<void> => {
    const payment = (await store.byId(id))!;
    const charge = await chargeByKey(payment.idempotencyKey);
    switch (step.do) {
      case 'authorize':
        return void (await payments.authorize(payment, 'http://localhost/'));
      case 'capture':
        return void (await payments.capture(payment, step.amount));
      case 'void':
        return void (await payments.void(payment));
      case 'ask':
        return void (await payments.ask(payment));
      case 'finishRefunds':
        return void (await payments.finishRefunds({ paymentId: id }));
      case 'refund':
        return void (await payments.intendRefund(payment, { amount: step.amount, key: step.key }));
      case 'decide':
        if (payment.actionUrl)
          await fetch(payment.actionUrl, {
            method: 'POST',
            body: new URLSearchParams({ decision: step.approve ? 'approve' : 'refuse' }),
            redirect: 'manual',
          });
        return;
      case 'dispute':
        if (charge?.status === 'captured')
          await control(`/charges/${charge.reference}/disputes`, { status: 'open' }).catch(() => undefined);
        return;
      case 'tell': {
        if (!charge) return;
        const { reference, key, status, capturedAmount: captured } = charge;
        const about = { id: reference, key, status, captured, declineCode: null, dispute: null };
        const { headers, body } = signed({ id: `evt_${uuidv7()}`, type: `charge.${status}`, data: { charge: about, refund: null } });
        await webhooks.take('test', { headers, body: Buffer.from(body) });
      }
    }
  };

  const checkSums = (before: Payment, after: Payment) => {
    const { status, amount, capturedAmount, refundIntended, refundedAmount } = after;
    const sound = capturedAmount <= amount && refundIntended <= capturedAmount && refundedAmount <= refundIntended;
    if (!sound) throw new Error(`sums: ${JSON.stringify(after)}`);
    if ((status === 'captured' || status === 'refunded') !== capturedAmount > 0)
      throw new Error(`${status} with ${capturedAmount} captured`);
    const ended = ['declined', 'voided'].includes(before.status) && status !== before.status;
    if (ended) throw new Error(`${before.status} became ${status}`);
  };

  const property = fc.asyncProperty(sequence, async ({ method, captureMode, steps }) => {
    const id = uuidv7();
    const key = `model:${id}`;
    keys.push(key);
    await store.insertOnce(
      { id, checkoutId: uuidv7(), provider: 'test', idempotencyKey: key, amount: AMOUNT, currency: 'EUR', method, captureMode },
      new Date(),
    );
    for (const step of steps) {
      const before = (await store.byId(id))!;
      const outcomes = await Promise.allSettled(step.map((one) => run(id, one)));
      for (const outcome of outcomes) {
        const unanswered = outcome.status === 'rejected' && outcome.reason instanceof ProviderUnavailable;
        // Two captures of different sums, or a capture beside a void: the provider takes the first.
        const refused = outcome.status === 'rejected' && /refused a call of ours with 409/.test(String(outcome.reason));
        if (outcome.status === 'rejected' && !unanswered && !refused) throw outcome.reason;
      }
      checkSums(before, (await store.byId(id))!);
    }
    // Whatever was left in the air is asked for, as the recovery job does.
    await payments.finishRefunds({ paymentId: id });
    await payments.ask((await store.byId(id))!);
    await payments.finishRefunds({ paymentId: id });
  });
  // Side by side, since most of the time is spent on waiting; each lane has a seed of its own, which its error names.
  const first = seed ?? randomInt(2 ** 31);
  const lanes = Array.from({ length: LANES }, (_, lane) => ({ seed: first + lane, numRuns: Math.ceil(sequences / LANES) }));
  await Promise.all(lanes.map((lane) => fc.assert(property, lane)));
  const { differences } = await reconcile('test', SINCE);
  const own = differences.filter(({ about }) => about.includes('model:') || about.startsWith('refund:'));
  if (own.length > 0) throw new Error(`the books differ: ${JSON.stringify(own.slice(0, 10))}`);
}
