import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods, count, levelOf } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { createInventory, stockStore } from './index.ts';

const db = await testDatabase({ transactions: 8 });
let now = new Date('2026-03-01T12:00:00Z');
const inventory = createInventory({ store: stockStore(db), clock: { now: () => now } });
const later = () => new Date(now.getTime() + 15 * 60_000);

async function toldVariants(): Promise<number[][]> {
  const text = `select payload -> 'variantIds' as ids from outbox where type = 'inventory.stock-changed' order by id`;
  return (await db.query<{ ids: number[] }>({ name: '', text })).map((row) => row.ids);
}

test('a reservation holds all its lines, counts a variant once however many lines name it, and repeats harmlessly', async () => {
  const [a, b] = await addGoods(db, [{ stock: 10 }, { stock: 3 }]);
  const id = uuidv7();
  const lines = [
    { variantId: b!, quantity: 1 },
    { variantId: a!, quantity: 4 },
    { variantId: b!, quantity: 2 },
  ];
  assert.deepEqual(await inventory.reserve(id, lines, later()), { ok: true });
  assert.deepEqual(await inventory.reserve(id, lines, later()), { ok: true });
  assert.deepEqual(await levelOf(db, a!), { onHand: 10, reserved: 4 });
  assert.deepEqual(await levelOf(db, b!), { onHand: 3, reserved: 3 });
});

test('a shortage names each short variant with what is left, and holds nothing', async () => {
  const [a, b, gone] = await addGoods(db, [{ stock: 2 }, { stock: 10 }, { stock: 5, status: 'archived' }]);
  const wanted = [
    { variantId: a!, quantity: 3 },
    { variantId: b!, quantity: 1 },
    { variantId: gone!, quantity: 1 },
    { variantId: 999_999_999, quantity: 1 },
  ];
  const id = uuidv7();
  assert.deepEqual(await inventory.reserve(id, wanted, later()), {
    ok: false,
    reason: 'short',
    shortages: [
      { variantId: a!, available: 2 },
      { variantId: gone!, available: 0 },
      { variantId: 999_999_999, available: 0 },
    ],
  });
  assert.deepEqual(await levelOf(db, a!), { onHand: 2, reserved: 0 });
  assert.deepEqual(await levelOf(db, b!), { onHand: 10, reserved: 0 });
  assert.equal(await count(db, 'reservation where id = $1', [id]), 0);
  assert.deepEqual(await inventory.reserve(id, [{ variantId: a!, quantity: 2 }], later()), { ok: true }, 'the id is free again');
});

test('backorder and untracked variants never run short', async () => {
  const [back, untracked] = await addGoods(db, [{ stock: 1, backorder: true }, { tracked: false }]);
  const [empty] = await addGoods(db, [{ stock: 0, backorder: true }]);
  const id = uuidv7();
  const lines = [back!, untracked!, empty!].map((variantId) => ({ variantId, quantity: 5 }));
  assert.deepEqual(await inventory.reserve(id, lines, later()), { ok: true });
  assert.deepEqual(await levelOf(db, back!), { onHand: 1, reserved: 5 });
  assert.deepEqual(await levelOf(db, empty!), { onHand: 0, reserved: 5 });
  await db.transaction((tx) => inventory.consume(tx, id, 'order:1'));
  assert.deepEqual(await levelOf(db, back!), { onHand: -4, reserved: 0 });
  assert.deepEqual(await levelOf(db, untracked!), { onHand: 0, reserved: 0 });
  assert.deepEqual(await inventory.unequalLevels(), []);
});

test('a release gives back once and ends the id for good', async () => {
  const [a] = await addGoods(db, [{ stock: 4 }]);
  const id = uuidv7();
  await inventory.reserve(id, [{ variantId: a!, quantity: 4 }], later());
  assert.equal(await inventory.release(id), true);
  assert.equal(await inventory.release(id), false);
  assert.deepEqual(await levelOf(db, a!), { onHand: 4, reserved: 0 });
  assert.deepEqual(await inventory.reserve(id, [{ variantId: a!, quantity: 1 }], later()), {
    ok: false,
    reason: 'released',
    shortages: [],
  });
  assert.equal(await db.transaction((tx) => inventory.consume(tx, id, 'order:2')), false);
});

test('consuming sells what was held, with its movements, once; a return brings it back once', async () => {
  const [a] = await addGoods(db, [{ stock: 9 }]);
  const id = uuidv7();
  await inventory.reserve(id, [{ variantId: a!, quantity: 2 }], later());
  assert.equal(await db.transaction((tx) => inventory.consume(tx, id, 'order:3')), true);
  assert.equal(await db.transaction((tx) => inventory.consume(tx, id, 'order:3')), false);
  assert.deepEqual(await levelOf(db, a!), { onHand: 7, reserved: 0 });
  assert.equal(await inventory.release(id), false);
  assert.equal(await db.transaction((tx) => inventory.returnSale(tx, 'order:3', 'cancellation')), true);
  assert.equal(await db.transaction((tx) => inventory.returnSale(tx, 'order:3', 'cancellation')), false);
  assert.deepEqual(await levelOf(db, a!), { onHand: 9, reserved: 0 });
  assert.deepEqual(await inventory.unequalLevels(), []);
});

test('what is held too long is given back, and nothing else', async () => {
  const [a] = await addGoods(db, [{ stock: 9 }]);
  const [old, fresh] = [uuidv7(), uuidv7()];
  await inventory.reserve(old, [{ variantId: a!, quantity: 2 }], new Date(now.getTime() + 60_000));
  await inventory.reserve(fresh, [{ variantId: a!, quantity: 3 }], new Date(now.getTime() + 600_000_000));
  now = new Date(now.getTime() + 61_000);
  assert.ok((await inventory.expireDue()) >= 1);
  assert.deepEqual(await levelOf(db, a!), { onHand: 9, reserved: 3 });
  assert.equal(await inventory.expireDue(), 0);
});

test('an adjustment writes its movement and never goes below what buyers hold', async () => {
  const [a] = await addGoods(db, [{ stock: 5 }]);
  await inventory.reserve(uuidv7(), [{ variantId: a!, quantity: 4 }], later());
  assert.deepEqual(await inventory.adjust(a!, { delta: -2 }, 'adjustment'), { ok: false, reason: 'reserved', onHand: 5, reserved: 4 });
  assert.deepEqual(await inventory.adjust(a!, { onHand: 20 }, 'adjustment'), { ok: true, onHand: 20, reserved: 4, available: 16 });
  assert.deepEqual(await inventory.adjust(a!, { delta: 0 }, 'adjustment'), { ok: true, onHand: 20, reserved: 4, available: 16 });
  assert.deepEqual(await inventory.adjust(999_999_999, { delta: 1 }, 'adjustment'), { ok: false, reason: 'missing' });
  assert.equal(await count(db, 'stock_movement where variant_id = $1', [a]), 2);
  assert.deepEqual(await inventory.unequalLevels(), []);
});

test('no adjustment leads beyond the most pieces: it is refused and leaves no movement', async () => {
  const [a, full] = await addGoods(db, [{ stock: 999_999_999 }, { stock: 2_147_483_647 }]);
  const before = await count(db, 'stock_movement where variant_id = any($1)', [[a, full]]);
  assert.deepEqual(await inventory.adjust(a!, { delta: 2 }, 'adjustment'), { ok: false, reason: 'too_many' });
  assert.deepEqual(await inventory.adjust(full!, { delta: 1_000_000 }, 'adjustment'), { ok: false, reason: 'too_many' });
  assert.deepEqual(await levelOf(db, a!), { onHand: 999_999_999, reserved: 0 });
  assert.equal(await count(db, 'stock_movement where variant_id = any($1)', [[a, full]]), before);
  assert.deepEqual(await inventory.adjust(a!, { delta: 1 }, 'adjustment'), {
    ok: true,
    onHand: 1_000_000_000,
    reserved: 0,
    available: 1_000_000_000,
  });
});

test('pages are told exactly when what they show changes', async () => {
  const [a] = await addGoods(db, [{ stock: 20 }]);
  const before = (await toldVariants()).length;
  const told = async () => (await toldVariants()).slice(before).length;
  const reserve = async (quantity: number) => {
    const id = uuidv7();
    await inventory.reserve(id, [{ variantId: a!, quantity }], later());
    return id;
  };
  await reserve(3);
  assert.equal(await told(), 0, '20 -> 17: in stock before and after');
  const id = await reserve(12);
  assert.equal(await told(), 1, '17 -> 5: five left');
  await reserve(1);
  assert.equal(await told(), 2, '5 -> 4');
  await db.transaction((tx) => inventory.consume(tx, id, 'order:4'));
  assert.equal(await told(), 2, 'a sale of what was held changes nothing that is shown');
  await reserve(4);
  assert.equal(await told(), 3, '4 -> 0: out');
  await inventory.adjust(a!, { delta: 100 }, 'adjustment');
  assert.equal(await told(), 4, 'back in stock');
  assert.deepEqual((await toldVariants()).at(-1), [a]);
});

test('stock lists page by page and by what is nearly out', async () => {
  const ids = await addGoods(db, [{ stock: 2 }, { stock: 50 }, { stock: 0 }]);
  const all = await inventory.list({ limit: 1000 });
  assert.equal(all.nextCursor, null);
  assert.deepEqual(
    all.items.filter((row) => ids.includes(row.variantId)).map((row) => row.available),
    [2, 50, 0],
  );
  const first = await inventory.list({ limit: 2 });
  assert.equal(first.items.length, 2);
  const second = await inventory.list({ limit: 2, cursor: first.nextCursor! });
  assert.ok(second.items[0]!.variantId > first.items[1]!.variantId);
  const low = await inventory.list({ limit: 1000, atMost: 2 });
  assert.deepEqual(low.items.filter((row) => ids.includes(row.variantId)).length, 2);
});
