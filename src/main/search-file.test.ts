import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keptIndex } from './search-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-kept-'));
after(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'index.snapshot');
const mark = { generation: 3, version: 17 };
const question = { segment: 'eu', language: 'en', sort: 'newest', offset: 0, limit: 10, counts: false } as const;

async function write(): Promise<void> {
  const file = keptIndex(path, assert.fail);
  await file.read().engine.index([
    {
      id: 7,
      version: 5,
      createdAt: '2026-01-01T00:00:00.000Z',
      popularity: 1,
      languages: {
        en: { text: { title: 'Jug – 1 l', topics: '', attributes: '', description: '', codes: [] }, stored: '{"t":"Jug – 1 l"}' },
      },
      segments: { eu: { price: 100, facets: { all: ['1'] }, stored: '{"a":100}' } },
    },
  ]);
  file.write(mark);
}

test('what was kept is there after a start, with the state it is of', async () => {
  rmSync(path, { force: true });
  await write();
  const { engine, mark: read } = keptIndex(path, assert.fail).read();
  assert.deepEqual(read, mark);
  assert.deepEqual([engine.versionOf(7), engine.ids()], [5, [7]]);
  const { hits } = await engine.search({ ...question, text: 'jug' });
  assert.deepEqual(
    hits.map(({ id, stored, offer }) => ({ id, stored, offer })),
    [{ id: 7, stored: { t: 'Jug – 1 l' }, offer: { a: 100 } }],
  );
});

test('a file that is cut, of another layout or no snapshot at all gives an empty index and is replaced by the next one', async () => {
  for (const spoil of [
    () => truncateSync(path, 40),
    () => truncateSync(path, readFileSync(path).length - 1),
    () => writeFileSync(path, ''),
    () => writeFileSync(path, 'no snapshot, but long enough to be read as one'),
    () => writeFileSync(path, readFileSync(path, 'latin1').replace('"made":"', '"made":"x'), 'latin1'),
  ]) {
    rmSync(path, { force: true });
    await write();
    spoil();
    const told: string[] = [];
    const { engine, mark: read } = keptIndex(path, (fault) => told.push(fault)).read();
    assert.deepEqual([read, engine.ids(), told.length], [null, [], 1], told.join());
    rmSync(path, { force: true });
    await write();
    assert.deepEqual(keptIndex(path, assert.fail).read().mark, mark);
  }
});
