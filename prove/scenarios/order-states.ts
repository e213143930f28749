import type { Answer } from '../client.ts';
import type { Outcome } from '../history.ts';
import { addGoods, archive, buy, fillCart, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';

export const orderStates: Scenario = {
  name: 'order-states',
  about: 'staff fulfil and cancel one order at once: one of them wins, and goods and money follow the winner',
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    const orders = Math.max(8, Math.ceil(stage.parallel / 8));
    let cancelled = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      const goods = await addGoods(stage.client, { stock: orders });
      const wins = await Promise.all(
        Array.from({ length: orders }, (_, index) => oneOrder(stage, goods.variantId, breaches, `round ${round}, order ${index + 1}`)),
      );
      const back = wins.filter((win) => win === 'cancel').length;
      cancelled += back;
      const { onHand, reserved } = await stockOf(stage.client, goods);
      if (onHand !== back || reserved !== 0)
        breaches.push(`round ${round}: ${onHand} on hand and ${reserved} held after ${back} of ${orders} orders were cancelled`);
      await archive(stage.client, [goods]);
      stage.tick();
    }
    return { breaches, rounds: stage.rounds, facts: `${orders * stage.rounds} orders, ${cancelled} cancelled` };
  },
};

const REFUSED = ['order_state'];

async function oneOrder(
  { client, history, random }: Stage,
  variantId: number,
  breaches: string[],
  about: string,
): Promise<'fulfil' | 'cancel' | null> {
  const placed = await buy(client, purchaseOf(await fillCart(client, [{ variantId, quantity: 1 }])));
  if (placed.status !== 201) {
    breaches.push(`${about}: is answered ${placed.status} ${placed.body?.code ?? ''}`);
    return null;
  }
  const key = placed.body.orderId as string;
  await history.record({ client: 0, model: 'order', key, op: 'place' }, async () => ({ outcome: 'ok', answer: null }));
  const verbs = random.shuffle(['fulfil', 'cancel', 'fulfil', 'cancel', 'fulfil', 'cancel', 'fulfil', 'cancel'] as const);
  const ends = await Promise.all(
    verbs.map((op, worker) =>
      history.record({ client: worker + 1, model: 'order', key, op }, async (): Promise<Outcome<{ op: typeof op; answer: Answer }>> => {
        const path = `/api/staff/orders/${key}/${op === 'fulfil' ? 'fulfilment' : 'cancellation'}`;
        const answer = await client.staff('POST', path, {});
        const outcome = answer.status < 300 && answer.status > 0 ? 'ok' : REFUSED.includes(answer.body?.code) ? 'refused' : 'unknown';
        return { outcome, answer: { op, answer } };
      }),
    ),
  );
  const wins = ends.filter(({ answer }) => answer.status > 0 && answer.status < 300);
  const strange = ends.filter(({ answer }) => answer.status >= 300 && !REFUSED.includes(answer.body?.code));
  for (const { op, answer } of strange) breaches.push(`${about}: ${op} is answered ${answer.status} ${answer.body?.code ?? ''}`);
  if (wins.length !== 1) breaches.push(`${about}: ${wins.map(({ op }) => op).join(' and ') || 'nobody'} won`);
  return wins[0]?.op ?? null;
}
