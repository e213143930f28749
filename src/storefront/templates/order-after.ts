import { formatMoney } from '../../kernel/money.ts';
import { type Html, html } from '../../platform/pages/html.ts';
import type { MediaView } from '../../shop/discovery/index.ts';
import type { OrderView } from '../../shop/orders/index.ts';
import { dateTag, type PageContext } from '../context.ts';
import { links } from '../links.ts';

type Order = OrderView<MediaView>;

/** What has left, and where it is. */
export function parcels(context: PageContext, order: Order): Html | null {
  if (order.parcels.length === 0) return null;
  const { texts } = context;
  const many = order.parcels.length > 1;
  return html`<section aria-labelledby="parcels"><h2 id="parcels">${texts.order.parcels(order.parcels.length)}</h2><ul role="list" class="parcels">${order.parcels.map(
    (parcel) =>
      html`<li>${many ? html`<h3>${texts.order.parcel(parcel.number)}</h3>` : null}<p>${parcel.deliveredAt ? texts.order.delivered(day(context, parcel.deliveredAt)) : texts.order.sent(day(context, parcel.sentAt))}${
        parcel.carrier ? html` · ${parcel.carrier}` : null
      }${parcel.tracking ? html`<br>${texts.order.tracking}: <strong translate="no">${parcel.tracking}</strong>` : null}${
        parcel.trackingUrl ? html`<br><a href="${parcel.trackingUrl}" rel="noreferrer nofollow">${texts.order.track}</a>` : null
      }</p>${
        many
          ? html`<ul class="parcel-lines">${parcel.lines.map((unit) => html`<li>${texts.order.quantity(unit.quantity)} ${titleOf(order, unit.position)}</li>`)}</ul>`
          : null
      }</li>`,
  )}</ul></section>`;
}

/** What comes back, and what was given back. */
export function returns(context: PageContext, order: Order): Html | null {
  const { texts, locale } = context;
  if (order.returns.length === 0 && order.refunds.length === 0) return null;
  const amount = (minor: number) => formatMoney(minor, order.currency, locale.language);
  return html`<section aria-labelledby="returns"><h2 id="returns">${texts.order.returns}</h2><ul role="list" class="parcels">${order.returns.map(
    (one) =>
      html`<li><h3>${one.kind === 'withdrawal' ? texts.withdrawal.receipt : texts.order.returnTitle} <span translate="no">${one.number}</span></h3><p>${day(context, one.requestedAt)} · ${texts.order.returnStatuses[one.status] ?? one.status}</p><ul class="parcel-lines">${one.lines.map(
        (unit) => html`<li>${texts.order.quantity(unit.quantity)} ${titleOf(order, unit.position)}</li>`,
      )}</ul></li>`,
  )}${order.refunds.map((refund) => html`<li><p>${day(context, refund.at)} · ${texts.order.refundedAmount(amount(refund.amount))}</p></li>`)}</ul></section>`;
}

/** Invoices to carry home, and the way out of the contract. `token` opens them; without one nothing is offered. */
export function papers(context: PageContext, order: Order, token: string): Html {
  const { texts, locale } = context;
  const to = links(locale);
  const isBillable = order.outstandingAmount === 0 && order.states.order !== 'draft' && order.total > 0;
  const isBilled = order.documents.some(({ series }) => series === 'invoice');
  return html`${
    isBillable || isBilled
      ? html`<div><h2>${texts.order.documents}</h2><ul role="list">${
          isBilled
            ? null
            : html`<li><a href="${to.orderDocument(order.number, 'invoice', token)}" rel="nofollow" data-no-prefetch>${texts.order.series.invoice} (PDF)</a></li>`
        }${order.documents.map(
          (one) =>
            html`<li><a href="${to.orderDocument(order.number, one.id, token)}" rel="nofollow" data-no-prefetch>${texts.order.series[one.series]} <span translate="no">${one.number}</span> (PDF)</a></li>`,
        )}</ul></div>`
      : null
  }${
    order.isWithdrawable
      ? html`<div><h2>${texts.withdrawal.title}</h2><p>${order.withdrawableUntil ? texts.withdrawal.until(day(context, order.withdrawableUntil)) : texts.withdrawal.open}</p><p><a href="${to.withdrawal(token)}" rel="nofollow" data-no-prefetch>${texts.withdrawal.link}</a></p></div>`
      : null
  }`;
}

export function titleOf(order: Pick<Order, 'lines'>, position: number): string {
  const line = order.lines.find((one) => one.position === position);
  return line ? [line.title, line.variantTitle].filter(Boolean).join(', ') : '';
}

function day(context: PageContext, at: Date): string {
  return new Intl.DateTimeFormat(dateTag(context), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
