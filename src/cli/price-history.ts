import { toDecimal } from '../kernel/money.ts';
import { createMarkets, createPricing, marketStore, priceStore } from '../shop/pricing/index.ts';
import { type Command, UsageError } from './command.ts';

export const command: Command = {
  name: 'price-history',
  summary: 'Prints what a variant was presented for, and the lowest price of the 30 days before a reduction.',
  usage: 'SKU [--market M]',
  mostArguments: 1,
  options: {
    market: { type: 'string', value: 'M', about: 'This market only.' },
    json: { type: 'boolean', about: 'Print one JSON line a market.' },
  },
  run: async (context) => {
    const [sku] = context.arguments;
    if (!sku) throw new UsageError('Name a SKU.');
    const db = await context.database();
    const markets = createMarkets({ store: marketStore(db) });
    await markets.refresh();
    const asked = context.text('market');
    if (asked !== null && !markets.get(asked)) throw new UsageError(`There is no market ${asked}.`);
    const pricing = createPricing({ store: priceStore(db) });
    const ids = await pricing.variantsBySku(sku);
    if (ids.length === 0) throw new UsageError(`There is no variant with the SKU ${sku}.`);
    for (const id of ids)
      for (const market of markets.all().filter(({ code }) => asked === null || code === asked)) {
        const history = await pricing.historyOf(id, market).catch((error: { code?: string }) => {
          if (error.code === 'variant_not_found') return null;
          throw error;
        });
        if (!history) continue;
        if (context.flag('json')) {
          context.print(JSON.stringify({ sku, variantId: id, market: market.code, currency: market.currency, ...history }));
          continue;
        }
        const money = (amount: number) => `${toDecimal(amount, market.currency)} ${market.currency}`;
        context.print(`${sku} in ${market.code}`);
        for (const { since, until, amount, compareAt } of history.prices)
          context.print(
            `  ${since}  to  ${(until ?? 'now').padEnd(24)}  ${money(amount)}${compareAt === null ? '' : `, before ${money(compareAt)}`}`,
          );
        const lowest = history.lowestPriceBeforeReduction;
        context.print(
          lowest === null
            ? '  No reduction runs, or nothing is known of the time before.'
            : `  Lowest price of the 30 days before: ${money(lowest)}`,
        );
      }
    return 0;
  },
};
