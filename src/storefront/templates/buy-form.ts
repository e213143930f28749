import { type Html, html } from '../../platform/pages/html.ts';
import type { ProductOptionView, ProductView } from '../../shop/discovery/index.ts';
import { type PageContext, say } from '../context.ts';
import { links } from '../links.ts';
import type { Choice } from '../product-choice.ts';
import { price } from './card.ts';
import { icon } from './icons.ts';
import { colourClass } from './picture.ts';
import { stockText } from './stock-text.ts';

/**
 * The choice and the button in one form. Options are radio buttons: posted, they add the variant they name; sent to the page
 * itself (the button for those without script), they show it. With script the page follows each choice at once.
 */
export function buyForm(context: PageContext, view: ProductView, choice: Choice): Html {
  const { texts, locale, theme } = context;
  const to = links(locale);
  const shown = choice.variant;
  const canBuy = shown.stock !== 'out' || shown.backorder;
  const said = theme.delivery[locale.market.code] ?? Object.values(theme.delivery)[0];
  return html`<form class="buy" method="post" action="${to.addToCart}" data-buy><input type="hidden" name="handle" value="${view.handle}">
<p class="buy-price" data-price aria-live="off">${price(context, shown.price)}${said ? html`<span class="buy-tax">${say(context, said.tax)}</span>` : null}</p>
${choice.isNearest ? html`<p class="note is-warning" role="status">${texts.product.noSuchChoice}</p>` : null}
${view.options.map((option, index) => optionField(context, option, choice.values[index]!))}
${view.options.length > 0 ? html`<p class="needs-no-script"><button class="plain-button" formmethod="get" formaction="${to.product(view.handle)}">${texts.product.showChoice}</button></p>` : null}
<p class="stock is-${shown.preorderUntil || (shown.stock === 'out' && shown.backorder) ? 'backorder' : shown.stock}" data-stock><span class="stock-mark" aria-hidden="true"></span><span data-stock-text>${stockText(context, shown)}</span></p>
<div class="buy-line"><label class="quantity"><span class="sr">${texts.product.quantity}</span><input type="number" name="quantity" value="1" min="1" max="${shown.left ?? 99}" inputmode="numeric" required></label>
<button class="button is-wide" data-add data-failed="${texts.product.addFailed}"${canBuy ? null : html` disabled`}><span data-add-text>${canBuy ? texts.product.add : texts.product.soldOut}</span></button></div>
${!canBuy && say(context, theme.voice.soldOut) !== '' ? html`<p class="buy-note">${say(context, theme.voice.soldOut)}</p>` : null}</form>`;
}

function optionField(context: PageContext, option: ProductOptionView, values: Choice['values'][number]): Html {
  const chosen = option.values.find((value) => values.find((v) => v.code === value.code)?.selected);
  const isColour = option.values.some((value) => value.swatch);
  return html`<fieldset class="option${isColour ? ' is-colour' : ''}" data-option="${option.code}"><legend>${option.name} <span class="option-chosen" data-chosen>${chosen?.label ?? ''}</span></legend><div class="option-values">${option.values.map(
    (value) => {
      const state = values.find((v) => v.code === value.code);
      const isOut = !state?.variant || (state.variant.stock === 'out' && !state.variant.backorder);
      const out = html`<span class="sr" data-out${isOut ? null : html` hidden`}>, ${context.texts.product.soldOutValue}</span>`;
      const inner = value.swatch
        ? html`<span class="swatch ${colourClass(value.swatch)}" aria-hidden="true">${icon('check')}</span><span class="sr">${value.label}</span>`
        : html`<span class="option-text">${value.label}</span>`;
      return html`<label class="option-value${isOut ? ' is-out' : ''}"${value.swatch ? html` title="${value.label}"` : null}><input type="radio" name="option.${option.code}" value="${value.code}"${state?.selected ? html` checked` : null}>${inner}${out}</label>`;
    },
  )}</div></fieldset>`;
}
