import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import { type FieldFault, fail } from '../../kernel/errors.ts';
import { isUuid, uuidOf, uuidv7 } from '../../kernel/ids.ts';
import type { Persons } from '../accounts/index.ts';
import type { Carts, CartView, PricedCart } from '../cart/index.ts';
import { type Contact, type ContactInput, contactFaults, type OrderSums, tidyContact } from '../orders/index.ts';
import { type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { DeliveryOption } from '../shipping/index.ts';
import type { Tax, VatIdCheck } from '../tax/index.ts';
import type { Attempts } from './attempt.service.ts';
import { type Attempt, type CheckoutOutcome, type Plan, refusal } from './attempt.ts';
import type { CheckoutStore } from './checkout.store.ts';
import { createOpening, type Opened } from './opening.service.ts';
import { cartRefusal, type Lapsed, type Planner } from './plan.service.ts';

export type CheckoutInput = {
  cartId: string;
  /** UUID of this attempt, made by the shopper's side: the same id gives the same answer, a new attempt takes a new one. */
  checkoutId: string;
  contact: ContactInput;
  /** Code of the way of delivery. */
  delivery: string;
  /** The provider's name and its token for how to pay; never a card number. */
  payment: { provider: string; method: string };
  /** The total owed that was shown (before gift cards and store credit), minor units; another one is refused. */
  expectedTotal?: number;
  /** The amount left to pay that was shown, after gift cards and store credit; another one is refused. */
  expectedDue?: number;
  /** Spends the store credit of this e-mail too. Only for callers that know who asks: staff, a customer who is logged in. */
  withStoreCredit?: boolean;
  /** Staff have been paid (provider `desk`). Only for callers that know who asks. */
  byHand?: boolean;
  /** `https://shop.example`: where the shop was asked, for the address the buyer comes back to. */
  origin?: string;
  /** Where the buyer comes back to from a page of the provider; default the shop's own page for it. */
  returnUrl?: string;
  /** Language of the order's texts; default the cart's. */
  language?: string;
};

/** What the checkout page shows before it is sent. */
export type CheckoutView<Image> = {
  /** For the form: sending it again is the same attempt. */
  checkoutId: string;
  cart: CartView<Image>;
  country: string;
  countries: readonly string[];
  /** The VAT id that was given frees from the tax: the sums are net. */
  isReverseCharge: boolean;
  /** What the register said of a VAT id whose form holds; null: there is none. */
  vatId: VatIdCheck['register'] | null;
  /** Each with the sums that choosing it makes for this country. */
  deliveryOptions: (DeliveryOption & { sums: OrderSums })[];
  paymentProviders: string[];
  /** From an attempt of this cart that came to nothing. */
  entered: Contact | null;
};

/** An attempt to drive. `own`: it is the caller's, not another one on the same cart. */
type Started = { attempt: Attempt; own: boolean; opened?: Opened };

export type Checkouts<Image> = ReturnType<typeof createCheckouts<Image>>;

const MOST_ROUNDS = 10;
/** How long a repeated call on an emptied cart is answered with the order it became. */
const SAME_PURCHASE_MS = 3600_000;
/** The second click of a double click comes within this time of the answer to the first. */
const SAME_CLICK_MS = 3000;
/** Ends of one form that are followed. */
const MOST_TRIES = 100;
const GIVEN_UP_MS = 24 * 3600_000;

/** From a cart to an order: validate, then drive the attempt. One cart that is completed many times at once gives one order. */
export function createCheckouts<Image>(deps: {
  store: CheckoutStore;
  attempts: Attempts;
  planner: Planner;
  carts: Carts<Image>;
  payments: Payments;
  tax: Pick<Tax, 'checkVatId'>;
  persons: Persons;
  clock?: Clock;
}) {
  const { store, attempts, planner, carts, payments, tax, persons, clock = systemClock } = deps;
  const open = createOpening({ store, persons, payments, clock });
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);

  /** The plan of the shopper's choices, or why there is none. */
  const planOf = async (cart: PricedCart, input: CheckoutInput, contact: Contact): Promise<Plan | CheckoutOutcome> => {
    const faults = contactFaults(contact, cart.market.countries);
    const { options, planFor, lapsedFor } = await planner.open(cart, placeOf(contact), {
      email: contact.email,
      vatId: contact.vatId,
      withStoreCredit: input.withStoreCredit ?? false,
    });
    if (contact.vatId !== '' && (await tax.checkVatId(contact.vatId)).register === 'invalid')
      faults.push({ path: '/contact/vatId', code: 'not_registered', message: 'the register of VAT ids does not know it' });
    const chosen = options.find(({ code }) => code === input.delivery);
    if (!chosen && !faults.some((fault) => fault.path === '/contact/country'))
      faults.push({ path: '/delivery', code: 'unknown', message: 'not a way of delivery to this country' });
    const sums = chosen ? planFor(chosen) : null;
    // Where cards pay it all, no provider is needed.
    if (sums?.sums.dueAmount !== 0) faults.push(...paymentFaults(payments, input));
    if (faults.length > 0 || !sums) return refusal('payload_invalid', 'Some fields are not valid.', faults);
    const plan = { ...sums, payment: { ...input.payment, returnUrl: returnUrlOf(cart, input) } };
    const { total, dueAmount } = plan.sums;
    const isOther = (shown: number | undefined, is: number) => shown !== undefined && shown !== is;
    if (isOther(input.expectedTotal, total))
      return refusal('checkout_total_changed', `The total is now ${total}, in minor units.`, [
        { path: '/expectedTotal', code: 'changed', message: `the total is ${total}` },
      ]);
    if (isOther(input.expectedDue, dueAmount))
      return refusal('checkout_total_changed', `What is left to pay is now ${dueAmount}, in minor units.`, [
        { path: '/expectedDue', code: 'changed', message: `left to pay is ${dueAmount}` },
      ]);
    return (chosen && lapsedRefusal(lapsedFor(chosen), input)) ?? plan;
  };

  /** An attempt to drive; an answer; or null when the cart has changed under our hands and has to be read again. */
  const start = async (input: CheckoutInput, other: Attempt | null): Promise<Started | { outcome: CheckoutOutcome } | null> => {
    if (other?.status === 'open') {
      const isNewChoice = other.id !== input.checkoutId && (!isSamePayment(other, input.payment) || other.updatedAt <= ago(SAME_CLICK_MS));
      return isNewChoice && (await attempts.giveWay(other)) ? null : { attempt: other, own: other.id === input.checkoutId };
    }
    if (other) {
      await attempts.emptyCart(other);
      return null;
    }
    const cart = await carts.priced(input.cartId, input.language);
    const refused = cart ? cartRefusal(cart) : refusal('cart_not_found', 'There is no such cart; it may have expired.');
    if (!cart || refused) return refuse(input, cart?.version ?? 0, refused!);
    const contact = tidyContact(input.contact);
    const plan = await planOf(cart, input, contact);
    if ('ok' in plan) return { outcome: plan };
    return begin(input, cart, plan, contact);
  };

  /** A cart that another call is buying, or has just bought, looks short or empty: then that purchase is the answer. */
  const refuse = async (input: CheckoutInput, version: number, refused: CheckoutOutcome) => {
    if (await store.inTheWay(input.cartId, version)) return null;
    const isGone = !refused.ok && (refused.code === 'cart_empty' || refused.code === 'cart_not_found');
    const placed = isGone ? await store.lastPlaced(input.cartId, ago(SAME_PURCHASE_MS)) : null;
    return placed ? { attempt: placed, own: true } : { outcome: refused };
  };

  const begin = async (input: CheckoutInput, cart: PricedCart, plan: Plan, contact: Contact) => {
    const begun = await open({ checkoutId: input.checkoutId, cart, plan, contact });
    return begun && 'attempt' in begun ? { ...begun, own: true } : begun;
  };

  const complete = async (input: CheckoutInput): Promise<CheckoutOutcome> => {
    if (!isUuid(input.checkoutId)) return refusal('payload_invalid', 'The checkout id is a UUID.', [ID_FAULT]);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const { own: known, inTheWay } = await store.look(input.checkoutId, input.cartId);
      if (known && known.cartId !== input.cartId) return refusal('conflict', 'This checkout id belongs to another cart. Use a new one.');
      if (known) return attempts.finish(known);
      const started = await start(input, inTheWay);
      if (started === null) continue;
      if ('outcome' in started) return started.outcome;
      const outcome = await attempts.finish(started.attempt, started.opened ?? null);
      // Another attempt on this cart came first: its order is the answer, and so is a provider that leaves it open.
      if (started.own || outcome.ok || outcome.code === 'payment_unavailable' || outcome.code === 'payment_action_required') return outcome;
    }
    return refusal('conflict', 'The cart is being bought from several places at once. Try again.');
  };

  return {
    /** For the checkout page. Throws `cart_not_found`. */
    async prepare(request: {
      cartId: string;
      country?: string;
      region?: string;
      postalCode?: string;
      email?: string;
      vatId?: string;
      language?: string;
      previous?: string;
    }): Promise<CheckoutView<Image>> {
      const priced = await carts.priced(request.cartId, request.language);
      if (!priced) fail('cart_not_found');
      const { countries } = priced.market;
      const country = request.country && countries.includes(request.country) ? request.country : countries[0]!;
      const [cart, { options, isReverseCharge, planFor }] = await Promise.all([
        carts.view(request.cartId, request.language),
        planner.open(priced, placeOf({ country, region: request.region ?? '', postalCode: request.postalCode ?? '' }), {
          email: request.email ?? '',
          vatId: request.vatId ?? '',
        }),
      ]);
      const vatId = request.vatId ? await tax.checkVatId(request.vatId) : null;
      const previous = request.previous && isUuid(request.previous) ? await store.byId(request.previous) : null;
      return {
        checkoutId: uuidv7(),
        cart,
        country,
        countries,
        isReverseCharge,
        vatId: vatId?.id ? vatId.register : null,
        deliveryOptions: options.map((option) => ({ ...option, sums: planFor(option).sums })),
        paymentProviders: payments.offered(),
        entered: previous?.cartId === request.cartId ? await attempts.contactOf(previous) : null,
      };
    },
    /**
     * The id that a form is to be sent by: its own, unless that attempt has ended without an order (the way back leads to the old
     * form) and this is no repeated click. It follows from the id and the payment, so that a double submit is one attempt there too.
     */
    async attemptIdOf({ checkoutId, cartId, payment }: Pick<CheckoutInput, 'checkoutId' | 'cartId' | 'payment'>): Promise<string> {
      let id = checkoutId;
      for (let tries = 0; tries < MOST_TRIES && isUuid(id); tries += 1) {
        const known = await store.byId(id);
        if (known?.cartId !== cartId || known.status === 'placed') break;
        const isSame = isSamePayment(known, payment);
        if (isSame && (known.status === 'open' || known.updatedAt > ago(SAME_CLICK_MS))) break;
        id = uuidOf(`${id} ${payment.provider}:${payment.method}`);
      }
      return id;
    },
    /**
     * Buys the cart. Refusals that come before an attempt is made (fields, cart, total) leave the id free; after that the
     * same id always answers the same. Safe to call many times at once and after a crash at any point.
     */
    complete,
    /** The buyer is back from a page of the provider: the end of the attempt. Null when there is none of this cart. */
    async comeBack({ checkoutId, cartId }: Pick<CheckoutInput, 'checkoutId' | 'cartId'>): Promise<CheckoutOutcome | null> {
      const known = isUuid(checkoutId) ? await store.byId(checkoutId) : null;
      return known?.cartId === cartId ? attempts.finish(known) : null;
    },
    /** The provider has told something about its payment: the same steps as after the buyer's return, from whichever comes first. */
    async goOn(checkoutId: string): Promise<void> {
      const known = await store.byId(checkoutId);
      if (!known) return;
      try {
        if (known.status === 'open') await attempts.finish(known);
        else if (known.status !== 'placed') await attempts.recover(known);
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error;
      }
    },
    /**
     * Job, every minute or so: finishes attempts that died half-way, gives back charges without an order, and carries out
     * refunds that are still open. Answers with counts; `open` could not be finished yet.
     */
    async recoverPayments({ olderThanMs = 120_000 }: { olderThanMs?: number } = {}) {
      const before = ago(olderThanMs);
      const counts = { placed: 0, ended: 0, open: 0 };
      for (const attempt of [...(await store.unfinished(before)), ...(await store.abandonedCharges(before))]) {
        try {
          const outcome = await attempts.recover(attempt);
          counts[outcome.ok ? 'placed' : 'ended'] += 1;
        } catch (error) {
          if (!(error instanceof ProviderUnavailable)) throw error;
          counts.open += 1;
        }
      }
      const refunds = await payments.finishRefunds({ olderThanMs });
      return { ...counts, refunded: refunds.done, open: counts.open + refunds.open };
    },
    /** Job, every hour or so: forgets attempts that came to nothing a day ago, with what was entered in them. */
    sweep: (): Promise<number> => store.sweep(ago(GIVEN_UP_MS)),
  };
}

/** Who has entered a code or a card pays without it only when the sum he was shown has come along. */
function lapsedRefusal({ codes, giftCards }: Lapsed, { expectedTotal, expectedDue }: CheckoutInput): CheckoutOutcome | null {
  const hasSeenDue = expectedDue !== undefined;
  const unseen = [...(hasSeenDue || expectedTotal !== undefined ? [] : codes), ...(hasSeenDue ? [] : giftCards)];
  if (unseen.length === 0) return null;
  const isUsedUp = unseen.some(({ code }) => code === 'limitReached' || code === 'customerLimitReached' || code === 'spent');
  return refusal(
    isUsedUp ? 'code_used_up' : 'code_refused',
    'Something that was entered in the cart reduces nothing any more. Nothing was charged. Take it out, or send the sum that was shown as expectedDue.',
    unseen,
  );
}

function isSamePayment({ plan }: Attempt, { provider, method }: CheckoutInput['payment']): boolean {
  return plan.payment.provider === provider && plan.payment.method === method;
}

function returnUrlOf(cart: PricedCart, { checkoutId, origin = 'http://localhost', returnUrl, language }: CheckoutInput): string {
  return returnUrl ?? `${origin}/${cart.market.code}/${language ?? cart.language}/checkout/return?checkout=${checkoutId}`;
}

function placeOf({ country, region, postalCode }: Pick<Contact, 'country' | 'region' | 'postalCode'>): Destination {
  return { country, ...(region === '' ? {} : { region }), ...(postalCode === '' ? {} : { postalCode }) };
}

const ID_FAULT: FieldFault = { path: '/checkoutId', code: 'invalid', message: 'not a UUID' };

function paymentFaults(payments: Payments, { payment, byHand = false }: CheckoutInput): FieldFault[] {
  if (payments.accepts(payment.provider, payment.method, { byHand })) return [];
  return [{ path: '/payment/method', code: 'unknown', message: 'not a way to pay here' }];
}
