import { type Queryable, sql } from '../postgres/index.ts';

/** Every web process listens here and drops the pages that carry one of the tags. Payload: a JSON list of tags, or `*` for all. */
export const purgeChannel = 'stoa_purge';

/** PostgreSQL takes 7999 bytes. */
const mostBytes = 7900;
/** Beyond this many messages it is cheaper for everybody to start with an empty cache. */
const mostMessages = 16;

/**
 * Tells all web processes which pages are outdated; sent with the commit of the transaction. For the few transactions of
 * workers only: `notify` makes commits queue up behind one lock of the server.
 */
export async function publishPurge(tx: Queryable, tags: readonly string[]): Promise<void> {
  for (const payload of purgePayloads(tags)) await tx.query(notify, [purgeChannel, payload]);
}

export function purgePayloads(tags: readonly string[]): string[] {
  const messages: string[] = [];
  let open: string[] = [];
  let size = 2;
  for (const tag of new Set(tags)) {
    const bytes = Buffer.byteLength(JSON.stringify(tag)) + 1;
    if (tag === '*' || bytes > mostBytes) return ['*'];
    if (size + bytes > mostBytes) {
      messages.push(JSON.stringify(open));
      open = [];
      size = 2;
    }
    open.push(tag);
    size += bytes;
  }
  if (open.length > 0) messages.push(JSON.stringify(open));
  return messages.length > mostMessages ? ['*'] : messages;
}

/** The tags of a message; null for all pages (also when it cannot be read: rather too much than too little). */
export function readPurge(payload: string): string[] | null {
  if (payload === '*') return null;
  try {
    const tags: unknown = JSON.parse(payload);
    return Array.isArray(tags) && tags.every((tag) => typeof tag === 'string') ? tags : null;
  } catch {
    return null;
  }
}

const notify = sql('jobs.notify', 'select pg_notify($1, $2)');
