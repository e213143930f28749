import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { randomToken } from '../../kernel/ids.ts';
import type { Locale } from '../../kernel/market.ts';
import type { Documents } from '../../platform/documents/index.ts';
import type { Credit } from '../credit/index.ts';
import type { Markets } from '../pricing/index.ts';
import { isFinal, NO_OFFERS, type Promotions, tidyCode } from '../promotions/index.ts';
import type { Shipping } from '../shipping/index.ts';
import type { Refusal } from '../totals/index.ts';
import type { CartStore } from './cart.store.ts';
import {
  type CartBody,
  checkQuantity,
  emptyCart,
  inLocale,
  withAdded,
  withCode,
  withoutCode,
  withoutLine,
  withoutOrdered,
  withQuantity,
} from './cart.ts';
import { type CartView, cartView, type PricedCart } from './cart-view.ts';
import { refusalDetail } from './code-refusal.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type MediaRow, pricedLine } from './priced-line.ts';

const COLLECTION = 'cart';
const TTL_SECONDS = 30 * 24 * 3600;
const MOST_TRIES = 60;
/** 128 random bits in base64url: whoever knows the id has the cart. */
const ID_FORM = /^[A-Za-z0-9_-]{22}$/;

export type Carts<Image> = ReturnType<typeof createCarts<Image>>;

/**
 * Carts: documents with compare-and-swap, kept for 30 days after the last change. Prices and stock are read when asked.
 * `imageOf` makes the addresses of a picture.
 */
export function createCarts<Image>(deps: {
  store: CartStore;
  documents: Documents;
  markets: Markets;
  shipping: Shipping;
  promotions: Pick<Promotions, 'offersFor'>;
  credit: Pick<Credit, 'cards' | 'find'>;
  clock?: Clock;
  imageOf: (media: MediaRow, alt: string) => Image | null;
}) {
  const { store, documents, markets, shipping, promotions, credit, clock = systemClock, imageOf } = deps;
  const queue = oneAtATime();

  const find = async (id: string) => (ID_FORM.test(id) ? await documents.get<CartBody>(COLLECTION, id) : null);

  /** Applies `change` to the newest version until it sticks; null from `change` leaves the cart as it is. Answers with the version. */
  const update = (id: string, change: (cart: CartBody) => CartBody | null): Promise<number> =>
    queue(id, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const found = await find(id);
        if (!found) fail('cart_not_found');
        const body = change(found.body);
        if (body === null) return found.version;
        const put = await documents.put(COLLECTION, id, body, { ifVersion: found.version, ttlSeconds: TTL_SECONDS });
        if ('version' in put) return put.version;
        await delay(Math.random() * Math.min(100, 5 * (tries + 1)));
      }
      fail('conflict', 'The cart is being changed from too many places at once; try again.');
    });

  /** What a piece of so many costs; null when it is not sold there. */
  const amountIn = async (marketCode: string, variantId: number, quantity: number): Promise<number | null> => {
    const market = markets.get(marketCode);
    if (!market) return null;
    const [row] = await store.variantsInMarket([{ variantId, quantity }], market.priceList, { at: clock.now() });
    return row?.active ? row.amount : null;
  };

  /** Null when there is no such cart (any more). Texts are in `language`, else in the cart's own. */
  const priced = async (id: string, language?: string): Promise<PricedCart | null> => {
    const found = await find(id);
    return found && pricedBody(id, found, language);
  };

  const pricedBody = async (
    id: string,
    { body, version }: { body: CartBody; version: number },
    language?: string,
  ): Promise<PricedCart | null> => {
    const market = markets.get(body.market);
    if (!market) return null;
    const { codes = [], giftCards: cards = [] } = body;
    const giftCards = await credit.cards(cards, market.currency);
    const offers = body.lines.length + codes.length === 0 ? NO_OFFERS : await promotions.offersFor({ market: market.code, asked: codes });
    const withFacts = offers.promotions.length > 0;
    const rows = body.lines.length === 0 ? [] : await store.variantsInMarket(body.lines, market.priceList, { withFacts, at: clock.now() });
    const byId = new Map(rows.map((row) => [row.variantId, row]));
    const shown = language ?? body.language;
    const lines = body.lines.map((line) => pricedLine(line, byId.get(line.variantId), shown));
    const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
    return { id, version, market, language: shown, lines, subtotal, codes, offers, giftCards };
  };

  const viewOf = async (cart: PricedCart | null): Promise<CartView<Image>> => {
    if (!cart) fail('cart_not_found');
    const estimate = cart.lines.length === 0 ? null : await shipping.estimateFor(cart.market, cart.subtotal);
    return cartView(cart, estimate, { imageOf, at: clock.now() });
  };

  const view = async (id: string, language?: string): Promise<CartView<Image>> => viewOf(await priced(id, language));

  return {
    async create(locale: Locale): Promise<{ id: string }> {
      const id = randomToken(16);
      const body = emptyCart(locale.market.code, locale.language);
      await documents.put(COLLECTION, id, body, { ifVersion: null, ttlSeconds: TTL_SECONDS });
      return { id };
    },
    /** Adds to the line of this variant. With a `key` it happens once, however often it is sent. */
    async addLine(id: string, added: { variantId: number; quantity: number }, { key = null }: { key?: string | null } = {}): Promise<void> {
      checkQuantity(added.quantity);
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const before = found.body.lines.find((line) => line.variantId === added.variantId)?.quantity ?? 0;
      const unitAmount = await amountIn(found.body.market, added.variantId, before + added.quantity);
      if (unitAmount === null) fail('variant_not_found');
      await update(id, (cart) => withAdded(cart, { ...added, unitAmount, key }));
    },
    async setQuantity(id: string, variantId: number, quantity: number): Promise<void> {
      checkQuantity(quantity);
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const unitAmount = await amountIn(found.body.market, variantId, quantity);
      await update(id, (cart) => withQuantity(cart, variantId, quantity, unitAmount));
    },
    async removeLine(id: string, variantId: number): Promise<void> {
      await update(id, (cart) => withoutLine(cart, variantId));
    },
    /**
     * Takes a code of a promotion or a gift card into the cart, whatever it gives there now. Throws `code_refused` with the reason when nothing that is bought
     * could make it hold: it is unknown, over, or used up.
     */
    async addCode(id: string, text: string): Promise<void> {
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const code = tidyCode(text);
      const tried = withCode(found.body, 'codes', code);
      if (!tried) return;
      const { codes } = await viewOf(await pricedBody(id, { body: tried, version: found.version }));
      const refusal = codes.find((one) => one.code === code)?.refusal ?? null;
      const card = refusal === 'unknownCode' ? await credit.find(text, markets.get(found.body.market)?.currency ?? '') : null;
      if (card && 'refusal' in card) refuseCode(card.refusal);
      if (!card && refusal && isFinal(refusal)) refuseCode(refusal);
      await update(id, (cart) => (card ? withCode(cart, 'giftCards', card.id) : withCode(cart, 'codes', code)));
    },
    /** A code, or the id of a gift card. */
    async removeCode(id: string, text: string): Promise<void> {
      await update(id, (cart) => withoutCode(cart, text) ?? withoutCode(cart, tidyCode(text)));
    },
    /** Moves the cart to another market or language. The prices there are not a change to tell the shopper about. */
    async setLocale(id: string, { market, language }: Locale): Promise<void> {
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const { lines } = found.body;
      const rows = found.body.market === market.code ? [] : await store.variantsInMarket(lines, market.priceList, { at: clock.now() });
      await update(id, (cart) => inLocale(cart, market.code, language, new Map(rows.map((row) => [row.variantId, row.amount]))));
    },
    /**
     * Takes the goods of a placed checkout out, once, and keeps what was added since. Answers with the version from which on
     * they are out; a cart that is gone is no fault.
     */
    async takeOut(id: string, checkoutId: string, goods: readonly { variantId: number; quantity: number }[]): Promise<number> {
      if (!(await find(id))) return Number.MAX_SAFE_INTEGER;
      return update(id, (cart) => withoutOrdered(cart, checkoutId, goods));
    },
    priced,
    /** Throws `cart_not_found`. */
    view,
    /** Number of pieces, for the badge in the header; 0 when there is no cart. */
    async count(id: string): Promise<number> {
      const found = await find(id);
      return found ? found.body.lines.reduce((sum, line) => sum + line.quantity, 0) : 0;
    },
  };
}

function refuseCode(refusal: Refusal): never {
  fail('code_refused', refusalDetail(refusal), { fields: [{ path: '/code', code: refusal, message: refusalDetail(refusal) }] });
}
