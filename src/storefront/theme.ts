import type { Translated } from '../kernel/translated.ts';

/**
 * Everything that makes a shop look and speak like itself, as data: a merchant changes a theme, never a template.
 * Texts are by language; a text that differs by market is `ByMarket`. Addresses carry no market and no language:
 * the storefront puts them in front.
 */
export type Theme = {
  /** `[a-z0-9-]+`; names the theme in settings. */
  code: string;
  /** The shop's name as it stands in the header, in titles and on documents. */
  name: string;
  /** A few words under or beside the name. */
  claim: Translated;
  /** Meta description of the home page, 110-160 characters. */
  description: Translated;
  colors: { light: ColorTokens; dark: ColorTokens };
  type: TypeChoice;
  announcement: Announcement | null;
  menus: ThemeMenus;
  contact: ThemeContact;
  /** In page order. */
  home: readonly HomeBlock[];
  /** The promise beside the button, on the cart and in the footer. */
  delivery: ByMarket<DeliveryPromise>;
  /** Legal and service pages. Every `role` stands once. */
  pages: readonly ThemePage[];
  /** Short texts for places where a shop's own voice matters more than a neutral phrase. */
  voice: ThemeVoice;
};

/** By market code (`eu`, `us`). Every market the shop sells in has an entry. */
export type ByMarket<T> = Readonly<Record<string, T>>;

/** CSS hex colours (`#rrggbb`). Pairs named below keep WCAG contrast: 4.5:1 for text, 3:1 for UI. */
export type ColorTokens = {
  /** The page. */
  ground: string;
  /** A sheet, menu or card that lies on the page. */
  surface: string;
  /** Fields, order summaries, quiet bands. */
  sunken: string;
  /** What stands behind a picture until it has arrived. */
  picture: string;
  /** Text and headings: 4.5:1 on ground, surface and sunken (in fact over 10:1). */
  ink: string;
  /** Secondary text: 4.5:1 on ground, surface and sunken. */
  muted: string;
  /** Decorative hairlines; no contrast asked. */
  line: string;
  /** Edges of fields, radios and swatches: 3:1 on ground, surface and sunken. */
  border: string;
  /** Buttons, links, marks: 4.5:1 on ground, surface and sunken. */
  accent: string;
  /** The same under the pointer. */
  accentStrong: string;
  /** Text on `accent` and `accentStrong`: 4.5:1. */
  onAccent: string;
  /** A wash of the accent for the chosen row or chip; ink keeps 4.5:1 on it. */
  accentWash: string;
  /** Focus ring: 3:1 on ground, surface and sunken. */
  focus: string;
  /** Reduced price: 4.5:1 on ground and surface. */
  sale: string;
  success: string;
  warning: string;
  error: string;
};

/**
 * The storefront ships a few tested pairs (files, subset, fallback metrics); a theme picks by name.
 * `characterful-serif`: old-style serif for display, quiet sans for reading. `plain-sans`: one sans for all. `bookish`: serif for all.
 */
export type TypeChoice = {
  pair: 'characterful-serif' | 'plain-sans' | 'bookish';
  /** Ratio of neighbouring steps of the fluid scale on a wide screen, 1.2 to 1.333. */
  scale: number;
  /** How the shop's name is set in the header. */
  wordmark: 'lowercase' | 'as-written' | 'small-caps';
};

export type Announcement = {
  text: ByMarket<Translated>;
  link: ThemeLink | null;
};

/** Where a link of the theme leads; the storefront makes the address. */
export type ThemeLink =
  | { to: 'home' }
  | { to: 'category'; code: string }
  | { to: 'product'; handle: string }
  | { to: 'brand'; code: string }
  | { to: 'page'; role: PageRole }
  /** A listing over all products by rule (`new`, `sale`, `popular`) or all of them. */
  | { to: 'collection'; rule: 'all' | 'new' | 'sale' | 'popular' }
  | { to: 'search'; query: Translated }
  | { to: 'order-status' }
  /** An absolute https, mailto or tel address. */
  | { to: 'address'; href: string };

export type MenuItem = {
  label: Translated;
  link: ThemeLink;
  /** One level below, for a panel under the header entry; absent for a plain link. */
  items?: readonly MenuItem[];
  /** `demo:scene--NAME` or another `MediaRef.src`, shown in the panel. */
  image?: string;
};

export type ThemeMenus = {
  header: readonly MenuItem[];
  footer: readonly { title: Translated; items: readonly MenuItem[] }[];
  /** The last line of every page, checkout included. */
  legal: readonly MenuItem[];
};

export type ThemeContact = {
  company: string;
  /** Lines of the postal address, country last (translated where it differs). */
  address: readonly Translated[];
  email: string;
  phone: string;
  /** As it is dialled, for `tel:`. */
  phoneHref: string;
  hours: Translated;
  vatId: string;
  /** Commercial register entry. */
  register: Translated;
  represented: string;
};

/** Product rows are picked when the page is rendered; a rule that finds fewer than 3 products hides its block. */
export type ProductRule =
  | { by: 'newest' }
  | { by: 'popular' }
  | { by: 'reduced' }
  | { by: 'category'; category: string; sort: 'newest' | 'popular' }
  | { by: 'tag'; tag: string }
  | { by: 'brand'; brand: string }
  | { by: 'handles'; handles: readonly string[] };

export type HomeBlock =
  | {
      block: 'hero';
      /** `MediaRef.src`. */
      image: string;
      alt: Translated;
      /** A short line above the title, or null. */
      kicker: Translated | null;
      title: Translated;
      text: Translated;
      link: ThemeLink;
      linkLabel: Translated;
    }
  | {
      block: 'category-tiles';
      title: Translated;
      tiles: readonly { category: string; image: string; alt: Translated; line: Translated }[];
    }
  | {
      block: 'story';
      image: string;
      alt: Translated;
      /** Which side the picture takes on a wide screen. */
      side: 'left' | 'right';
      kicker: Translated | null;
      title: Translated;
      paragraphs: readonly Translated[];
      link: ThemeLink | null;
      linkLabel: Translated | null;
    }
  | {
      block: 'products';
      title: Translated;
      text: Translated | null;
      rule: ProductRule;
      /** 4 or 8. */
      count: number;
      link: ThemeLink;
      linkLabel: Translated;
    }
  | {
      block: 'makers';
      title: Translated;
      text: Translated;
      /** Brand codes with place and craft in a few words. */
      makers: readonly { brand: string; name: string; place: Translated; line: Translated }[];
    }
  | {
      /** Three or four plain facts in a row: delivery, returns, breakage, the workshop. */
      block: 'promises';
      items: readonly { icon: 'parcel' | 'return' | 'hand' | 'leaf' | 'pin'; title: Translated; text: ByMarket<Translated> }[];
    };

export type DeliveryPromise = {
  /** Beside the button: when it arrives and from what sum delivery is free. */
  line: Translated;
  /** What happens when it is not liked. */
  returns: Translated;
  /** Tax said plainly, near the price. */
  tax: Translated;
};

export type PageRole = 'imprint' | 'privacy' | 'terms' | 'delivery-returns' | 'withdrawal' | 'accessibility' | 'contact' | 'about';

export type ThemePage = {
  role: PageRole;
  /** Path segment, the same in every language. */
  slug: string;
  title: Translated;
  /** Meta description. */
  summary: Translated;
  /** Trusted HTML without h1: h2, h3, p, ul, ol, li, strong, em, a, table, address, dl. Relative links `page:ROLE` are resolved by the storefront. */
  html: Translated;
  /** Day of the last change, `YYYY-MM-DD`. */
  updated: string;
};

export type ThemeVoice = {
  emptyCart: Translated;
  emptySearch: Translated;
  notFound: Translated;
  fault: Translated;
  orderThanks: Translated;
  soldOut: Translated;
  newsletter: Translated;
};
