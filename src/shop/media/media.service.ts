import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fail, ShopError } from '../../kernel/errors.ts';
import { encodeCursor, type Page } from '../../kernel/page.ts';
import type { ObjectHead, Objects } from '../../platform/objects/index.ts';
import { createSieve } from '../../platform/pages/sieve.ts';
import { type ReadAt, readMp4, readWebm } from './film.ts';
import { createLanes } from './lanes.ts';
import type { Made, MediaStore } from './media.store.ts';
import { FORMATS, LIMITS, type Media, originalName, type RenditionFormat, renditionName, snapWidth, widthsOf } from './media.ts';
import { dominantColor, inspectPicture, renderPicture } from './picture.service.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';

export type StoreHints = {
  /** A film's still. */
  posterId?: string | null;
  /**
   * `made`: a job makes all renditions soon, and the colour is looked for at once. `on-demand`: each is made when it is first
   * asked for (the demo's thousand pictures, so that the first start stays short).
   */
  renditions?: 'made' | 'on-demand';
};

export type Stored = Omit<Media, 'createdAt'>;

/** An object that is ready to be sent. */
export type MediaFile = ObjectHead & { name: string };

/** Where films lie while they come in; what is older was left by a process that was killed. */
const ARRIVING = 'incoming';
const ARRIVAL_LIMIT_MS = 24 * 60 * 60 * 1000;

const HOT_BYTES = 16 * 1024 * 1024;
const HOT_FILE_BYTES = 128 * 1024;

export type MediaService = ReturnType<typeof createMedia>;

export function createMedia({ store, objects }: { store: MediaStore; objects: Objects }) {
  // Two at once: a page of 24 new pictures is made in about 1.5 s and the shop still answers.
  const hot = createSieve<Buffer>({ maxWeight: HOT_BYTES, onRemove: () => {} });
  const lanes = createLanes({ lanes: 2, maxWaiting: 200 });

  /**
   * Checks, keeps and registers a file by its content. Equal bytes give the same id and change nothing.
   * Throws `media_rejected` for what is no good picture or film, `body_too_large` beyond the limits.
   */
  async function keep(source: Uint8Array | Readable, hints: StoreHints = {}): Promise<Stored> {
    const chunks = chunksOf(source);
    const head = await readHead(chunks);
    const mime = sniff(head);
    if (!mime) fail('media_rejected', 'This is no JPEG, PNG, WebP, AVIF or GIF picture and no MP4 or WebM film.');
    const all = joined(head, chunks);
    const stored = mime.startsWith('image/') ? await keepPicture(all, mime, hints) : await keepFilm(all, mime, hints);
    await store.add(stored, hints.renditions === 'on-demand');
    return stored;
  }

  async function keepPicture(chunks: AsyncIterable<Buffer>, mime: Media['mime'], hints: StoreHints): Promise<Stored> {
    const bytes = await buffer(limited(chunks, LIMITS.imageBytes));
    const id = createHash('sha256').update(bytes).digest('hex');
    const size = await inspectPicture(bytes);
    const color = hints.renditions === 'on-demand' ? null : await colorOf(bytes);
    const facts = { id, kind: 'image' as const, mime, ...size, durationMs: null, sizeBytes: bytes.length, color, posterId: null };
    if (!(await objects.head(originalName(facts)))) await objects.put(originalName(facts), bytes, { contentType: mime });
    return facts;
  }

  /** A film goes to disk as it comes, under a name of its own, and is read back from there: memory stays flat. */
  async function keepFilm(chunks: AsyncIterable<Buffer>, mime: Media['mime'], hints: StoreHints): Promise<Stored> {
    const arriving = `${ARRIVING}/${randomUUID()}.bin`;
    const hash = createHash('sha256');
    let sizeBytes = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of limited(chunks, LIMITS.videoBytes)) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    }
    try {
      await objects.put(arriving, Readable.from(counted(), { objectMode: false }), { contentType: 'application/octet-stream' });
      const read: ReadAt = (start, length) => buffer(objects.read(arriving, { start, end: Math.min(start + length, sizeBytes) - 1 }));
      const facts = mime === 'video/mp4' ? await readMp4(read, sizeBytes) : await readWebm(read, sizeBytes);
      if (!facts) fail('media_rejected', 'The film is damaged, or has no picture or no length.');
      if (Math.max(facts.width, facts.height) > LIMITS.videoSidePixels || facts.durationMs > LIMITS.videoMs) {
        fail('media_rejected', `A film has at most ${LIMITS.videoSidePixels} pixels a side and ${LIMITS.videoMs / 60_000} minutes.`);
      }
      const id = hash.digest('hex');
      const film = { id, kind: 'video' as const, mime, ...facts, sizeBytes, color: null, posterId: hints.posterId ?? null };
      if (!(await objects.head(originalName(film)))) await objects.put(originalName(film), objects.read(arriving), { contentType: mime });
      return film;
    } finally {
      await objects.delete(arriving);
    }
  }

  /** What uploads left behind whose process was killed; none takes a day. Returns how many files. */
  function sweepArrivals(now = new Date()): Promise<number> {
    return objects.sweep(ARRIVING, new Date(now.getTime() - ARRIVAL_LIMIT_MS));
  }

  /** A rendition, made now if nobody has asked for it before. Null when there is no such picture, width or format. */
  async function rendition(id: string, width: number, format: RenditionFormat): Promise<MediaFile | null> {
    const direct = renditionName(id, width, format);
    const known = hot.get(direct);
    if (known) return { name: direct, sizeBytes: known.length, contentType: typeOf(format) };
    const ready = await objects.head(direct);
    if (ready) return { ...ready, name: direct };
    const media = await store.byId(id);
    const snapped = media?.kind === 'image' ? snapWidth(width, media.width) : null;
    if (!media || snapped === null) return null;
    const name = renditionName(id, snapped, format);
    const made = (await objects.head(name)) ?? (await lanes.once(name, () => make(media, snapped, format)));
    return { ...made, name };
  }

  /** The bytes of a file, small and popular ones out of memory. */
  async function read(file: MediaFile, range?: { start: number; end: number }): Promise<Buffer | Readable> {
    const whole = hot.get(file.name) ?? (file.sizeBytes <= HOT_FILE_BYTES ? await buffer(objects.read(file.name)) : null);
    if (!whole) return objects.read(file.name, range);
    hot.set(file.name, whole, whole.length + 200);
    return range ? whole.subarray(range.start, range.end + 1) : whole;
  }

  async function make(media: Media, width: number, format: RenditionFormat): Promise<ObjectHead> {
    const original = await buffer(objects.read(originalName(media)));
    const name = renditionName(media.id, width, format);
    const bytes = await renderPicture(original, width, format);
    await objects.put(name, bytes, { contentType: typeOf(format), durable: false });
    // What was left for later is found on the way: a small rendition is quick to look through.
    if (media.color === null) await store.setColor(media.id, await colorOf(bytes));
    return { sizeBytes: bytes.length, contentType: typeOf(format) };
  }

  /** The job for what was stored since: pictures that are asked for before their turn are made at once all the same. */
  async function renderPending(run: { forMs: number }): Promise<number> {
    const until = performance.now() + run.forMs;
    let made = 0;
    let after = '';
    while (performance.now() < until) {
      const [id] = await store.unmade(after, 1);
      if (id === undefined) break;
      after = id;
      // One that fails is passed over; its reason is told when it is asked for.
      made += await makeRenditions(id).then(
        () => 1,
        () => 0,
      );
    }
    return made;
  }

  /** Every width as AVIF and WebP, the JPEGs that old browsers and feeds ask for, and the colour. */
  async function makeRenditions(id: string): Promise<void> {
    const media = await store.byId(id);
    if (media?.kind !== 'image') return;
    const made: Made[] = [];
    for (const width of widthsOf(media.width)) {
      for (const format of FORMATS) {
        if (format === 'jpg' && width !== 640 && width !== widthsOf(media.width).at(-1)) continue;
        const file = await rendition(id, width, format);
        if (file)
          made.push({
            width,
            height: Math.round((width * media.height) / media.width),
            format,
            name: file.name,
            sizeBytes: file.sizeBytes,
          });
      }
    }
    const color = media.color ?? (await colorOf(await buffer(objects.read(originalName(media)))));
    await store.setMade(id, color, made);
  }

  /** One of our own pictures, whose manifest tells what would have to be measured; registered by the caller, with others. */
  async function keepOwn(bytes: Buffer, facts: { width: number; height: number; color: string }): Promise<Stored> {
    const id = createHash('sha256').update(bytes).digest('hex');
    const own: Stored = { id, kind: 'image', mime: 'image/avif', ...facts, durationMs: null, sizeBytes: bytes.length, posterId: null };
    if (!(await objects.head(originalName(own)))) await objects.put(originalName(own), bytes, { contentType: own.mime, durable: false });
    return own;
  }

  return {
    store: keep,
    keepOwn,
    rendition,
    makeRenditions,
    renderPending,
    sweepArrivals,
    get: (id: string) => store.byId(id),
    getMany: async (ids: readonly string[]) => new Map((await store.byIds(ids)).map((media) => [media.id, media])),
    /** What addresses such as `demo:NAME` gave; those that gave nothing are absent. */
    bySources: async (sources: readonly string[]) => new Map((await store.bySources(sources)).map((media) => [media.source, media])),
    async list(after: { createdAt: string; id: string } | null, limit: number): Promise<Page<Media>> {
      const rows = await store.list(after, limit + 1);
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
    },
    /** The file of a film, or null. */
    async film(id: string): Promise<(MediaFile & { mime: Media['mime'] }) | null> {
      const media = await store.byId(id);
      if (media?.kind !== 'video') return null;
      const name = originalName(media);
      const head = await objects.head(name);
      return head && { ...head, name, mime: media.mime };
    },
    read,
  };
}

function typeOf(format: RenditionFormat): string {
  return format === 'jpg' ? 'image/jpeg' : `image/${format}`;
}

async function colorOf(bytes: Buffer): Promise<string> {
  try {
    return await dominantColor(bytes);
  } catch (cause) {
    throw new ShopError('media_rejected', 'The picture is damaged.', { cause });
  }
}

function chunksOf(source: Uint8Array | Readable): AsyncIterator<Buffer> {
  const readable =
    source instanceof Uint8Array ? Readable.from([Buffer.from(source.buffer, source.byteOffset, source.byteLength)]) : source;
  return readable[Symbol.asyncIterator]();
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < SNIFF_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function limited(chunks: AsyncIterable<Buffer>, mostBytes: number): Readable {
  return Readable.from(
    (async function* () {
      let size = 0;
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > mostBytes) fail('body_too_large', `At most ${mostBytes / 1024 / 1024} MiB are accepted.`);
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
}
