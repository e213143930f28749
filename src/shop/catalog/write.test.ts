import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { catalogOn, lamp } from './catalog.fixture.ts';
import type { CatalogLine } from './catalog-line.ts';
import { checkLine } from './line-check.ts';

const db = await testDatabase({ transactions: 6 });
const { writer, reader } = await catalogOn(db);
const q = <T>(text: string, values: unknown[] = []) => db.query<T>({ name: '', text }, values);

test('a product is created with everything that it names, and read back in the same bytes', async () => {
  const [result] = await writer.write([lamp()], { source: 'test' });
  assert.equal(result?.outcome, 'created');
  const lines = await Array.fromAsync(reader.readLines());
  const product = lines.at(-1)!;
  const { line } = checkLine({ ...lamp(), publishedAt: '2026-01-02T03:04:05.000Z' }) as { line: CatalogLine };
  assert.equal(JSON.stringify(product), JSON.stringify(line));
  assert.deepEqual(
    lines.map((l) => `${l.kind} ${'code' in l ? l.code : l.handle}`),
    [
      'attribute color',
      'attribute cord_m',
      'attribute dimmable',
      'attribute note',
      'product-type lamp',
      'category lighting',
      'category pendants',
      'brand Fern & Co',
      'product dome-lamp',
    ],
  );
  assert.deepEqual(await q('select reason, quantity from stock_movement'), [{ reason: 'initial', quantity: 7 }]);
  assert.deepEqual(await q(`select payload from outbox where type = 'catalog.products-changed'`), [
    { payload: { ids: [(result as { id: number }).id] } },
  ]);
});

test('an equal line changes nothing, not even stock that was sold meanwhile', async () => {
  await q('update stock_level set on_hand = 2');
  await q(
    `insert into stock_movement (variant_id, location_id, quantity, reason) select variant_id, location_id, -5, 'sale' from stock_level`,
  );
  const before = await q('select version, updated_at, xmin::text from product');
  const [result] = await writer.write([lamp()], { source: 'test' });
  assert.equal(result?.outcome, 'unchanged');
  assert.deepEqual(await q('select version, updated_at, xmin::text from product'), before);
  assert.deepEqual(await q('select on_hand from stock_level'), [{ on_hand: 2 }]);
});

test('a line that says the same in other words is unchanged too', async () => {
  const before = await q('select version, updated_at from product');
  const { stock: _, ...first } = lamp().variants[0]!;
  const [result] = await writer.write(
    [lamp({ variants: [first, lamp().variants[1]!], popularity: 5, publishedAt: '2026-01-02T04:04:05+01:00' })],
    { source: 'test' },
  );
  assert.equal(result?.outcome, 'unchanged');
  assert.deepEqual(await q('select version, updated_at from product'), before);
});

test('a changed line updates; variants keep their ids by options and by SKU; removed ones book their stock out', async () => {
  const ids = await q<{ id: number; sku: string }>('select id, sku from variant order by position');
  const [black, white] = lamp().variants;
  const changed = lamp({
    title: { en: 'Dome lamp II' },
    options: [
      {
        code: 'color',
        name: { en: 'Colour' },
        values: [
          { code: 'ivory', label: { en: 'Ivory' } },
          { code: 'red', label: { en: 'Red' } },
        ],
      },
    ],
    variants: [
      { ...white!, options: ['ivory'] },
      { ...black!, sku: 'D-3', options: ['red'] },
    ],
    media: [lamp().media![1]!],
  });
  const [refused] = await writer.write([changed], { source: 'test' });
  assert.equal(refused?.outcome, 'updated');
  const after = await q<{ id: number; sku: string; position: number }>('select id, sku, position from variant order by position');
  assert.equal(after[0]!.id, ids[1]!.id);
  assert.notEqual(after[1]!.id, ids[0]!.id);
  assert.deepEqual(await q('select sum(quantity)::int as sum from stock_movement where variant_id = $1', [ids[0]!.id]), [{ sum: 0 }]);
  const [again] = await writer.write([changed], { source: 'test' });
  assert.equal(again?.outcome, 'unchanged');
});

test('bad lines are refused one by one, with every fault, and the good ones are written', async () => {
  const results = await writer.write(
    [
      lamp({ handle: 'good-1' }),
      { kind: 'product', handle: 'Bad Handle', status: 'sold', title: {}, variants: [] },
      lamp({ handle: 'bad-2', variants: [{ options: ['green'], prices: { jp: { amount: 1 } } }] }),
      lamp({ handle: 'bad-3', attributes: { cord_m: 'long' } }),
      lamp({ handle: 'bad-4', options: [], variants: [{ prices: { jp: { amount: 1 } } }] }),
      lamp({ handle: 'bad-5', options: [], variants: [{ prices: { eu: { amount: 100_000_000_001 } }, stock: 1_000_000_001 }] }),
      { kind: 'thing' },
      null,
      lamp({ handle: 'good-2' }),
    ],
    { source: 'test' },
  );
  const shown = results.map((r) => (r.outcome === 'refused' ? r.faults.map((f) => `${f.path} ${f.code}`) : r.outcome));
  assert.deepEqual(shown, [
    'created',
    ['/handle bad_format', '/status bad_format', '/title missing', '/variants missing'],
    ['/variants/0/options/0 option_mismatch'],
    ['/attributes/cord_m wrong_type'],
    ['/variants/0/prices/jp unknown_market'],
    ['/variants/0/prices/eu/amount out_of_range', '/variants/0/stock out_of_range'],
    ['/kind unknown_kind'],
    [' wrong_type'],
    'created',
  ]);
});

test('a line with a former handle renames; the old address leads on, until it is taken back', async () => {
  await writer.write([lamp({ handle: 'old-name' })], { source: 'test' });
  const [{ id }] = (await q<{ id: number }>(`select id from product where handle = 'old-name'`)) as [{ id: number }];
  const [renamed] = await writer.write([lamp({ handle: 'new-name', formerHandles: ['old-name'] })], { source: 'test' });
  assert.deepEqual({ ...renamed, notes: [] }, { kind: 'product', key: 'new-name', outcome: 'updated', id, notes: [] });
  await writer.write([lamp({ handle: 'newest-name', formerHandles: ['new-name', 'old-name'] })], { source: 'test' });
  assert.deepEqual(await q('select handle, product_id from product_redirect order by handle'), [
    { handle: 'new-name', product_id: id },
    { handle: 'old-name', product_id: id },
  ]);
  const [back] = await writer.write([lamp({ handle: 'old-name' })], { source: 'test' });
  assert.equal(back?.outcome, 'created');
  assert.deepEqual(await q('select handle from product_redirect'), [{ handle: 'new-name' }]);
});

test('a handle twice in one call is written twice, in order', async () => {
  const results = await writer.write([lamp({ handle: 'twice' }), lamp({ handle: 'twice', popularity: 9 })], { source: 'test' });
  assert.deepEqual(
    results.map((r) => r.outcome),
    ['created', 'updated'],
  );
  assert.deepEqual(await q(`select popularity from product where handle = 'twice'`), [{ popularity: 9 }]);
});

test('two imports of the same hundred lines at once give one hundred products', async () => {
  const lines = Array.from({ length: 100 }, (_, i) => lamp({ handle: `race-${i}`, brand: `Race ${i % 7}`, categories: [`race-${i % 5}`] }));
  const runs = await Promise.all(
    [lines, [...lines].reverse(), lines, [...lines].reverse()].map((all) => writer.write(all, { source: 'test' })),
  );
  const outcomes = runs.flat().map((r) => r.outcome);
  assert.equal(outcomes.filter((o) => o === 'created').length, 100);
  assert.equal(outcomes.filter((o) => o === 'unchanged').length, 300);
  assert.deepEqual(await q(`select count(*)::int as n from variant v join product p on p.id = v.product_id where p.handle like 'race-%'`), [
    { n: 200 },
  ]);
});

test('categories form a tree: parents may come later, moves carry their descendants, loops and taken slugs are refused', async () => {
  const category = (code: string, parent: string | null, slug = code) => ({ kind: 'category', code, parent, slug, name: { en: code } });
  const first = await writer.write([category('t-leaf', 't-mid'), category('t-mid', 't-root'), category('t-root', null)], {
    source: 'test',
  });
  assert.deepEqual(
    first.map((r) => r.outcome),
    ['created', 'created', 'created'],
  );
  const second = await writer.write([category('t-root', 't-leaf'), category('t-mid', null, 't-middle'), category('t-x', null, 't-leaf')], {
    source: 'test',
  });
  assert.deepEqual(
    second.map((r) => (r.outcome === 'refused' ? r.faults[0]!.code : r.outcome)),
    ['category_cycle', 'updated', 'slug_taken'],
  );
  const depth = await q(`select code, cardinality(path) as depth from category where code like 't-%' order by code`);
  assert.deepEqual(depth, [
    { code: 't-leaf', depth: 2 },
    { code: 't-mid', depth: 1 },
    { code: 't-root', depth: 1 },
  ]);
  assert.deepEqual(await q('select slug from category_redirect'), [{ slug: 't-mid' }]);
});

test('a category takes a new slug and names its old one as former in one line; the last of two claims on a slug counts', async () => {
  const category = (code: string, slug: string, formerSlugs: string[] = []) => ({
    kind: 'category',
    code,
    slug,
    formerSlugs,
    name: { en: code },
  });
  await writer.write([category('s-one', 's-one'), category('s-two', 's-two')], { source: 'test' });
  const results = await writer.write([category('s-one', 's-first', ['s-one', 's-shared']), category('s-two', 's-second', ['s-shared'])], {
    source: 'test',
  });
  assert.deepEqual(
    results.map((r) => r.outcome),
    ['updated', 'updated'],
  );
  assert.deepEqual(
    await q(
      `select r.slug, c.code from category_redirect r join category c on c.id = r.category_id where c.code like 's-%' order by r.slug`,
    ),
    [
      { slug: 's-one', code: 's-one' },
      { slug: 's-shared', code: 's-two' },
      { slug: 's-two', code: 's-two' },
    ],
  );
});

test('two lines of one call that lead to the same product go one after the other: the first is it, the second is a new one', async () => {
  await writer.write([lamp({ handle: 'p-old' })], { source: 'test' });
  const both = await writer.write(
    [lamp({ handle: 'p-one', formerHandles: ['p-old'] }), lamp({ handle: 'p-two', formerHandles: ['p-old'] })],
    {
      source: 'test',
    },
  );
  assert.deepEqual(
    both.map((r) => r.outcome),
    ['updated', 'created'],
  );
  const kept = await writer.write([lamp({ handle: 'p-three', formerHandles: ['p-two'] }), lamp({ handle: 'p-two', popularity: 6 })], {
    source: 'test',
  });
  assert.deepEqual(
    kept.map((r) => r.outcome),
    ['updated', 'created'],
  );
  assert.deepEqual(await q(`select handle from product where handle like 'p-%' order by handle`), [
    { handle: 'p-one' },
    { handle: 'p-three' },
    { handle: 'p-two' },
  ]);
});

test('a count below what is held for buyers stops at that, with a note', async () => {
  await writer.write([lamp({ handle: 'held' })], { source: 'test' });
  await q(
    `update stock_level s set reserved = 3 from variant v join product p on p.id = v.product_id where v.id = s.variant_id and p.handle = 'held'`,
  );
  const [black, white] = lamp().variants;
  const [result] = await writer.write([lamp({ handle: 'held', variants: [{ ...black!, stock: 1 }, white!] })], { source: 'test' });
  assert.deepEqual(result?.outcome === 'updated' && result.notes.map((n) => n.code), ['stock_reserved']);
  const rows = await q(
    `select s.on_hand from stock_level s join variant v on v.id = s.variant_id join product p on p.id = v.product_id where p.handle = 'held'`,
  );
  assert.deepEqual(rows, [{ on_hand: 3 }]);
});

test('after all that, the movements add up to the stock of every variant', async () => {
  const unequal = await q(
    `select coalesce(l.variant_id, m.variant_id) as id from stock_level l
     full join (select variant_id, location_id, sum(quantity) as quantity from stock_movement group by 1, 2) m using (variant_id, location_id)
     where coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0)`,
  );
  assert.deepEqual(unequal, []);
});
