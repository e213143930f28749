import { type Html, html, raw } from '../../platform/pages/html.ts';

/** Drawn on a 24 px grid with a 1.5 px line, round ends: one hand for all. */
const PATHS = {
  menu: 'M3 7.5h18M3 16.5h12',
  close: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20.5 20.5',
  cart: 'M4.5 8.5h15l-1.3 11.5H5.8zM8.5 11V7a3.5 3.5 0 0 1 7 0v4',
  place: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.2 12h17.6M12 3c-5.6 5-5.6 13 0 18 5.6-5 5.6-13 0-18z',
  filter: 'M3 7h9M18 7h3M3 17h3M12 17h9M15 4.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM9 14.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  down: 'M6 9.5l6 6 6-6',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'M5 12.8 9.8 17.5 19 7',
  parcel: 'M3.5 7.8 12 3.5l8.5 4.3v8.6L12 20.5l-8.5-4.1zM3.5 7.8 12 12l8.5-4.2M12 12v8.5M7.6 5.7l8.6 4.3',
  return: 'M4 9h11a5 5 0 0 1 0 10H9M8 5 4 9l4 4',
  hand: 'M8 12V5.7a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8.5c0 4-2.3 6-5.5 6-2.8 0-4.2-1.2-5.5-3.5L3.6 13.8c-.9-1.7 1.3-3 2.5-1.5z',
  leaf: 'M5 19c0-9 5-14 15-14.5C20 14 15.5 19 9 19c-1.6 0-3-.7-4-1.5M4 20.5c2.5-5 6-8 10.5-10',
  pin: 'M12 21c-4.5-4.6-6.8-8.2-6.8-11.2a6.8 6.8 0 0 1 13.6 0C18.8 12.8 16.5 16.4 12 21zM12 7.3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  vase: 'M9 3.5h6M9.7 3.5c.2 2.5-.3 3.7-2 5.5-2.8 3-2.2 8 1 11.5h6.6c3.2-3.5 3.8-8.5 1-11.5-1.7-1.8-2.2-3-2-5.5M6.6 12.5h10.8',
  alert: 'M12 3.8 21.3 20H2.700zM12 10v4.500M12 17.200v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words or in a labelled button; never the only name of a thing. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${name}"></use></svg>`;
}

/** The symbols that a page uses, once. */
export function symbols(markup: string): Html {
  const used = new Set<string>();
  for (let at = markup.indexOf(MARK); at >= 0; at = markup.indexOf(MARK, at + MARK.length)) {
    used.add(markup.slice(at + MARK.length, markup.indexOf('"', at + MARK.length)));
  }
  const drawn = [...used].sort().filter((name): name is IconName => Object.hasOwn(PATHS, name));
  if (drawn.length === 0) return raw('');
  const symbol = (name: IconName) => `<symbol id="i-${name}" viewBox="0 0 24 24"><path d="${PATHS[name]}"/></symbol>`;
  return raw(`<svg class="symbols" aria-hidden="true" width="0" height="0">${drawn.map(symbol).join('')}</svg>`);
}

const MARK = 'href="#i-';
