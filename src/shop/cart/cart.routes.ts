import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { Id, LanguageCode, MarketCode, type Route, route } from '../../platform/http/index.ts';
import type { Markets } from '../pricing/index.ts';
import { CartId, CartSchema } from './cart.schemas.ts';
import type { Carts } from './cart.service.ts';
import { MOST_OF_A_LINE } from './cart.ts';
import type { CartImage } from './image.ts';

const Quantity = Type.Integer({ minimum: 1, maximum: MOST_OF_A_LINE });
const params = Type.Object({ id: CartId });
const lineParams = Type.Object({ id: CartId, variantId: Id });
const tags = ['Carts'];

export function cartRoutes({ carts, markets }: { carts: Carts<CartImage>; markets: Markets }): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/carts',
      access: 'public',
      summary: 'Create a cart',
      description: 'It is kept for 30 days after its last change. Whoever knows its id has it.',
      tags,
      operationId: 'createCart',
      errors: ['market_not_found'],
      schema: {
        body: Type.Object({ market: MarketCode, language: LanguageCode }, { additionalProperties: false }),
        response: { 201: CartSchema },
      },
      async handler({ body }, reply) {
        const locale = markets.resolve(body.market, body.language);
        if (!locale) fail('market_not_found');
        const { id } = await carts.create(locale);
        reply.header('location', `/api/carts/${id}`);
        return carts.view(id);
      },
    }),
    route({
      method: 'GET',
      url: '/api/carts/:id',
      access: 'public',
      summary: 'Read a cart',
      description: 'Prices and stock are those of this moment; `notices` tells what has changed since the lines were added.',
      tags,
      operationId: 'getCart',
      errors: ['cart_not_found'],
      schema: { params, response: { 200: CartSchema } },
      handler: ({ params: { id } }) => carts.view(id),
    }),
    route({
      method: 'POST',
      url: '/api/carts/:id/lines',
      access: 'public',
      summary: 'Add to a cart',
      description: 'Adds to the line of this variant. With an Idempotency-Key it adds once.',
      tags,
      operationId: 'addCartLine',
      errors: ['cart_not_found', 'variant_not_found', 'cart_full', 'conflict'],
      schema: {
        params,
        body: Type.Object({ variantId: Id, quantity: Type.Optional(Quantity) }, { additionalProperties: false }),
        response: { 200: CartSchema },
      },
      async handler({ params: { id }, body, headers }) {
        const key = headers['idempotency-key'];
        await carts.addLine(id, { variantId: body.variantId, quantity: body.quantity ?? 1 }, { key: typeof key === 'string' ? key : null });
        return carts.view(id);
      },
    }),
    route({
      method: 'PATCH',
      url: '/api/carts/:id/lines/:variantId',
      access: 'public',
      summary: 'Set the quantity of a line',
      tags,
      operationId: 'setCartLineQuantity',
      errors: ['cart_not_found', 'cart_line_not_found', 'conflict'],
      schema: {
        params: lineParams,
        body: Type.Object({ quantity: Quantity }, { additionalProperties: false }),
        response: { 200: CartSchema },
      },
      async handler({ params: { id, variantId }, body }) {
        await carts.setQuantity(id, variantId, body.quantity);
        return carts.view(id);
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/carts/:id/lines/:variantId',
      access: 'public',
      summary: 'Remove a line',
      description: 'Removing a line that is not there changes nothing.',
      tags,
      operationId: 'removeCartLine',
      errors: ['cart_not_found', 'conflict'],
      schema: { params: lineParams, response: { 200: CartSchema } },
      async handler({ params: { id, variantId } }) {
        await carts.removeLine(id, variantId);
        return carts.view(id);
      },
    }),
  ];
}
