import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { listOf, pageQuery, type Route, type RouteReply, route } from '../../platform/http/index.ts';
import type { Invoice } from '../invoices/index.ts';
import { actorOf, OrderId } from './desk.schemas.ts';
import type { Desk } from './desk.service.ts';
import type { DocumentFile } from './document.service.ts';
import { words } from './order.schemas.ts';

const tags = ['Staff: invoices'];
const params = Type.Object({ id: OrderId });
const series = words(['invoice', 'credit_note']);

const InvoiceSchema = Type.Object(
  {
    id: Type.String(),
    series,
    number: Type.String({ description: 'Without gaps within its series.' }),
    orderId: Type.String(),
    orderNumber: Type.String(),
    refersTo: Type.Union([Type.String(), Type.Null()], { description: 'On a credit note: number of the invoice.' }),
    reason: Type.String(),
    language: Type.String(),
    currency: Type.String(),
    net: Type.Integer(),
    tax: Type.Integer(),
    total: Type.Integer(),
    taxes: Type.Array(Type.Object({ ratePpm: Type.Integer(), net: Type.Integer(), tax: Type.Integer() }, { additionalProperties: false })),
    issuedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Invoice', additionalProperties: false },
);

function invoiceJson({ id, series, number, orderId, language, currency, net, tax, total, content, issuedAt }: Invoice) {
  const { orderNumber, refersTo, reason, taxes } = content;
  return {
    id,
    series,
    number,
    orderId,
    orderNumber,
    refersTo,
    reason,
    language,
    currency,
    net,
    tax,
    total,
    taxes,
    issuedAt: issuedAt.toISOString(),
  };
}

/** A document is nobody's business but its reader's: no cache keeps it. */
export function sendDocument(reply: RouteReply, { fileName, bytes }: DocumentFile): RouteReply {
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `inline; filename="${fileName}"`)
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .type('application/pdf')
    .send(bytes);
}

export function documentRoutes({ desk: { documents } }: { desk: Desk }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/order-documents/:id',
      access: 'public',
      summary: 'Read an invoice or a credit note as its buyer',
      description: 'As a PDF, by the token given out at checkout. A wrong token answers like an unknown document.',
      tags: ['Orders'],
      operationId: 'getOrderDocument',
      errors: ['invoice_not_found'],
      produces: 'application/pdf',
      limited: true,
      schema: { params, query: Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{64}$' }) }, { additionalProperties: false }) },
      async handler({ params: { id }, query }, reply) {
        const file = await documents.pdfForBuyer(query.token, id);
        return file ? sendDocument(reply, file) : fail('invoice_not_found');
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/invoices',
      access: { staff: 'orders:read' },
      summary: 'List invoices and credit notes, newest first',
      tags,
      operationId: 'listInvoices',
      schema: {
        query: Type.Object({ ...pageQuery, series: Type.Optional(series) }, { additionalProperties: false }),
        response: { 200: listOf(InvoiceSchema, 'InvoiceList') },
      },
      async handler({ query }) {
        const page = await documents.list({ ...query, limit: query.limit ?? 24 });
        return { items: page.items.map(invoiceJson), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/invoices/:id',
      access: { staff: 'orders:read' },
      summary: 'Read an invoice or a credit note',
      tags,
      operationId: 'getInvoice',
      errors: ['invoice_not_found'],
      schema: { params, response: { 200: InvoiceSchema } },
      handler: async ({ params: { id } }) => invoiceJson(await documents.get(id)),
    }),
    route({
      method: 'GET',
      url: '/api/staff/invoices/:id/pdf',
      access: { staff: 'orders:read' },
      summary: 'Read an invoice or a credit note as a PDF',
      tags,
      operationId: 'getInvoicePdf',
      errors: ['invoice_not_found'],
      produces: 'application/pdf',
      schema: { params },
      handler: async ({ params: { id } }, reply) => sendDocument(reply, await documents.pdf(id)),
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/invoices',
      access: { staff: 'orders:write' },
      summary: 'Issue the invoice of an order',
      description: 'The one that stands, or a new one where there is none. Sending the first parcel or giving money back does it too.',
      tags,
      operationId: 'issueInvoice',
      errors: ['order_not_found', 'order_state'],
      schema: { params, body: Type.Object({}, { additionalProperties: false }), response: { 201: InvoiceSchema } },
      handler: async ({ params: { id }, staff }) => invoiceJson(await documents.issue(id, actorOf(staff))),
    }),
  ];
}
