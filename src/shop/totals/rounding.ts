import { invariant } from '../../kernel/invariant.ts';
import { divideRounded } from '../../kernel/money.ts';
import type { RoundingMode } from './quote.ts';

/** A percentage as an exact fraction of a billion: 19.5 -> 195,000,000. */
export function fractionOf(percent: number): bigint {
  const fraction = Math.round(percent * 10_000_000);
  invariant(Number.isSafeInteger(fraction), 'a percentage is a number of at most seven decimals');
  return BigInt(fraction);
}

/** The whole, for `fractionOf`. */
export const WHOLE = 1_000_000_000n;

/** `numerator / denominator` to an integer, exactly. */
export function divide(numerator: bigint, denominator: bigint, mode: RoundingMode): number {
  if (mode === 'halfUp') return divideRounded(numerator, denominator);
  invariant(denominator > 0n, 'denominators are positive');
  const isNegative = numerator < 0n;
  const size = isNegative ? -numerator : numerator;
  const down = size / denominator;
  const rest = size % denominator;
  const result = Number(down + (rest > 0n && goesUp(mode, { rest, denominator, down, isNegative }) ? 1n : 0n));
  invariant(Number.isSafeInteger(result), 'amount beyond safe integers');
  return isNegative && result !== 0 ? -result : result;
}

function goesUp(mode: RoundingMode, at: { rest: bigint; denominator: bigint; down: bigint; isNegative: boolean }): boolean {
  const twice = 2n * at.rest;
  switch (mode) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'ceiling':
      return !at.isNegative;
    case 'floor':
      return at.isNegative;
    case 'halfDown':
      return twice > at.denominator;
    case 'halfEven':
      return twice === at.denominator ? at.down % 2n === 1n : twice > at.denominator;
    case 'halfUp':
      return twice >= at.denominator;
  }
}

export function percentOf(amount: number, percent: number, mode: RoundingMode): number {
  return divide(BigInt(amount) * fractionOf(percent), WHOLE, mode);
}

/** A number as it is written, times an integer; exact, where floating point would not be. */
export function timesExactly(decimal: number, factor: number, mode: RoundingMode): number {
  if (Number.isSafeInteger(decimal)) return divide(BigInt(decimal) * BigInt(factor), 1n, mode);
  const { digits, scale } = decimalOf(decimal);
  return divide(digits * BigInt(factor), scale, mode);
}

/** `amount * numerator / denominator` of numbers as they are written. Null for a denominator of zero. */
export function ratioExactly(amount: number, [numerator, denominator]: readonly [number, number], mode: RoundingMode): number | null {
  if (denominator === 0) return null;
  const [a, n, d] = [decimalOf(amount), decimalOf(numerator), decimalOf(denominator)];
  return divide(a.digits * n.digits * d.scale, a.scale * n.scale * d.digits, mode);
}

function decimalOf(value: number): { digits: bigint; scale: bigint } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0 ? { digits, scale: 10n ** BigInt(places) } : { digits: digits * 10n ** BigInt(-places), scale: 1n };
}

/** To the nearest multiple of the smallest coin; halves away from zero. */
export function toCoins(amount: number, interval: number): number {
  return divideRounded(amount, interval) * interval;
}

export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
