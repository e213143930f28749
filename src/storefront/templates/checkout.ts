import { type Html, html } from '../../platform/pages/html.ts';
import { type CheckoutForm, CONTACT_FIELDS, type FormError, type Step } from '../checkout-form.ts';
import { money, type PageContext, say } from '../context.ts';
import { links, pageHref } from '../links.ts';
import { addressFields, addressSummary } from './checkout-address.ts';
import { orderSummary, summaryBar } from './checkout-summary.ts';
import type { Checkout } from './checkout-view.ts';
import { codesBlock } from './codes.ts';
import { errorSummary, fieldError } from './form-field.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { STRIPE_SOURCES, type StripeFields, stripeFields } from './stripe-fields.ts';

type Option = Checkout['deliveryOptions'][number];

/** Why the last try came to nothing, and whether the cart is where to mend it. */
export type CheckoutTrouble = { message: string; toCart: boolean } | null;

/**
 * One page, one form, three steps that open in turn. Each button sends the whole form; what is closed travels in hidden
 * fields, so that nothing is typed twice and nothing is kept before the order is placed.
 */
export function checkoutPage(
  context: PageContext,
  view: Checkout,
  form: CheckoutForm,
  errors: readonly FormError[],
  trouble: CheckoutTrouble,
  stripe: StripeFields | null = null,
): FinishedPage {
  const { texts, locale } = context;
  const named = view.deliveryOptions.find((o) => o.code === form.delivery) ?? null;
  const shown = named ?? view.deliveryOptions[0] ?? null;
  // Once the address is known the first way stands chosen, and the sum says what it costs.
  const chosen = form.step > 1 ? shown : named;

  const errorOf = (name: string) => errors.find((e) => e.field === name)?.message;
  const main = html`<div class="checkout" data-checkout>
<h1>${texts.checkout.title}</h1>
${summaryBar(context, view, chosen)}
<div class="checkout-columns"><form class="checkout-form" method="post" action="${links(locale).checkout}" novalidate data-steps><input type="hidden" name="checkoutId" value="${form.checkoutId || view.checkoutId}">
${errorSummary(texts.checkout.errorsTitle(errors.length), errors)}${troubleNote(context, trouble)}${form.step > 1 && view.vatId === 'unavailable' ? html`<p class="note">${texts.checkout.vatIdUnchecked}</p>` : null}
${step(context, form, 1, {
  open: () =>
    html`${addressFields(context, view, form, errorOf)}<p class="step-end"><button class="button" name="go" value="delivery">${texts.checkout.toDelivery}</button></p>`,
  closed: () => addressSummary(context, form),
})}
${step(context, form, 2, {
  open: () =>
    html`${deliveryChoice(context, view, shown, errorOf('delivery'))}<p class="step-end"><button class="button" name="go" value="payment">${texts.checkout.toPayment}</button></p>`,
  closed: () =>
    chosen
      ? html`<p>${say(context, chosen.name)}, ${amountOrFree(context, chosen.amount)}</p>${chosen.pickupAt ? html`<p>${placeOf(context, chosen.pickupAt)}</p>` : null}`
      : null,
})}
${step(context, form, 3, {
  open: () => {
    const isPaid = shown?.sums.dueAmount === 0 && shown.sums.total > 0;
    const choice = isPaid
      ? html`<p class="note">${texts.codes.paidByCard}</p>`
      : paymentChoice(context, view, form, { error: errorOf('payment'), stripe, due: shown?.sums.dueAmount ?? 0 });
    const end = choice ? html`${choice}${payEnd(context, shown)}` : html`<p class="note">${texts.checkout.noWayToPay}</p>`;
    return html`${codesBlock(context, view.cart, { place: 'checkout', refused: form.refusedCode ?? null })}${end}`;
  },
  closed: () => null,
})}
${carried(form)}</form>
${orderSummary(context, view, chosen)}</div></div>`;
  const meta = { title: texts.checkout.title, canonical: null, noindex: true };
  // On every step, since the steps open in one document.
  return layout(context, { kind: 'checkout', quiet: true, main, meta, foreign: hasStripe(view, stripe) ? STRIPE_SOURCES : null });
}

function hasStripe(view: Checkout, stripe: StripeFields | null): stripe is StripeFields {
  return stripe !== null && view.paymentProviders.includes('stripe');
}

export function emptyCheckoutPage(context: PageContext): FinishedPage {
  const { texts, locale } = context;
  const main = html`<div class="nothing is-page"><h1 class="nothing-title">${texts.checkout.emptyTitle}</h1><p>${texts.checkout.emptyText}</p><p><a href="${links(locale).orderStatus}">${texts.orderStatus.title}</a></p><p><a class="button" href="${links(locale).all}">${texts.cart.lookAround}</a></p></div>`;
  return layout(context, { kind: 'checkout', quiet: true, main, meta: { title: texts.checkout.title, canonical: null, noindex: true } });
}

/** An open step shows its fields, a done one what was chosen and the way back, a later one its name alone. */
function step(context: PageContext, form: CheckoutForm, number: Step, parts: { open(): Html; closed(): Html | null }): Html {
  const { texts } = context;
  const name = [texts.checkout.steps.address, texts.checkout.steps.delivery, texts.checkout.steps.payment][number - 1]!;
  const heading = html`<h2 id="step-${number}" tabindex="-1"><span class="step-number" aria-hidden="true">${form.step > number ? icon('check') : number}</span><span class="sr">${texts.checkout.stepOf(number)}: </span>${name}</h2>`;
  if (form.step === number)
    return html`<section class="step is-open" aria-labelledby="step-${number}">${heading}<div class="step-body">${parts.open()}</div></section>`;
  if (form.step < number) return html`<section class="step is-later" aria-labelledby="step-${number}">${heading}</section>`;
  return html`<section class="step is-done" aria-labelledby="step-${number}"><div class="step-head">${heading}<button class="plain-button" name="go" value="edit-${number}" aria-label="${texts.checkout.changeStep(name)}">${texts.checkout.change}</button></div><div class="step-body">${parts.closed()}</div></section>`;
}

/** Fields of steps that are closed just now. */
function carried(form: CheckoutForm): Html {
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  return html`${form.step === 1 ? null : CONTACT_FIELDS.map((name) => hidden(name, form.values[name]))}${form.step === 2 ? null : hidden('delivery', form.delivery)}${form.step === 3 ? null : hidden('payment', form.payment)}`;
}

function troubleNote(context: PageContext, trouble: CheckoutTrouble): Html | null {
  if (!trouble) return null;
  return html`<div class="error-summary" tabindex="-1" role="alert" data-focus><p>${trouble.message}</p>${trouble.toCart ? html`<p><a href="${links(context.locale).cart}">${context.texts.checkout.back}</a></p>` : null}</div>`;
}

function deliveryChoice(context: PageContext, view: Checkout, shown: Option | null, error: string | undefined): Html {
  const { texts } = context;
  return html`<fieldset class="choices" id="delivery"${error ? html` aria-describedby="delivery-error"` : null}><legend class="sr">${texts.checkout.deliveryTitle}</legend>${view.deliveryOptions.map(
    (option) =>
      html`<label class="choice"><input type="radio" name="delivery" value="${option.code}" required${option.code === shown?.code ? html` checked` : null}><span class="choice-name">${say(context, option.name)}</span><span class="choice-amount">${amountOrFree(context, option.amount)}</span><span class="choice-note">${
        option.pickup ? texts.checkout.pickup : texts.checkout.days(option.minDays, option.maxDays)
      }. ${say(context, option.note)}${option.pickupAt ? html`<span class="choice-place">${placeOf(context, option.pickupAt)}</span>` : null}</span></label>`,
  )}${fieldError('delivery', error)}</fieldset>`;
}

/** The test provider, which says what it is. Its "card" is the choice of how it shall end. Null: nothing on offer takes this sum. */
function paymentChoice(
  context: PageContext,
  view: Checkout,
  form: CheckoutForm,
  { error, stripe, due }: { error: string | undefined; stripe: StripeFields | null; due: number },
): Html | null {
  const { texts } = context;
  const fields = hasStripe(view, stripe) ? stripeFields(context, stripe, { amount: due, currency: view.cart.currency }) : null;
  const offered = view.paymentProviders.flatMap((provider) => {
    if (provider === 'stripe' && fields) return [{ value: 'stripe', name: texts.checkout.card, note: texts.checkout.cardNote }];
    if (provider !== 'test') return [];
    return [
      { value: 'test:success', name: texts.checkout.testSuccess, note: texts.checkout.testSuccessNote },
      { value: 'test:challenge', name: texts.checkout.testChallenge, note: texts.checkout.testChallengeNote },
      { value: 'test:decline', name: texts.checkout.testDecline, note: texts.checkout.testDeclineNote },
    ];
  });
  // A token of before is used up: what was chosen stays, its fields are filled in again.
  const before = form.payment.startsWith('stripe') ? 'stripe' : form.payment;
  const chosen = offered.some((o) => o.value === before) ? before : (offered[0]?.value ?? '');
  if (offered.length === 0) return null;
  const isTest = view.paymentProviders.includes('test');
  return html`${isTest ? html`<p class="note is-test">${texts.checkout.test}</p>` : null}<fieldset class="choices" id="payment"${error ? html` aria-describedby="payment-error"` : null}><legend class="sr">${texts.checkout.paymentTitle}</legend>${offered.map(
    (option) =>
      html`<label class="choice"><input type="radio" name="payment" value="${option.value}" required${option.value === chosen ? html` checked` : null}><span class="choice-name">${option.name}</span><span class="choice-note">${option.note}</span></label>${option.value === 'stripe' ? fields : null}`,
  )}${fieldError('payment', error)}</fieldset>`;
}

function placeOf(context: PageContext, { name, address, hours }: NonNullable<Option['pickupAt']>): string {
  return [say(context, name), address, say(context, hours)].filter(Boolean).join(', ');
}

function payEnd(context: PageContext, shown: Option | null): Html {
  const { texts } = context;
  const { total, dueAmount } = shown?.sums ?? { total: 0, dueAmount: 0 };
  const said = texts.checkout.terms(texts.checkout.termsName, texts.checkout.withdrawalName);
  const link = (href: string | null, words: string) => (href ? html`<a href="${href}" target="_blank">${words}</a>` : words);
  return html`<input type="hidden" name="expectedTotal" value="${total}"><input type="hidden" name="expectedDue" value="${dueAmount}"><p class="step-end"><button class="button is-wide" name="go" value="pay" data-pay>${dueAmount === 0 && total > 0 ? texts.codes.order : texts.checkout.pay(money(context, dueAmount))}</button></p>
<p class="hint">${said.before}${link(pageHref(context, 'terms'), said.terms)}${said.between}${link(pageHref(context, 'withdrawal'), said.withdrawal)}${said.after}</p>`;
}

function amountOrFree(context: PageContext, amount: number): string {
  return amount === 0 ? context.texts.checkout.free : money(context, amount);
}
