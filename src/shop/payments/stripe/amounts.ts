import { minorUnits } from '../../../kernel/money.ts';

/** Counted in whole units there, whatever ISO 4217 says (MGA has fifths). Source: docs.stripe.com/currencies, read 2026-11-23. */
const WHOLE = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Counted in thousandths; card networks want the last digit to be 0. */
const THOUSANDTHS = new Set('BHD JOD KWD OMR TND'.split(' '));
/** Counted in hundredths of which only whole ones are taken: once they had them. */
const HUNDREDTHS_OF_WHOLE = new Set(['ISK', 'UGX']);

/**
 * A sum of ours as Stripe counts it; null when it can not be charged there: a fraction of a unit that Stripe does not know.
 * HUF and TWD are charged in hundredths; that their payouts are whole is settled between Stripe and the merchant's bank.
 */
export function toStripe(amount: number, currency: string): number | null {
  const shift = digitsOf(currency) - minorUnits(currency);
  const sum = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  const step = THOUSANDTHS.has(currency) ? 10 : HUNDREDTHS_OF_WHOLE.has(currency) ? 100 : 1;
  return Number.isSafeInteger(sum) && sum % step === 0 ? sum : null;
}

/** A sum of Stripe's in our minor units. `currency` in either case. */
export function fromStripe(sum: number, currency: string): number {
  const code = currency.toUpperCase();
  const shift = minorUnits(code) - digitsOf(code);
  // A part of our smallest unit is nothing that we have charged.
  return shift >= 0 ? sum * 10 ** shift : Math.trunc(sum / 10 ** -shift);
}

function digitsOf(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}
