/** Amounts are minor units. */
export type RefundRequest = {
  /** Null: all that is left. */
  amount: number | null;
  /** Unique within the payment, e.g. `cancellation` or `return:ID`: the same key is the same refund. */
  key: string;
  /** False for money that nothing was ever sold for, which the books do not show as given up. Default true. */
  forSale?: boolean;
};

export type RefundOutcome =
  /** Written down, now or before; `finishRefunds` carries it out. */
  | { ok: true; refundId: string; amount: number; isNew: boolean }
  /** Nothing was written. `refundable`: what could be refunded just now. */
  | { ok: false; reason: 'not_captured' | 'exceeds' | 'key_used'; refundable: number };

export type RefundStatus = 'created' | 'done' | 'failed';

/** A refund as the shop knows it; it is never deleted. */
export type Refund = {
  id: string;
  paymentId: string;
  idempotencyKey: string;
  amount: number;
  status: RefundStatus;
  providerReference: string | null;
  /** The provider's code, once it has refused for good. */
  fault: string | null;
  createdAt: Date;
};
