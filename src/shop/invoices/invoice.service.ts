import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { InvoiceScope, InvoiceStore } from './invoice.store.ts';
import {
  type Invoice,
  type InvoiceBuyer,
  type InvoiceDraft,
  type InvoiceSeries,
  type InvoiceTax,
  remainingOf,
  type Seller,
  sumsOf,
} from './invoice.ts';
import { renderInvoice } from './invoice-pdf.ts';

export type Invoices = ReturnType<typeof createInvoices>;

/** Prefix of the keys of credit notes after which the order is billed anew. */
const CORRECTION = 'correction:';

/** Invoices and credit notes: issued in the transaction of what they bill, numbered without gaps, never changed. */
export function createInvoices(deps: {
  store: InvoiceStore;
  persons: Persons;
  /** Who sells while staff have not said it. */
  seller: Seller;
  clock?: Clock;
}) {
  const { store, persons, seller: fallback, clock = systemClock } = deps;
  const place = (id: string) => ({ table: 'invoice', column: 'buyer_sealed', row: id });

  const sellerOf = async (on?: InvoiceScope): Promise<Seller> => (await store.seller(on)) ?? fallback;

  return {
    seller: () => sellerOf(),
    async saveSeller(seller: Seller): Promise<Seller> {
      await store.saveSeller(seller, clock.now());
      return seller;
    },
    /**
     * Issues a document inside the caller's transaction, which holds the order's lock. The same key gives the same document.
     * `buyer` is null when the person has been erased.
     */
    async issue(on: InvoiceScope, draft: InvoiceDraft, buyer: { person: OpenPerson; address: InvoiceBuyer } | null): Promise<Invoice> {
      const known = await store.byKey(on, draft.orderId, draft.key);
      if (known) return known;
      const id = uuidv7(clock.now().getTime());
      const seller = await sellerOf(on);
      const content = { ...draft.content, seller, refersTo: draft.refersTo?.number ?? null };
      const sealed = buyer && persons.seal(buyer.person, place(id), JSON.stringify(buyer.address));
      // The number comes last: the series is locked for as short a time as can be.
      const numbered = await store.takeNumber(on, draft.series);
      return store.insert(on, { ...draft, content }, { ...numbered, ...sumsOf(content.taxes), id, buyer: sealed, at: clock.now() });
    },
    ofOrder: (orderId: string, on?: InvoiceScope) => store.ofOrder(orderId, on),
    /** The invoice that stands, what is left of it by rate, and how many were issued. `standing` is null before the first and after a correction. */
    async standing(on: InvoiceScope, orderId: string): Promise<{ standing: Invoice | null; remaining: InvoiceTax[]; count: number }> {
      const all = await store.ofOrder(orderId, on);
      const invoices = all.filter(({ series }) => series === 'invoice');
      const last = invoices.at(-1);
      const notes = all.filter(({ refersToId }) => last && refersToId === last.id);
      if (!last || notes.some(({ key }) => key.startsWith(CORRECTION))) return { standing: null, remaining: [], count: invoices.length };
      return {
        standing: last,
        remaining: remainingOf(
          last.content.taxes,
          notes.map(({ content }) => content.taxes),
        ),
        count: invoices.length,
      };
    },
    correctionKey: (name: string): string => `${CORRECTION}${name}`,
    /** For staff. Throws `invoice_not_found`. */
    async get(id: string): Promise<Invoice> {
      const invoice = isUuid(id) ? await store.byId(id) : null;
      return invoice ?? fail('invoice_not_found', 'There is no document with this id.');
    },
    /** Newest first. */
    async list(filter: { cursor?: string; series?: InvoiceSeries; limit: number }): Promise<Page<Invoice>> {
      const after = filter.cursor === undefined ? null : positionOf(filter.cursor);
      const rows = await store.list({ series: filter.series ?? null, after, limit: filter.limit + 1 });
      const items = rows.slice(0, filter.limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > filter.limit && last ? encodeCursor([last.issuedAt.getTime(), last.id]) : null };
    },
    /** The document as a PDF; `personId` is the order's. Without the buyer's address once the person is erased. */
    async pdf(invoice: Invoice, personId: string): Promise<Buffer> {
      const person = invoice.buyerSealed && (await persons.open(personId));
      const buyer = person ? (JSON.parse(persons.unseal(person, place(invoice.id), invoice.buyerSealed!)) as InvoiceBuyer) : null;
      return renderInvoice(invoice, buyer);
    },
  };
}

function positionOf(cursor: string): { at: Date; id: string } {
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string' || !isUuid(id)) fail('payload_invalid', 'The cursor is not one of this list.');
  return { at, id };
}
