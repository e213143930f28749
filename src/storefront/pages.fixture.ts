import type { RowView } from '../shop/discovery/index.ts';
import { type AssetNames, createAssets } from './assets.ts';
import { type CheckoutForm, emptyCheckout } from './checkout-form.ts';
import type { PageContext } from './context.ts';
import { fixtureCart, fixtureCheckout, fixtureCodedCart, fixtureOrder } from './purchase.fixture.ts';
import { cartPage } from './templates/cart.ts';
import { checkoutPage, emptyCheckoutPage } from './templates/checkout.ts';
import { failurePage } from './templates/failure.ts';
import { homePage } from './templates/home.ts';
import type { FinishedPage } from './templates/layout.ts';
import { legalPage } from './templates/legal.ts';
import { listingPage } from './templates/listing.ts';
import { type Order, orderPage, orderStatusPage } from './templates/order.ts';
import { productPage } from './templates/product.ts';
import { searchPage } from './templates/search.ts';
import { withdrawalChoosePage, withdrawalConfirmPage, withdrawalFindPage, withdrawalReceiptPage } from './templates/withdrawal.ts';
import { textsFor } from './texts/index.ts';
import { fixtureTheme } from './theme.fixture.ts';
import type { Theme } from './theme.ts';
import { fixtureCard, fixtureListing, fixtureMarkets, fixturePicture, fixtureProduct, fixtureTree } from './views.fixture.ts';

export type FixtureOptions = { language?: string; theme?: Theme; market?: string; assets?: AssetNames };

const assetNames = new WeakMap<Theme, AssetNames>();

/** Made once a theme: compressing takes longer than all templates together. */
function assetsOf(theme: Theme): AssetNames {
  const names = assetNames.get(theme) ?? createAssets(theme).names;
  assetNames.set(theme, names);
  return names;
}

/** A context as a page route makes it. */
export function fixtureContext(address: string, options: FixtureOptions = {}): PageContext {
  const { language = 'en', theme = fixtureTheme, market = 'eu' } = options;
  return {
    theme,
    locale: { market: fixtureMarkets.find((m) => m.code === market)!, language },
    markets: fixtureMarkets,
    texts: textsFor(language),
    origin: 'http://127.0.0.1',
    address: `/${market}/${language}${address}`,
    assets: options.assets ?? assetsOf(theme),
    tree: fixtureTree(language),
    pictures: Object.fromEntries(
      theme.menus.header.flatMap((item) => (item.image ? [[item.image, fixturePicture(item.image.replace('demo:', ''), '#d3c8b4')]] : [])),
    ),
  };
}

/** Every template in every state worth looking at, by name. */
export function fixturePages(options: FixtureOptions = {}): Record<string, () => FinishedPage> {
  const language = options.language ?? 'en';
  const context = (address: string) => fixtureContext(address, options);
  const query = (text: string) => new URLSearchParams(text);
  const row = (count: number): RowView => ({ items: Array.from({ length: count }, (_, i) => fixtureCard(i, language)), tags: [] });
  const theme = options.theme ?? fixtureTheme;
  const home = () =>
    homePage(context('/'), {
      pictures: Object.fromEntries(
        theme.home
          .flatMap((b) => ('image' in b ? [b.image] : b.block === 'category-tiles' ? b.tiles.map((t) => t.image) : []))
          .map((src) => [src, fixturePicture(src.replace('demo:', ''), '#d3c8b4', { width: 1600, height: 1200 })]),
      ),
      rows: theme.home.map((b) => (b.block === 'products' ? row(b.count) : null)),
    });
  const filters = 'f.color=celadon&f.material=stoneware&price=-12000';
  const search = (q: string, change = {}) => ({
    ...fixtureListing(language),
    category: undefined,
    breadcrumbs: [],
    subcategories: [],
    selected: [],
    q,
    suggestion: null,
    didYouMean: null,
    ...change,
  });
  const filled: CheckoutForm = {
    ...emptyCheckout('DE', {
      email: 'maria@example.com',
      name: 'Maria Lindqvist-Okafor',
      street: 'Lange Reihe 14',
      postalCode: '20099',
      city: 'Hamburg',
    }),
    checkoutId: '018f0000-0000-7000-8000-000000000001',
  };
  return {
    home,
    listing: () => listingPage(context(`/c/ceramics?${filters}`), fixtureListing(language), query(filters)),
    'listing-one': () =>
      listingPage(
        context('/c/vases'),
        fixtureListing(language, { total: 1, pages: 1, items: [fixtureCard(1, language)], selected: [], subcategories: [], facets: [] }),
        query(''),
      ),
    'listing-many': () =>
      listingPage(
        context('/shop?page=208'),
        fixtureListing(language, { category: undefined, breadcrumbs: [], total: 10_000, page: 208, pages: 417, selected: [] }),
        query('page=208'),
      ),
    'listing-none': () =>
      listingPage(context(`/c/ceramics?${filters}`), fixtureListing(language, { total: 0, pages: 1, items: [] }), query(filters)),
    search: () => searchPage(context('/search?q=vase'), search('vase'), query('q=vase'), null),
    'search-suggestion': () => searchPage(context('/search?q=vsae'), search('vsae', { suggestion: 'vase' }), query('q=vsae'), null),
    'search-did-you-mean': () =>
      searchPage(context('/search?q=vasen+lamp'), search('vasen lamp', { didYouMean: 'vase lamp' }), query('q=vasen+lamp'), null),
    'search-none': () =>
      searchPage(context('/search?q=zzzz'), search('zzzz', { total: 0, items: [], pages: 1, facets: [] }), query('q=zzzz'), row(4)),
    'search-blank': () => searchPage(context('/search'), null, query(''), row(4)),
    product: () => productPage(context('/p/moon-vase'), fixtureProduct(language), query('')),
    'product-sale': () => productPage(context('/p/moon-vase?variant=504'), fixtureProduct(language), query('variant=504')),
    'product-out': () => productPage(context('/p/moon-vase?variant=506'), fixtureProduct(language), query('variant=506')),
    'product-plain': () =>
      productPage(
        context('/p/piece-2'),
        fixtureProduct(language, {
          title: language === 'de' ? 'Kaffeefilteraufsatz mit Porzellanuntertasse' : 'Pour-over dripper with porcelain saucer',
          media: [],
          options: [],
          variants: [{ ...fixtureProduct(language).variants[0]!, options: [], mediaPosition: null }],
          defaultVariantId: 500,
          related: [],
          safety: null,
        }),
        query(''),
      ),
    cart: () => cartPage(context('/cart'), fixtureCart(language)),
    'cart-codes': () =>
      cartPage(context('/cart'), fixtureCodedCart(language), {
        code: { entered: 'SUMMER', message: textsFor(language).codes.refusals.ended },
      }),
    'cart-empty': () => cartPage(context('/cart'), null),
    'cart-removed': () =>
      cartPage(context('/cart'), fixtureCart(language), {
        removed: { variantId: 501, quantity: 1, title: 'Moon vase' },
        refused: { variantId: 778, entered: '-1', message: textsFor(language).cart.quantityInvalid },
      }),
    checkout: () => checkoutPage(context('/checkout'), fixtureCheckout(language), emptyCheckout('DE', null), [], null),
    'checkout-errors': () =>
      checkoutPage(
        context('/checkout'),
        fixtureCheckout(language),
        { ...filled, values: { ...filled.values, email: 'maria@', postalCode: '', phone: 'no' } },
        [
          { field: 'email', message: textsFor(language).checkout.errors.email },
          { field: 'postalCode', message: textsFor(language).checkout.errors.required(textsFor(language).checkout.fields.postalCode) },
          { field: 'phone', message: textsFor(language).checkout.errors.phone },
        ],
        null,
      ),
    'checkout-delivery': () => checkoutPage(context('/checkout'), fixtureCheckout(language), { ...filled, step: 2 }, [], null),
    'checkout-payment': () =>
      checkoutPage(context('/checkout'), fixtureCheckout(language), { ...filled, step: 3, delivery: 'standard' }, [], null),
    'checkout-codes': () => {
      const view = fixtureCheckout(language, fixtureCodedCart(language));
      return checkoutPage(context('/checkout'), view, { ...filled, step: 3, delivery: 'standard' }, [], null);
    },
    'checkout-declined': () =>
      checkoutPage(
        context('/checkout'),
        fixtureCheckout(language),
        { ...filled, step: 3, delivery: 'express', payment: 'test:decline' },
        [],
        { message: textsFor(language).checkout.declined, toCart: false },
      ),
    'checkout-payment-failed': () =>
      checkoutPage(context('/checkout'), fixtureCheckout(language), { ...filled, step: 3, delivery: 'express' }, [], {
        message: textsFor(language).checkout.paymentFailed,
        toCart: false,
      }),
    'checkout-no-payment': () =>
      checkoutPage(
        context('/checkout'),
        { ...fixtureCheckout(language), paymentProviders: [] },
        { ...filled, step: 3, delivery: 'express' },
        [],
        null,
      ),
    'checkout-empty': () => emptyCheckoutPage(context('/checkout')),
    confirmation: () => orderPage(context('/orders/A100042'), fixtureOrder(language), { isNew: true, token: 'A'.repeat(64) }),
    order: () =>
      orderPage(
        context('/orders/A100042'),
        fixtureOrder(language, {
          status: 'fulfilled',
          tracking: '00340434161094000000',
          timeline: [
            ...fixtureOrder(language).timeline,
            { type: 'sent', actor: 'system', detail: {}, at: new Date('2026-01-17T08:12:00Z') },
          ],
          parcels: [1, 2].map((number) => ({
            id: `parcel-${number}`,
            number,
            location: 'main',
            carrier: 'DHL',
            tracking: `0034043416109400000${number}`,
            trackingUrl: 'https://carrier.example/follow',
            status: 'sent',
            sentAt: new Date('2026-01-17T08:12:00Z'),
            deliveredAt: null,
            lines: [{ position: number - 1, quantity: 1 }],
          })),
          returns: [fixtureReturn],
          documents: [{ id: 'invoice', series: 'invoice', number: 'INV-000042', total: 23390, issuedAt: new Date('2026-01-17T08:12:00Z') }],
          withdrawableUntil: new Date('2026-01-31T23:59:59Z'),
        }),
        { isNew: false, token: 'A'.repeat(64) },
      ),
    'withdrawal-find': () => withdrawalFindPage(context('/withdrawal'), { token: '', number: '', email: '' }, []),
    withdrawal: () =>
      withdrawalChoosePage(context('/withdrawal'), fixtureOrder(language), { token: 'A'.repeat(64), number: '', email: '' }, []),
    'withdrawal-confirm': () =>
      withdrawalConfirmPage(context('/withdrawal'), fixtureOrder(language), { token: 'A'.repeat(64), number: '', email: '' }, '1', [
        { position: 0, quantity: 1 },
      ]),
    'withdrawal-receipt': () =>
      withdrawalReceiptPage(context('/withdrawal'), fixtureOrder(language), {
        number: fixtureReturn.number,
        at: fixtureReturn.requestedAt,
        lines: fixtureReturn.lines,
      }),
    'order-status': () => orderStatusPage(context('/order-status'), { number: '', email: '' }, []),
    'order-status-wrong': () =>
      orderStatusPage(context('/order-status'), { number: 'A1', email: 'a@example.com' }, [
        { field: 'number', message: textsFor(language).orderStatus.notFound },
      ]),
    legal: () => legalPage(context('/legal/delivery-returns'), theme.pages.find((p) => p.role === 'delivery-returns')!),
    'not-found': () => failurePage(context('/p/gone'), { status: 404, code: 'not_found', traceId: null }),
    'unknown-place': () => failurePage(context('/'), { status: 404, code: 'not_found', traceId: null, unknownPlace: true }),
    fault: () => failurePage(context('/'), { status: 500, code: 'internal', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }),
  };
}

const fixtureReturn: Order['returns'][number] = {
  id: 'return',
  number: 'A100042-R1',
  kind: 'withdrawal',
  status: 'requested',
  reason: '',
  requestedAt: new Date('2026-01-20T18:04:09Z'),
  updatedAt: new Date('2026-01-20T18:04:09Z'),
  refundAmount: null,
  exchangeOrderId: null,
  lines: [{ position: 0, quantity: 1, received: 0, restocked: 0 }],
};
