import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type EmbeddedState, embeddedSearch, type Mark, readSnapshot, shopVocabulary, writeSnapshot } from '../platform/search/index.ts';
import { searchSettings } from '../shop/discovery/index.ts';
import { version } from './version.ts';

type Kept = { made: string; mark: Mark; state: EmbeddedState };

/** The index of a machine in one file, so that a start takes it over instead of making it. @param tell why a file was not used */
export function keptIndex(path: string, tell: (fault: string) => void) {
  const options = { ...searchSettings, synonyms: shopVocabulary() };
  // Another release may cut words otherwise or lay them out otherwise, other settings count otherwise.
  const made = createHash('sha256')
    .update(JSON.stringify([version, options, engineSources()]))
    .digest('base64url')
    .slice(0, 22);
  let engine = embeddedSearch(options);
  return {
    /** Whatever is wrong with the file, an index comes of it: an empty one then. */
    read() {
      let mark: Mark | null = null;
      try {
        const kept = readSnapshot<Kept>(path);
        if (kept?.made === made) {
          engine = embeddedSearch(options, kept.state);
          mark = kept.mark;
        } else tell('of another release');
      } catch (error) {
        const { code } = error as { code?: string };
        if (code !== 'ENOENT') tell(code ?? 'not whole');
      }
      return { engine, mark };
    },
    write: (mark: Mark): void => void writeSnapshot(path, { made, mark, state: engine.state() } satisfies Kept),
  };
}

/** The code that a kept state was made by: 30 small files, read in 2 ms, so that nobody has to remember a number when it changes. */
function engineSources(): string[] {
  const folder = new URL('../platform/search/embedded/', import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  return names.map((name) => readFileSync(new URL(name, folder), 'utf8'));
}
