import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { catalogOn, lamp } from './catalog.fixture.ts';
import { createImporter, type ImportItem, type ReportRow } from './import.service.ts';
import { lineItems } from './lines-file.ts';
import { meaningOf } from './shopify.fixture.ts';
import { createShopifyExport, shopifyContext } from './shopify-export.service.ts';
import { shopifyItems } from './shopify-file.ts';

const db = await testDatabase({ transactions: 6 });
const { store, writer, reader } = await catalogOn(db);
const importer = createImporter({ store, writer });
const q = <T>(text: string, values: unknown[] = []) => db.query<T>({ name: '', text }, values);
const sample = readFileSync(new URL('../../../test/data/shopify-old.csv', import.meta.url), 'utf8');

async function* once(text: string) {
  yield text;
}

async function importCsv(text: string, name = 'file.csv') {
  const context = await shopifyContext(reader, {});
  const rows: ReportRow[] = [];
  const options = {
    fingerprint: Buffer.from(name),
    name,
    source: 'shopify',
    keepStructure: true,
    onReport: async (more: readonly ReportRow[]) => void rows.push(...more),
  };
  return { ...(await importer.run(shopifyItems(once(text), context), options)), rows };
}

async function exported(): Promise<string> {
  let text = '';
  for await (const part of createShopifyExport({ reader })({})) text += part.text;
  return text;
}

test('an export of Shopify goes in and comes out with all it said; the second time changes nothing', async () => {
  const first = await importCsv(sample);
  assert.deepEqual([first.created, first.refused, first.items], [5, 0, 5]);
  assert.deepEqual(await meaningOf(await exported()), await meaningOf(sample));
  const before = await q('select id, version, updated_at, xmin::text from product order by id');
  const events = await q('select count(*)::int as n from outbox');
  const second = await importCsv(sample);
  assert.deepEqual([second.created, second.updated, second.unchanged], [0, 0, 5]);
  assert.deepEqual(await q('select id, version, updated_at, xmin::text from product order by id'), before);
  assert.deepEqual(await q('select count(*)::int as n from outbox'), events);
});

test('what staff change here is what an export says, and an unchanged file does not undo it', async () => {
  await q(`update variant set sku = 'STAFF-1' where sku = 'TEE-S'`);
  await q(`update product set title = '{"en": "Tee, renamed"}' where handle = 'classic-tee'`);
  const meaning = await meaningOf(await exported());
  assert.equal(meaning['classic-tee']!.product.title, 'Tee, renamed');
  assert.equal(meaning['classic-tee']!.variants[0]!.sku, 'STAFF-1');
  assert.equal((await importCsv(sample)).unchanged, 5);
  assert.equal((await meaningOf(await exported()))['classic-tee']!.product.title, 'Tee, renamed');
});

test('foreign handles find their product again, and never that of another', async () => {
  const head = 'Handle,Title,Variant Price\n';
  await importCsv(`${head}größe,Eins,1\ngroesse,Zwei,2\nGröße,Drei,3\n`, 'a');
  const again = await importCsv(`${head}Größe,Drei,3\ngroesse,Zwei,2\ngröße,Eins neu,1\n`, 'b');
  assert.deepEqual([again.created, again.updated, again.unchanged], [0, 1, 2]);
  const meaning = await meaningOf(await exported());
  assert.deepEqual(
    ['größe', 'groesse', 'Größe'].map((handle) => meaning[handle]?.product.title),
    ['Eins neu', 'Zwei', 'Drei'],
  );
});

function* manyLines(count: number): Generator<ImportItem> {
  for (let n = 0; n < count; n += 1) {
    const bad = n % 100 === 99;
    yield {
      line: n + 1,
      key: `p-${n}`,
      lines: [bad ? { kind: 'product', handle: `p-${n}` } : lamp({ handle: `p-${n}` })],
      faults: [],
      notes: [],
    };
  }
}

async function* failingAfter(count: number, total: number) {
  for (const item of manyLines(total)) {
    if (item.line > count) throw new Error('killed');
    yield item;
  }
}

async function* all(total: number) {
  yield* manyLines(total);
}

test('rows without title and status make a draft with a note; of a product that is there they change what they say', async () => {
  const head = 'Handle,Title,Body (HTML),Vendor,Tags,Status,Variant SKU,Variant Price,Variant Inventory Qty';
  const made = await importCsv(`${head}\norphan-row,,,,,,ORPHAN-1,12.50,3\n`, 'orphan.csv');
  assert.deepEqual([made.created, made.rows.map(({ line, code, field }) => [line, code, field])], [1, [[2, 'made_draft', '/Title']]]);
  const state = () =>
    q(`select p.status, p.title, p.description, p.tags, pr.amount from product p join variant v on v.product_id = p.id
       join price pr on pr.variant_id = v.id where p.handle = 'orphan-row' and pr.price_list = 'eu'`);
  assert.deepEqual(await state(), [{ status: 'draft', title: { en: 'Orphan row' }, description: {}, tags: [], amount: 1250 }]);

  await importCsv(`${head}\norphan-row,Whole,<p>Said</p>,Maker,wool,active,ORPHAN-1,12.50,3\n`, 'whole.csv');
  const changed = await importCsv(`${head}\norphan-row,,,,,,ORPHAN-1,11.00,3\n`, 'orphan-2.csv');
  assert.deepEqual([changed.updated, changed.rows], [1, []]);
  assert.deepEqual(await state(), [
    { status: 'active', title: { en: 'Whole' }, description: { en: '<p>Said</p>' }, tags: ['wool'], amount: 1100 },
  ]);
  const unsold = await importCsv(`${head}\nno-price,Named,,,,active,NP-1,,3\n`, 'no-price.csv');
  assert.deepEqual([unsold.created, unsold.rows.map(({ code, field }) => [code, field])], [1, [['not_for_sale', '/variants/0/prices']]]);
});

test('an import that was broken off goes on where it stood, and its counts are those of one whole run', async () => {
  const options = { fingerprint: Buffer.from('many'), name: 'many.jsonl', source: 'products' };
  await assert.rejects(importer.run(failingAfter(900, 1300), options), /killed/);
  const [{ position }] = (await q<{ position: number }>(`select position from catalog_import where name = 'many.jsonl'`)) as [
    { position: number },
  ];
  assert.ok(position >= 250 && position % 250 === 0, String(position));
  const rows: ReportRow[] = [];
  const summary = await importer.run(all(1300), { ...options, onReport: async (more) => void rows.push(...more) });
  assert.equal(summary.resumedAt, position);
  assert.deepEqual([summary.created, summary.unchanged, summary.refused, summary.items], [1287, 0, 13, 1300]);
  assert.deepEqual(await q(`select count(*)::int as n from product where handle ~ '^p-[0-9]+$'`), [{ n: 1287 }]);
  assert.deepEqual(rows[0]?.line, position + 100 - (position % 100));
  const again = await importer.run(all(1300), options);
  assert.deepEqual([again.resumedAt, again.created, again.unchanged, again.refused], [0, 0, 1287, 13]);
});

test('two imports of the same file at once both end well, and write each product once', async () => {
  const options = { fingerprint: Buffer.from('both'), name: 'both.jsonl', source: 'products' };
  async function* lines() {
    for (let n = 0; n < 700; n += 1)
      yield { line: n + 1, key: `both-${n}`, lines: [lamp({ handle: `both-${n}`, brand: `B ${n % 9}` })], faults: [], notes: [] };
  }
  const [one, two] = await Promise.all([importer.run(lines(), options), importer.run(lines(), options)]);
  assert.equal(one.created + one.unchanged, 700);
  assert.equal(two.created + two.unchanged, 700);
  assert.equal(one.created + two.created, 700);
  assert.deepEqual(await q(`select count(*)::int as n from variant v join product p on p.id = v.product_id where p.handle like 'both-%'`), [
    { n: 1400 },
  ]);
});

test('catalog lines come out of an empty shop in the bytes in which they went in', async () => {
  const lines = async (from: typeof reader) => (await Array.fromAsync(from.readLines())).map((line) => JSON.stringify(line)).join('\n');
  const text = await lines(reader);
  const other = await catalogOn(await testDatabase());
  const summary = await createImporter(other).run(lineItems(once(text)), { fingerprint: Buffer.from('x'), name: 'x', source: 'products' });
  assert.equal(summary.refused, 0);
  assert.equal(await lines(other.reader), text);
});

test('lines that are no JSON are named by number, and the others are kept', async () => {
  const rows: ReportRow[] = [];
  const text = `\ufeff${JSON.stringify(lamp({ handle: 'ok-1' }))}\r\n{"kind":\n\n"x"\n${JSON.stringify(lamp({ handle: 'ok-2' }))}`;
  const summary = await importer.run(lineItems(once(text)), {
    fingerprint: Buffer.from('bad'),
    name: 'bad',
    source: 'products',
    onReport: async (more) => void rows.push(...more),
  });
  assert.deepEqual([summary.created, summary.refused], [2, 2]);
  assert.deepEqual(
    rows.map(({ line, code }) => `${line} ${code}`),
    ['2 invalid_json', '4 wrong_type'],
  );
});
