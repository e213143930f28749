import { type Static, Type } from 'typebox';
import { MOST_AMOUNT } from '../../kernel/money.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import { StatesSchema, Status } from './order.schemas.ts';
import type { OrderView } from './order.ts';

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
export const OrderId = Type.String({ pattern: UUID });
/** Of the caller's making: sending it again is the same deed. */
export const OwnId = Type.Optional(
  Type.String({ pattern: UUID, description: 'A UUID of your making: sending it again changes nothing and answers the same.' }),
);
export const Position = Type.Integer({ minimum: 0, maximum: 10_000, description: '`position` of a line of the order.' });
export const Pieces = Type.Integer({ minimum: 1, maximum: MOST_PIECES });
export const UnitsSchema = Type.Array(Type.Object({ position: Position, quantity: Pieces }, { additionalProperties: false }), {
  minItems: 1,
  maxItems: 500,
});
export const Money = Type.Integer({ minimum: 1, maximum: MOST_AMOUNT, description: 'Minor units of the order’s currency.' });
/** One line, of words that may stand in a timeline for good. */
export const Words = (most: number, description?: string) =>
  Type.String({ maxLength: most, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$', ...(description ? { description } : {}) });
export const Reason = Type.Optional(Words(200, 'For the timeline; no personal data.'));

/** How an order stands after a change. */
export const StateSchema = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    revision: Type.Integer({ description: 'Grows with every change of the order.' }),
    status: Status,
    states: StatesSchema,
    total: Type.Integer(),
    paidAmount: Type.Integer(),
    refundedAmount: Type.Integer(),
    outstandingAmount: Type.Integer(),
  },
  { $id: 'OrderState', additionalProperties: false },
);

export function stateJson(order: OrderView<unknown>): Static<typeof StateSchema> {
  const { id, number, revision, status, states, total, paidAmount, refundedAmount, outstandingAmount } = order;
  return { id, number, revision, status, states, total, paidAmount, refundedAmount, outstandingAmount };
}

/** `staff:NAME`, as the timeline names who did it. */
export function actorOf(staff: { name: string } | undefined): string {
  return `staff:${staff?.name ?? ''}`;
}

/** For routes of other modules that change orders. */
export const deskSchemas = { OrderId, OwnId, Pieces, Reason, StateSchema, UnitsSchema, actorOf, stateJson };
