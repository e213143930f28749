import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { ask, contractSettings, documentOf, idsOf, type Make } from './contract.documents.ts';
import { featureContract } from './search.features.contract.ts';
import type { SearchDocument, SearchEngine, SearchFeature } from './search.ts';

/**
 * What every adapter of the port must do. `make` gives an empty engine of these settings, a new one each time; `features` are those
 * that it must name as its own, and each is tested.
 */
export function searchContract(
  name: string,
  make: (settings: typeof contractSettings) => Promise<SearchEngine>,
  features: readonly SearchFeature[] = [],
): void {
  describe(`${name} keeps the search contract`, () => {
    describe('a small catalogue', () => smallCatalogue(make));
    describe('versions', () => versions(make));
    describe('counts', () => counts(make));
    describe('rebuild', () => rebuild(make));
    describe('features', () => featureContract(make, features));
  });
}

function smallCatalogue(make: Make): void {
  let engine: SearchEngine;
  before(async () => {
    engine = await make(contractSettings);
    await engine.index([
      documentOf(1, 'Stoneware vase', {
        facets: { brand: ['kiln'], color: ['blue', 'white'], tag: ['gift'] },
        popularity: 5,
        titleDe: 'Vase aus Steinzeug',
      }),
      documentOf(2, 'Tall glass vase', { facets: { brand: ['glas'], color: ['white'] }, popularity: 9, titleDe: 'Hohe Glasvase' }),
      documentOf(3, 'Serving bowl', {
        description: 'Goes well with a vase.',
        codes: ['WHO-1-BOWL'],
        facets: { brand: ['kiln'], color: ['blue'] },
        titleDe: 'Schale',
      }),
      documentOf(4, 'Café cup', { facets: { brand: ['kiln'], color: ['red'] }, titleDe: 'Kaffeetasse für Gäste' }),
      documentOf(5, 'Printer TN-2110', { codes: ['ABC-77', '4006381333931'], segments: ['us'] }),
      documentOf(6, 'The Who, framed print', { codes: ['WHO-1'] }),
    ]);
    await engine.refresh();
  });

  test('words are found in any form, title before description', async () => {
    const found = await idsOf(engine, { text: 'vases' });
    assert.deepEqual([found.slice(0, 2).sort(), found.slice(2)], [[1, 2], [3]]);
    assert.deepEqual(await idsOf(engine, { text: 'vase stoneware' }), [1]);
  });

  test('each language has its own words', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'Gäste', language: 'de' }), [4]);
    assert.deepEqual(await idsOf(engine, { text: 'gaste', language: 'de' }), [4]);
    const page = await engine.search(ask({ text: 'schale', language: 'de' }));
    assert.deepEqual(page.hits[0]!.stored, { title: 'Schale' });
    assert.deepEqual(page.hits[0]!.offer, { price: 300 });
  });

  test('accents and case do not matter', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'CAFE' }), [4]);
  });

  test('the last word may be unfinished', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'stone' }), [1]);
    assert.deepEqual(await idsOf(engine, { text: 'tall va' }), [2]);
  });

  test('common words do not hide what is made of them', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'the who' }), [6]);
    assert.deepEqual(await idsOf(engine, { text: 'the bowl' }), [3]);
  });

  test('codes are found exactly, however they are punctuated', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'abc 77', segment: 'us' }), [5]);
    assert.deepEqual(await idsOf(engine, { text: '4006381333931', segment: 'us' }), [5]);
  });

  test('the beginning of a code is enough, from four characters with a digit among them on; the whole code comes first', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'who1' }), [6, 3]);
    assert.deepEqual(await idsOf(engine, { text: 'WHO-1 bo' }), [3]);
    assert.deepEqual(await idsOf(engine, { text: '40063', segment: 'us' }), [5]);
    for (const text of ['400', 'who1bp']) assert.deepEqual(await idsOf(engine, { text, segment: 'us' }), [], text);
  });

  test('a segment hides what it does not have', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'printer' }), []);
    assert.deepEqual(await idsOf(engine, { text: 'printer', segment: 'us' }), [5]);
  });

  test('a mistyped word finds what was meant and says so', async () => {
    const page = await engine.search(ask({ text: 'stonewrae vase' }));
    assert.deepEqual(
      page.hits.map((hit) => hit.id),
      [1],
    );
    assert.equal(page.corrected, 'stoneware vase');
    assert.equal((await engine.search(ask({ text: 'vase' }))).corrected, null);
  });

  test('when nothing has all words, what has any of them is shown', async () => {
    assert.deepEqual(await idsOf(engine, { text: 'serving spaceship' }), [3]);
  });

  test('nothing is found for what is not there', async () => {
    const page = await engine.search(ask({ text: 'zzzzqq' }));
    assert.deepEqual([page.total, page.hits, page.price, [...page.counts!]], [0, [], null, []]);
  });

  test('what people type never breaks it', async () => {
    for (const text of ["'", '":*', '& | !', '(', '\\', 'a:*b', '<->', '%_', '\u0000', '日本語', '!!!', 'x'.repeat(5000)])
      await engine.search(ask({ text }));
  });

  test('filters are OR in a field and AND across fields', async () => {
    assert.deepEqual(await idsOf(engine, { filters: { color: ['blue', 'red'] }, sort: 'newest' }), [4, 3, 1]);
    assert.deepEqual(
      await idsOf(engine, { filters: { color: ['blue', 'red'], brand: ['kiln'] }, price: { from: 200 }, sort: 'newest' }),
      [4, 3],
    );
    assert.deepEqual(await idsOf(engine, { filters: { color: ['green'] } }), []);
    assert.deepEqual(await idsOf(engine, { filters: { tag: ['gift'] } }), [1]);
  });

  test('each field is counted without its own choice', async () => {
    const { counts, total } = await engine.search(ask({ filters: { color: ['blue'], brand: ['kiln'] } }));
    assert.equal(total, 2);
    assert.deepEqual(Object.fromEntries(counts!.get('color')!), { blue: 2, white: 1, red: 1 });
    assert.deepEqual(Object.fromEntries(counts!.get('brand')!), { kiln: 2 });
    assert.equal(counts!.has('tag'), false);
  });

  test('the price bounds ignore the chosen price', async () => {
    const page = await engine.search(ask({ price: { from: 150, to: 350 }, filters: { brand: ['kiln'] } }));
    assert.deepEqual([page.total, page.price], [1, { min: 100, max: 400 }]);
  });

  test('sorts and pages', async () => {
    assert.deepEqual(await idsOf(engine, { sort: 'price-desc', limit: 2, offset: 1 }), [4, 3]);
    assert.deepEqual(await idsOf(engine, { sort: 'price-asc', limit: 2 }), [1, 2]);
    assert.deepEqual(await idsOf(engine, { sort: 'popular', limit: 3 }), [2, 1, 6]);
    assert.deepEqual(await idsOf(engine, { text: 'vase', sort: 'price-desc' }), [3, 2, 1]);
  });

  test('a page goes on after the last hit of the one before', async () => {
    for (const sort of ['popular', 'newest', 'price-asc', 'price-desc'] as const)
      for (const within of [null, { field: 'all', value: '1' }]) {
        const all = await engine.search(ask({ sort, within }));
        const some = await engine.search(ask({ sort, within, limit: 2 }));
        const rest = await engine.search(ask({ sort, within, after: some.hits[1]!.key }));
        assert.deepEqual(
          [...some.hits, ...rest.hits].map((hit) => hit.id),
          all.hits.map((hit) => hit.id),
          sort,
        );
        assert.equal(rest.total, all.total);
      }
  });

  test('documents by id come in the order asked for', async () => {
    const hits = await engine.byIds({ segment: 'eu', language: 'en', ids: [3, 99, 5, 1] });
    assert.deepEqual(
      hits.map((hit) => hit.id),
      [3, 1],
    );
  });

  test('suggestions complete the last word and show documents', async () => {
    const { completions, hits } = await engine.suggest({ segment: 'eu', language: 'en', text: 'Tall gl', limit: 5 });
    assert.deepEqual(completions, ['tall glass']);
    assert.deepEqual(
      hits.map((hit) => hit.id),
      [2],
    );
    assert.deepEqual(await engine.suggest({ segment: 'eu', language: 'en', text: ' ', limit: 5 }), { completions: [], hits: [] });
  });
}

function versions(make: Make): void {
  test('what comes late or twice changes nothing', async () => {
    const engine = await make(contractSettings);
    assert.deepEqual(await engine.index([documentOf(1, 'new name', { version: 7 })]), [1]);
    assert.deepEqual(await engine.index([documentOf(1, 'old name', { version: 6 }), documentOf(2, 'other', { version: 1 })]), [2]);
    assert.deepEqual(await engine.index([documentOf(1, 'same version', { version: 7 })]), []);
    assert.deepEqual(await idsOf(engine, { text: 'name' }), [1]);
    assert.deepEqual(await idsOf(engine, { text: 'old' }), []);
  });

  test('a deleted document stays deleted until a newer version comes', async () => {
    const engine = await make(contractSettings);
    await engine.index([documentOf(1, 'lamp', { version: 3 })]);
    await engine.delete([{ id: 1, version: 2 }]);
    assert.deepEqual(await idsOf(engine, { text: 'lamp' }), [1]);
    await engine.delete([{ id: 1, version: 4 }]);
    assert.deepEqual(await idsOf(engine, { text: 'lamp' }), []);
    await engine.index([documentOf(1, 'lamp', { version: 3 })]);
    assert.deepEqual(await idsOf(engine, { text: 'lamp' }), []);
    await engine.index([documentOf(1, 'lamp', { version: 5 })]);
    assert.deepEqual(await idsOf(engine, { text: 'lamp' }), [1]);
  });

  test('of several versions in one call the newest is taken', async () => {
    const engine = await make(contractSettings);
    await engine.index([documentOf(1, 'second', { version: 2 }), documentOf(1, 'first', { version: 1 })]);
    assert.deepEqual(await idsOf(engine, { text: 'second' }), [1]);
  });

  test('a document leaves the segments and languages that it no longer has', async () => {
    const engine = await make(contractSettings);
    await engine.index([documentOf(1, 'lamp')]);
    const { de: _gone, ...languages } = documentOf(1, 'lamp').languages;
    await engine.index([{ ...documentOf(1, 'lamp', { version: 2, segments: ['eu'] }), languages }]);
    assert.deepEqual(await idsOf(engine, { segment: 'us' }), []);
    assert.deepEqual(await idsOf(engine, { language: 'de', text: 'lamp' }), []);
    assert.deepEqual(await idsOf(engine, {}), [1]);
  });
}

type Plain = { id: number; brand: string; colors: string[]; category: string; price: number; words: string[] };

const plain = fc.record({
  brand: fc.constantFrom('a', 'b', 'c'),
  colors: fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { maxLength: 3 }),
  category: fc.constantFrom('1', '2', '3'),
  price: fc.integer({ min: 1, max: 30 }),
  words: fc.uniqueArray(fc.constantFrom('oak', 'elm', 'ash'), { maxLength: 3 }),
});

/** The whole filter language against a count by hand, over documents that come, change and go. */
function counts(make: Make): void {
  test('where there is nothing yet, nothing is found by any order', async () => {
    const engine = await make(contractSettings);
    await engine.delete([{ id: 3, version: 1 }]);
    await engine.refresh();
    for (const sort of ['popular', 'newest', 'price-asc', 'price-desc'] as const) {
      const page = await engine.search({
        segment: 'eu',
        language: 'en',
        sort,
        offset: 0,
        limit: 10,
        counts: true,
        filters: { color: ['red'] },
      });
      assert.deepEqual([page.total, page.hits, page.price], [0, [], null]);
    }
  });

  test('totals, counts and bounds equal a count by hand, whatever was written before', async () => {
    const engine = await make(contractSettings);
    let version = 0;
    const known = new Map<number, Plain>();
    const change = fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.option(plain, { freq: 5 })), { minLength: 1, maxLength: 12 });
    const question = fc.record({
      category: fc.option(fc.constantFrom('1', '2', '3')),
      brands: fc.subarray(['a', 'b', 'c']),
      colors: fc.subarray(['red', 'green', 'nobody']),
      price: fc.option(fc.record({ from: fc.option(fc.integer({ min: 1, max: 15 })), to: fc.option(fc.integer({ min: 10, max: 30 })) })),
      word: fc.option(fc.constantFrom('oak', 'elm')),
      sort: fc.constantFrom('popular' as const, 'newest' as const, 'price-asc' as const, 'price-desc' as const),
      refresh: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, fc.array(question, { minLength: 3, maxLength: 6 }), async (changes, questions) => {
        version += 1;
        const latest = new Map(changes);
        const gone = [...latest].filter(([, value]) => value === null).map(([id]) => ({ id, version }));
        const come = [...latest].flatMap(([id, value]) => (value ? [{ id, ...value }] : []));
        await engine.delete(gone);
        await engine.index(come.map((each) => plainDocument(each, version)));
        for (const { id } of gone) known.delete(id);
        for (const each of come) known.set(each.id, each);
        for (const asked of questions) {
          if (asked.refresh) await engine.refresh();
          await compare(engine, [...known.values()], asked);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
}

type Question = {
  category: string | null;
  brands: string[];
  colors: string[];
  price: { from: number | null; to: number | null } | null;
  word: string | null;
  sort: 'popular' | 'newest' | 'price-asc' | 'price-desc';
};

function plainDocument({ id, brand, colors, category, price, words }: Plain, version: number): SearchDocument {
  return documentOf(id, ['tree', ...words].join(' '), { version, price, facets: { brand: [brand], color: colors, category: [category] } });
}

async function compare(engine: SearchEngine, all: readonly Plain[], asked: Question): Promise<void> {
  const { category, brands, colors, price, word, sort } = asked;
  const within = category === null ? { field: 'all', value: '1' } : { field: 'category', value: category };
  const page = await engine.search(
    ask({ within, filters: { brand: brands, color: colors }, price, sort, limit: 5, ...(word ? { text: word } : {}) }),
  );
  const matches = (without: string) => (each: Plain) =>
    (category === null || each.category === category) &&
    (word === null || each.words.includes(word)) &&
    (without === 'brand' || brands.length === 0 || brands.includes(each.brand)) &&
    (without === 'color' || colors.length === 0 || each.colors.some((color) => colors.includes(color))) &&
    (without === 'price' || !price || (each.price >= (price.from ?? 0) && each.price <= (price.to ?? 1e9)));
  const found = all.filter(matches(''));
  // With a word that nothing has, the engine may help itself with others: only then may more be found than by hand.
  if (word && all.every((each) => !each.words.includes(word))) return;
  assert.equal(page.total, found.length);
  const key = {
    popular: (each: Plain) => -each.id,
    newest: (each: Plain) => -each.id,
    'price-asc': (each: Plain) => each.price,
    'price-desc': (each: Plain) => -each.price,
  }[sort];
  const tie = sort === 'price-asc' ? 1 : -1;
  const ordered = [...found].sort((a, b) => key(a) - key(b) || tie * (a.id - b.id));
  assert.deepEqual(
    page.hits.map((hit) => hit.id),
    ordered.slice(0, 5).map((each) => each.id),
  );
  assert.deepEqual(countOf(page.counts!.get('brand')), tallyOf(all.filter(matches('brand')).map((each) => each.brand)));
  assert.deepEqual(countOf(page.counts!.get('color')), tallyOf(all.filter(matches('color')).flatMap((each) => each.colors)));
  assert.deepEqual(countOf(page.counts!.get('category')), tallyOf(found.map((each) => each.category)));
  const prices = all.filter(matches('price')).map((each) => each.price);
  assert.deepEqual(page.price, prices.length === 0 ? null : { min: Math.min(...prices), max: Math.max(...prices) });
}

function countOf(counts: ReadonlyMap<string, number> | undefined): Record<string, number> {
  return Object.fromEntries([...(counts ?? [])].sort());
}

function tallyOf(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

function rebuild(make: Make): void {
  test('a rebuild replaces everything, keeps what changes meanwhile and what was deleted', async () => {
    const engine = await make(contractSettings);
    await engine.index([documentOf(1, 'left over'), documentOf(2, 'lamp', { version: 1 }), documentOf(3, 'gone', { version: 1 })]);
    await engine.delete([{ id: 3, version: 2 }]);
    async function* source() {
      yield [documentOf(2, 'lamp', { version: 5, price: 4000 }), documentOf(3, 'gone', { version: 1 })];
      await engine.index([documentOf(4, 'live lamp', { version: 9 })]);
      await engine.index([documentOf(5, 'early lamp', { version: 9 })]);
      await engine.delete([{ id: 6, version: 9 }]);
      yield [
        documentOf(5, 'stale lamp', { version: 8 }),
        documentOf(6, 'stale lamp', { version: 8 }),
        documentOf(7, 'lamp', { version: 1 }),
      ];
    }
    assert.equal(await engine.rebuild(source()), 2);
    const page = await engine.search(ask({ within: { field: 'all', value: '1' }, sort: 'newest' }));
    assert.deepEqual(
      page.hits.map((hit) => hit.id),
      [7, 5, 4, 2],
    );
    assert.equal(page.total, 4);
    assert.deepEqual(page.price, { min: 400, max: 4000 });
    assert.deepEqual(await idsOf(engine, { text: 'early' }), [5]);
    await engine.index([documentOf(8, 'lamp', { version: 1 })]);
    assert.equal((await engine.search(ask({ within: { field: 'all', value: '1' } }))).total, 5);
  });

  test('a rebuild that fails leaves the old index as it was', async () => {
    const engine = await make(contractSettings);
    await engine.index([documentOf(1, 'lamp')]);
    async function* broken() {
      yield [documentOf(2, 'lamp')];
      throw new Error('the source broke');
    }
    await assert.rejects(engine.rebuild(broken()), /the source broke/);
    assert.deepEqual(await idsOf(engine, { text: 'lamp' }), [1]);
  });
}
