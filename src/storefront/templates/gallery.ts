import { type Html, html } from '../../platform/pages/html.ts';
import type { ProductView, VariantView } from '../../shop/discovery/index.ts';
import type { PageContext } from '../context.ts';
import { icon } from './icons.ts';
import { film, picture } from './picture.ts';

const SIZES = '(min-width: 960px) 52vw, 100vw';

/**
 * Pictures side by side in a strip that snaps: swiped by hand, moved by its own scroll keys, and by small pictures that are
 * links to the large ones. All of that without script; the island adds arrow keys and marks the one in sight.
 */
export function gallery(context: PageContext, view: ProductView, shown: VariantView): Html {
  const { texts } = context;
  const first = shown.mediaPosition ?? 0;
  const total = view.media.length;
  if (total === 0) return html`<div class="gallery is-empty">${picture(null, { sizes: SIZES })}</div>`;
  const order = view.media
    .map((media, index) => ({ media, index }))
    .sort((a, b) => Number(b.index === first) - Number(a.index === first) || a.index - b.index);
  return html`<section class="gallery" aria-label="${texts.product.gallery}" data-gallery>
<div class="gallery-strip" tabindex="0" role="group" aria-label="${texts.product.gallery}">${order.map(
    ({ media, index }, place) =>
      html`<figure class="gallery-item" id="picture-${index + 1}" data-media="${index}">${
        media.kind === 'video' ? film(media) : picture(media, { sizes: SIZES, eager: place === 0, alt: media.alt || view.title })
      }</figure>`,
  )}</div>
${
  total > 1
    ? html`<ul class="gallery-thumbs" role="list">${order.map(
        ({ media, index }, place) =>
          html`<li><a href="#picture-${index + 1}" data-thumb="${index}" aria-label="${texts.product.picture(place + 1, total)}"${place === 0 ? html` aria-current="true"` : null}>${picture(media, { sizes: '72px', alt: '' })}</a></li>`,
      )}</ul><div class="gallery-arrows" hidden data-arrows><button type="button" class="icon-button" data-step="-1" aria-label="${texts.product.previousPicture}">${icon('left')}</button><button type="button" class="icon-button" data-step="1" aria-label="${texts.product.nextPicture}">${icon('right')}</button></div>`
    : null
}</section>`;
}
