import type { Locale } from '../../kernel/market.ts';
import { parseDecimal } from '../../kernel/money.ts';
import { type PageRequest, type PageRoute, pageRoute } from '../../platform/http/index.ts';
import type { Rendered } from '../../platform/pages/page-cache.ts';
import type { RowView } from '../../shop/discovery/index.ts';
import { type PageContext, pathOnly } from '../context.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';
import { changed, LISTING_PARAMETERS, readListing } from '../listing-state.ts';
import { homePage } from '../templates/home.ts';
import { legalPage } from '../templates/legal.ts';
import { listingPage } from '../templates/listing.ts';
import { productPage } from '../templates/product.ts';
import { searchPage } from '../templates/search.ts';
import { contextOf, redirected, rendered } from './common.ts';
import { failureIn, unknownPlace } from './failure.ts';
import { localeOf } from './locale.ts';

const MOST_WORDS = 200;

/** `context` is on its way: what the page shows is fetched beside it. */
type Here = { locale: Locale; context: Promise<PageContext>; request: PageRequest };

/** The pages that are the same for everyone, kept by address until what they show changes. */
export function pageRoutes(deps: StorefrontDeps): PageRoute[] {
  /** A page below `/{market}/{language}`, and its twin with a slash too many. */
  const page = (path: string, summary: string, query: readonly string[], show: (here: Here) => Promise<Rendered>, limited = false) => {
    const url = `/:market/:language${path}`;
    const render = async (request: PageRequest) => {
      const locale = localeOf(deps, request.params);
      if (!locale) return unknownPlace(deps, request);
      const context = contextOf(deps, locale, request);
      // A page that turns out to lie elsewhere never looks at it.
      context.catch(() => {});
      return show({ locale, context, request });
    };
    const twin = path.endsWith('/') ? url.slice(0, -1) : `${url}/`;
    const twinPath = (request: PageRequest) =>
      path.endsWith('/') ? `${pathOnly(request.address)}/` : pathOnly(request.address).slice(0, -1);
    return [
      pageRoute({ url, summary, query, limited, render }),
      pageRoute({
        url: twin,
        summary: `${summary} (other form of the address)`,
        query,
        render: async (request) =>
          localeOf(deps, request.params) ? redirected(changed(twinPath(request), request.query, () => {})) : unknownPlace(deps, request),
      }),
    ];
  };
  return [
    ...page('/', 'Home page', [], (here) => home(deps, here)),
    ...page('/c/:slug', 'Category', LISTING_PARAMETERS, (here) => listing(deps, here, here.request.params.slug!)),
    ...page('/shop', 'All products', LISTING_PARAMETERS, (here) => listing(deps, here, null)),
    ...page('/search', 'Search', ['q', ...LISTING_PARAMETERS], (here) => search(deps, here), true),
    ...page('/p/:handle', 'Product', ['variant', 'option.*'], (here) => product(deps, here)),
    ...page('/legal/:slug', 'Legal and service pages', [], legal),
  ];
}

async function home(deps: StorefrontDeps, { locale, context }: Here): Promise<Rendered> {
  const { theme } = deps;
  const sources = theme.home.flatMap((block) =>
    'image' in block ? [block.image] : block.block === 'category-tiles' ? block.tiles.map((tile) => tile.image) : [],
  );
  const [here, pictures, ...rows] = await Promise.all([
    context,
    deps.pictures(sources),
    ...theme.home.map(
      (block): Promise<RowView | null> =>
        block.block === 'products' ? deps.discovery.rows(locale, block.rule, block.count) : Promise.resolve(null),
    ),
  ]);
  return rendered(
    homePage(here, { pictures, rows }),
    locale,
    rows.flatMap((row) => row?.tags ?? []),
  );
}

async function listing(deps: StorefrontDeps, here: Here, slug: string | null): Promise<Rendered> {
  const { locale, request } = here;
  const typed = typedPrice(here);
  if (typed) return typed;
  const [context, view] = await Promise.all([here.context, deps.discovery.listing(locale, readListing(request.query, slug))]);
  if (view === null) return failureIn(context, { status: 404, code: 'not_found', traceId: null });
  if ('redirect' in view) return redirected(changed(links(locale).category(view.redirect), request.query, () => {}));
  return rendered(listingPage(context, view, request.query), locale, view.tags);
}

async function search(deps: StorefrontDeps, here: Here): Promise<Rendered> {
  const { locale, request } = here;
  const typed = typedPrice(here);
  if (typed) return typed;
  const q = (request.query.get('q') ?? '').replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS);
  const asked = q === '' ? null : deps.discovery.search(locale, { ...readListing(request.query, null), q });
  const [context, view] = await Promise.all([here.context, asked]);
  const isEmpty = view === null || (view.total === 0 && view.selected.length === 0);
  const popular = isEmpty ? await deps.discovery.rows(locale, { by: 'popular' }, 8) : null;
  const page = rendered(searchPage(context, view, request.query, popular), locale, [...(view?.tags ?? []), ...(popular?.tags ?? [])]);
  // Choices and further pages belong to the same search.
  if (view === null || view.page > 1 || view.selected.length > 0) return page;
  const heard = { market: locale.market.code, language: locale.language, q, total: view.total };
  return { ...page, served: () => deps.heard(heard) };
}

async function product(deps: StorefrontDeps, here: Here): Promise<Rendered> {
  const { locale, request } = here;
  const [context, view] = await Promise.all([here.context, deps.discovery.productView(locale, request.params.handle!)]);
  if (view === null) return failureIn(context, { status: 404, code: 'product_not_found', traceId: null });
  if ('redirect' in view) return redirected(changed(links(locale).product(view.redirect), request.query, () => {}));
  return rendered(productPage(context, view, request.query), locale, view.tags);
}

async function legal({ locale, context: coming, request }: Here): Promise<Rendered> {
  const context = await coming;
  const page = context.theme.pages.find((p) => p.slug === request.params.slug);
  if (!page) return failureIn(context, { status: 404, code: 'not_found', traceId: null });
  return rendered(legalPage(context, page), locale, []);
}

/**
 * The price fields of the form speak whole money (`min=12.50`); the address of record has minor units in one parameter
 * (`price=1250-`). What is no price is left out.
 */
function typedPrice({ locale, request }: Here): Rendered | null {
  const { query } = request;
  if (!query.has('min') && !query.has('max')) return null;
  const amount = (name: string) => {
    const text = (query.get(name) ?? '').replace(/[^\d.,]/g, '').replace(',', '.');
    const value = text === '' ? null : parseDecimal(text, locale.market.currency);
    return value === null || value < 0 ? '' : String(value);
  };
  const price = `${amount('min')}-${amount('max')}`;
  const location = changed(pathOnly(request.address), query, (next) => {
    for (const name of ['min', 'max', 'price']) next.delete(name);
    if (price !== '-') next.set('price', price);
  });
  return redirected(location, [], 302);
}
