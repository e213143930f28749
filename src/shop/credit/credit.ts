/** What we owe a holder. Amounts in minor units; `held` is part of the balance. */
export type CreditAccount = {
  id: string;
  kind: 'gift-card' | 'store-credit';
  currency: string;
  lastFour: string | null;
  isActive: boolean;
  expiresAt: Date | null;
  balance: number;
  held: number;
  orderId: string | null;
  createdAt: Date;
};
export type CreditEntry = { amount: number; reason: string; reference: string; at: Date };
export type WantedCredit = { holder: string; account: string; amount: number };
/** `short`: the account has not so much (any more). `released`: the goods of the holder are not held any more. */
export type CreditRefusal = { holder: string; accountId: string | null; refusal: 'short' | 'released' };
