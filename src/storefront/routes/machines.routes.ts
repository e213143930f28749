import type { Locale } from '../../kernel/market.ts';
import { type PageRoute, pageRoute } from '../../platform/http/index.ts';
import { escapeHtml } from '../../platform/pages/html.ts';
import type { Rendered } from '../../platform/pages/page-cache.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';

/** What search engines read: robots.txt and the sitemap, an index over parts by market and language. */
export function machineRoutes(deps: StorefrontDeps): PageRoute[] {
  return [
    pageRoute({ url: '/robots.txt', summary: 'robots.txt', query: [], render: async ({ origin }) => robots(origin) }),
    pageRoute({ url: '/sitemap.xml', summary: 'Sitemap index', query: [], render: ({ origin }) => sitemapIndex(deps, origin) }),
    pageRoute({
      url: '/sitemaps/:file',
      summary: 'Part of the sitemap',
      query: [],
      render: ({ origin, params }) => sitemapPart(deps, origin, params.file ?? ''),
    }),
  ];
}

function robots(origin: string): Rendered {
  const lines = [
    'User-agent: *',
    'Disallow: /*/cart',
    'Disallow: /*/checkout',
    'Disallow: /*/orders/',
    'Disallow: /*/order-status',
    'Disallow: /*/search',
    'Disallow: /api/',
    'Disallow: /fragments/',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ];
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: lines.join('\n'), tags: ['theme'] };
}

async function sitemapIndex(deps: StorefrontDeps, origin: string): Promise<Rendered> {
  const files = await Promise.all(
    localesOf(deps).map(async (locale) => {
      const parts = await deps.discovery.sitemapParts(locale);
      const name = `${locale.market.code}-${locale.language}`;
      return [`${name}-pages.xml`, ...Array.from({ length: parts }, (_, i) => `${name}-${i}.xml`)];
    }),
  );
  const entries = files.flat().map((file) => `<sitemap><loc>${escapeHtml(`${origin}/sitemaps/${file}`)}</loc></sitemap>`);
  return xml(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</sitemapindex>`, [
    'catalog',
    'sitemap',
  ]);
}

async function sitemapPart(deps: StorefrontDeps, origin: string, file: string): Promise<Rendered> {
  const match = /^([a-z]{2,8})-([a-z]{2})-(pages|\d{1,6})\.xml$/.exec(file);
  const locale = match ? deps.markets.resolve(match[1]!, match[2]!) : null;
  if (!match || !locale) return absent();
  const to = links(locale);
  const own = match[3] === 'pages';
  const entries = own
    ? [
        { path: '/', updatedAt: null },
        { path: '/shop', updatedAt: null },
        ...deps.theme.pages.map((page) => ({ path: `/legal/${page.slug}`, updatedAt: page.updated })),
      ]
    : await deps.discovery.sitemap(locale, Number(match[3]));
  if (entries.length === 0) return absent();
  const urls = entries.map(
    ({ path, updatedAt }) =>
      `<url><loc>${escapeHtml(origin + to.base + path)}</loc>${updatedAt ? `<lastmod>${escapeHtml(updatedAt)}</lastmod>` : ''}</url>`,
  );
  return xml(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`, [
    'catalog',
    'sitemap',
    ...(own ? ['theme'] : []),
  ]);
}

function localesOf(deps: StorefrontDeps): Locale[] {
  return deps.markets.all().flatMap((market) => market.languages.map((language) => ({ market, language })));
}

function xml(content: string, tags: readonly string[]): Rendered {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`,
    tags,
  };
}

function absent(): Rendered {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'There is no such part of the sitemap.\n',
    tags: [],
  };
}
