import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, contractSettings, documentOf, idsOf, type Make } from './contract.documents.ts';
import type { SearchEngine, SearchFeature } from './search.ts';

/** The features that an adapter names as its own, one by one; without them a request is answered all the same. */
export function featureContract(make: Make, features: readonly SearchFeature[]): void {
  test('it names its features and answers requests that ask for others', async () => {
    const engine = await make(contractSettings);
    assert.deepEqual([...engine.features].sort(), [...features].sort());
    await engine.index([documentOf(1, 'lamp', { popularity: 1 }), documentOf(2, 'lamp', { popularity: 2 })]);
    const page = await engine.search(ask({ sort: 'rating', rules: { weigh: [{ ids: [2], factor: 2 }] } }));
    assert.deepEqual(
      page.hits.map(({ id }) => id),
      [2, 1],
    );
  });
  for (const feature of features) FEATURES[feature](make);
}

const FEATURES: Record<SearchFeature, (make: Make) => void> = { rating, ranges, rules, better };

async function engineOf(make: Make, documents: Parameters<SearchEngine['index']>[0]): Promise<SearchEngine> {
  const engine = await make(contractSettings);
  await engine.index(documents);
  return engine;
}

function rating(make: Make): void {
  test('the best rated come first, those without a mark last, and a page goes on after its last hit', async () => {
    const engine = await engineOf(make, [
      documentOf(1, 'red lamp', { rating: 4.25 }),
      documentOf(2, 'blue lamp'),
      documentOf(3, 'green lamp', { rating: 4.5 }),
      documentOf(4, 'white lamp', { rating: 4.25 }),
    ]);
    for (const text of ['', 'lamp']) {
      assert.deepEqual(await idsOf(engine, { sort: 'rating', text }), [3, 4, 1, 2]);
      const some = await engine.search(ask({ sort: 'rating', text, limit: 2 }));
      assert.deepEqual(await idsOf(engine, { sort: 'rating', text, after: some.hits[1]!.key }), [1, 2]);
    }
  });
}

function ranges(make: Make): void {
  test('numbers narrow by ranges, each bounded and counted without its own', async () => {
    const engine = await engineOf(make, [
      documentOf(1, 'tv', { numbers: { size: 32, weight: 5.5 }, facets: { brand: ['a'] } }),
      documentOf(2, 'tv', { numbers: { size: 43.5 }, facets: { brand: ['b'] } }),
      documentOf(3, 'tv', { numbers: { size: 55, weight: 19 }, facets: { brand: ['b'] } }),
      documentOf(4, 'stand', { facets: { brand: ['a'] } }),
    ]);
    const page = await engine.search(ask({ ranges: { size: { from: 40 } }, filters: { brand: ['b'] }, sort: 'newest' }));
    assert.deepEqual(
      [page.hits.map(({ id }) => id), page.total, page.ranges?.get('size'), page.ranges?.get('weight')],
      [[3, 2], 2, { min: 43.5, max: 55 }, { min: 19, max: 19 }],
    );
    const wide = await engine.search(ask({ text: 'tv', ranges: { size: { from: 40, to: 50 } } }));
    assert.deepEqual([wide.hits.map(({ id }) => id), wide.ranges?.get('size')], [[2], { min: 32, max: 55 }]);
    assert.deepEqual([...wide.counts!.get('brand')!], [['b', 1]]);
    assert.deepEqual(await idsOf(engine, { ranges: { size: { to: 43.5 }, weight: { from: 1 } } }), [1]);
    assert.deepEqual(await idsOf(engine, { ranges: { nothing: { from: 1 } } }), []);
  });
}

function rules(make: Make): void {
  const documents = [1, 2, 3, 4, 5].map((id) =>
    documentOf(id, id === 5 ? 'shade' : 'lamp', { popularity: id, facets: { brand: [id % 2 ? 'odd' : 'even'] } }),
  );

  test('what is pinned stands first, on its page alone, and only where the filters let it through', async () => {
    const engine = await engineOf(make, documents);
    const pinned = { rules: { pin: [5, 1] } };
    for (const text of ['', 'lamp']) {
      assert.deepEqual(await idsOf(engine, { ...pinned, text }), [5, 1, 4, 3, 2]);
      assert.deepEqual(await idsOf(engine, { ...pinned, text, limit: 2, offset: 1 }), [1, 4]);
      assert.deepEqual(await idsOf(engine, { ...pinned, text, filters: { brand: ['even'] } }), [4, 2]);
    }
    const page = await engine.search(ask({ ...pinned, text: 'lamp' }));
    assert.deepEqual([page.total, page.counts!.get('brand')!.get('odd')], [5, 3]);
  });

  test('what is hidden is in no total and no count', async () => {
    const engine = await engineOf(make, documents);
    for (const text of ['', 'lamp']) {
      const page = await engine.search(ask({ text, rules: { hide: [1, 5] } }));
      assert.deepEqual(
        [page.hits.map(({ id }) => id), page.total, page.price, page.counts!.get('brand')!.get('odd')],
        [[4, 3, 2], 3, { min: 200, max: 400 }, 1],
      );
    }
    assert.deepEqual(await idsOf(engine, { rules: { hide: [3] }, sort: 'price-asc' }), [1, 2, 4, 5]);
  });

  test('what is boosted comes sooner and what is buried later, without words too', async () => {
    const engine = await engineOf(make, documents);
    for (const text of ['', 'lamp']) {
      const boosted = { text, rules: { weigh: [{ field: 'brand', value: 'odd', factor: 8 }] } };
      assert.deepEqual(await idsOf(engine, { ...boosted, filters: { brand: ['odd', 'even'] }, limit: 2 }), text ? [3, 1] : [5, 3]);
      assert.deepEqual((await idsOf(engine, { text, rules: { weigh: [{ ids: [4], factor: 0.1 }] } })).at(-1), 4);
    }
    assert.deepEqual(await idsOf(engine, { sort: 'price-desc', rules: { pin: [1], weigh: [{ ids: [4], factor: 0.1 }] } }), [5, 4, 3, 2, 1]);
  });
}

function better(make: Make): void {
  test('a rare word close to a common one is searched for, and the common one named', async () => {
    const lamps = Array.from({ length: 60 }, (_, i) => documentOf(i + 1, 'table lamp'));
    const engine = await engineOf(make, [...lamps, documentOf(99, 'lampe by mistake')]);
    const page = await engine.search(ask({ text: 'table lampe', filters: {} }));
    assert.equal(page.corrected ?? page.better, 'table lamp');
    assert.equal((await engine.search(ask({ text: 'table lamp' }))).better ?? null, null);
  });
}
