import { Type } from 'typebox';
import type { Clock } from '../../kernel/clock.ts';
import { failField } from '../../kernel/errors.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import { Id, instantOf, type Route, route } from '../../platform/http/index.ts';
import type { Locations } from './location.service.ts';

const LocationId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const LocationSchema = Type.Object(
  {
    id: Type.Integer(),
    code: Type.String(),
    name: Type.String(),
    active: Type.Boolean({ description: 'False: closed, it holds no goods.' }),
  },
  { $id: 'Location', additionalProperties: false },
);
const Levels = Type.Object(
  {
    variantId: Id,
    items: Type.Array(
      Type.Object(
        { locationId: Type.Integer(), code: Type.String(), onHand: Type.Integer(), reserved: Type.Integer() },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'StockLevels', additionalProperties: false },
);
const Bundle = Type.Object(
  {
    variantId: Id,
    parts: Type.Array(
      Type.Object(
        {
          variantId: Type.Union([Id, Type.Null()], { description: 'Null: it was deleted; the bundle is not sold.' }),
          quantity: Type.Integer(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'Bundle', additionalProperties: false },
);
const variantParams = Type.Object({ id: Id });
const tags = ['Staff: stock'];

export function locationRoutes({ locations, clock }: { locations: Locations; clock: Clock }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/locations',
      access: { staff: 'stock:read' },
      summary: 'List locations',
      tags,
      operationId: 'listLocations',
      schema: {
        response: {
          200: Type.Object(
            { items: Type.Array(LocationSchema), nextCursor: Type.Null() },
            { $id: 'LocationList', additionalProperties: false },
          ),
        },
      },
      handler: async () => ({ items: await locations.list(), nextCursor: null }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/locations',
      access: { staff: 'stock:write' },
      summary: 'Create a location',
      tags,
      operationId: 'createLocation',
      errors: ['conflict'],
      schema: {
        body: Type.Object({ code: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' }), name: Name }, { additionalProperties: false }),
        response: { 201: LocationSchema },
      },
      handler: ({ body }) => locations.make(body.code, body.name),
    }),
    route({
      method: 'PATCH',
      url: '/api/staff/locations/:id',
      access: { staff: 'stock:write' },
      summary: 'Rename, open or close a location',
      description: 'Only a location without goods can be closed.',
      tags,
      operationId: 'changeLocation',
      errors: ['not_found', 'conflict'],
      schema: {
        params: Type.Object({ id: LocationId }),
        body: Type.Object({ name: Type.Optional(Name), active: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
        response: { 200: LocationSchema },
      },
      handler: ({ params, body }) => locations.change(params.id, body),
    }),
    route({
      method: 'GET',
      url: '/api/staff/variants/:id/stock',
      access: { staff: 'stock:read' },
      summary: 'Read the stock of a variant by location',
      tags,
      operationId: 'getStockLevels',
      errors: ['variant_not_found'],
      schema: { params: variantParams, response: { 200: Levels } },
      handler: async ({ params: { id } }) => ({ variantId: id, items: await locations.levels(id) }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/stock/transfers',
      access: { staff: 'stock:write' },
      summary: 'Move stock from one location to another',
      description: 'Writes two movements in one transaction; what buyers hold stays where it is.',
      tags,
      operationId: 'transferStock',
      errors: ['variant_not_found', 'conflict', 'stock_reserved'],
      schema: {
        body: Type.Object(
          { variantId: Id, from: LocationId, to: LocationId, quantity: Type.Integer({ minimum: 1, maximum: MOST_PIECES }) },
          { additionalProperties: false },
        ),
        response: { 201: Levels },
      },
      handler: async ({ body, staff }) => ({
        variantId: body.variantId,
        items: await locations.transfer(body, `staff:${staff?.name ?? ''}`),
      }),
    }),
    route({
      method: 'GET',
      url: '/api/staff/variants/:id/parts',
      access: { staff: 'stock:read' },
      summary: 'Read what a bundle is made of',
      tags,
      operationId: 'getBundle',
      schema: { params: variantParams, response: { 200: Bundle } },
      handler: async ({ params: { id } }) => ({ variantId: id, parts: await locations.parts(id) }),
    }),
    route({
      method: 'PUT',
      url: '/api/staff/variants/:id/parts',
      access: { staff: 'stock:write' },
      summary: 'Make a variant a bundle',
      description: 'A bundle has no stock of its own: it is what its parts allow. Without parts it is a plain variant again.',
      tags,
      operationId: 'setBundle',
      errors: ['variant_not_found', 'conflict'],
      schema: {
        params: variantParams,
        body: Type.Object(
          {
            parts: Type.Array(
              Type.Object({ variantId: Id, quantity: Type.Integer({ minimum: 1, maximum: 999 }) }, { additionalProperties: false }),
              { maxItems: 50 },
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: Bundle },
      },
      handler: async ({ params: { id }, body }) => ({ variantId: id, parts: await locations.setParts(id, body.parts) }),
    }),
    route({
      method: 'PUT',
      url: '/api/staff/variants/:id/sale-terms',
      access: { staff: 'stock:write' },
      summary: 'Say how a variant is sold that is not in stock',
      tags,
      operationId: 'setSaleTerms',
      errors: ['variant_not_found'],
      schema: {
        params: variantParams,
        body: Type.Object(
          {
            backorder: Type.Boolean({ description: 'Sold below zero, without limit.' }),
            preorderUntil: Type.Union([Type.String({ format: 'date-time', maxLength: 40 }), Type.Null()], {
              description: 'Until then it is sold ahead of its stock.',
            }),
            preorderLimit: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], {
              description: 'Most pieces sold ahead; null: any number.',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 204: null },
      },
      async handler({ params: { id }, body }) {
        const preorderUntil = body.preorderUntil === null ? null : instantOf('/preorderUntil', body.preorderUntil);
        if (preorderUntil && preorderUntil <= clock.now()) failField('/preorderUntil', 'past', 'That day is over; null ends the preorder.');
        await locations.setTerms(id, { ...body, preorderUntil });
      },
    }),
  ];
}
