import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureMarkets } from '../views.fixture.ts';
import { likelyCountry, preferredLocale } from './locale.ts';

const leadsTo = (header: string | undefined) => {
  const locale = preferredLocale(fixtureMarkets, header);
  return locale && `${locale.market.code}/${locale.language}`;
};

test('U24: the front door leads to the language and the place that a browser asks for', () => {
  assert.equal(leadsTo('de-DE,de;q=0.9,en;q=0.8'), 'eu/de');
  assert.equal(leadsTo('en-US,en;q=0.9'), 'us/en');
  assert.equal(leadsTo('en'), 'eu/en');
  assert.equal(leadsTo('fr-FR,fr;q=0.9'), 'eu/en');
  assert.equal(leadsTo('ja,de;q=0.5'), 'eu/de');
  assert.equal(leadsTo('de;q=0,en'), 'eu/en');
});

test('without a header, or with a broken one, it leads to the first market', () => {
  for (const header of [undefined, '', '*', ';;;', 'x'.repeat(5000)]) assert.equal(leadsTo(header), 'eu/en');
  assert.equal(preferredLocale([], 'de'), null);
});

test('the country in the address form is the likeliest one', () => {
  const [europe, america] = fixtureMarkets;
  assert.equal(likelyCountry(europe!, 'de', 'de-AT'), 'AT');
  assert.equal(likelyCountry(europe!, 'de', undefined), 'DE');
  assert.equal(likelyCountry(europe!, 'en', 'en-US'), 'DE');
  assert.equal(likelyCountry(america!, 'en', undefined), 'US');
});
