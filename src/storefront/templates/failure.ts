import { type Html, html } from '../../platform/pages/html.ts';
import { type PageContext, say } from '../context.ts';
import { links } from '../links.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { regionChoice } from './region.ts';

export type Failure = {
  status: number;
  code: string;
  traceId: string | null;
  /** No shop at this market or language: the ones there are stand on the page. */
  unknownPlace?: boolean;
};

/** What went wrong in plain words, and several ways on. Needs no database: it also comes when everything else is down. */
export function failurePage(context: PageContext, failure: Failure): FinishedPage {
  const { texts, locale } = context;
  const to = links(locale);
  const { title, text } = wordsFor(context, failure);
  const isFault = failure.status >= 500;
  const main = html`<div class="failure"><p class="failure-code" aria-hidden="true">${failure.status}</p><h1>${title}</h1><p class="lead">${text}</p>
${failure.unknownPlace ? regionChoice(context) : null}
<form class="search-again" action="${to.search()}" method="get" role="search" aria-label="${texts.search.blank}"><label class="sr" for="again">${texts.header.searchField}</label><input id="again" type="search" name="q" maxlength="200" required autocomplete="off" placeholder="${texts.header.searchHint}"><button class="button">${icon('search')}<span>${texts.header.search}</span></button></form>
${waysOn(context)}${isFault && failure.traceId ? html`<p class="hint">${texts.failure.trace} <code translate="no">${failure.traceId}</code></p>` : null}</div>`;
  return layout(context, { kind: 'failure', main, meta: { title, canonical: null, noindex: true } });
}

function waysOn(context: PageContext): Html {
  const { texts, locale, tree } = context;
  const to = links(locale);
  return html`<nav aria-labelledby="browse"><h2 id="browse" class="sr">${texts.search.browse}</h2><ul role="list" class="browse"><li><a href="${to.home}">${texts.failure.home}</a></li>${tree.map((node) => html`<li><a href="${to.category(node.slug)}">${node.name}</a></li>`)}</ul></nav>`;
}

function wordsFor(context: PageContext, failure: Failure): { title: string; text: string } {
  const { failure: words } = context.texts;
  const { voice } = context.theme;
  if (failure.unknownPlace) return { title: words.notFoundTitle, text: words.unknownPlace };
  if (failure.status === 403) return { title: words.forbiddenTitle, text: words.forbiddenText };
  if (failure.status === 410) return { title: words.goneTitle, text: say(context, voice.notFound) };
  if (failure.status === 429) return { title: words.tooManyTitle, text: words.busyText };
  if (failure.status === 503) return { title: words.busyTitle, text: words.busyText };
  if (failure.status >= 500) return { title: words.errorTitle, text: say(context, voice.fault) };
  return { title: words.notFoundTitle, text: say(context, voice.notFound) };
}
