import { html } from '../../platform/pages/html.ts';
import type { PageContext } from '../context.ts';
import { type FinishedPage, layout } from './layout.ts';

/**
 * On the way to a page of the payment provider. A page and no redirect: the policy of forms lets them lead to our own site
 * alone. It goes on by itself, and by a link where that is turned off.
 */
export function paymentActionPage(context: PageContext, actionUrl: string): FinishedPage {
  const { checkout } = context.texts;
  const main = html`<div class="nothing is-page"><h1 class="nothing-title">${checkout.actionTitle}</h1><p>${checkout.actionText}</p><p><a class="button" rel="nofollow" href="${actionUrl}" data-payment-action>${checkout.actionGo}</a></p></div>`;
  const meta = { title: checkout.actionTitle, canonical: null, noindex: true, goesTo: actionUrl };
  return layout(context, { kind: 'checkout', quiet: true, main, meta });
}
