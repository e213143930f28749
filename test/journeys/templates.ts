import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { countShifts, overflow, shifts } from './browsing.ts';
import { fillAddress, person } from './buying.ts';
import { api, openContext, origin, variantId } from './fixture.ts';
import { CUP, JUG } from './goods.ts';

type Template = { name: string; path: string; status: number; isPrivate: boolean; cookie: string };

const buyer = person({ name: 'Zwölfboxkämpfer Quast', email: 'template.buyer@example.com', street: 'Wachtelschlag 77' });
const fullCart = await newCart();
const order = await placeOrder();
const templates = listTemplates();
const at = (name: string) => templates.find((template) => template.name === name)!;

/** One address of every template, errors included. */
function listTemplates(): Template[] {
  const page = (name: string, path: string, more: Partial<Template> = {}): Template => ({
    name,
    path,
    status: 200,
    isPrivate: false,
    cookie: '',
    ...more,
  });
  const own = (name: string, path: string, more: Partial<Template> = {}) => page(name, path, { isPrivate: true, ...more });
  return [
    page('home', '/eu/en/'),
    page('home in German', '/eu/de/'),
    page('home in the United States', '/us/en/'),
    page('category', '/eu/en/c/ceramics'),
    page('category, filtered', '/eu/en/c/serving?brand=proofworks&sort=price-asc'),
    page('category without a match', '/eu/en/c/serving?brand=proofworks&price=1-2'),
    page('everything, page 2', '/eu/en/shop?page=2'),
    page('search', '/eu/en/search?q=bowl'),
    page('search without a match', '/eu/en/search?q=zzzzzz'),
    page('product with variants', `/eu/en/p/${JUG.handle}`),
    page('product in German', `/eu/de/p/${CUP.handle}`),
    page('product of the range', '/eu/en/p/luna-footed-bowl'),
    page('legal', '/eu/de/legal/imprint'),
    page('nothing there', '/eu/en/p/no-such-piece', { status: 404 }),
    page('no such market', '/mars/en/', { status: 404 }),
    own('cart, empty', '/eu/en/cart'),
    own('cart', '/eu/en/cart', { cookie: fullCart }),
    own('checkout, empty', '/eu/en/checkout'),
    own('checkout', '/eu/en/checkout', { cookie: fullCart }),
    own('order', `/eu/en/orders/${order.orderNumber}?token=${order.statusToken}&thanks=1`),
    own('order that is not ours', `/eu/en/orders/${order.orderNumber}?token=${'x'.repeat(64)}`, { status: 404 }),
    own('order look-up', '/eu/en/order-status'),
  ];
}

for (const width of [390, 1280])
  test(`U22 axe finds nothing on any page of the running shop at ${width} px, light and dark, and the console stays empty`, async () => {
    const { context, faults } = await openContext({ width, expected: /status of 404/ });
    const found: string[] = [];
    try {
      const page = await context.newPage();
      const look = async (name: string) => found.push(...(await axe(page, name, { everything: width === 390 })));
      for (const template of templates) {
        await open(page, template);
        await look(template.name);
      }
      await open(page, at('checkout'));
      await fillAddress(page, buyer);
      await page.locator('button[value=delivery]').click();
      await page.locator('input[name=delivery][type=radio]').first().waitFor();
      await look('checkout, delivery');
      await page.locator('button[value=payment]').click();
      await page.locator('[data-pay]').waitFor();
      await look('checkout, payment');
      await page.goto('/api/docs');
      await look('API docs');
    } finally {
      await context.close();
    }
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
  });

test('U23 at 320 px no page is wider than the window, and with reduced motion nothing moves', async () => {
  const { context } = await openContext({ width: 320 });
  const faults: string[] = [];
  try {
    const page = await context.newPage();
    for (const template of templates) {
      await open(page, template);
      const over = await overflow(page);
      if (over > 0) faults.push(`${template.name} is ${over} px too wide`);
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            return Number.parseFloat(transitionDuration) > 0.01 || animationName !== 'none' || scrollBehavior === 'smooth';
          }).length,
      );
      if (moving > 0) faults.push(`${template.name}: ${moving} elements move`);
    }
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
});

test('U24 language, money and the names of other languages fit each market', async () => {
  const text = async (path: string) => (await fetch(origin + path)).text();
  const [en, de, us] = await Promise.all(['/eu/en', '/eu/de', '/us/en'].map((base) => text(`${base}/p/${CUP.handle}`)));
  assert.match(en!, /<html lang="en" dir="ltr">/);
  assert.match(de!, /<html lang="de" dir="ltr">/);
  assert.match(en!, /price-now">€23\.50</);
  assert.match(de!, /price-now">23,50\u00a0€</);
  assert.match(us!, /price-now">\$27\.00</);
  const alternates = (html: string) =>
    [...html.matchAll(/rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(([, name, href]) => `${name} ${href}`).sort();
  const wanted = [
    `de ${origin}/eu/de/p/${CUP.handle}`,
    `en ${origin}/eu/en/p/${CUP.handle}`,
    `en-US ${origin}/us/en/p/${CUP.handle}`,
    `x-default ${origin}/`,
  ];
  for (const html of [en!, de!, us!]) assert.deepEqual(alternates(html), wanted);
  for (const [language, place] of [
    ['de-AT,de;q=0.9', '/eu/de/'],
    ['en-US', '/us/en/'],
    ['fr', '/eu/en/'],
  ]) {
    const answer = await fetch(`${origin}/`, { redirect: 'manual', headers: { 'accept-language': language! } });
    assert.equal(answer.headers.get('location'), place, language);
  }
});

test('U25 structured data says what the page says', async () => {
  const html = await (await fetch(`${origin}/eu/en/p/${JUG.handle}`)).text();
  const data = structured(html);
  const product = data.find((one) => one['@type'] === 'Product') as { name: string; offers: Record<string, unknown> };
  assert.equal(product.name, JUG.title);
  const [first] = product.offers.offers as { price: string; priceCurrency: string; availability: string }[];
  assert.equal(`€${first?.price}`, /data-price.*?price-now">([^<]+)</.exec(html)?.[1]);
  assert.equal(first?.priceCurrency, 'EUR');
  assert.equal(product.offers.lowPrice, '17.00');
  assert.equal(product.offers.highPrice, '29.00');
  const crumbs = data.find((one) => one['@type'] === 'BreadcrumbList') as { itemListElement: { name: string; item: string }[] };
  assert.equal(crumbs.itemListElement.at(-1)?.name, JUG.title);
  const single = structured(await (await fetch(`${origin}/us/en/p/${CUP.handle}`)).text()).find((one) => one['@type'] === 'Product');
  const offers = single?.offers as Record<string, unknown> | undefined;
  assert.deepEqual([offers?.price, offers?.priceCurrency], ['27.00', 'USD']);
  const home = structured(await (await fetch(`${origin}/eu/en/`)).text()).map((one) => one['@type']);
  assert.deepEqual(home, ['Organization', 'WebSite']);
  const list = structured(await (await fetch(`${origin}/eu/en/c/serving`)).text()).map((one) => one['@type']);
  assert.deepEqual(list, ['BreadcrumbList', 'ItemList']);
});

test('U26 the sitemap names every live page once; robots, canonical addresses and noindex keep the rest out', async () => {
  const text = async (address: string) => {
    const answer = await fetch(address);
    assert.equal(answer.status, 200, address);
    return answer.text();
  };
  const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!);
  const parts = await Promise.all(locations(await text(`${origin}/sitemap.xml`)).map(text));
  const all = parts.flatMap(locations);
  assert.equal(new Set(all).size, all.length, 'each once');
  for (const path of [`/eu/en/p/${CUP.handle}`, `/eu/de/p/${CUP.handle}`, `/us/en/p/${CUP.handle}`, '/eu/en/c/ceramics', '/eu/en/'])
    assert.ok(all.includes(origin + path), path);
  assert.equal(all.filter((address) => /[?]|\/cart|\/checkout|\/orders|\/search/.test(address)).length, 0);
  const products = all.filter((address) => address.startsWith(`${origin}/eu/en/p/`));
  const { body } = await api<{ total: number }>('/api/products?market=eu&language=en&limit=1');
  assert.equal(products.length, body.total);
  const robots = await text(`${origin}/robots.txt`);
  for (const rule of ['Disallow: /*/cart', 'Disallow: /*/checkout', 'Disallow: /api/', `Sitemap: ${origin}/sitemap.xml`])
    assert.ok(robots.includes(rule), rule);
  const facts = async (path: string) => {
    const html = await (await fetch(origin + path)).text();
    return [/rel="canonical" href="([^"]+)"/.exec(html)?.[1]?.slice(origin.length) ?? null, /name="robots" content="noindex/.test(html)];
  };
  assert.deepEqual(await facts('/eu/en/c/ceramics'), ['/eu/en/c/ceramics', false]);
  assert.deepEqual(await facts('/eu/en/c/ceramics?page=2'), ['/eu/en/c/ceramics?page=2', false]);
  assert.deepEqual(await facts('/eu/en/c/ceramics?sort=newest&brand=hoshino'), ['/eu/en/c/ceramics', true]);
  assert.deepEqual(await facts('/eu/en/c/ceramics?utm_source=x'), ['/eu/en/c/ceramics', false]);
  assert.deepEqual(await facts(`/eu/en/p/${JUG.handle}?option.color=blue`), [`/eu/en/p/${JUG.handle}`, false]);
  assert.deepEqual(await facts('/eu/en/cart'), [null, true]);
  const html = await text(`${origin}/eu/en/p/${JUG.handle}`);
  for (const [name, content] of [
    ['og:title', JUG.title],
    ['og:type', 'product'],
    ['product:price:currency', 'EUR'],
  ])
    assert.match(html, new RegExp(`property="${name}" content="${content}`));
  assert.match(html, /property="og:image" content="http/);
});

test('U28 no page is heavier than its budget', async () => {
  const weigh = async (path: string) => gzipSync(Buffer.from(await (await fetch(origin + path)).arrayBuffer())).length;
  const faults: string[] = [];
  const limit = (what: string, size: number, most: number) => size > most && faults.push(`${what}: ${size} of ${most}`);
  const { context } = await openContext({ width: 390 });
  try {
    const page = await context.newPage();
    await countShifts(page);
    for (const template of templates) {
      const requests = new Set<string>();
      const note = (request: { url(): string; resourceType(): string }) =>
        request.resourceType() !== 'image' && requests.add(new URL(request.url()).pathname);
      page.on('request', note);
      const answer = await open(page, template);
      await page.waitForLoadState('networkidle');
      page.off('request', note);
      limit(`${template.name}: requests`, requests.size, 20);
      limit(`${template.name}: HTML`, gzipSync((await answer?.body()) ?? '').length, 40 * 1024);
      const shifted = await shifts(page);
      if (shifted > 0.02) faults.push(`${template.name}: layout shift ${shifted}`);
      const files = [...requests].filter((path) => path.startsWith('/assets/'));
      const sizes = await Promise.all(files.map(async (path) => ({ path, size: await weigh(path) })));
      const sum = (ending: RegExp) => sizes.filter(({ path }) => ending.test(path)).reduce((total, { size }) => total + size, 0);
      limit(`${template.name}: script`, sum(/\.js$/), 30 * 1024);
      limit(`${template.name}: style`, sum(/\.css$/), 15 * 1024);
      limit(`${template.name}: fonts`, sum(/\.woff2$/), 70 * 1024);
    }
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
});

test('every page is valid HTML', async () => {
  const checker = new HtmlValidate(JSON.parse(readFileSync(new URL('./html-validate.json', import.meta.url), 'utf8')));
  const faults: string[] = [];
  for (const template of [...templates, { ...at('home'), name: 'API docs', path: '/api/docs' }]) {
    const { results } = await checker.validateString((await read(template)).text, template.name);
    for (const { messages } of results)
      for (const { ruleId, message, line, column } of messages) faults.push(`${template.name} ${line}:${column} ${ruleId}: ${message}`);
  }
  assert.deepEqual([...new Set(faults)].slice(0, 30), []);
});

test('S20 every answer carries the security headers, errors included', async () => {
  const others = [
    ['/api/products?market=eu&language=en', 200],
    ['/api/products?market=nowhere', 400],
    ['/api/nothing', 404],
    ['/api/staff/orders', 401],
    ['/api/docs', 200],
    ['/health/live', 200],
    ['/fragments/me?market=eu&language=en', 200],
    ['/robots.txt', 200],
    ['/media/placeholder.svg', 200],
    ['/media/nothing', 404],
    ['/assets/nothing.js', 404],
    ['/', 302],
    ['/%', 400],
    ['/eu/en/p/%00', 404],
  ] as const;
  const faults: string[] = [];
  const check = (name: string, headers: Headers) => {
    const policy = headers.get('content-security-policy') ?? '';
    const needs: [string, boolean][] = [
      ['nosniff', headers.get('x-content-type-options') === 'nosniff'],
      ['a referrer policy', /^(no-referrer|strict-origin|same-origin)/.test(headers.get('referrer-policy') ?? '')],
      ['a policy', policy.includes("default-src 'none'")],
      ['no unsafe-inline', !/unsafe-(inline|eval)/.test(policy)],
      ['frame-ancestors', policy.includes("frame-ancestors 'none'") || policy.includes('sandbox')],
      ['cross-origin-opener-policy', headers.has('cross-origin-opener-policy')],
      ['no name of the software', !headers.has('x-powered-by') && !headers.has('server')],
    ];
    for (const [need, holds] of needs) if (!holds) faults.push(`${name} lacks ${need}`);
  };
  for (const template of templates) {
    const { status, headers } = await read(template);
    assert.equal(status, template.status, template.name);
    check(template.name, headers);
  }
  for (const [path, status] of others) {
    const answer = await fetch(origin + path, { redirect: 'manual' });
    if (answer.status !== status) faults.push(`${path} answers ${answer.status} and not ${status}`);
    check(path, answer.headers);
  }
  assert.deepEqual(faults, []);
});

test('pages for everyone set no cookie, know nobody, and are kept by caches; pages for one are kept by none', async () => {
  for (const template of templates) {
    const known = await read({ ...template, cookie: template.cookie || fullCart });
    const control = known.headers.get('cache-control') ?? '';
    if (template.isPrivate) {
      assert.match(control, /no-store/, template.name);
      if (template.status === 200) assert.equal(control, 'private, no-store', template.name);
      continue;
    }
    assert.match(control, /s-maxage=\d+/, template.name);
    if (template.status === 200) assert.match(control, /stale-while-revalidate/, template.name);
    assert.ok(known.headers.get('surrogate-key')?.includes('theme'), template.name);
    assert.equal(known.headers.get('set-cookie'), null, template.name);
    const unknown = await read({ ...template, cookie: '' });
    assert.equal(known.text, unknown.text, `${template.name} is the same for everyone`);
    for (const personal of [buyer.name, buyer.email, buyer.street, order.orderNumber])
      assert.ok(!known.text.includes(personal), template.name);
  }
  const fragment = await fetch(`${origin}/fragments/me?market=eu&language=en`, { headers: { cookie: fullCart } });
  assert.equal(fragment.headers.get('cache-control'), 'private, no-store');
  assert.deepEqual(await fragment.json(), { count: 2 });
});

test('a page goes out as brotli, gzip or plain, with an ETag that answers 304', async () => {
  for (const coding of ['br', 'gzip', 'identity']) {
    const headers = { 'accept-encoding': coding };
    const answer = await fetch(`${origin}/eu/en/c/ceramics`, { headers });
    assert.equal(answer.headers.get('content-encoding'), coding === 'identity' ? null : coding);
    assert.match(answer.headers.get('vary') ?? '', /accept-encoding/i);
    assert.match(await answer.text(), /<\/html>/);
    const etag = answer.headers.get('etag') ?? '';
    assert.match(etag, /^"[^"]+"$/, 'a strong one');
    const again = await fetch(`${origin}/eu/en/c/ceramics`, { headers: { ...headers, 'if-none-match': etag } });
    assert.equal(again.status, 304);
    assert.equal((await again.arrayBuffer()).byteLength, 0);
  }
});

test("U19 what is not there and what broke come in the shop's clothes, with a way on", async () => {
  for (const name of ['nothing there', 'no such market', 'order that is not ours']) {
    const { status, text } = await read(at(name));
    assert.equal(status, 404);
    assert.match(text, /class="wordmark/);
    assert.match(text, /name="q"/);
    assert.ok((text.match(/href="\/eu\/en\/c\//g) ?? []).length > 5, name);
  }
});

async function open(page: Page, { path, cookie, status, name }: Template) {
  await page.context().clearCookies();
  if (cookie) {
    const [key = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name: key, value, url: origin }]);
  }
  const answer = await page.goto(path, { waitUntil: 'load' });
  assert.equal(answer?.status(), status, name);
  return answer;
}

async function read({ path, cookie }: Template): Promise<{ status: number; headers: Headers; text: string }> {
  const answer = await fetch(origin + path, { redirect: 'manual', headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** WCAG 2.2 AA: target-size carries the last tag alone and is off unless it is given. */
const TAGS = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** What another width can change, and what dark colours can: the elements are the same. */
const LAYOUT_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'] };
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(page: Page, name: string, { everything }: { everything: boolean }): Promise<string[]> {
  await page.evaluate(axeSource);
  const run = async (scheme: string, rules: { type: string; values: string[] }) => {
    const { violations } = await page.evaluate((runOnly) => {
      const { axe: checker } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
      return checker.run(document, { runOnly, resultTypes: ['violations'] });
    }, rules);
    return violations.map(({ id, nodes }) => `${name}, ${scheme}: ${id} ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
  };
  const light = await run('light', everything ? TAGS : LAYOUT_RULES);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await run('dark', COLOUR_RULES);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

function structured(html: string): Record<string, unknown>[] {
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => JSON.parse(text!));
}

/** `cart=ID` of a cart with two pieces. */
async function newCart(): Promise<string> {
  const { body } = await api<{ id: string }>('/api/carts', { body: { market: 'eu', language: 'en' } });
  for (const sku of [CUP.sku, 'PROOF-JUG-BS'])
    await api(`/api/carts/${body.id}/lines`, { body: { variantId: await variantId(sku), quantity: 1 } });
  return `cart=${body.id}`;
}

async function placeOrder(): Promise<{ orderNumber: string; statusToken: string }> {
  const cartId = (await newCart()).slice('cart='.length);
  const { name, email, street, postalCode, city } = buyer;
  const { status, body } = await api<{ orderNumber: string; statusToken: string }>('/api/checkouts', {
    body: {
      cartId,
      contact: { name, email, street, postalCode, city, country: 'DE' },
      delivery: 'standard',
      payment: { provider: 'test', method: 'success' },
    },
  });
  assert.equal(status, 201);
  return body;
}
