import type { Locale } from '../../kernel/market.ts';
import { pagePolicy, type RouteReply } from '../../platform/http/index.ts';
import type { Rendered } from '../../platform/pages/page-cache.ts';
import type { PageContext } from '../context.ts';
import type { StorefrontDeps } from '../deps.ts';
import type { FinishedPage } from '../templates/layout.ts';
import { textsFor } from '../texts/index.ts';

/** What a template needs beside its view, for a page at `address`. */
export async function contextOf(deps: StorefrontDeps, locale: Locale, page: { origin: string; address: string }): Promise<PageContext> {
  const [tree, pictures] = await Promise.all([deps.discovery.categoryTree(locale), menuPictures(deps)]);
  return bareContext(deps, locale, page, { tree, pictures });
}

/** The same without asking anyone: what is there when the database is not. */
export function bareContext(
  deps: StorefrontDeps,
  locale: Locale,
  page: { origin: string; address: string },
  menus: Pick<PageContext, 'tree' | 'pictures'>,
): PageContext {
  return {
    theme: deps.theme,
    locale,
    markets: deps.markets.all(),
    texts: textsFor(locale.language),
    origin: page.origin,
    address: page.address,
    assets: deps.assets.names,
    ...menus,
  };
}

const MENU_KEPT_MS = 30_000;
const menuMemo = new WeakMap<StorefrontDeps, { at: number; pictures: Promise<PageContext['pictures']> }>();

/** Pictures in the panels of the menu: the same on every page, so they are asked for twice a minute and not with each. */
function menuPictures(deps: StorefrontDeps): Promise<PageContext['pictures']> {
  const kept = menuMemo.get(deps);
  if (kept && performance.now() - kept.at < MENU_KEPT_MS) return kept.pictures;
  const pictures = deps.pictures(deps.theme.menus.header.flatMap((item) => item.image ?? []));
  menuMemo.set(deps, { at: performance.now(), pictures });
  pictures.catch(() => menuMemo.delete(deps));
  return pictures;
}

/** A page that everyone may keep. `tags` name what it shows; menus and theme are part of every page. */
export function rendered(page: FinishedPage, locale: Locale, tags: readonly string[], status = 200): Rendered {
  const all = new Set(['theme', 'catalog', `market:${locale.market.code}`, ...tags]);
  return { status, headers: {}, body: page.body, tags: [...all], csp: page.csp };
}

/** Somewhere else, for good (renames, the one form of an address) or for now. */
export function redirected(location: string, tags: readonly string[] = [], status: 301 | 302 = 301): Rendered {
  return { status, headers: { location, 'cache-control': 'public, max-age=0, s-maxage=60' }, body: '', tags };
}

/** A page for one visitor alone. */
export function sendPrivate(reply: RouteReply, page: FinishedPage, status = 200): RouteReply {
  return reply
    .code(status)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', pagePolicy(page.csp))
    .type('text/html; charset=utf-8')
    .send(page.body);
}

/** After a form: go and look. A reload of what comes then sends nothing twice. */
export function seeOther(reply: RouteReply, location: string): RouteReply {
  return reply.code(303).header('cache-control', 'private, no-store').header('location', location).send();
}

/** One text of a form's body, by name; empty when it is missing or no text. */
export function textOf(body: unknown, name: string, mostLength = 200): string {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, mostLength) : '';
}
