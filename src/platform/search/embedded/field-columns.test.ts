import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchDocument, SearchRequest } from '../search.ts';
import { createEngine, type Engine } from './engine.ts';

let state = 20_261_123;
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * limit);
}

function documentOf(id: number, version: number): SearchDocument {
  const leaf = below(40);
  const facets: Record<string, string[]> = {
    category: [`t${leaf % 4}`, `m${leaf % 12}`, `l${leaf}`],
    tag: Array.from({ length: below(5) }, () => `tag ${below(900)}`).filter((tag, i, all) => all.indexOf(tag) === i),
    stock: [String(below(2))],
  };
  if (below(3) > 0) facets.brand = [`b${below(30)}`];
  if (below(50) === 0) facets.voltage = [`${below(3)} V`, `${3 + below(3)} V`];
  const words = ['lamp', 'table', 'chair', 'desk'];
  const title = `${words[below(4)]} ${words[below(4)]} number ${id}`;
  return {
    id,
    version,
    popularity: below(20),
    createdAt: new Date(1_700_000_000_000 + below(1e9)).toISOString(),
    languages: { en: { text: { title, topics: '', attributes: '', description: '', codes: [] }, stored: '{}' } },
    segments: { eu: { price: 100 + below(10_000), facets, stored: '{}' } },
  };
}

const asked: Partial<SearchRequest>[] = [
  {},
  { text: 'lamp' },
  { text: 'lamp table', filters: { brand: ['b1', 'b2'] } },
  { text: 'number', filters: { tag: ['tag 3', 'tag 4'], stock: ['1'] } },
  { text: 'number', filters: { voltage: ['1 V'], category: ['t1'] } },
  { within: { field: 'category', value: 't2' }, filters: { stock: ['1'] }, sort: 'price-asc' },
  { filters: { brand: ['b7'], tag: ['tag 5'] }, price: { from: 500, to: 6000 }, sort: 'newest' },
  { filters: { voltage: ['4 V'] }, sort: 'popular' },
];
const questions = asked.map(
  (more): SearchRequest => ({ segment: 'eu', language: 'en', sort: 'relevance', offset: 0, limit: 10, counts: true, ...more }),
);

function answers(engine: Engine) {
  return questions.map((question) => {
    const { counts, ...page } = engine.search(question);
    const sorted = [...(counts ?? [])].map(([field, values]) => [field, [...values].sort(([a], [b]) => (a < b ? -1 : 1))] as const);
    return { ...page, counts: sorted.sort(([a], [b]) => (a < b ? -1 : 1)) };
  });
}

test('counts by columns of fields are those by rows, also after changes, removals and growth', () => {
  const byRows = createEngine({ uncounted: [] });
  const byColumns = createEngine({ uncounted: [] });
  const put = (document: SearchDocument) => {
    byRows.put(document);
    byColumns.put(document);
  };
  for (let id = 1; id <= 2000; id += 1) put(documentOf(id, 1));
  byColumns.settle();
  assert.deepEqual(answers(byColumns), answers(byRows));
  for (let i = 0; i < 1500; i += 1) {
    const id = 1 + below(2500);
    if (below(10) === 0) {
      byRows.remove(id, 2 + i);
      byColumns.remove(id, 2 + i);
    } else put(documentOf(id, 2 + i));
  }
  assert.deepEqual(answers(byColumns), answers(byRows));
  for (let id = 3000; id <= 6000; id += 1) put(documentOf(id, 1));
  byColumns.settle();
  assert.deepEqual(answers(byColumns), answers(byRows));
});

test('fields that nobody wants counts of are in no column and in no answer', () => {
  const engine = createEngine({ uncounted: ['tag'] });
  for (let id = 1; id <= 300; id += 1) engine.put(documentOf(id, 1));
  engine.settle();
  for (const answer of answers(engine)) assert.ok(!answer.counts.some(([field]) => field === 'tag'));
});
