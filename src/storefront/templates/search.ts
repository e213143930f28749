import { html } from '../../platform/pages/html.ts';
import type { RowView, SearchView } from '../../shop/discovery/index.ts';
import { type PageContext, pathOnly, say } from '../context.ts';
import { links } from '../links.ts';
import { onPage } from '../listing-state.ts';
import { cardGrid } from './card.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { listingBody } from './listing.ts';

/** Results for words. Nothing found is no dead end: what helps, what others like, and where to look around. */
export function searchPage(context: PageContext, view: SearchView | null, query: URLSearchParams, popular: RowView | null): FinishedPage {
  const { texts, locale } = context;
  const q = view?.q ?? '';
  const path = pathOnly(context.address);
  const found = view !== null && (view.total > 0 || view.selected.length > 0);
  const heading = q === '' ? texts.search.blank : found ? texts.search.title(q) : texts.search.none(q);
  const main = html`<div class="listing-head is-search"><p class="kicker">${texts.search.label}</p><h1>${heading}</h1>${
    found && view.suggestion ? html`<p class="listing-text">${texts.search.suggestion(view.suggestion)}</p>` : null
  }${view?.didYouMean ? didYouMean(view.didYouMean) : null}${found ? null : html`<p class="listing-text">${say(context, context.theme.voice.emptySearch)}</p>`}</div>
${found ? listingBody(context, view, query) : help(context, q, popular)}`;
  return layout(context, {
    kind: found ? 'listing' : 'search-help',
    main,
    query: q,
    meta: {
      title: q === '' ? texts.search.label : texts.search.title(q),
      canonical: '/search',
      noindex: true,
      previous: view && view.page > 1 ? onPage(path, query, view.page - 1) : null,
      next: view && view.page < view.pages ? onPage(path, query, view.page + 1) : null,
    },
  });

  function didYouMean(words: string) {
    return html`<p class="listing-text">${texts.search.didYouMean} <a href="${links(locale).search(words)}">${texts.search.title(words)}</a></p>`;
  }

  function help(_context: PageContext, words: string, row: RowView | null) {
    const to = links(locale);
    return html`<form class="search-again" action="${to.search()}" method="get" role="search" aria-label="${texts.search.blank}"><label class="sr" for="again">${texts.header.searchField}</label><input id="again" type="search" name="q" value="${words}" maxlength="200" required autocomplete="off"><button class="button">${icon('search')}<span>${texts.header.search}</span></button></form>
<div class="search-help"><section><h2>${texts.search.tipsTitle}</h2><ul>${texts.search.tips.map((tip) => html`<li>${tip}</li>`)}</ul></section>
<nav aria-labelledby="browse"><h2 id="browse">${texts.search.browse}</h2><ul role="list" class="browse">${context.tree.map((node) => html`<li><a href="${to.category(node.slug)}">${node.name}</a></li>`)}</ul></nav></div>
${row && row.items.length > 0 ? html`<section class="row" aria-labelledby="popular"><div class="row-head"><h2 id="popular">${texts.search.popular}</h2></div>${cardGrid(context, row.items.slice(0, 8), { heading: 'h3' })}</section>` : null}`;
  }
}
