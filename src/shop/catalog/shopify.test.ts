import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvOf, fileForm, meaningOf, readCsv, shopifyExport, writeCsv } from './shopify.fixture.ts';
import { handlesFor, readPrice } from './shopify-values.ts';

test('whatever an export says, an import and an export say it again', async () => {
  await fc.assert(
    fc.asyncProperty(shopifyExport, fileForm, async (products, form) => {
      const given = csvOf(products, form);
      const read = await readCsv(given);
      assert.deepEqual(read.faults, []);
      assert.deepEqual(await meaningOf(writeCsv(read.products, form.style)), await meaningOf(given));
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('prices are read where they are certain, and refused where they could mean two things', () => {
  const read = (text: string, currency = 'EUR') => readPrice(text, currency);
  const certain = {
    '12': 1200,
    '12.5': 1250,
    '12,5': 1250,
    '12,50': 1250,
    '1,234.50': 123450,
    '1.234,50': 123450,
    '1 234,50': 123450,
    "1'234.50": 123450,
    '1,234': 123400,
    '1,234,567': 123456700,
    '1.234.567': 123456700,
    '€ 9,99': 999,
    '9.99 EUR': 999,
    '12.': 1200,
    '0': 0,
  };
  for (const [text, amount] of Object.entries(certain)) assert.equal(read(text), amount, text);
  assert.equal(read(''), null);
  assert.equal(read('  '), null);
  for (const text of ['1.234', '12.345', 'free', '-5', '1,23,4', '1.2.3', '12,345.678', '$', '1e3', '٣'])
    assert.equal(read(text), text === '$' ? null : undefined, text);
  assert.equal(read('1200', 'JPY'), 1200);
  assert.equal(read('12.50', 'JPY'), undefined);
  assert.equal(read('1.234', 'KWD'), 1234);
  assert.equal(read('1,234', 'KWD'), undefined);
});

test('handles keep their form where they can, and otherwise have a mark of their own', () => {
  assert.deepEqual(handlesFor('blue-shirt')[0], 'blue-shirt');
  assert.deepEqual(handlesFor('Größe')[0], 'groesse');
  assert.deepEqual(handlesFor('gr%C3%B6%C3%9Fe')[0], 'groesse');
  assert.match(handlesFor('シャツ')[0], /^product-[0-9a-f]{8}$/);
  assert.notEqual(handlesFor('シャツ')[0], handlesFor('くつ')[0]);
  assert.match(handlesFor('50%-off')[0], /^50-off$/);
});

const head =
  'Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Status';

test('rows of one product may lie apart, in any order', async () => {
  const text = [
    head,
    'a,,,,,,,M,A-M,2.00,https://x.example/2.jpg,2,',
    'b,B,,,,true,Title,Default Title,B-1,1.00,,,active',
    'a,A,<p>x</p>,V,t,true,Size,S,A-S,1.00,https://x.example/1.jpg,1,active',
    '',
  ].join('\n');
  const { products, faults } = await readCsv(text);
  assert.deepEqual(faults, []);
  const a = products.find(({ handle }) => handle === 'a')!;
  assert.deepEqual(
    a.variants.map(({ sku }) => sku),
    ['A-S', 'A-M'],
  );
  assert.deepEqual(
    a.media?.map(({ src }) => src),
    ['https://x.example/1.jpg', 'https://x.example/2.jpg'],
  );
  assert.equal(a.title.en, 'A');
});

test('rows that come too late are refused with their line, and the product is kept as it was', async () => {
  const filler = Array.from({ length: 1200 }, (_, i) => `p-${i},P,,,,true,Title,Default Title,,1,,,active`);
  const { products, faults } = await readCsv([head, 'late,L,,,,true,Size,S,,1,,,active', ...filler, 'late,,,,,,,M,,1,,,'].join('\n'));
  assert.equal(products.length, 1201);
  assert.deepEqual(faults, ['1203 /Handle rows_apart']);
});

test('a bad row costs its own product alone, and says where', async () => {
  const text = [
    head,
    'a,A,,,,true,Title,Default Title,,1.234,,,active',
    'b,B,"quoted\nnewline, and ""marks""",,,true,Title,Default Title,,5,,,active',
    ',no handle,,,,,,,,,,,',
    'c,C,,,,true,Title,Default Title,,x,,,active',
    'd,D,,,,true,Size,S,,1,,,active',
    'd,,,,,,,S,,1,,,',
    'e,E,,,,true,Title,Default Title,,1000000000.01,,,active',
  ].join('\r\n');
  const { products, faults } = await readCsv(text);
  assert.deepEqual(
    products.map(({ handle }) => handle),
    ['b'],
  );
  assert.deepEqual(
    faults.sort(),
    [
      '2 /Variant Price price_unreadable',
      '5 /Handle missing',
      '6 /Variant Price price_unreadable',
      '9 /Variant Price out_of_range',
      'd /variants/1/options duplicate',
    ].sort(),
  );
});

test('an open quotation mark ends with a clear fault instead of an endless row', async () => {
  const { products, faults } = await readCsv(`${head}\na,A,,,,true,Title,Default Title,,1,,,active\nb,"B,,,,true\n`);
  assert.deepEqual(
    products.map(({ handle }) => handle),
    ['a'],
  );
  assert.deepEqual(
    faults.map((fault) => fault.split(' ').at(-1)),
    ['csv_broken'],
  );
});

test('what is not published is not sold, and comes back as it was', async () => {
  const text = [
    head,
    'a,A,,,,false,Title,Default Title,,1,,,active',
    'b,B,,,,TRUE,Title,Default Title,,1,,,Draft',
    'c,C,,,,,Title,Default Title,,1,,,',
  ].join('\n');
  const { products } = await readCsv(text);
  assert.deepEqual(
    products.map(({ status }) => status),
    ['draft', 'draft', 'active'],
  );
  assert.deepEqual(await meaningOf(writeCsv(products)), withUsual(await meaningOf(text)));
});

test('the column names since 2024 mean the same, in any case and order', async () => {
  const text = [
    'TITLE,URL handle,description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,Price,Compare-at price,Cost per item,Charge tax,Tax code,Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Weight unit for display,Requires shipping,Fulfillment service,Product image URL,Image position,Image alt text,Variant image URL,Gift card,SEO title,SEO description,Unit price total measure',
    'Board,board-1,<p>Flat.</p>,Acme,Sporting Goods > Boards,Board,"new, fast",TRUE,Active,B-1,123,Length,150,,"1,234.50",1500,700,FALSE,P1,shopify,7,CONTINUE,2600,kg,TRUE,manual,https://x.example/1.jpg,1,Front,https://x.example/1.jpg,FALSE,Board!,Rides well,2',
    ',board-1,,,,,,,,B-2,,,160,,1234.5,,,TRUE,,shopify,0,DENY,2800,kg,TRUE,manual,,,,https://x.example/2.jpg,,,,',
  ].join('\n');
  const { products, faults } = await readCsv(text);
  assert.deepEqual(faults, []);
  const [board] = products;
  assert.deepEqual(
    board!.variants.map(({ foreign: _, ...variant }) => variant),
    [
      {
        sku: 'B-1',
        barcode: '123',
        options: ['150'],
        weightGrams: 2600,
        prices: { eu: { amount: 123450, compareAt: 150000 } },
        stock: 7,
        backorder: true,
        taxable: false,
        taxCode: 'P1',
        media: 0,
      },
      { sku: 'B-2', options: ['160'], weightGrams: 2800, prices: { eu: { amount: 123450 } }, stock: 0, media: 1 },
    ],
  );
  assert.deepEqual(
    [board!.status, board!.brand, board!.productType, board!.categories, board!.tags, board!.seo],
    ['active', 'acme', 'board', ['sporting-goods-boards'], ['new', 'fast'], { title: { en: 'Board!' }, description: { en: 'Rides well' } }],
  );
  assert.deepEqual(await meaningOf(writeCsv(products, 'new')), await meaningOf(text));
});

test('2,048 variants and more pictures than variants are read', async () => {
  const rows = Array.from(
    { length: 2048 },
    (_, i) =>
      `many,${i === 0 ? 'Many' : ''},,,,${i === 0 ? 'true' : ''},${i === 0 ? 'Number' : ''},${i + 1},N-${i + 1},1.00,https://x.example/${i}.jpg,${i + 1},${i === 0 ? 'active' : ''}`,
  );
  const pictures = Array.from({ length: 5 }, (_, i) => `many,,,,,,,,,,https://x.example/more-${i}.jpg,${2049 + i},`);
  const { products, faults } = await readCsv([head, ...rows, ...pictures].join('\n'));
  assert.deepEqual(faults, []);
  assert.equal(products[0]!.variants.length, 2048);
  assert.equal(products[0]!.media!.length, 2053);
});

test('a file that is no product export is refused as a whole', async () => {
  await assert.rejects(readCsv('Name,Email\nA,b@example.com\n'), {
    code: 'import_unreadable',
    message: /column Handle \(or URL handle\) and Title is missing/,
  });
  await assert.rejects(readCsv(''), { code: 'import_unreadable' });
});

/** Columns that a small file does not have are written with their usual texts. */
function withUsual(meaning: Awaited<ReturnType<typeof meaningOf>>): typeof meaning {
  const usual = { policy: 'deny', fulfillment: 'manual', shipping: 'true', taxable: 'true', weightUnit: 'g' } as const;
  for (const { product, variants } of Object.values(meaning)) {
    product.giftCard = 'false';
    for (const cells of variants) Object.assign(cells, usual);
  }
  return meaning;
}
