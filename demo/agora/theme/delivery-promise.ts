import { minorUnits } from '../../../src/kernel/money.ts';
import type { Translated } from '../../../src/kernel/translated.ts';
import { MARKETS } from '../markets.ts';

/** What the first way of delivery of a market promises, in the words of the theme: its days, its price, and from where on it is free. */
export function deliveryLine(code: string): Translated {
  const { currency, deliveryMethods } = marketOf(code);
  const { amount, freeFrom, minDays, maxDays } = deliveryMethods[0]!;
  const money = (language: string, minor: number) => written(language, currency, minor);
  const [en, de] = [money('en', amount), money('de', amount)];
  return {
    en: `With you in ${minDays} to ${maxDays} working days. ${en}${freeFrom === null ? '' : `, free from ${money('en', freeFrom)}`}.`,
    de: `In ${minDays} bis ${maxDays} Werktagen bei Ihnen. ${de}${freeFrom === null ? '' : `, ab ${money('de', freeFrom)} versandkostenfrei`}.`,
  };
}

/** The sum from which on delivery is free, as it is written in a language. */
export function freeFrom(code: string, language: string): string {
  const { currency, deliveryMethods } = marketOf(code);
  const sum = deliveryMethods[0]!.freeFrom;
  if (sum === null) throw new Error(`${code}: the announcement promises free delivery, the rates do not`);
  return written(language, currency, sum);
}

function marketOf(code: string) {
  const market = MARKETS.find((one) => one.code === code);
  if (!market) throw new Error(`no market ${code}`);
  return market;
}

function written(language: string, currency: string, minor: number): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
    minor / 10 ** minorUnits(currency),
  );
}
