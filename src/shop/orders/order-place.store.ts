import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { PaymentMove } from '../payments/index.ts';
import type { DraftLine, OrderDraft } from './order.ts';
import type { OrderSums } from './order-sums.ts';

const placed = sql(
  'order.placed',
  'select outcome, order_id as id, number from place_orders($1, $2, $3::uuid[], $4::uuid[], $5::boolean[], $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb) order by place',
);

/** The personal fields of an order, encrypted; the e-mail's hash is for looking it up. */
export type Sealed = { email: Buffer; emailLookup: Buffer; contact: Buffer };

/** One order to place, with its personal fields sealed. */
export type Placing = {
  draft: OrderDraft;
  sealed: Sealed;
  /** True: takes the open checkout of the draft, and only then places. */
  claim: boolean;
  /** Written with the order. */
  payment: PaymentMove | null;
  at: Date;
};

export type PlacedRow = { outcome: 'placed' | 'not_claimed' | 'not_held'; id: string; number: string };

/** Places many orders in one transaction; each has its own outcome, in their order. */
export function placeMany(db: Database, prefix: string, placings: readonly Placing[], at: Date): Promise<PlacedRow[]> {
  const values = [
    at,
    prefix,
    placings.map(({ draft }) => draft.checkoutId),
    placings.map(({ draft }) => draft.id),
    placings.map(({ claim }) => claim),
    json(placings.map(orderOf)),
    json(placings.flatMap(({ draft }) => draft.lines.map((line, position) => lineOf(draft, line, position)))),
    json(placings.flatMap(eventsOf)),
    json(placings.flatMap(({ draft, payment }) => (payment ? [{ ...payment, order_id: draft.id }] : []))),
  ];
  return db.alone<PlacedRow>(placed, values, { retries: 3 });
}

/** Rows by the names of their columns: a column that is added with a default needs no change here. */
function orderOf({ draft, sealed, at }: Placing) {
  const { sums } = draft;
  return {
    id: draft.id,
    checkout_id: draft.checkoutId,
    person_id: draft.personId,
    payment_id: draft.paymentId,
    market: draft.market,
    language: draft.language,
    currency: draft.currency,
    status: draft.isPaid === false ? 'placed' : 'paid',
    subtotal: sums.subtotal,
    delivery_amount: sums.deliveryAmount,
    discount_amount: sums.discountAmount,
    tax_amount: sums.taxAmount,
    total: sums.total,
    tax_included: draft.taxIncluded,
    reverse_charge: draft.isReverseCharge,
    delivery_method: draft.delivery.code,
    delivery_name: draft.delivery.name,
    country: draft.country,
    email_sealed: bytes(sealed.email),
    email_lookup: bytes(sealed.emailLookup),
    contact_sealed: bytes(sealed.contact),
    delivery_tax_rate_ppm: sums.deliveryRatePpm,
    delivery_tax_amount: sums.deliveryTaxAmount,
    delivery_discount_amount: sums.deliveryDiscountAmount,
    gift_card_amount: sums.giftCardAmount,
    store_credit_amount: sums.storeCreditAmount,
    promotions: sums.promotions,
    taxes: sums.taxes,
    placed_at: at,
    updated_at: at,
  };
}

function eventsOf({ draft, at }: Placing) {
  const event = { order_id: draft.id, created_at: at, detail: {} };
  const placed = { ...event, type: 'placed', actor: 'customer' };
  return draft.isPaid === false ? [placed] : [placed, { ...event, type: 'paid', actor: 'system' }];
}

function lineOf(draft: OrderDraft, line: DraftLine, position: number) {
  const row = lineRow(line, draft.sums.lines[position]!, position);
  return { ...row, order_id: draft.id, gift_cards: line.giftCards };
}

/** A line with its sums, by the names of the columns of `order_line`. */
export function lineRow(line: DraftLine, sums: OrderSums['lines'][number], position: number) {
  return {
    position,
    variant_id: line.variantId,
    product_id: line.productId,
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    handle: line.handle,
    media_id: line.mediaId,
    quantity: line.quantity,
    unit_amount: line.unitAmount,
    total: sums.total,
    tax_rate_ppm: sums.ratePpm,
    tax_amount: sums.taxAmount,
    discount_amount: sums.discountAmount,
    adjustments: sums.adjustments,
    taxes: sums.taxes,
  };
}

/** As PostgreSQL reads bytes out of a text. */
function bytes(value: Buffer): string {
  return `\\x${value.toString('hex')}`;
}
