import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { addGoods } from '../../../test/race/goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { viesRegister } from '../tax/index.ts';

/** VIES as its REST interface answers; what is not in the list is not known to it. */
const known = new Set(['ATU39099603', 'FR40303265045']);
let isDown = false;
let asked = 0;
const vies = createServer((request, response) => {
  asked += 1;
  const [, prefix, number] = /^\/ms\/(\w+)\/vat\/(\w+)$/.exec(request.url ?? '') ?? [];
  if (isDown) return void response.writeHead(500).end();
  const isValid = known.has(`${prefix}${number}`);
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ isValid, userError: isValid ? 'VALID' : 'INVALID' }));
});
await new Promise<void>((done) => vies.listen(0, '127.0.0.1', done));
after(() => vies.close());

const db = await testDatabase({ transactions: 6 });
const baseUrl = `http://127.0.0.1:${(vies.address() as AddressInfo).port}`;
const selling = await startSelling(db, { register: viesRegister({ baseUrl }) });
await openMarkets(selling);
await selling.tax.saveTerms('eu', { ...(await selling.tax.termsOf('eu')), homeCountry: 'DE' });
await selling.tax.saveRates(
  ['DE', 'AT', 'FR'].map((country) => ({
    market: 'eu',
    country,
    category: 'standard',
    ratePpm: country === 'DE' ? 190_000 : 200_000,
    validFrom: '2020-01-01',
    source: 'test',
  })),
);

const contactIn = (country: string, vatId: string) => ({ ...BUYER, country, vatId, company: 'Ada GmbH' });
const [variantId] = await addGoods(db, [{ price: 1200, stock: 100 }]);
const cartOf = (quantity: number) => fillCart(selling, [{ variantId: variantId!, quantity }]);

async function orderOf(id: string) {
  const order = await selling.reading.get(id);
  const { total, taxAmount, taxIncluded, isReverseCharge, subtotal, deliveryAmount } = order;
  return {
    total,
    taxAmount,
    taxIncluded,
    isReverseCharge,
    subtotal,
    deliveryAmount,
    unit: order.lines[0]?.unitAmount,
    vatId: order.contact?.vatId,
  };
}

test('a business of another member state with a VAT id that holds pays net, and its order and invoice say so', async () => {
  const cartId = await cartOf(2);
  const shown = await selling.checkout.prepare({ cartId, country: 'AT', vatId: 'ATU39099603' });
  assert.deepEqual([shown.isReverseCharge, shown.vatId, shown.deliveryOptions[0]?.sums.total], [true, 'valid', 2000 + 492]);
  const placed = await selling.checkout.complete(buy(cartId, { contact: contactIn('AT', 'atu 39099603'), expectedTotal: 2492 }));
  assert.ok(placed.ok, JSON.stringify(placed));
  assert.deepEqual(await orderOf(placed.orderId), {
    total: 2492,
    taxAmount: 0,
    taxIncluded: false,
    isReverseCharge: true,
    subtotal: 2000,
    deliveryAmount: 492,
    unit: 1000,
    vatId: 'ATU39099603',
  });
  const invoice = await selling.desk.documents.issue(placed.orderId, 'staff:test');
  assert.deepEqual([invoice.content.notes, invoice.net, invoice.tax, invoice.total], [['reverse_charge'], 2492, 0, 2492]);
});

test('at home, or with an id of home, tax is charged as to anybody', async () => {
  for (const contact of [contactIn('DE', 'ATU39099603'), contactIn('AT', '')]) {
    const placed = await selling.checkout.complete(buy(await cartOf(1), { contact }));
    assert.ok(placed.ok, JSON.stringify(placed));
    const { taxIncluded, isReverseCharge, total } = await orderOf(placed.orderId);
    assert.deepEqual({ taxIncluded, isReverseCharge, total }, { taxIncluded: true, isReverseCharge: false, total: 1790 });
  }
});

test('an id that is mistyped, or that the register does not know, is told at its field', async () => {
  for (const [vatId, code] of [
    ['ATU39099604', 'invalid'],
    ['XX123', 'invalid'],
    ['FR83404833048', 'not_registered'],
  ]) {
    const refused = await selling.checkout.complete(buy(await cartOf(1), { contact: contactIn('AT', vatId!) }));
    assert.deepEqual(refused.ok ? null : refused.fields.map((field) => [field.path, field.code]), [['/contact/vatId', code]]);
  }
});

test('while the register does not answer tax is charged, and it is not asked at every step', async () => {
  isDown = true;
  const before = asked;
  const cartId = await cartOf(1);
  const shown = await selling.checkout.prepare({ cartId, country: 'FR', vatId: 'FR40303265045' });
  assert.deepEqual([shown.isReverseCharge, shown.vatId], [false, 'unavailable']);
  const placed = await selling.checkout.complete(buy(cartId, { contact: contactIn('FR', 'FR40303265045') }));
  assert.ok(placed.ok, JSON.stringify(placed));
  assert.equal((await orderOf(placed.orderId)).isReverseCharge, false);
  assert.equal(asked - before, 1);
});

test('in other markets a VAT id changes nothing', async () => {
  const { id } = await selling.carts.create({ market: (await selling.markets.get('us'))!, language: 'en' });
  await selling.carts.addLine(id, { variantId: variantId!, quantity: 1 });
  const shown = await selling.checkout.prepare({ cartId: id, country: 'US', vatId: 'ATU39099603' });
  assert.equal(shown.isReverseCharge, false);
});
