import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { Market } from '../../kernel/market.ts';
import type { EventHandler } from '../../platform/jobs/index.ts';
import type { SearchDocument, SearchEngine } from '../../platform/search/index.ts';
import { documentOf, type ListedState, labelsOf, type ProductRow, purgeTags, stateOf, unindexedState } from './document.ts';
import type { Digest, ProjectionStore } from './projection.store.ts';
import type { Structures } from './structure.service.ts';
import type { Structure } from './structure.ts';

export type Indexer = ReturnType<typeof createIndexer>;

export type IndexerDeps = {
  store: ProjectionStore;
  engine: SearchEngine;
  structures: Structures;
  /** All markets as they are now. */
  markets: () => Promise<readonly Market[]>;
  /** Promises of a day are read at its time. */
  clock: Clock;
};

/** More at once leave the counts of their categories to the moment when the queue is empty. */
const mostExact = 500;
/** As many change by hand; more is an import. */
const fewProducts = 50;
const productsABatch = 250;
const productsARebuildBatch = 1000;

/** Keeps the index and the pages equal to the catalogue. Reads the truth each time, so replays and any order of events do no harm. */
export function createIndexer({ store, engine, structures, markets, clock }: IndexerDeps) {
  async function indexProducts(ids: readonly number[]): Promise<void> {
    const unique = [...new Set(ids)].sort((a, b) => a - b);
    const bulk = unique.length > mostExact;
    for (let at = 0; at < unique.length; at += productsABatch) await indexBatch(unique.slice(at, at + productsABatch), bulk);
  }

  async function indexBatch(ids: readonly number[], bulk: boolean): Promise<void> {
    const { version, rows, before } = await store.readBatch(ids, clock.now());
    const structure = await structureFor(rows);
    const sold = await markets();
    const documents = new Map<number, SearchDocument>();
    const states = new Map<number, ListedState | null>(ids.map((id) => [id, null]));
    for (const row of rows) {
      const document = documentOf(row, structure, sold, version);
      const state = stateOf(row, document, structure);
      states.set(row.id, state);
      // What is indexed just so already needs no writing: most replays, and stock that only a product page shows.
      if (document && state?.document !== before.get(row.id)?.document) documents.set(row.id, document);
    }
    await learnLabels(rows, structure);
    await engine.index([...documents.values()], { bulk });
    await engine.delete(ids.filter((id) => states.get(id) === null && before.has(id)).map((id) => ({ id, version })));
    const tags = [...states].flatMap(([id, state]) => purgeTags(id, before.get(id) ?? null, state));
    if (await menusChange(before, states)) tags.push('catalog');
    await store.saveStates(
      version,
      [...states].map(([id, state]) => ({ id, state })),
      tags,
    );
  }

  /** Whether a category gained its first or lost its last product: menus show those that have some. */
  async function menusChange(before: ReadonlyMap<number, ListedState>, states: ReadonlyMap<number, ListedState | null>): Promise<boolean> {
    const moved = new Map<number, number>();
    for (const [id, state] of states) {
      for (const category of before.get(id)?.categories ?? []) moved.set(category, (moved.get(category) ?? 0) - 1);
      for (const category of state?.categories ?? []) moved.set(category, (moved.get(category) ?? 0) + 1);
    }
    const changed = [...moved].filter(([, by]) => by !== 0);
    if (changed.length === 0) return false;
    // In bulk the menus are drawn anew anyway.
    if (states.size > fewProducts) return true;
    for (const market of await markets()) {
      const counts = await engine.countScopes({ segment: market.code, field: 'category' });
      const crossed = changed.some(([category, by]) => {
        const count = counts.get(String(category)) ?? 0;
        return by > 0 ? count <= by : count === 0;
      });
      if (crossed) return true;
    }
    return false;
  }

  /** One that knows every name in the rows: an event about products may come before the one about their new category. */
  async function structureFor(rows: readonly ProductRow[]): Promise<Structure> {
    const known = await structures.get();
    return rows.every((row) => isKnown(row, known)) ? known : structures.fresh();
  }

  async function learnLabels(rows: readonly ProductRow[], structure: Structure): Promise<void> {
    const fresh = new Map<string, Parameters<ProjectionStore['saveLabels']>[0][number]>();
    for (const row of rows)
      for (const [key, label] of labelsOf(row, structure)) if (!structure.labels.has(key) && !fresh.has(key)) fresh.set(key, label);
    if (await store.saveLabels([...fresh.values()])) {
      await store.bumpStructure();
      await store.purge(['structure']);
      structures.stale();
    }
  }

  /** New names and orders: pages are purged at once, products that were indexed under an old name follow as events of their own. */
  async function structureChanged(): Promise<void> {
    const structure = await structures.fresh();
    const before = new Map((await store.digests()).map((each) => [`${each.kind} ${each.code}`, each]));
    const now = digestsOf(structure);
    const stale = now.filter((each) => {
      const old = before.get(`${each.kind} ${each.code}`);
      return old !== undefined && old.digest !== each.digest;
    });
    await store.saveDigests(now, stale, ['catalog', 'structure']);
  }

  async function* allDocuments(onProgress?: (count: number) => void): AsyncGenerator<SearchDocument[]> {
    const sold = await markets();
    let last = 0;
    let count = 0;
    for (;;) {
      const ids = await store.idsAfter(last, productsARebuildBatch);
      if (ids.length === 0) return;
      last = ids.at(-1)!;
      const { version, rows } = await store.readBatch(ids, clock.now());
      const structure = await structureFor(rows);
      const documents = rows.map((row) => documentOf(row, structure, sold, version));
      await learnLabels(rows, structure);
      const states = rows.map((row, i) => ({ id: row.id, state: documents[i] ? unindexedState(row, documents[i], structure) : null }));
      yield documents.filter((document) => document !== null);
      await store.saveStates(version, states, []);
      count += ids.length;
      onProgress?.(count);
    }
  }

  const handlers: Record<string, EventHandler> = {
    'catalog.products-changed': async (events) => {
      await indexProducts(events.flatMap((event) => numbersIn(event.payload, 'ids')));
    },
    'inventory.stock-changed': async (events) => {
      await indexProducts(await store.productsOf(events.flatMap((event) => numbersIn(event.payload, 'variantIds'))));
    },
    'catalog.structure-changed': () => structureChanged(),
    'pricing.markets-changed': async () => {
      await store.changeAll();
      await store.purge(['*']);
    },
  };

  /** After an index has been made anew: names it was made with, every page purged, events dropped that waited for it. */
  async function settle(waiting: readonly number[]): Promise<void> {
    await store.saveDigests(digestsOf(await structures.fresh()), [], ['*']);
    // Their products were read after them, and every page is drawn anew: an import of a million leaves nothing to be done twice.
    await store.dropEvents(waiting);
  }

  return {
    /** Events that are needless once the index has been made anew from what there is now. */
    waitingEvents: () => store.waitingEvents(),
    /** Ends a bulk whose documents are in the index: with the labels that it has met and the events that it makes needless. */
    async settleBulk({
      labels,
      events,
    }: {
      labels: Parameters<ProjectionStore['saveLabels']>[0];
      events: readonly number[];
    }): Promise<void> {
      await store.saveLabels(labels);
      await store.bumpStructure();
      await settle(events);
    },
    indexProducts,
    /** By event type, for the relay. */
    handlers,
    /** For the relay: brings what is kept ready up to date once the queue is empty. */
    idle: async () => {
      await engine.refresh();
      await store.dropGone();
    },
    /** Builds the index anew beside the old one, then purges every page. `onProgress` gets the number of products read so far. */
    async reindex(onProgress?: (count: number) => void): Promise<number> {
      const waiting = await store.waitingEvents();
      await store.learnFigures();
      await structures.fresh();
      const count = await engine.rebuild(allDocuments(onProgress));
      await settle(waiting);
      return count;
    },
  };
}

function isKnown(row: ProductRow, structure: Structure): boolean {
  return (
    (row.brandId === null || structure.brands.has(row.brandId)) &&
    (row.typeId === null || structure.types.has(row.typeId)) &&
    row.categories.every((id) => structure.categories.has(id)) &&
    Object.entries(row.attributes).every(([code, value]) => {
      const attribute = structure.attributes.get(code);
      if (attribute?.type !== 'choice') return attribute !== undefined;
      return (Array.isArray(value) ? value : [value]).every((choice) => attribute.choices.has(String(choice)));
    })
  );
}

/** Of everything that documents are made from, by what names it. */
function digestsOf(structure: Structure): Digest[] {
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
  return [
    ...[...structure.categories.values()].map(({ id, name, path }) => ({
      kind: 'category' as const,
      code: String(id),
      digest: digest([name, path, path.map((each) => structure.categories.get(each)?.name)]),
    })),
    ...[...structure.brands.values()].map(({ id, name }) => ({ kind: 'brand' as const, code: String(id), digest: digest(name) })),
    ...[...structure.types].map(([id, name]) => ({ kind: 'type' as const, code: String(id), digest: digest(name) })),
    ...[...structure.attributes.values()].map(({ code, facetable, type, unit, choices }) => ({
      kind: 'attribute' as const,
      code,
      digest: digest([facetable, type, unit, [...choices].map(([choice, { label }]) => [choice, label]).sort()]),
    })),
  ];
}

function numbersIn(payload: unknown, key: string): number[] {
  const list = (payload as Record<string, unknown> | null)?.[key];
  return Array.isArray(list) ? list.filter((each): each is number => Number.isSafeInteger(each)) : [];
}
