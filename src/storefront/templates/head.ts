import { type Html, html, jsonScript } from '../../platform/pages/html.ts';
import { type PageContext, pathInShop } from '../context.ts';
import { openGraphLocale } from '../texts/index.ts';

export type PageMeta = {
  /** Without the shop's name. */
  title: string;
  description?: string;
  /** Shop-relative address of record (`/c/vases?page=2`); null for pages that have none (cart, errors). */
  canonical: string | null;
  /** Such a page is for people: filtered listings, cart, orders. */
  noindex?: boolean;
  /** `product`, `website` ... */
  ogType?: string;
  image?: { src: string; width: number; height: number; alt: string } | null;
  /** JSON-LD objects. */
  data?: readonly object[];
  /** Where the browser goes by itself, at once. */
  goesTo?: string;
  previous?: string | null;
  next?: string | null;
  /** Further `property` metas. */
  properties?: readonly (readonly [string, string])[];
};

/** Everything in `<head>` that a browser, a search engine or a messenger reads. */
export function head(context: PageContext, meta: PageMeta): Html {
  const { theme, origin, assets } = context;
  const title = meta.title === theme.name ? theme.name : `${meta.title} · ${theme.name}`;
  const canonical =
    meta.canonical === null ? null : localised(context, context.locale.market.code, context.locale.language, meta.canonical);
  return html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${meta.description ? html`<meta name="description" content="${meta.description}">` : null}
${meta.goesTo ? html`<meta http-equiv="refresh" content="0; url=${meta.goesTo}">` : null}${meta.noindex ? html`<meta name="robots" content="noindex, follow">` : null}${canonical ? html`<link rel="canonical" href="${canonical}">` : null}
${canonical && !meta.noindex ? alternates(context, meta.canonical ?? '/') : null}${meta.previous ? html`<link rel="prev" href="${origin}${meta.previous}">` : null}${
  meta.next ? html`<link rel="next" href="${origin}${meta.next}">` : null
}
${assets.preload.map((href) => html`<link rel="preload" href="${href}" as="font" type="font/woff2" crossorigin>`)}
<link rel="stylesheet" href="${assets.css}"><script type="module" src="${assets.js}"></script>
<link rel="icon" href="${assets.icon}" type="image/svg+xml"><meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${theme.colors.light.ground}" media="(prefers-color-scheme: light)"><meta name="theme-color" content="${theme.colors.dark.ground}" media="(prefers-color-scheme: dark)">
${openGraph(context, meta, title, canonical)}${(meta.data ?? []).map((data) => html`<script type="application/ld+json">${jsonScript(data)}</script>`)}`;
}

/** The same page in every market and language, each naming all. */
function alternates(context: PageContext, path: string): Html {
  const all = context.markets.flatMap((market) => market.languages.map((language) => ({ market, language })));
  const tags = all.flatMap(({ market, language }) => {
    const href = localised(context, market.code, language, path);
    const names = hreflangs(market.countries, language, market === context.markets[0]);
    return names.map((name) => html`<link rel="alternate" hreflang="${name}" href="${href}">`);
  });
  return html`${tags}<link rel="alternate" hreflang="x-default" href="${context.origin}/">`;
}

/** A market of one country is that country's; the first market also speaks for its languages in general. */
export function hreflangs(countries: readonly string[], language: string, isFirst: boolean): string[] {
  if (isFirst) return [language];
  return countries.slice(0, 30).map((country) => `${language}-${country}`);
}

function openGraph(context: PageContext, meta: PageMeta, title: string, canonical: string | null): Html {
  const { origin, theme, locale } = context;
  const image = meta.image;
  const properties: (readonly [string, string])[] = [
    ['og:site_name', theme.name],
    ['og:title', title],
    ['og:type', meta.ogType ?? 'website'],
    ['og:locale', openGraphLocale(locale.language, locale.market.countries.length === 1 ? locale.market.countries[0] : undefined)],
    ...(meta.description ? [['og:description', meta.description] as const] : []),
    ...(canonical ? [['og:url', canonical] as const] : []),
    ...(image
      ? ([
          ['og:image', absolute(origin, image.src)],
          ['og:image:width', String(image.width)],
          ['og:image:height', String(image.height)],
          ['og:image:alt', image.alt],
        ] as const)
      : []),
    ...(meta.properties ?? []),
  ];
  return html`${properties.map(([name, content]) => html`<meta property="${name}" content="${content}">`)}<meta name="twitter:card" content="${
    image ? 'summary_large_image' : 'summary'
  }">`;
}

export function absolute(origin: string, address: string): string {
  return /^https?:/.test(address) ? address : origin + address;
}

/** Absolute address of the shop-relative `path` in a locale. */
export function localised(context: PageContext, market: string, language: string, path: string): string {
  return `${context.origin}/${market}/${language}${path}`;
}

/** The current page in another locale, without its query: filters differ by market. */
export function sameElsewhere(context: PageContext, market: string, language: string): string {
  return `/${market}/${language}${pathInShop(context)}`;
}
