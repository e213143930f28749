import { type Html, html } from '../../platform/pages/html.ts';
import { type PageContext, say } from '../context.ts';
import { links, themeHref } from '../links.ts';
import type { MenuItem } from '../theme.ts';
import { regionChoice } from './region.ts';

/** The end of every page; only its last line where nothing shall distract. */
export function footer(context: PageContext, quiet: boolean): Html {
  return html`<footer class="site-footer${quiet ? ' is-quiet' : ''}">${quiet ? null : columns(context)}
<div class="last-line"><p>© ${context.theme.contact.company}</p><ul role="list">${items(context, context.theme.menus.legal)}<li><a href="${links(context.locale).withdrawal()}">${context.texts.withdrawal.link}</a></li></ul><p class="tax-note">${context.texts.footer.taxNote} ${
    context.texts.price.tax[context.locale.market.taxDisplay]
  }</p></div></footer>`;
}

function columns(context: PageContext): Html {
  const { theme, texts } = context;
  const { contact } = theme;
  return html`<div class="footer-columns"><div class="footer-claim"><p class="footer-name" translate="no">${theme.type.wordmark === 'lowercase' ? theme.name.toLowerCase() : theme.name}</p><p>${say(context, theme.claim)}</p></div>
${theme.menus.footer.map((column) => html`<nav aria-label="${say(context, column.title)}"><h2>${say(context, column.title)}</h2><ul role="list">${items(context, column.items)}</ul></nav>`)}
<div><h2>${texts.footer.contact}</h2><address><a href="mailto:${contact.email}">${contact.email}</a><br><a href="tel:${contact.phoneHref}">${contact.phone}</a><br><span>${say(context, contact.hours)}</span></address></div>
<div><h2>${texts.footer.regionTitle}</h2>${regionChoice(context)}</div></div>`;
}

function items(context: PageContext, menu: readonly MenuItem[]): Html[] {
  return menu.flatMap((item) => {
    const href = themeHref(context, item.link);
    return href === null ? [] : [html`<li><a href="${href}">${say(context, item.label)}</a></li>`];
  });
}
