import { Type } from 'typebox';
import { type Route, route } from '../../platform/http/index.ts';
import type { Invoices } from './invoice.service.ts';

const line = (least: number, most: number) =>
  Type.String({ minLength: least, maxLength: most, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' });

const SellerSchema = Type.Object(
  {
    company: line(1, 200),
    address: Type.Array(line(1, 200), { minItems: 1, maxItems: 6 }),
    email: line(0, 254),
    phone: line(0, 40),
    vatId: line(0, 20),
    register: line(0, 200),
    represented: line(0, 200),
    bank: line(0, 300),
  },
  { $id: 'Seller', additionalProperties: false, description: 'Who sells, as it stands on invoices from now on.' },
);

export function sellerRoutes({ invoices }: { invoices: Invoices }): Route[] {
  const shared = { url: '/api/staff/settings/seller', tags: ['Staff: settings'] } as const;
  return [
    route({
      ...shared,
      method: 'GET',
      access: { staff: 'settings:read' },
      summary: 'Read who sells',
      operationId: 'getSeller',
      schema: { response: { 200: SellerSchema } },
      handler: () => invoices.seller(),
    }),
    route({
      ...shared,
      method: 'PUT',
      access: { staff: 'settings:write' },
      summary: 'Say who sells',
      description: 'Documents that were issued keep what they say.',
      operationId: 'saveSeller',
      schema: { body: SellerSchema, response: { 200: SellerSchema } },
      handler: ({ body }) => invoices.saveSeller(body),
    }),
  ];
}
