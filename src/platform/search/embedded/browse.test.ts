import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BrowseQuestion, browse } from './browse.ts';
import { type ColumnRow, createColumns, type Tally } from './columns.ts';
import { sortByKey } from './order.ts';

/** A small generator of its own, so that a failure comes again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

type Document = ColumnRow & { values: number[] };

function documentOf(id: number, random: (below: number) => number): Document {
  // 1 is in all of them, 10 to 12 split them, the others are rare or common.
  const values = [1, 10 + random(3), 20 + random(40), ...(random(10) < 7 ? [-5] : []), ...(random(4) === 0 ? [70 + random(3)] : [])];
  return {
    id,
    price: random(500),
    popularity: random(30) - 10,
    createdAtMs: 1_790_000_000_000 + random(1000) * 60_000,
    rating: random(6) - 1,
    values,
  };
}

const SORTS = {
  popular: (a: Document, b: Document) => b.popularity - a.popularity || b.id - a.id,
  newest: (a: Document, b: Document) => b.createdAtMs - a.createdAtMs || b.id - a.id,
  rating: (a: Document, b: Document) => (b.rating ?? -1) - (a.rating ?? -1) || b.id - a.id,
  'price-asc': (a: Document, b: Document) => a.price - b.price || a.id - b.id,
  'price-desc': (a: Document, b: Document) => b.price - a.price || b.id - a.id,
};

/** The same by plain counting over the rows. */
function byHand(all: Iterable<Document>, question: BrowseQuestion) {
  const { scope, filters, price, sort, offset, limit } = question;
  const within = [...all].filter(({ values }) => scope === null || values.includes(scope));
  const priced = (document: Document) => !price || (document.price >= (price.from ?? 0) && document.price <= (price.to ?? Infinity));
  const chosen = (document: Document, but: number) => filters.every((any, i) => i === but || any.some((v) => document.values.includes(v)));
  const found = within.filter((document) => priced(document) && chosen(document, -1));
  const free = within.filter((document) => chosen(document, -1)).map((document) => document.price);
  return {
    total: found.length,
    ids: [...found]
      .sort(SORTS[sort])
      .slice(offset, offset + limit)
      .map(({ id }) => id),
    found: counted(found),
    own: filters.map((_, i) => counted(within.filter((document) => priced(document) && chosen(document, i)))),
    price: free.length === 0 ? null : { min: Math.min(...free), max: Math.max(...free) },
  };
}

function counted(documents: readonly Document[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { values } of documents) for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const asRecord = (tally: Tally) => Object.fromEntries(tally.counts.map(([value, count]) => [String(value), count]));

test('pages, totals, counts and bounds equal a count by hand while documents come, change and go', () => {
  const random = randomOf(7);
  const columns = createColumns({ rated: true });
  const known = new Map<number, Document>();
  const put = (id: number) => {
    const document = documentOf(id, random);
    known.set(id, document);
    columns.put(document);
  };
  for (let id = 10; id <= 9000; id += 2) put(id);
  const questions = () => {
    const question: BrowseQuestion = {
      scope: [null, 1, 10, 11, 25, 99][random(6)]!,
      filters: [[[20, 21, 30], [-5], [70, 71]], [[10, 11]], [[-5]], [[98]], []][random(5)]!.slice(0, 1 + random(3)),
      price: [null, { from: 100, to: 130 }, { from: 20, to: null }][random(3)]!,
      sort: (Object.keys(SORTS) as (keyof typeof SORTS)[])[random(5)]!,
      offset: [0, 24, 1500][random(3)]!,
      limit: 24,
      after: null,
      counts: true,
    };
    return question;
  };
  for (let round = 0; round < 60; round += 1) {
    for (let n = random(40); n > 0; n -= 1) {
      // Some ids come late, below those that are there.
      const id = 1 + random(9400);
      if (random(4) > 0) put(id);
      else {
        known.delete(id);
        columns.remove(id);
      }
    }
    for (let n = 0; n < 6; n += 1) {
      const question = questions();
      const { keys: _keys, found, own, ...page } = browse(columns, question);
      const told = { ...page, found: asRecord(found!), own: own.map(asRecord) };
      assert.deepEqual(told, byHand(known.values(), question), JSON.stringify(question));
    }
  }
  assert.equal(columns.size(), known.size);
});

test('a page goes on after any place, whether somebody stands there or not', () => {
  const random = randomOf(3);
  const columns = createColumns({ rated: true });
  const known: Document[] = [];
  for (let id = 1; id <= 3000; id += 1) {
    known.push(documentOf(id, random));
    columns.put(known.at(-1)!);
  }
  for (const scope of [null, 11, 44])
    for (const sort of Object.keys(SORTS) as (keyof typeof SORTS)[]) {
      const all = known.filter(({ values }) => scope === null || values.includes(scope)).sort(SORTS[sort]);
      const question = { scope, filters: [], price: null, sort, offset: 0, limit: 10, counts: false };
      const before = all[Math.floor(all.length / 2)]!;
      const key = { popular: before.popularity, newest: before.createdAtMs, rating: before.rating! }[sort as 'popular'] ?? before.price;
      const next = all.slice(Math.floor(all.length / 2) + 1).map(({ id }) => id);
      assert.deepEqual(browse(columns, { ...question, after: { key, id: before.id } }).ids, next.slice(0, 10), sort);
      columns.remove(before.id);
      assert.deepEqual(browse(columns, { ...question, after: { key, id: before.id } }).ids, next.slice(0, 10), sort);
      columns.put(before);
    }
});

test('counts of a scope are the same object until something in it changes', () => {
  const columns = createColumns({ rated: true });
  const row = (id: number, scope: number) => ({ id, price: id, popularity: 0, createdAtMs: 0, values: [scope] });
  columns.put(row(1, 7));
  columns.put(row(2, 8));
  const [seven, eight] = [columns.scopeTally(7), columns.scopeTally(8)];
  columns.put({ ...row(2, 8), price: 5 });
  assert.equal(columns.scopeTally(7), seven);
  assert.notEqual(columns.scopeTally(8), eight);
  assert.deepEqual(columns.scopeTally(8).price, { min: 5, max: 5 });
});

test('sorting by a key keeps what is equal in its order, for few and for many', () => {
  const random = randomOf(11);
  for (const length of [0, 1, 500, 60_000]) {
    const keys = Float64Array.from({ length }, () => random(300) * 1_000_003 - 70);
    const positions = Uint32Array.from({ length }, (_, i) => i);
    const expected = [...positions].sort((a, b) => keys[a]! - keys[b]! || a - b);
    assert.deepEqual([...sortByKey(positions, keys)], expected);
    assert.deepEqual(positions[length - 1], length === 0 ? undefined : length - 1);
  }
});
