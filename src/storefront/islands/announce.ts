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
  document.addEventListener('focusin', giveWay);
}

/** What has the focus is never covered by what was said (WCAG 2.4.11). */
function giveWay(event: FocusEvent): void {
  const place = one('#live');
  const target = event.target as Element;
  if (!place || place.contains(target)) return;
  const said = place.getBoundingClientRect();
  const { top, bottom, left, right } = target.getBoundingClientRect();
  if (top < said.bottom && bottom > said.top && left < said.right && right > said.left) place.replaceChildren();
}
