import type { SearchEngine, SearchSettings } from '../search.ts';
import { type ClientOptions, createClient } from './client.ts';
import { createReader } from './read.ts';
import { aliasOf, ensureIndexes, type Place, rebuildIndexes } from './rebuild.ts';
import { createWriter } from './write.ts';

export type OpenSearchOptions = ClientOptions & {
  /** Begins the names of the indexes, e.g. `stoa`: several shops may share a cluster. */
  prefix?: string;
  /** Languages that are indexed; every document has a place in each, so that versions hold for all. */
  languages?: readonly string[];
  /** Copies of each index beside the first. */
  replicas?: number;
};

/** The search port over an OpenSearch cluster: an index a language behind an alias. `close` ends its connections. */
export function openSearch(options: OpenSearchOptions, settings: SearchSettings = {}): SearchEngine & { close(): void } {
  const { prefix = 'stoa', languages = ['en', 'de'], replicas = 0 } = options;
  const place: Place = { prefix, languages, replicas };
  const client = createClient(options);
  const alias = (language: string) => aliasOf(place, language);
  const reader = createReader(client, alias, languages[0]!);
  const writer = createWriter(client, languages, new Set(settings.uncounted));
  let made: Promise<void> | null = null;

  /** Once a process; again after a failure. */
  function ready(): Promise<void> {
    made ??= ensureIndexes(client, place).catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  }

  return {
    features: new Set(['rating', 'rules'] as const),
    async index(documents) {
      if (documents.length === 0) return [];
      await ready();
      return writer.put(writer.writesOf(documents), alias, { refresh: true });
    },
    async delete(documents) {
      if (documents.length === 0) return;
      await ready();
      await writer.put(writer.removals(documents), alias, { refresh: true });
    },
    search: reader.search,
    byIds: reader.byIds,
    countScopes: reader.countScopes,
    suggest: reader.suggest,
    async refresh() {
      await ready();
    },
    rebuild: (source) => rebuildIndexes(client, place, writer, source),
    close: client.close,
  };
}
