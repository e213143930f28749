import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureContext } from '../pages.fixture.ts';
import { fixtureOrder } from '../purchase.fixture.ts';
import { orderPage } from './order.ts';

test('an order to which something was added after it was paid says what is still to pay, in the words of its reader', () => {
  const states = { order: 'open', payment: 'partially_paid', fulfilment: 'unfulfilled' } as const;
  for (const [language, words, sum] of [
    ['en', 'Still to pay', '€12.50'],
    ['de', 'Noch zu zahlen', '12,50'],
  ] as const) {
    const page = (change: Parameters<typeof fixtureOrder>[1]) =>
      String(orderPage(fixtureContext('/order', { language }), fixtureOrder(language, change), { isNew: false, token: 'x' }).body);
    const text = page({ states, outstandingAmount: 1250 });
    assert.ok(text.includes(words) && text.includes(sum));
    assert.ok(!page({}).includes(words));
  }
});
