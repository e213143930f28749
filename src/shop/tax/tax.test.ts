import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EUROPE, STATES } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { createMarkets, marketStore } from '../pricing/index.ts';
import { quoteOf } from '../totals/index.ts';
import { BUNDLED_RATES, createTax, type MarketTax, ratesFrom, readVatId, taxStore, type VatRegister } from './index.ts';

const db = await testDatabase();
const clock = { now: () => new Date('2026-11-23T12:00:00Z') };
const everywhere = { ...EUROPE, countries: ['DE', 'AT', 'FR', 'EE', 'PT', 'ES'] };
await createMarkets({ store: marketStore(db), clock }).saveMarkets([everywhere, STATES]);
/** The one fake of the register: it knows one id, and does not answer for another. */
const register: VatRegister = {
  check: async ({ number }) => (number === 'U39099603' ? 'valid' : number === 'U08246281' ? 'unavailable' : 'invalid'),
};
const tax = createTax({ store: taxStore(db), register, clock });
await tax.saveRates([...ratesFrom(BUNDLED_RATES, everywhere), ...ratesFrom(BUNDLED_RATES, STATES)]);

const terms: MarketTax = {
  rounding: 'line',
  mode: 'halfUp',
  deliveryTax: 'highest',
  homeCountry: 'DE',
  taxedWhere: 'destination',
  provider: 'table',
};
await tax.saveTerms('eu', terms);
const percents = async (destination: { country: string; region?: string; postalCode?: string }, categories = ['standard'], at?: Date) =>
  (
    await tax.forQuote({ market: destination.country === 'US' ? STATES : everywhere, destination, categories, ...(at ? { at } : {}) })
  ).taxRates.map(({ percent }) => percent);

test('goods are taxed where they go to, by category, region and day', async () => {
  assert.deepEqual(await percents({ country: 'DE' }, ['standard', 'reduced', 'books', 'standard']), [19, 7, 19]);
  assert.deepEqual(await percents({ country: 'AT' }, ['reduced', 'reduced-2', 'parking']), [10, 13, 13]);
  assert.deepEqual(await percents({ country: 'EE' }), [24]);
  assert.deepEqual(await percents({ country: 'EE' }, ['standard'], new Date('2025-06-30T23:59:59Z')), [22]);
  assert.deepEqual(await percents({ country: 'DE' }, ['zero']), []);
  assert.deepEqual(await percents({ country: 'PT', postalCode: '9000-123' }), [22], 'Madeira');
  assert.deepEqual(await percents({ country: 'ES', postalCode: '35001' }), [], 'the Canary Islands are outside');
  assert.deepEqual(await percents({ country: 'US', region: 'NY' }), [4]);
  assert.deepEqual(await percents({ country: 'US', region: 'OR' }), []);
  assert.deepEqual(await percents({ country: 'US' }), [], 'without a state nothing is known');
});

test('every member state, the United Kingdom, Switzerland and every US state has a standard rate with its source', () => {
  const all = BUNDLED_RATES.flatMap(({ source, rates }) => rates.map(([place, category]) => ({ place, category, source })));
  const places = new Set(all.filter(({ category }) => category === 'standard').map(({ place }) => place));
  const europe = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH'.split(' ');
  assert.deepEqual(
    europe.filter((country) => !places.has(country)),
    [],
  );
  assert.equal([...places].filter((place) => place.startsWith('US-')).length, 51);
  assert.ok(all.every(({ source }) => source.length > 20));
});

test('a business in another member state with an id that holds is not charged, whatever its prices contain', async () => {
  const to = async (country: string, vatId: string) =>
    quoteOf({
      currency: 'EUR',
      ...(await tax.forQuote({ market: everywhere, destination: { country }, categories: ['standard'], customer: { vatId } })),
      lines: [{ quantity: 1, unitAmount: 12000, taxCategory: 'standard' }],
    });
  assert.deepEqual([(await to('AT', 'ATU39099603')).total, (await to('AT', 'ATU39099603')).tax], [10000, 0]);
  assert.equal((await to('AT', 'ATU08246281')).total, 12000, 'a register that does not answer frees nobody');
  assert.equal((await to('AT', 'ATU39099604')).total, 12000, 'check digits do not hold');
  assert.equal((await to('DE', 'ATU39099603')).tax, 1916, 'at home everybody pays');
  assert.equal((await to('AT', 'DE393545486')).tax, 2000, 'an id of the home country');
});

test('below the threshold of the EU the tax of home is taken abroad too', async () => {
  await tax.saveTerms('eu', { ...terms, taxedWhere: 'home' });
  assert.deepEqual(await percents({ country: 'FR' }), [19]);
  await tax.saveTerms('eu', terms);
  assert.deepEqual(await percents({ country: 'FR' }), [20]);
});

test('who is exempt pays the net price, and another provider may know the rates', async () => {
  const other = createTax({
    store: taxStore(db),
    clock,
    providers: [
      {
        name: 'districts',
        ratesFor: async ({ categories }) => categories.map((category) => ({ name: 'Sales tax', percent: 8.875, category })),
      },
    ],
  });
  await other.saveTerms('us', { ...terms, homeCountry: 'US', provider: 'districts' });
  const asked = { market: STATES, destination: { country: 'US', region: 'NY', postalCode: '10001' }, categories: ['standard'] };
  const lines = [{ quantity: 1, unitAmount: 10000, taxCategory: 'standard' }];
  assert.equal(quoteOf({ currency: 'USD', ...(await other.forQuote(asked)), lines }).tax, 888);
  assert.equal(quoteOf({ currency: 'USD', ...(await other.forQuote({ ...asked, customer: { isTaxExempt: true } })), lines }).tax, 0);
  await assert.rejects(tax.saveTerms('us', { ...terms, provider: 'nobody' }), { code: 'payload_invalid' });
  await other.saveTerms('us', terms);
});

test('VAT ids of every country are told by their check digits', () => {
  const valid =
    'ATU39099603 BE1753710312 BG175074752 CY91398433T CZ41617771 DE393545486 DK76972427 EE589688752 EL065340540 ES34065647W ESB32950966 ' +
    'FI25678555 FR5L280935784 GB980780684 HR33805613872 HU37120511 IE0411811G IT83718320159 LT657408116 LT748477717011 LU27847987 ' +
    'LV64117779130 MT80972005 NL820346780B08 PL8096368707 PT538533137 RO60831445 SE944519130801 SI91382360 SK4110033565 CHE663021005MWST';
  for (const id of valid.split(' ')) {
    assert.equal(readVatId(id).fault, null, id);
    const place = id.replace(/(MWST|[A-Z]?\d\d)$/, '').length - 1;
    const other = id.slice(0, place) + String((Number(id[place]) + 1) % 10) + id.slice(place + 1);
    if (/\d/.test(id[place]!)) assert.notEqual(readVatId(other).fault, null, other);
  }
  assert.equal(readVatId('de 393.545-486').id?.number, '393545486');
  assert.equal(readVatId('GR065340540').id?.prefix, 'EL');
  assert.deepEqual([readVatId('ZZ1').fault, readVatId('DE12').fault, readVatId('').fault], ['country', 'format', 'country']);
});
