import { type Html, html } from '../../platform/pages/html.ts';
import { toStripe } from '../../shop/payments/index.ts';
import type { PageContext } from '../context.ts';
import type { FinishedPage } from './layout.ts';

/** What the page must know of the shop's account at Stripe; nothing of it is secret. */
export type StripeFields = { publishableKey: string };

/**
 * The only strangers on the payment page (https://docs.stripe.com/security/guide#content-security-policy); why each is there stands
 * in docs/reference/payment-page-scripts.json.
 */
export const STRIPE_SOURCES: NonNullable<FinishedPage['csp']['foreign']> = {
  scripts: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  connects: ['https://api.stripe.com'],
  frames: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
};

/**
 * Where Stripe puts its own fields: a frame of Stripe's, so that no card number ever reaches this page or our servers. The script of
 * the page fills it, and sends the token that stands for what was entered. Null: a sum that Stripe can not charge.
 */
export function stripeFields(
  context: PageContext,
  { publishableKey }: StripeFields,
  { amount, currency }: { amount: number; currency: string },
): Html | null {
  const { texts, locale } = context;
  const sum = toStripe(amount, currency);
  if (sum === null) return null;
  return html`<div class="stripe" data-stripe data-key="${publishableKey}" data-amount="${sum}" data-currency="${currency.toLowerCase()}" data-language="${locale.language}" data-down="${texts.checkout.cardDown}"><div data-stripe-fields></div><p class="field-error" data-stripe-error role="alert" hidden></p><p class="note is-without-script">${texts.checkout.cardNeedsScript}</p></div>`;
}
