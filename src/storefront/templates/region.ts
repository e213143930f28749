import { type Html, html } from '../../platform/pages/html.ts';
import { type PageContext, say } from '../context.ts';
import { sameElsewhere } from './head.ts';

/** Every market in every language it speaks, as plain links to this page there. */
export function regionChoice(context: PageContext): Html {
  const { markets, locale, texts } = context;
  return html`<ul role="list" class="regions">${markets.map(
    (market) =>
      html`<li><span class="region-name">${say(context, market.name)} <span class="region-currency">${market.currency}</span></span><span class="region-languages">${market.languages.map(
        (language) => {
          const name = texts.region.languages[language] ?? language;
          const current = market.code === locale.market.code && language === locale.language;
          return html`<a href="${sameElsewhere(context, market.code, language)}" lang="${language}" hreflang="${language}"${current ? html` aria-current="true"` : null}>${name}</a>`;
        },
      )}</span></li>`,
  )}</ul>`;
}
