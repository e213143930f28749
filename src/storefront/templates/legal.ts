import { html, raw } from '../../platform/pages/html.ts';
import { dateTag, type PageContext, say } from '../context.ts';
import { pageHref } from '../links.ts';
import type { PageRole, ThemePage } from '../theme.ts';
import { type FinishedPage, layout } from './layout.ts';

/** A page of the theme's own words: imprint, terms, delivery ... */
export function legalPage(context: PageContext, page: ThemePage): FinishedPage {
  const { texts } = context;
  const title = say(context, page.title);
  const updated = new Intl.DateTimeFormat(dateTag(context), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${page.updated}T00:00:00Z`),
  );
  const main = html`<article class="narrow legal"><h1>${title}</h1><div class="prose">${raw(resolved(context, say(context, page.html)))}</div><p class="hint"><time datetime="${page.updated}">${texts.legal.updated(updated)}</time></p></article>`;
  return layout(context, {
    kind: 'legal',
    main,
    meta: { title, description: say(context, page.summary), canonical: `/legal/${page.slug}` },
  });
}

/** Links to other pages are written `page:ROLE` in the theme. */
function resolved(context: PageContext, markup: string): string {
  return markup.replace(/href="page:([a-z-]+)"/g, (_, role: string) => `href="${pageHref(context, role as PageRole) ?? '#main'}"`);
}
