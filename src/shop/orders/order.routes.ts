import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { instantOf, listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import { deskRoutes } from './desk.routes.ts';
import type { Desk } from './desk.service.ts';
import { documentRoutes } from './document.routes.ts';
import { OrderSchema, orderJson, Status, SummarySchema, summaryJson } from './order.schemas.ts';
import type { OrderView } from './order.ts';
import type { OrderReading } from './order-reading.service.ts';
import { returnRoutes } from './return.routes.ts';

const Instant = Type.String({ format: 'date-time' });
const tags = ['Staff: orders'];

/** Orders for their buyer and for staff, and everything that may be done with them. */
export function orderRoutes({ desk, reading }: { desk: Desk; reading: OrderReading<CartImage> }): Route[] {
  return [
    ...buyerRoutes(reading),
    ...readingRoutes(reading),
    ...deskRoutes({ desk, reading }),
    ...returnRoutes({ desk, reading }),
    ...documentRoutes({ desk }),
  ];
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
        return orderJson(forBuyer(order));
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
        const page = await reading.list({
          ...rest,
          limit,
          ...(from === undefined ? {} : { from: instantOf('from', from) }),
          ...(to === undefined ? {} : { to: instantOf('to', to) }),
        });
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

/** The staff's names and what they do among themselves are no business of the buyer. */
function forBuyer(order: OrderView<CartImage>): OrderView<CartImage> {
  const told = order.timeline.filter(({ type }) => type !== 'note');
  return { ...order, timeline: told.map((event) => ({ ...event, actor: event.actor.replace(/:.*/, '') })) };
}
