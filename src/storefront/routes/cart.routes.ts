import { ShopError } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import { createRateLimit, type Route, type RouteReply, type RouteRequest, route } from '../../platform/http/index.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';
import { variantByOptions } from '../product-choice.ts';
import { type Cart, type CartNews, cartPage } from '../templates/cart.ts';
import { textsFor } from '../texts/index.ts';
import { cartIdOf, currentCart, isCartGone, openCart, requireCart } from './cart-cookie.ts';
import { refusalOfCode } from './codes.ts';
import { contextOf, seeOther, sendPrivate, textOf } from './common.ts';
import { requireLocale } from './locale.ts';

/** A second click of a double click, without script, comes within this time; it must not add twice. */
const SAME_CLICK_MS = 3000;
const MOST_OF_A_LINE = 999;

/** Who tries more codes is guessing. */
const MOST_GUESSES_PER_MINUTE = 20;

/** The cart: for one visitor, never kept by anyone between. Changes are plain form posts that lead back to a page. */
export function cartRoutes(deps: StorefrontDeps): Route[] {
  const shared = { access: 'public', tags: ['storefront'], schema: {} } as const;
  const guesses = createRateLimit({ perMinute: MOST_GUESSES_PER_MINUTE });
  return [
    route({
      ...shared,
      method: 'GET',
      url: '/fragments/me',
      summary: 'The personal part of a page',
      handler: (request, reply) => fragment(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/cart',
      summary: 'Cart',
      handler: (request, reply) => show(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'POST',
      url: '/:market/:language/cart/lines',
      summary: 'Add to the cart',
      handler: (request, reply) => add(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'POST',
      url: '/:market/:language/cart/lines/:variant',
      summary: 'Change a quantity',
      handler: (request, reply) => change(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'POST',
      url: '/:market/:language/cart/codes',
      summary: 'Use a code',
      handler: (request, reply) => enterCode(deps, request, reply, guesses.take(request.ip) > 0),
    }),
    route({
      ...shared,
      method: 'POST',
      url: '/:market/:language/cart/codes/removal',
      summary: 'Take a code out',
      handler: (request, reply) => removeCode(deps, request, reply),
    }),
  ];
}

async function fragment(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const id = cartIdOf(request);
  const count = id ? await deps.carts.count(id) : 0;
  return reply.header('cache-control', 'private, no-store').type('application/json').send(JSON.stringify({ count }));
}

async function show(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const cart = await currentCart(deps, request, locale);
  const texts = textsFor(locale.language);
  const removed = /^(\d{1,15})\.(\d{1,3})$/.exec(String(request.query.removed ?? ''));
  const news: CartNews = {
    removed: removed ? { variantId: Number(removed[1]), quantity: Number(removed[2]), title: null } : null,
    message: !cart && cartIdOf(request) ? texts.cart.expired : messageOf(request, texts),
  };
  return page(deps, request, reply, { locale, cart, news });
}

async function add(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const { body } = request;
  const texts = textsFor(locale.language);
  const quantity = readQuantity(textOf(body, 'quantity') || '1');
  const variantId = await wantedVariant(deps, request, locale);
  if (variantId === null) return refuseChoice(request, reply, locale);
  if (quantity === null || quantity === 0) throw new ShopError('payload_invalid', texts.cart.quantityInvalid);
  const id = await openCart(deps, request, reply, locale);
  const key = textOf(body, 'key', 64) || `form:${variantId}:${quantity}:${Math.floor(Date.now() / SAME_CLICK_MS)}`;
  await deps.carts.addLine(id, { variantId, quantity }, { key });
  const { cart, message } = await withinStock(deps, id, variantId, locale);
  if (wantsJson(request)) return sendAdded(reply, locale, cart, message);
  const to = links(locale);
  return seeOther(reply, message.isCut ? `${to.cart}?said=cut.${message.left}` : to.cart);
}

async function change(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const to = links(locale);
  const variantId = Number(request.params.variant);
  const entered = textOf(request.body, 'quantity', 20);
  const quantity = readQuantity(entered);
  if (!Number.isSafeInteger(variantId)) throw new ShopError('not_found');
  if (quantity === null) {
    const cart = await currentCart(deps, request, locale);
    const message = textsFor(locale.language).cart.quantityInvalid;
    return page(deps, request, reply, { locale, cart, news: { refused: { variantId, entered, message } }, status: 422 });
  }
  try {
    const id = requireCart(request);
    if (quantity > 0) {
      await deps.carts.setQuantity(id, variantId, quantity);
      return seeOther(reply, to.cart);
    }
    const before = (await deps.carts.view(id, locale.language)).lines.find((line) => line.variantId === variantId);
    await deps.carts.removeLine(id, variantId);
    return seeOther(reply, before ? `${to.cart}?removed=${variantId}.${before.quantity}` : to.cart);
  } catch (error) {
    // Changed in another tab, or put away after 30 days: the cart page shows what there is.
    if (isCartGone(error) || (error instanceof ShopError && error.code === 'cart_line_not_found')) return seeOther(reply, to.cart);
    throw error;
  }
}

async function enterCode(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply, isGuessing: boolean): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const entered = textOf(request.body, 'code', 64);
  const cart = await currentCart(deps, request, locale);
  if (!cart) return seeOther(reply, links(locale).cart);
  const message = isGuessing ? textsFor(locale.language).codes.tooMany : await refusalOfCode(deps, { cartId: cart.id, entered, locale });
  if (message === null) return seeOther(reply, links(locale).cart);
  return page(deps, request, reply, { locale, cart, news: { code: { entered, message } }, status: isGuessing ? 429 : 422 });
}

async function removeCode(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const id = cartIdOf(request);
  try {
    if (id) await deps.carts.removeCode(id, textOf(request.body, 'code', 64));
  } catch (error) {
    if (!isCartGone(error)) throw error;
  }
  return seeOther(reply, links(locale).cart);
}

async function page(
  deps: StorefrontDeps,
  request: RouteRequest,
  reply: RouteReply,
  what: { locale: Locale; cart: Cart | null; news: CartNews; status?: number },
): Promise<RouteReply> {
  const address = links(what.locale).cart;
  const context = await contextOf(deps, what.locale, { origin: request.origin, address });
  return sendPrivate(reply, cartPage(context, what.cart, what.news), what.status);
}

/** By id, or by the options of a product as its form sends them. */
async function wantedVariant(deps: StorefrontDeps, request: RouteRequest, locale: Locale): Promise<number | null> {
  const { body } = request;
  const id = textOf(body, 'variant', 16);
  if (id !== '') return /^\d{1,15}$/.test(id) ? Number(id) : null;
  const handle = textOf(body, 'handle');
  const view = /^[a-z0-9-]{1,200}$/.test(handle) ? await deps.discovery.productView(locale, handle) : null;
  if (view === null || 'redirect' in view) return null;
  return (
    variantByOptions(
      view,
      view.options.map((option) => textOf(body, `option.${option.code}`)),
    )?.id ?? null
  );
}

/** A combination that does not exist: the page shows the nearest one and says so. */
function refuseChoice(request: RouteRequest, reply: RouteReply, locale: Locale): RouteReply {
  const texts = textsFor(locale.language);
  const handle = textOf(request.body, 'handle');
  if (wantsJson(request))
    return reply
      .code(422)
      .type('application/json')
      .send(JSON.stringify({ message: texts.product.noSuchChoice }));
  if (!/^[a-z0-9-]{1,200}$/.test(handle)) throw new ShopError('variant_not_found');
  const query = new URLSearchParams(
    Object.entries(request.body as Record<string, unknown>).flatMap(([name, value]): [string, string][] =>
      name.startsWith('option.') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  return seeOther(reply, `${links(locale).product(handle)}?${query}`);
}

type AddedMessage = { isCut: boolean; left: number; title: string };

/** What is in the cart beyond the stock is taken out again, and said. */
async function withinStock(
  deps: StorefrontDeps,
  id: string,
  variantId: number,
  locale: Locale,
): Promise<{ cart: Cart; message: AddedMessage }> {
  const cart = await deps.carts.view(id, locale.language);
  const line = cart.lines.find((l) => l.variantId === variantId);
  const title = line?.title ?? '';
  if (!line || line.available === null || line.available >= line.quantity) return { cart, message: { isCut: false, left: 0, title } };
  if (line.available === 0) await deps.carts.removeLine(id, variantId);
  else await deps.carts.setQuantity(id, variantId, line.available);
  return { cart: await deps.carts.view(id, locale.language), message: { isCut: true, left: line.available, title } };
}

function sendAdded(reply: RouteReply, locale: Locale, cart: Cart, message: AddedMessage): RouteReply {
  const texts = textsFor(locale.language);
  const said = message.isCut ? cutText(texts, message.left) : texts.product.added(message.title);
  const answer = { count: cart.itemCount, message: said, cart: { href: links(locale).cart, text: texts.header.cart } };
  return reply.header('cache-control', 'private, no-store').type('application/json').send(JSON.stringify(answer));
}

function messageOf(request: RouteRequest, texts: ReturnType<typeof textsFor>): string | null {
  const cut = /^cut\.(\d{1,3})$/.exec(String(request.query.said ?? ''));
  return cut ? cutText(texts, Number(cut[1])) : null;
}

function cutText(texts: ReturnType<typeof textsFor>, left: number): string {
  return left === 0 ? texts.product.chooseAgain : texts.cart.quantityCut(left);
}

/** Whole pieces from 0 to 999; null for anything else. */
function readQuantity(text: string): number | null {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= 0 && value <= MOST_OF_A_LINE ? value : null;
}

function wantsJson(request: RouteRequest): boolean {
  return (request.headers.accept ?? '').includes('application/json');
}
