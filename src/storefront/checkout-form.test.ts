import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressErrors, emptyCheckout, formErrors, readCheckout, stepOf } from './checkout-form.ts';
import { fixturePages } from './pages.fixture.ts';
import { textsFor } from './texts/index.ts';
import { fixtureMarkets } from './views.fixture.ts';

const [europe, america] = fixtureMarkets;
const texts = textsFor('en');
const maria = {
  email: 'maria@example.com',
  name: 'Maria Muster',
  street: 'Lange Reihe 14',
  postalCode: '20099',
  city: 'Hamburg',
  country: 'DE',
};

test('U13: everything that was entered comes back, also what is wrong; what is no text does not', () => {
  const form = readCheckout({ ...maria, email: 'maria@', note: 'a\nb', phone: ['1', '2'], go: 'delivery', extra: 7 });
  assert.equal(form.values.email, 'maria@');
  assert.equal(form.values.note, 'a\nb');
  assert.equal(form.values.phone, '');
  assert.equal(form.values.extra, '');
  assert.equal(form.go, 'delivery');
});

test('U13: faults are said in the words and in the order of the page, once a field', () => {
  const form = { ...emptyCheckout('DE', null), values: { ...emptyCheckout('DE', null).values, phone: 'no', email: 'maria@' } };
  assert.deepEqual(
    addressErrors(texts, form, europe!).map((e) => e.field),
    ['email', 'name', 'street', 'postalCode', 'city', 'phone'],
  );
  assert.deepEqual(addressErrors(texts, { ...form, values: { ...form.values, ...maria, phone: '' } }, europe!), []);
  const twice = [
    { path: '/contact/email', code: 'required', message: '' },
    { path: '/contact/email', code: 'invalid', message: '' },
  ];
  assert.deepEqual(formErrors(texts, twice), [{ field: 'email', message: 'E-mail: please fill in.' }]);
});

test('a state belongs to an address in the United States alone', () => {
  const form = emptyCheckout('US', { ...maria, country: 'US', postalCode: '10001' });
  assert.deepEqual(addressErrors(texts, form, america!), [{ field: 'region', message: texts.checkout.errors.region }]);
  assert.deepEqual(addressErrors(texts, { ...form, values: { ...form.values, region: 'NY' } }, america!), []);
});

test('a fault opens the step that its field stands in', () => {
  assert.deepEqual(['email', 'note', 'delivery', 'payment'].map(stepOf), [1, 1, 2, 3]);
});

test('U12: seven fields must be filled from cart to order, the country being chosen beforehand', () => {
  const pages = fixturePages();
  const required = ['checkout', 'checkout-delivery', 'checkout-payment'].flatMap((name) => {
    const form = /<form class="checkout-form"[\s\S]*?<\/form>/.exec(pages[name]!().body)![0];
    const fields = [...form.matchAll(/<(?:input|select|textarea) [^>]*>/g)].map((m) => m[0]).filter((tag) => / required/.test(tag));
    return fields.map((tag) => / name="([^"]+)"/.exec(tag)![1]!);
  });
  assert.deepEqual([...new Set(required)], ['email', 'name', 'street', 'postalCode', 'city', 'delivery', 'payment']);
});

test('U13: every field of the address says what it is to the browser', () => {
  const form = fixturePages().checkout!().body;
  const hints = [...form.matchAll(/ id="(email|name|street|extra|postalCode|city|country|phone)" name="\w+" autocomplete="([^"]+)"/g)].map(
    (m) => [m[1], m[2]],
  );
  assert.deepEqual(hints, [
    ['email', 'email'],
    ['name', 'name'],
    ['street', 'address-line1'],
    ['postalCode', 'postal-code'],
    ['city', 'address-level2'],
    ['country', 'country'],
    ['extra', 'address-line2'],
    ['phone', 'tel'],
  ]);
});
