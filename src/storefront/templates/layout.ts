import { createHash } from 'node:crypto';
import { type Html, html, raw, render } from '../../platform/pages/html.ts';
import type { Rendered } from '../../platform/pages/page-cache.ts';
import type { PageContext } from '../context.ts';
import { directionOf } from '../texts/index.ts';
import { footer } from './footer.ts';
import { head, type PageMeta } from './head.ts';
import { header, quietHeader } from './header.ts';
import { symbols } from './icons.ts';
import { colourRules } from './picture.ts';

export type Page = {
  meta: PageMeta;
  /** Everything inside `<main>`. */
  main: Html;
  /** Names the template for the sheet: `page-product`. */
  kind: string;
  /** Nothing to distract: no menus, no search. */
  quiet?: boolean;
  /** What the search field holds. */
  query?: string;
  /** Origins of others that this page needs. */
  foreign?: FinishedPage['csp']['foreign'];
};

/** What a page sends, before caching headers. */
export type FinishedPage = { body: string; csp: NonNullable<Rendered['csp']> };

/** Fetch the page a pointer rests on, so that it is there when it is clicked; never what writes or is personal. */
const SPECULATION = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/*/*/cart*', '/*/*/checkout*', '/*/*/orders/*', '/api/*', '/media/*', '/assets/*'] } },
          { not: { selector_matches: '[rel~=nofollow],[data-no-prefetch]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
});
const SPECULATION_HASH = cspHash(SPECULATION);

/** The whole document. Its inline parts (colour rules, speculation rules) are named by hash for the policy. */
export function layout(context: PageContext, page: Page): FinishedPage {
  const { locale, texts } = context;
  const inner = html`<a class="skip" href="#main">${texts.skip}</a>
${page.quiet ? quietHeader(context) : header(context, page.query ?? '')}
<main id="main" class="page-${page.kind}" tabindex="-1">
${page.main}
</main>
${footer(context, page.quiet ?? false)}
<div class="toast" id="live" role="status" aria-live="polite"></div>`;
  const markup = render(inner);
  const colours = colourRules(markup);
  const document = html`<!DOCTYPE html>
<html lang="${locale.language}" dir="${directionOf(locale.language)}">
<head>${head(context, page.meta)}${colours === '' ? null : html`<style>${raw(colours)}</style>`}
<script type="speculationrules">${raw(SPECULATION)}</script></head>
<body data-base="/${locale.market.code}/${locale.language}">${symbols(markup)}
${inner}
</body>
</html>
`;
  return {
    body: render(document),
    csp: { scripts: [SPECULATION_HASH], styles: colours === '' ? [] : [cspHash(colours)], foreign: page.foreign ?? null },
  };
}

function cspHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
