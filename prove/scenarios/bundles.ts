import { addGoods, archive, buy, fillCart, type Goods, outcomeOf, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';
import { SOLD_OUT } from './last-items.ts';

const BUYERS = 200;
const ITEMS = 10;

export const bundles: Scenario = {
  name: 'bundles',
  about: `${BUYERS} buyers of an item alone, in two bundles, and in several lines of one cart at once: not one piece more than ${ITEMS} is sold`,
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    let pieces = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      pieces += await oneRound(stage, breaches, `round ${round}`);
      stage.tick();
    }
    return { breaches, rounds: stage.rounds, facts: `${pieces} of ${stage.rounds * ITEMS} pieces sold` };
  },
};

async function oneRound({ client, history, random }: Stage, breaches: string[], about: string): Promise<number> {
  const item = await addGoods(client, { stock: ITEMS });
  const plenty = await addGoods(client, { stock: BUYERS * 4 });
  const bundleOf = async (quantity: number): Promise<Goods> => {
    const bundle = await addGoods(client, { stock: 0, price: 2000 });
    const parts = [
      { variantId: item.variantId, quantity },
      { variantId: plenty.variantId, quantity: 1 },
    ];
    await client.must('PUT', `/api/staff/variants/${bundle.variantId}/parts`, { parts });
    return bundle;
  };
  const [one, two] = [await bundleOf(1), await bundleOf(2)];
  /** What a cart holds, and how many of the item that is. */
  const kinds = [
    { pieces: 1, lines: [{ variantId: item.variantId, quantity: 1 }] },
    { pieces: 1, lines: [{ variantId: one.variantId, quantity: 1 }] },
    { pieces: 2, lines: [{ variantId: two.variantId, quantity: 1 }] },
    {
      pieces: 3,
      lines: [
        { variantId: item.variantId, quantity: 1 },
        { variantId: two.variantId, quantity: 1 },
      ],
    },
    {
      pieces: 2,
      lines: [
        { variantId: one.variantId, quantity: 1 },
        { variantId: item.variantId, quantity: 1 },
      ],
    },
  ];
  const key = item.sku;
  await history.record({ client: 0, model: 'stock', key, op: 'start', n: ITEMS }, async () => ({ outcome: 'ok', answer: null }));
  const carts = await Promise.all(
    Array.from({ length: BUYERS }, async () => {
      const kind = random.pick(kinds);
      return { pieces: kind.pieces, id: await fillCart(client, kind.lines) };
    }),
  );
  const answers = await Promise.all(
    random.shuffle(carts).map(async ({ id, pieces }, buyer) => {
      const answer = await history.record({ client: buyer + 1, model: 'stock', key, op: 'take', n: pieces }, async () =>
        outcomeOf(await buy(client, purchaseOf(id)), SOLD_OUT),
      );
      return { pieces, answer };
    }),
  );
  const sold = answers.reduce((sum, { pieces, answer }) => sum + (answer.status === 201 ? pieces : 0), 0);
  for (const { answer } of answers)
    if (outcomeOf(answer, SOLD_OUT).outcome === 'unknown')
      breaches.push(`${about}: a buyer is answered ${answer.status} ${answer.body?.code ?? ''}`);
  if (sold > ITEMS) breaches.push(`${about}: ${sold} of ${ITEMS} pieces were sold`);
  const { onHand, reserved } = await stockOf(client, item);
  if (onHand !== ITEMS - sold || reserved !== 0)
    breaches.push(`${about}: ${onHand} on hand and ${reserved} held after ${sold} of ${ITEMS} pieces`);
  await archive(client, [one, two, item, plenty]);
  return sold;
}
