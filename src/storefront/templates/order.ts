import { formatMoney } from '../../kernel/money.ts';
import { type Html, html } from '../../platform/pages/html.ts';
import type { MediaView } from '../../shop/discovery/index.ts';
import type { OrderView } from '../../shop/orders/index.ts';
import type { FormError } from '../checkout-form.ts';
import { dateTag, type PageContext, say } from '../context.ts';
import { links } from '../links.ts';
import { countryName } from './checkout-address.ts';
import { discountRows } from './codes.ts';
import { errorSummary, field } from './form-field.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { papers, parcels, returns } from './order-after.ts';
import { picture } from './picture.ts';

export type Order = OrderView<MediaView>;

/** An order to its buyer. `isNew`: right after paying, the page thanks and says what happens next. */
export function orderPage(context: PageContext, order: Order, options: { isNew: boolean; token: string }): FinishedPage {
  const { texts, theme } = context;
  const title = options.isNew ? texts.order.thanks : texts.order.title(order.number);
  const main = html`<article class="order" data-order><header class="order-head">${
    options.isNew
      ? html`<p class="kicker">${texts.order.title(order.number)}</p>`
      : html`<p class="kicker">${texts.order.statuses[order.status] ?? order.status}</p>`
  }<h1>${title}</h1>${options.isNew ? html`<p class="order-lead">${say(context, theme.voice.orderThanks)}</p>` : null}<p class="order-placed">${texts.order.placed(day(context, order.placedAt))}</p></header>
<div class="order-columns"><div class="order-main">${options.isNew ? nextSteps(context, order) : null}${timeline(context, order)}${parcels(context, order)}${returns(context, order)}${orderLines(context, order)}</div>${orderSide(context, order, options.token)}</div></article>`;
  return layout(context, { kind: 'order', main, meta: { title: texts.order.title(order.number), canonical: null, noindex: true } });
}

/** Number and e-mail, for whoever has lost the link. A wrong pair and an unknown one read the same. */
export function orderStatusPage(
  context: PageContext,
  values: { number: string; email: string },
  errors: readonly FormError[],
): FinishedPage {
  const { texts, locale } = context;
  const errorOf = (name: string) => errors.find((e) => e.field === name)?.message;
  const main = html`<div class="narrow"><h1>${texts.orderStatus.title}</h1><p class="lead">${texts.orderStatus.text}</p>
<form method="post" action="${links(locale).orderStatus}" novalidate class="stack">${errorSummary(texts.checkout.errorsTitle(errors.length), errors)}
${field({ name: 'number', label: texts.orderStatus.number, value: values.number, required: true, maxlength: 32, hint: texts.orderStatus.numberHint, autocomplete: 'off', error: errorOf('number') })}
${field({ name: 'email', label: texts.orderStatus.email, value: values.email, type: 'email', inputmode: 'email', required: true, maxlength: 254, autocomplete: 'email', error: errorOf('email') })}
<p><button class="button">${texts.orderStatus.submit}</button></p></form></div>`;
  return layout(context, {
    kind: 'order-status',
    main,
    meta: { title: texts.orderStatus.title, canonical: '/order-status', noindex: true },
  });
}

function nextSteps(context: PageContext, order: Order): Html {
  const { texts } = context;
  return html`<section class="next" aria-labelledby="next"><h2 id="next">${texts.order.next}</h2><ol>${texts.order.nextSteps(order.contact?.email ?? null).map((line) => html`<li>${line}</li>`)}</ol><p class="hint">${texts.order.keep}</p></section>`;
}

function timeline(context: PageContext, order: Order): Html {
  const { texts } = context;
  const open = order.status === 'paid' || order.status === 'placed';
  return html`<section aria-labelledby="timeline"><h2 id="timeline">${texts.order.timeline}</h2><ol role="list" class="timeline">${order.timeline
    .filter((event) => texts.order.events[event.type] !== undefined && event.type !== 'note')
    .map(
      (event) =>
        html`<li class="is-done"><span class="timeline-mark">${icon('check')}</span><span>${texts.order.events[event.type] ?? event.type}</span><time data-local datetime="${event.at.toISOString()}">${moment(context, event.at)}</time></li>`,
    )}${open ? html`<li class="is-open"><span class="timeline-mark"></span><span>${texts.order.upcoming}</span></li>` : null}</ol></section>`;
}

function orderLines(context: PageContext, order: Order): Html {
  const { texts, locale } = context;
  const amount = (minor: number) => formatMoney(minor, order.currency, locale.language);
  const to = links(locale);
  return html`<section aria-labelledby="lines"><h2 id="lines">${texts.order.lines}</h2><ul role="list" class="summary-lines">${order.lines.map(
    (line) =>
      html`<li><span class="summary-picture">${picture(line.image, { sizes: '64px', alt: '' })}</span><span class="summary-name"><a href="${to.product(line.handle)}">${line.title}</a>${line.variantTitle ? html`<span class="summary-variant">${line.variantTitle}</span>` : null}<span class="summary-variant">${texts.order.quantity(line.quantity)} ${amount(line.unitAmount)}${line.sku ? html` · ${line.sku}` : null}</span></span><span class="summary-amount">${line.discountAmount > 0 ? html`<s class="price-was"><span class="sr">${texts.codes.before} </span>${amount(line.total + line.discountAmount)}</s> ` : null}${amount(line.total)}</span></li>`,
  )}</ul><dl class="sum-list"><div><dt>${texts.checkout.subtotal}</dt><dd>${amount(order.subtotal)}</dd></div>${discountRows(
    context,
    order.promotions.map((one) => ({ name: say(context, one.name), code: one.code, amount: one.goodsAmount + one.deliveryAmount })),
    amount,
  )}<div><dt>${texts.checkout.delivery}<span class="sum-note">${say(context, order.delivery.name)}</span></dt><dd>${order.deliveryAmount === 0 ? texts.checkout.free : amount(order.deliveryAmount)}</dd></div>${
    order.taxIncluded || order.isReverseCharge ? null : html`<div><dt>${texts.checkout.tax}</dt><dd>${amount(order.taxAmount)}</dd></div>`
  }<div class="sum-total"><dt>${texts.checkout.total}${order.isReverseCharge ? html`<span class="sum-note">${texts.checkout.reverseCharge}</span>` : order.taxIncluded ? html`<span class="sum-note">${texts.checkout.taxIncluded(amount(order.taxAmount))}</span>` : null}</dt><dd>${amount(order.total)}</dd></div>${paidRows(context, order, amount)}${outstandingRow(context, order, amount)}</dl></section>${giftCards(context, order, amount)}`;
}

/** What was not paid by the payment. */
function paidRows(context: PageContext, order: Order, amount: (minor: number) => string): Html | null {
  const { codes } = context.texts;
  if (order.dueAmount === order.total) return null;
  const row = (words: string, minor: number) => (minor > 0 ? html`<div><dt>${words}</dt><dd>−${amount(minor)}</dd></div>` : null);
  return html`${row(codes.giftCards, order.giftCardAmount)}${row(codes.storeCredit, order.storeCreditAmount)}<div class="sum-total"><dt>${codes.due}</dt><dd>${amount(order.dueAmount)}</dd></div>`;
}

/** What was added after it was paid. */
function outstandingRow({ texts }: PageContext, order: Order, amount: (minor: number) => string): Html | null {
  if (order.states.payment !== 'partially_paid') return null;
  return html`<div class="sum-total"><dt>${texts.order.outstanding}</dt><dd>${amount(order.outstandingAmount)}</dd></div>`;
}

/** Codes of cards that were bought, to whoever has the order's own link. */
function giftCards(context: PageContext, order: Order, amount: (minor: number) => string): Html | null {
  const { codes } = context.texts;
  const cards = order.lines.flatMap((line) => line.giftCards.map((card) => ({ ...card, worth: line.unitAmount })));
  if (order.status === 'cancelled' || !cards.some(({ code }) => code)) return null;
  return html`<section aria-labelledby="gift-cards"><h2 id="gift-cards">${codes.bought}</h2><ul role="list" class="codes-list">${cards.map(({ code, worth }) => html`<li><strong translate="no">${code}</strong><span>${amount(worth)}</span></li>`)}</ul><p class="hint">${codes.boughtHint}</p></section>`;
}

function orderSide(context: PageContext, order: Order, token: string): Html {
  const { texts, theme, locale } = context;
  const { contact } = order;
  return html`<aside class="order-side">${
    contact
      ? html`<div><h2>${texts.order.to}</h2><address>${contact.company ? html`${contact.company}<br>` : null}${contact.name}<br>${contact.street}${contact.extra ? html`<br>${contact.extra}` : null}<br>${contact.postalCode} ${contact.city}${contact.region ? html`, ${contact.region}` : null}<br>${countryName(contact.country, locale.language)}</address></div><div><h2>${texts.order.contact}</h2><p>${contact.email}${contact.phone ? html`<br>${contact.phone}` : null}</p></div>`
      : null
  }${papers(context, order, token)}<div><h2>${texts.footer.contact}</h2><p><a href="mailto:${theme.contact.email}">${theme.contact.email}</a><br><a href="tel:${theme.contact.phoneHref}">${theme.contact.phone}</a></p></div><p class="hint print-hint">${texts.order.printHint}</p></aside>`;
}

function day(context: PageContext, at: Date): string {
  return new Intl.DateTimeFormat(dateTag(context), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

function moment(context: PageContext, at: Date): string {
  const format = new Intl.DateTimeFormat(dateTag(context), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
    hourCycle: 'h23',
  });
  return `${format.format(at)} UTC`;
}
