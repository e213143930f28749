import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addGoods, count, levelOf } from '../../../test/race/goods.ts';
import { BUYER, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { chargeOf } from '../../../test/support/test-provider.ts';
import { systemClock } from '../../kernel/clock.ts';
import { idempotencyStore } from '../../platform/http/index.ts';
import { type Answer, send, sendJson, startServer } from '../../platform/http/server.fixture.ts';
import { createStaffTokens, staffTokenStore } from '../accounts/index.ts';
import { cartRoutes } from '../cart/index.ts';
import { creditRoutes } from '../credit/index.ts';
import { createLocations, inventoryRoutes, locationRoutes, locationStore } from '../inventory/index.ts';
import { orderRoutes } from '../orders/index.ts';
import { pricingRoutes } from '../pricing/index.ts';
import { promotionRoutes } from '../promotions/index.ts';
import { checkoutRoutes } from './index.ts';

const db = await testDatabase({ transactions: 8 });
const selling = await startSelling(db);
await openMarkets(selling);
const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
const { token } = await staffTokens.create('Ada', ['*']);
const { token: reader } = await staffTokens.create('Reader', ['orders:read']);
const server = await startServer({
  routes: [
    ...pricingRoutes(selling),
    ...cartRoutes(selling),
    ...checkoutRoutes(selling),
    ...orderRoutes(selling),
    ...inventoryRoutes(selling),
    ...locationRoutes({ locations: createLocations({ store: locationStore(db) }), clock: systemClock }),
    ...promotionRoutes({ promotions: selling.promotions, marketCodes: () => ['eu', 'us'] }),
    ...creditRoutes({ credit: selling.credit, persons: selling.persons, currencies: () => ['EUR', 'USD'], clock: systemClock }),
  ],
  idempotency: idempotencyStore(db),
  verifyStaff: staffTokens.verify,
});
const staff = { authorization: `Bearer ${token}` };
const [ring, lamp] = await addGoods(db, [
  { stock: 8, price: 1999 },
  { stock: 2, price: 4550, taxCategory: 'reduced' },
]);

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schemas by the server
const body = (answer: Answer): any => JSON.parse(answer.text);
const get = (path: string, headers: Record<string, string> = {}) => send(server.port, path, { headers });
const post = (path: string, value: unknown, headers: Record<string, string> = {}) => sendJson(server.port, path, value, { headers });

async function cartWith(lines: { variantId: number; quantity: number }[]): Promise<string> {
  const cart = body(await post('/api/carts', { market: 'eu', language: 'de' }));
  for (const line of lines) assert.equal((await post(`/api/carts/${cart.id}/lines`, line)).status, 200);
  return cart.id;
}

const purchase = (cartId: string) => ({ cartId, contact: BUYER, delivery: 'standard', payment: { provider: 'test', method: 'success' } });

test('markets are listed without what is internal', async () => {
  const { items, nextCursor } = body(await get('/api/markets'));
  assert.equal(nextCursor, null);
  assert.deepEqual(items[1], {
    code: 'us',
    name: { en: 'United States' },
    currency: 'USD',
    languages: ['en'],
    countries: ['US'],
    taxDisplay: 'exclusive',
  });
});

test('staff are told of what could never be used, by its field', async () => {
  const rule = { benefit: { kind: 'percent', percent: 10 } };
  const answers = [
    await post('/api/staff/gift-cards', { amount: 1000, currency: 'JPY' }, staff),
    await post('/api/staff/gift-cards', { amount: 1000, currency: 'EUR', expiresAt: '2020-01-01T00:00:00Z' }, staff),
    await post('/api/staff/promotions', { name: { en: 'Ten' }, needsCode: true, markets: ['eu', 'moon'], rule }, staff),
    await sendJson(
      server.port,
      `/api/staff/variants/${ring}/sale-terms`,
      { backorder: false, preorderUntil: '2020-01-01T00:00:00Z', preorderLimit: null },
      { headers: staff, method: 'PUT' },
    ),
  ];
  assert.deepEqual(
    answers.map((answer) => [answer.status, body(answer).errors?.[0]?.path, body(answer).errors?.[0]?.code]),
    [
      [400, '/currency', 'unknown'],
      [400, '/expiresAt', 'past'],
      [400, '/markets/1', 'unknown'],
      [400, '/preorderUntil', 'past'],
    ],
  );
  assert.equal((await post('/api/staff/gift-cards', { amount: 1000, currency: 'EUR' }, staff)).status, 201);
});

test('a shopper fills a cart, sees what it costs, buys it and finds the order again', async () => {
  const cartId = await cartWith([
    { variantId: ring!, quantity: 3 },
    { variantId: lamp!, quantity: 1 },
  ]);
  const cart = body(await get(`/api/carts/${cartId}`));
  assert.deepEqual([cart.subtotal, cart.itemCount, cart.currency, cart.taxIncluded], [10547, 4, 'EUR', true]);
  assert.deepEqual(cart.deliveryEstimate, { name: 'Standardversand', amount: 0, minDays: 2, maxDays: 5, untilFree: null });

  const options = body(await get(`/api/carts/${cartId}/delivery-options?country=DE`));
  assert.deepEqual(
    options.items.map((o: { code: string; amount: number; taxAmount: number; total: number }) => [o.code, o.amount, o.taxAmount, o.total]),
    [
      ['standard', 0, 958 + 298, 10547],
      ['pickup', 0, 958 + 298, 10547],
    ],
  );

  const placed = await post('/api/checkouts', { ...purchase(cartId), expectedTotal: 10547 });
  assert.equal(placed.status, 201);
  const { orderNumber, statusToken } = body(placed);
  assert.match(orderNumber, /^A\d{6}$/);

  for (const lookup of [{ number: orderNumber.toLowerCase(), email: BUYER.email.toUpperCase() }, { token: statusToken }]) {
    const order = body(await post('/api/order-lookups', lookup));
    assert.deepEqual([order.number, order.status, order.total, order.taxAmount], [orderNumber, 'paid', 10547, 1256]);
    assert.equal(order.contact.street, BUYER.street);
    assert.deepEqual(
      order.timeline.map((event: { type: string }) => event.type),
      ['placed', 'paid'],
    );
  }
  assert.deepEqual(await levelOf(db, lamp!), { onHand: 1, reserved: 0 });
});

test('an unknown number and a wrong e-mail answer the same', async () => {
  const cartId = await cartWith([{ variantId: ring!, quantity: 1 }]);
  const { orderNumber } = body(await post('/api/checkouts', purchase(cartId)));
  const wrong = await post('/api/order-lookups', { number: orderNumber, email: 'somebody@example.org' });
  const unknown = await post('/api/order-lookups', { number: 'A999999', email: BUYER.email });
  const strip = (answer: Answer) => ({ ...body(answer), traceId: '' });
  assert.equal(wrong.status, 404);
  assert.deepEqual(strip(wrong), strip(unknown));
  assert.equal((await post('/api/order-lookups', { token: 'A'.repeat(64) })).status, 404);
});

test('every fault of a checkout is named, and nothing is made of it', async () => {
  const cartId = await cartWith([{ variantId: ring!, quantity: 1 }]);
  const before = [await count(db, 'checkout'), await count(db, 'person'), await count(db, 'reservation')];
  const bad = {
    ...purchase(cartId),
    contact: { ...BUYER, email: 'not an address', city: ' ', country: 'US', phone: 'x' },
    delivery: 'rocket',
    payment: { provider: 'test', method: 'gold' },
  };
  const answer = await post('/api/checkouts', bad);
  assert.equal(answer.status, 400);
  assert.deepEqual(
    body(answer).errors.map((fault: { path: string; code: string }) => `${fault.path} ${fault.code}`),
    [
      '/contact/email invalid',
      '/contact/phone invalid',
      '/contact/city required',
      '/contact/country not_delivered',
      '/payment/method unknown',
    ],
  );
  const changed = await post('/api/checkouts', { ...purchase(cartId), expectedTotal: 1 });
  assert.deepEqual([changed.status, body(changed).code], [409, 'checkout_total_changed']);
  assert.deepEqual([await count(db, 'checkout'), await count(db, 'person'), await count(db, 'reservation')], before);
});

test('a decline is told, charges nothing and frees the goods; the same id keeps its answer, a new one may try again', async () => {
  const cartId = await cartWith([{ variantId: lamp!, quantity: 1 }]);
  const input = { ...purchase(cartId), checkoutId: randomUUID(), payment: { provider: 'test', method: 'decline' } };
  for (const method of ['decline', 'success']) {
    const declined = await post('/api/checkouts', { ...input, payment: { provider: 'test', method } });
    assert.deepEqual([declined.status, body(declined).code], [402, 'payment_declined']);
  }
  assert.deepEqual(await levelOf(db, lamp!), { onHand: 1, reserved: 0 });
  assert.equal((await selling.checkout.prepare({ cartId, previous: input.checkoutId })).entered?.name, BUYER.name);
  assert.equal((await post('/api/checkouts', purchase(cartId))).status, 201);
});

test('a form whose attempt was declined goes by a new id: with another payment at once, with the same one after the time of a double click', async () => {
  const [variantId] = await addGoods(db, [{ stock: 3 }]);
  const cartId = await cartWith([{ variantId: variantId!, quantity: 1 }]);
  const [first, decline, success] = [randomUUID(), { provider: 'test', method: 'decline' }, { provider: 'test', method: 'success' }];
  const idOf = (payment: typeof decline) => selling.checkout.attemptIdOf({ checkoutId: first, cartId, payment });
  const buy = async (payment: typeof decline) => {
    const checkoutId = await idOf(payment);
    const outcome = await selling.checkout.complete({ ...purchase(cartId), checkoutId, payment });
    return { checkoutId, code: outcome.ok ? outcome.orderNumber : outcome.code };
  };
  assert.deepEqual([await buy(decline), await buy(decline)], new Array(2).fill({ checkoutId: first, code: 'payment_declined' }));
  await db.query({ name: '', text: `update checkout set updated_at = updated_at - interval '4 s' where id = $1` }, [first]);
  const again = await buy(decline);
  assert.deepEqual([again.checkoutId !== first, again.code], [true, 'payment_declined']);
  assert.deepEqual(await buy(decline), again);

  const both = await Promise.all([buy(success), buy(success)]);
  assert.match(both[0].code, /^A\d{6}$/);
  assert.deepEqual(both[1], both[0]);
  assert.deepEqual(await buy(success), both[0]);
  assert.notEqual(both[0].checkoutId, first);
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 2, reserved: 0 });
  assert.equal(await selling.checkout.attemptIdOf({ checkoutId: first, cartId: 'x'.repeat(22), payment: success }), first);
});

test('a cart tells what has changed since its lines were added', async () => {
  const [dear, scarce, gone] = await addGoods(db, [{ price: 500 }, { stock: 3 }, {}]);
  const cartId = await cartWith([dear, scarce, gone].map((variantId) => ({ variantId: variantId!, quantity: 2 })));
  await db.query({ name: '', text: 'update price set amount = 600 where variant_id = $1' }, [dear]);
  await selling.inventory.adjust(scarce!, { onHand: 1 }, 'adjustment');
  await db.query({ name: '', text: `update product set status = 'archived' where id = (select product_id from variant where id = $1)` }, [
    gone,
  ]);
  const cart = body(await get(`/api/carts/${cartId}`));
  assert.deepEqual(
    cart.notices.map((notice: Record<string, unknown>) => ({ ...notice, title: '' })),
    [
      { code: 'price_changed', variantId: dear, title: '', from: 500, to: 600 },
      { code: 'short', variantId: scarce, title: '', available: 1 },
      { code: 'unavailable', variantId: gone, title: '' },
    ],
  );
  assert.equal(cart.subtotal, 1200 + 2000);
  const refused = await post('/api/checkouts', purchase(cartId));
  assert.deepEqual([refused.status, body(refused).code, body(refused).errors[0].path], [409, 'cart_line_unavailable', `/lines/${gone}`]);
  await send(server.port, `/api/carts/${cartId}/lines/${gone}`, { method: 'DELETE' });
  const short = await post('/api/checkouts', purchase(cartId));
  assert.deepEqual([short.status, body(short).code, body(short).errors[0].path], [409, 'insufficient_stock', `/lines/${scarce}`]);
  const mended = await sendJson(server.port, `/api/carts/${cartId}/lines/${scarce}`, { quantity: 1 }, { method: 'PATCH' });
  assert.equal(body(mended).notices.length, 1);
  assert.equal((await post('/api/checkouts', purchase(cartId))).status, 201);
});

test('carts refuse what they cannot hold, each with its code', async () => {
  const cartId = await cartWith([{ variantId: ring!, quantity: 998 }]);
  const codeOf = async (answer: Promise<Answer>) => {
    const { status, code } = body(await answer);
    return [status, code];
  };
  assert.deepEqual(await codeOf(post(`/api/carts/${cartId}/lines`, { variantId: ring, quantity: 2 })), [400, 'payload_invalid']);
  assert.deepEqual(await codeOf(post(`/api/carts/${cartId}/lines`, { variantId: ring, quantity: 0 })), [400, 'payload_invalid']);
  assert.deepEqual(await codeOf(post(`/api/carts/${cartId}/lines`, { variantId: 987654321 })), [404, 'variant_not_found']);
  assert.deepEqual(await codeOf(post(`/api/carts/${'x'.repeat(22)}/lines`, { variantId: ring })), [404, 'cart_not_found']);
  assert.deepEqual(await codeOf(get('/api/carts/short')), [400, 'payload_invalid']);
  assert.deepEqual(await codeOf(post('/api/carts', { market: 'xx', language: 'en' })), [404, 'market_not_found']);
  assert.deepEqual(await codeOf(sendJson(server.port, `/api/carts/${cartId}/lines/424242`, { quantity: 1 }, { method: 'PATCH' })), [
    404,
    'cart_line_not_found',
  ]);
  assert.deepEqual(await codeOf(post('/api/checkouts', purchase(await cartWith([])))), [409, 'cart_empty']);
  const many = await addGoods(
    db,
    Array.from({ length: 101 }, () => ({})),
  );
  const full = await cartWith(many.slice(0, 100).map((variantId) => ({ variantId, quantity: 1 })));
  assert.deepEqual(await codeOf(post(`/api/carts/${full}/lines`, { variantId: many[100] })), [409, 'cart_full']);
});

test('no line comes to more than sums hold exactly, also when its price is raised later', async () => {
  const [dear, old] = await addGoods(db, [
    { stock: 50, price: 40_000_000_000 },
    { stock: 50, price: 9_007_199_254_740_991 },
  ]);
  const cartId = await cartWith([{ variantId: dear!, quantity: 2 }]);
  for (const refused of [
    await post(`/api/carts/${cartId}/lines`, { variantId: dear!, quantity: 1 }),
    await sendJson(server.port, `/api/carts/${cartId}/lines/${dear}`, { quantity: 3 }, { method: 'PATCH' }),
    await post(`/api/carts/${cartId}/lines`, { variantId: old!, quantity: 1 }),
  ])
    assert.deepEqual(
      [refused.status, body(refused).code, body(refused).errors[0].path, body(refused).errors[0].code],
      [400, 'payload_invalid', '/quantity', 'out_of_range'],
    );
  const { items } = body(await get(`/api/carts/${cartId}/delivery-options?country=DE`));
  assert.equal(items[0].total, 80_000_000_000);

  await db.query({ name: '', text: 'update price set amount = 9007199254740991 where variant_id = $1' }, [dear]);
  const cart = body(await get(`/api/carts/${cartId}`));
  assert.deepEqual([cart.subtotal, cart.lines[0].problem, cart.lines[0].total], [0, 'unavailable', 0]);
  assert.equal((await get(`/api/carts/${cartId}/delivery-options?country=DE`)).status, 200);
  const bought = await post('/api/checkouts', purchase(cartId));
  assert.deepEqual([bought.status, body(bought).code], [409, 'cart_line_unavailable']);
});

test('the same Idempotency-Key adds once and buys once', async () => {
  const cartId = await cartWith([]);
  const key = { 'idempotency-key': randomUUID() };
  await Promise.all([1, 2, 3].map(() => post(`/api/carts/${cartId}/lines`, { variantId: ring, quantity: 1 }, key)));
  assert.equal(body(await get(`/api/carts/${cartId}`)).itemCount, 1);
  const buying = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all([1, 2, 3].map(() => post('/api/checkouts', purchase(cartId), buying)));
  assert.deepEqual(new Set(answers.map((answer) => body(answer).orderNumber)).size, 1);
});

test('staff list, read, send and cancel orders; a cancellation brings goods and money back once', async () => {
  const [variantId] = await addGoods(db, [{ stock: 5, price: 1000 }]);
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const cartId = await cartWith([{ variantId: variantId!, quantity: 1 }]);
    ids.push(body(await post('/api/checkouts', { ...purchase(cartId), contact: { ...BUYER, email: 'staff.test@example.org' } })).orderId);
  }
  const first = body(await get('/api/staff/orders?email=STAFF.test@example.org&limit=2', staff));
  const rest = body(await get(`/api/staff/orders?email=staff.test@example.org&limit=2&cursor=${first.nextCursor}`, staff));
  assert.deepEqual([...first.items, ...rest.items].map((order: { id: string }) => order.id).sort(), [...ids].sort());
  assert.equal(rest.nextCursor, null);
  assert.deepEqual(first.items[0].customer, { name: BUYER.name, email: 'staff.test@example.org' });

  const [sent, cancelled] = ids;
  assert.equal((await post(`/api/staff/orders/${sent}/fulfilment`, { tracking: 'PARCEL1' }, staff)).status, 201);
  assert.deepEqual(body(await post(`/api/staff/orders/${sent}/cancellation`, {}, staff)).code, 'order_state');
  const answer = await post(`/api/staff/orders/${cancelled}/cancellation`, { reason: 'changed mind' }, staff);
  assert.equal(body(answer).status, 'cancelled');
  assert.equal((await post(`/api/staff/orders/${cancelled}/cancellation`, {}, staff)).status, 409);
  const order = body(await get(`/api/staff/orders/${cancelled}`, staff));
  assert.equal(order.payment.status, 'refunded');
  assert.deepEqual(order.timeline.at(-1).actor, 'staff:Ada');
  assert.deepEqual(await levelOf(db, variantId!), { onHand: 3, reserved: 0 });
  const text = 'select checkout_id as id from customer_order where id = $1';
  const [checkout] = await db.query<{ id: string }>({ name: '', text }, [cancelled]);
  const charge = await chargeOf(checkout!.id);
  assert.deepEqual(
    charge?.refunds.map((refund) => [refund.amount, refund.status]),
    [[charge?.amount, 'done']],
  );
  assert.deepEqual(await selling.inventory.unequalLevels(), []);
  const done = body(await get('/api/staff/orders?status=fulfilled&from=1999-12-31T23:59:60Z', staff));
  assert.deepEqual(
    done.items.map((item: { id: string }) => item.id),
    [sent],
  );
});

test('staff routes want a token with the right scope', async () => {
  assert.equal((await get('/api/staff/orders')).status, 401);
  assert.equal((await get('/api/staff/stock', { authorization: `Bearer ${reader}` })).status, 403);
  assert.equal((await get('/api/staff/orders', { authorization: `Bearer ${reader}` })).status, 200);
});

test('staff read and adjust stock', async () => {
  const [variantId] = await addGoods(db, [{ stock: 5 }]);
  const adjusted = await post('/api/staff/stock/adjustments', { variantId, delta: -2 }, staff);
  assert.deepEqual(body(adjusted), { variantId, onHand: 3, reserved: 0, available: 3 });
  assert.equal((await post('/api/staff/stock/adjustments', { variantId, delta: -9 }, staff)).status, 409);
  assert.equal((await post('/api/staff/stock/adjustments', { variantId, delta: 1, onHand: 1 }, staff)).status, 400);
  const full = await addGoods(db, [{ stock: 2_147_483_647 }]);
  const over = await post('/api/staff/stock/adjustments', { variantId: full[0], delta: 1 }, staff);
  assert.deepEqual([over.status, body(over).errors[0].path], [400, '/delta']);
  for (const cursor of ['[1.5]', '["x"]', '[-1]']) {
    const answer = await get(`/api/staff/stock?cursor=${Buffer.from(cursor).toString('base64url')}`, staff);
    assert.deepEqual([answer.status, body(answer).code], [400, 'payload_invalid'], cursor);
  }
  for (const sku of ['%ff', 'a%C3', '%ed%a0%80']) assert.equal((await get(`/api/staff/stock?sku=${sku}`, staff)).status, 400, sku);
  for (const sku of ['%C3%A9', '100%', '%F0%9F%8F%BA']) assert.equal((await get(`/api/staff/stock?sku=${sku}`, staff)).status, 200, sku);
  const listed = body(await get('/api/staff/stock?atMost=3&limit=100', staff));
  assert.ok(listed.items.some((row: { variantId: number; available: number }) => row.variantId === variantId && row.available === 3));
});
