import { type Static, Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import { OrderSchema, orderJson, Status, SummarySchema, summaryJson } from './order.schemas.ts';
import type { Orders } from './order.service.ts';
import type { OrderReading } from './order-reading.service.ts';

const OrderId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' });
const Instant = Type.String({ format: 'date-time' });
const StateSchema = Type.Object({ id: OrderId, number: Type.String(), status: Status }, { $id: 'OrderState', additionalProperties: false });
const tags = ['Staff: orders'];

type Deps = { orders: Orders; reading: OrderReading<CartImage> };

export function orderRoutes({ orders, reading }: Deps): Route[] {
  return [...buyerRoutes(reading), ...readingRoutes(reading), ...changingRoutes({ orders, reading })];
}

function buyerRoutes(reading: OrderReading<CartImage>): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/order-lookups',
      access: 'public',
      summary: 'Find an order as its buyer',
      description:
        'By its number and the e-mail address it was placed with, or by the token given out at checkout. An unknown number and a wrong address answer the same.',
      tags: ['Orders'],
      operationId: 'lookUpOrder',
      errors: ['order_not_found'],
      idempotent: false,
      schema: {
        body: Type.Union(
          [
            Type.Object(
              { number: Type.String({ minLength: 1, maxLength: 32 }), email: Type.String({ minLength: 1, maxLength: 254 }) },
              { additionalProperties: false },
            ),
            Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{64}$' }) }, { additionalProperties: false }),
          ],
          { $id: 'OrderLookup' },
        ),
        response: { 200: OrderSchema },
      },
      async handler({ body }) {
        const order = 'token' in body ? await reading.byToken(body.token) : await reading.byNumberAndEmail(body.number, body.email);
        if (!order) fail('order_not_found');
        // The staff's names are no business of the buyer.
        return orderJson({ ...order, timeline: order.timeline.map((event) => ({ ...event, actor: event.actor.replace(/:.*/, '') })) });
      },
    }),
  ];
}

function readingRoutes(reading: OrderReading<CartImage>): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/orders',
      access: { staff: 'orders:read' },
      summary: 'List orders, newest first',
      tags,
      operationId: 'listOrders',
      schema: {
        query: Type.Object(
          {
            ...pageQuery,
            status: Type.Optional(Status),
            from: Type.Optional(Instant),
            to: Type.Optional(Instant),
            email: Type.Optional(Type.String({ minLength: 1, maxLength: 254, description: 'Orders of this address.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(SummarySchema, 'OrderList') },
      },
      async handler({ query }) {
        const { from, to, limit = 24, ...rest } = query;
        const page = await reading.list({ ...rest, limit, ...instant('from', from), ...instant('to', to) });
        return { items: page.items.map(summaryJson), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/orders/:id',
      access: { staff: 'orders:read' },
      summary: 'Read an order',
      tags,
      operationId: 'getOrder',
      errors: ['order_not_found'],
      schema: {
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 36, description: 'Its id or its number.' }) }),
        response: { 200: OrderSchema },
      },
      handler: async ({ params }) => orderJson(await reading.get(params.id)),
    }),
  ];
}

function changingRoutes({ orders, reading }: Deps): Route[] {
  const stateOf = async (orderId: string): Promise<Static<typeof StateSchema>> => {
    const { id, number, status } = await reading.get(orderId);
    return { id, number, status };
  };
  return [
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/fulfilment',
      access: { staff: 'orders:write' },
      summary: 'Mark an order as sent',
      tags,
      operationId: 'fulfilOrder',
      errors: ['order_not_found', 'order_state'],
      schema: {
        params: Type.Object({ id: OrderId }),
        body: Type.Object(
          { tracking: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Number of the parcel.' })) },
          { $id: 'Fulfilment', additionalProperties: false },
        ),
        response: { 201: StateSchema },
      },
      async handler({ params, body, staff }) {
        await orders.fulfil(params.id, { actor: `staff:${staff?.name ?? ''}`, tracking: body.tracking ?? null });
        return stateOf(params.id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/cancellation',
      access: { staff: 'orders:write' },
      summary: 'Cancel an order that was not sent',
      description: 'The goods go back into stock and the money back to the buyer.',
      tags,
      operationId: 'cancelOrder',
      errors: ['order_not_found', 'order_state'],
      schema: {
        params: Type.Object({ id: OrderId }),
        body: Type.Object(
          { reason: Type.Optional(Type.String({ maxLength: 200, description: 'For the timeline; no personal data.' })) },
          { $id: 'Cancellation', additionalProperties: false },
        ),
        response: { 201: StateSchema },
      },
      async handler({ params, body, staff }) {
        await orders.cancel(params.id, { actor: `staff:${staff?.name ?? ''}`, reason: body.reason ?? '' });
        return stateOf(params.id);
      },
    }),
  ];
}

/** The form allows a leap second, which the runtime does not know: it is taken as the second before. */
function instant(name: 'from' | 'to', text: string | undefined): { from?: Date; to?: Date } {
  if (text === undefined) return {};
  const at = new Date(text.replace(/:60(?=[.\dzZ+-]*$)/, ':59').replace(' ', 'T'));
  if (Number.isNaN(at.getTime()))
    fail('payload_invalid', `${name} is not an instant.`, { fields: [{ path: name, code: 'format', message: 'not an instant' }] });
  return { [name]: at };
}
