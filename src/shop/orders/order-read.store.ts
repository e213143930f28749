import type { Translated } from '../../kernel/translated.ts';
import { type Database, sql } from '../../platform/postgres/index.ts';
import type { MediaRow } from '../cart/index.ts';
import { invoiceStore } from '../invoices/index.ts';
import type { OrderEvent, OrderRefund } from './order.ts';
import type { OrderStatus, States } from './order-states.ts';
import type { LineAdjustment, OrderPromotion, OrderTax } from './order-sums.ts';
import { parcelStore } from './parcel.store.ts';
import { returnStore } from './return.store.ts';

const COLUMNS = `o.id, o.number, o.revision, o.status, o.placed_at as "placedAt", o.updated_at as "updatedAt", o.market, o.language, o.currency, o.country,
  o.tax_included as "taxIncluded", o.reverse_charge as "isReverseCharge", o.subtotal, o.discount_amount as "discountAmount", o.delivery_amount as "deliveryAmount",
  o.delivery_discount_amount as "deliveryDiscountAmount", o.delivery_tax_amount as "deliveryTaxAmount", o.tax_amount as "taxAmount", o.total,
  o.gift_card_amount as "giftCardAmount", o.store_credit_amount as "storeCreditAmount", o.promotions, o.taxes,
  o.delivery_method as "deliveryCode", o.delivery_name as "deliveryName", o.tracking, o.person_id as "personId",
  o.email_sealed as "emailSealed", o.contact_sealed as "contactSealed", p.id as "paymentKey", p.provider as "paymentProvider", p.method as "paymentMethod",
  p.status as "paymentStatus", jsonb_build_object('order', o.order_state, 'payment', o.payment_state, 'fulfilment', o.fulfilment_state) as states,
  coalesce(o.paid_amount, o.total) as "paidAmount", o.refunded_amount as "refundedAmount", o.credited_amount as "creditedAmount",
  o.delivered_at as "deliveredAt"`;

const FROM = 'from customer_order o left join payment p on p.id = o.payment_id';

const byId = sql('order.by_id', `select ${COLUMNS} ${FROM} where o.id = $1`);

/** Both in one condition: an unknown number and a wrong e-mail take the same way and the same time. */
const byNumberAndEmail = sql('order.by_number_and_email', `select ${COLUMNS} ${FROM} where o.number = $1 and o.email_lookup = $2`);

const byNumber = sql('order.by_number', `select ${COLUMNS} ${FROM} where o.number = $1`);

const linesOf = sql(
  'order.lines_of',
  `select l.position, l.cancelled_quantity as "cancelledQuantity", l.shipped_quantity as "shippedQuantity",
     l.returned_quantity as "returnedQuantity", l.credited_quantity as "creditedQuantity", l.variant_id as "variantId", l.product_id as "productId", l.sku, l.title, l.variant_title as "variantTitle", l.handle, l.quantity,
     l.unit_amount as "unitAmount", l.discount_amount as "discountAmount", l.total, l.tax_rate_ppm as "taxRatePpm", l.tax_amount as "taxAmount",
     l.adjustments, l.taxes, l.gift_cards as "giftCards",
     case when m.id is not null then jsonb_build_object('id', m.id, 'kind', m.kind, 'mime', m.mime, 'width', m.width, 'height', m.height,
       'color', m.dominant_color, 'renditions', m.renditions, 'alt', '{}'::jsonb) end as media
   from order_line l left join media m on m.id = l.media_id
   where l.order_id = $1 order by l.position`,
);

const eventsOf = sql(
  'order.events_of',
  'select type, actor, detail, created_at as at from order_event where order_id = $1 order by id limit 500',
);

const refundsOf = sql(
  'order.refunds_of',
  `select id, amount, provider_amount as "providerAmount", credit_amount as "creditAmount", reason, lines, created_at as at from order_refund where order_id = $1 order by created_at, id`,
);

/** Newest first by (placed_at, id); a null filter does not filter. */
const summaries = sql(
  'order.summaries',
  `select o.id, o.number, o.status, jsonb_build_object('order', o.order_state, 'payment', o.payment_state, 'fulfilment', o.fulfilment_state) as states,
     o.placed_at as "placedAt", o.market, o.currency, o.country, o.total, o.person_id as "personId",
     o.email_sealed as "emailSealed", o.contact_sealed as "contactSealed",
     (select coalesce(sum(l.quantity), 0)::int from order_line l where l.order_id = o.id) as "itemCount"
   from customer_order o
   where ($1::text is null or o.status = $1)
     and ($2::timestamptz is null or o.placed_at >= $2) and ($3::timestamptz is null or o.placed_at < $3)
     and ($4::bytea is null or o.email_lookup = $4)
     and ($5::timestamptz is null or o.placed_at < $5 or (o.placed_at = $5 and o.id > $6::uuid))
   order by o.placed_at desc, o.id limit $7`,
);

export type OrderRow = {
  id: string;
  number: string;
  revision: number;
  status: OrderStatus;
  placedAt: Date;
  updatedAt: Date;
  market: string;
  language: string;
  currency: string;
  country: string;
  taxIncluded: boolean;
  isReverseCharge: boolean;
  subtotal: number;
  discountAmount: number;
  deliveryAmount: number;
  deliveryDiscountAmount: number;
  deliveryTaxAmount: number;
  taxAmount: number;
  total: number;
  giftCardAmount: number;
  storeCreditAmount: number;
  promotions: OrderPromotion[];
  taxes: (OrderTax & { net: number })[];
  deliveryCode: string;
  deliveryName: Translated;
  tracking: string | null;
  personId: string;
  emailSealed: Buffer;
  contactSealed: Buffer;
  paymentKey: string | null;
  paymentProvider: string | null;
  paymentMethod: string | null;
  paymentStatus: string | null;
  states: States;
  paidAmount: number;
  refundedAmount: number;
  creditedAmount: number;
  deliveredAt: Date | null;
};

export type OrderLineRow = {
  position: number;
  cancelledQuantity: number;
  shippedQuantity: number;
  returnedQuantity: number;
  creditedQuantity: number;
  variantId: number;
  productId: number;
  sku: string | null;
  title: string;
  variantTitle: string;
  handle: string;
  quantity: number;
  unitAmount: number;
  discountAmount: number;
  total: number;
  taxRatePpm: number;
  taxAmount: number;
  adjustments: LineAdjustment[];
  taxes: OrderTax[];
  giftCards: { id: string; lastFour: string }[];
  media: MediaRow | null;
};

export type SummaryRow = Pick<
  OrderRow,
  | 'id'
  | 'number'
  | 'status'
  | 'states'
  | 'placedAt'
  | 'market'
  | 'currency'
  | 'country'
  | 'total'
  | 'personId'
  | 'emailSealed'
  | 'contactSealed'
> & { itemCount: number };

export type OrderFilter = {
  status: OrderStatus | null;
  from: Date | null;
  to: Date | null;
  emailLookup: Buffer | null;
  after: { placedAt: Date; id: string } | null;
  limit: number;
};

export type OrderReadStore = ReturnType<typeof orderReadStore>;

export function orderReadStore(db: Database) {
  const first = async (statement: typeof byId, values: unknown[]) => (await db.query<OrderRow>(statement, values))[0] ?? null;
  return {
    byId: (id: string) => first(byId, [id]),
    byNumber: (number: string) => first(byNumber, [number]),
    byNumberAndEmail: (number: string, emailLookup: Buffer) => first(byNumberAndEmail, [number, emailLookup]),
    linesOf: (id: string) => db.query<OrderLineRow>(linesOf, [id]),
    eventsOf: (id: string) => db.query<OrderEvent>(eventsOf, [id]),
    parcelsOf: (id: string) => parcelStore(db).ofOrder(id),
    returnsOf: (id: string) => returnStore(db).ofOrder(id),
    refundsOf: (id: string) => db.query<OrderRefund>(refundsOf, [id]),
    documentsOf: (id: string) => invoiceStore(db).ofOrder(id),
    summaries: (filter: OrderFilter) =>
      db.query<SummaryRow>(summaries, [
        filter.status,
        filter.from,
        filter.to,
        filter.emailLookup,
        filter.after?.placedAt ?? null,
        filter.after?.id ?? null,
        filter.limit,
      ]),
  };
}
