import type { Clock } from '../../kernel/clock.ts';
import { gather } from '../../kernel/gather.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { PaymentMove } from '../payments/index.ts';
import type { Contact } from './contact.ts';
import type { OrderDraft } from './order.ts';
import type { PlacedRow, Placing, Sealed } from './order-place.store.ts';
import type { OrderWriteStore } from './order-write.store.ts';

export type PlaceOutcome =
  | { ok: true; id: string; number: string }
  /** Nothing was written: the goods are not held any more, or the checkout is not open any more. */
  | { ok: false; reason: 'not_held' | 'not_claimed' };

export type PlaceOptions = {
  /** True: the draft's checkout is open, and placing takes it: nobody can end it otherwise after that. */
  claim: boolean;
  /** What is known of the payment and not written yet. */
  payment?: PaymentMove | null;
};

/** Orders that are placed by one call. */
const MOST_ORDERS = 64;

/** Placing for buyers of one moment together: one call to the database, one commit, an outcome each. */
export function createPlacing(deps: { store: Pick<OrderWriteStore, 'placeMany'>; persons: Persons; prefix: string; clock: Clock }) {
  const { store, persons, prefix, clock } = deps;

  const placeTogether = gather<Placing, PlacedRow>({
    most: MOST_ORDERS,
    leastBeside: 24,
    run: (placings) => store.placeMany(prefix, placings, clock.now()),
  });

  const seal = (person: OpenPerson, draft: OrderDraft): Sealed => {
    const { email, ...rest } = draft.contact;
    const place = (column: string) => ({ table: 'customer_order', column, row: draft.id });
    return {
      email: persons.seal(person, place('email_sealed'), email),
      emailLookup: persons.emailLookup(email),
      contact: persons.seal(person, place('contact_sealed'), JSON.stringify(rest satisfies Omit<Contact, 'email'>)),
    };
  };

  return async (draft: OrderDraft, person: OpenPerson, { claim, payment = null }: PlaceOptions): Promise<PlaceOutcome> => {
    const row = await placeTogether({ draft, sealed: seal(person, draft), claim, payment, at: clock.now() });
    return row.outcome === 'placed' ? { ok: true, id: row.id, number: row.number } : { ok: false, reason: row.outcome };
  };
}
