import { timingSafeEqual } from 'node:crypto';
import type { Translated } from '../../kernel/translated.ts';
import type { Contact } from './contact.ts';
import type { OrderStatus, States, Units } from './order-states.ts';
import type { LineAdjustment, OrderPromotion, OrderSums, OrderTax } from './order-sums.ts';

/** A line as it is bought: texts and price of that moment. */
export type DraftLine = {
  variantId: number;
  productId: number;
  sku: string | null;
  title: string;
  variantTitle: string;
  handle: string;
  mediaId: string | null;
  quantity: number;
  unitAmount: number;
  /** That this line sells, one a piece; they exist once the order is placed. */
  giftCards: { id: string; codeHash: string; lastFour: string }[];
};

/** Everything an order is made from. Placing the same `checkoutId` twice gives the same order. */
export type OrderDraft = {
  id: string;
  /** Also the id of the reservation that holds the goods. */
  checkoutId: string;
  personId: string;
  paymentId: string | null;
  /** Absent: all that is due was taken. False: it is held, and taken later. */
  isPaid?: boolean;
  market: string;
  language: string;
  currency: string;
  country: string;
  taxIncluded: boolean;
  /** The buyer, a business, owes the tax himself. */
  isReverseCharge: boolean;
  delivery: { code: string; name: Translated };
  lines: readonly DraftLine[];
  sums: OrderSums;
  contact: Contact;
};

export type OrderEvent = { type: string; actor: string; detail: Record<string, unknown>; at: Date };

/** An order with its personal fields opened: for the buyer himself and for staff. Amounts in minor units of `currency`. */
export type OrderView<Image> = {
  id: string;
  number: string;
  /** Grows with every change. */
  revision: number;
  /** The states in one word. */
  status: OrderStatus;
  states: States;
  placedAt: Date;
  updatedAt: Date;
  market: string;
  language: string;
  currency: string;
  country: string;
  taxIncluded: boolean;
  /** The buyer, a business, owes the tax himself. */
  isReverseCharge: boolean;
  lines: {
    /** Names the line in every change of the order. */
    position: number;
    variantId: number;
    productId: number;
    sku: string | null;
    title: string;
    variantTitle: string;
    handle: string;
    image: Image | null;
    quantity: number;
    cancelledQuantity: number;
    shippedQuantity: number;
    returnedQuantity: number;
    /** Pieces of which the worth was given back, or is not owed any more. */
    creditedQuantity: number;
    unitAmount: number;
    discountAmount: number;
    /** After the discount. */
    total: number;
    taxRatePpm: number;
    taxAmount: number;
    adjustments: LineAdjustment[];
    taxes: OrderTax[];
    /** That this line has sold. The code is there for whoever has the order's own link, else null. */
    giftCards: { lastFour: string; code: string | null }[];
  }[];
  /** Goods before discounts. */
  subtotal: number;
  /** Of the goods. */
  discountAmount: number;
  deliveryAmount: number;
  deliveryDiscountAmount: number;
  deliveryTaxAmount: number;
  taxAmount: number;
  total: number;
  giftCardAmount: number;
  storeCreditAmount: number;
  /** What was left to pay by the payment. */
  dueAmount: number;
  promotions: OrderPromotion[];
  taxes: (OrderTax & { net: number })[];
  delivery: { code: string; name: Translated };
  tracking: string | null;
  /** Null once the person has been erased. */
  contact: Contact | null;
  payment: { id: string; provider: string; method: string; status: string } | null;
  /** Taken, and given back, by whatever means. */
  paidAmount: number;
  refundedAmount: number;
  /** Of the total, not owed any more: cancelled, returned, goodwill. */
  creditedAmount: number;
  /** Still to be paid. */
  outstandingAmount: number;
  deliveredAt: Date | null;
  parcels: OrderParcel[];
  returns: OrderReturn[];
  refunds: OrderRefund[];
  documents: OrderDocument[];
  /** Until when the buyer may withdraw from the contract; null while the period has not begun. */
  withdrawableUntil: Date | null;
  isWithdrawable: boolean;
  timeline: OrderEvent[];
};

export type OrderParcel = {
  id: string;
  number: number;
  location: string;
  carrier: string;
  tracking: string | null;
  trackingUrl: string | null;
  status: 'sent' | 'delivered';
  sentAt: Date;
  deliveredAt: Date | null;
  lines: Units[];
};

export type OrderReturn = {
  id: string;
  number: string;
  kind: 'return' | 'withdrawal';
  status: 'requested' | 'approved' | 'rejected' | 'received' | 'refunded';
  reason: string;
  requestedAt: Date;
  updatedAt: Date;
  refundAmount: number | null;
  exchangeOrderId: string | null;
  lines: (Units & { received: number; restocked: number })[];
};

export type OrderRefund = {
  id: string;
  amount: number;
  /** Given back by the payment provider. */
  providerAmount: number;
  /** To gift cards and store credit; what is left is given back by hand. */
  creditAmount: number;
  reason: string;
  lines: (Units & { amount: number })[];
  at: Date;
};

export type OrderDocument = { id: string; series: 'invoice' | 'credit_note'; number: string; total: number; issuedAt: Date };

export type OrderSummary = {
  id: string;
  number: string;
  status: OrderStatus;
  states: States;
  placedAt: Date;
  market: string;
  currency: string;
  country: string;
  total: number;
  itemCount: number;
  /** Null once the person has been erased. */
  customer: { name: string; email: string } | null;
};

/** The order's id and its signature, 48 bytes in base64url: opens the buyer's page of this one order. */
export function statusToken(orderId: string, signature: Buffer): string {
  return Buffer.concat([Buffer.from(orderId.replaceAll('-', ''), 'hex'), signature]).toString('base64url');
}

/** The parts of a token; null when it cannot be one. Its signature is still to be compared. */
export function readStatusToken(token: string): { orderId: string; signature: Buffer } | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const orderId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { orderId, signature: bytes.subarray(16) };
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
