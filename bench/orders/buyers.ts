import { type Client, openClient } from './client.ts';
import { type Closed, closedLoop, type Work } from './loop.ts';

/** Buyers over HTTP, in a process of their own. */
export type BuyersWork = Work & {
  port: number;
  buyers: number;
  /** Whole purchases; additions to carts that are there; or 20 attempts at each piece of scarce goods. */
  doing: 'orders' | 'cart-add' | 'scarce';
};

/** What buyers of scarce goods came to: `sold` orders, `refused` for want of goods. */
export type Bought = Closed & { sold: number; refused: number };

const CONTACT = {
  name: 'Ada Buyer',
  email: 'ada@example.org',
  street: 'Long Street 1',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
};

async function run(work: BuyersWork): Promise<Bought> {
  const clients = await Promise.all(Array.from({ length: work.buyers }, () => openClient(work.port)));
  const counts = { sold: 0, refused: 0 };
  const closed = work.doing === 'scarce' ? await buyScarce(work, clients, counts) : await keepBuying(work, clients, counts);
  for (const client of clients) client.close();
  return { ...closed, ...counts };
}

async function keepBuying(work: BuyersWork, clients: Client[], counts: { sold: number }): Promise<Closed> {
  const { goods, isHot, seconds } = work;
  const carts = work.doing === 'cart-add' ? await Promise.all(clients.map(newCart)) : [];
  return closedLoop(clients.length, seconds, async (buyer) => {
    const client = clients[buyer]!;
    const variantId = isHot ? goods.hot : goods.variants[Math.floor(Math.random() * goods.variants.length)]!;
    if (work.doing === 'cart-add') {
      // A cart of the usual size: it begins anew before it is long.
      if (Math.random() < 0.2) carts[buyer] = await newCart(client);
      await add(client, carts[buyer]!, variantId);
      return;
    }
    const { status, body } = await buy(client, variantId);
    if (status !== 201) throw new Error(`${status} ${body.slice(0, 200)}`);
    counts.sold += 1;
  });
}

/** Each piece of goods is wanted by many more buyers than there are pieces. */
async function buyScarce({ goods }: BuyersWork, clients: Client[], counts: { sold: number; refused: number }): Promise<Closed> {
  const wanted = goods.scarce.flatMap((variantId) => Array.from({ length: 20 }, () => variantId)).sort(() => Math.random() - 0.5);
  return closedLoopOver(clients, wanted, async (client, variantId) => {
    const { status, body } = await buy(client, variantId);
    if (status === 201) counts.sold += 1;
    else if (status === 409 && body.includes('insufficient_stock')) counts.refused += 1;
    else throw new Error(`${status} ${body.slice(0, 200)}`);
  });
}

/** Each buyer takes the next of a list until there is none left. */
async function closedLoopOver<Item>(
  clients: Client[],
  items: Item[],
  call: (client: Client, item: Item) => Promise<void>,
): Promise<Closed> {
  let errors = 0;
  let firstError: string | null = null;
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let item = items.pop(); item !== undefined; item = items.pop())
        await call(client, item).catch((error: Error) => {
          errors += 1;
          firstError ??= error.message;
        });
    }),
  );
  const perSecond = Math.round(items.length / ((performance.now() - started) / 1000));
  return { perSecond, p50Ms: 0, p99Ms: 0, errors, firstError, done: items.length, cpu: 0 };
}

async function newCart(client: Client): Promise<string> {
  const { status, body } = await client.post('/api/carts', { market: 'eu', language: 'en' });
  if (status !== 201) throw new Error(`${status} ${body.slice(0, 200)}`);
  return (JSON.parse(body) as { id: string }).id;
}

async function add(client: Client, cartId: string, variantId: number): Promise<number> {
  const { status, body } = await client.post(`/api/carts/${cartId}/lines`, { variantId, quantity: 1 });
  if (status !== 200) throw new Error(`${status} ${body.slice(0, 200)}`);
  return status;
}

async function buy(client: Client, variantId: number) {
  const cartId = await newCart(client);
  await add(client, cartId, variantId);
  const checkout = { cartId, contact: CONTACT, delivery: 'standard', payment: { provider: 'test', method: 'success' } };
  return client.post('/api/checkouts', checkout);
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2]!) as BuyersWork)));
