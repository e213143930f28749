import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openKeys } from '../../platform/keys/index.ts';
import { createSearchTerms, searchTermStore } from './index.ts';
import { termOf } from './search-term.ts';

const db = await testDatabase({ transactions: 8 });
const folder = mkdtempSync(join(tmpdir(), 'stoa-terms-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const keys = openKeys({ file: join(folder, 'master.key') });
let now = new Date('2026-03-02T09:00:00Z');
const make = () => createSearchTerms({ store: searchTermStore(db), keys, clock: { now: () => now } });
const eu = { market: 'eu', language: 'en' };
const rows = () =>
  db.query<{ term: string | null; searches: number }>({ name: '', text: 'select term, searches from search_term order by 1, 2' });

test('what looks like somebody’s data is no term', () => {
  for (const typed of [
    'ada@example.org',
    '+49 170 1234567',
    '4242 4242 4242 4242',
    'https://a.example',
    'a b c d e f g h i',
    ' ',
    'x'.repeat(81),
  ])
    assert.equal(termOf(typed), null, typed);
  assert.equal(termOf('  Blue   VASE '), 'blue vase');
  assert.equal(termOf('iphone 15 128gb'), 'iphone 15 128gb');
});

test('a term is written down from its third search on, with those that found nothing and what was opened', async () => {
  const terms = make();
  for (const total of [4, 4, 4]) terms.heard({ ...eu, q: 'Vase', total });
  for (const q of ['vaes', 'VAES ', 'vaes']) terms.heard({ ...eu, q, total: 0 });
  terms.heard({ ...eu, q: 'Anna Müller', total: 0 });
  terms.heard({ ...eu, q: 'ada@example.org', total: 0 });
  terms.clicked({ ...eu, q: 'vase' });
  await terms.flush();
  assert.deepEqual(await terms.report({}), [
    { ...eu, term: 'vaes', searches: 3, withoutResult: 3, clicks: 0 },
    { ...eu, term: 'vase', searches: 3, withoutResult: 0, clicks: 1 },
  ]);
  assert.deepEqual(
    (await terms.report({ sort: 'withoutResult' })).map(({ term }) => term),
    ['vaes'],
  );
  assert.deepEqual(
    (await terms.report({ sort: 'clicks' })).map(({ term }) => term),
    ['vase'],
  );
  assert.deepEqual(await terms.report({ market: 'us' }), []);
  assert.deepEqual(await rows(), [
    { term: 'vaes', searches: 3 },
    { term: 'vase', searches: 3 },
    { term: null, searches: 1 },
  ]);
  now = new Date('2026-03-03T09:00:00Z');
  for (const total of [0, 0]) terms.heard({ ...eu, q: 'anna müller', total });
  await terms.flush();
  assert.equal(
    (await terms.report({ from: '2026-03-03', to: '2026-03-03' }))[0]?.term,
    'anna müller',
    'what many search for is a name of something',
  );
});

test('several processes count the same terms at once, and every search is in the sum', async () => {
  const several = Array.from({ length: 8 }, make);
  const words = Array.from({ length: 40 }, (_, i) => `jug ${i}`);
  for (let round = 0; round < 5; round += 1) {
    for (const [index, terms] of several.entries())
      for (const [at] of words.entries()) terms.heard({ ...eu, q: words[(at + index * 7) % words.length]!, total: at % 2 });
    await Promise.all(several.map((terms) => terms.flush()));
  }
  const jugs = (await several[0]!.report({ limit: 500 })).filter(({ term }) => term.startsWith('jug'));
  assert.deepEqual(
    [jugs.length, new Set(jugs.map(({ searches }) => searches)), jugs.reduce((sum, one) => sum + one.withoutResult, 0)],
    [40, new Set([40]), 800],
  );
});

test('rare terms are forgotten after a month, all others after 400 days', async () => {
  const terms = make();
  terms.heard({ ...eu, q: 'once only', total: 1 });
  await terms.flush();
  now = new Date(now.getTime() + 31 * 86_400_000);
  await terms.sweep();
  assert.ok((await rows()).every(({ term }) => term !== null));
  assert.ok((await rows()).length > 0);
  now = new Date(now.getTime() + 400 * 86_400_000);
  await terms.sweep();
  assert.deepEqual(await rows(), []);
});
