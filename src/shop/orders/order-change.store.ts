import type { Translated } from '../../kernel/translated.ts';
import { type Database, json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { Account } from '../ledger/index.ts';
import type { LineFacts, OrderStatus, States, Units } from './order-states.ts';

/** The order's row is the lock of everything that belongs to it: lines, parcels, returns, refunds. */
const locked = sql(
  'order_change.locked',
  `select o.id, o.number, o.person_id as "personId", o.checkout_id as "checkoutId", o.payment_id as "paymentId", o.market, o.language,
     o.currency, o.country, o.tax_included as "taxIncluded", o.reverse_charge as "isReverseCharge", o.subtotal, o.discount_amount as "discountAmount", o.delivery_amount - o.delivery_discount_amount as "deliveryAmount",
     o.delivery_tax_rate_ppm as "deliveryRatePpm", o.delivery_tax_amount as "deliveryTaxAmount", o.tax_amount as "taxAmount", o.total,
     o.delivery_method as "deliveryCode", o.delivery_name as "deliveryName", o.email_sealed as "emailSealed", o.contact_sealed as "contactSealed",
     o.order_state as "orderState", coalesce(o.paid_amount, o.total) as paid, o.refunded_amount as refunded, o.credited_amount as credited,
     o.revision, o.placed_at as "placedAt", o.delivered_at as "deliveredAt"
   from customer_order o where o.id = $1 for update`,
);

const lines = sql(
  'order_change.lines',
  `select position, variant_id as "variantId", product_id as "productId", sku, title, variant_title as "variantTitle", quantity,
     unit_amount as "unitAmount", discount_amount as "discountAmount", total, tax_rate_ppm as "ratePpm", tax_amount as "taxAmount", cancelled_quantity as cancelled,
     shipped_quantity as shipped, returned_quantity as returned, credited_quantity as credited
   from order_line where order_id = $1 order by position`,
);

/** States, counters, timeline and events together. */
const saved = sql(
  'order_change.saved',
  `with changed as (
     update customer_order set status = $2, order_state = $3, payment_state = $4, fulfilment_state = $5, paid_amount = $6, refunded_amount = $7,
       credited_amount = $8, tracking = coalesce($9, tracking), delivered_at = coalesce($10, delivered_at), revision = revision + 1, updated_at = $11
     where id = $1 returning id, number
   ), counted as (
     update order_line l set cancelled_quantity = c.cancelled, shipped_quantity = c.shipped, returned_quantity = c.returned, credited_quantity = c.credited
     from jsonb_to_recordset($12::jsonb) as c(position integer, cancelled integer, shipped integer, returned integer, credited integer)
     where l.order_id = $1 and l.position = c.position
   ), told as (
     insert into order_event (order_id, type, actor, detail, created_at)
     select $1, e.type, e.actor, e.detail, $11
     from rows from (jsonb_to_recordset($13::jsonb) as (type text, actor text, detail jsonb)) with ordinality as e(type, actor, detail, place) order by place
   )
   insert into outbox (type, payload)
   select 'order.' || replace(e.type, '_', '-'), e.detail || jsonb_build_object('orderId', c.id, 'number', c.number)
   from changed c, rows from (jsonb_to_recordset($13::jsonb) as (type text, actor text, detail jsonb)) with ordinality as e(type, actor, detail, place)
   order by place`,
);

const refundByKey = sql(
  'order_change.refund_by_key',
  'select id, amount, provider_amount as "providerAmount", lines from order_refund where order_id = $1 and key = $2',
);
const refundInserted = sql(
  'order_change.refund_inserted',
  `insert into order_refund (id, order_id, key, amount, provider_amount, credit_amount, reason, lines, actor, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10) on conflict (id) do nothing returning id`,
);
const restocked = sql('order_change.restocked', 'select restock_sale($1, $2, $3::bigint[], $4::integer[], $5)');
const receiptInserted = sql(
  'order_change.receipt_inserted',
  'insert into order_receipt (id, order_id, amount, method, actor, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning id',
);
const receiptById = sql('order_change.receipt_by_id', 'select order_id as "orderId", amount, method from order_receipt where id = $1');
const noteInserted = sql(
  'order_change.note_inserted',
  'insert into order_note (id, order_id, actor, body_sealed, created_at) values ($1, $2, $3, $4, $5)',
);
const notes = sql(
  'order_change.notes',
  `select o.person_id as "personId", n.id, n.actor, n.body_sealed as sealed, n.created_at as at
   from customer_order o left join order_note n on n.order_id = o.id where o.id = $1 order by n.created_at, n.id limit 500`,
);
const contactSaved = sql(
  'order_change.contact_saved',
  'update customer_order set email_sealed = $2, email_lookup = $3, contact_sealed = $4, country = $5 where id = $1',
);

export type ChangingOrder = {
  id: string;
  number: string;
  personId: string;
  checkoutId: string;
  paymentId: string | null;
  market: string;
  language: string;
  currency: string;
  country: string;
  taxIncluded: boolean;
  isReverseCharge: boolean;
  subtotal: number;
  discountAmount: number;
  /** After its discount. */
  deliveryAmount: number;
  deliveryRatePpm: number;
  deliveryTaxAmount: number;
  taxAmount: number;
  total: number;
  deliveryCode: string;
  deliveryName: Translated;
  emailSealed: Buffer;
  contactSealed: Buffer;
  orderState: States['order'];
  paid: number;
  refunded: number;
  credited: number;
  revision: number;
  placedAt: Date;
  deliveredAt: Date | null;
};

export type ChangingLine = Omit<LineFacts, 'gross'> & {
  variantId: number;
  productId: number;
  sku: string | null;
  title: string;
  variantTitle: string;
  unitAmount: number;
  discountAmount: number;
  /** After the discount. */
  total: number;
  ratePpm: number;
  taxAmount: number;
};

export type Told = { type: string; actor: string; detail: Record<string, unknown> };

export type OrderSaving = {
  status: OrderStatus;
  states: States;
  paid: number;
  refunded: number;
  credited: number;
  tracking: string | null;
  deliveredAt: Date | null;
  lines: readonly LineFacts[];
  told: readonly Told[];
  at: Date;
};

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type ChangeScope = Queryable;

/** A payment that is held for an open order, or was taken and does not count for it yet, and what the order still owes. */
const heldFor = sql(
  'order_change.held_for',
  `select p.id as "paymentId", greatest(0, o.total - o.credited_amount - coalesce(o.paid_amount, o.total) + o.refunded_amount)::bigint as due
   from customer_order o join payment p on p.id = o.payment_id
   where o.id = $1 and p.capture_mode = 'manual' and (p.status = 'authorized' or p.captured_amount > 0)
     and o.order_state = 'open' and not exists (select from order_receipt r where r.id = p.id)`,
);
const toFollow = sql(
  'order_change.payments_to_follow',
  'select order_id as "orderId", payment_id as "paymentId", what from payments_to_follow($1)',
);
const hasEvent = sql('order_change.has_event', 'select from order_event where order_id = $1 and type = $2 limit 1');
const booked = sql('order_change.booked', 'select post_to_ledger($1, $2, $3, $4::text[], $5::bigint[], $6)');
export type OrderChangeStore = ReturnType<typeof orderChangeStore>;

export function orderChangeStore(db: Database) {
  return {
    transaction: <T>(work: (tx: Tx) => Promise<T>) => db.transaction(work, { retries: 3 }),
    async lock(on: ChangeScope, id: string): Promise<ChangingOrder | null> {
      return (await on.query<ChangingOrder>(locked, [id]))[0] ?? null;
    },
    lines: (on: ChangeScope, id: string) => on.query<ChangingLine>(lines, [id]),
    async save(on: ChangeScope, id: string, { states, told, ...change }: OrderSaving): Promise<void> {
      await on.query(saved, [
        id,
        change.status,
        states.order,
        states.payment,
        states.fulfilment,
        change.paid,
        change.refunded,
        change.credited,
        change.tracking,
        change.deliveredAt,
        change.at,
        json(change.lines),
        json(told),
      ]);
    },
    async refundByKey(on: ChangeScope, orderId: string, key: string) {
      return (
        (await on.query<{ id: string; amount: number; providerAmount: number; lines: Units[] }>(refundByKey, [orderId, key]))[0] ?? null
      );
    },
    /** False when another refund has this id. */
    async insertRefund(
      on: ChangeScope,
      row: {
        id: string;
        orderId: string;
        key: string;
        amount: number;
        providerAmount: number;
        creditAmount: number;
        reason: string;
        lines: readonly (Units & { amount: number })[];
        actor: string;
        at: Date;
      },
    ): Promise<boolean> {
      const { id, orderId, key, amount, providerAmount, creditAmount, reason, actor, at } = row;
      const values = [id, orderId, key, amount, providerAmount, creditAmount, reason, json(row.lines), actor, at];
      return (await on.query(refundInserted, values)).length === 1;
    },
    async restock(
      on: ChangeScope,
      orderId: string,
      goods: readonly { variantId: number; quantity: number }[],
      reason: 'cancellation' | 'return',
      at: Date,
    ) {
      if (goods.length === 0) return;
      await on.query(restocked, [orderId, at, goods.map((g) => g.variantId), goods.map((g) => g.quantity), reason]);
    },
    async heldFor(orderId: string): Promise<{ paymentId: string; due: number } | null> {
      return (await db.query<{ paymentId: string; due: number }>(heldFor, [orderId]))[0] ?? null;
    },
    /** Orders that do not know yet what has become of their payments: taken, let go, or to be let go. */
    paymentsToFollow: (since: Date) => db.query<{ orderId: string; paymentId: string; what: 'count' | 'void' | 'tell' }>(toFollow, [since]),
    hasEvent: async (on: ChangeScope, orderId: string, type: string): Promise<boolean> =>
      (await on.query(hasEvent, [orderId, type])).length > 0,
    /** Books, once for its kind and reference, that `amount` goes to the account `to` (debit) from the account `from` (credit). */
    async book(
      on: ChangeScope,
      row: {
        kind: 'not-owed' | 'owed-back' | 'receipt' | 'refund-by-hand';
        reference: string;
        currency: string;
        to: Account;
        from: Account;
        amount: number;
        at: Date;
      },
    ): Promise<void> {
      const { kind, reference, currency, to, from, amount, at } = row;
      await on.query(booked, [kind, reference, currency, [to, from], [amount, -amount], at]);
    },
    async receiptById(on: ChangeScope, id: string) {
      return (await on.query<{ orderId: string; amount: number; method: string }>(receiptById, [id]))[0] ?? null;
    },
    /** False when another receipt has this id. */
    async insertReceipt(on: ChangeScope, row: { id: string; orderId: string; amount: number; method: string; actor: string; at: Date }) {
      return (await on.query(receiptInserted, [row.id, row.orderId, row.amount, row.method, row.actor, row.at])).length === 1;
    },
    async insertNote(on: ChangeScope, row: { id: string; orderId: string; actor: string; body: Buffer; at: Date }): Promise<void> {
      await on.query(noteInserted, [row.id, row.orderId, row.actor, row.body, row.at]);
    },
    /** Null when there is no such order. */
    async notes(orderId: string): Promise<{ personId: string; notes: { id: string; actor: string; sealed: Buffer; at: Date }[] } | null> {
      const rows = await db.query<{ personId: string; id: string | null; actor: string; sealed: Buffer; at: Date }>(notes, [orderId]);
      if (!rows[0]) return null;
      const written = rows.flatMap(({ id, actor, sealed, at }) => (id === null ? [] : [{ id, actor, sealed, at }]));
      return { personId: rows[0].personId, notes: written };
    },
    async saveContact(on: ChangeScope, id: string, sealed: { email: Buffer; emailLookup: Buffer; contact: Buffer; country: string }) {
      await on.query(contactSaved, [id, sealed.email, sealed.emailLookup, sealed.contact, sealed.country]);
    },
  };
}
