import { invariant } from './invariant.ts';

/** An amount in the currency's minor units (cents), always a safe integer. */
export type Money = { readonly amount: number; readonly currency: string };

/** No price and no line comes to more minor units, so that no sum of them passes what an integer holds exactly. */
export const MOST_AMOUNT = 100_000_000_000;

/**
 * Digits after the decimal point of a currency, as ISO 4217 has them: those other than two. Pinned here, since the data of a runtime
 * (CLDR) knows how a sum is usually written and not how it is counted, and changes: HUF, MGA and IDR have none there, yet are
 * counted in hundredths. Source: ISO 4217 list one, as of 2026-01-01.
 */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF UYW'],
  ].flatMap(([digits, codes]) =>
    String(codes)
      .split(' ')
      .map((code) => [code, Number(digits)]),
  ),
);

/** Digits after the decimal point of an ISO 4217 currency (JPY 0, EUR 2, KWD 3). */
export function minorUnits(currency: string): number {
  return DIGITS[currency] ?? 2;
}

/** As a reader of `language` writes it, e.g. `12,50 €`. A currency whose parts are out of use shows them where there are some. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const key = `${language}/${currency}`;
  let format = formats.get(key);
  if (!format) {
    const digits = minorUnits(currency);
    const usual = new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? digits;
    format = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      trailingZeroDisplay: usual < digits ? 'stripIfInteger' : 'auto',
    });
    formats.set(key, format);
  }
  return format.format(amount / 10 ** minorUnits(currency));
}

/** `1250` EUR -> `12.50`: for machine formats, no grouping. */
export function toDecimal(amount: number, currency: string): string {
  const places = minorUnits(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(places + 1, '0');
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** `12.5` EUR -> `1250`. Null when the text is no plain decimal number or has more decimals than the currency (trailing zeros aside). */
export function parseDecimal(text: string, currency: string): number | null {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const places = minorUnits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > places) return null;
  const amount = Number((match[2] ?? '0') + fraction.padEnd(places, '0'));
  if (!Number.isSafeInteger(amount)) return null;
  return match[1] === '-' ? -amount : amount;
}

/** Integer division, halves away from zero. Exact for any safe integers. */
export function divideRounded(numerator: bigint | number, denominator: bigint | number): number {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  invariant(d !== 0n, 'division by zero');
  const negative = n < 0n !== d < 0n;
  const a = n < 0n ? -n : n;
  const b = d < 0n ? -d : d;
  const quotient = (2n * a + b) / (2n * b);
  const result = Number(negative ? -quotient : quotient);
  invariant(Number.isSafeInteger(result), 'amount beyond safe integers');
  return result;
}

/** The tax inside a gross amount; `ratePpm` is parts per million (19 % = 190,000). */
export function taxIncluded(gross: number, ratePpm: number): number {
  return divideRounded(BigInt(gross) * BigInt(ratePpm), 1_000_000n + BigInt(ratePpm));
}

/** The tax that comes on top of a net amount. */
export function taxOnTop(net: number, ratePpm: number): number {
  return divideRounded(BigInt(net) * BigInt(ratePpm), 1_000_000n);
}

/** Splits `total` in proportion to `weights` by largest remainder (ties to the earlier): the parts always sum to the total. */
export function allocate(total: number, weights: readonly number[]): number[] {
  invariant(weights.length > 0 && weights.every((w) => Number.isSafeInteger(w) && w >= 0), 'weights are non-negative integers');
  const sum = weights.reduce((a, w) => a + BigInt(w), 0n);
  const shares = sum === 0n ? weights.map(() => 1n) : weights.map((w) => BigInt(w));
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const sign = total < 0 ? -1 : 1;
  const size = BigInt(Math.abs(total));
  const parts = shares.map((share, index) => ({ index, base: (size * share) / whole, rest: (size * share) % whole }));
  let left = Number(size - parts.reduce((a, p) => a + p.base, 0n));
  const order = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const part of order) {
    if (left === 0) break;
    part.base += 1n;
    left -= 1;
  }
  return parts.map((p) => (p.base === 0n ? 0 : sign * Number(p.base)));
}

const formats = new Map<string, Intl.NumberFormat>();
