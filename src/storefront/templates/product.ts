import { toDecimal } from '../../kernel/money.ts';
import { type Html, html, jsonScript, raw } from '../../platform/pages/html.ts';
import type { ContactView, ProductView, SafetyView, VariantView } from '../../shop/discovery/index.ts';
import { money, type PageContext, say } from '../context.ts';
import { links, pageHref } from '../links.ts';
import { chosenVariant } from '../product-choice.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { buyForm } from './buy-form.ts';
import { cardGrid, lowestText } from './card.ts';
import { gallery } from './gallery.ts';
import { type FinishedPage, layout } from './layout.ts';
import { plainText } from './plain-text.ts';
import { stockText } from './stock-text.ts';
import { breadcrumbData, productData } from './structured-data.ts';

/** A product with one of its variants in front. `query` names it; the address of record is the bare one. */
export function productPage(context: PageContext, view: ProductView, query: URLSearchParams): FinishedPage {
  const { texts, locale } = context;
  const to = links(locale);
  const choice = chosenVariant(view, query);
  const shown = choice.variant;
  const own = `/p/${view.handle}`;
  const front = view.media[shown.mediaPosition ?? 0] ?? view.media[0] ?? null;
  const main = html`<article class="product" data-product="${view.handle}">
${breadcrumbs(context, view.breadcrumbs, false)}
<div class="product-top">${gallery(context, view, shown)}
<div class="product-side"><div class="product-head">${
    view.brand ? html`<p class="product-brand"><a href="${to.brand(view.brand.slug)}">${view.brand.name}</a></p>` : null
  }<h1>${view.title}</h1></div>
${buyForm(context, view, choice)}
${promise(context)}
${view.description === '' ? null : html`<section class="product-story"><h2 class="sr">${texts.product.story}</h2><div class="prose">${raw(view.description)}</div></section>`}
${details(context, view, shown)}</div></div>
</article>
${view.related.length > 0 ? html`<section class="row" aria-labelledby="related"><div class="row-head"><h2 id="related">${texts.product.related}</h2></div>${cardGrid(context, view.related.slice(0, 8), { heading: 'h3' })}</section>` : null}
<section class="row recent" aria-labelledby="recent" data-recent hidden><div class="row-head"><h2 id="recent">${texts.product.recent}</h2></div><ul class="grid" role="list"></ul></section>
<script type="application/json" id="product-data">${jsonScript(forIslands(context, view))}</script>`;
  const description = view.seo.description ?? plainText(view.description).slice(0, 160);
  return layout(context, {
    kind: 'product',
    main,
    meta: {
      title: view.seo.title ?? (view.brand ? `${view.title}, ${view.brand.name}` : view.title),
      description: description || view.title,
      canonical: own,
      ogType: 'product',
      image: front,
      properties: [
        ['product:price:amount', toDecimal(shown.price.amount, locale.market.currency)],
        ['product:price:currency', locale.market.currency],
      ],
      data: [
        productData(context, view, shown),
        breadcrumbData(context, view.breadcrumbs, { name: view.title, path: to.product(view.handle) }),
      ],
    },
  });
}

function promise(context: PageContext): Html {
  const { theme, locale, texts } = context;
  const said = theme.delivery[locale.market.code] ?? Object.values(theme.delivery)[0];
  if (!said) return raw('');
  const href = pageHref(context, 'delivery-returns');
  return html`<div class="promise"><p>${say(context, said.line)}</p><p>${say(context, said.returns)}</p>${href ? html`<p><a href="${href}">${texts.product.delivery}</a></p>` : null}</div>`;
}

function details(context: PageContext, view: ProductView, shown: VariantView): Html {
  const { texts, locale } = context;
  const rows = view.attributes.map((a) => html`<tr><th scope="row">${a.label}</th><td>${a.text}</td></tr>`);
  const weight = shown.weightGrams
    ? html`<tr><th scope="row">${texts.product.weight}</th><td data-weight>${weightText(shown.weightGrams, locale.language)}</td></tr>`
    : null;
  const sku = html`<tr data-sku-row${shown.sku ? null : html` hidden`}><th scope="row">${texts.product.sku}</th><td data-sku>${shown.sku ?? ''}</td></tr>`;
  return html`<section class="facts" aria-labelledby="facts"><h2 id="facts">${texts.product.details}</h2><table class="facts-table"><tbody>${rows}${weight}${sku}</tbody></table></section>
${view.safety ? safety(context, view.safety) : null}`;
}

/** Who made it, who answers for it in the EU, and what to mind: EU 2023/988 wants it beside the offer. */
function safety(context: PageContext, view: SafetyView): Html {
  const { texts } = context;
  return html`<details class="fold"><summary>${texts.product.safety}</summary><dl class="safety"><div><dt>${texts.product.manufacturer}</dt><dd>${contact(view.manufacturer)}</dd></div>${
    view.responsiblePerson ? html`<div><dt>${texts.product.responsible}</dt><dd>${contact(view.responsiblePerson)}</dd></div>` : null
  }${view.warnings === '' ? null : html`<div><dt>${texts.product.warnings}</dt><dd>${view.warnings}</dd></div>`}</dl></details>`;
}

function contact(view: ContactView): Html {
  const url = view.url && /^https?:\/\//.test(view.url) ? view.url : null;
  return html`${view.name}<br>${view.address}${view.email ? html`<br><a href="mailto:${view.email}">${view.email}</a>` : null}${url ? html`<br><a href="${url}" rel="nofollow">${url.replace(/^https?:\/\//, '')}</a>` : null}`;
}

function weightText(grams: number, language: string): string {
  if (grams < 1000) return `${grams.toLocaleString(language)} g`;
  return `${(grams / 1000).toLocaleString(language, { maximumFractionDigits: 2 })} kg`;
}

/** What the variant island needs to follow a choice without asking the server. */
function forIslands(context: PageContext, view: ProductView): object {
  const { texts, locale } = context;
  const first = view.media.find((m) => m.kind === 'image') ?? null;
  return {
    handle: view.handle,
    title: view.title,
    brand: view.brand?.name ?? '',
    image: first
      ? {
          src: first.src,
          srcset: first.sources[0]?.srcset ?? '',
          type: first.sources[0]?.type ?? '',
          width: first.width,
          height: first.height,
        }
      : null,
    variants: view.variants.map((v) => ({
      id: v.id,
      options: v.options,
      price: money(context, v.price.amount),
      was: v.price.compareAt === null ? null : money(context, v.price.compareAt),
      lowest: v.price.compareAt === null ? null : lowestText(context, v.price),
      stock: v.preorderUntil || (v.stock === 'out' && v.backorder) ? 'backorder' : v.stock,
      stockText: stockText(context, v),
      canBuy: v.stock !== 'out' || v.backorder,
      sku: v.sku ?? '',
      weight: v.weightGrams ? weightText(v.weightGrams, locale.language) : '',
      media: v.mediaPosition,
      most: v.left ?? 99,
    })),
    labels: Object.fromEntries(view.options.map((o) => [o.code, Object.fromEntries(o.values.map((value) => [value.code, value.label]))])),
    texts: { add: texts.product.add, soldOut: texts.product.soldOut, now: texts.price.now, was: texts.price.was },
  };
}
