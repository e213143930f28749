import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BenchContext } from './bench.ts';
import { type Figure, round } from './figures.ts';
import type { Measured } from './search/measure.ts';
import type { Told } from './search/ours.ts';
import { tellPeers } from './search/peers.ts';

/**
 * The embedded engine by itself: one thread, one question after another, 24 hits with the exact total and eight facets. In the
 * same run minisearch and PostgreSQL's full text answer the first of the same questions over the same documents.
 */
export async function benchSearch({ quick, products, add, say }: BenchContext): Promise<void> {
  const sizes = products !== null ? [products] : quick ? [20_000] : [100_000, 1_000_000];
  for (const size of sizes) {
    const name = size % 1_000_000 === 0 ? `${size / 1_000_000}m` : `${round(size / 1000, 0)}k`;
    say(`search: ${size} documents`);
    const told = await ours(size, quick);
    // Minisearch takes minutes and gigabytes for a million.
    const peers = size <= 200_000 ? await tellPeers(size, quick, say) : null;
    const figure = (what: string, more: Omit<Figure, 'bench' | 'case'>) => add({ bench: 'search', case: `${what}-${name}`, ...more });
    const rate = ({ perSecond, p50Ms, p99Ms, cpuPerSecond }: Measured, note = '') => ({
      perSecond: round(perSecond, 0),
      p50Ms: round(p50Ms, 3),
      p99Ms: round(p99Ms),
      note: `${round(cpuPerSecond, 0)}/s of CPU time${note}`,
    });
    const about = `; ${told.empty} of 100 find nothing, mean total ${told.meanTotal}`;
    figure('search', {
      ...rate(told.search, about),
      ...(peers
        ? {
            ratio: round(told.search.perSecond / peers.minisearch.perSecond, 1),
            of: 'minisearch',
            ofPerSecond: round(peers.minisearch.perSecond, 1),
          }
        : {}),
    });
    figure('search-found', rate(told.found, '; only what finds something'));
    if (peers) {
      figure('search-minisearch', rate(peers.minisearch, '; fuzzy and prefix on, facets counted over its full result'));
      figure('search-postgres', rate(peers.postgres, ' of this process; full text with GIN through the adapter'));
    }
    figure('browse', rate(told.browse));
    figure('suggest', rate(told.suggest));
    figure('update', rate(told.update, '; texts and columns'));
    figure('build', {
      seconds: round(told.buildSeconds, 1),
      note: `${round(told.buildCpuSeconds, 1)} s of CPU time, making the documents included`,
    });
    figure('snapshot-start', {
      seconds: round(told.startSeconds),
      note: `a file of ${round(told.snapshotMiB, 0)} MiB, to the first answer`,
    });
    figure('memory', {
      rssMiB: round(told.rssMiB, 0),
      note: `what the process grew by, code and garbage included; ${round(told.bytesMiB, 0)} MiB of it arrays`,
    });
  }
}

function ours(size: number, quick: boolean): Promise<Told> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'search', 'ours.ts'), String(size), quick ? 'quick' : 'full'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(text) as Told);
      else reject(new Error(`the bench of ${size} documents ended with code ${code}`));
    });
  });
}
