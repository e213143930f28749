import { type Html, html, raw } from '../../platform/pages/html.ts';
import type { MediaView } from '../../shop/discovery/index.ts';
import { icon } from './icons.ts';

export type PictureOptions = {
  /** The `sizes` attribute: how wide it will stand. */
  sizes: string;
  /** The one picture a visitor waits for: fetched first. All others wait until they come near. */
  eager?: boolean;
  /** Overrides the picture's own text; `''` where words beside it say the same. */
  alt?: string;
  className?: string;
};

/** A picture in the widths and formats there are, on a ground of its own colour; or the drawn placeholder. */
export function picture(media: MediaView | null | undefined, options: PictureOptions): Html {
  if (!media) return html`<span class="no-picture">${icon('vase')}</span>`;
  const alt = options.alt ?? media.alt;
  if (media.kind === 'video') return poster(media, alt, options);
  return html`<picture>${media.sources.map(
    (source) => html`<source type="${source.type}" srcset="${source.srcset}" sizes="${options.sizes}">`,
  )}<img class="${grounded(media.color, options.className)}" src="${media.src}" alt="${alt}" width="${media.width}" height="${media.height}"${loading(options)}></picture>`;
}

/** A film that plays when it is asked to. */
export function film(media: MediaView): Html {
  return html`<video class="${grounded(media.color)}" controls playsinline preload="none" width="${media.width}" height="${media.height}"${
    media.poster ? html` poster="${media.poster}"` : null
  } aria-label="${media.alt}">${media.sources.map((source) => html`<source type="${source.type}" src="${source.srcset}">`)}</video>`;
}

function poster(media: MediaView, alt: string, options: PictureOptions): Html {
  if (!media.poster) return html`<span class="no-picture">${icon('vase')}</span>`;
  return html`<img class="${grounded(media.color, options.className)}" src="${media.poster}" alt="${alt}" width="${media.width}" height="${media.height}"${loading(options)}>`;
}

function loading(options: PictureOptions): Html {
  return raw(options.eager ? ' fetchpriority="high"' : ' loading="lazy" decoding="async"');
}

/**
 * A class that carries a colour (`hx-a1b2c3`): style attributes would need `unsafe-inline`, so the page gets one small
 * sheet with the colours that occur in it (see `colourRules`).
 */
export function colourClass(hex: string | null | undefined): string {
  return hex && /^#[0-9a-fA-F]{6}$/.test(hex) ? `hx-${hex.slice(1).toLowerCase()}` : '';
}

/** The rules for every colour class in the markup, in the order of their names. */
export function colourRules(markup: string): string {
  const found = new Set<string>();
  // Plain search and a look at what follows: 36 instead of 61 us on a listing of 45 KB.
  for (let at = markup.indexOf('hx-'); at >= 0; at = markup.indexOf('hx-', at + 3)) {
    const hex = markup.slice(at + 3, at + 9);
    if (COLOUR.test(hex) && END.test(markup.charAt(at + 9))) found.add(hex);
  }
  return [...found]
    .sort()
    .map((hex) => `.hx-${hex}{--own:#${hex}}`)
    .join('');
}

const COLOUR = /^[0-9a-f]{6}$/;
const END = /[" ]/;

function grounded(color: string | null, className = ''): string {
  return [className, colourClass(color)].filter(Boolean).join(' ');
}
