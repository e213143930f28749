import type { SearchDocument, SearchEngine, SearchHit, SearchRequest } from '../search.ts';
import { createEngine, type Engine, type EngineOptions, type EngineState } from './engine.ts';

/** The search port over the index in this process's memory, and what a process needs that keeps it in a file. */
export type EmbeddedSearch = SearchEngine & {
  /** The version that is known of a document, deleted or not; -1 when it never came. */
  versionOf(id: number): number;
  /** Documents that are there. */
  ids(): number[];
  /** For a snapshot; valid until the next change. */
  state(): EmbeddedState;
};

export type EmbeddedState = { engine: EngineState; kept: { ids: number[]; ends: Float64Array; bytes: Uint8Array } };

/** The truth stands elsewhere: what is written here is gone with the process unless its `state` was kept. */
export function embeddedSearch(options: EngineOptions = {}, state: EmbeddedState | null = null): EmbeddedSearch {
  let engine = createEngine(options, state?.engine ?? null);
  let stored = state ? storedFrom(state.kept) : new Map<number, Stored>();
  /** What came while a rebuild was reading; replayed onto its result. */
  let meanwhile: Change[] | null = null;

  function hitOf(id: number, { segment, language }: Pick<SearchRequest, 'segment' | 'language'>, key: SearchHit['key']): SearchHit[] {
    const parts = stored.get(id);
    const [offer, said] = [parts?.offers[segment], parts?.texts[language]];
    if (offer === undefined || said === undefined) return [];
    return [{ id, key, offer: JSON.parse(offer), stored: JSON.parse(said) }];
  }

  function take(document: SearchDocument): boolean {
    meanwhile?.push({ put: document });
    const taken = engine.put(document);
    if (taken) stored.set(document.id, storedOf(document));
    return taken;
  }

  function drop({ id, version }: { id: number; version: number }): void {
    meanwhile?.push({ id, version });
    engine.remove(id, version);
    if (engine.documents.slotOf(id) < 0) stored.delete(id);
  }

  return {
    features: new Set(['rating', 'ranges', 'rules', 'better'] as const),
    async index(documents) {
      // Of several versions of one document the newest is taken: the others are then no longer newer.
      const ordered = [...documents].sort((a, b) => b.version - a.version);
      return ordered.filter(take).map(({ id }) => id);
    },
    async delete(documents) {
      for (const each of documents) drop(each);
    },
    async search(request) {
      const { ids, keys, ...found } = engine.search(request);
      return { ...found, hits: ids.flatMap((id, i) => hitOf(id, request, keys[i]!)) };
    },
    async byIds({ ids, ...where }) {
      return ids.flatMap((id) => hitOf(id, where, [0, id]));
    },
    async countScopes({ segment, field }) {
      return engine.countScopes(segment, field);
    },
    async suggest({ segment, language, text, limit }) {
      const { completions, ids } = engine.suggest({ segment, language, text, limit });
      return { completions, hits: ids.flatMap((id) => hitOf(id, { segment, language }, [0, id])) };
    },
    versionOf: (id) => engine.versionOf(id),
    ids: () => [...stored.keys()],
    state: () => ({ engine: engine.state(), kept: keptOf(stored) }),
    async refresh() {
      engine.settle();
    },
    async rebuild(source) {
      if (meanwhile) throw new Error('A rebuild is under way already.');
      meanwhile = [];
      try {
        const next = createEngine(options);
        const kept = new Map<number, Stored>();
        const before = engine.documents;
        // What was deleted stays deleted, whatever an older source says.
        for (const [id, version] of before.gone()) next.remove(id, version);
        const taken = new Set<number>();
        for await (const documents of source)
          for (const document of documents) {
            if (!next.put(document)) continue;
            kept.set(document.id, storedOf(document));
            taken.add(document.id);
          }
        for (const change of meanwhile) {
          if ('put' in change) {
            if (!next.put(change.put)) continue;
            kept.set(change.put.id, storedOf(change.put));
            taken.delete(change.put.id);
          } else {
            next.remove(change.id, change.version);
            if (next.documents.slotOf(change.id) >= 0) continue;
            kept.delete(change.id);
            taken.delete(change.id);
          }
        }
        next.settle();
        engine = next;
        stored = kept;
        return taken.size;
      } finally {
        meanwhile = null;
      }
    },
  };
}

type Stored = { offers: Record<string, string>; texts: Record<string, string> };
type Change = { put: SearchDocument } | { id: number; version: number };

function storedOf({ segments, languages }: SearchDocument): Stored {
  return {
    offers: Object.fromEntries(Object.entries(segments).map(([name, part]) => [name, part.stored])),
    texts: Object.fromEntries(Object.entries(languages).map(([name, part]) => [name, part.stored])),
  };
}

/** One after another as JSON, with where each ends. */
function keptOf(stored: ReadonlyMap<number, Stored>): EmbeddedState['kept'] {
  const parts = [...stored.values()].map((each) => Buffer.from(JSON.stringify(each)));
  const ends = new Float64Array(parts.length);
  let end = 0;
  for (const [i, part] of parts.entries()) {
    end += part.length;
    ends[i] = end;
  }
  return { ids: [...stored.keys()], ends, bytes: new Uint8Array(Buffer.concat(parts)) };
}

function storedFrom({ ids, ends, bytes }: EmbeddedState['kept']): Map<number, Stored> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Map(ids.map((id, i) => [id, JSON.parse(text.toString('utf8', i === 0 ? 0 : ends[i - 1], ends[i])) as Stored]));
}

export type { Engine, EngineOptions };
