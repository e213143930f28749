import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import type { FieldFault } from '../../kernel/errors.ts';
import { taxIncluded as taxInside } from '../../kernel/money.ts';
import type { Persons } from '../accounts/index.ts';
import { giftCardsIn, offersIn, type PricedCart, type PricedLine, quoteLineOf, refusalDetail, verdictOn } from '../cart/index.ts';
import type { Credit, NewGiftCard } from '../credit/index.ts';
import { type DraftLine, orderSums } from '../orders/index.ts';
import type { Offers, Promotions } from '../promotions/index.ts';
import { choicesOf, type DeliveredGoods, type DeliveryOption, nameOfWay, type Shipping } from '../shipping/index.ts';
import type { Tax } from '../tax/index.ts';
import { type Quote, type QuoteLine, quoteOf, type Refusal, type TaxRate } from '../totals/index.ts';
import { type CheckoutOutcome, type Plan, type PlannedUse, refusal, shortMessage } from './attempt.ts';

export type Planner = ReturnType<typeof createPlanner>;

/** What a cart can become in a country: the ways of delivery, and the plan that choosing one of them makes. */
export type OpenPlan = {
  options: DeliveryOption[];
  /** The buyer owes the tax himself: the plan is in net prices. */
  isReverseCharge: boolean;
  planFor(option: DeliveryOption): Omit<Plan, 'payment'>;
  /** Codes and gift cards of the cart that give nothing any more, or nothing to this buyer. */
  lapsedFor(option: DeliveryOption): Lapsed;
};

/** `fields` name each by `/codes/CODE` or `/giftCards/ID`. */
export type Lapsed = { codes: FieldFault[]; giftCards: FieldFault[] };

/** What the goods of the cart themselves decide: the cart has said so from the first, and a change of it may mend it. */
const BY_THE_GOODS: ReadonlySet<Refusal> = new Set<Refusal>([
  'nothingFits',
  'leastAmountNotReached',
  'leastQuantityNotReached',
  'nothingToReduce',
  'notCombinable',
]);

/** Turns a cart with live prices into what would be bought: its lines, a way of delivery, and the sums of `quoteOf`. */
export function createPlanner(deps: {
  tax: Tax;
  shipping: Shipping;
  promotions: Pick<Promotions, 'offersFor'>;
  credit: Pick<Credit, 'newCard' | 'storeCredit'>;
  persons: Pick<Persons, 'emailLookup'>;
  clock?: Clock;
}) {
  const { tax, shipping, promotions, credit, persons, clock = systemClock } = deps;

  return {
    /**
     * @param email of who buys, once it is known: limits per customer need it
     * @param vatId of a business; one that does not hold is as good as none
     * @param withStoreCredit spends the customer's credit too; only where it is certain who asks, since an e-mail alone proves nothing
     */
    async open(
      cart: PricedCart,
      destination: Destination,
      { email = '', vatId = '', withStoreCredit = false }: { email?: string; vatId?: string; withStoreCredit?: boolean } = {},
    ): Promise<OpenPlan> {
      const nothing = { options: [], isReverseCharge: false, planFor: () => failToPlan(), lapsedFor: () => failToPlan() };
      if (!cart.market.countries.includes(destination.country)) return nothing;
      // What is not sold is no part of the sum, here as in the cart; a cart with such a line cannot be bought.
      const sold = cart.lines.filter((line) => line.problem !== 'unavailable');
      const hasOffers = cart.offers.promotions.length > 0;
      const lookup = email === '' || !(hasOffers || withStoreCredit) ? null : persons.emailLookup(email);
      const customer = lookup?.toString('hex') ?? null;
      const [store, offers, taxTerms, options] = await Promise.all([
        withStoreCredit && lookup ? credit.storeCredit(lookup, cart.market.currency) : null,
        customer === null || !hasOffers ? cart.offers : promotions.offersFor({ market: cart.market.code, asked: cart.codes, customer }),
        tax.forQuote({
          market: cart.market,
          destination,
          categories: sold.map((line) => line.taxCategory),
          customer: { vatId },
          at: clock.now(),
        }),
        shipping.optionsFor(cart.market, destination, goodsOf(cart, sold)),
      ]);
      const { currency, taxDisplay } = cart.market;
      const isReverseCharge = taxTerms.customer.isReverseCharge === true;
      // A business that owes the tax itself is asked for net prices, and its papers show them.
      const isNet = isReverseCharge && taxDisplay === 'inclusive';
      const taxIncluded = taxDisplay === 'inclusive' && !isNet;
      const rateOf = (line: PricedLine) => (line.taxable ? ratePpmOf(taxTerms.taxRates, line.taxCategory) : 0);
      const charged = isNet ? sold.map((line) => ({ ...line, unitAmount: withoutTax(line.unitAmount, rateOf(line)) })) : sold;
      const deliveryRate = isNet ? Math.max(0, ...sold.map(rateOf)) : 0;
      const lines = charged.map(
        (line): QuoteLine => ({ ...quoteLineOf(line), ...(line.taxable ? { taxCategory: line.taxCategory } : { taxes: [] }) }),
      );
      const drafts = charged.map((line) => draftOf(line, credit.newCard));
      const quoteFor = ({ code, amount }: DeliveryOption) =>
        quoteOf({
          ...offersIn(offers),
          currency,
          ...taxTerms,
          pricesIncludeTax: taxIncluded,
          at: clock.now().toISOString(),
          destination: { country: destination.country, ...(destination.region ? { region: destination.region } : {}) },
          lines,
          delivery: [{ id: code, amount: isNet ? withoutTax(amount, deliveryRate) : amount }],
          giftCards: giftCardsIn(cart),
          storeCredit: store?.available ?? 0,
        });
      return {
        isReverseCharge,
        options: options.flatMap(choicesOf),
        lapsedFor: (option) => lapsedOf(cart, offers, quoteFor(option)),
        planFor: (option) => {
          const { code, amount: _amount, ...way } = option;
          const quote = quoteFor(option);
          return {
            currency,
            taxIncluded,
            isReverseCharge,
            lines: drafts,
            delivery: { code, name: nameOfWay(way) },
            sums: orderSums(quote, offers.named),
            uses: usesOf(quote, offers, customer),
            credit: creditOf(quote, store),
          };
        },
      };
    },
  };
}

function lapsedOf({ codes, giftCards }: PricedCart, offers: Offers, quote: Quote): Lapsed {
  return {
    codes: codes.flatMap((code): FieldFault[] => {
      const { refusal } = verdictOn(code, offers, quote);
      return refusal === null || BY_THE_GOODS.has(refusal)
        ? []
        : [{ path: `/codes/${code}`, code: refusal, message: refusalDetail(refusal) }];
    }),
    giftCards: giftCards
      .filter(({ available }) => available <= 0)
      .map(({ id, lastFour }) => ({
        path: `/giftCards/${id}`,
        code: 'spent',
        message: `The gift card that ends in ${lastFour} is spent or does not hold any more.`,
      })),
  };
}

function withoutTax(amount: number, ratePpm: number): number {
  return amount - taxInside(amount, ratePpm);
}

/** What a price of this category contains. */
function ratePpmOf(rates: readonly TaxRate[], category: string): number {
  const percent = rates.reduce((sum, rate) => sum + (rate.category === undefined || rate.category === category ? rate.percent : 0), 0);
  return Math.round(percent * 10_000);
}

/** What rates of delivery depend on. */
function goodsOf(cart: PricedCart, sold: readonly PricedLine[]): DeliveredGoods {
  const sent = sold.filter((line) => line.requiresShipping);
  return {
    subtotal: cart.subtotal,
    weightGrams: sent.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0),
    quantity: sent.reduce((sum, line) => sum + line.quantity, 0),
    isSent: sent.length > 0 || sold.length === 0,
  };
}

/** What is to be held of the promotions that apply. Who buys is named where a limit asks for it, by a keyed hash. */
function usesOf({ promotions, currency }: Quote, offers: Offers, customer: string | null): PlannedUse[] {
  return promotions
    .filter(({ isApplied }) => isApplied)
    .map(({ id, amount }) => {
      const perCustomer = offers.promotions.find((one) => one.id === id)?.limit?.perCustomer ?? null;
      return {
        promotion: id,
        code: offers.named.get(id)?.code ?? null,
        customer: perCustomer === null ? null : customer,
        amount,
        currency,
      };
    });
}

function creditOf({ giftCards, storeCreditUsed }: Quote, store: { id: string } | null): Plan['credit'] {
  const cards = giftCards.map(({ code, used }) => ({ account: code, amount: used }));
  return [...cards, ...(store ? [{ account: store.id, amount: storeCreditUsed }] : [])].filter(({ amount }) => amount > 0);
}

function failToPlan(): never {
  throw new Error('there is no plan without a way of delivery');
}

function draftOf(line: PricedLine, newCard: () => NewGiftCard): DraftLine {
  return {
    variantId: line.variantId,
    productId: line.productId ?? 0,
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    handle: line.handle ?? '',
    mediaId: line.media?.id ?? null,
    quantity: line.quantity,
    unitAmount: line.unitAmount,
    giftCards: line.isGiftCard ? Array.from({ length: line.quantity }, newCard) : [],
  };
}

/** Why this cart cannot be bought as it stands; null when it can. What is short is named here early and refused by the reservation for certain. */
export function cartRefusal(cart: PricedCart): CheckoutOutcome | null {
  if (cart.lines.length === 0) return refusal('cart_empty', 'The cart is empty. Add a product first.');
  const faultsOf = (problem: string, message: (line: PricedCart['lines'][number]) => string): FieldFault[] =>
    cart.lines
      .filter((line) => line.problem === problem)
      .map((line) => ({ path: `/lines/${line.variantId}`, code: problem, message: message(line) }));
  const unavailable = faultsOf('unavailable', (line) => `${line.title || 'This product'} is not sold any more`);
  if (unavailable.length > 0) return refusal('cart_line_unavailable', 'Remove what is not sold any more.', unavailable);
  const short = faultsOf('short', (line) => shortMessage(line.available ?? 0));
  if (short.length > 0) return refusal('insufficient_stock', 'Some of it is not in stock any more in this quantity.', short);
  return null;
}
