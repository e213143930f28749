import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { createRateLimit, Id, LanguageCode, MarketCode, type Route, route } from '../../platform/http/index.ts';
import type { Markets } from '../pricing/index.ts';
import { CartId, CartSchema } from './cart.schemas.ts';
import type { Carts } from './cart.service.ts';
import { MOST_OF_A_LINE } from './cart.ts';
import type { CartImage } from './image.ts';

const Quantity = Type.Integer({ minimum: 1, maximum: MOST_OF_A_LINE });
const params = Type.Object({ id: CartId });
const lineParams = Type.Object({ id: CartId, variantId: Id });
const tags = ['Carts'];

/** Codes are short: who tries many is guessing. */
const MOST_GUESSES_PER_MINUTE = 20;

export function cartRoutes({ carts, markets }: { carts: Carts<CartImage>; markets: Markets }): Route[] {
  const guesses = createRateLimit({ perMinute: MOST_GUESSES_PER_MINUTE });
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
        const cart = await carts.create(locale);
        reply.header('location', `/api/carts/${cart.id}`);
        return cart;
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
        const added = { variantId: body.variantId, quantity: body.quantity ?? 1 };
        return carts.addLine(id, added, { key: typeof key === 'string' ? key : null });
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
      handler: ({ params: { id, variantId }, body }) => carts.setQuantity(id, variantId, body.quantity),
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
      handler: ({ params: { id, variantId } }) => carts.removeLine(id, variantId),
    }),
    route({
      method: 'PUT',
      url: '/api/carts/:id/codes',
      access: 'public',
      summary: 'Enter a code',
      description:
        'Of a promotion or a gift card. A code that fits the shop but not this cart (yet) is kept, with its `refusal`; one that can give nothing is refused. A caller has 20 wrong tries a minute.',
      tags,
      operationId: 'enterCartCode',
      errors: ['cart_not_found', 'code_refused', 'conflict', 'rate_limited'],
      schema: {
        params,
        body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) }, { $id: 'CartCodeInput', additionalProperties: false }),
        response: { 200: CartSchema },
      },
      async handler({ params: { id }, body, ip }, reply) {
        const waitSeconds = guesses.take(ip);
        if (waitSeconds > 0) {
          reply.header('retry-after', String(waitSeconds));
          fail('rate_limited', 'Too many codes were tried.');
        }
        await carts.addCode(id, body.code);
        // Who knows a code is not guessing.
        guesses.giveBack(ip);
        return carts.view(id);
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/carts/:id/codes/:code',
      access: 'public',
      summary: 'Remove a code',
      description: 'A code of `codes`, or the id of a gift card. Removing one that is not there changes nothing.',
      tags,
      operationId: 'removeCartCode',
      errors: ['cart_not_found', 'conflict'],
      schema: {
        params: Type.Object({ id: CartId, code: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) }),
        response: { 200: CartSchema },
      },
      async handler({ params: { id, code } }) {
        await carts.removeCode(id, code);
        return carts.view(id);
      },
    }),
  ];
}
