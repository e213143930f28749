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
import { type CartView, cartView, type KeptCart, type PricedCart } from './cart-view.ts';
import { refusalDetail } from './code-refusal.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type MediaRow, pricedLine, type VariantRow } from './priced-line.ts';

const COLLECTION = 'cart';
const TTL_SECONDS = 30 * 24 * 3600;
const MOST_TRIES = 60;
/** What a view of a cart is made of besides the cart. */
type CartFacts = Pick<PricedCart, 'market' | 'offers' | 'giftCards'> & { rows: ReadonlyMap<number, VariantRow> };

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

  const find = async (id: string): Promise<KeptCart | null> => (ID_FORM.test(id) ? await documents.get<CartBody>(COLLECTION, id) : null);

  /**
   * Applies `change` to the newest version until it sticks; null from `change` leaves the cart as it is. `known`, read a moment ago,
   * saves the first reading. Answers with the cart as it is kept now, null when there is none.
   */
  const changed = (id: string, change: (cart: CartBody) => CartBody | null, known: KeptCart | null = null): Promise<KeptCart | null> =>
    queue(id, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const found = (tries === 0 && known) || (await find(id));
        if (!found) return null;
        const body = change(found.body);
        if (body === null) return found;
        const put = await documents.put(COLLECTION, id, body, { ifVersion: found.version, ttlSeconds: TTL_SECONDS });
        if ('version' in put) return { body, version: put.version };
        // What was read a moment ago is no longer so: that costs no wait.
        if (tries > 0 || !known) await delay(Math.random() * Math.min(100, 5 * (tries + 1)));
      }
      fail('conflict', 'The cart is being changed from too many places at once; try again.');
    });

  const update = async (...given: Parameters<typeof changed>): Promise<KeptCart> => (await changed(...given)) ?? fail('cart_not_found');

  /** Null when there is no such cart (any more). Texts are in `language`, else in the cart's own. */
  const priced = async (id: string, language?: string): Promise<PricedCart | null> => {
    const found = await find(id);
    return found && pricedCart(id, found, await factsOf(found.body), language);
  };

  /** What prices, stock and promotions say of a cart at this moment; null when its market is not there any more. */
  const factsOf = async ({ market: code, lines, codes = [], giftCards: cards = [] }: CartBody): Promise<CartFacts | null> => {
    const market = markets.get(code);
    if (!market) return null;
    const giftCards = await credit.cards(cards, market.currency);
    const offers = lines.length + codes.length === 0 ? NO_OFFERS : await promotions.offersFor({ market: market.code, asked: codes });
    const withFacts = offers.promotions.length > 0;
    const rows = lines.length === 0 ? [] : await store.variantsInMarket(lines, market.priceList, { withFacts, at: clock.now() });
    return { market, offers, giftCards, rows: new Map(rows.map((row) => [row.variantId, row])) };
  };

  const pricedCart = (id: string, kept: KeptCart, facts: CartFacts | null, language?: string): PricedCart | null => {
    if (!facts) return null;
    const { market, offers, giftCards, rows } = facts;
    const { body, version } = kept;
    const shown = language ?? body.language;
    const lines = body.lines.map((line) => pricedLine(line, rows.get(line.variantId), shown));
    const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
    return { id, version, kept, market, language: shown, lines, subtotal, codes: body.codes ?? [], offers, giftCards };
  };

  /** The cart after a change, by the facts that were read for it when they still hold for what is kept. */
  const viewAfter = async (id: string, kept: KeptCart, read: { body: CartBody; facts: CartFacts | null } | null = null) =>
    viewOf(pricedCart(id, kept, read && asksTheSame(read.body, kept.body) ? read.facts : await factsOf(kept.body)));

  const viewOf = async (cart: PricedCart | null): Promise<CartView<Image>> => {
    if (!cart) fail('cart_not_found');
    const estimate = cart.lines.length === 0 ? null : await shipping.estimateFor(cart.market, cart.subtotal);
    return cartView(cart, estimate, { imageOf, at: clock.now() });
  };

  const view = async (id: string, language?: string): Promise<CartView<Image>> => viewOf(await priced(id, language));

  return {
    async create(locale: Locale): Promise<CartView<Image>> {
      const id = randomToken(16);
      const body = emptyCart(locale.market.code, locale.language);
      const put = await documents.put(COLLECTION, id, body, { ifVersion: null, ttlSeconds: TTL_SECONDS });
      // It can only be there already when the answer to its own writing was lost.
      const kept = 'version' in put ? { body, version: put.version } : await find(id);
      return viewAfter(id, kept ?? fail('conflict', 'The cart could not be made; try again.'));
    },
    /** Adds to the line of this variant. With a `key` it happens once, however often it is sent. Answers with the cart as it is then. */
    async addLine(
      id: string,
      added: { variantId: number; quantity: number },
      { key = null }: { key?: string | null } = {},
    ): Promise<CartView<Image>> {
      checkQuantity(added.quantity);
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const body = withAdded(found.body, { ...added, unitAmount: 0, key });
      if (body === null) return viewAfter(id, found);
      const facts = await factsOf(body);
      const row = facts?.rows.get(added.variantId);
      const unitAmount = row?.active ? row.amount : null;
      if (unitAmount === null) fail('variant_not_found');
      const kept = await update(id, (cart) => withAdded(cart, { ...added, unitAmount, key }), found);
      return viewAfter(id, kept, { body, facts });
    },
    async setQuantity(id: string, variantId: number, quantity: number): Promise<CartView<Image>> {
      checkQuantity(quantity);
      const found = await find(id);
      if (!found) fail('cart_not_found');
      const body = withQuantity(found.body, variantId, quantity, null);
      const facts = await factsOf(body);
      const row = facts?.rows.get(variantId);
      const unitAmount = row?.active ? row.amount : null;
      const kept = await update(id, (cart) => withQuantity(cart, variantId, quantity, unitAmount), found);
      return viewAfter(id, kept, { body, facts });
    },
    async removeLine(id: string, variantId: number): Promise<CartView<Image>> {
      return viewAfter(id, await update(id, (cart) => withoutLine(cart, variantId)));
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
      const { codes } = await viewOf(pricedCart(id, { ...found, body: tried }, await factsOf(tried)));
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
    async takeOut(
      id: string,
      checkoutId: string,
      goods: readonly { variantId: number; quantity: number }[],
      known: KeptCart | null = null,
    ): Promise<number> {
      const kept = await changed(id, (cart) => withoutOrdered(cart, checkoutId, goods), known);
      return kept?.version ?? Number.MAX_SAFE_INTEGER;
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

/** Whether what was read for one of two carts is what the other one needs. */
function asksTheSame(a: CartBody, b: CartBody): boolean {
  const asked = ({ market, lines, codes = [], giftCards = [] }: CartBody) =>
    JSON.stringify([market, lines.map((line) => [line.variantId, line.quantity]), codes, giftCards]);
  return asked(a) === asked(b);
}
