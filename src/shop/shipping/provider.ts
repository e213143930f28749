import type { Destination } from '../../kernel/destination.ts';
import type { DeliveredGoods } from './delivery.ts';

/** Who tells what a carrier takes for it at this moment. */
export type DeliveryProvider = {
  /** As methods name it. */
  name: string;
  /** Null: it does not take these goods there. What it throws, or does not answer in time, is the same. Minor units of the currency. */
  rateFor(
    asked: { market: string; currency: string; method: string; destination: Destination; goods: DeliveredGoods },
    signal: AbortSignal,
  ): Promise<{ amount: number; minDays: number; maxDays: number } | null>;
};
