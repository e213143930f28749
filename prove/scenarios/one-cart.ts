import { uuidv7 } from '../../src/kernel/ids.ts';
import { addGoods, archive, buy, fillCart, purchaseOf, stockOf } from '../shopper.ts';
import type { Scenario, Stage } from '../stage.ts';

const CALLS = 20;
/** What the calls of one cart share. */
const FORMS = ['nothing', 'the checkout id', 'the Idempotency-Key', 'both'] as const;

export const oneCart: Scenario = {
  name: 'one-cart',
  about: `a cart completed by ${CALLS} calls at once, with and without the same Idempotency-Key: one order, one charge`,
  needsInside: false,
  async run(stage) {
    const breaches: string[] = [];
    const carts = Math.max(FORMS.length, Math.ceil(stage.parallel / CALLS));
    for (let round = 1; round <= stage.rounds; round += 1) {
      await Promise.all(
        Array.from({ length: carts }, (_, index) =>
          oneRound(stage, FORMS[index % FORMS.length]!, breaches, `round ${round}, cart ${index + 1}`),
        ),
      );
      stage.tick();
    }
    return { breaches, rounds: stage.rounds, facts: `${carts * stage.rounds} carts, ${carts * stage.rounds * CALLS} calls` };
  },
};

async function oneRound({ client, inside }: Stage, form: (typeof FORMS)[number], breaches: string[], about: string): Promise<void> {
  const goods = await addGoods(client, { stock: 50 });
  const purchase = purchaseOf(await fillCart(client, [{ variantId: goods.variantId, quantity: 3 }]));
  const key = uuidv7();
  const ids: string[] = [];
  const answers = await Promise.all(
    Array.from({ length: CALLS }, () => {
      const own =
        form === 'the checkout id' || form === 'both' || form === 'the Idempotency-Key' ? purchase : { ...purchase, checkoutId: uuidv7() };
      ids.push(own.checkoutId);
      return buy(client, own, form === 'the Idempotency-Key' || form === 'both' ? { 'idempotency-key': key } : {});
    }),
  );
  const wrong = answers.filter(({ status, body }) => status !== 201 && body?.code !== 'idempotency_in_progress');
  if (wrong.length > 0)
    breaches.push(`${about}, sharing ${form}: ${wrong.length} calls are answered ${wrong[0]!.status} ${wrong[0]!.body?.code ?? ''}`);
  const numbers = new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.orderNumber] : [])));
  if (numbers.size !== 1) breaches.push(`${about}, sharing ${form}: ${numbers.size} orders`);
  const { onHand, reserved } = await stockOf(client, goods);
  if (onHand !== 47 || reserved !== 0)
    breaches.push(`${about}, sharing ${form}: ${onHand} on hand and ${reserved} held, where 3 of 50 were sold`);
  if (inside) {
    const [charges] = await inside.query<{ n: number }>(
      `select count(*)::int as n from payment where checkout_id = any($1::uuid[]) and status = 'captured'`,
      [[...new Set(ids)]],
    );
    if (charges?.n !== 1) breaches.push(`${about}, sharing ${form}: ${charges?.n} charges`);
  }
  await archive(client, [goods]);
}
