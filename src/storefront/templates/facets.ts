import { toDecimal } from '../../kernel/money.ts';
import { type Html, html } from '../../platform/pages/html.ts';
import type { Facet, FacetValue, ListingView } from '../../shop/discovery/index.ts';
import { type PageContext, pathOnly } from '../context.ts';
import { parameterOf } from '../listing-state.ts';
import { closeButton } from './header.ts';
import { icon } from './icons.ts';
import { colourClass } from './picture.ts';

const SHOWN_AT_ONCE = 8;

/**
 * One form for all filters and the sort order. It is a popover: a sheet over the page on phones, and (by the sheet of
 * styles) a column at the side on a desk. Without script it has a button; with it, every change sends it.
 */
export function facetSheet(context: PageContext, view: ListingView, query: URLSearchParams): Html {
  const { texts, locale } = context;
  const q = query.get('q');
  const total = view.total.toLocaleString(locale.language);
  return html`<aside class="filters sheet" id="filters" popover aria-label="${texts.listing.filterHeading}"><div class="sheet-head"><h2>${texts.listing.filterHeading}</h2>${closeButton(context, 'filters')}</div>
<form id="filter-form" method="get" action="${pathOnly(context.address)}" data-filters>${q === null ? null : html`<input type="hidden" name="q" value="${q}">`}
${view.facets.filter((facet) => facet.kind !== 'range' || facet.field === 'price').map((facet) => facetGroup(context, facet))}
<div class="filters-end"><button class="button">${texts.listing.show(view.total, total)}</button></div></form></aside>`;
}

function facetGroup(context: PageContext, facet: Facet): Html {
  if (facet.kind === 'toggle')
    return html`<div class="facet is-toggle">${facet.values.map((value) => checkbox(context, facet, value))}</div>`;
  const chosen = facet.values.filter((v) => v.selected).length;
  const inner = facet.kind === 'range' ? range(context, facet) : choices(context, facet);
  return html`<fieldset class="facet"><legend>${facet.label}${chosen > 0 ? html` <span class="count">${chosen}</span>` : null}</legend>${inner}</fieldset>`;
}

function choices(context: PageContext, facet: Facet): Html {
  if (facet.values.some((v) => v.swatch))
    return html`<div class="facet-swatches">${facet.values.map((value) => swatchBox(context, facet, value))}</div>`;
  // What is chosen stays in sight however long the list is.
  const isShown = (value: FacetValue, index: number) => index < SHOWN_AT_ONCE || value.selected;
  const first = facet.values.filter(isShown);
  const rest = facet.values.filter((value, index) => !isShown(value, index));
  return html`${first.map((value) => checkbox(context, facet, value))}${
    rest.length > 0
      ? html`<details class="facet-more"><summary>${context.texts.listing.more(rest.length)}${icon('down')}</summary>${rest.map((value) => checkbox(context, facet, value))}</details>`
      : null
  }`;
}

function checkbox(context: PageContext, facet: Facet, value: FacetValue): Html {
  return html`<label class="check"><input type="checkbox" name="${parameterOf(facet.field)}" value="${value.value}"${state(value)} data-auto><span class="check-label">${value.label}</span><span class="count">${value.count.toLocaleString(context.locale.language)}</span></label>`;
}

function swatchBox(context: PageContext, facet: Facet, value: FacetValue): Html {
  return html`<label class="check is-swatch"><input type="checkbox" name="${parameterOf(facet.field)}" value="${value.value}"${state(value)} data-auto><span class="dot ${colourClass(value.swatch)}" aria-hidden="true"></span><span class="check-label">${value.label}</span><span class="count">${value.count.toLocaleString(context.locale.language)}</span></label>`;
}

/** A value that leads nowhere is not offered, unless it is chosen and must be removable. */
function state(value: FacetValue): Html | null {
  if (value.selected) return html` checked`;
  return value.count === 0 ? html` disabled` : null;
}

/** Prices are typed in whole units of money, as people think of them; the address holds minor units. */
function range(context: PageContext, facet: Facet): Html {
  const { texts, locale } = context;
  const { currency } = locale.market;
  const isPrice = facet.field === 'price';
  const shown = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? '' : isPrice ? toDecimal(amount, currency).replace(/\.00$/, '') : String(amount);
  const field = (name: string, label: string, value: number | null | undefined, hint: number | undefined) =>
    html`<label class="range-field"><span>${label}</span><input type="text" inputmode="decimal" name="${name}" value="${shown(value)}" placeholder="${shown(hint)}" size="6" maxlength="12" autocomplete="off"></label>`;
  return html`<div class="range">${field('min', texts.listing.priceFrom, facet.from, facet.min)}${field('max', texts.listing.priceTo, facet.to, facet.max)}<span class="range-unit">${isPrice ? currency : (facet.unit ?? '')}</span></div>`;
}
