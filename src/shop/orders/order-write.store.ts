import { type Database, json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { OrderDraft, OrderStatus } from './order.ts';

/** Waits for a placing of the same checkout that is under way, and then inserts nothing. */
const placed = sql(
  'order.placed',
  `insert into customer_order (id, number, checkout_id, person_id, payment_id, market, language, currency, status, subtotal,
     delivery_amount, discount_amount, tax_amount, total, tax_included, delivery_method, delivery_name, country, email_sealed,
     email_lookup, contact_sealed, delivery_tax_rate_ppm, delivery_tax_amount, delivery_discount_amount, gift_card_amount,
     store_credit_amount, promotions, taxes, placed_at, updated_at)
   values ($1, $2 || nextval('order_number'), $3, $4, $5, $6, $7, $8, 'paid', $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17, $18, $19, $20, $21, $22, $23, $24, $25,
     $26::jsonb, $27::jsonb, $28, $28)
   on conflict (checkout_id) do nothing
   returning id, number`,
);

const numberByCheckout = sql('order.number_by_checkout', 'select id, number from customer_order where checkout_id = $1');

/** Lines, timeline and event in one statement. */
const placedParts = sql(
  'order.placed_parts',
  `with lines as (
     insert into order_line (order_id, position, variant_id, product_id, sku, title, variant_title, handle, media_id, quantity, unit_amount, total, tax_rate_ppm, tax_amount,
       discount_amount, adjustments, taxes)
     select $1, position, "variantId", "productId", sku, title, "variantTitle", handle, "mediaId", quantity, "unitAmount", total, "ratePpm", "taxAmount",
       "discountAmount", adjustments, taxes
     from jsonb_to_recordset($2::jsonb) as l(position integer, "variantId" bigint, "productId" bigint, sku text, title text, "variantTitle" text,
       handle text, "mediaId" text, quantity integer, "unitAmount" bigint, total bigint, "ratePpm" integer, "taxAmount" bigint,
       "discountAmount" bigint, adjustments jsonb, taxes jsonb)
   ), events as (
     insert into order_event (order_id, type, actor, created_at) select $1, type, actor, $4 from (values ('placed', 'customer'), ('paid', 'system')) as e(type, actor)
   )
   insert into outbox (type, payload) values ('order.placed', jsonb_build_object('orderId', $1::text, 'number', $3::text))`,
);

const locked = sql(
  'order.locked',
  `select o.id, o.number, o.status, o.checkout_id as "checkoutId", o.payment_id as "paymentId" from customer_order o where o.id = $1 for update`,
);

const moved = sql(
  'order.moved',
  `with changed as (
     update customer_order set status = $2, tracking = coalesce($5, tracking), updated_at = $6 where id = $1 returning id, number
   ), event as (
     insert into order_event (order_id, type, actor, detail, created_at) select id, $2, $3, $4::jsonb, $6 from changed
   )
   insert into outbox (type, payload) select 'order.' || $2, jsonb_build_object('orderId', id, 'number', number) from changed`,
);

export type LockedOrder = { id: string; number: string; status: OrderStatus; checkoutId: string; paymentId: string | null };

export type Sealed = { email: Buffer; emailLookup: Buffer; contact: Buffer };

export type OrderWriteStore = ReturnType<typeof orderWriteStore>;

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type OrderScope = Queryable;

export function orderWriteStore(db: Database) {
  return {
    transaction: <T>(work: (tx: Tx) => Promise<T>) => db.transaction(work, { retries: 3 }),
    /** Null when the checkout has an order already. */
    async insert(on: OrderScope, draft: OrderDraft, sealed: Sealed, prefix: string, at: Date) {
      const { sums } = draft;
      const values = [
        draft.id,
        prefix,
        draft.checkoutId,
        draft.personId,
        draft.paymentId,
        draft.market,
        draft.language,
        draft.currency,
        sums.subtotal,
        sums.deliveryAmount,
        sums.discountAmount,
        sums.taxAmount,
        sums.total,
        draft.taxIncluded,
        draft.delivery.code,
        json(draft.delivery.name),
        draft.country,
        sealed.email,
        sealed.emailLookup,
        sealed.contact,
        sums.deliveryRatePpm,
        sums.deliveryTaxAmount,
        sums.deliveryDiscountAmount,
        sums.giftCardAmount,
        sums.storeCreditAmount,
        json(sums.promotions),
        json(sums.taxes),
        at,
      ];
      return (await on.query<{ id: string; number: string }>(placed, values))[0] ?? null;
    },
    async byCheckout(checkoutId: string, on: OrderScope = db) {
      return (await on.query<{ id: string; number: string }>(numberByCheckout, [checkoutId]))[0] ?? null;
    },
    async insertParts(on: OrderScope, draft: OrderDraft, number: string, at: Date): Promise<void> {
      const lines = draft.lines.map((line, position) => ({ ...line, position, ...draft.sums.lines[position] }));
      await on.query(placedParts, [draft.id, json(lines), number, at]);
    },
    async lock(on: OrderScope, id: string): Promise<LockedOrder | null> {
      return (await on.query<LockedOrder>(locked, [id]))[0] ?? null;
    },
    /** Sets the status and writes its event and outbox row; the caller holds the lock. */
    async move(
      on: OrderScope,
      id: string,
      change: { status: OrderStatus; actor: string; detail: Record<string, unknown>; tracking: string | null; at: Date },
    ): Promise<void> {
      await on.query(moved, [id, change.status, change.actor, json(change.detail), change.tracking, change.at]);
    },
  };
}
