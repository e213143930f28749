import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EUROPE, STATES } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { createMarkets, marketStore } from '../pricing/index.ts';
import { quoteOf } from '../totals/index.ts';
import { createShipping, type DeliverySetup, deliveryStore } from './index.ts';

const db = await testDatabase();
await createMarkets({ store: marketStore(db) }).saveMarkets([EUROPE, STATES]);
const shipping = createShipping({
  store: deliveryStore(db),
  providers: [
    {
      name: 'carrier',
      rateFor: async ({ destination, goods }) => {
        if (destination.country === 'FR') throw new Error('the carrier is on strike');
        return destination.country === 'AT' ? null : { amount: goods.weightGrams, minDays: 1, maxDays: 3 };
      },
    },
  ],
});
const base = { name: { en: 'x' }, note: {}, amount: 990, freeOver: null, minDays: 1, maxDays: 2, pickup: false, provider: 'table' };
const parcel: DeliverySetup = {
  ...base,
  code: 'parcel',
  locations: [],
  rates: [
    {
      zone: 'home',
      basis: 'weight',
      freeOver: 7900,
      steps: [
        { from: 0, amount: 490 },
        { from: 5001, amount: 890 },
        { from: 31_501, amount: null },
      ],
    },
    { zone: 'islands', basis: 'flat', freeOver: null, steps: [{ from: 0, amount: 2490 }] },
    {
      zone: 'rest',
      basis: 'amount',
      freeOver: null,
      steps: [
        { from: 0, amount: 1490 },
        { from: 10_000, amount: 990 },
      ],
    },
  ],
};
const delivery = {
  zones: [
    { code: 'home', name: 'Germany', places: ['DE'] },
    { code: 'islands', name: 'Islands', places: ['DE:18565', 'DE:27498'] },
    { code: 'rest', name: 'Elsewhere', places: ['*'] },
  ],
  methods: [
    parcel,
    { ...base, code: 'carrier', provider: 'carrier', rates: [], locations: [] },
    {
      ...base,
      code: 'collect',
      amount: 0,
      pickup: true,
      rates: [{ zone: 'home', basis: 'flat' as const, freeOver: null, steps: [{ from: 0, amount: 0 }] }],
      locations: [{ code: 'workshop', name: { en: 'Workshop' }, address: 'Kranichtwiete 7, Hamburg', hours: { en: 'Tue to Sat' } }],
    },
  ],
};
const offers = async (destination: { country: string; postalCode?: string }, goods: { subtotal: number; weightGrams: number }) =>
  (await shipping.optionsFor(EUROPE, destination, { quantity: 1, isSent: true, ...goods })).map(({ code, amount, untilFree }) => [
    code,
    amount,
    untilFree,
  ]);

test('methods go where their zones say, for what weight or amount comes to there', async () => {
  assert.deepEqual(await shipping.replace('eu', delivery), delivery);
  assert.deepEqual(await offers({ country: 'DE', postalCode: '20095' }, { subtotal: 5000, weightGrams: 5000 }), [
    ['parcel', 490, 2900],
    ['carrier', 5000, null],
    ['collect', 0, null],
  ]);
  assert.deepEqual((await offers({ country: 'DE' }, { subtotal: 5000, weightGrams: 5001 }))[0], ['parcel', 890, 2900]);
  assert.deepEqual((await offers({ country: 'DE' }, { subtotal: 7900, weightGrams: 5001 }))[0], ['parcel', 0, null]);
  assert.deepEqual((await offers({ country: 'DE' }, { subtotal: 5000, weightGrams: 31_501 }))[0]?.[0], 'carrier', 'too heavy for parcels');
  assert.deepEqual((await offers({ country: 'DE', postalCode: '27498' }, { subtotal: 9000, weightGrams: 1 }))[0], ['parcel', 2490, null]);
  assert.deepEqual(await offers({ country: 'AT' }, { subtotal: 9999, weightGrams: 1 }), [['parcel', 1490, null]]);
  assert.deepEqual(await offers({ country: 'FR' }, { subtotal: 10_000, weightGrams: 1 }), [['parcel', 990, null]]);
  assert.deepEqual(await offers({ country: 'CH' }, { subtotal: 1, weightGrams: 1 }), []);
});

test('the quote comes to the amount of the option', async () => {
  for (const [weightGrams, unitAmount] of [
    [2000, 1500],
    [3000, 1500],
    [3000, 4000],
  ] as const) {
    const goods = { subtotal: unitAmount * 2, weightGrams: weightGrams * 2, quantity: 2, isSent: true };
    const [option] = await shipping.optionsFor(EUROPE, { country: 'DE' }, goods);
    const quote = quoteOf({ currency: 'EUR', lines: [{ quantity: 2, unitAmount, weightGrams }], delivery: [option!.quote] });
    assert.equal(quote.deliverySum.total, option!.amount);
  }
});

test('nothing to send needs no delivery', async () => {
  const options = await shipping.optionsFor(EUROPE, { country: 'DE' }, { subtotal: 500, weightGrams: 0, quantity: 1, isSent: false });
  assert.deepEqual(
    options.map(({ code, amount }) => [code, amount]),
    [['none', 0]],
  );
});

test('what names no zone or provider of the shop is refused, and nothing changes', async () => {
  const wrong = { ...delivery, methods: [{ ...parcel, provider: 'pigeon', rates: [{ ...parcel.rates[0]!, zone: 'moon' }] }] };
  await assert.rejects(shipping.replace('eu', wrong), (error: { fields: { path: string }[] }) => {
    assert.deepEqual(
      error.fields.map(({ path }) => path),
      ['/methods/0/provider', '/methods/0/rates/0/zone'],
    );
    return true;
  });
  assert.deepEqual(await shipping.setupOf('eu'), delivery);
});

test('two who set a market up at once leave the whole of one of them', async () => {
  const other = { zones: [], methods: [{ ...base, code: 'parcel', rates: [], locations: [] }] };
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([shipping.replace('eu', delivery), shipping.replace('eu', other)]);
    const left = await shipping.setupOf('eu');
    assert.deepEqual(left, left.zones.length === 0 ? other : delivery);
  }
});
