import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedSearch, openSearch, postgresSearch, type SearchEngine, shopVocabulary } from '../../src/platform/search/index.ts';
import { startLocalNode } from '../../src/platform/search/opensearch/local-node.ts';
import { passingDatabase } from '../search/database.ts';

type Made = { engine: SearchEngine; close(): Promise<void> };

/** The engines that can be asked, each empty and closed by the caller. */
export const ENGINES: Readonly<Record<string, () => Promise<Made>>> = {
  embedded: async () => ({ engine: embeddedSearch({ fewHits: 10, synonyms: shopVocabulary() }), close: async () => undefined }),
  postgres: async () => {
    const { db, close } = await passingDatabase();
    return { engine: postgresSearch(db, {}, { columns: 'off' }), close };
  },
  /** On the node of OPENSEARCH_URL, else on one that is started for it. */
  opensearch: async () => {
    const given = process.env.OPENSEARCH_URL;
    const folder = mkdtempSync(join(tmpdir(), 'stoa-relevance-'));
    const note = (line: string) => void process.stderr.write(`${line}\n`);
    const node = given ? null : await startLocalNode({ folder, note, quick: true });
    const engine = openSearch({ node: given ?? node!.url, prefix: `relevance${process.pid}`, languages: ['en'] });
    return {
      engine,
      async close() {
        engine.close();
        await node?.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
