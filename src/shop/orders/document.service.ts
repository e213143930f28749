import { fail } from '../../kernel/errors.ts';
import type { Invoice, Invoices } from '../invoices/index.ts';
import type { OrderChanges } from './order-change.service.ts';
import type { OrderReading } from './order-reading.service.ts';

export type Documents = ReturnType<typeof createDocuments>;

export type DocumentFile = { fileName: string; bytes: Buffer };

/** Invoices and credit notes of orders, to be read and carried home. */
export function createDocuments({
  changes,
  invoices,
  reading,
}: {
  changes: OrderChanges;
  invoices: Invoices;
  reading: OrderReading<unknown>;
}) {
  const fileOf = async (invoice: Invoice): Promise<DocumentFile> => {
    const personId = await reading.personOf(invoice.orderId);
    return { fileName: `${invoice.number}.pdf`, bytes: await invoices.pdf(invoice, personId) };
  };
  return {
    list: invoices.list,
    get: invoices.get,
    /** The invoice of an order, issued now if there is none. Throws `order_state` when there is nothing to bill. */
    issue: async (orderId: string, actor: string): Promise<Invoice> =>
      changes.change(orderId, actor, async (open) => {
        if (open.order.orderState === 'draft') fail('order_state', 'A draft is billed once it is completed.');
        return (await open.bill()) ?? fail('order_state', 'There is nothing left of this order to bill.');
      }),
    pdf: async (id: string): Promise<DocumentFile> => fileOf(await invoices.get(id)),
    /** A document for whoever holds the order's token; null when it is none of that order's. A paid order is billed when asked. */
    async pdfForBuyer(token: string, id: string): Promise<DocumentFile | null> {
      const order = await reading.byToken(token);
      if (!order?.documents.some((document) => document.id === id)) return null;
      return fileOf(await invoices.get(id));
    },
    /** The buyer's invoice, issued when it was not yet; null for a wrong token or an order that is not paid. */
    async invoiceForBuyer(token: string): Promise<string | null> {
      const order = await reading.byToken(token);
      if (!order || order.states.order === 'draft' || order.outstandingAmount > 0) return null;
      const known = order.documents.find(({ series }) => series === 'invoice');
      if (known) return known.id;
      return changes.change(order.id, 'customer', async (open) => (await open.bill())?.id ?? null);
    },
  };
}
