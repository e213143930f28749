import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ask, documentOf } from '../contract.documents.ts';
import { createEngine } from './engine.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-snapshot-'));
after(() => rmSync(folder, { recursive: true }));

test('an engine from a snapshot answers as the one it was taken of, and goes on from there', () => {
  const engine = createEngine();
  for (let id = 1; id <= 300; id += 1)
    engine.put(
      documentOf((id * 7) % 301, `oak table ${id % 2 ? 'lamp' : 'clock'} model${id}`, {
        facets: { brand: [`b${id % 5}`], color: id % 3 ? ['red', 'blue'] : [] },
        numbers: id % 4 ? { size: id } : {},
        rating: (id % 50) / 10,
        codes: [`X-${id}`],
      }),
    );
  engine.remove(21, 2);
  engine.put(documentOf(14, 'oak chair', { version: 2 }));
  const file = join(folder, 'whole');
  const bytes = writeSnapshot(file, engine.state());
  assert.equal(bytes, statSync(file).size);
  const again = createEngine({}, readSnapshot(file));
  const questions = [
    { text: 'oak lamp' },
    { text: 'lmap' },
    { text: 'x 250' },
    { text: 'chair' },
    { sort: 'rating' as const, filters: { brand: ['b1', 'b2'] } },
    { text: 'table', sort: 'price-desc' as const, ranges: { size: { from: 10, to: 90 } } },
  ];
  const same = () => {
    for (const question of questions) assert.deepEqual(again.search(ask(question)), engine.search(ask(question)));
  };
  same();
  for (const each of [engine, again]) {
    assert.equal(each.put(documentOf(21, 'late', { version: 1 })), false);
    each.put(documentOf(400, 'oak shelf lamp', { codes: ['x-250'] }));
    each.put(documentOf(7, 'pine bench', { version: 2 }));
    each.compact({ slots: true });
  }
  same();
});

test('a snapshot that is cut is refused', () => {
  const engine = createEngine();
  engine.put(documentOf(1, 'lamp'));
  const file = join(folder, 'cut');
  const bytes = writeSnapshot(file, engine.state());
  truncateSync(file, bytes - 100);
  assert.throws(() => readSnapshot(file), /is cut/);
});
