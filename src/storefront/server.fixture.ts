import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pagePolicy } from '../platform/http/index.ts';
import { createAssets } from './assets.ts';
import { fixturePages } from './pages.fixture.ts';
import { fixtureTheme } from './theme.fixture.ts';
import type { Theme } from './theme.ts';

export type FixtureServer = { origin: string; names: string[]; close(): Promise<void> };

/** Every template by name on a free port, with the policy it has in the shop and drawn vessels where photographs will be. */
export async function serveFixtures(options: { theme?: Theme; language?: string } = {}): Promise<FixtureServer> {
  const { theme = fixtureTheme, language = 'en' } = options;
  const assets = createAssets(theme);
  const pages = fixturePages({ theme, language, assets: assets.names });
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
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    names: Object.keys(pages),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** A vessel whose form and colour follow from its name. */
function standIn(path: string): string {
  let seed = 7;
  for (const letter of path.split('/')[2] ?? '') seed = (seed * 31 + letter.charCodeAt(0)) % 9973;
  const hue = 20 + (seed % 180);
  const neck = 30 + (seed % 45);
  const belly = 110 + (seed % 80);
  const foot = neck * 1.3;
  const body = `M${200 - neck} 130C${200 - neck} 200 ${200 - belly} 220 ${200 - belly} 300S${200 - foot * 1.5} 400 ${200 - foot} 400H${200 + foot}C${200 + foot * 1.5} 400 ${200 + belly} 380 ${200 + belly} 300S${200 + neck} 200 ${200 + neck} 130Z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" preserveAspectRatio="xMidYMid slice" width="1200" height="1500"><defs><linearGradient id="g" x2="1"><stop stop-color="hsl(${hue} 22% 70%)"/><stop offset="1" stop-color="hsl(${hue} 24% 38%)"/></linearGradient><linearGradient id="b" y2="1" x2="0"><stop stop-color="#e4dccd"/><stop offset=".75" stop-color="#d2c7b4"/><stop offset="1" stop-color="#c4b8a3"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#b)"/><ellipse cx="215" cy="402" rx="150" ry="16" fill="#0002"/><path d="${body}" fill="url(#g)"/></svg>`;
}
