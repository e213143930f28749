/** What is billed: invoices and credit notes, numbered without gaps, never changed. */

export { sellerRoutes } from './invoice.routes.ts';
export type { Invoices } from './invoice.service.ts';
export { createInvoices } from './invoice.service.ts';
export { type InvoiceScope, invoiceStore } from './invoice.store.ts';
export type { Invoice, InvoiceBuyer, InvoiceContent, InvoiceDraft, InvoiceLine, InvoiceSeries, InvoiceTax, Seller } from './invoice.ts';
export { creditShares, remainingOf, sumsOf } from './invoice.ts';
