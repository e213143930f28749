import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { fillAddress, goToPayment, pay, person, putInCart } from './buying.ts';
import { api, openContext, ordersOf, origin, query, setStock, stockOf, visit } from './fixture.ts';
import { CUP, JUG, RARE } from './goods.ts';

test('U12 a guest fills at most eight required fields, and an account is not asked for', () =>
  visit({}, async (page) => {
    await putInCart(page);
    await page.goto('/eu/en/checkout');
    const required = page.locator('form[data-steps] :is(input, select, textarea)[required]:visible');
    const count = await required.count();
    assert.ok(count >= 5 && count <= 8, `${count} fields`);
    assert.match(await page.locator('main').innerText(), /No account needed/);
    assert.equal(await page.locator('input[type=password]').count(), 0);
  }));

test('U13 fields name themselves to browsers and people', () =>
  visit({}, async (page) => {
    await putInCart(page);
    await page.goto('/eu/en/checkout');
    const wanted: Record<string, string> = {
      email: 'email',
      name: 'name',
      street: 'address-line1',
      postalCode: 'postal-code',
      city: 'address-level2',
      country: 'country',
      extra: 'address-line2',
      phone: 'tel',
    };
    for (const [name, autocomplete] of Object.entries(wanted)) {
      const field = page.locator(`#${name}`);
      assert.equal(await field.getAttribute('autocomplete'), autocomplete, name);
      assert.equal(await page.locator(`label[for=${name}]`).count(), 1, name);
    }
    assert.equal(await page.locator('#email').getAttribute('inputmode'), 'email');
    assert.equal(await page.locator('#phone').getAttribute('inputmode'), 'tel');
    const label = await page.locator('label[for=city]').boundingBox();
    const field = await page.locator('#city').boundingBox();
    assert.ok(label && field && label.y + label.height <= field.y, 'labels stand above their fields');
    assert.match(await page.locator('main').innerText(), /The invoice goes to the same address/);
  }));

for (const javaScript of [true, false])
  test(`U13 ${javaScript ? 'with' : 'without'} script faults are listed, focused or first, told beside the field, and nothing typed is lost`, () =>
    visit({ javaScript, expected: /422/ }, async (page) => {
      await putInCart(page);
      await page.goto('/eu/en/checkout');
      const buyer = person({ email: 'no-address', city: '' });
      await fillAddress(page, buyer);
      await page.locator('summary', { hasText: 'Add a flat number' }).click();
      await page.fill('#note', 'Please ring twice');
      await page.locator('button[value=delivery]').click();
      const summary = page.locator('.error-summary');
      await summary.waitFor();
      assert.equal(await summary.getByRole('link').count(), 2);
      if (javaScript) await page.waitForFunction(() => document.activeElement?.id === 'errors');
      for (const name of ['email', 'city']) {
        const field = page.locator(`#${name}`);
        assert.equal(await field.getAttribute('aria-invalid'), 'true');
        assert.match(String(await field.getAttribute('aria-describedby')), new RegExp(`${name}-error`));
        assert.ok(await page.locator(`#${name}-error`).isVisible());
      }
      for (const name of ['email', 'name', 'street', 'postalCode'] as const) assert.equal(await page.inputValue(`#${name}`), buyer[name]);
      assert.equal(await page.inputValue('#note'), 'Please ring twice');
      await summary.getByRole('link').last().click();
      await page.waitForFunction(() => document.activeElement?.id === 'city' || document.querySelector(':target')?.id === 'city');
    }));

test('U13 a field is checked when it is left, not while it is typed', () =>
  visit({}, async (page) => {
    await putInCart(page);
    await page.goto('/eu/en/checkout');
    await page.locator('#email').pressSequentially('ada');
    assert.equal(await page.locator('#email-error').count(), 0);
    await page.locator('#name').focus();
    await page.locator('#email-error').waitFor();
    await page.fill('#email', 'ada@example.com');
    await page.locator('#email-error').waitFor({ state: 'detached' });
  }));

test('U16 paying makes one order and takes the piece from the stock; reload and back make no other', () =>
  visit({}, async (page) => {
    const buyer = person();
    const before = await stockOf(CUP.sku);
    await putInCart(page);
    await goToPayment(page, buyer);
    const number = await pay(page);
    await page.reload();
    assert.match(await page.locator('main').innerText(), new RegExp(number));
    await page.goBack();
    await page.waitForLoadState();
    const again = page.locator('[data-pay]');
    if (await again.isVisible()) {
      await again.click();
      await page.waitForURL(/\/orders\//);
      assert.match(page.url(), new RegExp(number), 'paying again from the old page leads to the same order');
    }
    await page.goto('/eu/en/cart');
    assert.match(await page.locator('main').innerText(), /Nothing in it yet/);
    assert.deepEqual(
      (await ordersOf(buyer.email)).map((order) => [order.number, order.status, order.payment.status, order.total]),
      [[number, 'paid', 'captured', CUP.amount + 590]],
    );
    assert.deepEqual(await stockOf(CUP.sku), { onHand: before.onHand - 1, reserved: before.reserved, available: before.available - 1 });
  }));

test('U16 a double click on the pay button makes one order and one charge', () =>
  visit({}, async (page) => {
    const buyer = person();
    await putInCart(page);
    await goToPayment(page, buyer);
    await page.locator('[data-pay]').dblclick();
    await page.waitForURL(/\/orders\//);
    assert.equal((await ordersOf(buyer.email)).length, 1);
  }));

test('U16 the same payment sent five times at once is one order and one charge', () =>
  visit({}, async (page, context) => {
    const buyer = person();
    const before = await stockOf(CUP.sku);
    await putInCart(page);
    await goToPayment(page, buyer);
    const fields = await page
      .locator('form[data-steps]')
      .evaluate((form: HTMLFormElement) =>
        [...new FormData(form, form.querySelector<HTMLElement>('[data-pay]'))].map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      );
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const send = () =>
      fetch(`${origin}/eu/en/checkout`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    const answers = await Promise.all(Array.from({ length: 5 }, send));
    const places = new Set(answers.map((answer) => `${answer.status} ${answer.headers.get('location')?.split('?')[0]}`));
    assert.equal(places.size, 1, [...places].join(', '));
    assert.match([...places][0] ?? '', /^303 .*\/orders\/A\d+$/);
    assert.equal((await ordersOf(buyer.email)).length, 1);
    const checkoutId = fields.find(([name]) => name === 'checkoutId')?.[1];
    const charges = await query('select 1 from payment where checkout_id = $1', [checkoutId]);
    assert.equal(charges.length, 1);
    assert.equal((await stockOf(CUP.sku)).onHand, before.onHand - 1);
  }));

test('U16 a declined payment orders nothing, frees the stock and lets one try again', () =>
  visit({ expected: /402/ }, async (page) => {
    const buyer = person();
    await setStock(RARE.sku, 2);
    await putInCart(page, RARE.handle);
    await goToPayment(page, buyer);
    await page.getByLabel('Test payment that is declined').check();
    await page.locator('[data-pay]').click();
    await page.getByText('The bank declined the payment').waitFor();
    assert.deepEqual(await ordersOf(buyer.email), []);
    assert.deepEqual(await stockOf(RARE.sku), { onHand: 2, reserved: 0, available: 2 });
    await page.getByLabel('Test payment that succeeds').check();
    const number = await pay(page);
    assert.deepEqual(
      (await ordersOf(buyer.email)).map((order) => [order.number, order.status]),
      [[number, 'paid']],
    );
    assert.deepEqual(await stockOf(RARE.sku), { onHand: 1, reserved: 0, available: 1 });
    await setStock(RARE.sku, 2);
  }));

test('U16 the way back from a declined payment leads to the old form, and another payment is tried by it', () =>
  visit({ javaScript: false, expected: /402/ }, async (page) => {
    const buyer = person();
    await putInCart(page);
    await goToPayment(page, buyer);
    await page.getByLabel('Test payment that is declined').check();
    const old = await page.locator('[name=checkoutId]').inputValue();
    await page.locator('[data-pay]').click();
    await page.getByText('The bank declined the payment').waitFor();
    // What a browser shows after Back: the form as it was, with the id of the attempt that has ended.
    await page.locator('[name=checkoutId]').evaluate((field: HTMLInputElement, id) => field.setAttribute('value', id), old);
    await page.getByLabel('Test payment that succeeds').check();
    const number = await pay(page);
    assert.deepEqual(
      (await ordersOf(buyer.email)).map((order) => [order.number, order.status]),
      [[number, 'paid']],
    );
  }));

test('U16 the last piece goes to one of two, and the other is told before any money moves', async () => {
  await setStock(RARE.sku, 1);
  const [first, second] = [await openContext({}), await openContext({})];
  try {
    const buyers = [person(), person()] as const;
    const pages = await Promise.all([first, second].map(({ context }) => context.newPage()));
    for (const [index, page] of pages.entries()) {
      await putInCart(page, RARE.handle);
      await goToPayment(page, buyers[index]!);
    }
    await pay(pages[0]!);
    await pages[1]!.locator('[data-pay]').click();
    await pages[1]!
      .getByText(/sold out/i)
      .first()
      .waitFor();
    assert.deepEqual([(await ordersOf(buyers[0].email)).length, (await ordersOf(buyers[1].email)).length], [1, 0]);
    assert.deepEqual(await stockOf(RARE.sku), { onHand: 0, reserved: 0, available: 0 });
  } finally {
    await Promise.all([first.context.close(), second.context.close()]);
    await setStock(RARE.sku, 2);
  }
});

test('U17 an order is found by number and e-mail; a wrong pair and an unknown number read the same', () =>
  visit({ expected: /404/ }, async (page) => {
    const buyer = person();
    await putInCart(page);
    await goToPayment(page, buyer);
    const number = await pay(page);
    const [order] = await ordersOf(buyer.email);
    await api(`/api/staff/orders/${order?.id}/fulfilment`, { staff: true, body: { tracking: 'PARCEL 4711' } });
    const look = async (wanted: string, email: string) => {
      await page.goto('/eu/en/order-status');
      await page.fill('#number', wanted);
      await page.fill('#email', email);
      const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Show the order' }).click()]);
      return { status: answer?.status(), text: (await page.locator('main').innerText()).replaceAll(wanted, 'NUMBER') };
    };
    const found = await look(number, buyer.email.toUpperCase());
    assert.equal(found.status, 200);
    for (const said of [/Paid/, /Handed to the carrier/, /PARCEL 4711/, /Proof cup/]) assert.match(found.text, said);
    const wrong = await look(number, 'somebody@example.com');
    const unknown = await look('A999999', 'somebody@example.com');
    assert.equal(wrong.status, 404);
    assert.deepEqual(wrong, unknown);
  }));

test('U20 without script a guest goes from the list by a filter to a piece, the cart and an order', () =>
  visit({ javaScript: false }, async (page) => {
    const buyer = person();
    const before = await stockOf(CUP.sku);
    await page.goto('/eu/en/c/serving');
    await page.getByLabel('Proofworks').check();
    await page.locator('#filter-form .filters-end button').click();
    assert.match(page.url(), /brand=proofworks/);
    await page.getByRole('link', { name: CUP.title, exact: true }).click();
    await page.locator('[data-add]').click();
    await page.waitForURL(/\/cart$/);
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await goToPayment(page, buyer);
    const number = await pay(page);
    const [order, ...others] = await ordersOf(buyer.email);
    assert.deepEqual(others, []);
    assert.equal(order?.number, number);
    assert.equal(order?.status, 'paid');
    assert.deepEqual(
      order?.lines.map(({ sku, quantity, total }) => ({ sku, quantity, total })),
      [{ sku: CUP.sku, quantity: 1, total: CUP.amount }],
    );
    assert.equal(order?.contact?.name, buyer.name);
    const { onHand, reserved } = await stockOf(CUP.sku);
    assert.deepEqual({ onHand, reserved }, { onHand: before.onHand - 1, reserved: 0 });
  }));

test('U21 a whole purchase by keyboard alone: skip link, visible focus never covered, panels that give the focus back', () =>
  visit({}, async (page) => {
    const buyer = person();
    const key = (name: string) => page.keyboard.press(name);
    await page.goto('/eu/en/c/serving?brand=proofworks');
    await key('Tab');
    assert.equal(await focused(page), 'Skip to content');
    await key('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    await tabTo(page, JUG.title);
    await key('Enter');
    await page.waitForURL(`**/p/${JUG.handle}`);
    await tabTo(page, 'Ceramics');
    await key('Enter');
    await page.locator('#panel-0:popover-open').waitFor();
    await key('Tab');
    assert.match(await focused(page), /Everything in Ceramics/);
    await key('Escape');
    assert.equal(await page.locator('#panel-0:popover-open').count(), 0);
    assert.equal(await focused(page), 'Ceramics');
    await tabTo(page, 'Add to cart');
    await key('Enter');
    await page.locator('#live a').waitFor();
    await tabTo(page, 'Cart', 200);
    await key('Enter');
    await page.waitForURL(/\/cart$/);
    await tabTo(page, 'Go to checkout');
    await key('Enter');
    await page.waitForURL(/\/checkout$/);
    for (const name of ['email', 'name', 'street', 'postalCode', 'city'] as const) {
      await tabTo(page, `#${name}`);
      await page.keyboard.type(buyer[name]);
    }
    await tabTo(page, 'On to delivery');
    await key('Enter');
    await page.locator('input[name=delivery]').first().waitFor();
    await tabTo(page, 'On to payment');
    await key('Enter');
    await page.locator('[data-pay]').waitFor();
    await tabTo(page, 'Order and pay €24.90');
    await Promise.all([page.waitForURL(/\/orders\//), key('Enter')]);
    const [order] = await ordersOf(buyer.email);
    assert.equal(order?.total, 1900 + 590);
  }));

/** Name of what has the focus: its text, label or `#id`. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const text = element?.matches('input, select, textarea') ? `#${element.id}` : (element?.innerText ?? '');
    return (text.trim() || element?.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim();
  });
}

/** Tabs on until `wanted` has the focus; each stop on the way must be in sight, marked and not covered. */
async function tabTo(page: Page, wanted: string, most = 120): Promise<void> {
  for (let stops = 0; stops < most; stops += 1) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    const fault = await page.evaluate(focusFault);
    assert.equal(fault, '', `the focus on "${name}"`);
    if (name === wanted || name.startsWith(`${wanted} `)) return;
  }
  assert.fail(`"${wanted}" is not reached by Tab`);
}

function focusFault(): string {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body || element.id === 'main') return '';
  const target = element.matches('input[type=radio], input[type=checkbox]') ? (element.closest('label') ?? element) : element;
  const box = target.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return 'has no size';
  const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.2, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y] as const));
  const inSight = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (target.contains(top) || top.contains(target));
  });
  if (!inSight) return `is covered or out of sight at ${Math.round(box.left)},${Math.round(box.top)}`;
  if (!element.matches(':focus-visible')) return '';
  const marks = [element, target, element.nextElementSibling, element.parentElement, element.closest('li, form')].filter(
    (mark) => mark !== null,
  );
  const isMarked = marks.some((mark) => {
    const style = getComputedStyle(mark);
    return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  });
  return isMarked ? '' : 'is not marked';
}
