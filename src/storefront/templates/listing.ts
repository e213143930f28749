import { type Html, html, raw } from '../../platform/pages/html.ts';
import type { ListingView } from '../../shop/discovery/index.ts';
import { money, type PageContext, pathOnly } from '../context.ts';
import { links } from '../links.ts';
import { isFiltered, onPage, pageWindow, readPrice, withoutFilters, withoutValue } from '../listing-state.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { cardGrid } from './card.ts';
import { facetSheet } from './facets.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { plainText } from './plain-text.ts';
import { breadcrumbData, itemListData } from './structured-data.ts';

/** A category, or the whole shop: filters at the side, the goods, and the way on. */
export function listingPage(context: PageContext, view: ListingView, query: URLSearchParams): FinishedPage {
  const { locale, texts } = context;
  const path = pathOnly(context.address);
  const own = path.slice(links(locale).base.length);
  const filtered = isFiltered(query);
  const description = plainText(view.category?.description ?? '').slice(0, 300);
  const title = view.category ? view.category.name : texts.listing.all;
  const main = html`${view.breadcrumbs.length > 0 ? breadcrumbs(context, view.breadcrumbs, true) : null}
<div class="listing-head"><h1>${title}</h1>${description === '' ? null : html`<div class="listing-text">${raw(view.category!.description)}</div>`}${subcategories(context, view)}</div>
${listingBody(context, view, query)}`;
  return layout(context, {
    kind: 'listing',
    main,
    meta: {
      title: view.page > 1 ? `${title}, ${texts.listing.page(view.page)}` : title,
      description,
      canonical: filtered ? own : onPage(own, new URLSearchParams(), view.page),
      noindex: filtered,
      image: view.category?.image ?? view.items[0]?.image ?? null,
      previous: view.page > 1 ? onPage(path, query, view.page - 1) : null,
      next: view.page < view.pages ? onPage(path, query, view.page + 1) : null,
      data: filtered ? [] : [breadcrumbData(context, view.breadcrumbs), itemListData(context, view)],
    },
  });
}

/** Filters, tools, goods and pages: shared by categories and search. */
export function listingBody(context: PageContext, view: ListingView, query: URLSearchParams): Html {
  const path = pathOnly(context.address);
  return html`<div class="listing" data-listing>${facetSheet(context, view, query)}
<div class="listing-main"><div class="listing-tools"><p class="listing-count" id="count">${countText(context, view.total)}</p>
<button type="button" class="filter-button" popovertarget="filters">${icon('filter')}<span>${
    view.selected.length > 0 ? context.texts.listing.filtersCount(view.selected.length) : context.texts.listing.filters
  }</span></button>${sortField(context, view)}</div>
${chips(context, view, path, query)}
${view.items.length > 0 ? cardGrid(context, view.items, { eagerCount: 4 }) : nothing(context, path, query)}
${pagination(context, view, path, query)}</div></div>`;
}

export function countText(context: PageContext, total: number): string {
  return context.texts.listing.count(total, total.toLocaleString(context.locale.language));
}

function subcategories(context: PageContext, view: ListingView): Html | null {
  if (view.subcategories.length === 0) return null;
  const to = links(context.locale);
  return html`<nav class="subcategories" aria-label="${context.texts.listing.subcategories}"><ul role="list">${view.subcategories.map(
    (sub) =>
      html`<li><a href="${to.category(sub.slug)}">${sub.name} <span class="count">${sub.count.toLocaleString(context.locale.language)}</span></a></li>`,
  )}</ul></nav>`;
}

function sortField(context: PageContext, view: ListingView): Html {
  const { texts } = context;
  return html`<div class="sort"><label for="sort">${texts.listing.sort}</label><span class="select"><select id="sort" name="sort" form="filter-form" data-auto>${view.sorts.map(
    (sort) => html`<option value="${sort}"${sort === view.sort ? html` selected` : null}>${texts.listing.sorts[sort]}</option>`,
  )}</select>${icon('down')}</span><button class="plain-button needs-no-script" form="filter-form">${texts.listing.apply}</button></div>`;
}

/** A price range has no label of its own: its ends are said as money. */
function chipLabel(context: PageContext, chip: ListingView['selected'][number]): string {
  const range = chip.field === 'price' ? readPrice(chip.value) : null;
  if (!range) return chip.label;
  const { texts } = context;
  const from = range.from === null || range.from === undefined ? null : money(context, range.from);
  const to = range.to === null || range.to === undefined ? null : money(context, range.to);
  if (from === null) return texts.listing.upTo(to ?? '');
  return to === null ? texts.listing.atLeast(from) : `${from} – ${to}`;
}

function chips(context: PageContext, view: ListingView, path: string, query: URLSearchParams): Html | null {
  if (view.selected.length === 0) return null;
  const { texts } = context;
  return html`<ul role="list" class="chips" aria-label="${texts.listing.chosen}">${view.selected.map(
    (chip) =>
      html`<li><a class="chip" rel="nofollow" href="${withoutValue(path, query, chip)}" aria-label="${texts.listing.remove(chipLabel(context, chip))}"><span>${chipLabel(context, chip)}</span>${icon('close')}</a></li>`,
  )}<li><a class="chip-clear" rel="nofollow" href="${withoutFilters(path, query)}">${texts.listing.clear}</a></li></ul>`;
}

function nothing(context: PageContext, path: string, query: URLSearchParams): Html {
  const { texts } = context;
  return html`<div class="nothing"><p class="nothing-title">${texts.listing.empty}</p><p>${texts.listing.emptyHelp}</p><p><a class="button" rel="nofollow" href="${withoutFilters(path, query)}">${texts.listing.clear}</a></p></div>`;
}

function pagination(context: PageContext, view: ListingView, path: string, query: URLSearchParams): Html | null {
  if (view.pages <= 1) return null;
  const { texts, locale } = context;
  const number = (n: number) => n.toLocaleString(locale.language);
  const first = (view.page - 1) * view.size + 1;
  const last = Math.min(view.total, view.page * view.size);
  return html`<nav class="pagination" aria-label="${texts.listing.pages}"><p>${texts.listing.range(number(first), number(last), number(view.total))}</p><ul role="list">${
    view.page > 1
      ? html`<li><a rel="prev" href="${onPage(path, query, view.page - 1)}">${icon('left')}<span class="sr">${texts.listing.previous}</span></a></li>`
      : null
  }${pageWindow(view.page, view.pages).map((n) =>
    n === null
      ? html`<li aria-hidden="true">…</li>`
      : html`<li><a href="${onPage(path, query, n)}" aria-label="${texts.listing.page(n)}"${n === view.page ? html` aria-current="page"` : null}>${number(n)}</a></li>`,
  )}${
    view.page < view.pages
      ? html`<li><a rel="next" href="${onPage(path, query, view.page + 1)}">${icon('right')}<span class="sr">${texts.listing.next}</span></a></li>`
      : null
  }</ul></nav>`;
}
