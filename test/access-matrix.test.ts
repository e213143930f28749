import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AGORA } from '../demo/agora/theme.ts';
import { apiRoutes } from '../src/cli/api-routes.ts';
import { seedShop } from '../src/cli/seeding.ts';
import { composeShop } from '../src/cli/shop.ts';
import { uuidv7 } from '../src/kernel/ids.ts';
import { storefrontDeps } from '../src/main/web.ts';
import { healthRoutes, idempotencyStore, type PageRoute, type Route } from '../src/platform/http/index.ts';
import { SCOPES } from '../src/platform/http/route.ts';
import { type Answer, send, startServer } from '../src/platform/http/server.fixture.ts';
import { createHealth } from '../src/platform/telemetry/index.ts';
import { createAssets, storefrontRoutes } from '../src/storefront/index.ts';
import { addGoods } from './race/goods.ts';
import { testDatabase } from './support/database.ts';
import { provideTestProvider } from './support/test-provider.ts';

/**
 * Who may call what. Every route of the shop has a line in access-matrix.json, and every line a route:
 *   who       `everyone`, or the scope that a staff token needs
 *   call      path, body (JSON) or form, cookie, by names in braces; for routes that everyone may call, or the staff with the scope
 *   answer    status of that call
 *             (`"#{variant}"` stands for a number)
 *   stranger  the same call by somebody to whom it does not belong, and its status; nothing of the owner is in the answer
 */
type Call = { path: string; body?: unknown; form?: Record<string, string>; raw?: string; cookie?: string };
type Line = { who: string; call: Call; answer: number; stranger?: Call & { answer: number } };

const matrix = JSON.parse(readFileSync(new URL('./access-matrix.json', import.meta.url), 'utf8')) as Record<string, Line>;
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-access-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

const db = await testDatabase();
await seedShop(db, { empty: true });
const shop = composeShop(db, { dataDir, orderPrefix: 'A', mediaFetch: false });
await provideTestProvider(dataDir);
await shop.markets.refresh();
const routes = allRoutes();
const server = await startServer({
  routes,
  idempotency: idempotencyStore(db),
  verifyStaff: shop.staffTokens.verify,
  checkAnswers: true,
});
const buyer = { name: 'Ada Lovelace', email: 'ada.access@example.com', street: 'Nowhere 1', postalCode: '20099', city: 'Hamburg' };
const names = await example();
const keyOf = (route: { method?: string; url: string }) => `${route.method ?? 'GET'} ${route.url}`;

test('every route has its line in the matrix, and every line its route', () => {
  const live = routes.map((route) => keyOf('page' in route ? { url: route.url } : route));
  assert.equal(new Set(live).size, live.length, 'no address twice');
  assert.deepEqual(live.filter((key) => !(key in matrix)).sort(), [], 'routes without a line in test/access-matrix.json');
  assert.deepEqual(
    Object.keys(matrix).filter((key) => !live.includes(key)),
    [],
    'lines without a route',
  );
});

test('the matrix says of each route who it says itself', () => {
  for (const route of routes) {
    const declared = 'page' in route || route.access === 'public' ? 'everyone' : route.access.staff;
    assert.equal(matrix[keyOf('page' in route ? { url: route.url } : route)]?.who, declared, route.url);
  }
});

for (const [key, line] of Object.entries(matrix)) {
  if (line.who === 'everyone')
    test(`${key} answers everyone, and shows no one what belongs to another`, async () => {
      assert.equal((await call(key, line.call)).status, line.answer);
      const staffOnly = await call(key, line.call, 'stoa_nonsense');
      assert.notEqual(staffOnly.status, 401, 'a token changes nothing');
      if (!line.stranger) return;
      const answer = await call(key, line.stranger);
      assert.equal(answer.status, line.stranger.answer, answer.text.slice(0, 300));
      assertUnseen(answer);
    });
  else
    test(`${key} answers the staff with ${line.who} and nobody else`, async () => {
      const without = await token(SCOPES.filter((scope) => scope !== line.who));
      const revoked = await token([line.who]);
      await shop.staffTokens.revoke(revoked.id);
      for (const [given, status] of [
        [undefined, 401],
        [`stoa_${'x'.repeat(43)}`, 401],
        [revoked.token, 401],
        [without.token, 403],
      ] as const) {
        const answer = await call(key, line.call, given);
        assert.equal(answer.status, status, answer.text.slice(0, 300));
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
        assertUnseen(answer);
      }
      const allowed = await call(key, line.call, (await token([line.who])).token);
      assert.equal(allowed.status, line.answer, allowed.text.slice(0, 600));
    });
}

/** Refused or asked by a stranger: nothing of the buyer. */
function assertUnseen({ text }: Answer): void {
  for (const personal of [buyer.name, buyer.email, buyer.street]) assert.ok(!text.includes(personal), `shows ${personal}`);
}

function call(key: string, given: Call, bearer?: string): Promise<Answer> {
  const method = key.split(' ')[0]!;
  const filled = JSON.parse(fill(JSON.stringify(given))) as Call;
  const headers: Record<string, string> = {};
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  if (filled.cookie) headers.cookie = filled.cookie;
  if (filled.form) Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', origin: server.address });
  if (filled.body !== undefined) headers['content-type'] = 'application/json';
  if (filled.raw) headers['content-type'] = 'image/gif';
  const body = filled.form
    ? new URLSearchParams(filled.form).toString()
    : filled.raw
      ? Buffer.from(filled.raw, 'base64')
      : filled.body === undefined
        ? undefined
        : JSON.stringify(filled.body);
  return send(server.port, filled.path, { method, headers: { host: new URL(server.address).host, ...headers }, ...(body ? { body } : {}) });
}

function fill(text: string): string {
  const exampleOf = (_: string, name: string) => names[name] ?? assert.fail(`no example of {${name}}`);
  return text.replace(/"#\{(\w+)\}"/g, exampleOf).replace(/\{(\w+)\}/g, exampleOf);
}

function token(scopes: readonly string[]) {
  return shop.staffTokens.create('access matrix', scopes);
}

/** What the addresses of the matrix name: a cart, an order and a piece of somebody; a cart and an order of somebody else. */
async function example(): Promise<Record<string, string>> {
  const variants = await addGoods(
    db,
    Array.from({ length: 4 }, () => ({ stock: 500 })),
  );
  const [row] = await db.query<{ id: number; handle: string }>(
    { name: '', text: 'select p.id, p.handle from product p join variant v on v.product_id = p.id where v.id = $1' },
    [variants[0]],
  );
  const [changed] = await db.query<{ id: number }>({ name: '', text: 'select product_id as id from variant where id = $1' }, [variants[2]]);
  const locale = shop.markets.resolve('eu', 'en')!;
  const cartWith = async () => {
    const { id } = await shop.carts.create(locale);
    await shop.carts.addLine(id, { variantId: variants[0]!, quantity: 1 }, { key: null });
    return id;
  };
  const buy = async (contact: typeof buyer) => {
    const outcome = await shop.checkouts.complete({
      cartId: await cartWith(),
      checkoutId: uuidv7(),
      contact: { ...contact, country: 'DE' },
      delivery: 'standard',
      payment: { provider: 'test', method: 'success' },
    });
    assert.ok(outcome.ok);
    return outcome;
  };
  const [own, toSend, toCancel] = [await buy(buyer), await buy(buyer), await buy(buyer)];
  const other = await buy({ ...buyer, name: 'Grace', email: 'grace.access@example.com', street: 'Elsewhere 2' });
  const actor = 'staff:Ada';
  const sent = async () => {
    const { orderId } = await buy(buyer);
    return { orderId, parcel: await shop.desk.parcels.send(orderId, { actor }) };
  };
  const returning = async (verb: 'asked' | 'approved' | 'received') => {
    const { orderId } = await sent();
    const { id } = await shop.desk.returns.request(orderId, { actor, lines: [{ position: 0, quantity: 1 }] });
    if (verb !== 'asked') await shop.desk.returns.approve(id, { actor });
    if (verb === 'received') await shop.desk.returns.receive(id, { actor, refund: false });
    return id;
  };
  const [atDesk, gone, refunding, sold] = [await buy(buyer), await sent(), await buy(buyer), await buy(buyer)];
  const invoice = await shop.desk.documents.issue(own.orderId, actor);
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const media = await shop.media.store(pixel);
  const promotion = async () => {
    const { id } = await shop.promotions.create({
      ...{ name: { en: 'Ten off' }, needsCode: true, markets: null, currency: null, priority: 0, isCombinable: true },
      ...{ startsAt: null, endsAt: null, limitTotal: null, limitPerCustomer: null, isGivenBack: true },
      rule: { benefit: { kind: 'percent', percent: 10 } },
    });
    await shop.promotions.activate(id, true);
    return id;
  };
  const coded = await promotion();
  await shop.promotions.addCode(coded, 'ACCESS', null);
  return {
    giftCard: (await shop.credit.issue({ amount: 1000, currency: 'EUR' })).id,
    promotion: coded,
    unusedPromotion: await promotion(),
    cart: await cartWith(),
    buyingCart: await cartWith(),
    otherCart: await cartWith(),
    unknownCart: 'A'.repeat(22),
    variant: String(variants[0]),
    otherVariant: String(variants[1]),
    product: String(row!.id),
    changedProduct: String(changed!.id),
    handle: row!.handle,
    order: own.orderId,
    payment: (await shop.orderReading.get(own.orderId)).payment!.id,
    number: own.orderNumber,
    token: own.statusToken,
    otherToken: other.statusToken,
    orderToSend: toSend.orderId,
    orderToCancel: toCancel.orderId,
    orderToEdit: (await buy(buyer)).orderId,
    email: buyer.email,
    orderAtDesk: atDesk.orderId,
    orderGone: gone.orderId,
    parcel: gone.parcel,
    orderToRefund: refunding.orderId,
    soldToken: sold.statusToken,
    returnAsked: await returning('asked'),
    returnRefused: await returning('asked'),
    returnAwaited: await returning('approved'),
    returnHere: await returning('received'),
    invoice: invoice.id,
    media: media.id,
    pixel: pixel.toString('base64'),
    style: createAssets(AGORA).names.css,
  };
}

/** The routes as the web process mounts them. */
function allRoutes(): (Route | PageRoute)[] {
  const health = createHealth({ parts: {} });
  return [...healthRoutes(health), ...apiRoutes(shop, '0'), ...storefrontRoutes(storefrontDeps(shop))];
}
