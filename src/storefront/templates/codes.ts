import { type Html, html } from '../../platform/pages/html.ts';
import type { CartView } from '../../shop/cart/index.ts';
import type { MediaView } from '../../shop/discovery/index.ts';
import { money, type PageContext } from '../context.ts';
import { links } from '../links.ts';
import { icon } from './icons.ts';

/** A code that was refused stays in its field, with the reason beside it. */
export type RefusedCode = { entered: string; message: string } | null;

/** Where a code is entered: on the cart page in a form of its own, at the checkout in the page's one form. */
type Place = 'cart' | 'checkout';

/** Codes and gift cards of the cart, each with its way out and, where it gives nothing, the reason; then the field for another one. */
export function codesBlock(
  context: PageContext,
  cart: CartView<MediaView>,
  { place, refused }: { place: Place; refused: RefusedCode },
): Html {
  const { codes } = context.texts;
  const isOpen = refused !== null || cart.codes.length + cart.giftCards.length > 0;
  return html`<details class="fold codes"${isOpen ? html` open` : null}><summary>${codes.title}</summary>${applied(context, cart, place)}${entry(context, { place, refused })}</details>`;
}

function applied(context: PageContext, cart: CartView<MediaView>, place: Place): Html | null {
  const { codes } = context.texts;
  if (cart.codes.length + cart.giftCards.length === 0) return null;
  return html`<ul role="list" class="codes-list">${cart.codes.map(
    ({ code, name, refusal }) =>
      html`<li><span><strong translate="no">${code}</strong>${name ? html` <span class="codes-name">${name}</span>` : null}${
        refusal ? html`<span class="field-error is-news">${icon('alert')}${codes.refusals[refusal]}</span>` : null
      }</span>${remove(context, place, { code, words: codes.removeOf(code) })}</li>`,
  )}${cart.giftCards.map(({ id, lastFour, available }) => {
    const name = codes.giftCard(lastFour);
    const left =
      available === 0
        ? html`<span class="field-error is-news">${icon('alert')}${codes.cardEmpty}</span>`
        : html` <span class="codes-name">${codes.worth(money(context, available))}</span>`;
    return html`<li><span><strong>${name}</strong>${left}</span>${remove(context, place, { code: id, words: codes.removeOf(name) })}</li>`;
  })}</ul>`;
}

function remove(context: PageContext, place: Place, { code, words }: { code: string; words: string }): Html {
  const { texts, locale } = context;
  if (place === 'checkout')
    return html`<button class="plain-button" name="go" value="uncode:${code}" aria-label="${words}">${texts.cart.remove}</button>`;
  return html`<form method="post" action="${links(locale).cartCodeRemoval}" data-code><input type="hidden" name="code" value="${code}"><button class="plain-button" aria-label="${words}">${texts.cart.remove}</button></form>`;
}

function entry(context: PageContext, { place, refused }: { place: Place; refused: RefusedCode }): Html {
  const { texts, locale } = context;
  const fault = refused ? html` aria-invalid="true" aria-describedby="code-error"` : null;
  const input = html`<input type="text" id="code" name="code" value="${refused?.entered ?? ''}" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false"${fault}>`;
  const fields = html`<label for="code">${texts.codes.label}</label><span class="codes-entry">${input}<button class="button"${place === 'checkout' ? html` name="go" value="code"` : null}>${texts.codes.apply}</button></span>${
    refused ? html`<p class="field-error" id="code-error" role="status">${icon('alert')}${refused.message}</p>` : null
  }`;
  if (place === 'checkout') return html`<div class="field">${fields}</div>`;
  return html`<form class="field" method="post" action="${links(locale).cartCodes}" novalidate data-code>${fields}</form>`;
}

/** What takes something off, by name. */
export function discountRows(
  context: PageContext,
  promotions: readonly { name: string; code: string | null; amount: number }[],
  written: (minor: number) => string = (minor) => money(context, minor),
): Html {
  return html`${promotions.map(
    ({ name, code, amount }) =>
      html`<div class="is-discount"><dt>${name || context.texts.codes.discount}${code ? html`<span class="sum-note" translate="no">${code}</span>` : null}</dt><dd>−${written(amount)}</dd></div>`,
  )}`;
}
