import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods, levelOf } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { createInventory, createLocations, locationStore, stockStore } from './index.ts';

const db = await testDatabase();
let now = new Date('2026-05-01T12:00:00Z');
const clock = { now: () => now };
const inventory = createInventory({ store: stockStore(db), clock });
const locations = createLocations({ store: locationStore(db), clock });
const soon = () => new Date(now.getTime() + 600_000);
const reserve = (variantId: number, quantity: number, id = uuidv7()) => inventory.reserve(id, [{ variantId, quantity }], soon());
const movements = (variantId: number) =>
  db.query<{ location: number; quantity: number; reason: string }>(
    { name: '', text: 'select location_id as location, quantity, reason from stock_movement where variant_id = $1 order by id' },
    [variantId],
  );
const sellable = async (variantId: number) =>
  (await db.query<{ n: number | null }>({ name: '', text: 'select sellable($1, $2) as n' }, [variantId, now]))[0]!.n;

test('a transfer is two movements, takes what is free and no more, and the sum of all movements stays the stock', async () => {
  const [variantId] = await addGoods(db, [{ stock: 10 }]);
  const second = await locations.make('second', 'Second');
  await reserve(variantId!, 4);
  await assert.rejects(locations.transfer({ variantId: variantId!, from: 1, to: second.id, quantity: 7 }, 'staff:a'), {
    code: 'stock_reserved',
  });
  assert.deepEqual(await locations.transfer({ variantId: variantId!, from: 1, to: second.id, quantity: 6 }, 'staff:a'), [
    { locationId: 1, code: 'main', onHand: 4, reserved: 4 },
    { locationId: second.id, code: 'second', onHand: 6, reserved: 0 },
  ]);
  assert.deepEqual((await movements(variantId!)).slice(1), [
    { location: 1, quantity: -6, reason: 'transfer' },
    { location: second.id, quantity: 6, reason: 'transfer' },
  ]);
  assert.deepEqual(await inventory.unequalLevels(), []);
});

test('a location with goods cannot be closed, nor the last one; a closed one takes nothing', async () => {
  const [variantId] = await addGoods(db, [{ stock: 5 }]);
  const third = await locations.make('third', 'Third');
  await assert.rejects(locations.make('third', 'Again'), { code: 'conflict' });
  await assert.rejects(locations.change(1, { active: false }), { code: 'conflict' });
  assert.deepEqual(await locations.change(third.id, { active: false, name: 'Old' }), {
    id: third.id,
    code: 'third',
    name: 'Old',
    active: false,
  });
  await assert.rejects(locations.transfer({ variantId: variantId!, from: 1, to: third.id, quantity: 1 }, 'x'), { code: 'conflict' });
  await assert.rejects(locations.change(999, { name: 'Nowhere' }), { code: 'not_found' });
});

test('transfers back and forth at once lose nothing', async () => {
  const [variantId] = await addGoods(db, [{ stock: 50 }]);
  const { id } = await locations.make('fourth', 'Fourth');
  await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) =>
      locations.transfer({ variantId: variantId!, from: index % 2 ? id : 1, to: index % 2 ? 1 : id, quantity: 1 + (index % 5) }, 'x'),
    ),
  );
  assert.equal((await levelOf(db, variantId!)).onHand, 50);
  assert.deepEqual(await inventory.unequalLevels(), []);
});

test('a preorder is sold below zero up to its limit and until its date, and not after', async () => {
  const [variantId] = await addGoods(db, [{ stock: 0 }]);
  await locations.setTerms(variantId!, { backorder: false, preorderUntil: new Date('2026-06-01T00:00:00Z'), preorderLimit: 3 });
  assert.equal(await sellable(variantId!), 3);
  assert.deepEqual(await reserve(variantId!, 2), { ok: true });
  assert.deepEqual(await reserve(variantId!, 2), { ok: false, reason: 'short', shortages: [{ variantId, available: 1 }] });
  assert.deepEqual(await reserve(variantId!, 1), { ok: true });
  now = new Date('2026-06-01T00:00:01Z');
  assert.equal(await sellable(variantId!), 0);
  assert.equal((await reserve(variantId!, 1)).ok, false);
  now = new Date('2026-05-01T12:00:00Z');
});

test('a bundle can be had as often as its scarcest part allows; without a part that was deleted it is not sold', async () => {
  const [set, two, one] = await addGoods(db, [{ tracked: false }, { stock: 7 }, { stock: 5 }]);
  await locations.setParts(set!, [
    { variantId: two!, quantity: 2 },
    { variantId: one!, quantity: 1 },
  ]);
  assert.equal(await sellable(set!), 3);
  await assert.rejects(locations.setParts(two!, [{ variantId: one!, quantity: 1 }]), { code: 'conflict' });
  await assert.rejects(locations.setParts(set!, [{ variantId: 999_999, quantity: 1 }]), { code: 'variant_not_found' });
  assert.deepEqual(await reserve(set!, 2), { ok: true });
  assert.equal(await sellable(set!), 1);
  await db.query({ name: '', text: 'delete from variant where id = $1' }, [one]);
  assert.equal(await sellable(set!), 0);
  assert.equal((await reserve(set!, 1)).ok, false);
});

test('pieces of an order come back once for each key, a bundle by the parts it was sold with, and never more than was sold', async () => {
  const [set, part] = await addGoods(db, [{ tracked: false }, { stock: 10 }]);
  await locations.setParts(set!, [{ variantId: part!, quantity: 3 }]);
  const id = uuidv7();
  await reserve(set!, 2, id);
  const person = uuidv7();
  await db.query({
    name: '',
    text: `insert into market (code, name, currency, languages, countries, tax_display, price_list)
    values ('xx', '{}', 'EUR', '{en}', '{DE}', 'inclusive', 'xx') on conflict do nothing`,
  });
  await db.query({ name: '', text: `insert into person (id, master_key_id) values ($1, '1')` }, [person]);
  await db.query(
    {
      name: '',
      text: `insert into customer_order (id, number, checkout_id, person_id, market, language, currency, status, subtotal, delivery_amount,
      tax_amount, delivery_tax_rate_ppm, delivery_tax_amount, total, tax_included, delivery_method, delivery_name, country, email_sealed, email_lookup, contact_sealed)
    values ($1::uuid, 'X-1', $1::uuid, $2, 'xx', 'en', 'EUR', 'paid', 0, 0, 0, 0, 0, 0, true, 'x', '{}', 'DE', '', '', '')`,
    },
    [id, person],
  );
  await db.query({ name: '', text: 'select sell_held(array[$1::uuid], array[$1::uuid], $2)' }, [id, now]);
  assert.deepEqual(await levelOf(db, part!), { onHand: 4, reserved: 0 });
  // What it is made of today does not matter.
  await locations.setParts(set!, [{ variantId: part!, quantity: 1 }]);
  const back = (key: string, quantity: number) =>
    db.transaction((tx) => inventory.returnPieces(tx, { orderId: id, key, lines: [{ variantId: set!, quantity }], reason: 'return' }));
  assert.equal(await back('r1', 1), true);
  assert.equal(await back('r1', 1), false);
  assert.deepEqual(await levelOf(db, part!), { onHand: 7, reserved: 0 });
  await back('r2', 5);
  assert.deepEqual(await levelOf(db, part!), { onHand: 10, reserved: 0 });
  assert.deepEqual(
    (await inventory.unequalLevels()).filter(({ variantId }) => variantId === part),
    [],
  );
});
