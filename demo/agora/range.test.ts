import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CatalogLine, CategoryLine, ProductLine } from '../../src/shop/catalog/catalog-line.ts';
import { finishName } from './finishes.ts';
import { ean13 } from './numbers.ts';
import { FORMS, SCENES } from './pictures.ts';
import { agoraLines } from './range.ts';

const LINES: readonly CatalogLine[] = [...agoraLines()];
const PRODUCTS = LINES.filter((line): line is ProductLine => line.kind === 'product');
const VARIANTS = PRODUCTS.flatMap((product) => product.variants);
const CATEGORIES = LINES.filter((line): line is CategoryLine => line.kind === 'category');

const repeated = (values: readonly unknown[]): unknown[] => values.filter((value, index) => values.indexOf(value) !== index);

test('the range holds 580 to 640 products, nearly all of them active', () => {
  assert.ok(PRODUCTS.length >= 580 && PRODUCTS.length <= 640, `${PRODUCTS.length} products`);
  const count = (status: string) => PRODUCTS.filter((product) => product.status === status).length;
  assert.ok(count('draft') >= 3 && count('draft') <= 12, `${count('draft')} drafts`);
  assert.ok(count('archived') >= 3 && count('archived') <= 12, `${count('archived')} archived`);
});

test('handles, titles, SKUs and barcodes stand once', () => {
  assert.deepEqual(repeated(PRODUCTS.map((product) => product.handle)), []);
  for (const language of ['en', 'de']) assert.deepEqual(repeated(PRODUCTS.map((product) => product.title[language])), []);
  assert.deepEqual(repeated(VARIANTS.map((variant) => variant.sku)), []);
  assert.deepEqual(repeated(VARIANTS.map((variant) => variant.barcode)), []);
});

test('handles are ASCII and SKUs carry the mark of the house', () => {
  for (const { handle } of PRODUCTS) assert.match(handle, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  for (const { sku } of VARIANTS) assert.match(sku ?? '', /^AG-\d{4,5}(-[A-Z]{3,4})?(-[A-Z0-9]{1,2})?$/);
});

test('an EAN-13 ends in its check digit', () => {
  assert.equal(ean13('400638133393'), '4006381333931');
  assert.equal(ean13('978020137962'), '9780201379624');
  for (const { barcode } of VARIANTS) {
    assert.match(barcode ?? '', /^2\d{12}$/);
    assert.equal(ean13(barcode!.slice(0, 12)), barcode);
  }
});

test('every text is there in English and in German', () => {
  const faults: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('en' in value || 'de' in value) {
      const { en, de } = value as { en?: unknown; de?: unknown };
      if (typeof en !== 'string' || en.trim() === '' || typeof de !== 'string' || de.trim() === '') faults.push(path);
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
  };
  for (const line of LINES) visit(line, line.kind === 'product' ? line.handle : `${line.kind}/${'code' in line ? line.code : ''}`);
  assert.deepEqual(faults, []);
});

test('no two products read the same in either language', () => {
  for (const language of ['en', 'de']) {
    const firstParagraphs = PRODUCTS.map((product) => product.description[language]!.split('</p>')[0]);
    assert.deepEqual(repeated(firstParagraphs), []);
  }
});

test('descriptions use p, ul, li, strong and em alone, and close what they open', () => {
  for (const { handle, description } of PRODUCTS) {
    for (const markup of Object.values(description)) {
      const open: string[] = [];
      for (const [, slash, name] of markup.matchAll(/<(\/?)([^>]*)>/g)) {
        assert.ok(['p', 'ul', 'li', 'strong', 'em'].includes(name!), `${handle} has <${name}>`);
        if (slash) assert.equal(open.pop(), name, handle);
        else open.push(name!);
      }
      assert.deepEqual(open, [], handle);
      assert.doesNotMatch(markup, /undefined|NaN|\[object|\s\s| \||&(?!amp;|lt;|gt;)/, handle);
    }
  }
});

test('every product stands in a child category below its parent, and no category is empty', () => {
  const parents = new Map(CATEGORIES.map((category) => [category.code, category.parent ?? null]));
  for (const { handle, categories } of PRODUCTS) {
    const [child, parent] = categories ?? [];
    assert.equal(parents.get(child!), parent, handle);
    assert.equal(parents.get(parent!), null, handle);
  }
  const used = new Set(PRODUCTS.flatMap((product) => product.categories ?? []));
  assert.deepEqual(
    CATEGORIES.filter((category) => !used.has(category.code)).map((category) => category.code),
    [],
  );
  assert.equal([...parents.values()].filter((parent) => parent === null).length, 10);
});

test('categories are described in two sentences and pictured', () => {
  for (const { code, description, image } of CATEGORIES) {
    for (const text of Object.values(description!)) assert.equal(text.match(/[.!?](?= |$)/g)?.length, 2, `${code}: ${text}`);
    assert.ok(SCENES.includes(image!.replace('demo:scene--', '')), code);
  }
});

test('prices are believable in both markets, and a former price was higher', () => {
  for (const { sku, prices } of VARIANTS) {
    assert.deepEqual(Object.keys(prices), ['eu', 'us'], sku!);
    const [eu, us] = [prices.eu!.amount, prices.us!.amount];
    assert.ok(Number.isInteger(eu) && eu >= 500 && eu <= 70_000, `${sku} ${eu}`);
    assert.ok(Number.isInteger(us) && us / eu > 0.85 && us / eu < 1.3, `${sku} ${eu} ${us}`);
    for (const { amount, compareAt } of Object.values(prices)) if (compareAt) assert.ok(compareAt > amount, sku!);
  }
  const reduced = PRODUCTS.filter(({ variants }) => variants.some(({ prices }) => prices.eu!.compareAt)).length;
  assert.ok(reduced / PRODUCTS.length > 0.09 && reduced / PRODUCTS.length < 0.15, `${reduced} reduced`);
});

test('a larger size is never cheaper in the same finish', () => {
  for (const { handle, options, variants } of PRODUCTS) {
    if (options?.at(-1)?.code !== 'size') continue;
    const byFinish = Map.groupBy(variants, (variant) => (variant.options!.length > 1 ? variant.options![0] : ''));
    for (const group of byFinish.values()) {
      const amounts = group.map((variant) => variant.prices.eu!.amount);
      assert.deepEqual(
        amounts,
        amounts.toSorted((a, b) => a - b),
        handle,
      );
    }
  }
});

test('some variants are sold out, some are down to the last three, a few products are gone', () => {
  const count = (stock: number) => VARIANTS.filter((variant) => variant.stock === stock).length;
  assert.ok(count(0) > 50 && count(0) < 200, `${count(0)} sold out`);
  assert.ok(count(3) > 50 && count(3) < 250, `${count(3)} with three left`);
  const gone = PRODUCTS.filter(({ variants }) => variants.every((variant) => variant.stock === 0)).length;
  assert.ok(gone >= 3 && gone <= 15, `${gone} gone`);
});

test('variants are 1 to 8, one for each combination of the options', () => {
  for (const { handle, options = [], variants } of PRODUCTS) {
    assert.ok(variants.length >= 1 && variants.length <= 8, handle);
    assert.equal(
      options.reduce((product, option) => product * option.values.length, 1),
      variants.length,
      handle,
    );
    assert.equal(new Set(variants.map((variant) => (variant.options ?? []).join('/'))).size, variants.length, handle);
    for (const variant of variants) {
      for (const [index, value] of (variant.options ?? []).entries()) {
        assert.ok(
          options[index]!.values.some(({ code }) => code === value),
          `${handle} ${value}`,
        );
      }
      assert.ok(variant.weightGrams! > 0, handle);
    }
  }
});

test('every picture asked for is in the vocabulary, and a variant shows its own finish', () => {
  for (const { handle, media = [], options = [], variants } of PRODUCTS) {
    for (const { src } of media) {
      const name = src.replace(/^demo:/, '');
      if (name.startsWith('scene--')) assert.ok(SCENES.includes(name.slice(7)), src);
      else {
        const [form, finish, view] = name.split('--');
        assert.ok(FORMS[form!]?.finishes.includes(finish!), src);
        assert.ok(['front', 'detail', 'group'].includes(view!), src);
      }
    }
    for (const variant of variants) {
      const shown = media[variant.media!]!.src;
      if (options[0]?.code === 'color') assert.ok(shown.endsWith(`--${variant.options![0]}--front`), `${handle} ${shown}`);
    }
  }
});

test('colour options carry the swatch of their finish', () => {
  for (const { options = [] } of PRODUCTS) {
    for (const { code, swatch } of options.find((option) => option.code === 'color')?.values ?? []) {
      assert.match(swatch ?? '', /^#[0-9a-f]{6}$/);
      assert.equal(swatch, finishName(code).swatch);
    }
  }
});

test('products use brands, types, attributes and choices that earlier lines define', () => {
  const brands = new Set(LINES.flatMap((line) => (line.kind === 'brand' ? [line.code] : [])));
  const types = new Map(LINES.flatMap((line) => (line.kind === 'product-type' ? [[line.code, new Set(line.attributes)] as const] : [])));
  const attributes = new Map(LINES.flatMap((line) => (line.kind === 'attribute' ? [[line.code, line] as const] : [])));
  for (const codes of types.values()) for (const code of codes) assert.ok(attributes.has(code), code);
  for (const { handle, brand, productType, attributes: values = {} } of PRODUCTS) {
    assert.ok(brands.has(brand!), handle);
    for (const [code, value] of Object.entries(values)) {
      assert.ok(types.get(productType!)?.has(code), `${handle} ${code}`);
      const known = attributes.get(code)!;
      if (known.valueType === 'number') assert.equal(typeof value, 'number', `${handle} ${code}`);
      if (known.valueType !== 'choice') continue;
      for (const choice of [value].flat()) {
        assert.ok(
          known.choices!.some((one) => one.code === choice),
          `${handle} ${code} ${choice}`,
        );
      }
    }
  }
});

test('a maker outside the EU has a responsible person inside it', () => {
  for (const { handle, safety } of PRODUCTS) {
    const { name, address, email } = safety!.manufacturer;
    assert.ok(name && address.split(',').length >= 3, handle);
    assert.match(email ?? '', /\.example$/);
    const outside = /(Japan|United Kingdom|Morocco)$/.test(address);
    assert.equal(Boolean(safety!.responsiblePerson), outside, handle);
  }
});

test('products were added over eighteen months, drafts are not published', () => {
  const days = PRODUCTS.map((product) => Date.parse(product.createdAt!)).toSorted((a, b) => a - b);
  const months = (days.at(-1)! - days[0]!) / (30.4 * 86_400_000);
  assert.ok(months > 17 && months < 18.5, `${months} months`);
  for (const { handle, status, publishedAt } of PRODUCTS) assert.equal(publishedAt === null, status === 'draft', handle);
});

test('two runs give the same range', () => {
  assert.deepEqual([...agoraLines()], LINES);
});
