import { type Html, html } from '../../platform/pages/html.ts';
import { money, type PageContext, say } from '../context.ts';
import type { Checkout } from './checkout-view.ts';
import { discountRows } from './codes.ts';
import { icon } from './icons.ts';
import { picture } from './picture.ts';

type Option = Checkout['deliveryOptions'][number];

/** The order beside the form, always in view on a desk. */
export function orderSummary(context: PageContext, view: Checkout, chosen: Option | null): Html {
  return html`<aside class="summary" aria-labelledby="summary"><h2 id="summary">${context.texts.checkout.summary}</h2>${summaryBody(context, view, chosen)}</aside>`;
}

/** The same on a phone: a line with the total that stays at the top and unfolds. */
export function summaryBar(context: PageContext, view: Checkout, chosen: Option | null): Html {
  const { texts } = context;
  return html`<details class="summary-bar"><summary><span>${texts.checkout.summary}, ${texts.checkout.itemsCount(view.cart.itemCount)}${icon('down')}</span><strong>${money(context, dueOf(view, chosen))}</strong></summary><div>${summaryBody(context, view, chosen)}</div></details>`;
}

function summaryBody(context: PageContext, view: Checkout, chosen: Option | null): Html {
  const { texts } = context;
  const { cart } = view;
  const delivery = chosen ? (chosen.amount === 0 ? texts.checkout.free : money(context, chosen.amount)) : texts.checkout.deliveryOpen;
  const discounts = chosen ? promotionRows(context, chosen) : cart.promotions;
  const tax = chosen?.sums.taxAmount;
  return html`<ul role="list" class="summary-lines">${cart.lines.map(
    (line) =>
      html`<li><span class="summary-picture">${picture(line.image, { sizes: '64px', alt: '' })}</span><span class="summary-name">${line.title}${line.variantTitle ? html`<span class="summary-variant">${line.variantTitle}</span>` : null}${
        line.quantity > 1 ? html`<span class="summary-variant">${texts.order.quantity(line.quantity)}</span>` : null
      }</span><span class="summary-amount">${money(context, line.total)}</span></li>`,
  )}</ul><dl class="sum-list"><div><dt>${texts.checkout.subtotal}</dt><dd>${money(context, cart.subtotal)}</dd></div>${discountRows(context, discounts)}<div><dt>${texts.checkout.delivery}</dt><dd${chosen ? null : html` class="is-open"`}>${delivery}</dd></div>${
    cart.taxIncluded
      ? null
      : html`<div><dt>${texts.checkout.tax}</dt><dd>${tax === undefined ? texts.checkout.taxOpen : money(context, tax)}</dd></div>`
  }${taxOffRow(context, view, chosen)}<div class="sum-total"><dt>${texts.checkout.total}${
    view.isReverseCharge && chosen
      ? html`<span class="sum-note">${texts.checkout.reverseCharge}</span>`
      : cart.taxIncluded
        ? html`<span class="sum-note">${tax === undefined ? texts.checkout.taxIncludedPlain : texts.checkout.taxIncluded(money(context, tax))}</span>`
        : null
  }</dt><dd>${money(context, totalOf(view, chosen))}</dd></div>${chosen ? paidRows(context, view, chosen) : null}</dl>`;
}

/** What the prices above contain and this buyer does not pay. */
function taxOffRow(context: PageContext, view: Checkout, chosen: Option | null): Html | null {
  if (!view.isReverseCharge || !chosen || !view.cart.taxIncluded) return null;
  const taken = promotionRows(context, chosen).reduce((sum, { amount }) => sum + amount, 0);
  const amount = view.cart.subtotal - taken + chosen.amount - chosen.sums.total;
  return html`<div><dt>${context.texts.checkout.taxOff}</dt><dd>−${money(context, amount)}</dd></div>`;
}

function promotionRows(context: PageContext, { sums }: Option) {
  return sums.promotions.map(({ name, code, goodsAmount, deliveryAmount }) => ({
    ...{ name: say(context, name), code },
    amount: goodsAmount + deliveryAmount,
  }));
}

/** What is not paid by the payment. */
function paidRows(context: PageContext, view: Checkout, { sums }: Option): Html | null {
  const { codes } = context.texts;
  const [card] = view.cart.giftCards;
  if (sums.dueAmount === sums.total) return null;
  const name = view.cart.giftCards.length === 1 && card ? codes.giftCard(card.lastFour) : codes.giftCards;
  const row = (words: string, amount: number) =>
    amount > 0 ? html`<div><dt>${words}</dt><dd>−${money(context, amount)}</dd></div>` : null;
  return html`${row(name, sums.giftCardAmount)}${row(codes.storeCredit, sums.storeCreditAmount)}<div class="sum-total"><dt>${codes.due}</dt><dd>${money(context, sums.dueAmount)}</dd></div>`;
}

function dueOf(view: Checkout, chosen: Option | null): number {
  return chosen ? chosen.sums.dueAmount : totalOf(view, chosen);
}

function totalOf(view: Checkout, chosen: Option | null): number {
  return chosen ? chosen.sums.total : view.cart.subtotal - view.cart.lines.reduce((sum, line) => sum + line.discountAmount, 0);
}
