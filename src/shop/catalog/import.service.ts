import { uuidv7 } from '../../kernel/ids.ts';
import type { CatalogStore } from './catalog.store.ts';
import type { ProductLine } from './catalog-line.ts';
import type { ImportCounts } from './import-journal.store.ts';
import { productLine } from './product-line.ts';
import type { RowFault } from './shopify-read.ts';
import { handlesFor } from './shopify-values.ts';
import type { CatalogWriter, WriteResult } from './write.service.ts';

/** One thing of a file: the line it is about comes last in `lines`, after what it needs. Without lines it is refused. */
export type ImportItem = {
  /** Where it begins, from 1. */
  line: number;
  /** Handle or code, for people. */
  key: string;
  lines: readonly unknown[];
  faults: readonly RowFault[];
  notes: readonly RowFault[];
  /** Its handle is one of another shop, and has to find a place here. */
  foreign?: {
    source: string;
    handle: string;
    column: string /** Says neither what it is called nor whether it is sold. */;
    isBare: boolean;
  };
};

/** A line of the report: something that was refused, or a remark. `item` counts the things of the file. */
export type ReportRow = {
  item: number;
  line: number;
  handle: string;
  outcome: 'refused' | 'note';
  code: string;
  field: string;
  reason: string;
};

export type ImportOptions = {
  /** What tells one file (and the way it is read) from another. */
  fingerprint: Buffer;
  /** Shown to people. */
  name: string;
  source: string;
  /** Start from the beginning even if an earlier run was broken off. */
  afresh?: boolean;
  /** See `WriteOptions`. */
  force?: boolean;
  keepStructure?: boolean;
  /** How many items and which counts an earlier run has left; called once. */
  onStart?: (position: number) => Promise<void> | void;
  /** Rows of a batch about to be committed; called again with other rows should the transaction be repeated. */
  onReport?: (rows: readonly ReportRow[]) => Promise<void>;
  /** After a batch is committed. */
  onBatch?: (items: number, counts: ImportCounts) => void;
  signal?: AbortSignal;
};

export type ImportSummary = ImportCounts & { items: number; resumedAt: number; finished: boolean };

export type CatalogImporter = ReturnType<typeof createImporter>;

const batchItems = 250;
const batchVariants = 2500;

type Numbered = ImportItem & { item: number };

/** Writes the items of a file in batches, and the position with each, so that a run that was killed goes on where it stood. */
export function createImporter({ store, writer }: { store: CatalogStore; writer: CatalogWriter }) {
  return {
    async run(items: AsyncIterable<ImportItem>, options: ImportOptions): Promise<ImportSummary> {
      const none: ImportCounts = { created: 0, updated: 0, unchanged: 0, refused: 0, notes: 0 };
      const run = uuidv7();
      const { fingerprint, name, afresh = false } = options;
      const start = await store.journal.claim(store.db, { fingerprint, name, run, counts: none, afresh });
      await options.onStart?.(start.position);
      let counts = start.counts;
      let done = start.position;

      const flush = async (batch: readonly Numbered[], finished: boolean) => {
        const position = batch.at(-1)?.item ?? done;
        counts = await writeBatch(batch, { options, run, before: counts, position, finished });
        done = position;
        options.onBatch?.(done, counts);
      };

      // The next batch is read while the last one is written.
      let writing: Promise<void> = Promise.resolve();
      let batch: Numbered[] = [];
      let variants = 0;
      let item = 0;
      try {
        for await (const next of items) {
          item += 1;
          if (item <= start.position) continue;
          if (options.signal?.aborted) break;
          batch.push({ ...next, item });
          variants += variantsOf(next);
          if (batch.length < batchItems && variants < batchVariants) continue;
          const full = batch;
          batch = [];
          variants = 0;
          await writing;
          writing = flush(full, false);
          // A failure is met at the next `await`; until then it must not count as unhandled.
          writing.catch(() => undefined);
        }
      } finally {
        // Nothing is left under way, also when the file cannot be read any further.
        await writing.catch(() => undefined);
      }
      await writing;
      const finished = !options.signal?.aborted;
      await flush(batch, finished);
      return { ...counts, items: done, resumedAt: start.position, finished };
    },
  };

  type Batch = { options: ImportOptions; run: string; before: ImportCounts; position: number; finished: boolean };

  async function writeBatch(batch: readonly Numbered[], { options, run, before, position, finished }: Batch): Promise<ImportCounts> {
    const placed = await placeHandles(batch);
    const lines: unknown[] = [];
    const at: number[] = [];
    for (const entry of placed) {
      if (entry.faults.length > 0 || entry.lines.length === 0) at.push(-1);
      else {
        lines.push(...entry.lines);
        at.push(lines.length - 1);
      }
    }
    let counts = before;
    await writer.write(lines, {
      source: options.source,
      force: options.force ?? false,
      keepStructure: options.keepStructure ?? false,
      alongside: async (scope, results) => {
        const outcomes = placed.map((entry, index) => outcomeOf(entry, results[at[index]!]));
        counts = outcomes.reduce((sum, { outcome, rows }) => added(sum, outcome, rows), before);
        await options.onReport?.(outcomes.flatMap(({ rows }) => rows));
        await store.journal.move(scope, { fingerprint: options.fingerprint, run, position, counts, finished });
      },
    });
    return counts;
  }

  /**
   * Gives foreign handles their place: the usual form unless another product has it, else one with a mark. A product that was
   * imported before is found by the foreign handle that it keeps.
   */
  async function placeHandles(batch: readonly Numbered[]): Promise<Numbered[]> {
    const foreign = batch.filter((entry) => entry.foreign && entry.lines.length > 0);
    if (foreign.length === 0) return [...batch];
    const candidates = foreign.flatMap((entry) => handlesFor(entry.foreign!.handle));
    const { source, column } = foreign[0]!.foreign!;
    const owners = await store.read.foreignHandles(store.db, candidates, { source, column });
    const standing = await standingOf(foreign.filter((entry) => entry.foreign!.isBare));
    return batch.map((entry) => {
      if (!entry.foreign || entry.lines.length === 0) return entry;
      const [usual, marked] = handlesFor(entry.foreign.handle);
      const known = [usual, marked].find((handle) => owners.get(handle) === entry.foreign!.handle);
      const handle = known ?? (owners.has(usual) ? marked : usual);
      owners.set(handle, entry.foreign.handle);
      const product = withHandle(entry.lines.at(-1) as ProductLine, handle, entry.foreign);
      const before = entry.lines.slice(0, -1);
      if (!entry.foreign.isBare) return { ...entry, lines: [...before, product] };
      const current = standing.get(handle);
      if (current) return { ...entry, lines: [...before, withStanding(product, current)] };
      return { ...entry, lines: [...before, { ...product, status: 'draft' }], notes: [...entry.notes, madeDraft(entry.line)] };
    });
  }

  /** What stands under the handles that these may have. */
  async function standingOf(entries: readonly Numbered[]): Promise<Map<string, ProductLine>> {
    if (entries.length === 0) return new Map();
    const handles = entries.flatMap((entry) => handlesFor(entry.foreign!.handle));
    const known = await store.read.known(store.db, handles);
    const ids = known.map(({ id }) => id);
    const rows = await store.read.byIds(store.db, ids);
    const markets = new Map((await store.read.markets(store.db)).map(({ code, priceList }) => [priceList, code]));
    return new Map(rows.map((row) => [row.handle, productLine(row, markets)]));
  }
}

/** Members about which the rows say nothing stay as they are; their variants are those of the rows. */
function withStanding(line: ProductLine, current: ProductLine): ProductLine {
  const isSaid = (texts: Readonly<Record<string, string>> | undefined) => Object.values(texts ?? {}).some((text) => text.trim() !== '');
  const isListed = (list: readonly unknown[] | undefined) => (list ?? []).length > 0;
  const { description, brand, productType, categories, tags, media, attributes, safety } = current;
  return {
    ...line,
    status: current.status,
    title: current.title,
    description: isSaid(line.description) ? line.description : description,
    brand: line.brand ?? brand,
    productType: line.productType ?? productType,
    categories: isListed(line.categories) ? line.categories : categories,
    tags: isListed(line.tags) ? line.tags : tags,
    media: isListed(line.media) ? line.media : media,
    seo: isSaid(line.seo?.title) || isSaid(line.seo?.description) ? line.seo : current.seo,
    ...(line.attributes ? {} : { attributes }),
    ...(safety ? { safety } : {}),
  };
}

function madeDraft(line: number): RowFault {
  const message = 'The rows have neither a title nor a status: the product is a draft, named after its handle, until somebody says more.';
  return { line, path: '/Title', code: 'made_draft', message };
}

function withHandle(
  product: ProductLine,
  handle: string,
  { source, handle: original, column }: NonNullable<ImportItem['foreign']>,
): ProductLine {
  if (handle === original) return product;
  const kept = { ...product.foreign?.[source], [column]: original };
  return { ...product, handle, foreign: { ...product.foreign, [source]: kept } };
}

function outcomeOf(entry: Numbered, result: WriteResult | undefined): { outcome: WriteResult['outcome']; rows: ReportRow[] } {
  const row = (outcome: 'refused' | 'note', fault: { line?: number; path: string; code: string; message: string }): ReportRow => ({
    item: entry.item,
    line: fault.line ?? entry.line,
    handle: entry.key,
    outcome,
    code: fault.code,
    field: fault.path,
    reason: fault.message,
  });
  if (!result || entry.faults.length > 0) return { outcome: 'refused', rows: entry.faults.map((fault) => row('refused', fault)) };
  if (result.outcome === 'refused') return { outcome: 'refused', rows: result.faults.map((fault) => row('refused', fault)) };
  return { outcome: result.outcome, rows: [...entry.notes, ...result.notes].map((note) => row('note', note)) };
}

function added(counts: ImportCounts, outcome: WriteResult['outcome'], rows: readonly ReportRow[]): ImportCounts {
  const notes = rows.filter((row) => row.outcome === 'note').length;
  return { ...counts, [outcome]: counts[outcome] + 1, notes: counts.notes + notes };
}

function variantsOf({ lines }: ImportItem): number {
  const variants = (lines.at(-1) as { variants?: unknown } | undefined)?.variants;
  return Array.isArray(variants) ? variants.length : 1;
}
