import { minorUnits } from '../../kernel/money.ts';
import { type Html, html } from '../../platform/pages/html.ts';
import { type PageContext, say, sayByMarket } from '../context.ts';
import { links, themeHref } from '../links.ts';
import type { MenuItem } from '../theme.ts';
import { icon } from './icons.ts';
import { picture } from './picture.ts';
import { regionChoice } from './region.ts';

/** Name, menus, search, place and cart. Panels are popovers: they open, close on Escape and give focus back without script. */
export function header(context: PageContext, query: string): Html {
  const { theme, texts, locale } = context;
  const to = links(locale);
  const entries = theme.menus.header
    .map((item, index) => ({ item, index, href: themeHref(context, item.link) }))
    .filter((e) => e.href !== null);
  return html`${announcement(context)}<header class="site-header"><div class="bar">
<button type="button" class="icon-button menu-button" popovertarget="menu" aria-label="${texts.header.menu}">${icon('menu')}</button>
${wordmark(context)}
<nav class="site-nav" aria-label="${texts.header.categories}"><ul role="list">${entries.map(({ item, index, href }) =>
    hasPanel(context, item)
      ? html`<li><button type="button" popovertarget="panel-${index}">${say(context, item.label)}</button></li>`
      : html`<li><a href="${href}">${say(context, item.label)}</a></li>`,
  )}</ul></nav>
<form class="site-search" role="search" action="${to.search()}" method="get" data-suggest data-label="${texts.search.suggestions}" data-one="${texts.search.suggestionsCount(1)}" data-many="${texts.search.suggestionsCount(1000)}" data-queries="${texts.search.queries}" data-categories="${texts.search.categories}" data-products="${texts.search.products}" data-currency="${locale.market.currency}" data-digits="${minorUnits(locale.market.currency)}"><label class="sr" for="q">${texts.header.searchField}</label>
<input id="q" name="q" type="search" value="${query}" placeholder="${texts.header.searchHint}" autocomplete="off" maxlength="200" enterkeyhint="search" required>
<button class="icon-button" aria-label="${texts.header.search}">${icon('search')}</button></form>
<button type="button" class="region-button" popovertarget="region">${icon('place')}<span class="region-code">${locale.market.code} · ${locale.language}</span><span class="sr">, ${texts.header.region}</span></button>
<a class="cart-link" href="${to.cart}" data-no-prefetch>${icon('cart')}<span class="cart-word">${texts.header.cart}</span><span class="cart-count" data-cart-count hidden><span aria-hidden="true" data-number></span><span class="sr" data-words data-one="${texts.header.cartCount(1)}" data-many="${texts.header.cartCount(1000)}"></span></span></a>
</div>${entries.map(({ item, index, href }) => (hasPanel(context, item) ? panel(context, item, index, href!) : null))}
${drawer(context, entries)}
<div class="sheet region-sheet" id="region" popover><div class="sheet-head"><h2>${texts.region.title}</h2>${closeButton(context, 'region')}</div><p>${texts.region.text}</p>${regionChoice(context)}</div>
</header>`;
}

/** For the checkout: the name, and the way back. */
export function quietHeader(context: PageContext): Html {
  const to = links(context.locale);
  return html`<header class="site-header is-quiet"><div class="bar">${wordmark(context)}<a class="quiet-back" href="${to.cart}" data-no-prefetch>${icon('left')}<span>${context.texts.checkout.back}</span></a></div></header>`;
}

export function closeButton(context: PageContext, target: string): Html {
  return html`<button type="button" class="icon-button" popovertarget="${target}" popovertargetaction="hide" aria-label="${context.texts.header.close}">${icon('close')}</button>`;
}

function wordmark(context: PageContext): Html {
  const { theme, locale } = context;
  const name = theme.type.wordmark === 'lowercase' ? theme.name.toLowerCase() : theme.name;
  return html`<a class="wordmark is-${theme.type.wordmark}" href="${links(locale).home}" translate="no">${name}</a>`;
}

function announcement(context: PageContext): Html | null {
  const { announcement: said } = context.theme;
  if (!said) return null;
  const text = sayByMarket(context, said.text);
  if (text === '') return null;
  const href = said.link ? themeHref(context, said.link) : null;
  return html`<p class="announcement">${href ? html`<a href="${href}">${text}</a>` : text}</p>`;
}

function hasPanel(context: PageContext, item: MenuItem): boolean {
  return (item.items ?? []).some((sub) => themeHref(context, sub.link) !== null);
}

function panel(context: PageContext, item: MenuItem, index: number, href: string): Html {
  const label = say(context, item.label);
  const media = item.image ? context.pictures[item.image] : undefined;
  return html`<div class="panel" id="panel-${index}" popover><nav aria-label="${label}"><ul role="list"><li class="panel-all"><a href="${href}">${context.texts.header.allOf(label)}</a></li>${subLinks(context, item)}</ul></nav>${
    media ? html`<div class="panel-picture">${picture(media, { sizes: '200px', alt: '' })}</div>` : null
  }</div>`;
}

function subLinks(context: PageContext, item: MenuItem): Html[] {
  return (item.items ?? []).flatMap((sub) => {
    const href = themeHref(context, sub.link);
    return href === null ? [] : [html`<li><a href="${href}">${say(context, sub.label)}</a></li>`];
  });
}

/** The whole menu on a phone: a sheet with everything one level down. */
function drawer(context: PageContext, entries: readonly { item: MenuItem; href: string | null }[]): Html {
  const { texts, locale } = context;
  return html`<div class="sheet menu-sheet" id="menu" popover><div class="sheet-head"><h2>${texts.header.menu}</h2>${closeButton(context, 'menu')}</div>
<nav aria-label="${texts.header.menu}"><ul role="list" class="drawer">${entries.map(({ item, href }) =>
    hasPanel(context, item)
      ? html`<li><details name="drawer"><summary>${say(context, item.label)}${icon('down')}</summary><ul role="list"><li><a href="${href}">${texts.header.allOf(say(context, item.label))}</a></li>${subLinks(context, item)}</ul></details></li>`
      : html`<li><a href="${href}">${say(context, item.label)}</a></li>`,
  )}</ul></nav><p class="drawer-more"><a href="${links(locale).orderStatus}">${texts.orderStatus.title}</a></p></div>`;
}
