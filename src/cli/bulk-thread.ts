import { parentPort, workerData } from 'node:worker_threads';
import { generatedProducts, MOST_GENERATED_VARIANTS } from '../../demo/generated/products.ts';
import type { Market } from '../kernel/market.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import { type Pack, postgresFiller, type TallyPart } from '../platform/search/index.ts';
import { type BulkRows, bulkProducts, type CatalogNames, joinedRows } from '../shop/catalog/index.ts';
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
/** So few products are made at once that what is made of them dies young: in batches a third of the time went into collecting it. */
const atOnce = 50;

const db = await openDatabase({ url: given.url, dataDir: '', applicationName: 'stoa seed thread', reads: 1, transactions: 2 });
try {
  await run();
} finally {
  await db.close();
}
port.close();

async function run(): Promise<void> {
  const { products, batch, thread, threads, version } = given;
  const filler = postgresFiller(db, `thread ${thread}`, searchSettings);
  const projection = projectionStore(db);
  const documents = bulkDocuments(given);
  let waiting = 0;
  let wake: (() => void) | null = null;
  port.on('message', () => {
    waiting -= 1;
    wake?.();
  });
  const woken = () =>
    new Promise<void>((done) => {
      wake = done;
    });
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = thread * batch; from < products; from += threads * batch) {
    const to = Math.min(products, from + batch);
    const rows: BulkRows[] = [];
    const packs: Pack[] = [];
    let states = '';
    let firstVariant = given.lastIds.variant + 1 + from * MOST_GENERATED_VARIANTS;
    for (let at = from; at < to; at += atOnce) {
      const made = productsOf(at, Math.min(to, at + atOnce), firstVariant);
      firstVariant += made.products.reduce((sum, { variantIds }) => sum + variantIds.length, 0);
      const listed = documents.of(made.products, version);
      rows.push(made.rows);
      packs.push(await filler.pack(listed.documents));
      states += statesText(listed.states, version);
    }
    await writing;
    writing = filler.writePacks(packs).then(() => projection.copyStates(new TextEncoder().encode(states)));
    writing.catch(() => undefined);
    while (waiting >= ahead) await woken();
    waiting += 1;
    const sent: BulkSent = { rows: joinedRows(rows), count: to - from };
    port.postMessage(sent, [...Object.values(sent.rows).map((bytes) => bytes.buffer as ArrayBuffer)]);
  }
  await writing;
  const last: BulkSent = { done: true, tally: await filler.end(), labels: documents.labels() };
  port.postMessage(last);
  while (waiting > 0) await woken();
}

function productsOf(from: number, to: number, firstVariant: number) {
  const { products, categories, lastIds, names, now } = given;
  const lines = [...generatedProducts({ products, ...(categories === null ? {} : { categories }) }, from, to)];
  return bulkProducts(lines, names, { firstProduct: lastIds.product + 1 + from, firstVariant, now });
}

function statesText(states: readonly { id: number; state: ListedState }[], version: number): string {
  let text = '';
  for (const { id, state } of states) text += `${id}\t${version}\t${JSON.stringify(state).replaceAll('\\', '\\\\')}\n`;
  return text;
}
