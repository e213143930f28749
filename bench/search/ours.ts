import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine, readSnapshot, type SearchRequest, shopVocabulary, writeSnapshot } from '../../src/platform/search/index.ts';
import { catalogueOf } from './catalogue.ts';
import { type Measured, timed } from './measure.ts';
import { questionsOf, walksOf } from './questions.ts';

/** What the engine does on a catalogue of `size`; told by a process of its own, so that its memory is the index's. */
export type Told = {
  buildSeconds: number;
  buildCpuSeconds: number;
  rssMiB: number;
  bytesMiB: number;
  startSeconds: number;
  snapshotMiB: number;
  search: Measured;
  found: Measured;
  /** Questions that find nothing, of 100. */
  empty: number;
  meanTotal: number;
  browse: Measured;
  suggest: Measured;
  update: Measured;
};

const MiB = 1024 * 1024;

export async function tell(size: number, quick: boolean): Promise<Told> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const catalogue = catalogueOf(size);
  const options = { fewHits: 10, synonyms: shopVocabulary(), uncounted: [] };
  catalogue.documentAt(0);
  collect();
  const before = process.memoryUsage().rss;
  const cpu = process.cpuUsage();
  const started = performance.now();
  let engine = createEngine(options);
  for (let place = 0; place < size; place += 1) engine.put(catalogue.documentAt(place));
  engine.compact();
  engine.settle();
  const buildSeconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const count = quick ? 2000 : size > 500_000 ? 6000 : 20_000;
  const questions = questionsOf(catalogue, count, 5);
  for (const question of questionsOf(catalogue, count / 4, 6)) engine.search(question);
  const walks = walksOf(catalogue, count, 7);
  for (const walk of walksOf(catalogue, count / 4, 8)) engine.search(walk);
  collect();
  collect();
  const rss = process.memoryUsage().rss - before;
  const totals = questions.map((question) => engine.search(question).total);
  const search = timed(questions, (question) => engine.search(question));
  const finding = questions.filter((_, i) => totals[i]! > 0);
  const found = timed(finding, (question) => engine.search(question));
  const browse = timed(walks, (walk) => engine.search(walk));
  const suggest = timed(typings(questions), (text) => engine.suggest({ segment: 'eu', language: 'en', text, limit: 8 }));
  const bytesMiB = Object.values(engine.bytes()).reduce((sum, bytes) => sum + bytes, 0) / MiB;
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  try {
    const file = join(folder, 'index.snapshot');
    const bytes = writeSnapshot(file, engine.state());
    engine = createEngine(options);
    collect();
    const from = performance.now();
    engine = createEngine(options, readSnapshot(file));
    const [first] = questions;
    engine.search(first!);
    const startSeconds = (performance.now() - from) / 1000;
    const changed = Array.from({ length: quick ? 5000 : 20_000 }, (_, i) =>
      catalogue.documentAt((i * 7919) % size, 2 + Math.floor((i * 7919) / size)),
    );
    const update = timed(changed, (document) => engine.put(document));
    return {
      buildSeconds,
      buildCpuSeconds: (used.user + used.system) / 1e6,
      rssMiB: rss / MiB,
      bytesMiB,
      startSeconds,
      snapshotMiB: bytes / MiB,
      search,
      found,
      empty: Math.round((100 * (questions.length - finding.length)) / questions.length),
      meanTotal: Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length),
      browse,
      suggest,
      update,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Questions as they are typed: cut somewhere. */
function typings(questions: readonly SearchRequest[]): string[] {
  return questions.slice(0, 4000).map(({ text = '' }, i) => text.slice(0, 1 + (i % Math.max(1, text.length))));
}

if (process.argv[1] === import.meta.filename) {
  const [size, quick] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await tell(Number(size), quick === 'quick')));
}
