import type { Answer, Client } from '../client.ts';
import { openProvider } from '../provider.ts';
import { addGoods, archive, buy, fillCart, type Purchase, purchaseOf, stockOf, tillAnswered } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';
import { moveTime, pause } from '../time.ts';

const METHODS = ['success', 'success', 'challenge', 'challenge', 'timeout', 'error', 'decline'] as const;

export const providerFaults: Scenario = {
  name: 'provider-faults',
  about:
    'answers lost after success, errors 500, the browser and doubled, shuffled webhooks racing: one order and one charge each; refunds whose answer was lost are paid out once',
  needsInside: true,
  async run(stage) {
    const breaches: string[] = [];
    const provider = openProvider(stage.inside!.dataDir);
    const tally = { orders: 0, refunds: 0 };
    try {
      for (let round = 1; round <= stage.rounds; round += 1) {
        const placed = await buyAll(stage, breaches, `round ${round}`);
        tally.orders += placed.length;
        tally.refunds += await cancelSome(stage, placed, breaches, `round ${round}`);
        stage.tick();
      }
    } finally {
      await provider.noFaults();
    }
    return {
      breaches,
      rounds: stage.rounds,
      facts: `${tally.orders} orders of ${stage.rounds * stage.parallel} checkouts, ${tally.refunds} refunds`,
    };
  },
};

type Placed = Purchase & { orderId: string };

async function buyAll({ client, inside, random, parallel }: Stage, breaches: string[], about: string): Promise<Placed[]> {
  const provider = openProvider(inside!.dataDir);
  const goods = await addGoods(client, { stock: parallel });
  const carts = await Promise.all(Array.from({ length: parallel }, () => fillCart(client, [{ variantId: goods.variantId, quantity: 1 }])));
  const faults = { error500: random.below(20), lostAnswers: 5 + random.below(20), step: random.pick(['authorize', 'capture', null]) };
  await provider.setFaults({
    ...faults,
    webhooks: { send: 'all', copies: 1 + random.below(3), shuffle: random.below(6), delayMs: random.below(40) },
  });
  const ends = await Promise.all(
    carts.map(async (cartId) => {
      const method = random.pick(METHODS);
      const approves = random.next() < 0.8;
      const purchase = purchaseOf(cartId, { payment: { provider: 'test', method } });
      return { purchase, method, approves, answer: await buyToTheEnd(client, purchase, approves) };
    }),
  );
  await provider.noFaults();
  const placed: Placed[] = [];
  for (const { purchase, method, approves, answer } of ends) {
    const what = `${about}, ${method}${method === 'challenge' ? (approves ? ', approved' : ', refused') : ''}`;
    const isWanted = method !== 'decline' && (method !== 'challenge' || approves);
    if (answer.status === 201) placed.push({ ...purchase, orderId: answer.body.orderId });
    if ((answer.status === 201) !== isWanted) breaches.push(`${what}: is answered ${answer.status} ${answer.body?.code ?? ''}`);
    if (!isWanted && answer.body?.code !== 'payment_declined') breaches.push(`${what}: is told ${answer.body?.code}`);
    const charge = await provider.chargeOf(purchase.checkoutId);
    const taken = (charge?.captured ?? 0) - (charge?.refunded ?? 0);
    if (isWanted ? taken !== charge?.amount : taken !== 0) breaches.push(`${what}: the provider has taken ${taken}`);
  }
  const ids = ends.map(({ purchase }) => purchase.checkoutId);
  const [books] = await inside!.query<{ orders: number; charges: number }>(
    `select (select count(*)::int from customer_order where checkout_id = any($1::uuid[])) as orders,
      (select count(*)::int from payment where checkout_id = any($1::uuid[]) and status = 'captured') as charges`,
    [ids],
  );
  if (books?.orders !== placed.length || books.charges !== placed.length)
    breaches.push(`${about}: ${books?.orders} orders and ${books?.charges} charges, where ${placed.length} were confirmed`);
  const { onHand, reserved } = await stockOf(client, goods);
  if (onHand !== parallel - placed.length || reserved !== 0)
    breaches.push(`${about}: ${onHand} on hand and ${reserved} held after ${placed.length} orders`);
  await archive(client, [goods]);
  return placed;
}

/** Repeats what is not answered; where an action is asked, browser and webhook bring the outcome at once, in whatever order. */
async function buyToTheEnd(client: Client, purchase: Purchase, approves: boolean): Promise<Answer> {
  const first = await tillAnswered(() => buy(client, purchase));
  if (first.status !== 202) return first;
  const decided = await fetch(first.body.action.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `decision=${approves ? 'approve' : 'refuse'}`,
  });
  const back = decided.headers.get('location');
  if (back)
    await Promise.all(
      [1, 2].map(() =>
        fetch(back, { redirect: 'manual' }).then(
          (page) => page.arrayBuffer(),
          () => null,
        ),
      ),
    );
  return tillAnswered(() => buy(client, purchase));
}

/** Cancels every other order while answers to refunds are lost, twice each and at once; every one is paid out once. */
async function cancelSome(
  { client, inside, random }: Stage,
  placed: readonly Placed[],
  breaches: string[],
  about: string,
): Promise<number> {
  const provider = openProvider(inside!.dataDir);
  const cancelled = placed.filter((_, index) => index % 2 === 0);
  await provider.setFaults({ step: 'refund', lostAnswers: Math.ceil(cancelled.length / 2), error500: random.below(5) });
  await Promise.all(
    cancelled.flatMap(({ orderId }) => [1, 2].map(() => client.staff('POST', `/api/staff/orders/${orderId}/cancellation`, {}))),
  );
  await provider.noFaults();
  const open = () => inside!.query<{ n: number }>(`select count(*)::int as n from refund where status = 'created'`);
  for (let tries = 0; tries < 40 && (await open())[0]?.n !== 0; tries += 1) {
    await moveTime(client, 5);
    await pause(250);
  }
  for (const { orderId, checkoutId } of cancelled) {
    const charge = await provider.chargeOf(checkoutId);
    if (charge?.refunded !== charge?.amount)
      breaches.push(`${about}: the provider has given back ${charge?.refunded} of ${charge?.amount}`);
    const refunds = await inside!.query<{ n: number; amount: number }>(
      `select count(*)::int as n, coalesce(sum(amount), 0)::int as amount from refund where status = 'done' and payment_id = (select payment_id from customer_order where id = $1)`,
      [orderId],
    );
    if (refunds[0]?.n !== 1 || refunds[0].amount !== charge?.amount)
      breaches.push(`${about}: ${refunds[0]?.n} refunds of ${refunds[0]?.amount}`);
  }
  return cancelled.length;
}
