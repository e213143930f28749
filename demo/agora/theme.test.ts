import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ColorTokens, ThemeLink } from '../../src/storefront/theme.ts';
import { MARKETS } from './markets.ts';
import { SCENES } from './pictures.ts';
import { agoraLines } from './range.ts';
import { PRIVACY_PAGE } from './theme/page-privacy.ts';
import { AGORA } from './theme.ts';

test('colours keep their contrast in light and in dark', () => {
  for (const tokens of [AGORA.colors.light, AGORA.colors.dark]) {
    for (const ground of ['ground', 'surface', 'sunken'] as const) {
      const grounds = tokens[ground];
      for (const text of ['ink', 'muted', 'accent', 'accentStrong', 'sale', 'success', 'warning', 'error'] as const) {
        assert.ok(contrast(tokens[text], grounds) >= 4.5, `${text} on ${ground}`);
      }
      for (const edge of ['border', 'focus'] as const) assert.ok(contrast(tokens[edge], grounds) >= 3, `${edge} on ${ground}`);
    }
    for (const button of ['accent', 'accentStrong'] as const) assert.ok(contrast(tokens.onAccent, tokens[button]) >= 4.5, button);
    assert.ok(contrast(tokens.ink, tokens.accentWash) >= 4.5);
    for (const color of Object.values(tokens satisfies ColorTokens)) assert.match(color, /^#[0-9a-f]{6}$/);
  }
});

test('every text of the theme is there in English and in German', () => {
  const faults: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('en' in value) {
      if (!('de' in value) || Object.values(value).some((text) => typeof text !== 'string' || text.trim() === '')) faults.push(path);
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
  };
  visit(AGORA, '');
  assert.deepEqual(faults, []);
});

test('links of the theme lead to what the range and the theme hold', () => {
  const lines = [...agoraLines()];
  const categories = new Set(lines.flatMap((line) => (line.kind === 'category' ? [line.code] : [])));
  const brands = new Set(lines.flatMap((line) => (line.kind === 'brand' ? [line.code] : [])));
  const products = new Set(lines.flatMap((line) => (line.kind === 'product' && line.status === 'active' ? [line.handle] : [])));
  const roles = new Set<string>(AGORA.pages.map((page) => page.role));
  const leads = (link: ThemeLink): boolean => {
    if (link.to === 'category') return categories.has(link.code);
    if (link.to === 'brand') return brands.has(link.code);
    if (link.to === 'product') return products.has(link.handle);
    return link.to === 'page' ? roles.has(link.role) : true;
  };
  const found: ThemeLink[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('to' in value) found.push(value as ThemeLink);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(AGORA);
  assert.ok(found.length > 50);
  assert.deepEqual(
    found.filter((link) => !leads(link)),
    [],
  );
  for (const block of AGORA.home) {
    if (block.block === 'category-tiles') for (const { category } of block.tiles) assert.ok(categories.has(category), category);
    if (block.block === 'makers') for (const { brand } of block.makers) assert.ok(brands.has(brand), brand);
  }
});

test('pictures of the theme are in the vocabulary', () => {
  const names = [...JSON.stringify(AGORA).matchAll(/demo:scene--([a-z-]+)/g)].map(([, name]) => name!);
  assert.ok(names.length >= 10);
  for (const name of names) assert.ok(SCENES.includes(name), name);
});

test('every page stands once, and links between pages name a page', () => {
  const roles = AGORA.pages.map((page) => page.role);
  assert.deepEqual(roles.toSorted(), [
    'about',
    'accessibility',
    'contact',
    'delivery-returns',
    'imprint',
    'privacy',
    'terms',
    'withdrawal',
  ]);
  for (const { role, html } of AGORA.pages) {
    for (const [, target] of Object.values(html)
      .join('')
      .matchAll(/href="page:([a-z-]+)"/g))
      assert.ok(
        roles.some((one) => one === target),
        `${role} -> ${target}`,
      );
    assert.doesNotMatch(Object.values(html).join(''), /<(?:h1|script|style|img)/);
  }
});

test('each market has its promise, its announcement and its ways of delivery', () => {
  for (const { code, deliveryMethods, countries } of MARKETS) {
    assert.ok(AGORA.delivery[code], code);
    assert.ok(AGORA.announcement?.text[code], code);
    assert.deepEqual(
      deliveryMethods.map((method) => method.code),
      ['standard', 'express', 'pickup'],
    );
    for (const { minDays, maxDays } of deliveryMethods) assert.ok(minDays <= maxDays);
    assert.equal(new Set(countries).size, countries.length);
  }
});

test('the free-delivery sum that is promised is the one that is charged by', () => {
  const [eu, us] = MARKETS;
  assert.equal(eu!.deliveryMethods[0]!.freeFrom, 7900);
  assert.match(AGORA.delivery.eu!.line.en!, /€79\b/);
  assert.equal(us!.deliveryMethods[0]!.freeFrom, 12_000);
  assert.match(AGORA.delivery.us!.line.en!, /\$120\b/);
});

test('the privacy page lists what the islands keep in the browser, and nothing is kept that it does not list', () => {
  const listed = { seen: 'pieces you looked at', checkout: 'typed at the checkout', count: 'number of pieces', place: 'place in a list' };
  const islands = globSync('src/storefront/islands/*.ts', { cwd: new URL('../..', import.meta.url) });
  const kept = islands.flatMap((file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    return [...text.matchAll(/\bremember\(\w+, '(\w+)'/g)].map(([, key]) => key!);
  });
  assert.deepEqual([...new Set(kept)].sort(), Object.keys(listed).sort());
  for (const words of Object.values(listed)) assert.ok(PRIVACY_PAGE.html.en!.includes(words), words);
  const rows = ['en', 'de'].map((language) => PRIVACY_PAGE.html[language]!.split('<th scope="row">').length - 1);
  assert.deepEqual(rows, [4, 4]);
});

test('all 27 member states are sold to', () => {
  assert.equal(MARKETS[0]!.countries.length, 27);
});

/** WCAG 2 contrast ratio of two hex colours. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
