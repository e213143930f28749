import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { AGORA } from '../../demo/agora/theme.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { type FixtureServer, serveFixtures } from './server.fixture.ts';
import { fixtureTheme } from './theme.fixture.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA: target-size carries the last tag alone and is off unless it is given. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the dark colours can change: the elements are the same. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const PLACES = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

let browser: Browser;
let server: FixtureServer;

before(async () => {
  browser = await launchBrowser();
  server = await serveFixtures({ theme: AGORA });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const { colorScheme, ...viewport } of PLACES) {
  test(`U22: axe finds nothing on any template at ${viewport.width} px, ${colorScheme}`, async () => {
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce', bypassCSP: true });
    const faults: string[] = [];
    for (const name of server.names) {
      await page.goto(`${server.origin}/${name}`);
      faults.push(...(await axeFaults(page, name, colorScheme === 'dark' ? COLOUR_RULES : null)));
    }
    await page.close();
    assert.deepEqual(faults, []);
  });
}

test('U22: axe finds nothing in open menus, filters, and the choice of country', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', bypassCSP: true });
  const faults: string[] = [];
  for (const [name, opener] of [
    ['listing', '.menu-button'],
    ['listing', '.filter-button'],
    ['listing', '.region-button'],
  ] as const) {
    await page.goto(`${server.origin}/${name}`);
    await page.click(opener);
    faults.push(...(await axeFaults(page, `${name} ${opener}`)));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${server.origin}/home`);
  await page.click('.site-nav button');
  faults.push(...(await axeFaults(page, 'open panel')));
  await page.close();
  assert.deepEqual(faults, []);
});

test('U1, U23: no template is wider than its window, down to 320 px, in German', async () => {
  const german = await serveFixtures({ theme: fixtureTheme, language: 'de' });
  const page = await browser.newPage();
  const tooWide: string[] = [];
  for (const width of [320, 390, 768, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    for (const name of german.names) {
      await page.goto(`${german.origin}/${name}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) tooWide.push(`${name} at ${width} px by ${over} px`);
    }
  }
  await page.close();
  await german.close();
  assert.deepEqual(tooWide, []);
});

test('every page is drawn under its own policy: nothing is blocked and nothing fails', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()} ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
  // Pages that stand for refusals are served with 200 here, so that every complaint is a real one.
  for (const name of server.names) await page.goto(`${server.origin}/${name}`, { waitUntil: 'load' });
  await page.close();
  assert.deepEqual(complaints, []);
});

test('U23: with reduced motion nothing moves by itself', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/product`);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((e) => {
        const style = getComputedStyle(e);
        return Number.parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
      }).length,
  );
  await page.close();
  assert.equal(moving, 0);
});

async function axeFaults(
  page: Awaited<ReturnType<Browser['newPage']>>,
  name: string,
  rules: readonly string[] | null = null,
): Promise<string[]> {
  await page.evaluate(axeSource);
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  const results = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { runOnly: only, resultTypes: ['violations'] });
  }, runOnly);
  return results.violations.map(
    (v) =>
      `${name}: ${v.id} ${v.nodes
        .map((n) => `${n.target.join(' ')} [${n.any[0]?.message ?? ''}]`)
        .slice(0, 3)
        .join(' | ')}`,
  );
}
