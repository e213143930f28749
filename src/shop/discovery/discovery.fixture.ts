import type { Locale } from '../../kernel/market.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { postgresSearch } from '../../platform/search/index.ts';
import { type CatalogLine, catalogStore, createWriter, type ProductLine, type VariantLine } from '../catalog/index.ts';
import { createMarkets, marketStore } from '../pricing/index.ts';
import { createDiscovery, productStore, projectionStore, searchSettings } from './index.ts';

/** A shop on a test database: write lines, `settle()`, then look. `purged` are the tags told since it was read last. */
export async function shopOn(db: Database) {
  const store = marketStore(db);
  const markets = createMarkets({ store });
  await markets.saveMarkets([
    {
      code: 'eu',
      name: { en: 'Europe' },
      currency: 'EUR',
      languages: ['en', 'de'],
      countries: ['DE'],
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
      priceList: 'us-list',
    },
  ]);
  const writer = createWriter({ store: catalogStore(db) });
  let told: string[] = [];
  const hear = <A extends unknown[], R>(fn: (...args: A) => R, tagsOf: (...args: A) => readonly string[]) => {
    return (...args: A): R => {
      told.push(...tagsOf(...args));
      return fn(...args);
    };
  };
  const real = projectionStore(db);
  const projection = {
    ...real,
    saveStates: hear(real.saveStates, (_version, _states, tags) => tags),
    saveDigests: hear(real.saveDigests, (_digests, _stale, tags) => tags),
    purge: hear(real.purge, (tags) => tags),
  };
  const engine = postgresSearch(db, searchSettings);
  const discovery = createDiscovery({ projection, products: productStore(db), engine, markets: () => store.all() });
  const eu = markets.resolve('eu', 'en') as Locale;
  return {
    engine,
    discovery,
    markets,
    eu,
    de: markets.resolve('eu', 'de') as Locale,
    us: markets.resolve('us', 'en') as Locale,
    async write(lines: readonly CatalogLine[]): Promise<number[]> {
      const results = await writer.write(lines, { source: 'test' });
      const refused = results.filter((result) => result.outcome === 'refused');
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
      await settle();
      return results.flatMap((result) => ('id' in result && result.id !== null ? [result.id] : []));
    },
    settle,
    purged(): string[] {
      const tags = [...new Set(told)].sort();
      told = [];
      return tags;
    },
  };

  /** What the relay does, now. */
  async function settle(): Promise<void> {
    for (;;) {
      const events = await db.query<{ id: number; type: string; payload: unknown; createdAt: Date; attempts: number }>({
        name: '',
        text: 'select id, type, payload, created_at as "createdAt", attempts from outbox order by id limit 50',
      });
      if (events.length === 0) break;
      for (const event of events) await discovery.indexer.handlers[event.type]?.([event]);
      await db.query({ name: '', text: 'delete from outbox where id = any($1::bigint[])' }, [events.map((event) => event.id)]);
    }
    discovery.onPurge(told);
    await discovery.indexer.idle();
  }
}

export const structure: CatalogLine[] = [
  {
    kind: 'attribute',
    code: 'color',
    name: { en: 'Colour', de: 'Farbe' },
    valueType: 'choice',
    facetable: true,
    choices: [
      { code: 'blue', label: { en: 'Blue', de: 'Blau' }, swatch: '#0000ff' },
      { code: 'white', label: { en: 'White', de: 'Weiß' }, swatch: '#ffffff' },
      { code: 'red', label: { en: 'Red', de: 'Rot' } },
    ],
  },
  { kind: 'attribute', code: 'height', name: { en: 'Height', de: 'Höhe' }, valueType: 'number', unit: 'cm', facetable: true },
  { kind: 'attribute', code: 'note', name: { en: 'Note' }, valueType: 'text' },
  { kind: 'category', code: 'ceramics', slug: 'ceramics', name: { en: 'Ceramics', de: 'Keramik' } },
  { kind: 'category', code: 'vases', parent: 'ceramics', slug: 'vases', name: { en: 'Vases', de: 'Vasen' } },
  { kind: 'category', code: 'bowls', parent: 'ceramics', slug: 'bowls', name: { en: 'Bowls', de: 'Schalen' } },
  { kind: 'category', code: 'glass', slug: 'glass', name: { en: 'Glass', de: 'Glas' } },
  { kind: 'brand', code: 'kiln', slug: 'kiln', name: 'Kiln & Co' },
  { kind: 'brand', code: 'lehm', slug: 'lehm', name: 'Lehm' },
];

export function vase(handle: string, change: Partial<ProductLine> = {}, variant: Partial<VariantLine> = {}): ProductLine {
  return {
    kind: 'product',
    handle,
    status: 'active',
    title: { en: 'Stoneware vase', de: 'Vase aus Steinzeug' },
    description: { en: '<p>Thrown by hand &amp; glazed.</p>' },
    brand: 'kiln',
    categories: ['vases'],
    attributes: { color: ['blue'], height: 20 },
    variants: [{ sku: `SKU-${handle}`, prices: { eu: { amount: 4900 }, us: { amount: 5900 } }, stock: 20, ...variant }],
    createdAt: '2026-01-02T03:04:05.000Z',
    publishedAt: '2026-01-02T03:04:05.000Z',
    popularity: 1,
    ...change,
  };
}
