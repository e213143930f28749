import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { api, origin, visit } from './fixture.ts';
import { CUP, JUG } from './goods.ts';

type Facet = { field: string; kind: string; values: { value: string; label: string; count: number; selected: boolean }[] };
type Listing = { items: { handle: string; title: string }[]; total: number; facets: Facet[] };

for (const width of [390, 1280])
  test(`U1 at ${width} px the list shows picture, name, price, former price and stock, and nothing moves or overflows`, () =>
    visit({ width }, async (page) => {
      await countShifts(page);
      await page.goto('/eu/en/c/serving?brand=proofworks');
      const jug = page.locator('.card', { hasText: JUG.title });
      await jug.locator('.card-picture img').first().waitFor();
      assert.equal(await jug.locator('.card-title').innerText(), JUG.title);
      assert.match(await jug.locator('.card-price').innerText(), /from €17\.00/i);
      const rare = page.locator('.card', { hasText: 'Proof rare bowl' });
      assert.equal(await rare.locator('.card-left').innerText(), '2 left');
      await page.goto('/eu/en/shop?sale=1');
      const reduced = page.locator('.card').first();
      assert.match(await reduced.locator('.price-was').innerText(), /^€\d+\.\d\d$/);
      await page.waitForLoadState('networkidle');
      assert.equal(await overflow(page), 0);
      assert.ok((await shifts(page)) <= 0.02, `the page shifted by ${await shifts(page)}`);
    }));

test('U2 filters stand in the address, add up within a facet and narrow across, come off one by one and survive back, reload and sharing', () =>
  visit({}, async (page, context) => {
    const total = async () => Number((await page.locator('#count').innerText()).replace(/\D/g, ''));
    const choose = async (label: string) => {
      const before = page.url();
      await page.locator('#filter-form').getByLabel(label, { exact: false }).first().check();
      await page.waitForURL((url) => url.href !== before);
    };
    await page.goto('/eu/en/c/serving');
    const everything = await total();
    await choose('Proofworks');
    const ours = await total();
    assert.equal(new URL(page.url()).search, '?brand=proofworks');
    assert.equal(ours, 5);
    await choose('Hoshino Kiln');
    const both = await total();
    assert.equal(both, ours + (await countOf('serving', 'brand=hoshino')));
    assert.ok(both < everything);
    const trait = await narrowing(page, both);
    await choose(trait.label);
    const address = page.url();
    const narrowed = await total();
    assert.equal(narrowed, trait.count);
    assert.equal(await page.locator('.chips .chip').count(), 3);
    await page.reload();
    assert.equal(await total(), narrowed);
    await page.goBack();
    await page.locator('.chips .chip').nth(1).waitFor();
    assert.equal(await total(), both);
    await page.goForward();
    assert.equal(page.url(), address);
    const shared = await context.newPage();
    await shared.goto(address);
    assert.equal(await shared.locator('.card').count(), narrowed);
    await page.locator('.chips .chip', { hasText: trait.label }).click();
    await page.waitForURL((url) => !url.search.includes('f.'));
    assert.equal(await total(), both);
    await page.locator('.chip-clear').click();
    await page.waitForURL((url) => url.search === '');
    assert.equal(await total(), everything);
  }));

test('U2 coming back from a piece the list stands where it was', () =>
  visit({}, async (page) => {
    await page.goto('/eu/en/shop');
    await page.locator('.card').nth(16).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 200);
    await page.locator('.card').nth(16).getByRole('link').first().click();
    await page.waitForURL(/\/p\//);
    await page.goBack();
    await page.waitForURL(/\/shop$/);
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 50, before);
  }));

test('U3 no filter that is offered leads to nothing, and each count is what comes', async () => {
  for (const slug of ['serving', 'table-lamps']) {
    const list = await listing(`category=${slug}`);
    const offered = list.facets
      .filter((facet) => facet.kind !== 'range')
      .flatMap((facet) => facet.values.map((value) => ({ facet, value })));
    assert.ok(offered.length > 10, `${offered.length} values`);
    for (const { facet, value } of offered.filter((_, index) => index % 4 === 0)) {
      const parameter = facet.field.replace(/^attr\./, 'f.');
      const html = await (await fetch(`${origin}/eu/en/c/${slug}?${parameter}=${encodeURIComponent(value.value)}`)).text();
      const count = Number(/id="count">([\d,]+)/.exec(html)?.[1]?.replace(',', ''));
      assert.equal(count, value.count, `${slug} ${facet.field} ${value.value}`);
      assert.ok(count > 0);
      for (const [, attributes = '', shown = ''] of html.matchAll(/<input type="checkbox"([^>]*)>.*?<span class="count">([\d,]+)<\/span>/g))
        assert.ok(shown !== '0' || /checked|disabled/.test(attributes), `${slug}: a value with count 0 is offered`);
    }
  }
});

test('U4 what a list shows of its pieces can be filtered by: brand, price, colour, stock, reduction', async () => {
  const { facets } = await listing('category=serving');
  const fields = facets.map(({ field }) => field);
  for (const wanted of ['brand', 'price', 'attr.color', 'stock', 'sale']) assert.ok(fields.includes(wanted), `${wanted} of ${fields}`);
});

test('U5 an article number finds its piece first', async () => {
  for (const q of [CUP.sku, CUP.sku.toLowerCase()]) {
    const found = await api<Listing>(`/api/search?market=eu&language=en&q=${q}`);
    assert.equal(found.body.items[0]?.handle, CUP.handle);
  }
  const html = await (await fetch(`${origin}/eu/en/search?q=${CUP.sku}`)).text();
  assert.equal(/class="card-title"><a href="([^"]+)"/.exec(html)?.[1], `/eu/en/p/${CUP.handle}`);
});

test('U5 suggestions come while typing and are worked by arrows, Enter and Escape', () =>
  visit({}, async (page) => {
    await page.goto('/eu/en/');
    const field = page.getByRole('combobox', { name: 'Search the shop' });
    await field.pressSequentially('bowl', { delay: 20 });
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    await field.press('Escape');
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    assert.equal(await options.count(), 0);
    assert.equal(await field.inputValue(), 'bowl');
    await field.press('ArrowDown');
    await options.first().waitFor();
    const last = (await options.count()) - 1;
    await field.press('ArrowDown');
    assert.equal(await marked(page), 0);
    await field.press('ArrowUp');
    assert.equal(await marked(page), -1);
    await field.press('ArrowUp');
    assert.equal(await marked(page), last);
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.nth(last).getAttribute('id'));
    const href = await options.nth(last).getAttribute('data-href');
    await field.press('Enter');
    await page.waitForURL(`**${href}`);
  }));

test('U5 the beginning of its name suggests a piece', async () => {
  for (const q of ['proof lamp', 'Proof lam', 'proof jug']) {
    const { body } = await api<{ products: { title: string }[] }>(`/api/suggest?market=eu&language=en&q=${encodeURIComponent(q)}`);
    assert.match(body.products[0]?.title ?? '', new RegExp(`^${q}`, 'i'), `what "${q}" suggests first`);
  }
});

test('U5 a piece that is opened from what a search has found is counted by the words alone', () =>
  visit({}, async (page) => {
    await page.goto('/eu/en/search?q=Proof+lamp');
    const counted = page.waitForRequest('**/api/search-clicks');
    await page.locator('main .card').first().getByRole('link').first().click();
    const request = await counted;
    assert.deepEqual(request.postDataJSON(), { market: 'eu', language: 'en', q: 'Proof lamp' });
    await page.waitForURL(/\/p\//);
    assert.equal((await request.response())?.status(), 204);
  }));

test('U6 a search without results says so and leads on', () =>
  visit({}, async (page) => {
    const answer = await page.goto('/eu/en/search?q=zzzzzz');
    assert.equal(answer?.status(), 200);
    const main = page.locator('main');
    assert.match(await main.innerText(), /zzzzzz/);
    assert.ok((await main.getByRole('link').count()) > 8, 'popular pieces and categories');
    assert.equal(await main.getByRole('searchbox').inputValue(), 'zzzzzz');
    await main.locator('.card').first().getByRole('link').first().click();
    await page.waitForURL(/\/p\//);
  }));

const SHOWN = async (page: Page) => ({
  price: await page.locator('[data-price] .price-now').innerText(),
  stock: await page.locator('[data-stock-text]').innerText(),
  sku: await page.locator('[data-sku]').innerText(),
  canBuy: await page.locator('[data-add]').isEnabled(),
});
const pictureInSight = (page: Page) =>
  page.evaluate(() => {
    const strip = document.querySelector('.gallery-strip') as HTMLElement;
    const left = strip.getBoundingClientRect().left;
    const items = [...strip.querySelectorAll<HTMLElement>('[data-media]')];
    return items.find((item) => Math.abs(item.getBoundingClientRect().left - left) < 5)?.dataset.media;
  });

test('U7 choosing a variant changes address, price, stock, article number and picture', () =>
  visit({}, async (page) => {
    await page.goto(`/eu/en/p/${JUG.handle}`);
    const choose = (label: string) => page.locator('.option-value', { hasText: label }).locator('input').check({ force: true });
    assert.deepEqual(await SHOWN(page), { price: '€19.00', stock: 'In stock', sku: 'PROOF-JUG-RS', canBuy: true });
    const first = page.url();
    await choose('Large');
    assert.deepEqual(await SHOWN(page), { price: '€29.00', stock: '3 left', sku: 'PROOF-JUG-RL', canBuy: true });
    assert.notEqual(page.url(), first);
    assert.equal(await pictureInSight(page), '0');
    await choose('Blue');
    assert.deepEqual(await SHOWN(page), { price: '€29.00', stock: 'Sold out', sku: 'PROOF-JUG-BL', canBuy: false });
    await page.waitForFunction(() => document.querySelector('[data-thumb="1"]')?.getAttribute('aria-current') === 'true');
    assert.equal(await pictureInSight(page), '1');
    const large = page.locator('.option-value', { hasText: 'Large' });
    assert.match(await large.getAttribute('class').then(String), /is-out/);
    assert.ok(await large.locator('input').isEnabled(), 'what is sold out is marked, not hidden');
    await choose('Small');
    assert.deepEqual(await SHOWN(page), { price: '€17.00', stock: 'In stock', sku: 'PROOF-JUG-BS', canBuy: true });
    assert.equal(await page.locator('[data-price] .price-was').innerText(), '€21.00');
    const address = page.url();
    await page.goto('/eu/en/');
    await page.goto(address);
    assert.deepEqual(await SHOWN(page), { price: '€17.00', stock: 'In stock', sku: 'PROOF-JUG-BS', canBuy: true });
  }));

test('U7 variants are chosen by keyboard alone', () =>
  visit({}, async (page) => {
    await page.goto(`/eu/en/p/${JUG.handle}`);
    await page.locator('input[name="option.size"]:checked').focus();
    await page.keyboard.press('ArrowDown');
    assert.equal((await SHOWN(page)).sku, 'PROOF-JUG-RL');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    assert.equal((await SHOWN(page)).sku, 'PROOF-JUG-BL');
  }));

test('U7 without script the same choice is shown by a button', () =>
  visit({ javaScript: false }, async (page) => {
    await page.goto(`/eu/en/p/${JUG.handle}`);
    await page.locator('.option-value', { hasText: 'Blue' }).locator('input').check({ force: true });
    await page.getByRole('button', { name: 'Show this choice' }).click();
    await page.waitForURL(/option\.color=blue/);
    assert.deepEqual(await SHOWN(page), { price: '€17.00', stock: 'In stock', sku: 'PROOF-JUG-BS', canBuy: true });
  }));

test('U8 without script a product page has pictures, delivery and returns, breadcrumbs, safety and related pieces', () =>
  visit({ javaScript: false }, async (page) => {
    await page.goto(`/eu/en/p/${JUG.handle}`);
    assert.equal(await page.locator('.gallery-item').count(), 2);
    await page.locator('[data-thumb="1"]').click();
    assert.match(page.url(), /#picture-2$/);
    assert.deepEqual((await page.locator('.breadcrumbs a').allInnerTexts()).slice(0, 2), ['Home', 'Ceramics']);
    assert.match(await page.locator('.promise').innerText(), /Delivery and returns/);
    assert.ok((await page.locator('section[aria-labelledby=related] .card').count()) >= 4);
    await page.locator('summary', { hasText: 'Product safety' }).click();
    assert.match(await page.locator('.safety').innerText(), /Kiln Lane 1/);
  }));

/** A value of an attribute that is in sight and leaves some of the pieces. */
async function narrowing(page: Page, total: number): Promise<{ label: string; count: number }> {
  const values = await page.locator('label:has(input[name^="f."]):visible').evaluateAll((labels) =>
    labels.map((label) => ({
      label: label.querySelector('.check-label')?.textContent ?? '',
      count: Number(label.querySelector('.count')?.textContent),
    })),
  );
  const found = values.find(({ count }) => count > 0 && count < total);
  assert.ok(found, JSON.stringify(values));
  return found;
}

async function listing(query: string): Promise<Listing> {
  const { status, body } = await api<Listing>(`/api/products?market=eu&language=en&limit=1&facets=true&${query}`);
  assert.equal(status, 200);
  return body;
}

async function countOf(category: string, query: string): Promise<number> {
  const html = await (await fetch(`${origin}/eu/en/c/${category}?${query}`)).text();
  return Number(/id="count">([\d,]+)/.exec(html)?.[1]);
}

/** Number of the option that is marked; -1 when none is. */
const marked = (page: Page) =>
  page.getByRole('option').evaluateAll((options) => options.findIndex((option) => option.ariaSelected === 'true'));

export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Sums up layout shifts from the start of each page on. */
export async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = window as unknown as { shifted: number };
    seen.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function shifts(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}
