import type { SearchDocument } from '../search.ts';
import { type Client, pause, SearchAway } from './client.ts';
import { type Body, bodyOf, GONE } from './mapping.ts';

/** One write into each language's index; a null body leaves the version behind and nothing else. */
export type Write = { id: number; version: number; bodies: Readonly<Record<string, Body | null>> };

type Item = { index: { _id: string; status: number; error?: { type: string } } };

const mostBulkBytes = 5 * 1024 * 1024;
const bulkWaitMs = 60_000;
/** A full queue, or an index that a rebuild is just replacing: the alias names another one a moment later. */
const AGAIN = new Set([403, 429, 503]);
const mostTries = 8;

export type Writer = ReturnType<typeof createWriter>;

export function createWriter(client: Client, languages: readonly string[], uncounted: ReadonlySet<string>) {
  return {
    writesOf(documents: readonly SearchDocument[]): Write[] {
      const latest = new Map<number, SearchDocument>();
      for (const document of documents) if ((latest.get(document.id)?.version ?? -1) < document.version) latest.set(document.id, document);
      return [...latest.values()].map((document) => ({
        id: document.id,
        version: document.version,
        bodies: Object.fromEntries(languages.map((language) => [language, bodyOf(document, language, uncounted)])),
      }));
    },
    removals(documents: readonly { id: number; version: number }[]): Write[] {
      const latest = new Map<number, number>();
      for (const { id, version } of documents) latest.set(id, Math.max(version, latest.get(id) ?? 0));
      return [...latest].map(([id, version]) => ({ id, version, bodies: {} }));
    },
    /** @returns the ids that were taken: a version that is not higher than the known one is refused by the cluster itself */
    async put(writes: readonly Write[], target: (language: string) => string, { refresh }: { refresh: boolean }): Promise<number[]> {
      const taken = new Set<number>();
      for (const language of languages) {
        for (const part of partsOf(writes, language)) for (const id of await send(client, target(language), part)) taken.add(id);
        if (refresh) await client.send('POST', `/${target(language)}/_refresh`);
      }
      return writes.map(({ id }) => id).filter((id) => taken.has(id));
    },
  };
}

type Lines = Map<number, string>;

function* partsOf(writes: readonly Write[], language: string): Generator<Lines> {
  let part: Lines = new Map();
  let size = 0;
  for (const { id, version, bodies } of writes) {
    const body = bodies[language] ?? GONE;
    const line = `${JSON.stringify({ index: { _id: String(id), version, version_type: 'external' } })}\n${JSON.stringify(body)}\n`;
    if (size > 0 && size + line.length > mostBulkBytes) {
      yield part;
      part = new Map();
      size = 0;
    }
    part.set(id, line);
    size += line.length;
  }
  if (part.size > 0) yield part;
}

/** What the cluster has no room for at the moment is sent again alone, later and later. */
async function send(client: Client, index: string, part: Lines): Promise<number[]> {
  const taken: number[] = [];
  let left = part;
  for (let tried = 0; left.size > 0; tried += 1) {
    const path = `/${index}/_bulk?require_alias=true&filter_path=items.*._id,items.*.status,items.*.error.type`;
    const { items } = await client.send<{ items: Item[] }>('POST', path, [...left.values()].join(''), { waitMs: bulkWaitMs });
    const again: Lines = new Map();
    for (const { index: item } of items) {
      const id = Number(item._id);
      if (item.status < 300) taken.push(id);
      else if (AGAIN.has(item.status) && tried < mostTries) again.set(id, left.get(id)!);
      else if (item.status !== 409)
        throw new SearchAway(`OpenSearch refused a document (${item.error?.type ?? 'no reason given'}).`, item.status);
    }
    left = again;
    if (left.size > 0) await pause(tried);
  }
  return taken;
}
