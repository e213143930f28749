import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeShop } from '../../src/cli/shop.ts';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { openDatabase } from '../../src/platform/postgres/index.ts';
import { familyOf } from '../support/processes.ts';
import type { RunningShop } from '../support/shop.ts';

const SKU = 'RECOVERY-CUP';

/** One piece with plenty of stock in a shop without a range. */
export async function importPiece(shop: RunningShop): Promise<number> {
  const file = join(shop.dataDir, 'piece.jsonl');
  const line = {
    kind: 'product',
    handle: 'recovery-cup',
    status: 'active',
    title: { en: 'Recovery cup' },
    description: { en: '' },
    variants: [{ sku: SKU, prices: { eu: { amount: 1900 } }, stock: 100_000 }],
  };
  writeFileSync(file, `${JSON.stringify(line)}\n`);
  const { code, stdout, stderr } = await shop.stoa(['import', 'products', file, '--no-images']);
  assert.equal(code, 0, stdout + stderr);
  const [row] = await books(shop, (db) => db.query<{ id: number }>({ name: '', text: 'select id from variant where sku = $1' }, [SKU]));
  return row!.id;
}

export type Buying = {
  /** Numbers of the orders that were confirmed so far, by the checkout they came from. */
  confirmed: Map<string, string>;
  /** Attempts that got no answer or a refusal. */
  failed: number;
  stop(): Promise<void>;
};

/** Buyers who order one piece after the other, and send a checkout that got no answer again until it is confirmed. */
export function startBuying(origin: string, variantId: number, buyers = 4): Buying {
  let going = true;
  const state: Buying = { confirmed: new Map(), failed: 0, stop: async () => {} };
  const buyOne = async () => {
    const { id: cartId } = (await post(origin, '/api/carts', { market: 'eu', language: 'en' })) as { id: string };
    await post(origin, `/api/carts/${cartId}/lines`, { variantId, quantity: 1 });
    const checkoutId = uuidv7();
    const contact = { name: 'Ada', email: 'ada@example.com', street: 'Way 1', postalCode: '20099', city: 'Hamburg', country: 'DE' };
    const payment = { provider: 'test', method: 'success' };
    for (;;) {
      try {
        const order = (await post(origin, '/api/checkouts', { cartId, checkoutId, contact, delivery: 'standard', payment })) as {
          orderNumber: string;
        };
        state.confirmed.set(checkoutId, order.orderNumber);
        return;
      } catch (error) {
        if (!going) throw error;
        state.failed += 1;
        await pause(100);
      }
    }
  };
  const loops = Array.from({ length: buyers }, async () => {
    while (going)
      await buyOne().catch(async () => {
        state.failed += 1;
        await pause(50);
      });
  });
  state.stop = async () => {
    going = false;
    await Promise.all(loops);
  };
  return state;
}

async function post(origin: string, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Every confirmed order exists once, the stock is what its movements say, and nothing is held for nobody. */
export async function assertBooks(shop: RunningShop, confirmed: ReadonlyMap<string, string>): Promise<void> {
  await books(shop, async (db) => {
    // One statement, one moment: recovery may place an order that nobody waits for any more while the books are read.
    const [now] = await db.query<{ orders: { checkout: string; number: string; sold: number }[]; onHand: number; unequal: number }>(
      {
        name: '',
        text: `select (select coalesce(json_agg(json_build_object('checkout', o.checkout_id, 'number', o.number,
            'sold', (select count(*) from stock_movement m where m.reason = 'sale' and m.reference = 'order:' || o.id))), '[]')
            from customer_order o) as orders,
          l.on_hand as "onHand",
          l.on_hand - (select sum(m.quantity)::int from stock_movement m where m.variant_id = l.variant_id) as unequal
          from stock_level l join variant v on v.id = l.variant_id where v.sku = $1`,
      },
      [SKU],
    );
    assert.ok(now);
    assert.equal(new Set(now.orders.map(({ checkout }) => checkout)).size, now.orders.length, 'one order a checkout');
    const kept = new Map(now.orders.map(({ checkout, number }) => [checkout, number]));
    for (const [checkout, number] of confirmed) assert.equal(kept.get(checkout), number, `the order ${number} was confirmed`);
    assert.deepEqual(
      now.orders.filter(({ sold }) => sold !== 1),
      [],
      'each order has one sale in the stock book',
    );
    assert.equal(now.onHand, 100_000 - now.orders.length, 'each order took one piece');
    assert.equal(now.unequal, 0, 'the stock is the sum of its movements');
    // What recovery does each minute with attempts older than two, done at once: buyers who gave up may have been charged just before.
    await composeShop(db, { dataDir: shop.dataDir, orderPrefix: 'A', mediaFetch: false }).checkouts.recoverPayments({ olderThanMs: 0 });
    const charges = await db.query<{ n: number }>({
      name: '',
      text: `select count(*)::int as n from payment p where p.status = 'captured' and not exists (select 1 from customer_order o where o.checkout_id = p.checkout_id)`,
    });
    assert.equal(charges[0]?.n, 0, 'nobody is charged without an order');
  });
}

/** The database of a running shop, seen from outside. */
async function books<T>(shop: RunningShop, look: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: null, dataDir: shop.dataDir, applicationName: 'recovery', reads: 1, transactions: 1 });
  try {
    return await look(db);
  } finally {
    await db.close();
  }
}

/** Neither a process nor a lock of the shop is left. */
export async function assertNothingLeft(dataDir: string): Promise<void> {
  await until(
    async () => familyOf(dataDir).length === 0,
    () => `still there: ${JSON.stringify(familyOf(dataDir))}`,
  );
  const left = readdirSync(dataDir).filter((name) => /\.(lock|users)$/.test(name));
  assert.deepEqual(left, []);
  assert.ok(!readdirSync(join(dataDir, 'postgres')).includes('postmaster.pid'));
}

export async function until(holds: () => Promise<boolean>, what: () => string, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what());
    await pause(25);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((next) => setTimeout(next, ms));
}
