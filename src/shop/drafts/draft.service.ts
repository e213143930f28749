import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { Persons } from '../accounts/index.ts';
import type { Carts } from '../cart/index.ts';
import type { Checkouts, CheckoutView } from '../checkout/index.ts';
import { type Contact, contactFaults, readStatusToken, sameBytes, statusToken, storedContact, tidyContact } from '../orders/index.ts';
import type { Markets } from '../pricing/index.ts';
import type { DraftStore } from './draft.store.ts';
import type { Draft, DraftChange, DraftInput, DraftLine, DraftStatus, PaidByHand } from './draft.ts';

/** As long as a cart is kept, and as long again. */
const KEPT_MS = 60 * 24 * 3600_000;

export type Drafts<Image> = ReturnType<typeof createDrafts<Image>>;

/** A draft with what it costs at this moment. */
export type DraftView<Image> = {
  draft: Draft;
  contact: Contact;
  /** Null once it is an order or cancelled: its cart is empty then. */
  checkout: CheckoutView<Image> | null;
  /** Opens the page where its buyer pays; keep it like a password. */
  token: string;
};

/**
 * Orders by telephone: staff put a cart together and say who receives it; the buyer pays by a link, or has paid by hand. Either way
 * the ordinary checkout makes the order, so that a draft, like any cart, becomes one order and is charged once.
 */
export function createDrafts<Image>(deps: {
  store: DraftStore;
  carts: Carts<Image>;
  checkouts: Checkouts<Image>;
  persons: Persons;
  keys: Pick<Keys, 'lookup'>;
  markets: Markets;
  clock?: Clock;
}) {
  const { store, carts, checkouts, persons, keys, markets, clock = systemClock } = deps;
  const place = (id: string) => ({ table: 'draft_order', column: 'contact_sealed', row: id });
  const tokenOf = (id: string): string => statusToken(id, keys.lookup('draft-payment', id));

  const checked = (given: DraftInput['contact'], countries: readonly string[]): Contact => {
    const contact = tidyContact(given);
    const fields = contactFaults(contact, countries);
    if (fields.length > 0) fail('payload_invalid', 'Some fields of the contact cannot be accepted.', { fields });
    return contact;
  };

  const contactOf = async (draft: Draft): Promise<Contact> => {
    const person = await persons.open(draft.personId);
    if (!person) fail('draft_not_found', 'The person of this draft has been erased.');
    return storedContact(persons.unseal(person, place(draft.id), draft.contactSealed));
  };

  /** An order that came of it while nobody looked is found by its cart. */
  const settled = async (draft: Draft): Promise<Draft> => {
    if (draft.status === 'placed') return draft;
    const orderId = await store.orderOfCart(draft.cartId);
    if (!orderId) return draft;
    return (await store.end(draft.id, 'placed', orderId, clock.now())) ?? (await store.byId(draft.id)) ?? draft;
  };

  const find = async (id: string): Promise<Draft> => settled((await store.byId(id)) ?? fail('draft_not_found', 'There is no such draft.'));

  const viewOf = async (draft: Draft): Promise<DraftView<Image>> => {
    const contact = await contactOf(draft);
    const { cartId, language } = draft;
    const { country, region, postalCode, email, vatId } = contact;
    const checkout =
      draft.status === 'open' ? await checkouts.prepare({ cartId, language, country, region, postalCode, email, vatId }) : null;
    return { draft, contact, checkout, token: tokenOf(draft.id) };
  };

  const fill = async (cartId: string, lines: readonly DraftLine[] | undefined, codes: readonly string[] | undefined): Promise<void> => {
    if (lines) {
      const wanted = new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));
      if (wanted.size !== lines.length) fail('payload_invalid', 'Each variant has one line.');
      const now = await carts.view(cartId);
      const known = new Set(now.lines.map(({ variantId }) => variantId));
      for (const variantId of known) if (!wanted.has(variantId)) await carts.removeLine(cartId, variantId);
      for (const [variantId, quantity] of wanted)
        if (known.has(variantId)) await carts.setQuantity(cartId, variantId, quantity);
        else await carts.addLine(cartId, { variantId, quantity });
    }
    for (const code of codes ?? []) await carts.addCode(cartId, code);
  };

  return {
    /** Job: forgets drafts that nobody has touched for so long, with the people who exist for them alone. */
    sweep: (): Promise<number> => store.sweep(new Date(clock.now().getTime() - KEPT_MS)),
    /** Throws `market_not_found`, `variant_not_found`, `code_refused`, `payload_invalid`. */
    async create(input: DraftInput, createdBy: string): Promise<DraftView<Image>> {
      const locale = markets.resolve(input.market, input.language) ?? fail('market_not_found');
      const contact = checked(input.contact, locale.market.countries);
      const { id: cartId } = await carts.create(locale);
      await fill(cartId, input.lines, input.codes);
      const id = uuidv7();
      const person = persons.create();
      const contactSealed = persons.seal(person, place(id), JSON.stringify(contact));
      const row = { id, market: locale.market.code, language: locale.language, cartId, contactSealed, delivery: input.delivery, createdBy };
      return viewOf(await store.insert(row, person.row, clock.now()));
    },
    view: async (id: string): Promise<DraftView<Image>> => viewOf(await find(id)),
    async list({ status, cursor, limit }: { status?: DraftStatus; cursor?: string; limit: number }): Promise<Page<Draft>> {
      const after = cursor === undefined ? null : positionOf(cursor);
      const rows = await store.list({ status: status ?? null, after, limit: limit + 1 });
      const items = await Promise.all(rows.slice(0, limit).map(settled));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
    },
    /** Throws `draft_state` when it is an order or cancelled. */
    async change(id: string, change: DraftChange): Promise<DraftView<Image>> {
      const draft = await find(id);
      if (draft.status !== 'open') failState();
      const market = markets.get(draft.market) ?? fail('market_not_found');
      const contact = change.contact ? checked(change.contact, market.countries) : await contactOf(draft);
      const person = (await persons.open(draft.personId)) ?? fail('draft_not_found');
      const sealed = persons.seal(person, place(id), JSON.stringify(contact));
      const now = (await store.change(id, sealed, change.delivery ?? draft.delivery, clock.now())) ?? failState();
      await fill(draft.cartId, change.lines, change.codes);
      return viewOf(now);
    },
    /** Its link opens nothing any more. Repeating it changes nothing. Throws `draft_state` when it is an order. */
    async cancel(id: string): Promise<void> {
      const draft = await find(id);
      if (draft.status === 'placed') failState();
      await store.end(id, 'cancelled', null, clock.now());
      for (const { variantId } of (await carts.view(draft.cartId)).lines) await carts.removeLine(draft.cartId, variantId);
    },
    /** Makes the order now: staff have been paid. Repeating it answers with the same order. */
    async settle(id: string, method: PaidByHand): Promise<DraftView<Image>> {
      const draft = await find(id);
      if (draft.status === 'cancelled') failState();
      if (draft.status === 'placed') return viewOf(draft);
      const outcome = await checkouts.complete({
        cartId: draft.cartId,
        // A try of its own each time, since one that found nothing in stock may be repeated; the cart makes it one order.
        checkoutId: uuidv7(),
        contact: await contactOf(draft),
        delivery: draft.delivery,
        payment: { provider: 'desk', method },
        byHand: true,
        language: draft.language,
      });
      if (!outcome.ok) {
        if (outcome.code === 'payment_action_required') return failState();
        return fail(outcome.code, outcome.detail, { fields: outcome.fields });
      }
      return viewOf(await find(id));
    },
    /** For its buyer, by the token of the link; null when there is none or it was cancelled. */
    async byToken(token: string): Promise<DraftView<Image> | null> {
      const parts = readStatusToken(token);
      if (!parts || !sameBytes(parts.signature, keys.lookup('draft-payment', parts.orderId))) return null;
      const row = await store.byId(parts.orderId);
      const draft = row && (await settled(row));
      return draft && draft.status !== 'cancelled' ? viewOf(draft) : null;
    },
  };
}

function failState(): never {
  return fail('draft_state', 'This draft is an order or cancelled; make another one.');
}

function positionOf(cursor: string): { at: Date; id: string } {
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string' || !isUuid(id)) fail('payload_invalid', 'The cursor is not one of this list.');
  return { at, id };
}
