import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';

const db = await testDatabase({ transactions: 4 });
const selling = await startSelling(db);
await openMarkets(selling);
const [cup] = await addGoods(db, [{ price: 1000, stock: 100 }]);
const place = (code: string) => ({
  code,
  name: { en: `Shop ${code}`, de: `Laden ${code}` },
  address: `${code} street 1`,
  hours: { en: '10 to 18', de: '10 bis 18 Uhr' },
});
const method = {
  code: 'collect',
  name: { en: 'Collect', de: 'Abholen' },
  note: {},
  amount: 0,
  freeOver: null,
  minDays: 0,
  maxDays: 1,
  pickup: true,
  provider: 'table',
  rates: [],
};
const offer = (codes: string[]) => selling.shipping.replace('eu', { zones: [], methods: [{ ...method, locations: codes.map(place) }] });

test('one place to collect at is shown with the way, and the order remembers it', async () => {
  await offer(['north']);
  const cartId = await fillCart(selling, [{ variantId: cup!, quantity: 1 }]);
  const { deliveryOptions } = await selling.checkout.prepare({ cartId, country: 'DE' });
  assert.deepEqual(
    deliveryOptions.map(({ code, pickupAt }) => [code, pickupAt?.address]),
    [['collect', 'north street 1']],
  );
  const placed = await selling.checkout.complete(buy(cartId, { delivery: 'collect' }));
  assert.ok(placed.ok);
  const { delivery } = await selling.reading.get(placed.orderId);
  assert.deepEqual(delivery.name, { en: 'Collect: Shop north, north street 1', de: 'Abholen: Laden north, north street 1' });
});

test('of several places the buyer chooses one', async () => {
  await offer(['north', 'south']);
  const cartId = await fillCart(selling, [{ variantId: cup!, quantity: 1 }]);
  const { deliveryOptions } = await selling.checkout.prepare({ cartId, country: 'DE' });
  assert.deepEqual(
    deliveryOptions.map(({ code }) => code),
    ['collect:north', 'collect:south'],
  );
  const refused = await selling.checkout.complete(buy(cartId, { delivery: 'collect' }));
  assert.deepEqual(refused.ok ? null : refused.fields.map(({ path }) => path), ['/delivery']);
  const placed = await selling.checkout.complete(buy(cartId, { delivery: 'collect:south' }));
  assert.ok(placed.ok);
  const { delivery } = await selling.reading.get(placed.orderId);
  assert.deepEqual([delivery.code, delivery.name.en], ['collect:south', 'Collect: Shop south, south street 1']);
});
