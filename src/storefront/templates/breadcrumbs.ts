import { type Html, html } from '../../platform/pages/html.ts';
import type { Breadcrumb } from '../../shop/discovery/index.ts';
import type { PageContext } from '../context.ts';
import { links } from '../links.ts';

/** The way from the door to here. `endsHere`: the last step is this page. */
export function breadcrumbs(context: PageContext, steps: readonly Breadcrumb[], endsHere: boolean): Html {
  const to = links(context.locale);
  const { texts } = context;
  return html`<nav class="breadcrumbs" aria-label="${texts.product.breadcrumbs}"><ol role="list"><li><a href="${to.home}">${texts.product.home}</a></li>${steps.map(
    (step, index) =>
      endsHere && index === steps.length - 1
        ? html`<li><a href="${to.category(step.slug)}" aria-current="page">${step.label}</a></li>`
        : html`<li><a href="${to.category(step.slug)}">${step.label}</a></li>`,
  )}</ol></nav>`;
}
