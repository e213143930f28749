import type { Market } from '../../src/kernel/market.ts';
import type { Translated } from '../../src/kernel/translated.ts';

/** A market of the demo shop as data; the seed writes it into the database. Amounts are integer minor units of its currency. */
export type DemoMarket = Market & {
  /** Country whose rate the shown prices contain until an address is known; null where prices carry no tax. */
  taxCountry: string | null;
  /** Country in which the shop is registered for this market. */
  home: string;
  /** Where it charges tax, when not wherever the market sells to. */
  taxedPlaces?: readonly string[];
  deliveryZones?: readonly { code: string; name: string; places: readonly string[] }[];
  deliveryMethods: readonly DemoDeliveryMethod[];
};

export type DemoDeliveryMethod = {
  code: string;
  kind: 'delivery' | 'pickup';
  name: Translated;
  note: Translated;
  /** Presented like the market's prices (tax in or out). */
  amount: number;
  /** Goods total from which the method costs nothing; null: never free. */
  freeFrom: number | null;
  /** By zone of the market; without any it goes everywhere in its market. */
  rates?: readonly { zone: string; amount: number; freeFrom: number | null }[];
  /** Working days after the order. */
  minDays: number;
  maxDays: number;
};

const EU_27 = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

export const MARKETS: readonly DemoMarket[] = [
  {
    code: 'eu',
    name: { en: 'Europe', de: 'Europa' },
    currency: 'EUR',
    // The first is chosen beforehand: most buyers live where the shop is.
    countries: ['DE', ...EU_27.filter((country) => country !== 'DE')],
    languages: ['en', 'de'],
    taxDisplay: 'inclusive',
    priceList: 'eu',
    taxCountry: 'DE',
    home: 'DE',
    deliveryZones: [
      { code: 'islands', name: 'Islands without cars', places: ['DE:18565', 'DE:27498', 'DE:26465', 'DE:26474'] },
      { code: 'mainland', name: 'Everywhere else', places: ['*'] },
    ],
    deliveryMethods: [
      {
        code: 'standard',
        kind: 'delivery',
        name: { en: 'Standard delivery', de: 'Standardversand' },
        note: {
          en: 'By parcel service, with tracking. Large pieces come by two-person carrier.',
          de: 'Mit dem Paketdienst, mit Sendungsnummer. Große Stücke bringt die Spedition.',
        },
        amount: 590,
        freeFrom: 7900,
        // Goes on by ferry and horse cart.
        rates: [
          { zone: 'islands', amount: 1490, freeFrom: null },
          { zone: 'mainland', amount: 590, freeFrom: 7900 },
        ],
        minDays: 2,
        maxDays: 5,
      },
      {
        code: 'express',
        kind: 'delivery',
        name: { en: 'Express', de: 'Express' },
        note: { en: 'Ordered by noon, leaves Hamburg the same day.', de: 'Bis 12 Uhr bestellt, verlässt Hamburg noch am selben Tag.' },
        amount: 1490,
        freeFrom: null,
        minDays: 1,
        maxDays: 2,
      },
      {
        code: 'pickup',
        kind: 'pickup',
        name: { en: 'Collect at the workshop', de: 'Abholung in der Werkstatt' },
        note: {
          en: 'Kranichtwiete 7, Hamburg. Tuesday to Saturday, 10 to 18. We write when it is packed.',
          de: 'Kranichtwiete 7, Hamburg. Dienstag bis Samstag, 10 bis 18 Uhr. Wir schreiben, sobald alles gepackt ist.',
        },
        amount: 0,
        freeFrom: 0,
        minDays: 1,
        maxDays: 2,
      },
    ],
  },
  {
    code: 'us',
    name: { en: 'United States', de: 'Vereinigte Staaten' },
    currency: 'USD',
    countries: ['US'],
    languages: ['en'],
    taxDisplay: 'exclusive',
    priceList: 'us',
    taxCountry: null,
    home: 'US',
    // Sales tax is owed where the seller has a presence: the warehouse stands in Hudson, New York.
    taxedPlaces: ['US-NY'],
    deliveryMethods: [
      {
        code: 'standard',
        kind: 'delivery',
        name: { en: 'Standard delivery', de: 'Standardversand' },
        note: {
          en: 'From our partner warehouse in Hudson, New York, with tracking.',
          de: 'Aus unserem Partnerlager in Hudson, New York, mit Sendungsnummer.',
        },
        amount: 890,
        freeFrom: 12000,
        minDays: 4,
        maxDays: 7,
      },
      {
        code: 'express',
        kind: 'delivery',
        name: { en: 'Express', de: 'Express' },
        note: {
          en: 'Ordered by noon Eastern time, leaves the same day.',
          de: 'Bis 12 Uhr Ostküstenzeit bestellt, geht am selben Tag hinaus.',
        },
        amount: 2400,
        freeFrom: null,
        minDays: 2,
        maxDays: 3,
      },
      {
        code: 'pickup',
        kind: 'pickup',
        name: { en: 'Collect in Hudson', de: 'Abholung in Hudson' },
        note: {
          en: '12 Cooper Ropewalk, Hudson, New York. Thursday to Sunday, 11 to 6.',
          de: '12 Cooper Ropewalk, Hudson, New York. Donnerstag bis Sonntag, 11 bis 18 Uhr.',
        },
        amount: 0,
        freeFrom: 0,
        minDays: 1,
        maxDays: 3,
      },
    ],
  },
];
