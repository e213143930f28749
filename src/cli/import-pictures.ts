import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { folderObjects } from '../platform/objects/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { catalogStore, createReader, type ReportRow } from '../shop/catalog/index.ts';
import { createMedia, createMediaImport, type MediaImport, mediaStore } from '../shop/media/index.ts';
import type { Context } from './command.ts';
import { createProgress } from './progress.ts';

/** Longest that an import waits for pictures; the running shop fetches the others. */
const longestMs = 120_000;

/** Pictures by address, without the rest of the shop. */
export function mediaImportOf(db: Database, { dataDir, mediaFetch }: Pick<Config, 'dataDir' | 'mediaFetch'>): MediaImport {
  const store = mediaStore(db);
  const media = createMedia({ store, objects: folderObjects(join(dataDir, 'objects')) });
  const demoFolder = fileURLToPath(new URL('../../demo/agora/pictures', import.meta.url));
  return createMediaImport({ store, media, demoFolder, fetch: mediaFetch });
}

export type FetchedPictures = { stored: number; failed: number; more: boolean; rows: ReportRow[] };

/** Fetches what the catalogue names and does not have; addresses without a picture become notes of the report. */
export async function fetchPictures(db: Database, { config, signal }: Context): Promise<FetchedPictures> {
  const progress = createProgress('pictures');
  const rows: ReportRow[] = [];
  const until = performance.now() + longestMs;
  const sum = { stored: 0, failed: 0, more: true };
  const pictures = mediaImportOf(db, config);
  let done = 0;
  const onResult = (result: { source: string } & ({ mediaId: string } | { problem: string })) => {
    done += 1;
    progress.update(done, null);
    if (!('problem' in result) || rows.length >= 100_000) return;
    const reason = `no picture could be fetched from this address (${result.problem}); the placeholder is shown`;
    rows.push({ item: 0, line: 0, handle: '', outcome: 'note', code: 'image_not_fetched', field: result.source, reason });
  };
  while (sum.more && !signal.aborted && performance.now() < until) {
    const { stored, failed, more } = await pictures.fetchPending({ forMs: 5000, onResult });
    sum.stored += stored;
    sum.failed += failed;
    sum.more = more;
  }
  progress.end();
  return { ...sum, rows: await withHandles(db, rows) };
}

/** Says which product misses the picture, a thousand addresses at a time. */
async function withHandles(db: Database, rows: readonly ReportRow[]): Promise<ReportRow[]> {
  const reader = createReader({ store: catalogStore(db) });
  const named: ReportRow[] = [];
  for (let at = 0; at < rows.length; at += 1000) {
    const some = rows.slice(at, at + 1000);
    const handles = await reader.handlesBySource(some.map(({ field }) => field));
    named.push(...some.map((row) => ({ ...row, handle: handles.get(row.field) ?? '' })));
  }
  return named;
}
