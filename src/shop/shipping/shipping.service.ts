import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import type { Market } from '../../kernel/market.ts';
import type { DeliveryStore } from './delivery.store.ts';
import { type DeliveredGoods, type DeliveryMethod, type DeliveryOffer, type DeliveryOption, offerFor, optionFor } from './delivery.ts';

export type Shipping = ReturnType<typeof createShipping>;

/** Ways of delivery by market, kept in the process for `maxAgeMs`. */
export function createShipping({
  store,
  clock = systemClock,
  maxAgeMs = 10_000,
}: {
  store: DeliveryStore;
  clock?: Clock;
  maxAgeMs?: number;
}) {
  const known = new Map<string, { methods: DeliveryMethod[]; at: number }>();

  const ofMarket = async (market: string): Promise<DeliveryMethod[]> => {
    const now = clock.now().getTime();
    const kept = known.get(market);
    if (kept && now - kept.at < maxAgeMs) return kept.methods;
    const methods = await store.ofMarket(market);
    known.set(market, { methods, at: now });
    return methods;
  };

  return {
    /** In display order, with the price for goods of `subtotal` minor units. Empty when the market does not deliver to the country. */
    async methodsFor(market: Market, country: string, subtotal: number): Promise<DeliveryOption[]> {
      if (!market.countries.includes(country)) return [];
      return (await ofMarket(market.code)).map((method) => optionFor(method, subtotal));
    },
    /** Ways in which these goods reach the destination, in display order. */
    async optionsFor(market: Market, destination: Destination, goods: DeliveredGoods): Promise<DeliveryOffer[]> {
      if (!market.countries.includes(destination.country)) return [];
      return (await ofMarket(market.code)).map((method) => offerFor(method, goods));
    },
    /** What a cart says before a country is known: the cheapest delivery that is no pickup, or null. */
    async estimateFor(market: Market, subtotal: number): Promise<DeliveryOption | null> {
      const options = (await ofMarket(market.code)).filter((m) => !m.pickup).map((method) => optionFor(method, subtotal));
      return options.reduce<DeliveryOption | null>((best, option) => (best && best.amount <= option.amount ? best : option), null);
    },
    /** Makes these the market's methods, in this order: others are taken out of the offer. Answers with the number that changed. */
    async saveMethods(market: string, methods: readonly DeliveryMethod[]): Promise<number> {
      const changed = await store.save(
        market,
        methods.map((method, position) => ({ ...normalized(method), position })),
      );
      known.delete(market);
      return changed;
    },
  };
}

/** Free from the first cent is a price of nothing, not a threshold. */
function normalized(method: DeliveryMethod): DeliveryMethod {
  return method.freeOver === 0 ? { ...method, amount: 0, freeOver: null } : method;
}
