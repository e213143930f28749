import { Type } from 'typebox';
import { type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import type { StoredLine } from './draft.schemas.ts';
import { ChangeSchema, DraftListSchema, DraftSchema, DraftStatusSchema, InputSchema, SettleSchema } from './draft.schemas.ts';
import type { Drafts, DraftView } from './draft.service.ts';
import type { Draft } from './draft.ts';

const tags = ['Staff: drafts'];
const params = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' }) });
const access = { staff: 'orders:write' } as const;
const filling = ['variant_not_found', 'cart_full', 'code_refused', 'conflict'] as const;

/** Orders by telephone, as staff make them. */
export function draftRoutes({ drafts }: { drafts: Drafts<CartImage> }): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/staff/drafts',
      access,
      summary: 'Prepare an order for somebody',
      description: 'Its buyer pays by `paymentUrl`, or staff say that they were paid. Goods are held once somebody pays, not before.',
      tags,
      operationId: 'createDraft',
      errors: ['market_not_found', ...filling],
      schema: { body: InputSchema, response: { 201: DraftSchema } },
      async handler({ body, staff, origin }, reply) {
        const view = await drafts.create(body, `staff:${staff?.name ?? ''}`);
        reply.header('location', `/api/staff/drafts/${view.draft.id}`);
        return draftJson(view, origin);
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/drafts',
      access: { staff: 'orders:read' },
      summary: 'List drafts, newest first',
      tags,
      operationId: 'listDrafts',
      schema: {
        query: Type.Object(
          {
            status: Type.Optional(DraftStatusSchema),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: DraftListSchema },
      },
      async handler({ query: { limit = 50, ...query } }) {
        const { items, nextCursor } = await drafts.list({ ...query, limit });
        return { items: items.map(summaryJson), nextCursor };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/drafts/:id',
      access: { staff: 'orders:read' },
      summary: 'Read a draft, with what it costs now',
      tags,
      operationId: 'getDraft',
      errors: ['draft_not_found', 'cart_not_found'],
      schema: { params, response: { 200: DraftSchema } },
      handler: async ({ params: { id }, origin }) => draftJson(await drafts.view(id), origin),
    }),
    route({
      method: 'PATCH',
      url: '/api/staff/drafts/:id',
      access,
      summary: 'Change a draft',
      description: '`lines` are all its lines from then on; `codes` are added.',
      tags,
      operationId: 'changeDraft',
      errors: ['draft_not_found', 'draft_state', 'cart_not_found', 'cart_line_not_found', ...filling],
      schema: { params, body: ChangeSchema, response: { 200: DraftSchema } },
      handler: async ({ params: { id }, body, origin }) => draftJson(await drafts.change(id, body), origin),
    }),
    route({
      method: 'POST',
      url: '/api/staff/drafts/:id/cancel',
      access,
      summary: 'Cancel a draft',
      tags,
      operationId: 'cancelDraft',
      errors: ['draft_not_found', 'draft_state', 'cart_not_found', 'conflict'],
      schema: { params, response: { 200: DraftSchema } },
      async handler({ params: { id }, origin }) {
        await drafts.cancel(id);
        return draftJson(await drafts.view(id), origin);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/drafts/:id/paid',
      access,
      summary: 'Make the order of a draft that was paid by hand',
      description: 'Cash, a transfer that has arrived, or a card terminal. Sending it again answers with the same order.',
      tags,
      operationId: 'settleDraft',
      errors: [
        'draft_not_found',
        'draft_state',
        'cart_not_found',
        'cart_empty',
        'cart_line_unavailable',
        'insufficient_stock',
        'code_used_up',
        'checkout_expired',
        'conflict',
      ],
      schema: { params, body: SettleSchema, response: { 200: DraftSchema } },
      handler: async ({ params: { id }, body, origin }) => draftJson(await drafts.settle(id, body.method), origin),
    }),
  ];
}

function summaryJson({ id, number, market, language, delivery, status, orderId, createdBy, createdAt, updatedAt }: Draft) {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id, number, market, language, delivery, status, orderId, createdBy, ...times };
}

function draftJson({ draft, contact, checkout, token }: DraftView<CartImage>, origin: string) {
  const chosen = checkout?.deliveryOptions.find(({ code }) => code === draft.delivery) ?? null;
  const lines: StoredLine[] = (checkout?.cart.lines ?? []).map(({ variantId, sku, title, quantity, unitAmount, total, problem }) => ({
    ...{ variantId, sku, title, quantity, unitAmount, total },
    problem,
  }));
  return {
    ...summaryJson(draft),
    contact,
    currency: checkout?.cart.currency ?? null,
    lines,
    deliveryOptions: checkout?.deliveryOptions.map(({ code }) => code) ?? [],
    sums: chosen && {
      deliveryAmount: chosen.sums.deliveryAmount,
      discountAmount: chosen.sums.discountAmount + chosen.sums.deliveryDiscountAmount,
      taxAmount: chosen.sums.taxAmount,
      total: chosen.sums.total,
      dueAmount: chosen.sums.dueAmount,
    },
    paymentUrl: draft.status === 'open' ? `${origin}/${draft.market}/${draft.language}/pay/${token}` : null,
  };
}
