import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goToPayment, pay, person, putInCart } from './buying.ts';
import { ordersOf, stockOf, visit } from './fixture.ts';
import { CUP } from './goods.ts';

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
