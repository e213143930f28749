import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { MediaRow } from '../cart/index.ts';
import type { Credit } from '../credit/index.ts';
import { type Contact, storedContact } from './contact.ts';
import { type OrderSummary, type OrderView, readStatusToken, sameBytes, statusToken } from './order.ts';
import type { OrderLineRow, OrderReadStore, OrderRow, SummaryRow } from './order-read.store.ts';
import type { OrderStatus } from './order-states.ts';
import { isWithdrawable, WITHDRAWAL_DAYS, withdrawableUntil } from './withdrawal.ts';

export type OrderReading<Image> = ReturnType<typeof createOrderReading<Image>>;

/** Orders with their personal fields opened: for the buyer (by number and e-mail, or by his token) and for staff. */
export function createOrderReading<Image>(deps: {
  store: OrderReadStore;
  persons: Persons;
  keys: Keys;
  credit: Pick<Credit, 'codeFor'>;
  imageOf: (media: MediaRow, alt: string) => Image | null;
  /** Days of the withdrawal period. */
  withdrawalDays?: number;
  clock?: Clock;
}) {
  const { store, persons, keys, credit, imageOf, withdrawalDays = WITHDRAWAL_DAYS, clock = systemClock } = deps;

  const view = async (row: OrderRow, { withCodes = false }: { withCodes?: boolean } = {}): Promise<OrderView<Image>> => {
    const { id } = row;
    const [person, lines, timeline, parcels, returns, refunds, documents] = await Promise.all([
      persons.open(row.personId),
      store.linesOf(id),
      store.eventsOf(id),
      store.parcelsOf(id),
      store.returnsOf(id),
      store.refundsOf(id),
      store.documentsOf(id),
    ]);
    const until = withdrawableUntil({ states: row.states, deliveredAt: row.deliveredAt, parcels }, withdrawalDays);
    const codeOf = (cardId: string) => (withCodes ? credit.codeFor(cardId) : null);
    return {
      ...orderOf(row, lines, { imageOf, codeOf }),
      contact: person && contactOf(persons, person, row),
      timeline,
      parcels,
      returns: returns.map(({ orderId: _, ...one }) => one),
      refunds,
      documents: documents.map(({ id, series, number, total, issuedAt }) => ({ id, series, number, total, issuedAt })),
      withdrawableUntil: until,
      isWithdrawable:
        isWithdrawable(row.states, until, clock.now()) &&
        lines.some((line) => line.cancelledQuantity + line.returnedQuantity < line.quantity),
    };
  };

  return {
    /** Null for an unknown number and for a wrong e-mail alike. */
    async byNumberAndEmail(number: string, email: string): Promise<OrderView<Image> | null> {
      const row = await store.byNumberAndEmail(number.trim().toUpperCase(), persons.emailLookup(email));
      return row && view(row);
    },
    /** By the token that was given out when the order was placed; null when it is not one of ours. */
    async byToken(token: string): Promise<OrderView<Image> | null> {
      const parts = readStatusToken(token);
      if (!parts || !sameBytes(parts.signature, keys.lookup('order-status', parts.orderId))) return null;
      const row = await store.byId(parts.orderId);
      return row && view(row, { withCodes: true });
    },
    /** What opens the buyer's page of this order. */
    tokenOf: (orderId: string): string => statusToken(orderId, keys.lookup('order-status', orderId)),
    /** Whose order it is. Throws `order_not_found`. */
    async personOf(orderId: string): Promise<string> {
      return (await store.byId(orderId))?.personId ?? fail('order_not_found', 'There is no order with this id.');
    },
    /** For staff: by id or by number. Throws `order_not_found`. */
    async get(idOrNumber: string): Promise<OrderView<Image>> {
      const row = isUuid(idOrNumber) ? await store.byId(idOrNumber) : await store.byNumber(idOrNumber.toUpperCase());
      if (!row) fail('order_not_found', 'There is no order with this id.');
      return view(row);
    },
    /** For staff, newest first. `email` finds the orders of one address. */
    async list(filter: {
      cursor?: string;
      status?: OrderStatus;
      from?: Date;
      to?: Date;
      email?: string;
      limit: number;
    }): Promise<Page<OrderSummary>> {
      const rows = await store.summaries({
        status: filter.status ?? null,
        from: filter.from ?? null,
        to: filter.to ?? null,
        emailLookup: filter.email === undefined ? null : persons.emailLookup(filter.email),
        after: filter.cursor === undefined ? null : positionOf(filter.cursor),
        limit: filter.limit + 1,
      });
      const shown = rows.slice(0, filter.limit);
      const last = shown.at(-1);
      return {
        items: await Promise.all(shown.map((row) => summaryOf(persons, row))),
        nextCursor: rows.length > filter.limit && last ? encodeCursor([last.placedAt.getTime(), last.id]) : null,
      };
    },
  };
}

function positionOf(cursor: string): { placedAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor, 2);
  const placedAt = new Date(typeof at === 'number' ? at : Number.NaN);
  if (Number.isNaN(placedAt.getTime()) || typeof id !== 'string' || !isUuid(id))
    fail('payload_invalid', 'The cursor is not one of this list.');
  return { placedAt, id };
}

async function summaryOf(persons: Persons, row: SummaryRow): Promise<OrderSummary> {
  const person = await persons.open(row.personId);
  const contact = person && contactOf(persons, person, row);
  const { id, number, status, states, placedAt, market, currency, country, total, itemCount } = row;
  const customer = contact && { name: contact.name, email: contact.email };
  return { id, number, status, states, placedAt, market, currency, country, total, itemCount, customer };
}

function contactOf(persons: Persons, person: OpenPerson, row: Pick<OrderRow, 'id' | 'emailSealed' | 'contactSealed'>): Contact {
  const open = (column: string, sealed: Buffer) => persons.unseal(person, { table: 'customer_order', column, row: row.id }, sealed);
  const rest = storedContact(open('contact_sealed', row.contactSealed));
  return { ...rest, email: open('email_sealed', row.emailSealed) };
}

function orderOf<Image>(
  row: OrderRow,
  lines: readonly OrderLineRow[],
  { imageOf, codeOf }: { imageOf: (media: MediaRow, alt: string) => Image | null; codeOf: (cardId: string) => string | null },
): Omit<
  OrderView<Image>,
  'contact' | 'timeline' | 'parcels' | 'returns' | 'refunds' | 'documents' | 'withdrawableUntil' | 'isWithdrawable'
> {
  const {
    personId,
    emailSealed,
    contactSealed,
    paymentKey,
    paymentProvider,
    paymentMethod,
    paymentStatus,
    deliveryCode,
    deliveryName,
    ...plain
  } = row;
  return {
    ...plain,
    lines: lines.map(({ media, giftCards, ...line }) => ({
      ...line,
      image: media && imageOf(media, line.title),
      giftCards: giftCards.map(({ id, lastFour }) => ({ lastFour, code: codeOf(id) })),
    })),
    outstandingAmount: Math.max(0, row.total - row.creditedAmount - row.paidAmount + row.refundedAmount),
    dueAmount: row.total - row.giftCardAmount - row.storeCreditAmount,
    delivery: { code: deliveryCode, name: deliveryName },
    payment:
      paymentKey && paymentProvider
        ? { id: paymentKey, provider: paymentProvider, method: paymentMethod ?? '', status: paymentStatus ?? '' }
        : null,
  };
}
