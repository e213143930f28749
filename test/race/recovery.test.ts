import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PaymentProvider, ProviderUnavailable } from '../../src/shop/payments/index.ts';
import { testDatabase } from '../support/database.ts';
import { chargeOf } from '../support/test-provider.ts';
import { addGoods, count, levelOf } from './goods.ts';
import { Death, interrupted, mortal } from './mortal.ts';
import { buy, fillCart, openMarkets, type Selling, startSelling } from './selling.ts';

const db = await testDatabase({ transactions: 6 });
let minutes = 0;
const clock = { now: () => new Date(Date.now() + minutes * 60_000) };
const healthy = await startSelling(db, { clock });
await openMarkets(healthy);

type Ending = { orders: number; charge: string | null; refunded: boolean };

/** How a checkout has ended, read from the books of both sides. */
async function endingOf(checkoutId: string): Promise<Ending> {
  const charge = await chargeOf(checkoutId);
  const refunded = (charge?.refunds ?? []).filter((refund) => refund.status === 'done').reduce((sum, refund) => sum + refund.amount, 0);
  return {
    orders: await count(db, 'customer_order where checkout_id = $1', [checkoutId]),
    charge: charge?.status ?? null,
    refunded: charge !== null && refunded > 0 && refunded === charge.amount,
  };
}

/** A provider that authorises and captures in two calls, as most do. */
const inTwoSteps = (real: PaymentProvider): PaymentProvider => ({
  ...real,
  authorize: (request) => real.authorize({ ...request, captureMode: 'manual' }),
});

/** An order with one captured charge, or no order and no money kept. */
function assertSound({ orders, charge, refunded }: Ending, about: string): void {
  const isSale = orders === 1 && charge === 'captured' && !refunded;
  const isNothing = orders === 0 && (charge === null || charge === 'voided' || charge === 'declined' || refunded);
  assert.ok(isSale || isNothing, `${about}: ${orders} orders, charge ${charge}, refunded ${refunded}`);
}

async function assertBooks(variantId: number, sold: number, about: string): Promise<void> {
  assert.deepEqual(await levelOf(db, variantId), { onHand: 1000 - sold, reserved: 0 }, about);
  assert.deepEqual(await healthy.inventory.unequalLevels(), [], about);
}

/** Dies at every step in turn, then `revive` brings it to its end. Answers with the number of deaths. */
async function dieEverywhere(
  method: 'success' | 'decline',
  when: 'before' | 'after',
  revive: (input: ReturnType<typeof buy>) => Promise<void>,
  provider: (real: PaymentProvider) => PaymentProvider = (real) => real,
): Promise<number> {
  const [variantId] = await addGoods(db, [{ stock: 1000 }]);
  let sold = 0;
  for (let dieAt = 1; ; dieAt += 1) {
    const about = `${method}, dead ${when} step ${dieAt}`;
    const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 2 }]), { payment: { provider: 'test', method } });
    // Markets are read when the process starts, which is not what dies here.
    const doomed = await startSelling(mortal(db, dieAt + 1, when), { clock, keys: healthy.keys, provider });
    const lived = await doomed.checkout.complete(input).then(
      () => true,
      (error: unknown) => {
        assert.ok(error instanceof Death, `${about}: ${error}`);
        return false;
      },
    );
    await revive(input);
    minutes += 16;
    await healthy.inventory.expireDue();
    const ending = await endingOf(input.checkoutId);
    assertSound(ending, about);
    sold += 2 * ending.orders;
    await assertBooks(variantId!, sold, about);
    const { itemCount } = await healthy.carts.view(input.cartId);
    assert.equal(itemCount, ending.orders === 1 ? 0 : 2, `${about}: the cart is emptied by an order and by nothing else`);
    if (lived) return dieAt - 1;
    assert.ok(dieAt < 200, 'it lives in the end');
  }
}

async function recover(selling: Selling): Promise<void> {
  const counts = await selling.checkout.recoverPayments({ olderThanMs: 0 });
  assert.equal(counts.open, 0);
}

for (const when of ['before', 'after'] as const) {
  test(`a process that dies ${when} any step of a purchase leaves nothing that the recovery job does not finish`, async () => {
    const deaths = await dieEverywhere('success', when, () => recover(healthy));
    assert.ok(deaths > 6, `${deaths} places to die`);
    assert.ok((await dieEverywhere('success', when, () => recover(healthy), inTwoSteps)) > deaths);
  });

  test(`the shopper who sends again after a death ${when} any step has one order and one charge`, async () => {
    await dieEverywhere('success', when, async (input) => {
      const outcome = await healthy.checkout.complete(input);
      assert.ok(outcome.ok);
      const again = await healthy.checkout.complete({ ...input, checkoutId: crypto.randomUUID() });
      assert.ok(again.ok && again.orderNumber === outcome.orderNumber, 'another id on the same cart is the same order');
    });
  });

  test(`a decline whose process dies ${when} any step frees the goods`, async () => {
    await dieEverywhere('decline', when, () => recover(healthy));
  });

  test(`a recovery that dies ${when} any step is finished by the next one`, async () => {
    const [variantId] = await addGoods(db, [{ stock: 1000 }]);
    let sold = 0;
    for (let dieAt = 1; ; dieAt += 1) {
      const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
      // Dead after the charge was captured: the recovery has an order to place.
      await stopAfterCapture(input);
      const doomed = await startSelling(mortal(db, dieAt + 1, when), { clock, keys: healthy.keys });
      const lived = await recover(doomed).then(
        () => true,
        () => false,
      );
      await recover(healthy);
      const ending = await endingOf(input.checkoutId);
      assert.equal(ending.orders, 1);
      assertSound(ending, `recovery dead ${when} step ${dieAt}`);
      sold += 1;
      await assertBooks(variantId!, sold, `recovery dead ${when} step ${dieAt}`);
      if (lived) break;
    }
  });
}

/** Runs a purchase in a process that dies when the provider has captured. */
async function stopAfterCapture(input: ReturnType<typeof buy>): Promise<void> {
  const doomed = await startSelling(db, {
    clock,
    keys: healthy.keys,
    provider: (real) => ({
      ...inTwoSteps(real),
      async capture(request) {
        await real.capture(request);
        throw new Death();
      },
    }),
  });
  await assert.rejects(doomed.checkout.complete(input), Death);
}

test('goods that were lost while the shopper was paying are not charged', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
  const slow = await startSelling(db, {
    clock,
    keys: healthy.keys,
    provider: (real) => ({
      ...real,
      async authorize(request) {
        minutes += 16;
        await healthy.inventory.expireDue();
        const other = await healthy.checkout.complete(buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }])));
        assert.ok(other.ok);
        return inTwoSteps(real).authorize(request);
      },
    }),
  });
  const outcome = await slow.checkout.complete(input);
  assert.ok(!outcome.ok && outcome.code === 'insufficient_stock');
  assert.deepEqual(await endingOf(input.checkoutId), { orders: 0, charge: 'voided', refunded: false });
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 0, reserved: 0 });
});

test('goods that were lost while a provider that takes the money at once was answering are refunded', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
  const slow = await startSelling(db, {
    clock,
    keys: healthy.keys,
    provider: (real) => ({
      ...real,
      async authorize(request) {
        const answer = await real.authorize(request);
        minutes += 16;
        await healthy.inventory.expireDue();
        assert.ok((await healthy.checkout.complete(buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }])))).ok);
        return answer;
      },
    }),
  });
  const outcome = await slow.checkout.complete(input);
  assert.ok(!outcome.ok && outcome.code === 'insufficient_stock');
  assert.deepEqual(await endingOf(input.checkoutId), { orders: 0, charge: 'captured', refunded: true });
});

test('goods that were lost while the process was dead are refunded, once', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
  await stopAfterCapture(input);
  minutes += 16;
  await healthy.inventory.expireDue();
  assert.ok((await healthy.checkout.complete(buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }])))).ok);
  await Promise.all([recover(healthy), recover(healthy), recover(healthy)]);
  assert.deepEqual(await endingOf(input.checkoutId), { orders: 0, charge: 'captured', refunded: true });
  assert.equal(await count(db, `refund where status <> 'done'`), 0);
  const again = await healthy.checkout.complete(input);
  assert.ok(!again.ok && again.code === 'insufficient_stock');
});

test('a hold that ran out is taken again when the goods are still there', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
  await stopAfterCapture(input);
  minutes += 16;
  await healthy.inventory.expireDue();
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 0 });
  await Promise.all([recover(healthy), recover(healthy), healthy.checkout.complete(input)]);
  assert.deepEqual(await endingOf(input.checkoutId), { orders: 1, charge: 'captured', refunded: false });
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 0, reserved: 0 });
});

test('an attempt that was given up and refunded is not placed by a process that comes late, though the goods are back', async () => {
  const [variantId] = await addGoods(db, [{ stock: 1 }]);
  const input = buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }]));
  await stopAfterCapture(input);
  await recordCapture(input.checkoutId);
  minutes += 16;
  await healthy.inventory.expireDue();
  assert.ok((await healthy.checkout.complete(buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }])))).ok);
  const late = await startSelling(
    interrupted(db, 'stock.reserved', async () => {
      await recover(healthy);
      await healthy.inventory.adjust(variantId!, { delta: 1 }, 'adjustment');
    }),
    { clock, keys: healthy.keys },
  );
  const outcome = await late.checkout.complete(input);
  assert.ok(!outcome.ok);
  assert.deepEqual(await endingOf(input.checkoutId), { orders: 0, charge: 'captured', refunded: true });
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 1, reserved: 0 });
});

/** What the dead process would have written had it lived a moment longer. */
async function recordCapture(checkoutId: string): Promise<void> {
  const payment = await healthy.payments.byCheckout(checkoutId);
  assert.equal((await healthy.payments.ask(payment!))?.status, 'captured');
}

for (const lost of ['request', 'answer'] as const)
  test(`a void whose ${lost} is lost is sent again by the recovery job, with the same key, and holds no money`, async () => {
    const [variantId] = await addGoods(db, [{ stock: 1 }]);
    const keys: string[] = [];
    const flaky = await startSelling(db, {
      clock,
      keys: healthy.keys,
      provider: (real) => ({
        ...real,
        async authorize(request) {
          const answer = await inTwoSteps(real).authorize(request);
          minutes += 16;
          await healthy.inventory.expireDue();
          assert.ok((await healthy.checkout.complete(buy(await fillCart(healthy, [{ variantId: variantId!, quantity: 1 }])))).ok);
          return answer;
        },
        async void(request) {
          keys.push(request.key);
          if (keys.length > 1) return real.void(request);
          if (lost === 'answer') await real.void(request);
          throw new ProviderUnavailable('lost on the way');
        },
      }),
    });
    const input = buy(await fillCart(flaky, [{ variantId: variantId!, quantity: 1 }]));
    const outcome = await flaky.checkout.complete(input);
    assert.ok(!outcome.ok && outcome.code === 'insufficient_stock');
    assert.equal((await flaky.payments.byCheckout(input.checkoutId))?.status, 'authorized');
    assert.equal((await endingOf(input.checkoutId)).charge, lost === 'answer' ? 'voided' : 'authorized');
    await recover(flaky);
    await recover(flaky);
    assert.deepEqual(keys, [`checkout:${input.checkoutId}`, `checkout:${input.checkoutId}`]);
    assert.equal((await flaky.payments.byCheckout(input.checkoutId))?.status, 'voided');
    assert.deepEqual(await endingOf(input.checkoutId), { orders: 0, charge: 'voided', refunded: false });
    const again = await flaky.checkout.complete(input);
    assert.ok(!again.ok && again.code === 'insufficient_stock');
    assert.deepEqual(await levelOf(db, variantId!), { onHand: 0, reserved: 0 });
  });

for (const call of ['authorize', 'capture', 'refund'] as const)
  test(`an answer of the provider that is lost after ${call} is asked for again, with the same key`, async () => {
    const [variantId] = await addGoods(db, [{ stock: 5 }]);
    let lost = 0;
    const flaky = await startSelling(db, {
      clock,
      keys: healthy.keys,
      provider: (real) => ({
        ...inTwoSteps(real),
        async [call](request: never) {
          const answer = await inTwoSteps(real)[call](request);
          lost += 1;
          if (lost === 1) throw new ProviderUnavailable('lost on the way');
          return answer;
        },
      }),
    });
    const input = buy(await fillCart(flaky, [{ variantId: variantId!, quantity: 1 }]));
    const first = await flaky.checkout.complete(input);
    if (call !== 'refund') {
      assert.ok(!first.ok && first.code === 'payment_unavailable');
      assert.ok((await flaky.checkout.complete(input)).ok);
    } else assert.ok(first.ok);
    assert.deepEqual(await endingOf(input.checkoutId), { orders: 1, charge: 'captured', refunded: false });
    const order = await flaky.orders.byCheckout(input.checkoutId);
    await flaky.desk.money.cancel(order!.id, { actor: 'staff:Ada' });
    await recover(flaky);
    assert.deepEqual(await endingOf(input.checkoutId), { orders: 1, charge: 'captured', refunded: true });
    assert.equal((await chargeOf(input.checkoutId))?.refunds.length, 1);
    assert.deepEqual(await levelOf(db, variantId!), { onHand: 5, reserved: 0 });
  });

test('attempts that came to nothing are forgotten after a day, with the people who exist for them alone', async () => {
  minutes += 25 * 60;
  while ((await healthy.checkout.sweep()) > 0);
  assert.equal(
    await count(
      db,
      `checkout where status in ('declined', 'failed') and not exists (select 1 from payment p where p.checkout_id = checkout.id and p.status in ('created', 'action_required', 'authorized', 'captured'))`,
    ),
    0,
  );
  assert.equal(await count(db, 'person p where not exists (select 1 from customer_order o where o.person_id = p.id)'), 0);
});
