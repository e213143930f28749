import { Type } from 'typebox';
import { type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import { deskSchemas, type OrderReading } from '../orders/index.ts';
import type { Edits } from './edit.service.ts';

const { OrderId, OwnId, Pieces, Reason, StateSchema, UnitsSchema, actorOf, stateJson } = deskSchemas;

const EditSchema = Type.Object(
  {
    id: OwnId,
    revision: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_147_483_647,
        description: 'Of the order as you read it: a later one is refused with `conflict`.',
      }),
    ),
    add: Type.Optional(
      Type.Array(
        Type.Object(
          { variantId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), quantity: Pieces },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 100, description: 'Each variant once, at the price of today; more of what a line has is another line.' },
      ),
    ),
    remove: Type.Optional(UnitsSchema),
    exchangeOf: Type.Optional(OrderId),
    reason: Reason,
  },
  { $id: 'OrderEdit', additionalProperties: false },
);

/** Other goods in an order. */
export function editRoutes({ edits, reading }: { edits: Edits; reading: OrderReading<CartImage> }): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/edits',
      access: { staff: 'orders:write' },
      summary: 'Add goods to an order, take pieces out of it, or send others for a return',
      description:
        'Before anything has left; with `exchangeOf` (a return received without a refund) after. The goods are taken from stock at once. What is owed more is due (`outstandingAmount`), what was paid too much goes back.',
      tags: ['Staff: orders'],
      operationId: 'editOrder',
      errors: [
        'order_not_found',
        'order_state',
        'order_quantity',
        'insufficient_stock',
        'conflict',
        'variant_not_found',
        'return_not_found',
        'return_state',
        'market_not_found',
        'cart_not_found',
        'cart_full',
        'refund_exceeds_paid',
      ],
      schema: { params: Type.Object({ id: OrderId }), body: EditSchema, response: { 201: StateSchema } },
      async handler({ params: { id }, body, staff }) {
        await edits.edit(id, actorOf(staff), body);
        return stateJson(await reading.get(id));
      },
    }),
  ];
}
