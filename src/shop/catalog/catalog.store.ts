import { appendEvent } from '../../platform/jobs/index.ts';
import type { Database, Tx } from '../../platform/postgres/index.ts';
import { categories } from './category.store.ts';
import { importJournal } from './import-journal.store.ts';
import { readProducts } from './product-read.store.ts';
import { writeProducts } from './product-write.store.ts';
import { structure } from './structure.store.ts';
import { writeVariants } from './variant-write.store.ts';

/** A transaction of the catalogue, passed through by services that may not know PostgreSQL. */
export type CatalogScope = Tx;
export type CatalogStore = ReturnType<typeof catalogStore>;

const idsAnEvent = 500;
const TABLES = 'product, product_category, product_media, variant, price, stock_level';
const mostAttempts = 8;

export function catalogStore(db: Database) {
  return {
    /** For reads outside a transaction. */
    db,
    read: readProducts,
    structure,
    categories,
    products: writeProducts,
    variants: writeVariants,
    journal: importJournal,
    /** Runs `fn` again after a deadlock, and when somebody else has made a row of the same key first: it then finds that row. */
    async transaction<T>(fn: (scope: CatalogScope) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction(fn, { retries: mostAttempts, statementTimeoutMs: 120_000 });
        } catch (error) {
          if ((error as { code?: string }).code !== '23505' || attempt === mostAttempts) throw error;
        }
      }
    },
    /** Ends the transaction and runs it again: what it stood on has changed. */
    again(): never {
      throw Object.assign(new Error('the catalogue has changed meanwhile'), { code: '40001' });
    },
    /** After many new rows: until the server has figures on them, whoever reads products by id has whole tables read for it. */
    async learnFigures(): Promise<void> {
      await db.transaction((tx) => tx.exec(`analyze ${TABLES}`), { statementTimeoutMs: 0 });
    },
    async tellProducts(scope: CatalogScope, ids: readonly number[]): Promise<void> {
      for (let at = 0; at < ids.length; at += idsAnEvent)
        await appendEvent(scope, 'catalog.products-changed', { ids: ids.slice(at, at + idsAnEvent) });
    },
    tellStructure: (scope: CatalogScope) => appendEvent(scope, 'catalog.structure-changed', {}),
  };
}
