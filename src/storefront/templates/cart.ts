import { type Html, html } from '../../platform/pages/html.ts';
import type { CartView } from '../../shop/cart/index.ts';
import type { MediaView } from '../../shop/discovery/index.ts';
import { money, type PageContext, say } from '../context.ts';
import { links, pageHref } from '../links.ts';
import { price } from './card.ts';
import { codesBlock, discountRows, type RefusedCode } from './codes.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { picture } from './picture.ts';

export type Cart = CartView<MediaView>;

/** What has just happened to the cart, to be said on the page that follows. */
export type CartNews = {
  removed?: { variantId: number; quantity: number; title: string | null } | null;
  /** A refused quantity stays in its field, with the reason beside it. */
  refused?: { variantId: number; entered: string; message: string } | null;
  message?: string | null;
  code?: RefusedCode;
};

export function cartPage(context: PageContext, cart: Cart | null, news: CartNews = {}): FinishedPage {
  const { texts } = context;
  const isEmpty = !cart || cart.lines.length === 0;
  const main = html`<div class="cart" data-cart><h1>${texts.cart.title}</h1>${newsLine(context, news)}${isEmpty ? emptyCart(context) : html`<div class="cart-columns">${lines(context, cart, news)}${sums(context, cart, news.code ?? null)}</div>`}</div>`;
  return layout(context, { kind: 'cart', main, meta: { title: texts.cart.title, canonical: null, noindex: true } });
}

function newsLine(context: PageContext, news: CartNews): Html | null {
  const { texts, locale } = context;
  const to = links(locale);
  if (news.removed) {
    const said = news.removed.title ? texts.cart.removed(news.removed.title) : texts.cart.removedPlain;
    return html`<form class="note is-undo" method="post" action="${to.addToCart}"><span role="status">${said}</span><input type="hidden" name="variant" value="${news.removed.variantId}"><input type="hidden" name="quantity" value="${news.removed.quantity}"><input type="hidden" name="back" value="cart"><button class="plain-button">${texts.cart.undo}</button></form>`;
  }
  return news.message ? html`<p class="note is-warning" role="status">${news.message}</p>` : null;
}

function emptyCart(context: PageContext): Html {
  const { texts, locale, theme } = context;
  return html`<div class="nothing"><p class="nothing-title">${texts.cart.empty}</p><p>${say(context, theme.voice.emptyCart)}</p><p><a class="button" href="${links(locale).all}">${texts.cart.lookAround}</a></p></div>`;
}

function lines(context: PageContext, cart: Cart, news: CartNews): Html {
  return html`<ul role="list" class="cart-lines">${cart.lines.map((line) => lineItem(context, line, news))}</ul>`;
}

function lineItem(context: PageContext, line: Cart['lines'][number], news: CartNews): Html {
  const { texts, locale } = context;
  const to = links(locale);
  const title = line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title;
  const href = line.handle ? to.product(line.handle, line.variantId) : null;
  const refused = news.refused?.variantId === line.variantId ? news.refused : null;
  const problem = refused?.message ?? problemText(context, line);
  const image = picture(line.image, { sizes: '120px', alt: '' });
  const describes = problem ? html` aria-describedby="problem-${line.variantId}"` : null;
  return html`<li class="cart-line${line.problem === 'unavailable' ? ' is-out' : ''}" id="line-${line.variantId}"><div class="cart-picture">${image}</div>
<div class="cart-name"><h2>${href ? html`<a href="${href}">${line.title}</a>` : line.title}</h2>${line.variantTitle ? html`<p class="cart-variant">${line.variantTitle}</p>` : null}<p class="cart-each">${price(context, { amount: line.unitAmount, compareAt: line.compareAt })} <span class="cart-each-word">${texts.cart.each}</span></p>${
    problem
      ? html`<p class="field-error${refused || line.problem !== 'price_changed' ? '' : ' is-news'}" id="problem-${line.variantId}">${icon('alert')}${problem}</p>`
      : null
  }</div>
<form class="cart-quantity" method="post" action="${to.cartLine(line.variantId)}" novalidate data-quantity><label><span class="sr">${texts.cart.quantityOf(title)}</span><input type="number" name="quantity" value="${refused && /^-?\d+$/.test(refused.entered) ? refused.entered : line.quantity}" min="0" max="999" inputmode="numeric" required${refused || line.problem === 'short' ? html` aria-invalid="true"` : null}${describes}></label><button class="plain-button needs-no-script">${texts.cart.update}</button></form>
<p class="cart-total">${
    line.discountAmount > 0
      ? html`<s class="price-was"><span class="sr">${texts.codes.before} </span>${money(context, line.total + line.discountAmount)}</s> `
      : null
  }<span>${money(context, line.total)}</span></p>
<form class="cart-remove" method="post" action="${to.cartLine(line.variantId)}" data-remove><input type="hidden" name="quantity" value="0"><button class="plain-button" aria-label="${texts.cart.removeOf(title)}">${texts.cart.remove}</button></form></li>
`;
}

function problemText(context: PageContext, line: Cart['lines'][number]): string | null {
  const { problems } = context.texts.cart;
  switch (line.problem) {
    case 'unavailable':
      return problems.unavailable;
    case 'short':
      return problems.short(line.available ?? 0);
    case 'price_changed':
      return problems.price_changed;
    case null:
      return null;
  }
}

/** The sum, said plainly: what it is for, what is in it, what is still open. */
function sums(context: PageContext, cart: Cart, refused: RefusedCode): Html {
  const { texts, locale, theme } = context;
  const to = links(locale);
  const delivery = cart.deliveryEstimate;
  const promise = theme.delivery[locale.market.code] ?? null;
  const returns = pageHref(context, 'delivery-returns');
  return html`<aside class="sums" aria-labelledby="sums"><h2 id="sums" class="sr">${texts.cart.total}</h2><dl class="sum-list"><div><dt>${texts.cart.subtotal}</dt><dd>${money(context, cart.subtotal)}</dd></div>${discountRows(context, cart.promotions)}${
    delivery
      ? html`<div><dt>${texts.cart.delivery}<span class="sum-note">${delivery.name}</span></dt><dd>${delivery.amount === 0 ? texts.cart.deliveryFree : texts.cart.deliveryFrom(money(context, delivery.amount))}</dd></div>`
      : null
  }<div class="sum-total"><dt>${texts.cart.total}<span class="sum-note">${cart.taxIncluded ? texts.cart.taxIncluded : texts.cart.taxExcluded}</span></dt><dd>${money(context, cart.total)}</dd></div>${cardRows(context, cart)}</dl>
${delivery?.untilFree ? html`<p class="sum-free">${texts.cart.untilFree(money(context, delivery.untilFree))}</p>` : null}
${codesBlock(context, cart, { place: 'cart', refused })}
<p><a class="button is-wide" href="${to.checkout}" data-no-prefetch>${texts.cart.checkout}</a></p>
<div class="sum-promise">${delivery ? html`<p>${texts.cart.arrives(delivery.minDays, delivery.maxDays)} ${texts.cart.deliveryLater}</p>` : null}${
    promise
      ? html`<p>${say(context, promise.returns)}${returns ? html` <a href="${returns}">${texts.product.delivery}</a>` : null}</p>`
      : null
  }</div></aside>`;
}

function cardRows(context: PageContext, cart: Cart): Html | null {
  const { codes } = context.texts;
  const used = cart.giftCards.filter((card) => card.used > 0);
  if (used.length === 0) return null;
  return html`${used.map((card) => html`<div><dt>${codes.giftCard(card.lastFour)}</dt><dd>−${money(context, card.used)}</dd></div>`)}<div class="sum-total"><dt>${codes.due}</dt><dd>${money(context, cart.dueAmount)}</dd></div>`;
}
