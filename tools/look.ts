import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveFixtures } from '../src/storefront/server.fixture.ts';
import { fixtureTheme } from '../src/storefront/theme.fixture.ts';
import type { Theme } from '../src/storefront/theme.ts';
import { launchBrowser } from '../test/support/browser.ts';

const HELP = `look: pictures of every storefront template, to be judged by eye

  node tools/look.ts [--out FOLDER] [--pages home,product] [--widths 390,768,1280,1920] [--schemes light,dark]
                     [--language en] [--theme demo|fixture] [--fold] [--origin http://127.0.0.1:3000 --paths /eu/en/,/eu/en/cart]
  --serve    only serve the pages on a free port, until Ctrl-C
  --fold     what is seen without scrolling, instead of the whole page
  --origin   takes the pictures from a running shop: --paths are its addresses`;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.look' },
    pages: { type: 'string' },
    widths: { type: 'string', default: '390,1280' },
    schemes: { type: 'string', default: 'light,dark' },
    language: { type: 'string', default: 'en' },
    theme: { type: 'string', default: 'demo' },
    origin: { type: 'string' },
    paths: { type: 'string', default: '/eu/en/' },
    fold: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${HELP}\n`);
else await main();

async function main(): Promise<void> {
  const server = values.origin ? null : await serveFixtures({ language: values.language, theme: await chosenTheme() });
  const origin = values.origin ?? server!.origin;
  if (values.serve) {
    process.stdout.write(`${server?.names.map((name) => `${origin}/${name}`).join('\n')}\n`);
    return;
  }
  const names = values.pages?.split(',') ?? server?.names ?? [];
  const shots = values.origin
    ? values.paths.split(',').map((path) => ({ name: path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, ''), path }))
    : names.map((name) => ({ name, path: `/${name}` }));
  try {
    await takePictures(origin, shots);
  } finally {
    await server?.close();
  }
}

async function takePictures(origin: string, shots: readonly { name: string; path: string }[]): Promise<void> {
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const browser = await launchBrowser();
  try {
    for (const scheme of values.schemes.split(',')) {
      for (const width of values.widths.split(',').map(Number)) {
        const page = await browser.newPage({
          viewport: { width, height: width < 600 ? 844 : 900 },
          colorScheme: scheme === 'dark' ? 'dark' : 'light',
          reducedMotion: 'reduce',
        });
        page.on('console', (message) => {
          if (message.type() === 'error') process.stderr.write(`${page.url()}: ${message.text()}\n`);
        });
        page.on('pageerror', (error) => process.stderr.write(`${page.url()}: ${error.message}\n`));
        for (const { name, path } of shots) {
          await page.goto(origin + path, { waitUntil: 'load' });
          await page.evaluate(() => document.fonts.ready);
          if (!values.fold) await page.evaluate(showLazyPictures);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (overflow > 0) process.stderr.write(`${name} at ${width} px is ${overflow} px too wide\n`);
          await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: !values.fold });
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(`pictures in ${out}\n`);
}

async function showLazyPictures(): Promise<void> {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}

async function chosenTheme(): Promise<Theme> {
  const file = resolve(import.meta.dirname, '..', 'demo', 'agora', 'theme.ts');
  if (values.theme !== 'demo' || !existsSync(file)) return fixtureTheme;
  const found = Object.values((await import(file)) as Record<string, unknown>).find(
    (value): value is Theme => typeof value === 'object' && value !== null && 'home' in value,
  );
  return found ?? fixtureTheme;
}
