import { Type } from 'typebox';
import { fail, failField } from '../../kernel/errors.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import { Id, listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { Inventory } from './inventory.service.ts';

const StockSchema = Type.Object(
  {
    variantId: Id,
    productId: Id,
    sku: Type.Union([Type.String(), Type.Null()]),
    handle: Type.String(),
    onHand: Type.Integer(),
    reserved: Type.Integer({ description: 'Held for buyers who are paying.' }),
    available: Type.Integer({ minimum: 0 }),
    tracked: Type.Boolean({ description: 'False: sold without limit.' }),
    backorder: Type.Boolean({ description: 'True: is sold below zero.' }),
  },
  { $id: 'Stock', additionalProperties: false },
);

const reason = Type.Optional(Type.Union([Type.Literal('adjustment'), Type.Literal('return')], { default: 'adjustment' }));

/** Either a difference or a count: the form of the body tells which. */
const AdjustmentSchema = Type.Union(
  [
    Type.Object(
      { variantId: Id, delta: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000, description: 'Pieces more (or fewer).' }), reason },
      { additionalProperties: false },
    ),
    Type.Object(
      { variantId: Id, onHand: Type.Integer({ minimum: 0, maximum: MOST_PIECES, description: 'Pieces counted.' }), reason },
      { additionalProperties: false },
    ),
  ],
  { $id: 'StockAdjustment' },
);

export function inventoryRoutes({ inventory }: { inventory: Inventory }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/stock',
      access: { staff: 'stock:read' },
      summary: 'List stock by variant',
      tags: ['Staff: stock'],
      operationId: 'listStock',
      schema: {
        query: Type.Object(
          {
            ...pageQuery,
            sku: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
            productId: Type.Optional(Id),
            atMost: Type.Optional(
              Type.Integer({ minimum: 0, maximum: MOST_PIECES, description: 'Tracked variants with at most this many available.' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(StockSchema, 'StockList') },
      },
      handler: ({ query }) => inventory.list({ ...query, limit: query.limit ?? 24 }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/stock/adjustments',
      access: { staff: 'stock:write' },
      summary: 'Change the stock of a variant',
      description: 'By a difference (`delta`) or to a count (`onHand`). Writes a movement; never goes below what buyers hold.',
      tags: ['Staff: stock'],
      operationId: 'adjustStock',
      errors: ['variant_not_found', 'stock_reserved'],
      schema: {
        body: AdjustmentSchema,
        response: {
          201: Type.Object(
            { variantId: Id, onHand: Type.Integer(), reserved: Type.Integer(), available: Type.Integer() },
            { $id: 'AdjustedStock', additionalProperties: false },
          ),
        },
      },
      async handler({ body, staff }) {
        const change = 'delta' in body ? { delta: body.delta } : { onHand: body.onHand };
        const outcome = await inventory.adjust(body.variantId, change, body.reason ?? 'adjustment', `staff:${staff?.name ?? ''}`);
        if (outcome.ok) {
          const { onHand, reserved, available } = outcome;
          return { variantId: body.variantId, onHand, reserved, available };
        }
        if (outcome.reason === 'missing') fail('variant_not_found');
        if (outcome.reason === 'too_many') {
          failField('/delta', 'out_of_range', `A variant has at most ${MOST_PIECES} pieces.`);
        }
        fail('stock_reserved', `Buyers hold ${outcome.reserved} of the ${outcome.onHand} on hand.`);
      },
    }),
  ];
}
