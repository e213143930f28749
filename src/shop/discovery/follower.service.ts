import type { Clock } from '../../kernel/clock.ts';
import type { Market } from '../../kernel/market.ts';
import {
  type Change,
  type Mark,
  type PostgresChanges,
  reaches,
  type SearchDocument,
  type SearchEngine,
} from '../../platform/search/index.ts';
import { documentOf } from './document.ts';
import type { ProjectionStore } from './projection.store.ts';
import type { Structures } from './structure.service.ts';

export type FollowerDeps = {
  store: Pick<ProjectionStore, 'readRows' | 'structureVersion'>;
  changes: PostgresChanges;
  structures: Structures;
  markets: () => Promise<readonly Market[]>;
  clock: Clock;
  /** What follows. `versionOf`: of a document that it knows, deleted or not; -1 when it never came. */
  engine: Pick<SearchEngine, 'index' | 'delete' | 'refresh' | 'rebuild'> & { versionOf(id: number): number; ids(): number[] };
  /** What `engine` holds already (from a snapshot). */
  from?: Mark | null;
};

export type Follower = ReturnType<typeof createFollower>;

const productsABatch = 200;

/**
 * Keeps an index equal to the rows that are written with the catalogue. Documents are made from the products as they are now, under
 * the version that the rows had just before: so whatever is taken over twice, late or after a crash ends the same.
 */
export function createFollower({ store, changes, structures, markets, clock, engine, from = null }: FollowerDeps) {
  let mark = from;
  /** A kept state is compared with the rows once, whatever it says of itself: the database may be an older copy, or another one. */
  let compared = false;
  let running: Promise<void> | null = null;
  let again = false;

  async function documentsOf(versions: readonly { id: number; version: number }[]): Promise<SearchDocument[]> {
    const rows = await store.readRows(
      versions.map(({ id }) => id),
      clock.now(),
    );
    const known = await structures.get();
    const structure = known.version === (await store.structureVersion()) ? known : await structures.fresh();
    const sold = await markets();
    const byId = new Map(versions.map(({ id, version }) => [id, version]));
    return rows.flatMap((row) => documentOf(row, structure, sold, byId.get(row.id)!) ?? []);
  }

  async function take(list: readonly { id: number; version: number }[]): Promise<void> {
    for (let at = 0; at < list.length; at += productsABatch) {
      const batch = list.slice(at, at + productsABatch);
      const documents = await documentsOf(batch);
      await engine.index(documents, { bulk: list.length > productsABatch });
      // No longer for sale, its event being on the way.
      const there = new Set(documents.map(({ id }) => id));
      await engine.delete(batch.filter(({ id }) => !there.has(id)));
    }
  }

  /** By the difference between both: after a start, and after the rows were made anew. */
  async function compare(): Promise<void> {
    const { mark: now, documents } = await changes.all();
    const alive = new Map(documents.map(({ id, version }) => [id, version]));
    const ids = engine.ids();
    const older = documents.some(({ id, version }) => engine.versionOf(id) > version);
    if (older || ids.length === 0) await engine.rebuild(inBatches(documents));
    else {
      await take(documents.filter(({ id, version }) => engine.versionOf(id) !== version));
      await engine.delete(ids.filter((id) => !alive.has(id)).map((id) => ({ id, version: engine.versionOf(id) + 1 })));
      await engine.refresh();
    }
    mark = now;
    compared = true;
  }

  async function* inBatches(documents: readonly { id: number; version: number }[]): AsyncGenerator<SearchDocument[]> {
    for (let at = 0; at < documents.length; at += productsABatch) yield await documentsOf(documents.slice(at, at + productsABatch));
  }

  async function follow(): Promise<void> {
    if (!mark || !compared) return compare();
    const found = await changes.since(mark);
    if (!found) {
      // Nothing may be answered from a state that the rows have left, until both are equal again.
      compared = false;
      return compare();
    }
    const list: Change[] = found.changes;
    if (list.length > 0) {
      await take(list.filter(({ deleted }) => !deleted));
      await engine.delete(list.filter(({ deleted }) => deleted));
      await engine.refresh();
    }
    mark = found.mark;
  }

  return {
    /** What the index holds; null until it has been compared with the rows. */
    reached: (): Mark | null => (compared ? mark : null),
    reaches: (wanted: Mark | null): boolean => compared && reaches(mark, wanted),
    /** Takes over what there is at the call, or later; calls during one are one more. */
    catchUp(): Promise<void> {
      if (running) {
        again = true;
        return running;
      }
      const run = async () => {
        do {
          again = false;
          await follow();
        } while (again);
      };
      running = run().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
