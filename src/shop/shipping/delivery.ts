import type { Destination } from '../../kernel/destination.ts';
import { type Translated, translate } from '../../kernel/translated.ts';
import type { QuoteDelivery } from '../totals/index.ts';

/** A way of delivery that a market offers. Amounts are minor units of the market's currency, presented like its prices. */
export type DeliveryMethod = {
  code: string;
  name: Translated;
  note: Translated;
  /** What it costs where it has no rates. */
  amount: number;
  /** Goods total from which it costs nothing; null: never free. */
  freeOver: number | null;
  /** Working days. */
  minDays: number;
  maxDays: number;
  pickup: boolean;
};

/** Where rates hold: countries (`DE`), regions (`US-NY`), postal codes by their beginning (`DE:2`), or everywhere else (`*`). */
export type DeliveryZone = { code: string; name: string; places: string[] };

/** The step with the highest `from` that is reached holds; an amount of null: not offered from there on. */
export type RateStep = { from: number; amount: number | null };

export type ZoneRate = {
  /** Code of the zone. */
  zone: string;
  /** What the steps are measured by: nothing, grams, the goods' amount, pieces. */
  basis: 'flat' | 'weight' | 'amount' | 'quantity';
  steps: RateStep[];
  freeOver: number | null;
};

export type PickupLocation = { code: string; name: Translated; address: string; hours: Translated };

/** A method as staff set it up. With rates it goes to their zones alone; without any everywhere in its market, for its own amount. */
export type DeliverySetup = DeliveryMethod & {
  /** `table`: these rates; else the provider that is asked. */
  provider: string;
  rates: ZoneRate[];
  locations: PickupLocation[];
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
  /** Where the buyer collects it; absent: at no place that is set up. */
  pickupAt?: PickupLocation | null;
};

/** An option as `quoteOf` takes it: the quote works the amount out itself. */
export type DeliveryOffer = DeliveryOption & { quote: QuoteDelivery; locations: readonly PickupLocation[] };

/** What there is to choose when nothing is sent. */
export const NO_DELIVERY: DeliveryOffer = {
  code: 'none',
  name: { en: 'No delivery needed', de: 'Keine Lieferung nötig' },
  note: {},
  amount: 0,
  freeOver: null,
  minDays: 0,
  maxDays: 0,
  pickup: false,
  untilFree: null,
  quote: { id: 'none', amount: 0 },
  locations: [],
};

/** What a buyer chooses between: a method that has several places to collect at is one option for each, named `METHOD:PLACE`. */
export function choicesOf({ quote: _quote, locations, ...option }: DeliveryOffer): DeliveryOption[] {
  if (!option.pickup || locations.length === 0) return [{ ...option, pickupAt: null }];
  if (locations.length === 1) return [{ ...option, pickupAt: locations[0]! }];
  return locations.map((place) => ({ ...option, code: `${option.code}:${place.code}`, pickupAt: place }));
}

/** How an order remembers the way: with the place, where it is collected. */
export function nameOfWay({ name, pickupAt }: Pick<DeliveryOption, 'name' | 'pickupAt'>): Translated {
  if (!pickupAt) return name;
  const languages = new Set([...Object.keys(name), ...Object.keys(pickupAt.name)]);
  const said = (language: string) => `${translate(name, language)}: ${translate(pickupAt.name, language)}, ${pickupAt.address}`;
  return Object.fromEntries([...languages].map((language) => [language, said(language)]));
}

/** Null when the method does not go there, or not with these goods. */
export function offerFor(
  { provider: _provider, rates, locations, ...method }: DeliverySetup,
  { zones, destination, goods }: { zones: readonly DeliveryZone[]; destination: Destination; goods: DeliveredGoods },
): DeliveryOffer | null {
  const rate = rates.length === 0 ? flat(method) : rateAt(rates, zones, destination);
  const step = rate && stepOf(rate, goods);
  if (!rate || step == null) return null;
  const free = rate.freeOver !== null && goods.subtotal >= rate.freeOver;
  const steps = rate.steps.flatMap(({ from, amount }) => (amount === null ? [] : [{ from, amount }]));
  return {
    ...method,
    freeOver: rate.freeOver,
    amount: free ? 0 : step,
    untilFree: rate.freeOver === null || free || step === 0 ? null : rate.freeOver - goods.subtotal,
    quote: {
      id: method.code,
      freeFromAmount: rate.freeOver,
      ...(rate.basis === 'flat' ? { amount: step } : { rate: { kind: KINDS[rate.basis], steps } }),
    },
    locations,
  };
}

const KINDS = { weight: 'byWeight', amount: 'byAmount', quantity: 'byQuantity' } as const;

function flat({ amount, freeOver }: DeliveryMethod): ZoneRate {
  return { zone: '*', basis: 'flat', steps: [{ from: 0, amount }], freeOver };
}

function stepOf({ basis, steps }: ZoneRate, { weightGrams, subtotal, quantity }: DeliveredGoods): number | null {
  const measure = { flat: 0, weight: weightGrams, amount: subtotal, quantity }[basis];
  const reached = steps.filter(({ from }) => from <= measure);
  return reached.reduce<RateStep | null>((best, step) => (best && best.from >= step.from ? best : step), null)?.amount ?? null;
}

/** The rate whose zone names the destination most closely: longer postal codes before shorter, regions before countries; the first of equals. */
function rateAt(rates: readonly ZoneRate[], zones: readonly DeliveryZone[], destination: Destination): ZoneRate | null {
  let found: { rate: ZoneRate; closeness: number } | null = null;
  for (const rate of rates) {
    const zone = zones.find(({ code }) => code === rate.zone);
    const closeness = Math.max(-1, ...(zone?.places ?? []).map((place) => closenessOf(place, destination)));
    if (closeness >= 0 && (found === null || closeness > found.closeness)) found = { rate, closeness };
  }
  return found?.rate ?? null;
}

/** -1: it does not lie there. */
export function closenessOf(place: string, { country, region, postalCode }: Destination): number {
  if (place === '*') return 0;
  if (place === country) return 1;
  if (region && place === `${country}-${region}`) return 2;
  const [of, prefix] = place.split(':');
  const code = (postalCode ?? '').toUpperCase().replace(/[\s-]/g, '');
  return of === country && prefix && code.startsWith(prefix) ? 2 + prefix.length : -1;
}
