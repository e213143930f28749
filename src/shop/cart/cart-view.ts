import type { Market } from '../../kernel/market.ts';
import { type Translated, translate } from '../../kernel/translated.ts';
import type { SpendableCard } from '../credit/index.ts';
import type { Offers } from '../promotions/index.ts';
import type { DeliveryOption } from '../shipping/index.ts';
import { type Quote, type QuoteInput, quoteOf, type Refusal } from '../totals/index.ts';
import type { CartBody } from './cart.ts';
import type { LineProblem, MediaRow, PricedLine } from './priced-line.ts';
import { quoteLineOf } from './quote-line.ts';

/** A cart as it is kept, at one version. */
export type KeptCart = { body: CartBody; version: number };

/** A cart with live prices and stock: what the computing parts work with. */
export type PricedCart = {
  id: string;
  version: number;
  /** What it was made of. */
  kept: KeptCart;
  market: Market;
  language: string;
  lines: PricedLine[];
  /** Before discounts. */
  subtotal: number;
  /** As they were typed. */
  codes: readonly string[];
  /** What promotions have to say, before it is known who buys. */
  offers: Offers;
  giftCards: SpendableCard[];
};

/** A code of the cart. `refusal`: why it gives nothing now. `amount`: what it takes off. */
export type CartCode = { code: string; name: string | null; isAccepted: boolean; refusal: Refusal | null; amount: number };

export type CartNotice =
  | { code: 'price_changed'; variantId: number; title: string; from: number; to: number }
  | { code: 'short'; variantId: number; title: string; available: number }
  | { code: 'unavailable'; variantId: number; title: string };

/** A cart as pages and the API show it. Amounts in minor units of `currency`, as the market presents them. */
export type CartView<Image> = {
  id: string;
  version: number;
  market: string;
  language: string;
  currency: string;
  taxIncluded: boolean;
  lines: {
    variantId: number;
    productId: number | null;
    /** Null when the product is not sold any more: then there is no page to link to. */
    handle: string | null;
    title: string;
    variantTitle: string;
    sku: string | null;
    image: Image | null;
    quantity: number;
    unitAmount: number;
    compareAt: number | null;
    discountAmount: number;
    /** After the discount; 0 for a line that is not sold any more: it is not part of the sum. */
    total: number;
    /** Null: any quantity can be had. */
    available: number | null;
    problem: LineProblem | null;
  }[];
  /** Goods before discounts. */
  subtotal: number;
  /** Of goods and delivery. */
  discountAmount: number;
  /** Whatever takes something off, with or without a code. */
  promotions: { id: string; name: string; code: string | null; amount: number }[];
  codes: CartCode[];
  /** Gift cards, each with what it would pay of the total. */
  giftCards: { id: string; lastFour: string; available: number; used: number }[];
  /** Goods and the estimated delivery after discounts, as the market presents its prices; tax that comes on top is not in it. */
  total: number;
  /** The total less the gift cards. */
  dueAmount: number;
  itemCount: number;
  /** The cheapest delivery before a country is known; null when the market has none. */
  deliveryEstimate: { name: string; amount: number; minDays: number; maxDays: number; untilFree: number | null } | null;
  notices: CartNotice[];
};

export function cartView<Image>(
  cart: PricedCart,
  delivery: DeliveryOption | null,
  { imageOf, at }: { imageOf: (media: MediaRow, alt: string) => Image | null; at: Date },
): CartView<Image> {
  const quote = quoteOfCart(cart, delivery, at);
  const sums = new Map(quote.lines.map((line) => [line.id, line]));
  return {
    id: cart.id,
    version: cart.version,
    market: cart.market.code,
    language: cart.language,
    currency: cart.market.currency,
    taxIncluded: cart.market.taxDisplay === 'inclusive',
    lines: cart.lines.map((line) => ({
      variantId: line.variantId,
      productId: line.productId,
      handle: line.handle,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      image: line.media && imageOf(line.media, translate(line.media.alt, cart.language) || line.title),
      quantity: line.quantity,
      unitAmount: line.unitAmount,
      compareAt: line.compareAt,
      discountAmount: sums.get(String(line.variantId))?.discount ?? 0,
      total: sums.get(String(line.variantId))?.total ?? 0,
      available: line.available,
      problem: line.problem,
    })),
    subtotal: quote.goods.amount,
    discountAmount: quote.discount,
    promotions: quote.promotions.filter(({ isApplied }) => isApplied).map(({ id, amount }) => ({ id, amount, ...namedIn(cart, id) })),
    codes: cart.codes.map((code) => codeOf(cart, quote, code)),
    giftCards: cart.giftCards.map((card, index) => ({ ...card, used: quote.giftCards[index]?.used ?? 0 })),
    total: quote.total,
    dueAmount: quote.due,
    itemCount: cart.lines.reduce((count, line) => count + line.quantity, 0),
    deliveryEstimate: delivery && estimateOf(delivery, cart.language),
    notices: cart.lines.flatMap(noticeOf),
  };
}

/** Without taxes: the cart shows what prices say, and the country is not known yet. */
function quoteOfCart(cart: PricedCart, delivery: DeliveryOption | null, at: Date): Quote {
  const { market, lines, offers } = cart;
  return quoteOf({
    ...offersIn(offers),
    currency: market.currency,
    pricesIncludeTax: market.taxDisplay === 'inclusive',
    at: at.toISOString(),
    // As the checkout begins.
    destination: { country: market.countries[0] ?? '' },
    lines: lines.filter(({ problem }) => problem !== 'unavailable').map(quoteLineOf),
    delivery: delivery ? [{ amount: delivery.amount }] : [],
    giftCards: giftCardsIn(cart),
  });
}

/** The part of a quote's input that promotions make. */
export function offersIn({ promotions, codes }: Offers): Pick<QuoteInput, 'promotions' | 'codes'> {
  return { promotions, codes };
}

export function giftCardsIn({ giftCards }: PricedCart): { code: string; balance: number }[] {
  return giftCards.map(({ id, available }) => ({ code: id, balance: available }));
}

function namedIn({ offers, language }: PricedCart, id: string): { name: string; code: string | null } {
  const named = offers.named.get(id);
  return { name: translate(named?.name, language), code: named?.code ?? null };
}

function codeOf(cart: PricedCart, quote: Quote, code: string): CartCode {
  const { name, refusal, amount } = verdictOn(code, cart.offers, quote);
  return { code, name: name && translate(name, cart.language), isAccepted: refusal === null, refusal, amount };
}

/** What a code of the cart has come to in a quote made of these offers. `refusal`: why it gives nothing. */
export function verdictOn(
  code: string,
  offers: Offers,
  quote: Quote,
): { name: Translated | null; refusal: Refusal | null; amount: number } {
  const refused = offers.refused.find((one) => one.code === code);
  if (refused) return { name: null, refusal: refused.refusal, amount: 0 };
  const [id, named] = [...offers.named].find(([, one]) => one.code === code) ?? [];
  const verdict = quote.promotions.find((one) => one.id === id);
  return {
    name: named?.name ?? null,
    refusal: verdict?.isApplied ? null : (verdict?.refusal ?? 'unknownCode'),
    amount: verdict?.amount ?? 0,
  };
}

function estimateOf(option: DeliveryOption, language: string) {
  const { amount, minDays, maxDays, untilFree } = option;
  return { name: translate(option.name, language), amount, minDays, maxDays, untilFree };
}

function noticeOf(line: PricedLine): CartNotice[] {
  const { variantId, title } = line;
  if (line.problem === 'unavailable') return [{ code: 'unavailable', variantId, title }];
  const notices: CartNotice[] = [];
  if (line.problem === 'short') notices.push({ code: 'short', variantId, title, available: line.available ?? 0 });
  if (line.unitAmount !== line.seenAmount)
    notices.push({ code: 'price_changed', variantId, title, from: line.seenAmount, to: line.unitAmount });
  return notices;
}
