import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, EUROPE, STATES } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { createShipping, deliveryStore } from '../shipping/index.ts';
import { createTax, taxStore } from '../tax/index.ts';
import { createMarkets, marketStore } from './index.ts';

const db = await testDatabase();
let now = new Date('2026-03-01T12:00:00Z');
const clock = { now: () => now };
const markets = createMarkets({ store: marketStore(db), clock });

test('markets are saved once: the same again changes nothing and tells nobody', async () => {
  assert.deepEqual(await markets.saveMarkets([EUROPE, STATES]), ['eu', 'us']);
  assert.deepEqual(await markets.saveMarkets([EUROPE, STATES]), []);
  assert.deepEqual(await markets.saveMarkets([{ ...EUROPE, languages: ['en', 'de', 'fr'] }]), ['eu']);
  assert.equal(await count(db, `outbox where type = 'pricing.markets-changed'`), 2);
  assert.deepEqual(
    markets.all().map((market) => market.code),
    ['eu', 'us'],
  );
});

test('a path is a locale when its market speaks the language', () => {
  assert.equal(markets.resolve('eu', 'de')?.market.currency, 'EUR');
  assert.equal(markets.resolve('us', 'de'), null);
  assert.equal(markets.resolve('xx', 'en'), null);
  assert.equal(markets.get('us')?.taxDisplay, 'exclusive');
});

test('another process sees a change after its copy has aged', async () => {
  const other = createMarkets({ store: marketStore(db), clock, maxAgeMs: 10_000 });
  await other.refresh();
  await markets.saveMarkets([{ ...EUROPE, countries: ['DE'] }]);
  assert.equal(other.get('eu')?.countries.length, 3);
  now = new Date(now.getTime() + 11_000);
  other.get('eu');
  await other.refresh();
  assert.deepEqual(other.get('eu')?.countries, ['DE']);
});

test('every fault of a market is named', async () => {
  const bad = { ...EUROPE, code: 'E U', currency: 'EURO', languages: [], countries: ['Germany'], name: {} };
  await assert.rejects(markets.saveMarkets([bad, STATES, STATES]), (error: { fields: { path: string }[] }) => {
    assert.deepEqual(
      error.fields.map((fault) => fault.path),
      ['/0/code', '/0/currency', '/0/languages', '/0/countries', '/0/name', '/2/code'],
    );
    return true;
  });
});

test('a tax rate holds from its day until the next; a category without one is taxed as standard', async () => {
  const tax = createTax({ store: taxStore(db), clock });
  const rate = { market: 'eu', country: 'DE', category: 'standard', source: 'test' };
  const rates = [
    { ...rate, ratePpm: 190_000, validFrom: '2007-01-01' },
    { ...rate, ratePpm: 160_000, validFrom: '2020-07-01' },
    { ...rate, ratePpm: 190_000, validFrom: '2021-01-01' },
    { ...rate, category: 'reduced', ratePpm: 70_000, validFrom: '1983-07-01' },
  ];
  assert.equal(await tax.saveRates(rates), 4);
  assert.equal(await tax.saveRates(rates), 0);
  const on = (category: string, day: string) => tax.rateFor('eu', 'DE', category, new Date(`${day}T12:00:00Z`));
  assert.deepEqual(
    await Promise.all([
      on('standard', '2020-06-30'),
      on('standard', '2020-07-01'),
      on('standard', '2021-01-01'),
      on('standard', '2000-01-01'),
    ]),
    [190_000, 160_000, 190_000, 0],
  );
  assert.deepEqual(await tax.ratesFor('eu', 'DE', ['reduced', 'unheard-of'], now), [70_000, 190_000]);
  assert.equal(await tax.rateFor('eu', 'FR', 'standard', now), 0);
});

test('ways of delivery cost what their market says, and nothing over their threshold', async () => {
  const shipping = createShipping({ store: deliveryStore(db), clock });
  const method = { name: { en: 'x' }, note: {}, minDays: 1, maxDays: 2, pickup: false };
  const methods = [
    { ...method, code: 'standard', amount: 590, freeOver: 7900 },
    { ...method, code: 'express', amount: 1490, freeOver: null },
    { ...method, code: 'pickup', amount: 300, freeOver: 0, pickup: true },
  ];
  assert.equal(await shipping.saveMethods('eu', methods), 3);
  assert.equal(await shipping.saveMethods('eu', methods), 0);
  const prices = async (subtotal: number) =>
    (await shipping.methodsFor({ ...EUROPE, countries: ['DE'] }, 'DE', subtotal)).map((o) => [o.code, o.amount, o.untilFree]);
  assert.deepEqual(await prices(7899), [
    ['standard', 590, 1],
    ['express', 1490, null],
    ['pickup', 0, null],
  ]);
  assert.deepEqual((await prices(7900))[0], ['standard', 0, null]);
  assert.deepEqual(await shipping.methodsFor(EUROPE, 'CH', 100), []);
  assert.equal((await shipping.estimateFor(EUROPE, 100))?.code, 'standard');
  assert.equal(await shipping.saveMethods('eu', methods.slice(0, 1)), 2, 'the other two are taken out of the offer');
  assert.equal((await shipping.methodsFor(EUROPE, 'DE', 100)).length, 1);
});
