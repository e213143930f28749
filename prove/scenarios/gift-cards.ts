import type { Answer } from '../client.ts';
import type { Outcome } from '../history.ts';
import { addGoods, archive, buy, fillCart, type Goods, purchaseOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';

const CARTS = 50;
/** How many of the orders the card is good for. */
const WORTH = 7;
const REFUSALS = ['code_used_up'];

export const giftCards: Scenario = {
  name: 'gift-cards',
  about: `a gift card that is good for ${WORTH} orders, spent by ${CARTS} at once: what was spent and what is left are what it held`,
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    const goods = await addGoods(stage.client, { stock: stage.rounds * CARTS });
    const { currency } = (await stage.client.must('GET', '/api/markets')).items[0];
    let spent = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      spent += await oneRound(stage, goods, currency, breaches, `round ${round}`);
      stage.tick();
    }
    await archive(stage.client, [goods]);
    return { breaches, rounds: stage.rounds, facts: `${spent} of ${stage.rounds * CARTS} orders paid by card` };
  },
};

async function oneRound(
  { client, history, random }: Stage,
  goods: Goods,
  currency: string,
  breaches: string[],
  about: string,
): Promise<number> {
  const carts = await Promise.all(Array.from({ length: CARTS }, () => fillCart(client, [{ variantId: goods.variantId, quantity: 1 }])));
  const options = await client.must('GET', `/api/carts/${carts[0]}/delivery-options?country=${client.place.country}`);
  const { total } = options.items.find((one: { code: string }) => one.code === client.place.delivery);
  const card = await client.must('POST', '/api/staff/gift-cards', { amount: WORTH * total, currency });
  const key = card.id as string;
  await history.record({ client: 0, model: 'gift-card', key, op: 'start', n: WORTH * total }, async () => ({
    outcome: 'ok',
    answer: null,
  }));
  for (let i = 0; i < CARTS; i += 10)
    await Promise.all(carts.slice(i, i + 10).map((id) => client.must('PUT', `/api/carts/${id}/codes`, { code: card.code })));
  const used = await Promise.all(
    random.shuffle(carts).map((cartId, index) =>
      history.record({ client: index + 1, model: 'gift-card', key, op: 'take', n: total }, async (): Promise<Outcome<number>> => {
        const answer = await buy(client, purchaseOf(cartId));
        if (answer.status !== 201) return { outcome: REFUSALS.includes(answer.body?.code) ? 'refused' : strange(answer), answer: 0 };
        const order = await client.must('GET', `/api/staff/orders/${answer.body.orderId}`);
        const paid = order.giftCardAmount as number;
        if (paid !== 0 && paid !== total) breaches.push(`${about}: an order took ${paid} of the card, where ${total} is owed`);
        return { outcome: paid > 0 ? 'ok' : 'refused', answer: paid };
      }),
    ),
  );
  const spent = used.reduce((sum, part) => sum + part, 0);
  const left = await client.must('GET', `/api/staff/gift-cards/${key}`);
  if (left.balance !== WORTH * total - spent || left.held !== 0)
    breaches.push(`${about}: ${left.balance} is left and ${left.held} held, where ${spent} of ${WORTH * total} was spent`);
  const entries = left.entries.reduce((sum: number, entry: { amount: number }) => sum + entry.amount, 0);
  if (entries !== left.balance) breaches.push(`${about}: the entries sum to ${entries}, the balance is ${left.balance}`);
  return spent / total;

  function strange({ status, body }: Answer): 'unknown' {
    breaches.push(`${about}: a buyer is answered ${status} ${body?.code ?? ''}`);
    return 'unknown';
  }
}
