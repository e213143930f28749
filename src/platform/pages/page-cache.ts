import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { createSieve } from './sieve.ts';

/** A finished page before it is encoded. `tags` name everything that it shows (`product:7`, `category:3`, `theme`). */
export type Rendered = {
  status: number;
  /** Lower-case names. Content-Type, ETag, Vary, Content-Encoding, Surrogate-Key and the security headers are added by the sender. */
  headers: Readonly<Record<string, string>>;
  body: string;
  tags: readonly string[];
  /** Told each time this page goes out whole; must be quick and not throw. */
  served?: () => void;
  /** Hashes (`sha256-...`) of the inline scripts and styles in the body, for the Content-Security-Policy. */
  csp?: {
    scripts?: readonly string[];
    styles?: readonly string[];
    /** Origins of others: for scripts, for what those ask, and for frames. */
    foreign?: { scripts: readonly string[]; connects: readonly string[]; frames: readonly string[] } | null;
  };
};

export type Coding = 'identity' | 'gzip' | 'br';

/** One encoded form of a page with everything that `writeHead` needs, made once. */
export type Representation = {
  bytes: Buffer;
  /** Strong, and different for each coding. */
  etag: string;
  /** Name, value, name, value ... for a 200 (or the page's status) and for a 304. */
  head: string[];
  notModifiedHead: string[];
};

export type CachedPage = {
  readonly status: number;
  readonly tags: readonly string[];
  /** Told each time it goes out whole. */
  readonly served: (() => void) | null;
  /** Whether it is long enough to be worth it. */
  readonly compressible: boolean;
  readonly identity: Representation;
  gzip: Representation | null;
  br: Representation | null;
};

export type PageCacheStats = {
  pages: number;
  bytes: number;
  maxBytes: number;
  hits: number;
  misses: number;
  renders: number;
  purged: number;
  evicted: number;
  /** Renders whose page was purged while they ran: sent, but not kept. */
  discarded: number;
};

export type PageCache = ReturnType<typeof createPageCache>;

export type PageCacheOptions = {
  /** Budget for the bytes of all forms together; 0 keeps nothing. */
  maxBytes: number;
  /** Headers that are the same for every form: content type, cache control, security. Default: the page's own. */
  headersOf?(page: Rendered): Readonly<Record<string, string>>;
  /** How long a page of status 404 or 410 is kept; it carries no tag that could purge it. */
  negativeMs?: number;
  /** Bodies below this are sent as they are. */
  compressFromBytes?: number;
  /** Compressions that may run at once; while all are busy pages go out uncompressed rather than late. */
  maxCompressions?: number;
  now?(): number;
};

type Entry = { page: CachedPage; bytes: number; until: number };
type Flight = { startedAt: number; done: Promise<{ page: CachedPage; stale: boolean }> };

/**
 * Finished pages by normalised address. Once `purge(tags)` has returned, no caller that comes later gets a page that was
 * rendered before it and shows one of the tags; a render under way is sent to those who already waited and then dropped.
 * However many callers miss at once, a page is rendered once.
 */
export function createPageCache(options: PageCacheOptions) {
  const { maxBytes, negativeMs = 5_000, compressFromBytes = 1_000, maxCompressions = 4, now = Date.now } = options;
  const entries = createSieve<Entry>({ maxWeight: maxBytes, onRemove: forget });
  const keysByTag = new Map<string, Set<string>>();
  const flights = new Map<string, Flight>();
  /** Purges since the oldest flight started, so that its result can be told to be stale. */
  const purgedAt = new Map<string, number>();
  let clearedAt = 0;
  let sequence = 1;
  let compressing = 0;
  const pending = { gzip: new Map<CachedPage, Promise<Representation>>(), br: new Map<CachedPage, Promise<Representation>>() };
  const counts = { hits: 0, misses: 0, renders: 0, purged: 0, evicted: 0, discarded: 0 };

  /** The page if it is kept and fresh. */
  function peek(key: string): CachedPage | null {
    const entry = entries.get(key);
    if (entry === undefined) return null;
    if (entry.until !== 0 && entry.until <= now()) {
      entries.delete(key);
      return null;
    }
    counts.hits += 1;
    return entry.page;
  }

  /** The kept page, else the one that `make` renders (once for all who ask meanwhile). Throws what `make` throws. */
  async function get(key: string, make: () => Promise<Rendered>): Promise<CachedPage> {
    const hit = peek(key);
    if (hit) return hit;
    counts.misses += 1;
    const arrivedAt = sequence;
    for (;;) {
      const flight = flights.get(key) ?? depart(key, make);
      const { page, stale } = await flight.done;
      if (!stale || flight.startedAt >= arrivedAt) return page;
    }
  }

  function depart(key: string, make: () => Promise<Rendered>): Flight {
    counts.renders += 1;
    const startedAt = sequence;
    const flight: Flight = { startedAt, done: land(key, make, startedAt) };
    flights.set(key, flight);
    return flight;
  }

  async function land(key: string, make: () => Promise<Rendered>, startedAt: number) {
    try {
      // The first await comes before `make`, so that the flight is registered even if `make` throws at once.
      await null;
      const rendered = await make();
      const page = finish(rendered);
      const stale = clearedAt > startedAt || rendered.tags.some((tag) => (purgedAt.get(tag) ?? 0) > startedAt);
      if (stale) counts.discarded += 1;
      else keep(key, page);
      return { page, stale };
    } finally {
      flights.delete(key);
      if (flights.size === 0) purgedAt.clear();
    }
  }

  function finish(rendered: Rendered): CachedPage {
    const bytes = Buffer.from(rendered.body, 'utf8');
    const headers: Record<string, string> = { ...(options.headersOf?.(rendered) ?? rendered.headers), vary: 'Accept-Encoding' };
    if (rendered.tags.length > 0) headers['surrogate-key'] = rendered.tags.join(' ');
    const { status, tags } = rendered;
    const compressible = bytes.length >= compressFromBytes;
    return {
      status,
      tags,
      served: rendered.served ?? null,
      compressible,
      identity: represent(bytes, 'identity', headers),
      gzip: null,
      br: null,
    };
  }

  function keep(key: string, page: CachedPage): void {
    if (page.status >= 500 || page.status === 429) return;
    const negative = page.status === 404 || page.status === 410;
    if (!entries.set(key, { page, bytes: weigh(page), until: negative ? now() + negativeMs : 0 }, weigh(page))) return;
    for (const tag of page.tags) {
      const keys = keysByTag.get(tag);
      if (keys) keys.add(key);
      else keysByTag.set(tag, new Set([key]));
    }
  }

  function forget(key: string, entry: Entry, why: 'evicted' | 'deleted'): void {
    if (why === 'evicted') counts.evicted += 1;
    for (const tag of entry.page.tags) {
      const keys = keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) keysByTag.delete(tag);
    }
  }

  /** Drops every page that shows one of the tags, now and out of renders under way. Returns how many were dropped. */
  function purge(tags: readonly string[]): number {
    sequence += 1;
    let dropped = 0;
    for (const tag of tags) {
      if (flights.size > 0) purgedAt.set(tag, sequence);
      for (const key of [...(keysByTag.get(tag) ?? [])]) if (entries.delete(key)) dropped += 1;
    }
    counts.purged += dropped;
    return dropped;
  }

  function clear(): void {
    sequence += 1;
    clearedAt = sequence;
    counts.purged += entries.size();
    entries.clear();
    keysByTag.clear();
  }

  /** The form for a coding: compressed now, once for all who wait, if a slot is free; else as it is. */
  function encoded(key: string, page: CachedPage, coding: Coding): Promise<Representation> | Representation {
    const ready = formOf(page, coding);
    if (ready || coding === 'identity') return ready ?? page.identity;
    if (!page.compressible) return page.identity;
    const running = pending[coding].get(page);
    if (running) return running;
    if (compressing >= maxCompressions) return page.identity;
    const made = compress(key, page, coding).finally(() => pending[coding].delete(page));
    pending[coding].set(page, made);
    return made;
  }

  async function compress(key: string, page: CachedPage, coding: 'gzip' | 'br'): Promise<Representation> {
    compressing += 1;
    try {
      const bytes = await (coding === 'br' ? toBrotli : toGzip)(page.identity.bytes);
      const made = represent(bytes, coding, headersFrom(page.identity));
      page[coding] = made;
      entries.reweigh(key, (entry) => (entry.page === page ? weigh(page) : entry.bytes));
      return made;
    } finally {
      compressing -= 1;
    }
  }

  function stats(): PageCacheStats {
    return { pages: entries.size(), bytes: entries.weight(), maxBytes, ...counts };
  }

  return { get, peek, encoded, purge, clear, stats };
}

/** What of the wanted codings is ready: brotli, else gzip, else nothing. */
export function formOf(page: CachedPage, coding: Coding): Representation | null {
  return coding === 'br' ? page.br : coding === 'gzip' ? page.gzip : page.identity;
}

function represent(bytes: Buffer, coding: Coding, shared: Readonly<Record<string, string>>): Representation {
  const own = coding === 'identity' ? createHash('sha256').update(bytes).digest('base64url').slice(0, 22) : '';
  const base = own || (shared.etag ?? '').replaceAll('"', '');
  const etag = coding === 'identity' ? `"${base}"` : `"${base}-${coding}"`;
  const headers: Record<string, string> = { ...shared, etag };
  if (coding !== 'identity') headers['content-encoding'] = coding;
  const notModified = { ...headers };
  delete notModified['content-type'];
  delete notModified['content-encoding'];
  return { bytes, etag, head: flat({ ...headers, 'content-length': String(bytes.length) }), notModifiedHead: flat(notModified) };
}

function headersFrom(form: Representation): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < form.head.length; i += 2) headers[form.head[i]!] = form.head[i + 1]!;
  delete headers['content-length'];
  return headers;
}

function flat(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flat();
}

/** Bytes of all forms and, roughly, of their headers and index entries. */
function weigh(page: CachedPage): number {
  return page.identity.bytes.length + (page.gzip?.bytes.length ?? 0) + (page.br?.bytes.length ?? 0) + 2_048 + page.tags.length * 64;
}

// Quality 5: within 4 % of the size of quality 9 on our pages, at a fifth of its time.
function toBrotli(bytes: Buffer): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    // A window of 64 KiB: larger ones cost memory, and no page is much larger.
    [constants.BROTLI_PARAM_LGWIN]: 16,
  };
  return new Promise((done, failed) => brotliCompress(bytes, { params }, (error, out) => (error ? failed(error) : done(out))));
}

function toGzip(bytes: Buffer): Promise<Buffer> {
  return new Promise((done, failed) => gzip(bytes, { level: 6 }, (error, out) => (error ? failed(error) : done(out))));
}
