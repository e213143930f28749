import type { Locale } from '../kernel/market.ts';
import type { CategoryNode } from '../shop/discovery/index.ts';
import type { PageContext } from './context.ts';
import { say } from './context.ts';
import type { PageRole, ThemeLink } from './theme.ts';

/** Addresses of the shop, each the same everywhere it is made. */
export function links(locale: Locale) {
  const base = `/${locale.market.code}/${locale.language}`;
  return {
    base,
    home: `${base}/`,
    all: `${base}/shop`,
    category: (slug: string) => `${base}/c/${slug}`,
    product: (handle: string, variantId?: number | null) => `${base}/p/${handle}${variantId ? `?variant=${variantId}` : ''}`,
    brand: (slug: string) => `${base}/shop?brand=${encodeURIComponent(slug)}`,
    search: (words?: string) => (words === undefined ? `${base}/search` : `${base}/search?q=${encodeURIComponent(words)}`),
    cart: `${base}/cart`,
    addToCart: `${base}/cart/lines`,
    cartLine: (variantId: number) => `${base}/cart/lines/${variantId}`,
    cartCodes: `${base}/cart/codes`,
    cartCodeRemoval: `${base}/cart/codes/removal`,
    checkout: `${base}/checkout`,
    checkoutReturn: `${base}/checkout/return`,
    order: (number: string, token?: string) => `${base}/orders/${number}${token ? `?token=${token}` : ''}`,
    orderStatus: `${base}/order-status`,
    withdrawal: (token?: string) => `${base}/withdrawal${token ? `?token=${token}` : ''}`,
    orderDocument: (number: string, id: string, token: string) => `${base}/orders/${number}/documents/${id}?token=${token}`,
    legal: (slug: string) => `${base}/legal/${slug}`,
  };
}

/** Where a link of the theme leads, or null when what it names does not exist (any more). */
export function themeHref(context: PageContext, link: ThemeLink): string | null {
  const to = links(context.locale);
  switch (link.to) {
    case 'home':
      return to.home;
    case 'category': {
      const node = findCategory(context.tree, (n) => n.code === link.code);
      return node ? to.category(node.slug) : null;
    }
    case 'product':
      return to.product(link.handle);
    case 'brand':
      return to.brand(link.code);
    case 'page':
      return pageHref(context, link.role);
    case 'collection':
      return to.all + COLLECTIONS[link.rule];
    case 'search':
      return to.search(say(context, link.query));
    case 'order-status':
      return to.orderStatus;
    case 'address':
      return /^(?:https|mailto|tel):/.test(link.href) ? link.href : null;
  }
}

export function pageHref(context: PageContext, role: PageRole): string | null {
  const page = context.theme.pages.find((p) => p.role === role);
  return page ? links(context.locale).legal(page.slug) : null;
}

export function findCategory(tree: readonly CategoryNode[], wanted: (node: CategoryNode) => boolean): CategoryNode | null {
  for (const node of tree) {
    const found = wanted(node) ? node : findCategory(node.children, wanted);
    if (found) return found;
  }
  return null;
}

const COLLECTIONS = { all: '', new: '?sort=newest', sale: '?sale=1', popular: '?sort=popular' } as const;
