import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { openDatabase } from '../../src/platform/postgres/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort, type RunningShop, startShop } from '../support/shop.ts';
import { CUP, goods, JUG, type Pictures } from './goods.ts';

/** One demo shop with two web processes and one browser, shared by all journeys. */
export const metricsPort = await freeNeighbours();
let imports = 0;
const scratch = mkdtempSync(join(tmpdir(), 'stoa-journeys-'));
const starting = startShop({ env: { STOA_WORKERS: '2', METRICS_PORT: String(metricsPort), STOA_MEDIA_FETCH: 'off' } });
const launching = launchBrowser();
const entering = starting.then(({ dataDir }) =>
  openDatabase({ url: null, dataDir, applicationName: 'journeys', reads: 1, transactions: 1 }),
);

after(async () => {
  await Promise.allSettled([launching.then((browser) => browser.close()), entering.then((db) => db.close())]);
  await (await starting).stop();
  rmSync(scratch, { recursive: true, force: true });
});

export const shop: RunningShop = await starting;
export const browser: Browser = await launching;
export const { origin } = shop;
const db = await entering;
export const pictures = await uploadPictures();
await importGoods(goods(pictures));
await until(async () => (await fetch(`${origin}/eu/en/p/${CUP.handle}`)).status === 200, 'the goods are in the shop');
await until(async () => {
  const list = await (await fetch(`${origin}/eu/en/c/serving?brand=proofworks`)).text();
  const card = list.split('<li class="card').find((part) => part.includes(JUG.title));
  return card?.includes('<img') ?? false;
}, 'the goods are listed with their pictures');

export type VisitorOptions = {
  javaScript?: boolean;
  width?: number;
  dark?: boolean;
  reducedMotion?: boolean;
  language?: string;
  /** Faults of the console that belong to the journey, such as an answer that is refused on purpose. */
  expected?: RegExp;
};

/** A browser of one's own (no cookies, nothing kept). Afterwards the console must hold no error and no breach of the policy. */
export async function visit<T>(options: VisitorOptions, journey: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const { context, faults } = await openContext(options);
  try {
    const result = await journey(await context.newPage(), context);
    assert.deepEqual(faults, [], 'errors in the console');
    return result;
  } finally {
    await context.close();
  }
}

export async function openContext(options: VisitorOptions): Promise<{ context: BrowserContext; faults: string[] }> {
  const width = options.width ?? 1280;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width < 600 ? 844 : 900 },
    javaScriptEnabled: options.javaScript ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: (options.reducedMotion ?? true) ? 'reduce' : 'no-preference',
    locale: options.language ?? 'en-GB',
  });
  context.setDefaultTimeout(20_000);
  const faults: string[] = [];
  const note = (text: string) => {
    if (!options.expected?.test(text)) faults.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`${error.page()?.url()}: ${error.error().message}`));
  return { context, faults };
}

export type ApiAnswer<T> = { status: number; body: T; headers: Headers };

/** A call of the API, by the staff when `staff` is set. */
export async function api<T = Record<string, never>>(
  path: string,
  options: { method?: string; body?: unknown; staff?: boolean } = {},
): Promise<ApiAnswer<T>> {
  const answer = await fetch(origin + path, {
    method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.staff ? { authorization: `Bearer ${shop.staffToken}` } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}

export type StaffOrder = {
  id: string;
  number: string;
  status: string;
  total: number;
  currency: string;
  contact: { name: string; email: string; street: string; city: string } | null;
  lines: { sku: string; quantity: number; total: number }[];
  payment: { status: string };
};

/** Every order placed with this address, as the staff see them. */
export async function ordersOf(email: string): Promise<StaffOrder[]> {
  const list = await api<{ items: { id: string }[] }>(`/api/staff/orders?limit=100&email=${encodeURIComponent(email)}`, { staff: true });
  assert.equal(list.status, 200);
  const orders = await Promise.all(list.body.items.map(({ id }) => api<StaffOrder>(`/api/staff/orders/${id}`, { staff: true })));
  return orders.map(({ body }) => body);
}

export type Level = { onHand: number; reserved: number; available: number };

/** Stock of an article, read past all caches. */
export async function stockOf(sku: string): Promise<Level> {
  const [row] = await query<Level>(
    `select on_hand as "onHand", reserved, on_hand - reserved as available from stock_level l join variant v on v.id = l.variant_id where v.sku = $1`,
    [sku],
  );
  assert.ok(row, `no stock of ${sku}`);
  return row;
}

export async function variantId(sku: string): Promise<number> {
  return Number((await query<{ id: number }>('select id from variant where sku = $1', [sku]))[0]?.id);
}

/** Sets the stock of an article by the staff API. */
export async function setStock(sku: string, onHand: number): Promise<void> {
  const { status, body } = await api('/api/staff/stock/adjustments', {
    staff: true,
    body: { variantId: await variantId(sku), onHand },
  });
  assert.equal(status, 201, JSON.stringify(body));
}

/** Sets the price of an article in Europe by the staff API. */
export async function setPrice(sku: string, amount: number): Promise<void> {
  const { status } = await fetch(`${origin}/api/staff/variants/${await variantId(sku)}/prices/eu`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.staffToken}` },
    body: JSON.stringify({ amount }),
  });
  assert.equal(status, 204);
}

/** Rows of a statement, read past the shop. */
export function query<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
  return db.query<T>({ name: '', text }, values);
}

/** Brings catalog lines in as a merchant does. */
export async function importGoods(lines: readonly object[]): Promise<void> {
  imports += 1;
  const file = join(scratch, `goods-${imports}.jsonl`);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { code, stdout, stderr } = await shop.stoa(['import', 'products', file, '--no-images', '--json']);
  assert.equal(code, 0, stdout + stderr);
}

/** Waits for what comes about by itself. */
export async function until(holds: () => Promise<boolean>, what: string, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `still not so: ${what}`);
    await new Promise((next) => setTimeout(next, 25));
  }
}

/** Two photographs: one red, one blue. */
async function uploadPictures(): Promise<Pictures> {
  const upload = async (background: string) => {
    const picture = await sharp({ create: { width: 1600, height: 2000, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const answer = await fetch(`${origin}/api/staff/media`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', authorization: `Bearer ${shop.staffToken}` },
      body: new Uint8Array(picture),
    });
    assert.equal(answer.status, 201);
    return ((await answer.json()) as { source: string }).source;
  };
  return { red: await upload('#a02020'), blue: await upload('#2020a0') };
}

/** Each process has metrics of its own, on neighbouring ports. */
async function freeNeighbours(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port < 65_000) return port;
  }
}
