import { addGoods, archive, buy, fillCart, outcomeOf, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';
import { moveTime, pause } from '../time.ts';
import { SOLD_OUT } from './last-items.ts';

const ITEMS = 10;
const HOLD_MINUTES = 15;

export const expiry: Scenario = {
  name: 'expiry',
  about: 'goods held for buyers who do not pay in time go to others; a payment that comes too late is given back',
  needsInside: true,
  async run(stage) {
    const breaches: string[] = [];
    let late = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      late += await oneRound(stage, breaches, `round ${round}`);
      stage.tick();
    }
    return { breaches, rounds: stage.rounds, facts: `${late} late payments given back` };
  },
};

async function oneRound({ client, inside, parallel }: Stage, breaches: string[], about: string): Promise<number> {
  const goods = await addGoods(client, { stock: ITEMS });
  const carts = (count: number) =>
    Promise.all(Array.from({ length: count }, () => fillCart(client, [{ variantId: goods.variantId, quantity: 1 }])));
  const purchases = (await carts(ITEMS)).map((cartId) => purchaseOf(cartId, { payment: { provider: 'test', method: 'slow' } }));
  const eager = await carts(parallel);
  const waiting = purchases.map((purchase) => buy(client, purchase));
  await until(async () => (await stockOf(client, goods)).reserved === ITEMS);
  const early = await Promise.all(eager.map((cartId) => buy(client, purchaseOf(cartId))));
  const granted = early.filter((answer) => outcomeOf(answer, SOLD_OUT).outcome !== 'refused');
  if (granted.length > 0) breaches.push(`${about}: ${granted.length} of what was held for others were not refused`);
  await moveTime(client, HOLD_MINUTES + 1);
  await until(async () => (await stockOf(client, goods)).reserved < ITEMS);
  const answers = await Promise.all(eager.map((cartId) => buy(client, purchaseOf(cartId))));
  const late = await Promise.all(waiting);
  const orders = [...answers, ...late].filter(({ status }) => status === 201).length;
  if (orders !== ITEMS) breaches.push(`${about}: ${orders} of ${ITEMS} were sold`);
  const refusals = [...SOLD_OUT, 'checkout_expired'];
  const strange = [...answers, ...late].filter((answer) => outcomeOf(answer, refusals).outcome === 'unknown');
  for (const answer of strange) breaches.push(`${about}: a buyer is answered ${answer.status} ${answer.body?.code ?? ''}`);
  const stock = await stockOf(client, goods);
  if (stock.onHand !== 0 || stock.reserved !== 0) breaches.push(`${about}: ${stock.onHand} on hand and ${stock.reserved} held in the end`);
  const refused = purchases.filter((_, index) => late[index]!.status !== 201).map(({ checkoutId }) => checkoutId);
  const kept = await inside!.query<{ n: number }>(
    `select count(*)::int as n from payment where checkout_id = any($1::uuid[]) and (status = 'authorized' or (status = 'captured' and refund_intended < captured_amount))`,
    [refused],
  );
  if (kept[0]?.n !== 0) breaches.push(`${about}: ${kept[0]?.n} payments without goods were kept`);
  await archive(client, [goods]);
  return refused.length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400 && !(await holds()); tries += 1) await pause(25);
}
