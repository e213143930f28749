import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { api, importGoods, metricsPort, origin, setPrice, setStock, until } from './fixture.ts';
import { LAMP, lamp, RARE, renamedTray, TRAY } from './goods.ts';

/**
 * Longest time from the answer of the change to the last page that still shows the old state. On a machine of its own it is
 * well below a second; no page goes out of date by itself within this time.
 */
const SOON = 5_000;
const LOOKS = 8;

test('a stock change is on every page that shows it at once, in every process', async () => {
  await setStock(RARE.sku, 2);
  const page = `/eu/en/p/${RARE.handle}`;
  const list = '/eu/en/c/serving?brand=proofworks';
  await untilAll(page, /2 left/);
  await untilAll(list, /card-left">2 left/);
  await setStock(RARE.sku, 1);
  await Promise.all([untilAll(page, /Last one/, SOON), untilAll(list, /card-left">Last one/, SOON)]);
  await setStock(RARE.sku, 0);
  await Promise.all([untilAll(page, /Sold out/, SOON), untilAll(list, /is-out[\s\S]*Proof rare bowl/, SOON)]);
  await setStock(RARE.sku, 2);
  await untilAll(page, /2 left/, SOON);
});

test('a price change is on the page, in the list, in search and in the API, in every process', async () => {
  await setPrice(LAMP.sku, 9900);
  await untilAll(`/eu/en/p/${LAMP.handle}`, /price-now">€99\.00</);
  await setPrice(LAMP.sku, 7700);
  await untilAll(`/eu/en/p/${LAMP.handle}`, /price-now">€77\.00</, SOON);
  await untilAll('/eu/en/c/serving?brand=proofworks', /price-now">€77\.00</, SOON);
  await untilAll('/eu/en/search?q=PROOF-LAMP', /price-now">€77\.00</, SOON);
  const { body } = await api<{ price: { amount: number } }>(`/api/products/${LAMP.handle}?market=eu&language=en`);
  assert.equal(body.price.amount, 7700);
  await setPrice(LAMP.sku, 9900);
});

test('a stock change leaves other pages alone', async () => {
  await setStock(RARE.sku, 2);
  await untilAll(`/eu/en/p/${RARE.handle}`, /2 left/);
  await Promise.all(Array.from({ length: LOOKS }, () => look('/eu/en/p/luna-footed-bowl')));
  const before = await events();
  await setStock(RARE.sku, 1);
  await untilAll(`/eu/en/p/${RARE.handle}`, /Last one/, SOON);
  await Promise.all(Array.from({ length: LOOKS }, () => look('/eu/en/p/luna-footed-bowl')));
  const after = await events();
  for (const [index, process] of after.entries()) {
    assert.ok(process.purged > before[index]!.purged, 'what shows the piece is purged');
    assert.ok(process.renders - before[index]!.renders <= 1, `${process.renders - before[index]!.renders} pages rendered anew`);
  }
  await setStock(RARE.sku, 2);
});

test('a burst on a page that has just been purged renders it once in each process', async () => {
  const page = `/eu/en/p/${RARE.handle}`;
  await setStock(RARE.sku, 2);
  await untilAll(page, /2 left/);
  const before = await events();
  await setStock(RARE.sku, 1);
  await until(async () => (await events()).every(({ purged }, index) => purged > before[index]!.purged), 'both have purged');
  const purged = await events();
  const answers = await Promise.all(Array.from({ length: 200 }, () => look(page)));
  for (const { status, text } of answers) {
    assert.equal(status, 200);
    assert.match(text, /Last one/);
  }
  const after = await events();
  assert.deepEqual(
    after.map(({ renders }, index) => renders - purged[index]!.renders),
    [1, 1],
  );
  await setStock(RARE.sku, 2);
});

test('U26 after a rename the old address leads to the new one, and the sitemap follows', async () => {
  const renamed = 'proof-tray-of-oak';
  await importGoods([renamedTray(renamed)]);
  await until(async () => (await look(`/eu/en/p/${renamed}`)).status === 200, 'the new address answers');
  await until(async () => (await look(`/eu/en/p/${TRAY.handle}`)).status === 301, 'the old one leads there');
  for (const language of ['en', 'de']) {
    const answer = await look(`/eu/${language}/p/${TRAY.handle}?variant=1`);
    assert.equal(answer.headers.location, `/eu/${language}/p/${renamed}?variant=1`);
  }
  await until(async () => (await sitemap()).includes(`/eu/en/p/${renamed}<`), 'the sitemap names the new one');
  assert.ok(!(await sitemap()).includes(`/eu/en/p/${TRAY.handle}<`));
});

test('a page that is not there is looked for once, and is there as soon as it exists', async () => {
  const handle = `proof-late-${process.pid}`;
  await untilAll(`/eu/en/p/${handle}`, /There is nothing here/);
  await importGoods([
    { ...lamp(100), handle, brand: 'Latecomers', variants: [{ sku: handle.toUpperCase(), prices: { eu: { amount: 100 } }, stock: 1 }] },
  ]);
  await until(async () => (await look(`/eu/en/p/${handle}`)).status === 200, 'the new piece is found');
});

/** Whether each of several new connections, which go to the processes in turn, is shown the new state. */
async function untilAll(path: string, wanted: RegExp, withinMs = 20_000): Promise<void> {
  await until(
    async () => {
      const seen = await Promise.all(Array.from({ length: LOOKS }, () => look(path)));
      return seen.every(({ text }) => wanted.test(text));
    },
    `${path} shows ${wanted} everywhere`,
    withinMs,
  );
}

/** A request on a connection of its own. */
function look(path: string): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((done, failed) => {
    const asked = request(origin + path, { agent: false, headers: { connection: 'close', accept: 'text/html' } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      answer.on('error', failed);
    });
    asked.on('error', failed);
    asked.end();
  });
}

/** What happened to pages so far, by process. */
async function events(): Promise<{ renders: number; purged: number }[]> {
  return Promise.all(
    [0, 1].map(async (instance) => {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort + instance}/metrics`)).text();
      const count = (event: string) => Number(new RegExp(`stoa_page_cache_events_total\\{event="${event}"\\} (\\d+)`).exec(text)?.[1]);
      return { renders: count('renders'), purged: count('purged') };
    }),
  );
}

async function sitemap(): Promise<string> {
  const index = (await look('/sitemap.xml')).text;
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address!).pathname);
  return (await Promise.all(parts.map(look))).map(({ text }) => text).join('');
}
