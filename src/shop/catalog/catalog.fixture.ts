import type { Database } from '../../platform/postgres/index.ts';
import { createMarkets, marketStore } from '../pricing/index.ts';
import { catalogStore } from './catalog.store.ts';
import type { ProductLine } from './catalog-line.ts';
import { createReader } from './read.service.ts';
import { createWriter } from './write.service.ts';

export const MARKETS = [
  {
    code: 'eu',
    name: { en: 'Europe' },
    currency: 'EUR',
    languages: ['en', 'de'],
    countries: ['DE', 'FR'],
    taxDisplay: 'inclusive',
    priceList: 'eu',
  },
  {
    code: 'us',
    name: { en: 'United States' },
    currency: 'USD',
    languages: ['en'],
    countries: ['US'],
    taxDisplay: 'exclusive',
    priceList: 'us-2026',
  },
] as const;

/** A catalogue on a test database, with two markets. */
export async function catalogOn(db: Database) {
  await createMarkets({ store: marketStore(db) }).saveMarkets(MARKETS);
  const store = catalogStore(db);
  return { db, store, writer: createWriter({ store }), reader: createReader({ store }) };
}

export function lamp(change: Partial<ProductLine> = {}): ProductLine {
  return {
    kind: 'product',
    handle: 'dome-lamp',
    status: 'active',
    title: { en: 'Dome lamp', de: 'Kuppelleuchte' },
    description: { en: '<p>Spun steel.</p>' },
    brand: 'Fern & Co',
    productType: 'lamp',
    categories: ['pendants', 'lighting'],
    tags: ['new', 'steel'],
    attributes: { color: ['black', 'white'], cord_m: 2.5, dimmable: true, note: { en: 'Bulb not included' } },
    options: [
      {
        code: 'color',
        name: { en: 'Colour' },
        values: [
          { code: 'black', label: { en: 'Black' }, swatch: '#111111' },
          { code: 'white', label: { en: 'White' } },
        ],
      },
    ],
    variants: [
      {
        sku: 'D-1',
        barcode: '4006381333931',
        options: ['black'],
        weightGrams: 1300,
        prices: { eu: { amount: 13900, compareAt: 15900 }, us: { amount: 14900 } },
        stock: 7,
        media: 0,
      },
      { sku: 'D-2', options: ['white'], prices: { eu: { amount: 13900 } }, stock: null, backorder: true },
    ],
    media: [
      { src: 'https://cdn.example/a.jpg', alt: { en: 'Black lamp' } },
      { src: 'https://cdn.example/b.mp4', kind: 'video', poster: 'https://cdn.example/p.jpg' },
    ],
    seo: { title: { en: 'Lamp' } },
    safety: { manufacturer: { name: 'Fern', address: 'Hafen 1, Hamburg', email: 'safety@fern.example' }, warnings: { en: 'Hot.' } },
    createdAt: '2026-01-02T03:04:05.000Z',
    popularity: 5,
    foreign: { shopify: { 'Gift Card': 'false', Zeta: 'z', Alpha: 'a' } },
    ...change,
  };
}
