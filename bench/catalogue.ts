import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { familyOf } from '../test/support/processes.ts';
import { runStoa } from '../test/support/shop.ts';
import type { BenchContext } from './bench.ts';
import { measureCopy } from './copy-floor.ts';
import { round } from './figures.ts';

const USUAL = 100_000;
const QUICK = 6000;
/** What a tenth of the lines take is set beside what all of them take: memory that grows with the file shows there. */
const PART = 10;
const sampleMs = 100;

/**
 * A whole catalogue in and out by the commands a merchant uses: a generated range (`stoa seed`), its export and the import of that
 * export into an empty shop, each with the most memory its process ever held.
 */
export async function benchCatalogue({ quick, products, add, say }: BenchContext): Promise<void> {
  const size = products ?? (quick ? QUICK : USUAL);
  const base = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  const folder = (name: string) => join(base, name);
  const run = async (name: string, dataDir: string, args: string[], count: number) => {
    say(`${name}: stoa ${args.map((arg) => arg.replace(`${base}/`, '')).join(' ')} ...`);
    const took = await watched(dataDir, args);
    const figure = { bench: 'catalogue', case: name, perSecond: Math.round(count / took.seconds), seconds: round(took.seconds, 1), count };
    return { figure, rssMiB: took.rssMiB };
  };
  /** Shops with their markets and nothing in them: making a database is not what is measured. */
  const fresh = async () => {
    for (const name of ['part', 'whole']) {
      rmSync(folder(name), { recursive: true, force: true, maxRetries: 5 });
      await watched(folder(name), ['seed', '--empty']);
    }
  };
  const memory = (name: string, rssMiB: number, small?: number) =>
    add({
      bench: 'catalogue',
      case: `${name}-memory`,
      rssMiB,
      ...(small === undefined ? {} : { ratio: round(rssMiB / small), of: `a ${PART}th of the lines` }),
    });
  try {
    const part = Math.max(100, Math.floor(size / PART));
    await fresh();
    const smallSeed = await run('seed-part', folder('part'), ['seed', '--products', String(part)], part);
    const seed = await run('seed', folder('whole'), ['seed', '--products', String(size)], size);
    const floor = await measureCopy(folder('whole'), size);
    add({
      ...seed.figure,
      ratio: round(seed.figure.perSecond / floor.perSecond, 3),
      of: 'copy',
      ofPerSecond: floor.perSecond,
      note: floor.about,
    });
    memory('seed', seed.rssMiB, smallSeed.rssMiB);

    const smallFile = folder('part.jsonl.gz');
    const wholeFile = folder('whole.jsonl.gz');
    const smallOut = await run('export-part', folder('part'), ['export', 'products', smallFile], part);
    const out = await run('export', folder('whole'), ['export', 'products', wholeFile], size);
    add({ ...out.figure, note: `${round(statSync(wholeFile).size / 2 ** 20, 1)} MiB` });
    memory('export', out.rssMiB, smallOut.rssMiB);

    await fresh();
    const smallIn = await run('import-part', folder('part'), ['import', 'products', smallFile, '--no-images'], part);
    const taken = await run('import', folder('whole'), ['import', 'products', wholeFile, '--no-images'], size);
    add(taken.figure);
    memory('import', taken.rssMiB, smallIn.rssMiB);
    const again = await run('import-again', folder('whole'), ['import', 'products', wholeFile, '--no-images', '--restart'], size);
    add({ ...again.figure, note: 'nothing has changed' });
    memory('import-again', again.rssMiB);
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs a command to its end, and keeps the most memory that the kernel ever counted for its process. */
async function watched(dataDir: string, args: readonly string[]): Promise<{ seconds: number; rssMiB: number }> {
  let most = 0;
  const sampler = setInterval(() => {
    for (const { pid, role } of familyOf(dataDir)) if (role === 'other') most = Math.max(most, peakMiB(pid));
  }, sampleMs);
  const startedAt = performance.now();
  try {
    const done = await runStoa(dataDir, args);
    if (done.code !== 0) throw new Error(`stoa ${args[0]} ended with code ${done.code}: ${done.stderr.slice(-2000)}`);
    return { seconds: (performance.now() - startedAt) / 1000, rssMiB: Math.round(most) };
  } finally {
    clearInterval(sampler);
  }
}

function peakMiB(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    // it ended while we looked
    return 0;
  }
}
