import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import type { Persons } from '../accounts/index.ts';
import type { OrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';

export type Notes = ReturnType<typeof createNotes>;

export type OrderNote = { id: string; actor: string; body: string; at: Date };

/** What staff write down about an order: for the staff alone, sealed under the buyer's key, gone with it. */
export function createNotes({ changes, store, persons }: { changes: OrderChanges; store: OrderChangeStore; persons: Persons }) {
  const place = (id: string) => ({ table: 'order_note', column: 'body_sealed', row: id });
  return {
    /** Throws `order_not_found`; `order_state` when the buyer has been erased. */
    add(orderId: string, { actor, body }: { actor: string; body: string }): Promise<OrderNote> {
      return changes.change(orderId, actor, async (open) => {
        const person = await open.person();
        if (!person) fail('order_state', 'The buyer of this order has been erased; nothing personal is kept with it any more.');
        const note = { id: uuidv7(open.at.getTime()), actor, body: body.normalize('NFC').trim(), at: open.at };
        await store.insertNote(open.on, {
          id: note.id,
          orderId,
          actor,
          body: persons.seal(person, place(note.id), note.body),
          at: note.at,
        });
        open.tell('note', { note: note.id });
        return note;
      });
    },
    /** Oldest first; none once the buyer has been erased. */
    async list(orderId: string): Promise<OrderNote[]> {
      const found = isUuid(orderId) ? await store.notes(orderId) : null;
      if (!found) fail('order_not_found', 'There is no order with this id.');
      const person = await persons.open(found.personId);
      if (!person) return [];
      return found.notes.map(({ id, actor, sealed, at }) => ({ id, actor, at, body: persons.unseal(person, place(id), sealed) }));
    },
  };
}
