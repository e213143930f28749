import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { CatalogScope, CatalogStore } from './catalog.store.ts';
import type { CatalogLine, ProductLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';
import { checkLine, lineKey } from './line-check.ts';
import { type ProductWrite, writeProductRound } from './product-round.service.ts';
import { writeStructureRound } from './structure-round.service.ts';

export type WriteOutcome = 'created' | 'updated' | 'unchanged' | 'refused';

/** What became of one line; `id` is that of a product. `notes` are things the merchant should know although the line was taken. */
export type WriteResult = { kind: string; key: string } & (
  | { outcome: 'created' | 'updated' | 'unchanged'; id: number | null; notes: readonly LineFault[] }
  | { outcome: 'refused'; faults: readonly LineFault[] }
);

export type WriteOptions = {
  /** Who writes: `shopify`, `lines`, `seed`, `staff`. */
  source: string;
  /** Write lines even when an equal one was written before: undoes what staff have changed since. */
  force?: boolean;
  /** Attributes, types, categories and brands that exist stay as they are (foreign formats know no more than their names). */
  keepStructure?: boolean;
  /** Nobody else is changing the shop's structure: references found once are not checked again by the database. For seeds. */
  alone?: boolean;
  /** Called in the transaction, with what will be the outcome. */
  alongside?: (scope: CatalogScope, results: readonly WriteResult[]) => Promise<void>;
};

export type CatalogWriter = ReturnType<typeof createWriter>;

type Entry = { index: number; line: CatalogLine; notes: readonly LineFault[] };

/** A few hundred lines at a time are best: each call is one transaction of about twenty statements, whatever the number of lines. */
export function createWriter({ store, clock = systemClock }: { store: CatalogStore; clock?: Clock }) {
  return {
    /**
     * Writes lines, each on its own merits: one result a line, in order. Structure lines of the call are written before its products.
     * Safe beside any other writer, and repeatable: an equal line changes nothing.
     */
    async write(raws: readonly unknown[], options: WriteOptions): Promise<WriteResult[]> {
      const results: (WriteResult | undefined)[] = [];
      const entries: Entry[] = [];
      raws.forEach((raw, index) => {
        const checked = checkLine(raw);
        if (checked.line) entries.push({ index, line: checked.line, notes: checked.notes });
        else results[index] = { ...lineKey(raw), outcome: 'refused', faults: checked.faults };
      });
      if (entries.length === 0 && !options.alongside) return results as WriteResult[];

      return store.transaction(async (scope) => {
        const all = [...results];
        if (options.alone) await store.products.trustReferences(scope);
        const changed = { products: [] as number[], structure: false };
        for (const round of roundsOf(entries)) await writeRound(scope, round, { options, all, changed });
        await store.tellProducts(scope, changed.products);
        if (changed.structure) await store.tellStructure(scope);
        await options.alongside?.(scope, all as WriteResult[]);
        return all as WriteResult[];
      });
    },
  };

  type Round = { options: WriteOptions; all: (WriteResult | undefined)[]; changed: { products: number[]; structure: boolean } };

  async function writeRound(scope: CatalogScope, entries: readonly Entry[], { options, all, changed }: Round): Promise<void> {
    const structure = entries.filter(({ line }) => line.kind !== 'product');
    const outcomes = await writeStructureRound(
      store,
      scope,
      structure.map(({ line }) => line),
      options.keepStructure ?? false,
    );
    for (const [place, { index, line, notes }] of structure.entries()) {
      const written = outcomes[place]!;
      all[index] =
        typeof written === 'string'
          ? { ...lineKey(line), outcome: written, id: null, notes }
          : { ...lineKey(line), outcome: 'refused', faults: [written] };
      if (written === 'created' || written === 'updated') changed.structure = true;
    }

    const products = entries.filter((entry): entry is Entry & { line: ProductLine } => entry.line.kind === 'product');
    if (products.length === 0) return;
    const lines = products.map(({ line }) => line);
    const round = await writeProductRound(store, scope, lines, { force: options.force ?? false, now: clock.now() });
    if (round.structureChanged) changed.structure = true;
    for (const [place, { index, line, notes }] of products.entries()) {
      const written: ProductWrite = round.writes[place]!;
      if (written.outcome === 'refused') all[index] = { ...lineKey(line), outcome: 'refused', faults: written.faults };
      else all[index] = { ...lineKey(line), outcome: written.outcome, id: written.id, notes: [...notes, ...written.notes] };
      if (written.outcome === 'created' || written.outcome === 'updated') changed.products.push(written.id);
    }
  }
}

/** Lines that speak of the same thing go one after another; a round holds every key at most once. */
function roundsOf(entries: readonly Entry[]): Entry[][] {
  const rounds: Entry[][] = [];
  const nextRound = new Map<string, number>();
  for (const entry of entries) {
    const keys = keysOf(entry.line);
    const round = Math.max(...keys.map((key) => nextRound.get(key) ?? 0));
    for (const key of keys) nextRound.set(key, round + 1);
    rounds[round] ??= [];
    rounds[round].push(entry);
  }
  return rounds.filter((round) => round !== undefined);
}

function keysOf(line: CatalogLine): string[] {
  const names = line.kind === 'product' ? [line.handle, ...(line.formerHandles ?? [])] : [line.code];
  return names.map((name) => `${line.kind} ${name}`);
}
