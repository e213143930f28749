import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../support/database.ts';
import { addGoods, count } from './goods.ts';
import { buy, fillCart, openMarkets, startSelling } from './selling.ts';

/** Attempts that the job looks at in one go; see checkout.unfinished. */
const AT_ONCE = 100;

const db = await testDatabase({ transactions: 12 });
let minutes = 0;
const clock = { now: () => new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000) };
const healthy = await startSelling(db, { clock });
await openMarkets(healthy);
const [bowl] = await addGoods(db, [{ stock: 10_000 }]);

const cart = () => fillCart(healthy, [{ variantId: bowl!, quantity: 1 }]);

/** The process is killed when the provider has charged and before anything of it is written. */
async function dieWhilePaying() {
  const doomed = await startSelling(db, {
    clock,
    keys: healthy.keys,
    provider: (real) => ({
      ...real,
      async authorize(request) {
        await real.authorize(request);
        throw new Error('killed');
      },
    }),
  });
  const input = buy(await cart());
  await assert.rejects(doomed.checkout.complete(input), /killed/);
  return input;
}

test('attempts that died come before the many that wait at the bank, however much older those are', async () => {
  for (let made = 0; made < AT_ONCE; made += 20)
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const outcome = await healthy.checkout.complete(buy(await cart(), { payment: { provider: 'test', method: 'challenge' } }));
        assert.ok(!outcome.ok && outcome.code === 'payment_action_required');
      }),
    );
  minutes += 5;
  const dead = await dieWhilePaying();
  minutes += 3;
  const counts = await healthy.checkout.recoverPayments();
  assert.equal(counts.placed, 1);
  assert.equal(await count(db, 'customer_order where checkout_id = $1', [dead.checkoutId]), 1);
  assert.equal(await count(db, `payment where status = 'action_required'`), AT_ONCE, 'those who are at the bank have their time');
});

test('one that died just now is left alone: its process may be about to finish it', async () => {
  const dead = await dieWhilePaying();
  minutes += 1;
  await healthy.checkout.recoverPayments();
  assert.equal(await count(db, 'customer_order where checkout_id = $1', [dead.checkoutId]), 0);
  minutes += 2;
  await healthy.checkout.recoverPayments();
  assert.equal(await count(db, 'customer_order where checkout_id = $1', [dead.checkoutId]), 1);
});
