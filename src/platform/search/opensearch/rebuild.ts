import type { SearchDocument } from '../search.ts';
import type { Client } from './client.ts';
import { indexBody } from './mapping.ts';
import type { Writer } from './write.ts';

export type Place = { prefix: string; languages: readonly string[]; replicas: number };

const copyWaitMs = 600_000;

export function aliasOf({ prefix }: Place, language: string): string {
  return `${prefix}-${language}`;
}

function nextOf(place: Place, language: string): string {
  return `${aliasOf(place, language)}-next`;
}

/** Makes the index of every language that has none; several processes may do so at once. */
export async function ensureIndexes(client: Client, place: Place): Promise<void> {
  for (const language of place.languages) {
    const alias = aliasOf(place, language);
    if ((await indexOf(client, alias)) !== null) continue;
    await client.send('PUT', `/${alias}-1`, { ...indexBody(place), aliases: { [alias]: {} } }, { accept: [400] });
  }
}

/**
 * Fills new indexes beside the old ones and swaps the aliases at once. Writers know nothing of it: what they wrote meanwhile is
 * told by the sequence numbers of the old index and copied by version, once while it is still written to and once after it has
 * been closed for writing; who meets the closed one tries again and meets the new one. Broken off it leaves the old ones as they were.
 */
export async function rebuildIndexes(
  client: Client,
  place: Place,
  writer: Writer,
  source: AsyncIterable<readonly SearchDocument[]>,
): Promise<number> {
  await ensureIndexes(client, place);
  const turns = await Promise.all(place.languages.map((language) => begin(client, place, language)));
  try {
    let count = 0;
    for await (const documents of source)
      count += (await writer.put(writer.writesOf(documents), (language) => nextOf(place, language), { refresh: false })).length;
    const copied: number[] = [];
    for (const turn of turns) {
      await client.send('POST', `/${turn.next}/_refresh`);
      copied.push(await copy(client, turn, turn.from));
    }
    for (const turn of turns) await client.send('PUT', `/${turn.old}/_settings`, { 'index.blocks.write': true });
    for (const [i, turn] of turns.entries()) copied[i]! += await copy(client, turn, turn.from);
    await swap(client, place, turns);
    // Every index has every document, those without the language as a version alone: one of them tells for all.
    return count - (copied[0] ?? 0);
  } catch (error) {
    for (const { next, old } of turns) {
      await client.send('PUT', `/${old}/_settings`, { 'index.blocks.write': null }).catch(() => undefined);
      await client.send('DELETE', `/${next}`, undefined, { accept: [404] }).catch(() => undefined);
    }
    throw error;
  }
}

type Turn = { language: string; old: string; next: string; from: number };

async function begin(client: Client, place: Place, language: string): Promise<Turn> {
  const alias = aliasOf(place, language);
  const left = await indexOf(client, nextOf(place, language));
  if (left !== null) await client.send('DELETE', `/${left}`, undefined, { accept: [404] });
  const old = (await indexOf(client, alias))!;
  const next = `${alias}-${Math.max(Number(old.slice(alias.length + 1)), left === null ? 0 : Number(left.slice(alias.length + 1))) + 1}`;
  await client.send('PUT', `/${next}`, { ...indexBody(place), aliases: { [nextOf(place, language)]: {} } });
  const from = await nextSequence(client, old);
  // What was deleted before must not be brought back by a source that read it earlier.
  await client.send('POST', `/${old}/_refresh`);
  await reindex(client, { old, next }, { term: { gone: true } });
  return { language, old, next, from };
}

async function nextSequence(client: Client, index: string): Promise<number> {
  type Stats = { indices: Record<string, { shards: Record<string, { routing: { primary: boolean }; seq_no: { max_seq_no: number } }[]> }> };
  const { indices } = await client.send<Stats>('GET', `/${index}/_stats?level=shards`);
  const copies = Object.values(indices[index]!.shards).flat();
  return Math.max(-1, ...copies.filter(({ routing }) => routing.primary).map(({ seq_no }) => seq_no.max_seq_no)) + 1;
}

/** @returns how many documents of the new index gave way to a newer version */
async function copy(client: Client, turn: Turn, from: number): Promise<number> {
  await client.send('POST', `/${turn.old}/_refresh`);
  return reindex(client, turn, { range: { _seq_no: { gte: from } } });
}

async function reindex(client: Client, { old, next }: Pick<Turn, 'old' | 'next'>, query: unknown): Promise<number> {
  const body = { conflicts: 'proceed', source: { index: old, query }, dest: { index: next, version_type: 'external' } };
  // Sent once: while one runs a second would do the same work.
  const { updated } = await client.send<{ updated: number }>('POST', '/_reindex?refresh=true', body, { waitMs: copyWaitMs, tries: 0 });
  return updated;
}

async function swap(client: Client, place: Place, turns: readonly Turn[]): Promise<void> {
  const actions = turns.flatMap(({ language, old, next }) => [
    { remove: { index: next, alias: nextOf(place, language) } },
    { add: { index: next, alias: aliasOf(place, language) } },
    { remove_index: { index: old } },
  ]);
  await client.send('POST', '/_aliases', { actions });
}

async function indexOf(client: Client, alias: string): Promise<string | null> {
  const found = await client.send<Record<string, unknown>>('GET', `/_alias/${alias}`, undefined, { accept: [404] });
  return Object.keys(found).find((name) => name.startsWith(`${alias.replace(/-next$/, '')}-`)) ?? null;
}
