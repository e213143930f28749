import { embeddedSearch, postgresSearch, type SearchEngine, shopVocabulary } from '../../src/platform/search/index.ts';
import { passingDatabase } from '../search/database.ts';

type Made = { engine: SearchEngine; close(): Promise<void> };

/** The engines that can be asked, each empty and closed by the caller. */
export const ENGINES: Readonly<Record<string, () => Promise<Made>>> = {
  embedded: async () => ({ engine: embeddedSearch({ fewHits: 10, synonyms: shopVocabulary() }), close: async () => undefined }),
  postgres: async () => {
    const { db, close } = await passingDatabase();
    return { engine: postgresSearch(db, {}, { columns: 'off' }), close };
  },
};
