import { addGoods, archive, buy, fillCart, outcomeOf, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';

const BUYERS = 200;
const ITEMS = 10;
export const SOLD_OUT = ['insufficient_stock'];

export const lastItems: Scenario = {
  name: 'last-items',
  about: `${BUYERS} buyers for ${ITEMS} items: exactly ${ITEMS} are sold, and the stock agrees`,
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    let sold = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      const orders = await oneRound(stage, breaches, `round ${round}`);
      sold += orders;
      stage.tick();
    }
    return { breaches, rounds: stage.rounds, facts: `${sold} of ${BUYERS * stage.rounds} bought` };
  },
};

async function oneRound({ client, history, random }: Stage, breaches: string[], about: string): Promise<number> {
  const goods = await addGoods(client, { stock: ITEMS });
  const key = goods.sku;
  await history.record({ client: 0, model: 'stock', key, op: 'start', n: ITEMS }, async () => ({ outcome: 'ok', answer: null }));
  const carts = await Promise.all(Array.from({ length: BUYERS }, () => fillCart(client, [{ variantId: goods.variantId, quantity: 1 }])));
  const look = (reader: number) =>
    history.record({ client: BUYERS + reader, model: 'stock', key, op: 'read' }, async () => {
      const { available } = await stockOf(client, goods);
      return { outcome: 'ok', value: available, answer: null };
    });
  const answers = await Promise.all([
    ...random
      .shuffle(carts)
      .map((cartId, buyer) =>
        history.record({ client: buyer + 1, model: 'stock', key, op: 'take', n: 1 }, async () =>
          outcomeOf(await buy(client, purchaseOf(cartId)), SOLD_OUT),
        ),
      ),
    ...Array.from({ length: 4 }, (_, reader) => look(reader + 1).then(() => null)),
  ]);
  const orders = answers.filter((answer) => answer?.status === 201).length;
  for (const answer of answers)
    if (answer && answer.status !== 201 && !SOLD_OUT.includes(answer.body?.code))
      breaches.push(`${about}: a buyer is answered ${answer.status} ${answer.body?.code ?? ''}`);
  if (orders !== ITEMS) breaches.push(`${about}: ${orders} of ${ITEMS} were sold`);
  const { onHand, reserved } = await stockOf(client, goods);
  if (onHand !== ITEMS - orders || reserved !== 0) breaches.push(`${about}: ${onHand} on hand and ${reserved} held after ${orders} orders`);
  await archive(client, [goods]);
  return orders;
}
