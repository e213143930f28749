import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Clock, systemClock } from '../../kernel/clock.ts';
import { ShopError } from '../../kernel/errors.ts';
import { type DownloadOptions, download, FetchProblem } from './download.service.ts';
import type { MediaService } from './media.service.ts';
import type { MediaStore, PendingSource } from './media.store.ts';

export type FetchResult = { source: string; mediaId: string } | { source: string; problem: string };

export type MediaImport = ReturnType<typeof createMediaImport>;

type Options = {
  store: MediaStore;
  media: Pick<MediaService, 'store' | 'keepOwn'>;
  /** Where `demo:NAME` lies as NAME.avif; null when there is no demo. */
  demoFolder: string | null;
  /** Whether addresses on the web are fetched at all (STOA_MEDIA_FETCH). */
  fetch: boolean;
  download?: DownloadOptions;
  clock?: Clock;
};

const ATTEMPTS = 5;
/** A host that failed so often in a row is left alone for the rest of a run. */
const HOST_PATIENCE = 5;

/** Brings in the pictures that the catalogue names and does not have yet. What cannot be had stays a placeholder, with its reason on record. */
export function createMediaImport(options: Options) {
  const { store, media, demoFolder, fetch } = options;
  const clock = options.clock ?? systemClock;
  const kinds = [...(fetch ? ['http'] : []), ...(demoFolder === null ? [] : ['demo'])];

  /**
   * Fetches what is due, eight at a time, until nothing is or `forMs` are over; returns whether more may be due. Safe beside
   * itself: a picture that two runs fetch is one picture.
   */
  async function fetchPending(
    run: { forMs?: number; onResult?(result: FetchResult): void } = {},
  ): Promise<{ stored: number; failed: number; more: boolean }> {
    const until = performance.now() + (run.forMs ?? 60_000);
    const hosts = new Map<string, number>();
    let after = '';
    let stored = 0;
    let failed = 0;
    while (performance.now() < until) {
      const due = await store.pending(kinds, after, 200);
      after = due.at(-1)?.source ?? after;
      if (due.length === 0) return { stored, failed, more: false };
      const next = due.values();
      const worker = async () => {
        for (const pending of next) {
          const result = await fetchOne(pending, hosts);
          if ('mediaId' in result) stored += 1;
          else failed += 1;
          run.onResult?.(result);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
    }
    return { stored, failed, more: true };
  }

  async function fetchOne(pending: PendingSource, hosts: Map<string, number>): Promise<FetchResult> {
    const { source } = pending;
    const host = source.startsWith('demo:') ? 'demo' : URL.canParse(source) ? new URL(source).host : '';
    try {
      if ((hosts.get(host) ?? 0) >= HOST_PATIENCE) throw new FetchProblem('unreachable', false);
      const { id } = await media.store(await open(source), { renditions: source.startsWith('demo:') ? 'on-demand' : 'made' });
      await store.attach(source, id);
      hosts.delete(host);
      return { source, mediaId: id };
    } catch (error) {
      const problem = toProblem(error);
      if (['timeout', 'unreachable', 'unknown_host'].includes(problem.code)) hosts.set(host, (hosts.get(host) ?? 0) + 1);
      await store.noteProblem(source, problem.code, problem.lasting ? null : nextTry(pending.attempts, clock));
      return { source, problem: problem.code };
    }
  }

  async function open(source: string): Promise<Readable> {
    if (!source.startsWith('demo:')) return download(source, options.download);
    const name = source.slice('demo:'.length);
    if (demoFolder === null || !DEMO_NAME.test(name)) throw new FetchProblem('not_found', true);
    return createReadStream(join(demoFolder, `${name}.avif`));
  }

  /** Null when the manifest is ahead of the folder. */
  async function readOwn(folder: string, { name, width, height, color }: OwnPicture) {
    const bytes = await readFile(join(folder, `${name}.avif`)).catch(() => null);
    return bytes && { source: `demo:${name}`, media: await media.keepOwn(bytes, { width, height, color }) };
  }

  return {
    fetchPending,

    /**
     * Registers every picture of the demo before its catalogue is written, so that products have theirs at once: copies and
     * hashes, and takes size and colour from their manifest. Renditions are made when they are asked for.
     */
    async registerDemo(onProgress?: (done: number) => void): Promise<number> {
      if (demoFolder === null) return 0;
      const manifest = await readManifest(demoFolder);
      const known = await store.bySources(manifest.map(({ name }) => `demo:${name}`));
      const had = new Set(known.map(({ source }) => source));
      const missing = manifest.filter(({ name }) => !had.has(`demo:${name}`));
      let done = 0;
      for (let at = 0; at < missing.length; at += 50) {
        const batch = await Promise.all(missing.slice(at, at + 50).map((picture) => readOwn(demoFolder, picture)));
        const entries = batch.filter((entry) => entry !== null);
        if (entries.length > 0) await store.addMany(entries);
        done += entries.length;
        onProgress?.(done);
      }
      return done;
    },

    problems: (limit = 1_000) => store.problems(limit),
  };
}

type OwnPicture = { name: string; width: number; height: number; color: string };

/** `pictures.json` beside the pictures; a folder without it is a demo without pictures. */
async function readManifest(folder: string): Promise<OwnPicture[]> {
  try {
    const pictures = JSON.parse(await readFile(join(folder, 'pictures.json'), 'utf8')) as OwnPicture[];
    return pictures.filter(({ name }) => DEMO_NAME.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const DEMO_NAME = /^[a-z0-9]+(-+[a-z0-9]+)*$/;

function toProblem(error: unknown): FetchProblem {
  if (error instanceof FetchProblem) return error;
  if (error instanceof ShopError && error.code === 'media_rejected') return new FetchProblem('not_a_picture', true, error);
  if (error instanceof ShopError && error.code === 'body_too_large') return new FetchProblem('too_large', true, error);
  const { code, name } = error as { code?: string; name?: string };
  if (code === 'ENOENT') return new FetchProblem('not_found', true, error);
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') return new FetchProblem('timeout', false, error);
  return new FetchProblem('unreachable', false, error);
}

/** After 1 min, 8 min, 1 h, 8.5 h; then never again. */
function nextTry(attempts: number, clock: Clock): Date | null {
  return attempts + 1 >= ATTEMPTS ? null : new Date(clock.now().getTime() + 60_000 * 8 ** attempts);
}
