import { systemClock } from '../kernel/clock.ts';
import { uuidOf } from '../kernel/ids.ts';
import type { Database } from '../platform/postgres/index.ts';
import { type CatalogLine, catalogStore, createWriter, type WriteResult } from '../shop/catalog/index.ts';
import type { MediaImport } from '../shop/media/index.ts';
import { createMarkets, createPricing, marketStore, type PastPrice, priceStore } from '../shop/pricing/index.ts';
import { codeStore, createPromotions, promotionStore } from '../shop/promotions/index.ts';
import { createShipping, deliveryStore } from '../shop/shipping/index.ts';
import { BUNDLED_RATES, createTax, ratesFrom, taxStore } from '../shop/tax/index.ts';

export type SeedOptions = {
  /** Generate so many products over real category names instead of the Agora range. */
  products?: number;
  /** Use only so many leaf categories for them. */
  categories?: number;
  /** Markets, delivery and tax alone. */
  empty?: boolean;
  /** Registers the demo's pictures first, so that products have theirs at once. */
  pictures?: Pick<MediaImport, 'registerDemo'>;
  /** Products done so far. */
  onProgress?: (done: number, total: number | null) => void;
};

export type SeedCounts = { created: number; updated: number; unchanged: number };

/** Measured best on two cores: more lines a transaction cost more in garbage collection than they save in round trips. */
const batchLines = 200;
const atOnce = 2;

/** Fills a shop: markets with delivery and tax, then the demo range or a generated one. Repeating it changes nothing. */
export async function seedShop(db: Database, options: SeedOptions = {}): Promise<SeedCounts> {
  const startedAt = systemClock.now();
  await seedMarkets(db);
  if (options.empty) return { created: 0, updated: 0, unchanged: 0 };
  await options.pictures?.registerDemo();
  const counts = await seedLines(db, await linesFor(options), options);
  if (options.products === undefined) await seedPromotions(db);
  if (options.products === undefined && counts.created > 0) await seedPast(db, startedAt);
  return counts;
}

/** What is reduced in the demo shop cost its former price for two months: its pages tell the lowest price of the 30 days before. */
async function seedPast(db: Database, until: Date): Promise<void> {
  const since = new Date(until.getTime() - 60 * 86_400_000);
  await createPricing({ store: priceStore(db) }).takeOver(pastOf((await import('../../demo/agora/range.ts')).agoraLines(), since, until));
}

function pastOf(lines: Iterable<CatalogLine>, since: Date, until: Date): PastPrice[] {
  const past: PastPrice[] = [];
  for (const line of lines)
    for (const { sku, prices } of line.kind === 'product' ? line.variants : [])
      for (const [market, { compareAt }] of Object.entries(prices))
        if (sku && compareAt)
          past.push({ sku, market, amount: compareAt, compareAt: null, since: since.toISOString(), until: until.toISOString() });
  return past;
}

async function linesFor({ products, categories }: SeedOptions): Promise<Iterable<CatalogLine>> {
  if (products === undefined) return (await import('../../demo/agora/range.ts')).agoraLines();
  return (await import('../../demo/generated/products.ts')).generatedLines({ products, ...(categories ? { categories } : {}) });
}

async function seedMarkets(db: Database): Promise<void> {
  const { MARKETS } = await import('../../demo/agora/markets.ts');
  const markets = MARKETS.map(
    ({ taxCountry: _taxCountry, deliveryMethods: _methods, home: _home, taxedPlaces: _places, deliveryZones: _zones, ...market }) => market,
  );
  await createMarkets({ store: marketStore(db) }).saveMarkets(markets);
  const shipping = createShipping({ store: deliveryStore(db) });
  for (const { code, deliveryMethods, deliveryZones = [] } of MARKETS)
    await shipping.replace(code, {
      zones: deliveryZones.map((zone) => ({ ...zone, places: [...zone.places] })),
      methods: deliveryMethods.map(({ kind, freeFrom, rates = [], ...method }) => ({
        ...method,
        freeOver: freeFrom,
        pickup: kind === 'pickup',
        provider: 'table',
        rates: rates.map((rate) => ({
          zone: rate.zone,
          basis: 'flat',
          steps: [{ from: 0, amount: rate.amount }],
          freeOver: rate.freeFrom,
        })),
        locations: [],
      })),
    });
  const tax = createTax({ store: taxStore(db) });
  await tax.saveRates(MARKETS.flatMap((market) => ratesFrom(BUNDLED_RATES, market, market.taxedPlaces ?? [])));
  for (const { code, home } of MARKETS) await tax.saveTerms(code, { ...(await tax.termsOf(code)), homeCountry: home });
}

/** Those of the demo, once: what the merchant has changed or deleted since is left alone. */
async function seedPromotions(db: Database): Promise<void> {
  const { PROMOTIONS } = await import('../../demo/agora/promotions.ts');
  const store = promotionStore(db);
  const promotions = createPromotions({ store, codes: codeStore(db) });
  for (const { name, code, draft } of PROMOTIONS) {
    const id = uuidOf(`demo promotion ${name}`);
    if (await store.byId(id)) continue;
    await promotions.create(draft, id);
    if (code) await promotions.addCode(id, code, null);
    await promotions.activate(id, true);
  }
}

async function seedLines(db: Database, lines: Iterable<CatalogLine>, options: SeedOptions): Promise<SeedCounts> {
  const writer = createWriter({ store: catalogStore(db), clock: systemClock });
  const counts: SeedCounts = { created: 0, updated: 0, unchanged: 0 };
  const batches = batchesOf(lines);
  let done = 0;
  const work = async () => {
    for (let next = batches.next(); !next.done; next = batches.next()) {
      const results = await writer.write(next.value, { source: 'seed', alone: true });
      for (const result of results) count(counts, result);
      done += results.filter(({ kind }) => kind === 'product').length;
      options.onProgress?.(done, options.products ?? null);
    }
  };
  // Products may name what the first batch defines: it goes alone. Whatever is still missing then is made by either writer.
  const first = batches.next();
  if (!first.done) {
    const results = await writer.write(first.value, { source: 'seed' });
    for (const result of results) count(counts, result);
    done += results.filter(({ kind }) => kind === 'product').length;
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return counts;
}

function count(counts: SeedCounts, result: WriteResult): void {
  if (result.outcome === 'refused') {
    const { path, message } = result.faults[0] ?? { path: '', message: '' };
    throw new Error(`The seed's own line ${result.kind} ${result.key} was refused: ${path} ${message}`);
  }
  if (result.kind === 'product') counts[result.outcome] += 1;
}

/** The structure in one batch (its lines depend on each other), then products some hundred at a time. */
function* batchesOf(lines: Iterable<CatalogLine>): Generator<CatalogLine[]> {
  let batch: CatalogLine[] = [];
  let structure = true;
  for (const line of lines) {
    const starts = structure && line.kind === 'product';
    if (batch.length > 0 && (starts || (!structure && batch.length >= batchLines))) {
      yield batch;
      batch = [];
    }
    if (starts) structure = false;
    batch.push(line);
  }
  if (batch.length > 0) yield batch;
}
