import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { goToPayment, pay, person, putInCart } from './buying.ts';
import { api, metricsPort, ordersOf, origin, query, shop, visit } from './fixture.ts';
import { CUP } from './goods.ts';

const canary = person({
  name: 'Xanthippe Quodlibet-Zyx',
  email: 'xanthippe.quodlibet@zyx-canary.example',
  street: 'Jabberwockgasse 4711',
  city: 'Wolkenkuckucksheim',
});
/** As typed, as an address writes it, as a form posts it. */
const traces = [canary.name, canary.email, canary.street, canary.city].flatMap((text) => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(text).replaceAll('%20', '+'),
]);

test('what a buyer tells about themselves is in no log, metric, page, error or column', () =>
  visit({ expected: /40[24]|422|400/ }, async (page) => {
    await putInCart(page);
    await goToPayment(page, canary);
    await page.getByLabel('Test payment that is declined').check();
    await page.locator('[data-pay]').click();
    await page.getByText('The bank declined the payment').waitFor();
    await page.getByLabel('Test payment that succeeds').check();
    const number = await pay(page);
    const [order] = await ordersOf(canary.email);
    assert.equal(order?.number, number);
    assert.equal(order?.contact?.name, canary.name);

    const errors = await Promise.all([
      api('/api/checkouts', { body: { cartId: 'none', contact: { name: canary.name, email: canary.email, street: canary.street } } }),
      api('/api/order-lookups', { body: { number, email: `other.${canary.email}` } }),
      api('/api/order-lookups', { body: { number: canary.street, email: canary.email, name: canary.name } }),
      api(`/api/products/${encodeURIComponent(canary.email)}?market=eu&language=en`),
    ]);
    for (const { status, body } of errors) {
      assert.ok(status >= 400, String(status));
      const { instance: _, ...said } = body as { instance?: string };
      assertNoTrace(JSON.stringify(said), `the answer ${status}`);
    }
    for (const path of ['/eu/en/', `/eu/en/p/${CUP.handle}`, '/eu/en/c/serving', '/eu/en/search?q=bowl', '/sitemap.xml'])
      assertNoTrace(await (await fetch(origin + path)).text(), path);
    for (const instance of [0, 1, 64]) {
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort + instance}/metrics`)).text();
      assert.match(metrics, /process_memory_usage_bytes/);
      assertNoTrace(metrics, `metrics of ${instance}`);
    }
    await new Promise((next) => setTimeout(next, 500));
    assert.match(shop.output(), /"route":"\/:market\/:language\/checkout"/);
    assertNoTrace(shop.output(), 'the log');
    for (const name of readdirSync(shop.dataDir).filter((file) => file.endsWith('.log')))
      assertNoTrace(readFileSync(join(shop.dataDir, name), 'utf8'), name);
    await assertNoColumn();
  }));

function assertNoTrace(text: string, place: string): void {
  for (const trace of traces) assert.ok(!text.toLowerCase().includes(trace.toLowerCase()), `"${trace}" is in ${place}`);
}

/** Every column of every table, as text. */
async function assertNoColumn(): Promise<void> {
  const tables = await query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  assert.ok(tables.length > 20);
  for (const { name } of tables) {
    const found = await query(`select 1 from ${name} t where t::text ilike any($1::text[]) limit 1`, [traces.map((trace) => `%${trace}%`)]);
    assert.deepEqual(found, [], `the table ${name}`);
  }
}
