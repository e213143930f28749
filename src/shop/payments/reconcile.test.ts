import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { testProvider } from '../../../test/support/test-provider.ts';
import { createReconciler, reconcileStore } from './index.ts';

const db = await testDatabase({ transactions: 6 });
const since = new Date();
const selling = await startSelling(db);
await openMarkets(selling);
const provider = await testProvider();
const run = (text: string, values: unknown[] = []) => db.query({ name: '', text }, values);

test('books that agree show no difference; each planted one is named', async () => {
  const [variantId] = await addGoods(db, [{ stock: 100 }]);
  const sell = async (method = 'success') => {
    const input = buy(await fillCart(selling, [{ variantId: variantId!, quantity: 1 }]), { payment: { provider: 'test', method } });
    await selling.checkout.complete(input);
    return (await selling.payments.byCheckout(input.checkoutId))!;
  };
  const [one, two, three, four] = [await sell(), await sell(), await sell(), await sell()];
  await sell('decline');
  const refund = await selling.payments.intendRefund(two!, { amount: 300, key: 'part' });
  assert.ok(refund.ok);
  await selling.payments.finishRefunds({ paymentId: two!.id });
  // Other tests of this process may use the same provider: theirs are not in this database.
  const reconcile = createReconciler({ store: reconcileStore(db), providers: [provider] });
  const differ = async () => {
    const { differences } = await reconcile('test', since);
    return differences
      .filter(({ kind, about }) => kind !== 'missing_here' || about.includes(one!.id) || about === 'stray')
      .map(({ kind, about }) => [kind, about]);
  };
  assert.deepEqual(await differ(), []);

  await run(`update payment set idempotency_key = 'changed' where id = $1`, [one!.id]);
  await run(`update payment set captured_amount = captured_amount - 1 where id = $1`, [three!.id]);
  await run(`update payment set status = 'voided', captured_amount = 0 where id = $1`, [four!.id]);
  await run(`update refund set amount = 299 where payment_id = $1`, [two!.id]);
  await provider.authorize({ key: 'stray', amount: 999, currency: 'EUR', method: 'success', captureMode: 'automatic', returnUrl: '' });
  const key = `refund:${two!.id}:part`;
  assert.deepEqual(
    (await differ()).sort(),
    [
      ['ledger', four!.idempotencyKey],
      ['ledger', three!.idempotencyKey],
      ['ledger', two!.idempotencyKey],
      ['missing_here', 'stray'],
      ['missing_there', 'changed'],
      ['other_amount', four!.idempotencyKey],
      ['other_amount', key],
      ['other_amount', three!.idempotencyKey],
      ['other_state', four!.idempotencyKey],
    ].sort(),
  );
});
