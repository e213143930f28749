import { fail } from '../../kernel/errors.ts';
import { allocate } from '../../kernel/money.ts';
import { MOST_RATES, type QuoteInput, type RoundingMode, type Taxed, type TaxPart, type TaxRate, type TaxRounding } from './quote.ts';
import { divide, fractionOf, sum, WHOLE } from './rounding.ts';

export type Rate = { name: string; percent: number; isIncluded: boolean; isCompound: boolean };

/** How something is taxed: the rates that are owed, and what else is in its price and has to come out of it. */
export type Taxation = { rates: readonly Rate[]; contained: readonly Rate[] };

/** One amount to be taxed. `quantity` matters where tax is rounded by unit. */
export type Part = { total: number; quantity: number; taxation: Taxation };
export type TaxedPart = { net: number; tax: number; gross: number; taxes: TaxPart[] };

/** The rates that hold for a line or a charge at its destination. */
export function taxationOf(thing: Taxed, input: QuoteInput): Taxation {
  const isIncluded = thing.pricesIncludeTax ?? input.pricesIncludeTax ?? false;
  const found = thing.taxes ?? ratesBy(thing, input);
  if (found.length > MOST_RATES) fail('payload_invalid', `At most ${MOST_RATES} taxes hold for one thing; name categories and countries.`);
  const owed = found.map((rate, index) => ({
    name: rate.name ?? `Tax ${index + 1}`,
    percent: rate.percent,
    isIncluded: rate.included ?? isIncluded,
    isCompound: rate.compound ?? false,
  }));
  const out = thing.containedTaxPercent;
  const contained = isIncluded && out !== undefined ? [{ name: 'Contained tax', percent: out, isIncluded: true, isCompound: false }] : null;
  const owesNothing = input.customer?.isTaxExempt || input.customer?.isReverseCharge;
  if (owesNothing) return { rates: [], contained: contained ?? owed.filter((rate) => rate.isIncluded) };
  // Once the tax of home is out, what remains is a net price, whatever the rate was said to be.
  return contained ? { rates: owed.map((rate) => ({ ...rate, isIncluded: false })), contained } : { rates: owed, contained: [] };
}

function ratesBy(thing: Taxed, { taxRates = [], destination }: QuoteInput): readonly TaxRate[] {
  if (thing.taxPercent !== undefined) return [{ name: 'Tax', percent: thing.taxPercent }];
  return taxRates.filter(
    (rate) =>
      (rate.category === undefined || rate.category === thing.taxCategory) &&
      (rate.country === undefined || rate.country === destination?.country) &&
      (rate.region === undefined || rate.region === destination?.region),
  );
}

/** Taxes of all parts, rounded as the policy says. For each: net + tax = gross, and the taxes sum to the tax. */
export function taxParts(parts: readonly Part[], policy: { tax: TaxRounding; mode: RoundingMode }): TaxedPart[] {
  const without = parts.map((part) => takeOut(part, policy.mode));
  if (policy.tax === 'order') return taxTogether(without, policy.mode);
  return without.map((part) =>
    policy.tax === 'unit' ? taxByUnit(part, policy.mode) : finish(part.total, taxesOn(part.total, part, policy.mode)),
  );
}

function takeOut(part: Part, mode: RoundingMode): Part {
  const { contained } = part.taxation;
  return contained.length === 0 ? part : { ...part, total: part.total - sum(includedTaxes(part.total, contained, mode)) };
}

/** Units of a line that cannot all cost the same differ by one. */
function taxByUnit(part: Part, mode: RoundingMode): TaxedPart {
  const units = Math.max(1, part.quantity);
  const low = Math.floor(part.total / units);
  const dearer = part.total - low * units;
  const [ofLow, ofHigh] = [taxesOn(low, part, mode), taxesOn(low + 1, part, mode)];
  return finish(
    part.total,
    ofLow.map((tax, index) => ({ ...tax, amount: tax.amount * (units - dearer) + ofHigh[index]!.amount * dearer })),
  );
}

/**
 * What is taxed alike is taxed as one amount: each part gets what the tax of the running sum grows by, so that the parts sum to
 * the tax of the whole.
 */
function taxTogether(parts: readonly Part[], mode: RoundingMode): TaxedPart[] {
  const running = new Map<string, { total: number; taxes: number[] }>();
  return parts.map((part) => {
    const key = JSON.stringify(part.taxation.rates);
    const before = running.get(key) ?? { total: 0, taxes: part.taxation.rates.map(() => 0) };
    const total = before.total + part.total;
    const taxes = taxesOn(total, part, mode);
    running.set(key, { total, taxes: taxes.map(({ amount }) => amount) });
    return finish(
      part.total,
      taxes.map((tax, index) => ({ ...tax, amount: tax.amount - before.taxes[index]! })),
    );
  });
}

function finish(total: number, taxes: TaxPart[]): TaxedPart {
  const tax = sum(taxes.map(({ amount }) => amount));
  const net = total - sum(taxes.filter(({ isIncluded }) => isIncluded).map(({ amount }) => amount));
  return { net, tax, gross: net + tax, taxes };
}

function taxesOn(total: number, { taxation: { rates } }: Part, mode: RoundingMode): TaxPart[] {
  const inside = includedTaxes(
    total,
    rates.filter(({ isIncluded }) => isIncluded),
    mode,
  );
  const net = total - sum(inside);
  const added = addedTaxes(
    net,
    rates.filter(({ isIncluded }) => !isIncluded),
    mode,
  );
  return rates.map(({ name, percent, isIncluded }) => ({
    name,
    percent,
    isIncluded,
    amount: (isIncluded ? inside : added).shift() ?? 0,
  }));
}

/** Together rounded once, so that net and taxes make the price; each then gets its share. */
function includedTaxes(total: number, rates: readonly Rate[], mode: RoundingMode): number[] {
  if (rates.length === 0) return [];
  const shares = sharesOf(rates);
  const all = shares.reduce((a, b) => a + b, 0n);
  const whole = scaleOf(rates);
  const tax = divide(BigInt(total) * all, whole + all, mode);
  if (rates.length === 1) return [tax];
  // Proportions are all that counts, so they may be cut to what an integer holds.
  return allocate(
    tax,
    shares.map((share) => Number((share * 1_000_000_000_000n) / whole)),
  );
}

/** Each rounded by itself; a compound one is taken on the net with the taxes before it. */
function addedTaxes(net: number, rates: readonly Rate[], mode: RoundingMode): number[] {
  const whole = scaleOf(rates);
  return sharesOf(rates).map((share) => divide(BigInt(net) * share, whole, mode));
}

/** What each rate takes of a net amount of `scaleOf`, compound ones on top of those before. */
function sharesOf(rates: readonly Rate[]): bigint[] {
  const whole = scaleOf(rates);
  let before = 0n;
  return rates.map(({ percent, isCompound }) => {
    const share = isCompound ? ((whole + before) * fractionOf(percent)) / WHOLE : (whole / WHOLE) * fractionOf(percent);
    before += share;
    return share;
  });
}

/** Large enough for every compound rate to be exact. */
function scaleOf(rates: readonly Rate[]): bigint {
  return WHOLE ** BigInt(1 + rates.filter(({ isCompound }) => isCompound).length);
}

/** Pieces of one line or charge as one; taxes of the same name and rate are added up. */
export function merge(pieces: readonly TaxedPart[]): TaxedPart {
  if (pieces.length === 1) return pieces[0]!;
  const of = (key: 'net' | 'tax' | 'gross') => sum(pieces.map((piece) => piece[key]));
  const taxes = taxesByRate(pieces).map(({ net: _, ...tax }) => tax);
  return { net: of('net'), tax: of('tax'), gross: of('gross'), taxes };
}

/** Net and tax by rate, in the order they were met. */
export function taxesByRate(parts: readonly TaxedPart[]): (TaxPart & { net: number })[] {
  const found = new Map<string, TaxPart & { net: number }>();
  for (const part of parts)
    for (const tax of part.taxes) {
      const key = JSON.stringify([tax.name, tax.percent, tax.isIncluded]);
      const one = found.get(key) ?? { ...tax, amount: 0, net: 0 };
      one.amount += tax.amount;
      one.net += part.net;
      found.set(key, one);
    }
  return [...found.values()];
}

/** For a delivery without a tax of its own. */
export function highestOf(taxations: readonly Taxation[]): Taxation {
  const weight = ({ rates }: Taxation) => sum(rates.map(({ percent }) => percent));
  return taxations.reduce<Taxation>((best, one) => (weight(one) > weight(best) ? one : best), taxations[0] ?? { rates: [], contained: [] });
}
