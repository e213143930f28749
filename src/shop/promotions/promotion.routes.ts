import { Type } from 'typebox';
import { failField } from '../../kernel/errors.ts';
import { instantOf, listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import {
  Code,
  CodeLimit,
  CodeSchema,
  draftOf,
  PromotionBody,
  PromotionId,
  PromotionSchema,
  promotionJson,
  UsageSchema,
} from './promotion.schemas.ts';
import type { Promotions } from './promotion.service.ts';

const tags = ['Staff: promotions'];
const params = Type.Object({ id: PromotionId });
const closed = { additionalProperties: false };
const read = { tags, access: { staff: 'promotions:read' } } as const;
const write = { tags, access: { staff: 'promotions:write' } } as const;

export function promotionRoutes({ promotions, marketCodes }: { promotions: Promotions; marketCodes: () => readonly string[] }): Route[] {
  return [...readingRoutes(promotions), ...changingRoutes(promotions, marketCodes), ...codeRoutes(promotions)];
}

function readingRoutes(promotions: Promotions): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/promotions',
      summary: 'List promotions, newest first',
      operationId: 'listPromotions',
      schema: { query: Type.Object(pageQuery, closed), response: { 200: listOf(PromotionSchema, 'PromotionList') } },
      async handler({ query }) {
        const { items, nextCursor } = await promotions.list({ limit: 24, ...query });
        return { items: items.map(promotionJson), nextCursor };
      },
    }),
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/promotions/:id',
      summary: 'Read a promotion',
      operationId: 'getPromotion',
      errors: ['promotion_not_found'],
      schema: { params, response: { 200: PromotionSchema } },
      handler: async ({ params: { id } }) => promotionJson(await promotions.get(id)),
    }),
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/promotions/:id/usage',
      summary: 'Read how often a promotion was used, and what it gave',
      operationId: 'getPromotionUsage',
      errors: ['promotion_not_found'],
      schema: { params, response: { 200: UsageSchema } },
      async handler({ params: { id } }) {
        await promotions.get(id);
        return { items: await promotions.usage(id) };
      },
    }),
  ];
}

function changingRoutes(promotions: Promotions, marketCodes: () => readonly string[]): Route[] {
  const asked = (body: Parameters<typeof draftOf>[0]) => {
    const known = marketCodes();
    body.markets?.forEach((market, index) => {
      if (!known.includes(market)) failField(`/markets/${index}`, 'unknown', `There is no such market; there are ${known.join(', ')}.`);
    });
    return draftOf(body, instantOf);
  };

  return [
    route({
      ...write,
      method: 'POST',
      url: '/api/staff/promotions',
      summary: 'Create a promotion',
      description: 'It is not active, and its codes are refused, until it is switched on (`PUT /api/staff/promotions/{id}/activation`).',
      operationId: 'createPromotion',
      schema: { body: PromotionBody, response: { 201: PromotionSchema } },
      async handler({ body }, reply) {
        const made = await promotions.create(asked(body));
        reply.header('location', `/api/staff/promotions/${made.id}`);
        return promotionJson(made);
      },
    }),
    route({
      ...write,
      method: 'PUT',
      url: '/api/staff/promotions/:id',
      summary: 'Replace a promotion',
      description: 'Checkouts that are under way keep what they were shown.',
      operationId: 'replacePromotion',
      errors: ['promotion_not_found'],
      schema: { params, body: PromotionBody, response: { 200: PromotionSchema } },
      handler: async ({ params: { id }, body }) => promotionJson(await promotions.replace(id, asked(body))),
    }),
    route({
      ...write,
      method: 'DELETE',
      url: '/api/staff/promotions/:id',
      summary: 'Delete a promotion that was never used',
      operationId: 'deletePromotion',
      errors: ['promotion_not_found', 'promotion_used'],
      schema: { params, response: { 204: null } },
      async handler({ params: { id } }) {
        await promotions.remove(id);
        return undefined;
      },
    }),
    route({
      ...write,
      method: 'PUT',
      url: '/api/staff/promotions/:id/activation',
      summary: 'Switch a promotion on or off',
      operationId: 'setPromotionActivation',
      errors: ['promotion_not_found'],
      schema: {
        params,
        body: Type.Object({ isActive: Type.Boolean() }, { $id: 'PromotionActivation', ...closed }),
        response: { 200: PromotionSchema },
      },
      handler: async ({ params: { id }, body }) => promotionJson(await promotions.activate(id, body.isActive)),
    }),
  ];
}

function codeRoutes(promotions: Promotions): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/promotions/:id/codes',
      summary: 'List the codes of a promotion',
      operationId: 'listPromotionCodes',
      errors: ['promotion_not_found'],
      schema: { params, query: Type.Object(pageQuery, closed), response: { 200: listOf(CodeSchema, 'PromotionCodeList') } },
      async handler({ params: { id }, query }) {
        const { items, nextCursor } = await promotions.listCodes(id, { limit: 24, ...query });
        return { items: items.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })), nextCursor };
      },
    }),
    route({
      ...write,
      method: 'POST',
      url: '/api/staff/promotions/:id/codes',
      summary: 'Add a code',
      operationId: 'addPromotionCode',
      errors: ['promotion_not_found', 'code_taken'],
      schema: {
        params,
        body: Type.Object({ code: Code, limitTotal: Type.Optional(CodeLimit) }, { $id: 'PromotionCodeInput', ...closed }),
        response: { 201: CodeSchema },
      },
      async handler({ params: { id }, body }) {
        const made = await promotions.addCode(id, body.code, body.limitTotal ?? null);
        return { ...made, createdAt: made.createdAt.toISOString() };
      },
    }),
    route({
      ...write,
      method: 'POST',
      url: '/api/staff/promotions/:id/code-batches',
      summary: 'Make many codes at once',
      description: 'Each is new and cannot be guessed. `limitTotal` is 1 unless given: single use.',
      operationId: 'makePromotionCodes',
      errors: ['promotion_not_found'],
      schema: {
        params,
        body: Type.Object(
          {
            count: Type.Integer({ minimum: 1, maximum: 5000 }),
            prefix: Type.Optional(Type.String({ pattern: '^([A-Za-z0-9][A-Za-z0-9_-]{0,19})?$' })),
            limitTotal: Type.Optional(CodeLimit),
          },
          { $id: 'PromotionCodeBatch', ...closed },
        ),
        response: { 201: Type.Object({ codes: Type.Array(Type.String()) }, { $id: 'PromotionCodes', ...closed }) },
      },
      async handler({ params: { id }, body: { count, prefix = '', limitTotal = 1 } }) {
        return { codes: await promotions.makeCodes(id, { count, prefix, limitTotal }) };
      },
    }),
    route({
      ...write,
      method: 'DELETE',
      url: '/api/staff/promotions/:id/codes/:code',
      summary: 'Withdraw a code',
      description: 'Orders that used it keep what it gave. Withdrawing one that is not there changes nothing.',
      operationId: 'removePromotionCode',
      errors: ['promotion_not_found'],
      schema: { params: Type.Object({ id: PromotionId, code: Code }), response: { 204: null } },
      async handler({ params: { id, code } }) {
        await promotions.removeCode(id, code);
        return undefined;
      },
    }),
  ];
}
