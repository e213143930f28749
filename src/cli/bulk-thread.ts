import { parentPort, workerData } from 'node:worker_threads';
import { generatedProducts, MOST_GENERATED_VARIANTS } from '../../demo/generated/products.ts';
import type { Market } from '../kernel/market.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import { postgresFiller, type TallyPart } from '../platform/search/index.ts';
import { type BulkRows, bulkProducts, type CatalogNames } from '../shop/catalog/index.ts';
import {
  bulkDocuments,
  type Label,
  type ListedState,
  type MediaRow,
  projectionStore,
  type StructureRows,
  searchSettings,
} from '../shop/discovery/index.ts';

/** What a thread of a bulk seed is given. */
export type BulkGiven = {
  url: string;
  products: number;
  categories: number | null;
  /** Products from here on, `batch` of them, then the next `batch` after those of all `threads`. */
  thread: number;
  threads: number;
  batch: number;
  /** Ids begin behind these. */
  lastIds: { product: number; variant: number };
  names: CatalogNames;
  structure: StructureRows;
  markets: readonly Market[];
  media: ReadonlyMap<string, MediaRow>;
  version: number;
  now: Date;
};

/** What it sends: batches, each of which is answered with `go` when the next but one may come, and a last word. */
export type BulkSent =
  | { rows: BulkRows; count: number }
  | { done: true; tally: TallyPart; labels: (Label & { field: string; value: string })[] };

const port = parentPort!;
const given = workerData as BulkGiven;
/** Batches under way that the main thread has not yet written. */
const ahead = 2;

const db = await openDatabase({ url: given.url, dataDir: '', applicationName: 'stoa seed thread', reads: 1, transactions: 2 });
try {
  await run();
} finally {
  await db.close();
}
port.close();

async function run(): Promise<void> {
  const { products, categories, batch, thread, threads, lastIds, names, now, version } = given;
  const filler = postgresFiller(db, searchSettings);
  const projection = projectionStore(db);
  const documents = bulkDocuments(given);
  let waiting = 0;
  let wake: (() => void) | null = null;
  port.on('message', () => {
    waiting -= 1;
    wake?.();
  });
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = thread * batch; from < products; from += threads * batch) {
    const lines = [
      ...generatedProducts({ products, ...(categories === null ? {} : { categories }) }, from, Math.min(products, from + batch)),
    ];
    const made = bulkProducts(lines, names, {
      firstProduct: lastIds.product + 1 + from,
      firstVariant: lastIds.variant + 1 + from * MOST_GENERATED_VARIANTS,
      now,
    });
    const listed = documents.of(made.products, version);
    const rows = await filler.analyse(listed.documents);
    await writing;
    const states = new TextEncoder().encode(statesText(listed.states, version));
    writing = filler.write(rows, { alone: true }).then(() => projection.copyStates(states));
    writing.catch(() => undefined);
    while (waiting >= ahead)
      await new Promise<void>((done) => {
        wake = done;
      });
    waiting += 1;
    const sent: BulkSent = { rows: made.rows, count: lines.length };
    port.postMessage(sent, [...Object.values(made.rows).map((bytes) => bytes.buffer as ArrayBuffer)]);
  }
  await writing;
  const last: BulkSent = { done: true, tally: filler.tally, labels: documents.labels() };
  port.postMessage(last);
  while (waiting > 0)
    await new Promise<void>((done) => {
      wake = done;
    });
}

function statesText(states: readonly { id: number; state: ListedState }[], version: number): string {
  let text = '';
  for (const { id, state } of states) text += `${id}\t${version}\t${JSON.stringify(state).replaceAll('\\', '\\\\')}\n`;
  return text;
}
