import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { generatedStructure, MOST_GENERATED_VARIANTS } from '../../demo/generated/products.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Database } from '../platform/postgres/index.ts';
import { rebuildInParts, type TallyPart } from '../platform/search/index.ts';
import { type Bulk, bulkFits, catalogStore, createWriter, inBulk, lastIds, namesOf } from '../shop/catalog/index.ts';
import { type Label, projectionStore } from '../shop/discovery/index.ts';
import type { BulkGiven, BulkSent } from './bulk-thread.ts';
import type { Shop } from './shop.ts';

/** Below it threads and indexes cost more than they save. */
const leastProducts = 5000;
/** A `copy` makes room for 1000 rows before the first one: a sixth of its time when no more than those come. */
const mostBatch = 2000;
/** However few products there are, each thread has some batches: the others write meanwhile. */
const batchesAThread = 4;

export type BulkSeedOptions = { products: number; categories: number | null; onProgress?: (done: number) => void };

/** Whether the quick way can be taken: into an empty catalogue that nobody else is using. */
export async function fitsBulk(db: Database, products: number): Promise<boolean> {
  return products >= leastProducts && (await bulkFits(db));
}

type Labels = (Label & { field: string; value: string })[];

/**
 * A generated range into an empty catalogue, findable at the end. A thread for each core makes products, their rows and their
 * documents; it writes the documents into the tables of a new search index itself, and the rows go through here into one
 * transaction. Broken off it leaves nothing but the structure.
 */
export async function seedInBulk(db: Database, shop: Shop, options: BulkSeedOptions): Promise<void> {
  await writeStructure(db, options);
  const projection = projectionStore(db);
  const events = await shop.discovery.indexer.waitingEvents();
  const last = await lastIds(db);
  await projection.dropStatesAfter(last.product);
  const { version } = await projection.readBatch([], systemClock.now());
  await shop.markets.refresh();
  const threads = availableParallelism();
  const given: Omit<BulkGiven, 'thread'> = {
    url: db.url,
    products: options.products,
    categories: options.categories,
    threads,
    batch: Math.min(mostBatch, Math.ceil(options.products / threads / batchesAThread)),
    lastIds: last,
    names: await namesOf(db),
    structure: await projection.readStructure(),
    markets: shop.markets.all(),
    media: await projection.pictures(),
    version,
    now: systemClock.now(),
  };
  let labels: Labels = [];
  const filled = Promise.withResolvers<TallyPart[]>();
  let written: Promise<number[]> = Promise.resolve([]);
  try {
    await rebuildInParts(
      db,
      () => {
        written = inBulk(db, async (bulk) => {
          const sent = await runThreads(given, bulk, options.onProgress);
          labels = firstOf(sent.flatMap((each) => each.labels));
          filled.resolve(sent.map(({ tally }) => tally));
          return { product: last.product + options.products, variant: last.variant + options.products * MOST_GENERATED_VARIANTS };
        });
        written.catch(filled.reject);
        return filled.promise;
      },
      // The catalogue's indexes are made beside those of the search.
      async () => void events.push(...(await written)),
    );
  } finally {
    await written.catch(() => undefined);
  }
  await shop.discovery.indexer.settleBulk({ labels, events });
}

/** Several threads may have met the same value; the first wording names it. */
function firstOf(labels: Labels): Labels {
  const byName = new Map(labels.map((label) => [`${label.field} ${label.value}`, label]).reverse() as [string, Labels[number]][]);
  return [...byName.values()];
}

/** In one call of the ordinary writer: it knows how lines depend on each other. */
async function writeStructure(db: Database, { products, categories }: BulkSeedOptions): Promise<void> {
  const lines = [...generatedStructure({ products, ...(categories === null ? {} : { categories }) })];
  const results = await createWriter({ store: catalogStore(db) }).write(lines, { source: 'seed' });
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused) throw new Error(`The seed's own line ${refused.kind} ${refused.key} was refused.`);
}

type Done = Extract<BulkSent, { done: true }>;

/** All threads at once; what they send is written one batch after another. */
async function runThreads(given: Omit<BulkGiven, 'thread'>, bulk: Bulk, onProgress?: (done: number) => void): Promise<Done[]> {
  let written = 0;
  let turn: Promise<void> = Promise.resolve();
  const workers: Worker[] = [];
  const runOne = (thread: number) =>
    new Promise<Done>((resolve, reject) => {
      const worker = new Worker(new URL('./bulk-thread.ts', import.meta.url), {
        workerData: { ...given, thread } satisfies BulkGiven,
        // A batch lives as long as it is written: in a small young space all of it would be moved on into the old one.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      });
      workers.push(worker);
      worker.on('error', reject);
      let said = false;
      worker.on('exit', (code) => said || reject(new Error(`A thread of the seed ended with code ${code}.`)));
      worker.on('message', (sent: BulkSent) => {
        if ('done' in sent) {
          // What the other threads have sent may still be waiting to be written when this one ends.
          said = true;
          turn.then(() => resolve(sent), reject);
          return;
        }
        turn = turn
          .then(() => bulk.write(sent.rows))
          .then(() => {
            written += sent.count;
            onProgress?.(written);
            worker.postMessage('go');
          });
        turn.catch(reject);
      });
    });
  try {
    return await Promise.all(Array.from({ length: given.threads }, (_, thread) => runOne(thread)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
