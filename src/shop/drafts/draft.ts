import type { Contact } from '../orders/index.ts';

export type DraftStatus = 'open' | 'placed' | 'cancelled';

/** Ways of paying that staff see with their own eyes; the shop asks nobody about them. */
export type PaidByHand = 'cash' | 'transfer' | 'terminal';

/** An order that staff prepare for somebody: a cart, who is to receive it, and how. */
export type Draft = {
  id: string;
  number: string;
  market: string;
  language: string;
  cartId: string;
  personId: string;
  contactSealed: Buffer;
  /** Code of a way of delivery. */
  delivery: string;
  status: DraftStatus;
  orderId: string | null;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
};

export type DraftLine = { variantId: number; quantity: number };

export type DraftInput = {
  market: string;
  language: string;
  lines: readonly DraftLine[];
  contact: Partial<Contact>;
  delivery: string;
  /** Codes of promotions and gift cards. */
  codes?: readonly string[];
};

export type DraftChange = Partial<Pick<DraftInput, 'lines' | 'contact' | 'delivery' | 'codes'>>;
