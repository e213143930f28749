import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Destination } from '../../kernel/destination.ts';
import { type FieldFault, fail } from '../../kernel/errors.ts';
import type { Market } from '../../kernel/market.ts';
import type { DeliveryStore, MarketDelivery } from './delivery.store.ts';
import {
  type DeliveredGoods,
  type DeliveryMethod,
  type DeliveryOffer,
  type DeliveryOption,
  type DeliverySetup,
  NO_DELIVERY,
  offerFor,
} from './delivery.ts';
import type { DeliveryProvider } from './provider.ts';

export type Shipping = ReturnType<typeof createShipping>;

/**
 * Ways of delivery by market, kept in the process for `maxAgeMs`.
 * @param providers who can be asked for live rates; one that does not answer within `providerTimeoutMs` offers nothing
 */
export function createShipping({
  store,
  providers = [],
  clock = systemClock,
  maxAgeMs = 10_000,
  providerTimeoutMs = 3000,
}: {
  store: DeliveryStore;
  providers?: readonly DeliveryProvider[];
  clock?: Clock;
  maxAgeMs?: number;
  providerTimeoutMs?: number;
}) {
  const known = new Map<string, { delivery: MarketDelivery; at: number }>();

  const ofMarket = async (market: string): Promise<MarketDelivery> => {
    const now = clock.now().getTime();
    const kept = known.get(market);
    if (kept && Math.abs(now - kept.at) < maxAgeMs) return kept.delivery;
    const delivery = await store.ofMarket(market);
    known.set(market, { delivery, at: now });
    return delivery;
  };

  const live = async (
    market: Market,
    setup: DeliverySetup,
    destination: Destination,
    goods: DeliveredGoods,
  ): Promise<DeliveryOffer | null> => {
    const provider = providers.find(({ name }) => name === setup.provider);
    const asked = { market: market.code, currency: market.currency, method: setup.code, destination, goods };
    const rate = await provider?.rateFor(asked, AbortSignal.timeout(providerTimeoutMs)).catch(() => null);
    if (!rate || !Number.isSafeInteger(rate.amount) || rate.amount < 0) return null;
    return offerFor({ ...setup, ...rate, rates: [] }, { zones: [], destination, goods });
  };

  /** Ways in which these goods reach the destination, in display order. `NO_DELIVERY` alone when nothing of them is sent. */
  const optionsFor = async (market: Market, destination: Destination, goods: DeliveredGoods): Promise<DeliveryOffer[]> => {
    if (!market.countries.includes(destination.country)) return [];
    if (!goods.isSent) return [NO_DELIVERY];
    const { zones, methods } = await ofMarket(market.code);
    const offers = await Promise.all(
      methods.map((setup) =>
        setup.provider === 'table' ? offerFor(setup, { zones, destination, goods }) : live(market, setup, destination, goods),
      ),
    );
    return offers.filter((offer) => offer !== null);
  };

  return {
    optionsFor,
    /** As `optionsFor`, of goods whose weight is not known. */
    async methodsFor(market: Market, country: string, subtotal: number): Promise<DeliveryOption[]> {
      const offers = await optionsFor(market, { country }, { subtotal, weightGrams: 0, quantity: 1, isSent: true });
      return offers.map(({ quote: _quote, locations: _locations, ...option }) => option);
    },
    /** What a cart says before a country is known: the cheapest delivery to the market's first country that is no pickup, or null. */
    async estimateFor(market: Market, subtotal: number, goods: Partial<DeliveredGoods> = {}): Promise<DeliveryOption | null> {
      const all = { subtotal, weightGrams: 0, quantity: 1, isSent: true, ...goods };
      const options = (await optionsFor(market, { country: market.countries[0]! }, all)).filter((option) => !option.pickup);
      const best = options.reduce<DeliveryOffer | null>((least, option) => (least && least.amount <= option.amount ? least : option), null);
      if (!best) return null;
      const { quote: _quote, locations: _locations, ...option } = best;
      return option;
    },
    /** Makes these the market's methods, in this order: others are taken out of the offer. Answers with the number that changed. */
    async saveMethods(market: string, methods: readonly DeliveryMethod[]): Promise<number> {
      const changed = await store.save(market, methods.map(normalized));
      known.delete(market);
      return changed;
    },
    /** Zones, methods, rates and places of a market, as staff set them up. */
    setupOf: (market: string): Promise<MarketDelivery> => store.ofMarket(market),
    /** Makes this all that the market offers. Orders keep the delivery that they were placed with. */
    async replace(market: string, delivery: MarketDelivery): Promise<MarketDelivery> {
      const faults = deliveryFaults(delivery, ['table', ...providers.map(({ name }) => name)]);
      if (faults.length > 0) fail('payload_invalid', 'The deliveries are not valid.', { fields: faults });
      await store.replace(market, { zones: delivery.zones, methods: delivery.methods.map(normalized) });
      known.delete(market);
      return store.ofMarket(market);
    },
  };
}

/** Free from the first cent is a price of nothing, not a threshold. */
function normalized<T extends DeliveryMethod>(method: T): T {
  return method.freeOver === 0 ? { ...method, amount: 0, freeOver: null } : method;
}

function deliveryFaults({ zones, methods }: MarketDelivery, providers: readonly string[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, code: 'invalid', message });
  const twice = (list: readonly { code: string }[], path: string) => {
    for (const [index, { code }] of list.entries())
      if (list.findIndex((other) => other.code === code) < index) fault(`${path}/${index}/code`, 'appears twice');
  };
  twice(zones, '/zones');
  twice(methods, '/methods');
  for (const [at, { provider, rates, locations, minDays, maxDays }] of methods.entries()) {
    if (!providers.includes(provider)) fault(`/methods/${at}/provider`, 'this shop has no such provider');
    if (maxDays < minDays) fault(`/methods/${at}/maxDays`, 'below minDays');
    twice(locations, `/methods/${at}/locations`);
    twice(
      rates.map(({ zone }) => ({ code: zone })),
      `/methods/${at}/rates`,
    );
    for (const [index, { zone }] of rates.entries())
      if (!zones.some(({ code }) => code === zone)) fault(`/methods/${at}/rates/${index}/zone`, 'there is no such zone');
  }
  return faults;
}
