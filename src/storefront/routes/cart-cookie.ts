import { fail } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import type { RouteReply, RouteRequest } from '../../platform/http/index.ts';
import type { StorefrontDeps } from '../deps.ts';
import type { Cart } from '../templates/cart.ts';

const THIRTY_DAYS_SECONDS = 30 * 24 * 3600;

type Asker = Pick<RouteRequest, 'cookies' | 'origin'>;

/** The cart that the visitor's cookie names, or null. The cookie says nothing but that: a random id that no script can read. */
export function cartIdOf(request: Asker): string | null {
  return request.cookies[cookieName(request)] ?? null;
}

/** The visitor's cart, priced for the page's market; null when there is none (any more). */
export async function currentCart(deps: StorefrontDeps, request: Asker, locale: Locale): Promise<Cart | null> {
  const id = cartIdOf(request);
  if (!id) return null;
  try {
    const cart = await deps.carts.view(id, locale.language);
    if (cart.market === locale.market.code) return cart;
    // The visitor has moved to another market: prices and delivery follow.
    await deps.carts.setLocale(id, locale);
    return await deps.carts.view(id, locale.language);
  } catch (error) {
    if (isCartGone(error)) return null;
    throw error;
  }
}

/** The visitor's cart, made when there is none; the cookie is set again each time, so that it lasts 30 days from the last change. */
export async function openCart(deps: StorefrontDeps, request: Asker, reply: RouteReply, locale: Locale): Promise<string> {
  const known = await currentCart(deps, request, locale);
  const { id } = known ?? (await deps.carts.create(locale));
  keepCart(request, reply, id);
  return id;
}

export function keepCart(request: Asker, reply: RouteReply, id: string): void {
  reply.setCookie(cookieName(request), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
    maxAge: THIRTY_DAYS_SECONDS,
  });
}

export function requireCart(request: Asker): string {
  return cartIdOf(request) ?? fail('cart_not_found');
}

export function isCartGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'cart_not_found';
}

/** Over TLS the prefix binds the cookie to this host and to TLS; browsers refuse it without. */
function cookieName(request: Asker): string {
  return isSecure(request) ? '__Host-cart' : 'cart';
}

function isSecure(request: Asker): boolean {
  return request.origin.startsWith('https:');
}
