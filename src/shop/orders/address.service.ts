import { fail } from '../../kernel/errors.ts';
import type { Persons } from '../accounts/index.ts';
import { type Contact, type ContactInput, contactFaults, tidyContact } from './contact.ts';
import { contactIn, type OrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import { allows, statesOf } from './order-states.ts';

export type Addresses = ReturnType<typeof createAddresses>;

/** Where an order goes, put right before anything has left. */
export function createAddresses({ changes, store, persons }: { changes: OrderChanges; store: OrderChangeStore; persons: Persons }) {
  return {
    /**
     * The country stays: taxes and delivery were worked out for it. An invoice that was issued is taken back, and the next one
     * carries the new address. Throws `order_state`, `payload_invalid`.
     */
    change(orderId: string, { actor, contact: given }: { actor: string; contact: ContactInput }): Promise<void> {
      return changes.change(orderId, actor, async (open) => {
        if (!allows(statesOf(open.facts), 'readdress'))
          fail('order_state', 'Something of this order has left already, or it is cancelled.');
        const person = await open.person();
        if (!person) fail('order_state', 'The buyer of this order has been erased; nothing personal is kept with it any more.');
        const before = contactIn(persons, person, open.order);
        // The tax was worked out for this VAT id.
        const contact = tidyContact({ company: before.company, ...given, vatId: before.vatId });
        const fields = contactFaults(contact, [open.order.country]);
        if (fields.length > 0) fail('payload_invalid', 'Some fields of the address cannot be accepted.', { fields });
        await open.takeBackInvoice(`address-${open.order.revision}`);
        const { email, ...rest } = contact;
        const place = (column: string) => ({ table: 'customer_order', column, row: orderId });
        await store.saveContact(open.on, orderId, {
          email: persons.seal(person, place('email_sealed'), email),
          emailLookup: persons.emailLookup(email),
          contact: persons.seal(person, place('contact_sealed'), JSON.stringify(rest satisfies Omit<Contact, 'email'>)),
          country: contact.country,
        });
        open.tell('readdressed');
      });
    },
  };
}
