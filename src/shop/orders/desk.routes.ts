import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { type Route, route } from '../../platform/http/index.ts';
import type { CartImage } from '../cart/index.ts';
import { actorOf, Money, OrderId, OwnId, Reason, StateSchema, stateJson, UnitsSchema, Words } from './desk.schemas.ts';
import type { Desk } from './desk.service.ts';
import { ParcelSchema, parcelJson } from './order.schemas.ts';
import type { OrderReading } from './order-reading.service.ts';

const tags = ['Staff: orders'];
const params = Type.Object({ id: OrderId });
const access = { staff: 'orders:write' } as const;

type Deps = { desk: Desk; reading: OrderReading<CartImage> };

/** What staff do with an order. */
export function deskRoutes(deps: Deps): Route[] {
  return [...parcelRoutes(deps), ...moneyRoutes(deps), addressRoute(deps), ...noteRoutes(deps)];
}

const trace = {
  carrier: Type.Optional(Words(60)),
  tracking: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$', description: 'Number of the parcel.' }),
  ),
  trackingUrl: Type.Optional(
    Type.String({
      maxLength: 1000,
      pattern: '^https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[1-9][0-9]{0,3}|:[1-5][0-9]{4})?([/?#][^\\s<>"\\\\]*)?$',
      description: 'Where the buyer follows it.',
    }),
  ),
};

function parcelRoutes({ desk, reading }: Deps): Route[] {
  const stateOf = async (orderId: string) => stateJson(await reading.get(orderId));
  const parcelOf = async (orderId: string, parcelId: string) => {
    const parcel = (await desk.parcels.ofOrder(orderId)).find(({ id }) => id === parcelId);
    return parcel ? parcelJson(parcel) : fail('parcel_not_found');
  };
  const parcelParams = Type.Object({ id: OrderId, parcelId: OrderId });
  return [
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/fulfilment',
      access,
      summary: 'Send all that is left of an order in one parcel',
      tags,
      operationId: 'fulfilOrder',
      errors: ['order_not_found', 'order_state', 'order_quantity', 'payment_unavailable'],
      schema: {
        params,
        body: Type.Object(trace, { $id: 'Fulfilment', additionalProperties: false }),
        response: { 201: StateSchema },
      },
      async handler({ params: { id }, body, staff }) {
        await desk.parcels.send(id, { ...body, actor: actorOf(staff) });
        return stateOf(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/parcels',
      access,
      summary: 'Send a parcel',
      description:
        'With the pieces named, or all that is left. The order must be paid; money that is only held for it is taken now. Issues the invoice if there is none.',
      tags,
      operationId: 'sendParcel',
      errors: ['order_not_found', 'order_state', 'order_quantity', 'conflict', 'payment_unavailable'],
      schema: {
        params,
        body: Type.Object(
          {
            id: OwnId,
            lines: Type.Optional(UnitsSchema),
            location: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,64}$', description: 'Code of the location it leaves from.' })),
            ...trace,
          },
          { $id: 'ParcelToSend', additionalProperties: false },
        ),
        response: { 201: ParcelSchema },
      },
      handler: async ({ params: { id }, body, staff }) => parcelOf(id, await desk.parcels.send(id, { ...body, actor: actorOf(staff) })),
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/parcels/:parcelId/delivery',
      access,
      summary: 'Say that a parcel has arrived',
      description: 'The withdrawal period is counted from the last one.',
      tags,
      operationId: 'deliverParcel',
      errors: ['order_not_found', 'parcel_not_found'],
      schema: { params: parcelParams, body: Type.Object({}, { additionalProperties: false }), response: { 200: ParcelSchema } },
      async handler({ params: { id, parcelId }, staff }) {
        await desk.parcels.deliver(id, parcelId, { actor: actorOf(staff) });
        return parcelOf(id, parcelId);
      },
    }),
    route({
      method: 'PUT',
      url: '/api/staff/orders/:id/parcels/:parcelId/tracking',
      access,
      summary: 'Put carrier and tracking of a parcel right',
      tags,
      operationId: 'traceParcel',
      errors: ['order_not_found', 'parcel_not_found'],
      schema: {
        params: parcelParams,
        body: Type.Object(trace, { $id: 'Tracking', additionalProperties: false }),
        response: { 200: ParcelSchema },
      },
      async handler({ params: { id, parcelId }, body, staff }) {
        const { carrier = '', tracking = null, trackingUrl = null } = body;
        await desk.parcels.trace(id, parcelId, { carrier, tracking, trackingUrl, actor: actorOf(staff) });
        return parcelOf(id, parcelId);
      },
    }),
  ];
}

function moneyRoutes({ desk, reading }: Deps): Route[] {
  const stateOf = async (orderId: string) => stateJson(await reading.get(orderId));
  return [
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/cancellation',
      access,
      summary: 'Cancel an order, or pieces of it, that were not sent',
      description: 'The goods go back into stock and the money back to the buyer, each once. Without `lines` the whole order.',
      tags,
      operationId: 'cancelOrder',
      errors: ['order_not_found', 'order_state', 'order_quantity', 'refund_exceeds_paid'],
      schema: {
        params,
        body: Type.Object(
          {
            reason: Reason,
            lines: Type.Optional(UnitsSchema),
            restock: Type.Optional(Type.Boolean({ default: true, description: 'Whether pieces of `lines` can be sold again.' })),
          },
          { $id: 'Cancellation', additionalProperties: false },
        ),
        response: { 201: StateSchema },
      },
      async handler({ params: { id }, body: { reason = '', lines, restock = true }, staff }) {
        const actor = actorOf(staff);
        if (lines) await desk.money.cancelLines(id, { actor, lines, reason, restock });
        else await desk.money.cancel(id, { actor, reason });
        return stateOf(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/refunds',
      access,
      summary: 'Give money back',
      description: 'An amount, or what pieces are worth. Never more than was paid; issues a credit note.',
      tags,
      operationId: 'refundOrder',
      errors: ['order_not_found', 'order_state', 'order_quantity', 'refund_exceeds_paid', 'conflict'],
      schema: {
        params,
        body: Type.Union(
          [
            Type.Object({ id: OwnId, amount: Money }, { additionalProperties: false }),
            Type.Object({ id: OwnId, lines: UnitsSchema }, { additionalProperties: false }),
          ],
          { $id: 'RefundToGive' },
        ),
        response: { 201: StateSchema },
      },
      async handler({ params: { id }, body, staff }) {
        const asked = 'amount' in body ? { amount: body.amount } : { lines: body.lines };
        await desk.money.refund(id, { ...asked, ...(body.id ? { id: body.id } : {}), actor: actorOf(staff) });
        return stateOf(id);
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/receipts',
      access,
      summary: 'Note money that came in by other means',
      description: 'Cash or a transfer; without an amount all that is outstanding.',
      tags,
      operationId: 'receiveMoney',
      errors: ['order_not_found', 'order_state', 'refund_exceeds_paid', 'conflict'],
      schema: {
        params,
        body: Type.Object(
          {
            id: OwnId,
            amount: Type.Optional(Money),
            method: Type.String({ pattern: '^[a-z0-9-]{1,32}$', description: 'e.g. `cash`, `transfer`.' }),
          },
          { $id: 'Receipt', additionalProperties: false },
        ),
        response: { 201: StateSchema },
      },
      async handler({ params: { id }, body, staff }) {
        await desk.money.receive(id, { ...body, actor: actorOf(staff) });
        return stateOf(id);
      },
    }),
  ];
}

const text = (most: number) => Type.String({ maxLength: most });
const AddressSchema = Type.Object(
  {
    name: text(200),
    email: text(254),
    phone: Type.Optional(text(40)),
    street: text(200),
    extra: Type.Optional(text(200)),
    postalCode: text(16),
    city: text(120),
    region: Type.Optional(text(120)),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'The one it was ordered to.' }),
    note: Type.Optional(text(1000)),
    company: Type.Optional(text(200)),
  },
  { $id: 'OrderAddress', additionalProperties: false },
);

function addressRoute({ desk, reading }: Deps): Route {
  return route({
    method: 'PUT',
    url: '/api/staff/orders/:id/contact',
    access,
    summary: 'Put the address of an order right',
    description:
      'Before anything has left. An invoice that was issued is taken back by a credit note; the next one carries the new address.',
    tags,
    operationId: 'changeOrderAddress',
    errors: ['order_not_found', 'order_state'],
    schema: { params, body: AddressSchema, response: { 200: StateSchema } },
    async handler({ params: { id }, body, staff }) {
      await desk.addresses.change(id, { actor: actorOf(staff), contact: body });
      return stateJson(await reading.get(id));
    },
  });
}

const NoteSchema = Type.Object(
  { id: Type.String(), actor: Type.String(), body: Type.String(), at: Type.String({ format: 'date-time' }) },
  { $id: 'OrderNote', additionalProperties: false },
);

function noteRoutes({ desk }: Deps): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/orders/:id/notes',
      access: { staff: 'orders:read' },
      summary: 'List the notes of an order',
      description: 'For the staff alone; sealed with the buyer’s data and erased with it.',
      tags,
      operationId: 'listOrderNotes',
      errors: ['order_not_found'],
      schema: {
        params,
        response: {
          200: Type.Object({ items: Type.Array(NoteSchema), nextCursor: Type.Null() }, { $id: 'OrderNotes', additionalProperties: false }),
        },
      },
      handler: async ({ params: { id } }) => ({
        items: (await desk.notes.list(id)).map(({ at, ...note }) => ({ ...note, at: at.toISOString() })),
        nextCursor: null,
      }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/orders/:id/notes',
      access,
      summary: 'Write a note',
      tags,
      operationId: 'addOrderNote',
      errors: ['order_not_found', 'order_state'],
      schema: {
        params,
        body: Type.Object(
          { body: Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' }) },
          { $id: 'OrderNoteToWrite', additionalProperties: false },
        ),
        response: { 201: NoteSchema },
      },
      async handler({ params: { id }, body, staff }) {
        const { at, ...note } = await desk.notes.add(id, { body: body.body, actor: actorOf(staff) });
        return { ...note, at: at.toISOString() };
      },
    }),
  ];
}
