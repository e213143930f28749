import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { putInCart } from './buying.ts';
import { api, openContext, origin, query, setPrice, setStock, until, variantId, visit } from './fixture.ts';
import { CUP, LAMP, RARE } from './goods.ts';

const cartNamed = (page: Page, count: string) => page.getByRole('link', { name: new RegExp(`Cart.*${count} in the cart`, 's') });
const quantity = (page: Page) => page.locator('input[name=quantity]').first();

test('U9 adding is said politely, counts up, keeps the focus, and a double click adds once', () =>
  visit({}, async (page) => {
    await page.goto(`/eu/en/p/${CUP.handle}`);
    const live = page.locator('#live');
    assert.equal(await live.getAttribute('aria-live'), 'polite');
    await page.locator('[data-add]').dblclick();
    await live.locator('a').waitFor();
    assert.match(await live.innerText(), new RegExp(`${CUP.title} is in the cart`));
    await cartNamed(page, '1 piece').waitFor();
    assert.ok(await page.locator('[data-add]').evaluate((button) => button === document.activeElement));
    await page.waitForTimeout(800);
    await page.locator('[data-add]').click();
    await cartNamed(page, '2 pieces').waitFor();
    await page.goto('/eu/en/');
    await cartNamed(page, '2 pieces').waitFor();
  }));

test('U9 without script a double click adds once', async () => {
  const variant = await variantId(CUP.sku);
  const form = `variant=${variant}&quantity=1`;
  const post = (cookie = '') =>
    fetch(`${origin}/eu/en/cart/lines`, {
      method: 'POST',
      redirect: 'manual',
      body: form,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...(cookie ? { cookie } : {}) },
    });
  // The moment is cut into stretches of 3 s: two clicks that fall into different ones are tried again.
  await until(async () => {
    const first = await post();
    assert.equal(first.status, 303);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    await post(cookie);
    const page = await (await fetch(`${origin}/eu/en/cart`, { headers: { cookie } })).text();
    return page.includes('name="quantity" value="1"');
  }, 'two posts of one moment put one piece in');
});

test('U10 a quantity of 0 takes the piece out and can be undone', () =>
  visit({}, async (page) => {
    await putInCart(page);
    await page.goto('/eu/en/cart');
    await quantity(page).fill('0');
    await quantity(page).press('Enter');
    await page.getByText('Nothing in it yet', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.locator('.cart-line').waitFor();
    assert.equal(await quantity(page).inputValue(), '1');
  }));

for (const wrong of ['-1', '1000000000'])
  test(`U10 a quantity of ${wrong} is refused beside its field, and the cart stays as it was`, () =>
    visit({ javaScript: false, expected: /422/ }, async (page) => {
      await putInCart(page);
      await page.locator('.cart-quantity').evaluate((form: HTMLFormElement) => {
        form.noValidate = true;
      });
      await quantity(page).fill(wrong);
      const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Update' }).click()]);
      assert.equal(answer?.status(), 422);
      const field = quantity(page);
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const message = page.locator(`#${await field.getAttribute('aria-describedby')}`);
      assert.equal(await message.innerText(), 'Please enter a whole number from 0 to 999.');
      await page.goto('/eu/en/cart');
      assert.equal(await quantity(page).inputValue(), '1');
    }));

test('U10 more than there is becomes what there is, and is said', () =>
  visit({ javaScript: false }, async (page) => {
    await page.goto(`/eu/en/p/${RARE.handle}`);
    await page.locator('form.buy').evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.locator('form.buy input[name=quantity]').fill('5');
    await page.locator('[data-add]').click();
    await page.waitForURL(/\/cart/);
    assert.equal(await quantity(page).inputValue(), '2');
    assert.match(await page.locator('.note').innerText(), /only 2 left, so the cart holds 2/);
    await quantity(page).fill('7');
    await page.getByRole('button', { name: 'Update' }).click();
    await page.locator('.field-error').waitFor();
    assert.match(await page.locator('.field-error').innerText(), /Only 2 left/);
    await page.goto('/eu/en/checkout');
    assert.match(page.url(), /\/cart$/, 'a cart that cannot be bought does not get to the checkout');
  }));

test('U10 totals are the sum of the lines, and a price that changed is told', () =>
  visit({}, async (page) => {
    await setPrice(LAMP.sku, 9900);
    await putInCart(page, LAMP.handle);
    await putInCart(page, CUP.handle);
    await setPrice(LAMP.sku, 8800);
    await page.goto('/eu/en/cart');
    assert.deepEqual((await page.locator('.cart-total').allInnerTexts()).sort(), ['€23.50', '€88.00']);
    assert.match(await page.locator('.cart-line', { hasText: LAMP.title }).innerText(), /price has changed/i);
    assert.match(await page.locator('.sum-list').innerText(), /€111\.50/);
  }));

test('U11 two tabs share one cart, and nothing of either is lost', () =>
  visit({}, async (page, context) => {
    const other = await context.newPage();
    await page.goto(`/eu/en/p/${CUP.handle}`);
    await other.goto(`/eu/en/p/${LAMP.handle}`);
    await page.locator('[data-add]').click();
    await page.locator('#live a').waitFor();
    await Promise.all([other.locator('[data-add]').click(), other.locator('#live a').waitFor()]);
    await page.goto('/eu/en/cart');
    assert.deepEqual((await page.locator('.cart-name h2').allInnerTexts()).sort(), [CUP.title, LAMP.title]);
    await other.goto('/eu/en/cart');
    await other.getByRole('button', { name: `Remove ${LAMP.title}` }).click();
    await other.getByRole('button', { name: 'Put it back' }).waitFor();
    await page.locator('.cart-line', { hasText: LAMP.title }).getByRole('spinbutton').fill('3');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.cart-line').length === 1);
    assert.deepEqual(await page.locator('.cart-name h2').allInnerTexts(), [CUP.title]);
  }));

test('U11 two tabs that add at the same time to a new cart both keep their piece', async () => {
  const cart = await api<{ id: string }>('/api/carts', { body: { market: 'eu', language: 'en' } });
  const ids = await Promise.all([CUP.sku, LAMP.sku].map(variantId));
  const answers = await Promise.all(
    [...ids, ...ids].map((id) => api(`/api/carts/${cart.body.id}/lines`, { body: { variantId: id, quantity: 1 } })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  const { body } = await api<{ itemCount: number }>(`/api/carts/${cart.body.id}`);
  assert.equal(body.itemCount, 4);
});

test('U11 the cart is kept for 30 days, by a cookie that no script can read', async () => {
  const { context } = await openContext({});
  try {
    const page = await context.newPage();
    await putInCart(page);
    const [cookie, ...others] = await context.cookies();
    assert.deepEqual(others, []);
    assert.equal(cookie?.httpOnly, true);
    assert.equal(cookie?.sameSite, 'Lax');
    assert.ok(Math.abs((cookie?.expires ?? 0) - Date.now() / 1000 - 30 * 86_400) < 120);
    const [row] = await query<{ days: number }>(
      `select round(extract(epoch from expires_at - now()) / 86400)::int as days from document where collection = 'cart' and id = $1`,
      [cookie?.value],
    );
    assert.equal(row?.days, 30);
  } finally {
    await context.close();
  }
});

test('a piece that sold out meanwhile is told in the cart and stops the checkout', () =>
  visit({}, async (page) => {
    await putInCart(page, RARE.handle);
    await setStock(RARE.sku, 0);
    try {
      await page.goto('/eu/en/checkout');
      assert.match(page.url(), /\/cart$/);
      assert.match(await page.locator('.field-error').innerText(), /Sold out meanwhile/);
    } finally {
      await setStock(RARE.sku, 2);
    }
  }));
