import { randomBytes } from 'node:crypto';
import { uuidv7 } from '../src/kernel/ids.ts';
import type { Answer, Client, Json } from './client.ts';
import type { Outcome } from './history.ts';

export type Goods = { productId: number; variantId: number; sku: string };

const CONTACT = {
  name: 'Prudence Proof',
  street: 'Probe Street 1',
  postalCode: '20095',
  city: 'Hamburg',
};

/** Looks up where things can be bought; throws when nowhere. */
export async function findPlace(client: Client): Promise<void> {
  const { items } = await client.must('GET', '/api/markets');
  const [market] = items;
  if (!market) throw new Error('the shop has no market');
  const country = market.countries.includes('DE') ? 'DE' : market.countries[0];
  const language = market.languages[0];
  const cart = await client.send('POST', '/api/carts', { market: market.code, language });
  const options = await client.must('GET', `/api/carts/${cart.body.id}/delivery-options?country=${country}`);
  const delivery = options.items.find((option: Json) => !option.pickup) ?? options.items[0];
  if (!delivery) throw new Error(`nothing is delivered to ${country}`);
  client.place = { market: market.code, language, country, delivery: delivery.code };
}

/** A product of its own, so that nothing that is really sold is touched. `changes` go into its one variant. */
export async function addGoods(
  client: Client,
  { stock, price = 1000, changes = {} }: { stock: number; price?: number; changes?: object },
): Promise<Goods> {
  const sku = `PROVE-${randomBytes(6).toString('hex').toUpperCase()}`;
  const made = await client.must('POST', '/api/staff/products', {
    handle: sku.toLowerCase(),
    status: 'active',
    title: { [client.place.language]: `Proof ${sku}` },
    description: { [client.place.language]: '' },
    variants: [{ sku, prices: { [client.place.market]: { amount: price } }, stock, ...changes }],
  });
  return { productId: made.id, variantId: made.variantIds[0], sku };
}

/** Taken out of the offer when the proof is over. */
export async function archive(client: Client, goods: readonly Goods[]): Promise<void> {
  for (const { productId } of goods) await client.staff('DELETE', `/api/staff/products/${productId}`);
}

export async function stockOf(client: Client, { sku }: Goods): Promise<{ onHand: number; reserved: number; available: number }> {
  const { items } = await client.must('GET', `/api/staff/stock?sku=${sku}`);
  return items[0] ?? { onHand: 0, reserved: 0, available: 0 };
}

/** A cart with these lines; throws when it cannot be filled. */
export async function fillCart(client: Client, lines: readonly { variantId: number; quantity: number }[]): Promise<string> {
  const cart = await tillAnswered(() =>
    client.send('POST', '/api/carts', { market: client.place.market, language: client.place.language }),
  );
  if (cart.status !== 201) throw new Error(`a cart is answered with ${cart.status}: ${cart.text.slice(0, 300)}`);
  for (const line of lines) {
    const key = uuidv7();
    const added = await tillAnswered(() => client.send('POST', `/api/carts/${cart.body.id}/lines`, line, { 'idempotency-key': key }));
    if (added.status >= 300) throw new Error(`a line is answered with ${added.status}: ${added.text.slice(0, 300)}`);
  }
  return cart.body.id;
}

export type Purchase = {
  cartId: string;
  checkoutId: string;
  email: string;
  payment: { provider: string; method: string };
  expectedTotal?: number;
};

export function purchaseOf(cartId: string, changes: Partial<Purchase> = {}): Purchase {
  const checkoutId = uuidv7();
  return { cartId, checkoutId, email: `prove-${checkoutId}@example.com`, payment: { provider: 'test', method: 'success' }, ...changes };
}

/** Sends a checkout once. */
export function buy(client: Client, { email, ...purchase }: Purchase, headers: Record<string, string> = {}): Promise<Answer> {
  const body = { ...purchase, contact: { ...CONTACT, email, country: client.place.country }, delivery: client.place.delivery };
  return client.send('POST', '/api/checkouts', body, headers);
}

/** What a checkout came to, in the words of a history. Anything but an order or a refusal by `refusals` is unknown. */
export function outcomeOf(answer: Answer, refusals: readonly string[]): Outcome<Answer> {
  if (answer.status === 201) return { outcome: 'ok', answer };
  const code: Json = answer.body?.code;
  return { outcome: answer.status >= 400 && refusals.includes(code) ? 'refused' : 'unknown', answer };
}

const MOST_TRIES = 600;

/** Sends again what was not answered, as while processes are being killed; only for calls that may be repeated. */
export async function tillAnswered(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await call();
    // The first call with this key may have died with its process; its lock ends by itself.
    const isUnsettled = answer.status === 0 || answer.status >= 500 || answer.body?.code === 'idempotency_in_progress';
    if (!isUnsettled || tries === MOST_TRIES) return answer;
    await new Promise((next) => setTimeout(next, 100));
  }
}
