/** The payment page with Stripe: our shop and a real browser; Stripe's script and API stand at the edge. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startShop } from '../support/shop.ts';
import { startStripeApi } from '../support/stripe-api.ts';
import { goToPayment, pay, person, putInCart } from './buying.ts';

type Inventory = { scripts: { source: string; pattern?: string }[] };
const inventory = JSON.parse(readFileSync(new URL('../../docs/reference/payment-page-scripts.json', import.meta.url), 'utf8')) as Inventory;

/** Stands for the script of Stripe: fields of a frame, and a token of what the buyer chose in them. */
const SCRIPT = `globalThis.Stripe = (key) => ({
  elements: (options) => ({
    create: () => ({ mount(place) {
      const frame = document.createElement('iframe');
      frame.src = 'https://js.stripe.com/fields.html';
      frame.title = 'Card number, expiry and check digits';
      place.append(frame);
      place.dataset.asked = JSON.stringify({ key, ...options, appearance: undefined });
    } }),
    submit: async () => globalThis.stripeRefuses ? { error: { message: 'Your card number is incomplete.' } } : {},
  }),
  createConfirmationToken: async () => ({ confirmationToken: { id: globalThis.stripeToken ?? 'ctoken_ok' } }),
});`;

const stripe = await startStripeApi();
after(() => stripe.close());
const shop = await startShop({
  env: {
    STOA_PAYMENT_PROVIDERS: 'stripe',
    STOA_STRIPE_SECRET_KEY: 'sk_test_journey_0001',
    STOA_STRIPE_PUBLISHABLE_KEY: 'pk_test_journey_0001',
    STOA_STRIPE_WEBHOOK_SECRET: 'whsec_journey_000001',
    STOA_STRIPE_API_BASE: stripe.origin,
    STOA_MEDIA_FETCH: 'off',
  },
});
const browser = await launchBrowser();
/** Some piece of the demo that is in stock. */
const handle = await anyHandle();
after(async () => {
  await browser.close();
  await shop.stop();
});

async function anyHandle(): Promise<string> {
  const list = await (await fetch(`${shop.origin}/eu/en/c/ceramics`)).text();
  for (const [, found] of list.matchAll(/href="\/eu\/en\/p\/([a-z0-9-]+)"/g)) {
    const page = await (await fetch(`${shop.origin}/eu/en/p/${found}`)).text();
    if (/<button[^>]*data-add(?![^>]*disabled)/.test(page)) return found!;
  }
  throw new Error('nothing is in stock');
}

async function atPayment(
  work: (page: Page, scripts: string[]) => Promise<void>,
  { javaScript = true, isDown = false } = {},
): Promise<void> {
  const context = await browser.newContext({ baseURL: shop.origin, javaScriptEnabled: javaScript });
  const faults: string[] = [];
  try {
    await serveStripe(context, isDown);
    const page = await context.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await putInCart(page, handle);
    await goToPayment(page, person());
    await work(page, scripts);
    assert.deepEqual(
      faults.filter((fault) => !(isDown && /Failed to load|ERR_FAILED/.test(fault))),
      [],
    );
  } finally {
    await context.close();
  }
}

async function serveStripe(context: BrowserContext, isDown: boolean): Promise<void> {
  await context.route('https://js.stripe.com/**', (route) => {
    if (isDown) return route.abort();
    if (route.request().url().endsWith('.html')) return route.fulfill({ contentType: 'text/html', body: '<p>Fields of Stripe</p>' });
    return route.fulfill({ contentType: 'text/javascript', body: SCRIPT });
  });
}

test('the fields are in a frame of Stripe, for the amount that is due, and the order is charged once and captured', () =>
  atPayment(async (page) => {
    const place = page.locator('[data-stripe-fields]');
    await place.locator('iframe').waitFor();
    const asked = JSON.parse((await place.getAttribute('data-asked')) ?? '{}') as {
      key: string;
      amount: number;
      currency: string;
      mode: string;
    };
    assert.deepEqual([asked.key, asked.mode, asked.currency], ['pk_test_journey_0001', 'payment', 'eur']);
    assert.equal(await page.locator('main input[autocomplete^="cc-"]').count(), 0);
    const before = stripe.intents().length;
    const number = await pay(page);
    assert.match(await page.locator('main').innerText(), new RegExp(number));
    const [intent, ...more] = stripe.intents().slice(before);
    assert.deepEqual([intent?.status, intent?.amount_received, more.length], ['succeeded', asked.amount, 0]);
  }));

test('a bank that asks the buyer leads back to one order', () =>
  atPayment(async (page) => {
    await page.locator('[data-stripe-fields] iframe').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stripeToken: 'ctoken_challenge' }));
    const before = stripe.intents().length;
    await pay(page);
    assert.deepEqual(
      stripe
        .intents()
        .slice(before)
        .map(({ status }) => status),
      ['succeeded'],
    );
  }));

test('what Stripe finds wrong stands beside its fields, and a declined card may be tried again', () =>
  atPayment(async (page) => {
    await page.locator('[data-stripe-fields] iframe').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stripeRefuses: true }));
    await page.locator('[data-pay]').click();
    await page.getByText('Your card number is incomplete.').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stripeRefuses: false, stripeToken: 'ctoken_declined' }));
    await page.locator('[data-pay]').click();
    await page.locator('.error-summary').waitFor();
    await page.locator('[data-stripe-fields] iframe').waitFor();
    await pay(page);
  }));

test('every script of the checkout stands in the inventory', () =>
  atPayment(async (page, scripts) => {
    await page.locator('[data-stripe-fields] iframe').waitFor();
    const allowed = (url: string) => {
      const here = url.startsWith(shop.origin);
      const name = here ? url.slice(shop.origin.length) : url;
      return inventory.scripts.some(({ source, pattern }) => pattern && (source === 'self') === here && new RegExp(pattern).test(name));
    };
    assert.ok(scripts.some((url) => url.startsWith('https://js.stripe.com/')) && scripts.some((url) => url.startsWith(shop.origin)));
    assert.deepEqual(
      scripts.filter((url) => !allowed(url)),
      [],
    );
    const inline = await page.locator('script:not([src])').evaluateAll((all) => all.map((script) => (script as HTMLScriptElement).type));
    assert.deepEqual([...new Set(inline)], ['speculationrules']);
  }));

test('the policy lets Stripe onto the checkout and onto no other page', async () => {
  const policyOf = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(shop.origin + path, { headers })).headers.get('content-security-policy') ?? '';
  assert.doesNotMatch(await policyOf('/eu/en'), /stripe/);
  await atPayment(async (page) => {
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const policy = await policyOf('/eu/en/checkout', { cookie: cookies });
    assert.match(policy, /script-src 'self' https:\/\/js\.stripe\.com/);
    assert.match(policy, /frame-src https:\/\/js\.stripe\.com/);
  });
});

test('without script, and without the network of Stripe, the page says so', async () => {
  await atPayment(async (page) => void (await page.getByText('scripts are turned off').waitFor()), { javaScript: false });
  await atPayment(async (page) => void (await page.getByText('The card fields did not load').waitFor()), { isDown: true });
});
