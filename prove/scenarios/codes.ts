import { randomBytes } from 'node:crypto';
import type { Client } from '../client.ts';
import { addGoods, archive, buy, fillCart, type Goods, outcomeOf, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';

const CARTS = 50;
const PER_CUSTOMER = 2;
/** A shopper who agreed to the price with the code is not sold at another one. */
const REFUSALS = ['code_used_up', 'checkout_total_changed'];

export const codes: Scenario = {
  name: 'codes',
  about: `a single-use code by ${CARTS} carts at once is used once; a limit of ${PER_CUSTOMER} a customer holds for one who buys ${CARTS} at once`,
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    const goods = await addGoods(stage.client, { stock: stage.rounds * CARTS * 2 });
    let used = 0;
    for (let round = 1; round <= stage.rounds; round += 1) {
      const [once, customer] = await Promise.all([
        race(stage, goods, { limit: 1, field: 'limitTotal', about: `round ${round}, single use` }, breaches),
        race(stage, goods, { limit: PER_CUSTOMER, field: 'limitPerCustomer', about: `round ${round}, per customer` }, breaches),
      ]);
      used += once + customer;
      stage.tick();
    }
    const { onHand, reserved } = await stockOf(stage.client, goods);
    if (onHand !== stage.rounds * CARTS * 2 - used || reserved !== 0)
      breaches.push(`${onHand} on hand and ${reserved} held after ${used} orders`);
    await archive(stage.client, [goods]);
    return { breaches, rounds: stage.rounds, facts: `${used} of ${stage.rounds * CARTS * 2} carts had their code` };
  },
};

type Race = { limit: number; field: 'limitTotal' | 'limitPerCustomer'; about: string };

async function race({ client, history, random }: Stage, goods: Goods, { limit, field, about }: Race, breaches: string[]): Promise<number> {
  const key = await addCode(client, { [field]: limit });
  await history.record({ client: 0, model: 'code', key, op: 'start', n: limit }, async () => ({ outcome: 'ok', answer: null }));
  const carts: { id: string; total: number }[] = [];
  for (let i = 0; i < CARTS; i += 10) carts.push(...(await Promise.all(Array.from({ length: 10 }, () => cartWith(client, goods, key)))));
  const customer = field === 'limitPerCustomer' ? { email: `prove-${key.toLowerCase()}@example.com` } : {};
  const answers = await Promise.all(
    random
      .shuffle(carts)
      .map(({ id, total }, index) =>
        history.record({ client: index + 1, model: 'code', key, op: 'take', n: 1 }, async () =>
          outcomeOf(await buy(client, { ...purchaseOf(id, customer), expectedTotal: total }), REFUSALS),
        ),
      ),
  );
  const orders = answers.filter(({ status }) => status === 201).length;
  for (const answer of answers)
    if (outcomeOf(answer, REFUSALS).outcome === 'unknown')
      breaches.push(`${about}: a buyer is answered ${answer.status} ${answer.body?.code ?? ''}`);
  if (orders !== limit) breaches.push(`${about}: used ${orders} times, where ${limit} is the limit`);
  return orders;
}

/** A promotion of its own, with one code: half off. */
async function addCode(client: Client, limits: object): Promise<string> {
  const code = `PROVE-${randomBytes(6).toString('hex').toUpperCase()}`;
  const name = { [client.place.language]: `Proof ${code}` };
  const made = await client.must('POST', '/api/staff/promotions', {
    name,
    needsCode: true,
    ...limits,
    rule: { benefit: { kind: 'percent', percent: 50 } },
  });
  await client.must('PUT', `/api/staff/promotions/${made.id}/activation`, { isActive: true });
  await client.must('POST', `/api/staff/promotions/${made.id}/codes`, { code });
  return code;
}

/** A cart that has taken the code, and what it costs by the proof's way of delivery. */
async function cartWith(client: Client, goods: Goods, code: string): Promise<{ id: string; total: number }> {
  const id = await fillCart(client, [{ variantId: goods.variantId, quantity: 1 }]);
  const entered = await client.send('PUT', `/api/carts/${id}/codes`, { code });
  if (entered.status !== 200) throw new Error(`a code is answered with ${entered.status}: ${entered.text.slice(0, 300)}`);
  const options = await client.send('GET', `/api/carts/${id}/delivery-options?country=${client.place.country}`);
  const option = options.body.items.find((one: { code: string }) => one.code === client.place.delivery);
  return { id, total: option.total };
}
