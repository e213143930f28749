import { type Html, html } from '../../platform/pages/html.ts';
import { type Units, withdrawableLines } from '../../shop/orders/index.ts';
import type { FormError } from '../checkout-form.ts';
import { dateTag, type PageContext } from '../context.ts';
import { links } from '../links.ts';
import { errorSummary, field } from './form-field.ts';
import { type FinishedPage, layout } from './layout.ts';
import type { Order } from './order.ts';
import { titleOf } from './order-after.ts';

/** Who asks: the token of the order, or its number and e-mail. Carried from step to step. */
export type Identity = { token: string; number: string; email: string };

/** Which order it is. A wrong pair and an unknown one read the same. */
export function withdrawalFindPage(context: PageContext, values: Identity, errors: readonly FormError[]): FinishedPage {
  const { texts } = context;
  const errorOf = (name: string) => errors.find((e) => e.field === name)?.message;
  return page(
    context,
    html`<h1>${texts.withdrawal.title}</h1><p class="lead">${texts.withdrawal.lead}</p>${form(
      context,
      'choose',
      html`${errorSummary(texts.checkout.errorsTitle(errors.length), errors)}
${field({ name: 'number', label: texts.orderStatus.number, value: values.number, required: true, maxlength: 32, hint: texts.orderStatus.numberHint, autocomplete: 'off', error: errorOf('number') })}
${field({ name: 'email', label: texts.orderStatus.email, value: values.email, type: 'email', inputmode: 'email', required: true, maxlength: 254, autocomplete: 'email', error: errorOf('email') })}
<p><button class="button">${texts.withdrawal.next}</button></p>`,
    )}`,
  );
}

/** Step 1: the statement. All of the order, or pieces of it; no reason is asked for. */
export function withdrawalChoosePage(context: PageContext, order: Order, identity: Identity, errors: readonly FormError[]): FinishedPage {
  const { texts } = context;
  const left = withdrawableLines(order);
  return page(
    context,
    html`<p class="kicker">${texts.withdrawal.step(1)}</p><h1>${texts.withdrawal.title}</h1><p class="lead">${texts.withdrawal.chooseText(order.number)}</p>${form(
      context,
      'review',
      html`${errorSummary(texts.checkout.errorsTitle(errors.length), errors)}${carried(identity)}
<fieldset class="withdrawal-lines" id="lines"><legend>${texts.withdrawal.choose}</legend>${left.map(
        ({ position, quantity }) =>
          html`<div class="field"><label for="q-${position}">${titleOf(order, position)}</label><span class="select"><select id="q-${position}" name="q-${position}">${Array.from(
            { length: Math.min(quantity, 99) + 1 },
            (_, n) =>
              html`<option value="${n}"${n === quantity ? html` selected` : null}>${n === 0 ? texts.withdrawal.none : texts.withdrawal.pieces(n)}</option>`,
          )}</select></span></div>`,
      )}</fieldset><p><button class="button">${texts.withdrawal.next}</button></p>`,
    )}`,
  );
}

/** Step 2: the confirmation. Nothing is sent before it. */
export function withdrawalConfirmPage(
  context: PageContext,
  order: Order,
  identity: Identity,
  id: string,
  units: readonly Units[],
): FinishedPage {
  const { texts } = context;
  return page(
    context,
    html`<p class="kicker">${texts.withdrawal.step(2)}</p><h1>${texts.withdrawal.confirmTitle}</h1><p class="lead">${texts.withdrawal.statement(order.number)}</p>
${pieces(context, order, units)}<p>${order.contact ? texts.withdrawal.receiptTo(order.contact.email) : null}</p>${form(
      context,
      'confirm',
      html`${carried(identity)}<input type="hidden" name="id" value="${id}">${units.map(({ position, quantity }) => html`<input type="hidden" name="q-${position}" value="${quantity}">`)}
<p><button class="button">${texts.withdrawal.confirm}</button></p>`,
    )}`,
  );
}

/** The receipt: what was declared, and when it was received. */
export function withdrawalReceiptPage(
  context: PageContext,
  order: Order,
  receipt: { number: string; at: Date; lines: readonly Units[] },
): FinishedPage {
  const { texts } = context;
  const format = new Intl.DateTimeFormat(dateTag(context), { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC', hourCycle: 'h23' });
  return page(
    context,
    html`<h1>${texts.withdrawal.doneTitle}</h1><p class="lead">${texts.withdrawal.done(order.number)}</p>
<dl class="sum-list"><div><dt>${texts.withdrawal.receipt}</dt><dd translate="no">${receipt.number}</dd></div><div><dt>${texts.withdrawal.received}</dt><dd><time datetime="${receipt.at.toISOString()}">${format.format(receipt.at)} UTC</time></dd></div></dl>
${pieces(context, order, receipt.lines)}<p>${order.contact ? texts.withdrawal.receiptSent(order.contact.email) : null}</p><p>${texts.withdrawal.after}</p><p class="hint print-hint">${texts.order.printHint}</p>`,
  );
}

/** The period has ended, or nothing is left to send back. */
export function withdrawalClosedPage(context: PageContext, order: Order): FinishedPage {
  const { texts, theme } = context;
  return page(
    context,
    html`<h1>${texts.withdrawal.title}</h1><p class="lead">${texts.withdrawal.closed(order.number)}</p><p><a href="mailto:${theme.contact.email}">${theme.contact.email}</a></p>`,
  );
}

function page(context: PageContext, main: Html): FinishedPage {
  const { title } = context.texts.withdrawal;
  return layout(context, {
    kind: 'withdrawal',
    main: html`<div class="narrow withdrawal">${main}</div>`,
    meta: { title, canonical: '/withdrawal', noindex: true },
  });
}

function form(context: PageContext, step: string, inner: Html): Html {
  return html`<form method="post" action="${links(context.locale).withdrawal()}" novalidate class="stack"><input type="hidden" name="step" value="${step}">${inner}</form>`;
}

function carried({ token, number, email }: Identity): Html {
  return token === ''
    ? html`<input type="hidden" name="number" value="${number}"><input type="hidden" name="email" value="${email}">`
    : html`<input type="hidden" name="token" value="${token}">`;
}

function pieces(context: PageContext, order: Order, units: readonly Units[]): Html {
  return html`<ul>${units.map(({ position, quantity }) => html`<li>${context.texts.order.quantity(quantity)} ${titleOf(order, position)}</li>`)}</ul>`;
}
