import { type Html, html } from '../../platform/pages/html.ts';
import type { PriceView, ProductCard } from '../../shop/discovery/index.ts';
import { money, type PageContext } from '../context.ts';
import { links } from '../links.ts';
import { colourClass, picture } from './picture.ts';

export type CardOptions = { heading?: 'h2' | 'h3'; eager?: boolean; sizes?: string };

const GRID_SIZES = '(min-width: 1200px) 22vw, (min-width: 720px) 30vw, 46vw';
const MOST_DOTS = 5;

/** A list of product cards; two across on phones, four on a desk. The first row is fetched at once. */
export function cardGrid(context: PageContext, items: readonly ProductCard[], options: CardOptions & { eagerCount?: number } = {}): Html {
  const { eagerCount = 0 } = options;
  return html`<ul class="grid" role="list">${items.map((item, i) => card(context, item, { ...options, eager: i < eagerCount }))}</ul>`;
}

export function card(context: PageContext, item: ProductCard, options: CardOptions = {}): Html {
  const { texts } = context;
  const heading = options.heading ?? 'h2';
  const sizes = options.sizes ?? GRID_SIZES;
  const href = links(context.locale).product(item.handle);
  const title = html`<a href="${href}">${item.title}</a>`;
  return html`<li class="card${item.stock === 'out' ? ' is-out' : ''}">
<div class="card-picture">${picture(item.image, { sizes, eager: options.eager ?? false, alt: '' })}${
    item.hoverImage ? html`<div class="card-second" aria-hidden="true">${picture(item.hoverImage, { sizes, alt: '' })}</div>` : null
  }${badge(context, item)}</div>
<div class="card-text">${heading === 'h2' ? html`<h2 class="card-title">${title}</h2>` : html`<h3 class="card-title">${title}</h3>`}
<p class="card-price">${price(context, item.price)}</p>${item.brand ? html`<p class="card-brand">${item.brand}</p>` : null}${
    item.swatches.length > 1 ? dots(context, item) : null
  }${item.stock === 'low' && item.left !== null ? html`<p class="card-left">${texts.stock.low(item.left)}</p>` : null}</div></li>
`;
}

const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** Now, and what it was before; in words for those who hear it. */
export function price(context: PageContext, view: Pick<PriceView, 'amount' | 'compareAt'> & Partial<PriceView> & { from?: boolean }): Html {
  const { texts } = context;
  const now = money(context, view.amount);
  const from = view.from ? html`<span class="price-from">${texts.price.from}</span> ` : null;
  if (view.compareAt === null) return html`<span class="price">${from}<span class="price-now">${now}</span></span>`;
  const lowest = lowestText(context, view);
  return html`<span class="price is-sale"><span class="sr">${texts.price.now} </span>${from}<span class="price-now">${now}</span> <span class="sr">${texts.price.was} </span><s class="price-was">${money(context, view.compareAt)}</s>${lowest ? html` <span class="price-lowest">${lowest}</span>` : null}</span>`;
}

/** What EU law wants beside a reduced price; null in other markets, and where nothing is known of the time before. */
export function lowestText(context: PageContext, view: Partial<PriceView>): string | null {
  if (view.lowestPriceBeforeReduction == null || !context.locale.market.countries.some((country) => EU.has(country))) return null;
  return context.texts.price.lowest(money(context, view.lowestPriceBeforeReduction));
}

function badge(context: PageContext, item: ProductCard): Html | null {
  if (item.stock === 'out') return html`<span class="badge">${context.texts.stock.out}</span>`;
  if (item.price.compareAt !== null) {
    // A percentage is of the lowest price of the 30 days before where that is known (Court of Justice of the EU, C-330/23).
    const before = lowestText(context, item.price) === null ? item.price.compareAt : (item.price.lowestPriceBeforeReduction ?? 0);
    const percent = Math.floor(100 - (item.price.amount * 100) / Math.max(1, before));
    if (percent >= 5) return html`<span class="badge is-sale">−${percent}&nbsp;%</span>`;
  }
  return item.isNew ? html`<span class="badge">${context.texts.card.isNew}</span>` : null;
}

function dots(context: PageContext, item: ProductCard): Html {
  const shown = item.swatches.slice(0, MOST_DOTS);
  const rest = item.swatches.length - shown.length;
  const names = item.swatches.map((s) => s.label).join(', ');
  return html`<p class="dots"><span class="sr">${context.texts.card.colours} ${names}</span>${shown.map(
    (s) => html`<span class="dot ${colourClass(s.hex)}" aria-hidden="true"></span>`,
  )}${rest > 0 ? html`<span class="dots-rest" aria-hidden="true">${context.texts.card.more(rest)}</span>` : null}</p>`;
}
