import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { Carts, KeptCart } from '../cart/index.ts';
import type { Credit, CreditRefusal } from '../credit/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { type Contact, type Orders, storedContact } from '../orders/index.ts';
import { type Payment, type PaymentMove, type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { Redemptions, UseRefusal } from '../promotions/index.ts';
import { type Attempt, type CheckoutOutcome, HOLD_MS, refusal, refusalOf, shortage } from './attempt.ts';
import type { CheckoutStore } from './checkout.store.ts';
import type { Opened } from './opening.service.ts';

/** Goods that are held this much longer need not be asked for again; far more than the clocks of two machines differ by. */
const SAFELY_HELD_MS = 5 * 60_000;

export type Attempts = ReturnType<typeof createAttempts>;

export type AttemptDeps = {
  store: CheckoutStore;
  carts: Pick<Carts<unknown>, 'takeOut'>;
  inventory: Inventory;
  redemptions: Redemptions;
  credit: Credit;
  payments: Payments;
  orders: Orders;
  persons: Persons;
  clock?: Clock;
};

/** What is paid, and what of it is still to be written. */
type Paid = { payment: Payment | null; move: PaymentMove | null };

/**
 * Carries an attempt to its end: hold the goods, write the payment down, charge, place, empty the cart. Every step is
 * recorded and harmless to repeat, so any process may take it up at any point, also several at once. Two row changes decide:
 * `claim` (in the order's transaction) and `close`; only one of them ever succeeds.
 */
export function createAttempts(deps: AttemptDeps) {
  const { store, carts, inventory, redemptions, credit, payments, orders, persons, clock = systemClock } = deps;
  const holdUntil = () => new Date(clock.now().getTime() + HOLD_MS);

  /** @param opened what is known of an attempt that this process has just opened: its goods are held */
  const drive = async (attempt: Attempt, opened: Opened | null = null): Promise<CheckoutOutcome> => {
    if (attempt.status === 'placed') await tryToEmptyCart(attempt);
    if (attempt.status !== 'open') return answerOf(attempt);
    const known = opened ? opened.payment : await payments.byCheckout(attempt.id);
    const refused = known ? null : await hold(attempt);
    if (refused) return refused;
    const { dueAmount } = attempt.plan.sums;
    if (dueAmount === 0) return place(attempt, { payment: null, move: null }, opened);
    if (known && !opened) return goOnPaying(attempt, known);
    return pay(attempt, known ?? (await payments.intent(intentOf(attempt, dueAmount))), opened);
  };

  /** Step 1: the goods and what promotions give, before anything is charged. */
  const hold = async (attempt: Attempt): Promise<CheckoutOutcome | null> => {
    const held = await inventory.reserve(attempt.id, attempt.plan.lines, holdUntil());
    if (!held.ok) {
      const ended = await end(attempt, 'failed', held.reason === 'short' ? 'insufficient_stock' : 'checkout_expired');
      return !ended.ok && held.reason === 'short' ? shortage(held.shortages) : ended;
    }
    const refused = await holdGifts(attempt, attempt.id);
    if (!refused) return null;
    const ended = await end(attempt, 'failed', refused.refusal === 'released' ? 'checkout_expired' : 'code_used_up');
    return !ended.ok && ended.code === 'code_used_up' ? usedUp(attempt, refused) : ended;
  };

  /** What promotions give and what cards and credit pay; both live with the goods held under the same id. */
  const holdGifts = async ({ plan }: Attempt, holder: string): Promise<UseRefusal | CreditRefusal | null> =>
    (await redemptions.hold(holder, plan.uses)) ?? (await credit.hold(holder, plan.credit));

  /** Step 2: the money. It is taken for good only while the goods are held. */
  const pay = async (attempt: Attempt, intended: Payment, opened: Opened | null): Promise<CheckoutOutcome> => {
    const begun = await payments.authorizeForOrder(intended, attempt.plan.payment.returnUrl);
    // Taken in the same call, moments after the goods were held.
    if (begun.move) return place(attempt, begun, opened);
    return finishPaying(attempt, begun.payment, opened);
  };

  /** For a payment that was begun before: what has become of it, and whether the goods are still there, is asked first. */
  const goOnPaying = async (attempt: Attempt, known: Payment): Promise<CheckoutOutcome> => {
    if (known.status === 'action_required') return finishPaying(attempt, (await payments.ask(known)) ?? known, null);
    if (known.status !== 'created') return finishPaying(attempt, known, null);
    if (!(await isStillHeld(attempt, null))) return end(attempt, 'failed', 'insufficient_stock');
    return finishPaying(attempt, await payments.authorize(known, attempt.plan.payment.returnUrl), null);
  };

  const finishPaying = async (attempt: Attempt, payment: Payment, opened: Opened | null): Promise<CheckoutOutcome> => {
    if (payment.status === 'action_required') return waitForBuyer(attempt, payment);
    if (payment.status === 'declined') return end(attempt, 'declined', 'payment_declined');
    if (payment.status === 'failed') return end(attempt, 'failed', 'payment_failed');
    if (payment.status !== 'authorized' && payment.status !== 'captured') return end(attempt, 'failed', 'checkout_expired');
    if (!(await isStillHeld(attempt, opened))) return end(attempt, 'failed', 'insufficient_stock');
    if (payment.status === 'authorized' && payment.captureMode === 'manual') return place(attempt, { payment, move: null }, opened);
    const captured = await payments.captureForOrder(payment);
    return captured.payment.status === 'captured' ? place(attempt, captured, opened) : end(attempt, 'failed', 'checkout_expired');
  };

  /** Holds longer; what was given back meanwhile (a provider that took its time) is held anew under the order's id, if it can. What promotions give goes with the goods. */
  const isStillHeld = async (attempt: Attempt, opened: Opened | null): Promise<boolean> => {
    if (opened && opened.heldUntil.getTime() - clock.now().getTime() > SAFELY_HELD_MS) return true;
    const until = holdUntil();
    if ((await inventory.extend(attempt.id, until)) !== 'released') return true;
    if (!(await inventory.reserve(attempt.orderId, attempt.plan.lines, until)).ok) return false;
    return (await holdGifts(attempt, attempt.orderId)) === null;
  };

  /** Step 3: the order, its lines, the sale of its goods and the capture, in one transaction. */
  const place = async (attempt: Attempt, paid: Paid, opened: Opened | null): Promise<CheckoutOutcome> => {
    const person = opened?.person ?? (await persons.open(attempt.personId));
    invariant(person, 'the person of an open attempt exists');
    const draft = draftOf(attempt, opened?.contact ?? openContact(persons, person, attempt), paid.payment);
    const outcome = await orders.place(draft, person, { claim: true, payment: paid.move });
    if (!outcome.ok) return end(attempt, 'failed', 'insufficient_stock');
    await tryToEmptyCart(attempt, opened?.cart ?? null);
    return { ok: true, orderId: outcome.id, orderNumber: outcome.number, statusToken: orders.statusToken(outcome.id) };
  };

  /** Step 4: once, and what was added meanwhile stays. The order stands already: a failure is left to the next one to look. */
  const tryToEmptyCart = async (attempt: Attempt, known: KeptCart | null = null): Promise<void> => {
    if (attempt.emptiedVersion !== null) return;
    try {
      const version = await carts.takeOut(attempt.cartId, attempt.id, attempt.plan.lines, known);
      await store.markEmptied(attempt.id, version, clock.now());
    } catch {
      // `inTheWay` and `unfinished` list it until it is done.
    }
  };

  /** The end without an order: goods back, money back. When another process was faster, its end is the answer. */
  const end = async (attempt: Attempt, status: 'declined' | 'failed', outcome: ErrorCode): Promise<CheckoutOutcome> => {
    await store.close(attempt.id, status, outcome, clock.now());
    const now = await store.byId(attempt.id);
    if (now?.status === 'placed') return answerOf(now);
    await inventory.release(attempt.id);
    await inventory.release(attempt.orderId);
    await giveMoneyBack(attempt);
    return refusalOf(now?.outcome ?? outcome);
  };

  /** Lets go of what was authorised, refunds what was taken. A provider that does not answer is asked again by `recover`. */
  const giveMoneyBack = async (attempt: Attempt): Promise<void> => {
    const payment = await payments.byCheckout(attempt.id);
    if (!payment) return;
    try {
      const left = await payments.void(payment, attempt.plan.payment.returnUrl);
      if (left.status !== 'captured') return;
      await payments.intendRefund(left, { amount: null, key: 'no-order', forSale: false });
      await payments.finishRefunds({ paymentId: left.id });
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
    }
  };

  const answerOf = async (attempt: Attempt): Promise<CheckoutOutcome> => {
    if (attempt.status !== 'placed') return refusalOf(attempt.outcome);
    const order = await orders.byCheckout(attempt.id);
    invariant(order, 'a placed checkout has an order');
    return { ok: true, orderId: order.id, orderNumber: order.number, statusToken: orders.statusToken(order.id) };
  };

  const finish = async (attempt: Attempt, opened: Opened | null = null): Promise<CheckoutOutcome> => {
    try {
      return await drive(attempt, opened);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      return refusal('payment_unavailable', 'The payment provider does not answer. Try again in a moment; you will not be charged twice.');
    }
  };

  return {
    /** The end of the attempt, reached now or before. `payment_unavailable` leaves it open: it will be taken up again. */
    finish,
    /** Only empties the cart of a placed attempt. */
    emptyCart: (attempt: Attempt) => tryToEmptyCart(attempt),
    /** What the shopper entered in an attempt that came to nothing; null once the order holds it. */
    async contactOf(attempt: Attempt): Promise<Contact | null> {
      const person = attempt.contactSealed && (await persons.open(attempt.personId));
      return person ? openContact(persons, person, attempt) : null;
    },
    /**
     * For an attempt that nobody drives any more: what was charged becomes an order (or is given back when the goods are
     * gone), what the provider has never seen is given up for good. Throws ProviderUnavailable.
     */
    async recover(attempt: Attempt): Promise<CheckoutOutcome> {
      if (attempt.status === 'placed') return drive(attempt);
      if (attempt.status !== 'open') {
        await giveMoneyBack(attempt);
        return refusalOf(attempt.outcome);
      }
      const payment = await payments.byCheckout(attempt.id);
      if (!payment && attempt.plan.sums.dueAmount > 0) return end(attempt, 'failed', 'checkout_expired');
      if (payment?.status === 'created' && !(await payments.ask(payment))) await payments.void(payment, attempt.plan.payment.returnUrl);
      const isLate = clock.now().getTime() - attempt.updatedAt.getTime() > HOLD_MS;
      if (payment?.status === 'action_required' && isLate) {
        const asked = (await payments.ask(payment)) ?? payment;
        if (asked.status === 'action_required') await payments.void(asked, attempt.plan.payment.returnUrl);
      }
      return drive(attempt);
    },
    /**
     * Gives up an attempt that waits for its buyer at the provider, since he wants to pay in another way. False when it does not
     * wait any more: then its own end is the answer.
     */
    async giveWay(attempt: Attempt): Promise<boolean> {
      const payment = await payments.byCheckout(attempt.id);
      if (payment?.status !== 'action_required') return false;
      try {
        if ((await payments.void(payment, attempt.plan.payment.returnUrl)).status !== 'voided') return false;
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error;
        return false;
      }
      await end(attempt, 'failed', 'checkout_expired');
      return true;
    },
  };
}

function waitForBuyer(attempt: Attempt, { actionUrl }: Payment): CheckoutOutcome {
  invariant(actionUrl, 'an action has its address');
  const detail = 'The bank wants to be sure that it is you. Go to the address of the action.';
  return { ok: false, code: 'payment_action_required', detail, fields: [], checkoutId: attempt.id, actionUrl };
}

function intentOf(attempt: Attempt, amount: number) {
  const { provider, method } = attempt.plan.payment;
  return { checkoutId: attempt.id, provider, method, amount, currency: attempt.plan.currency };
}

function draftOf(attempt: Attempt, contact: Contact, payment: Payment | null) {
  const { id: checkoutId, orderId: id, personId, market, language, country, plan } = attempt;
  const { currency, taxIncluded, isReverseCharge = false, lines, delivery, sums } = plan;
  const paymentId = payment?.id ?? null;
  const isPaid = payment === null || payment.status === 'captured';
  return {
    id,
    checkoutId,
    personId,
    paymentId,
    isPaid,
    market,
    language,
    country,
    currency,
    taxIncluded,
    isReverseCharge,
    lines,
    delivery,
    contact,
    sums,
  };
}

function openContact(persons: Persons, person: OpenPerson, attempt: Attempt): Contact {
  invariant(attempt.contactSealed, 'an attempt without an order holds its contact');
  const place = { table: 'checkout', column: 'contact_sealed', row: attempt.id };
  return storedContact(persons.unseal(person, place, attempt.contactSealed));
}

function usedUp({ plan }: Attempt, refused: UseRefusal | CreditRefusal): CheckoutOutcome {
  const { refusal: reason } = refused;
  if ('accountId' in refused)
    return refusal('code_used_up', 'Meanwhile a gift card was spent elsewhere. Nothing was charged.', [
      { path: `/giftCards/${refused.accountId}`, code: reason, message: 'spent elsewhere' },
    ]);
  const { promotionId } = refused;
  const code = plan.uses.find(({ promotion }) => promotion === promotionId)?.code ?? null;
  const message = reason === 'customerLimitReached' ? 'used as often as one customer may' : 'used as often as it may be';
  return refusal('code_used_up', 'Meanwhile a code was used up. Nothing was charged.', [
    { path: code ? `/codes/${code}` : '/promotions', code: reason, message },
  ]);
}
