import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Market } from '../../kernel/market.ts';
import type { SearchEngine, SearchReader } from '../../platform/search/index.ts';
import { createIndexer } from './indexer.service.ts';
import { createListing } from './listing.service.ts';
import { createOverview } from './overview.service.ts';
import { createProducts } from './product.service.ts';
import type { ProductStore } from './product.store.ts';
import type { ProjectionStore } from './projection.store.ts';
import { createStructures } from './structure.service.ts';

export type DiscoveryDeps = {
  projection: ProjectionStore;
  products: ProductStore;
  /** The index that is written with the catalogue, in the same database. */
  engine: SearchEngine;
  /** Answers shoppers; absent: `engine`. */
  reader?: SearchReader;
  /** All markets as they are in the database now; asked for by the indexer alone. */
  markets: () => Promise<readonly Market[]>;
  clock?: Clock;
};

export type Discovery = ReturnType<typeof createDiscovery>;

/** Finding products: listings, search, product pages, and the index behind them. */
export function createDiscovery({ projection, products, engine, reader = engine, markets, clock = systemClock }: DiscoveryDeps) {
  const structures = createStructures(projection);
  const listing = createListing({ engine: reader, structures, clock });
  const product = createProducts({ store: products, engine: reader, structures, clock });
  const overview = createOverview({ store: products, engine: reader, structures, clock });
  return {
    listing: listing.listing,
    search: listing.search,
    products: listing.products,
    productView: product.productView,
    categoryTree: overview.categoryTree,
    rows: overview.rows,
    suggest: overview.suggest,
    sitemapParts: overview.sitemapParts,
    sitemap: overview.sitemap,
    indexer: createIndexer({ store: projection, engine, structures, markets, clock }),
    /** Call with the tags of every purge (null: all) before pages are dropped: names that changed are fetched anew. */
    onPurge(tags: readonly string[] | null): void {
      if (tags === null || tags.includes('catalog') || tags.includes('structure')) structures.stale();
    },
  };
}

/** Settings that the search engine must be made with. */
export const searchSettings = { uncounted: ['tag'], scopes: ['all', 'category'] } as const;
