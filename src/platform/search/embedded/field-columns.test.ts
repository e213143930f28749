import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchDocument, SearchRequest } from '../search.ts';
import { createEngine, type Engine } from './engine.ts';
import { createFieldColumns } from './field-columns.ts';

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

test('a field whose combinations of values become too many goes back into rows, and stays there', () => {
  // Field 0 has the values 0 to 9, field 1 those from 10 on.
  const documents = Array.from({ length: 500 }, () => [below(10), 10 + below(10)]);
  const columns = createFieldColumns(
    {
      length: () => documents.length,
      isUsed: () => true,
      valuesOf: (position) => documents[position]!,
      fields: () => Uint16Array.from({ length: 600 }, (_, place) => (place < 10 ? 0 : 1)),
      isCounted: () => true,
    },
    { mostCombinations: 128 },
  );
  const check = () => {
    const wanted = new Uint32Array(600);
    for (const values of documents) for (const value of values) wanted[value]! += 1;
    const counted = new Uint32Array(600);
    const touched = new Uint32Array(600);
    const positions = Uint32Array.from({ length: documents.length }, (_, position) => position);
    const touches = columns.count(positions, positions.length, null, { counted, touched, touches: 0 });
    assert.deepEqual(counted, wanted);
    assert.equal(new Set(touched.subarray(0, touches)).size, wanted.filter((count) => count > 0).length);
  };
  columns.prepare();
  check();
  for (let position = 0; position < 400; position += 1) {
    documents[position] = [documents[position]![0]!, 10 + position];
    columns.put(position);
  }
  check();
  const before = columns.bytes();
  columns.prepare();
  check();
  assert.ok(columns.bytes() > before, 'rows take more than the column did');
  const after = columns.bytes();
  columns.prepare();
  assert.equal(columns.bytes(), after);
});
