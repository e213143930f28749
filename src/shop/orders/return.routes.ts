import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import { listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import { actorOf, OrderId, OwnId, Position, Reason, UnitsSchema } from './desk.schemas.ts';
import type { Desk } from './desk.service.ts';
import { RETURN_STATUSES, ReturnSchema, returnJson, words } from './order.schemas.ts';
import type { OrderReading } from './order-reading.service.ts';

const tags = ['Staff: returns'];
const params = Type.Object({ id: OrderId });
const access = { staff: 'orders:write' } as const;
const nothing = Type.Object({}, { additionalProperties: false });

type Deps = { desk: Desk; reading: OrderReading<CartImage> };

/** Goods that come back, for staff; and the withdrawal function of the buyer. */
export function returnRoutes(deps: Deps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), withdrawalRoute(deps)];
}

function readingRoutes({ desk }: Deps): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/returns',
      access: { staff: 'orders:read' },
      summary: 'List returns and withdrawals, newest first',
      tags,
      operationId: 'listReturns',
      schema: {
        query: Type.Object(
          {
            ...pageQuery,
            status: Type.Optional(words(RETURN_STATUSES)),
            kind: Type.Optional(words(['return', 'withdrawal'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(ReturnSchema, 'ReturnList') },
      },
      async handler({ query }) {
        const page = await desk.returns.list({ ...query, limit: query.limit ?? 24 });
        return { items: page.items.map(returnJson), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/returns/:id',
      access: { staff: 'orders:read' },
      summary: 'Read a return',
      tags,
      operationId: 'getReturn',
      errors: ['return_not_found'],
      schema: { params, response: { 200: ReturnSchema } },
      handler: async ({ params: { id } }) => returnJson(await desk.returns.get(id)),
    }),
  ];
}

function changingRoutes({ desk }: Deps): Route[] {
  const shown = async (id: string) => returnJson(await desk.returns.get(id));
  return [
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/returns',
      access,
      summary: 'Ask for a return on the buyer’s behalf',
      tags,
      operationId: 'requestReturn',
      errors: ['order_not_found', 'order_state', 'order_quantity', 'conflict'],
      schema: {
        params,
        body: Type.Object(
          {
            id: OwnId,
            lines: UnitsSchema,
            reason: Type.Optional(Type.String({ pattern: '^[a-z0-9_-]{1,40}$', description: 'A word of your own, e.g. `damaged`.' })),
          },
          { $id: 'ReturnToRequest', additionalProperties: false },
        ),
        response: { 201: ReturnSchema },
      },
      async handler({ params: { id }, body, staff }) {
        const made = await desk.returns.request(id, { ...body, actor: actorOf(staff) });
        return shown(made.id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/returns/:id/approval',
      access,
      summary: 'Approve a return',
      description: 'Pieces that were not sent yet are cancelled and paid back at once; the rest is awaited.',
      tags,
      operationId: 'approveReturn',
      errors: ['return_not_found', 'return_state', 'order_state', 'order_quantity', 'refund_exceeds_paid'],
      schema: { params, body: nothing, response: { 200: ReturnSchema } },
      async handler({ params: { id }, staff }) {
        await desk.returns.approve(id, { actor: actorOf(staff) });
        return shown(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/returns/:id/rejection',
      access,
      summary: 'Reject a return',
      tags,
      operationId: 'rejectReturn',
      errors: ['return_not_found', 'return_state'],
      schema: {
        params,
        body: Type.Object({ reason: Reason }, { $id: 'ReturnRejection', additionalProperties: false }),
        response: { 200: ReturnSchema },
      },
      async handler({ params: { id }, body, staff }) {
        await desk.returns.reject(id, { ...body, actor: actorOf(staff) });
        return shown(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/returns/:id/arrival',
      access,
      summary: 'Receive a return',
      description: 'What came, what of it goes back on the shelf, and whether its worth is given back at once. By default all of it.',
      tags,
      operationId: 'receiveReturn',
      errors: ['return_not_found', 'return_state', 'order_state', 'order_quantity', 'refund_exceeds_paid'],
      schema: {
        params,
        body: Type.Object(
          {
            lines: Type.Optional(
              Type.Array(
                Type.Object(
                  {
                    position: Position,
                    received: Type.Integer({ minimum: 0, maximum: MOST_PIECES }),
                    restocked: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_PIECES, description: 'Default: all received.' })),
                  },
                  { additionalProperties: false },
                ),
                { minItems: 1, maxItems: 500 },
              ),
            ),
            refund: Type.Optional(Type.Boolean({ default: true })),
            withDelivery: Type.Optional(
              Type.Boolean({ description: 'Whether the delivery is paid back too. Default: when all of an order is withdrawn from.' }),
            ),
          },
          { $id: 'ReturnArrival', additionalProperties: false },
        ),
        response: { 200: ReturnSchema },
      },
      async handler({ params: { id }, body, staff }) {
        await desk.returns.receive(id, { ...body, actor: actorOf(staff) });
        return shown(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/returns/:id/refund',
      access,
      summary: 'Give back what a received return is worth',
      tags,
      operationId: 'refundReturn',
      errors: ['return_not_found', 'return_state', 'refund_exceeds_paid'],
      schema: { params, body: nothing, response: { 200: ReturnSchema } },
      async handler({ params: { id }, staff }) {
        await desk.returns.refund(id, { actor: actorOf(staff) });
        return shown(id);
      },
    }),
  ];
}

function withdrawalRoute({ desk, reading }: Deps): Route {
  return route({
    method: 'POST',
    url: '/api/withdrawals',
    access: 'public',
    summary: 'Withdraw from a contract',
    description:
      'The withdrawal function of Directive (EU) 2023/2673, without an account and without a reason: by the order’s number and e-mail, or by its token. Without `lines` the whole order. The receipt also goes out by e-mail. An unknown number and a wrong address answer the same.',
    tags: ['Orders'],
    operationId: 'withdraw',
    errors: ['order_not_found', 'withdrawal_closed', 'order_quantity', 'order_state', 'conflict'],
    schema: {
      body: Type.Union(
        [
          Type.Object(
            {
              number: Type.String({ minLength: 1, maxLength: 32 }),
              email: Type.String({ minLength: 1, maxLength: 254 }),
              id: OwnId,
              lines: Type.Optional(UnitsSchema),
            },
            { additionalProperties: false },
          ),
          Type.Object(
            { token: Type.String({ pattern: '^[A-Za-z0-9_-]{64}$' }), id: OwnId, lines: Type.Optional(UnitsSchema) },
            { additionalProperties: false },
          ),
        ],
        { $id: 'WithdrawalStatement' },
      ),
      response: {
        201: Type.Object(
          {
            id: Type.String(),
            number: Type.String({ description: 'Of the receipt.' }),
            orderNumber: Type.String(),
            receivedAt: Type.String({ format: 'date-time' }),
            lines: Type.Array(Type.Object({ position: Type.Integer(), quantity: Type.Integer() }, { additionalProperties: false })),
          },
          { $id: 'WithdrawalReceipt', additionalProperties: false },
        ),
      },
    },
    async handler({ body }) {
      const order = 'token' in body ? await reading.byToken(body.token) : await reading.byNumberAndEmail(body.number, body.email);
      if (!order) fail('order_not_found');
      const id = body.id && isUuid(body.id) ? body.id : uuidv7();
      const receipt = await desk.withdrawals.declare(order, { id, ...(body.lines ? { lines: body.lines } : {}) });
      return { id, number: receipt.number, orderNumber: order.number, receivedAt: receipt.at.toISOString(), lines: receipt.lines };
    },
  });
}
