import type { Clock } from '../../kernel/clock.ts';
import { gather } from '../../kernel/gather.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { KeptCart, PricedCart } from '../cart/index.ts';
import type { Contact } from '../orders/index.ts';
import type { Payment, Payments } from '../payments/index.ts';
import { type Attempt, type CheckoutOutcome, HOLD_MS, holdsGoodsAlone, type Plan, refusalOf, shortage } from './attempt.ts';
import type { CheckoutStore } from './checkout.store.ts';
import type { OpenedRow, Opening } from './opening.store.ts';

/** What the process that has just opened an attempt knows of it, so that it need not read it back. */
export type Opened = {
  person: OpenPerson;
  contact: Contact;
  /** Written; null when nothing is to be paid, or more than goods has to be held before. */
  payment: Payment | null;
  /** The cart as it was when it was opened. */
  cart: KeptCart;
  /** Nobody gives the goods back by the clock before this. */
  heldUntil: Date;
};

/** Attempts that are opened by one call. */
const MOST_OPENINGS = 64;

/** The first step of a purchase, for buyers of one moment together: person, checkout, goods and intent of payment in one transaction. */
export function createOpening(deps: { store: Pick<CheckoutStore, 'open'>; persons: Persons; payments: Payments; clock: Clock }) {
  const { store, persons, payments, clock } = deps;

  const openTogether = gather<Opening & { heldUntil: Date }, OpenedRow>({
    most: MOST_OPENINGS,
    leastBeside: 24,
    run: (openings) =>
      store.open(
        openings,
        clock.now(),
        openings.map(({ heldUntil }) => heldUntil).reduce((a, b) => (a > b ? a : b)),
      ),
  });

  /** An attempt to drive; a refusal for want of goods; null when another attempt was faster and everything has to be looked at again. */
  return async (request: {
    checkoutId: string;
    cart: PricedCart;
    plan: Plan;
    contact: Contact;
  }): Promise<{ attempt: Attempt; opened: Opened } | { outcome: CheckoutOutcome } | null> => {
    const { checkoutId, cart, plan, contact } = request;
    const person = persons.create();
    const now = clock.now();
    const attempt: Attempt = {
      id: checkoutId,
      cartId: cart.id,
      cartVersion: cart.version,
      orderId: uuidv7(),
      personId: person.id,
      status: 'open',
      market: cart.market.code,
      language: cart.language,
      country: contact.country,
      plan,
      contactSealed: persons.seal(person, { table: 'checkout', column: 'contact_sealed', row: checkoutId }, JSON.stringify(contact)),
      outcome: null,
      updatedAt: now,
      emptiedVersion: null,
    };
    const { provider, method } = plan.payment;
    const amount = plan.sums.dueAmount;
    const isToPay = amount > 0 && holdsGoodsAlone(plan);
    const intent = isToPay ? payments.intentToWrite({ checkoutId, provider, method, amount, currency: plan.currency }) : null;
    const heldUntil = new Date(now.getTime() + HOLD_MS);
    const row = await openTogether({ attempt, person: person.row, payment: intent?.row ?? null, heldUntil });
    if (row.outcome === 'open')
      return { attempt, opened: { person, contact, cart: cart.kept, payment: intent?.payment ?? null, heldUntil } };
    if (row.outcome === 'released') return { outcome: refusalOf('checkout_expired') };
    if (row.outcome !== 'short') return null;
    const shortages = row.shortVariants.map((variantId, index) => ({ variantId, available: row.shortAvailable[index] ?? 0 }));
    return { outcome: shortage(shortages) };
  };
}
