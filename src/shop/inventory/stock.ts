/** How many pieces of a variant a buyer wants. Several lines of one variant are counted together. */
export type StockLine = { variantId: number; quantity: number };

/** A variant of which less is available than wanted; `available` is never negative. */
export type Shortage = { variantId: number; available: number };

export type ReserveOutcome =
  | { ok: true }
  /** Nothing was held. `reason: 'released'`: a reservation of this id has ended before, so it is not given again. */
  | { ok: false; reason: 'short' | 'released'; shortages: Shortage[] };

export type AdjustReason = 'adjustment' | 'return';

export type AdjustOutcome =
  | { ok: true; onHand: number; reserved: number; available: number }
  /** `reserved`: the new count would be less than what is held for buyers. */
  /** `too_many`: the new count would be more than `MOST_PIECES`; nothing was changed. */
  | { ok: false; reason: 'missing' }
  | { ok: false; reason: 'too_many' }
  | { ok: false; reason: 'reserved'; onHand: number; reserved: number };

/** Stock of a variant over all locations. */
export type StockRow = {
  variantId: number;
  productId: number;
  sku: string | null;
  handle: string;
  onHand: number;
  reserved: number;
  available: number;
  tracked: boolean;
  backorder: boolean;
};
