import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { CUP } from './goods.ts';

export type Person = { email: string; name: string; street: string; postalCode: string; city: string };

let persons = 0;

/** Somebody new. */
export function person(change: Partial<Person> = {}): Person {
  persons += 1;
  return {
    email: `buyer${persons}.${process.pid}@example.com`,
    name: `Ada Prüfer ${persons}`,
    street: `Werkstraße ${persons}`,
    postalCode: '20099',
    city: 'Hamburg',
    ...change,
  };
}

/** From the product page into the cart; with script the page stays, without it the cart comes. */
export async function putInCart(page: Page, handle = CUP.handle, base = '/eu/en'): Promise<void> {
  await page.goto(`${base}/p/${handle}`);
  await page.locator('[data-add]').click();
  if (await hasScript(page)) await page.locator('#live a').waitFor();
  else await page.waitForURL(/\/cart/);
}

/** The first step of the checkout. */
export async function fillAddress(page: Page, buyer: Person): Promise<void> {
  for (const name of ['email', 'name', 'street', 'postalCode', 'city'] as const) await page.fill(`#${name}`, buyer[name]);
}

/** Through address and delivery, up to the choice of payment. */
export async function goToPayment(page: Page, buyer: Person, base = '/eu/en'): Promise<void> {
  await page.goto(`${base}/checkout`);
  await fillAddress(page, buyer);
  await page.locator('button[value=delivery]').click();
  await page.locator('input[name=delivery]').first().waitFor();
  await page.locator('button[value=payment]').click();
  await page.locator('[data-pay]').waitFor();
}

/** Pays; answers with the number of the order on the page that thanks. */
export async function pay(page: Page): Promise<string> {
  await Promise.all([page.waitForURL(/\/orders\//), page.locator('[data-pay]').click()]);
  const number = /\/orders\/([A-Z0-9]+)/.exec(page.url())?.[1];
  assert.ok(number, page.url());
  assert.match((await page.locator('main').innerText()).replace(/\s+/g, ' '), new RegExp(number));
  return number;
}

async function hasScript(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.matches(':root') && matchMedia('(scripting: enabled)').matches);
}
