/** Values that exist in the shop under judgement, by the names that `schemathesis.toml` uses. */
export type Dictionaries = Record<string, (string | number)[]>;

type Caller = <T>(path: string, body?: object) => Promise<T>;

const EMAIL = 'judge@example.com';

/** Looks up what is there, and makes what has to be: carts with goods, and orders. */
export async function collectDictionaries(origin: string, staffToken: string): Promise<Dictionaries> {
  const call: Caller = async <T>(path: string, body?: object) => {
    const headers = { authorization: `Bearer ${staffToken}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${origin}/api/${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<T>;
  };
  const list = async <T>(path: string) => (await call<{ items: T[] }>(path)).items;
  const cards = await list<{ handle: string; variantId: number | null; stock: string }>('products?market=eu&language=en&limit=100');
  const variantIds = cards.flatMap((card) => (card.variantId !== null && card.stock === 'in' ? [card.variantId] : [])).slice(0, 12);
  const codes = async (path: string) => (await list<{ code: string }>(`staff/${path}?limit=50`)).map(({ code }) => code);
  const categories = await list<{ slug: string }>('categories?market=eu&language=en');
  const stock = await list<{ sku: string | null }>('staff/stock?limit=20');
  const orders = await placeOrders(call, variantIds, 12);
  return {
    markets: ['eu', 'us'],
    languages: ['en', 'de'],
    countries: ['DE', 'AT', 'US'],
    words: ['bowl', 'vase', 'blue cup', 'bowll', 'x'],
    filters: ['stock:in', 'sale:yes', 'brand:proofworks', `category:${categories[0]?.slug}`],
    handles: cards.map(({ handle }) => handle).slice(0, 30),
    variant_ids: variantIds,
    product_ids: (await list<{ id: number }>('staff/products?limit=30')).map(({ id }) => id),
    category_slugs: categories.map(({ slug }) => slug),
    category_codes: await codes('categories'),
    brand_codes: await codes('brands'),
    type_codes: await codes('product-types'),
    attribute_codes: await codes('attributes'),
    skus: stock.flatMap(({ sku }) => sku ?? []),
    media_ids: (await list<{ id: string }>('staff/media?limit=20')).map(({ id }) => id),
    cart_ids: await fillCarts(call, variantIds, 40),
    delivery_codes: ['standard', 'express'],
    providers: ['test'],
    methods: ['success', 'decline'],
    emails: [EMAIL],
    order_ids: (await list<{ id: string }>('staff/orders?limit=20')).map(({ id }) => id),
    order_numbers: orders.map(({ orderNumber }) => orderNumber),
    order_tokens: orders.map(({ statusToken }) => statusToken),
  };
}

async function fillCarts(call: Caller, variantIds: readonly number[], count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { id } = await call<{ id: string }>('carts', { market: 'eu', language: 'en' });
    await call(`carts/${id}/lines`, { variantId: variantIds[i % variantIds.length], quantity: 1 });
    ids.push(id);
  }
  return ids;
}

async function placeOrders(call: Caller, variantIds: readonly number[], count: number) {
  const contact = { name: 'Zoë Ash', email: EMAIL, street: 'Uferweg 12', postalCode: '20095', city: 'Hamburg', country: 'DE' };
  const orders: { orderNumber: string; statusToken: string }[] = [];
  for (const cartId of await fillCarts(call, variantIds, count))
    orders.push(await call('checkouts', { cartId, contact, delivery: 'standard', payment: { provider: 'test', method: 'success' } }));
  return orders;
}
