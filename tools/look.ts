import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pagePolicy } from '../src/platform/http/security-headers.ts';
import { createAssets } from '../src/storefront/assets.ts';
import { fixturePages } from '../src/storefront/pages.fixture.ts';
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
  const theme = await chosenTheme();
  const pages = fixturePages({ language: values.language, theme });
  const server = values.origin ? null : await serve(theme, pages);
  const origin = values.origin ?? `http://127.0.0.1:${(server!.address() as AddressInfo).port}`;
  if (values.serve) {
    process.stdout.write(
      `${Object.keys(pages)
        .map((name) => `${origin}/${name}`)
        .join('\n')}\n`,
    );
    return;
  }
  const names = values.pages?.split(',') ?? Object.keys(pages);
  const shots = values.origin
    ? values.paths.split(',').map((path) => ({ name: path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, ''), path }))
    : names.map((name) => ({ name, path: `/${name}` }));
  try {
    await takePictures(origin, shots);
  } finally {
    server?.close();
    server?.closeAllConnections();
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

/** The pages with the headers they have in the shop, so that what the policy would block is missing here too. */
async function serve(theme: Theme, pages: ReturnType<typeof fixturePages>): Promise<Server> {
  const assets = createAssets(theme);
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const asset = assets.find(path.replace('/assets/', ''));
    const make = pages[path.slice(1)];
    if (asset) response.writeHead(200, { 'content-type': asset.type }).end(asset.bytes);
    else if (make) {
      const page = make();
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(page.csp) })
        .end(page.body);
    } else if (path.startsWith('/media/')) response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(standIn(path));
    else if (path === '/fragments/me') response.writeHead(200, { 'content-type': 'application/json' }).end('{"count":2}');
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** A drawn vessel where a photograph will be. */
function standIn(path: string): string {
  let seed = 7;
  for (const letter of path.split('/')[2] ?? '') seed = (seed * 31 + letter.charCodeAt(0)) % 9973;
  const hue = 20 + (seed % 180);
  const waist = 60 + (seed % 90);
  const belly = 110 + (seed % 80);
  const wide = path.includes('scene');
  const body = `M${200 - waist / 2} 130C${200 - waist / 2} 200 ${200 - belly} 220 ${200 - belly} 300S${200 - waist} 400 ${200 - waist / 1.6} 400H${200 + waist / 1.6}C${200 + waist} 400 ${200 + belly} 380 ${200 + belly} 300S${200 + waist / 2} 200 ${200 + waist / 2} 130Z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide ? 640 : 400} 500" width="1200" height="1500"><defs><linearGradient id="g" x2="1"><stop stop-color="hsl(${hue} 22% 70%)"/><stop offset="1" stop-color="hsl(${hue} 24% 38%)"/></linearGradient><linearGradient id="b" y2="1" x2="0"><stop stop-color="#e4dccd"/><stop offset=".75" stop-color="#d2c7b4"/><stop offset="1" stop-color="#c4b8a3"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#b)"/><ellipse cx="${wide ? 330 : 215}" cy="402" rx="150" ry="16" fill="#0002"/><g transform="translate(${wide ? 110 : 0})"><path d="${body}" fill="url(#g)"/></g></svg>`;
}
