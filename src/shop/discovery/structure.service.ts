import type { ProjectionStore } from './projection.store.ts';
import { type Structure, structureOf } from './structure.ts';

export type Structures = ReturnType<typeof createStructures>;

/** A copy older than this is fetched anew behind the answer: a net for a missed notification. */
const keptMs = 15_000;

/** The structure, kept in the process. `stale()` when it is known to have changed: the next caller waits for the new one. */
export function createStructures(store: Pick<ProjectionStore, 'readStructure'>) {
  let known: Structure | null = null;
  let fetchedAt = 0;
  let generation = 0;
  let fetching: Promise<Structure> | null = null;

  async function fetchNew(): Promise<Structure> {
    const asked = generation;
    const structure = structureOf(await store.readStructure());
    if (asked !== generation) return fetchNew();
    known = structure;
    fetchedAt = performance.now();
    return structure;
  }

  function refresh(): Promise<Structure> {
    fetching ??= fetchNew().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  return {
    /** Mostly at once. */
    async get(): Promise<Structure> {
      if (!known) return refresh();
      if (performance.now() - fetchedAt > keptMs) refresh().catch(() => undefined);
      return known;
    },
    stale(): void {
      generation += 1;
      known = null;
    },
    async fresh(): Promise<Structure> {
      generation += 1;
      return refresh();
    },
  };
}
