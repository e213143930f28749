import type { Translated } from '../../kernel/translated.ts';
import type { QuoteDelivery } from '../totals/index.ts';

/** A way of delivery that a market offers. Amounts are minor units of the market's currency, presented like its prices. */
export type DeliveryMethod = {
  code: string;
  name: Translated;
  note: Translated;
  amount: number;
  /** Goods total from which it costs nothing; null: never free. */
  freeOver: number | null;
  /** Working days. */
  minDays: number;
  maxDays: number;
  pickup: boolean;
};

/** What is to be delivered. Amounts are minor units, after discounts by hand and before promotions. */
export type DeliveredGoods = {
  subtotal: number;
  weightGrams: number;
  quantity: number /** False: nothing of it is sent. */;
  isSent: boolean;
};

/** A method with the price that a certain cart pays for it. */
export type DeliveryOption = DeliveryMethod & {
  /** How much more to buy until it is free; null when it never is, or already is. */
  untilFree: number | null;
};

/** An option as `quoteOf` takes it: the quote works the amount out itself. */
export type DeliveryOffer = DeliveryOption & { quote: QuoteDelivery };

export function optionFor(method: DeliveryMethod, subtotal: number): DeliveryOption {
  const free = method.freeOver !== null && subtotal >= method.freeOver;
  return {
    ...method,
    amount: free ? 0 : method.amount,
    untilFree: method.freeOver === null || free || method.amount === 0 ? null : method.freeOver - subtotal,
  };
}

export function offerFor(method: DeliveryMethod, goods: DeliveredGoods): DeliveryOffer {
  return { ...optionFor(method, goods.subtotal), quote: { id: method.code, amount: method.amount, freeFromAmount: method.freeOver } };
}
