import { made, one } from './dom.ts';

let clearing = 0;

/** Says something politely, to eyes and ears; with a link when there is somewhere to go. */
export function announce(text: string, link?: { href: string; text: string }): void {
  const place = one('#live');
  if (!place) return;
  clearTimeout(clearing);
  place.replaceChildren(made('span', '', text));
  if (link) {
    const anchor = made('a', '', link.text);
    anchor.href = link.href;
    place.append(anchor);
  }
  clearing = window.setTimeout(() => place.replaceChildren(), 8000);
}
