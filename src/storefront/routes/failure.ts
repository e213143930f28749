import { ShopError } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import type { PageRequest } from '../../platform/http/index.ts';
import type { Rendered } from '../../platform/pages/page-cache.ts';
import { type PageContext, pathOnly } from '../context.ts';
import type { StorefrontDeps } from '../deps.ts';
import { type Failure, failurePage } from '../templates/failure.ts';
import { bareContext, contextOf, rendered } from './common.ts';
import { anyLocale } from './locale.ts';

export type Fault = { status: number; code: string; traceId: string; url: string; detail: string };

/** A page that says what is missing; kept only briefly. */
export function failureIn(context: PageContext, failure: Failure): Rendered {
  return rendered(failurePage(context, failure), context.locale, [], failure.status);
}

/** A market or language that we do not have: the ones we have, as links. */
export async function unknownPlace(deps: StorefrontDeps, request: Pick<PageRequest, 'origin' | 'address'>): Promise<Rendered> {
  const locale = anyLocale(deps);
  if (!locale) throw new ShopError('unavailable', 'The shop has no markets yet.');
  const context = await contextOf(deps, locale, { origin: request.origin, address: `/${locale.market.code}/${locale.language}/` });
  return failureIn(context, { status: 404, code: 'not_found', traceId: null, unknownPlace: true });
}

/**
 * The shop's own page for whatever went wrong, in the locale that the address names. It asks the database for nothing but the
 * menu, and does without when that fails too.
 */
export function errorPage(deps: StorefrontDeps, options: { origin: string | null }) {
  return async function pageFor(fault: Fault): Promise<Rendered> {
    const path = pathOnly(fault.url);
    const [, market = '', language = ''] = path.split('/');
    const locale = deps.markets.resolve(market, language) ?? anyLocale(deps);
    if (!locale) throw new ShopError('unavailable', 'The shop has no markets yet.');
    const inShop = deps.markets.resolve(market, language) ? path : `/${locale.market.code}/${locale.language}/`;
    const context = await withMenuIfThere(deps, locale, { origin: options.origin ?? '', address: inShop });
    const page = failurePage(context, { status: fault.status, code: fault.code, traceId: fault.traceId });
    return { status: fault.status, headers: {}, body: page.body, tags: [], csp: page.csp };
  };
}

const MENU_WAIT_MS = 500;

function withMenuIfThere(deps: StorefrontDeps, locale: Locale, page: { origin: string; address: string }): Promise<PageContext> {
  const bare = () => bareContext(deps, locale, page, { tree: [], pictures: {} });
  const late = new Promise<PageContext>((done) => setTimeout(() => done(bare()), MENU_WAIT_MS).unref());
  return Promise.race([contextOf(deps, locale, page).catch(bare), late]);
}
