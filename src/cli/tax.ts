import { readFileSync } from 'node:fs';
import { createMarkets, marketStore } from '../shop/pricing/index.ts';
import { BUNDLED_RATES, createTax, type RateFile, ratesFrom, taxStore } from '../shop/tax/index.ts';
import { type Command, type Context, UsageError } from './command.ts';

export const command: Command = {
  name: 'tax',
  summary: 'Imports tax rates, and prints those that hold.',
  usage: 'import FILE|--bundled | rates --market M [--country CC]',
  help: `Rates are added or changed by place, category and day; the same file again changes nothing.
  stoa tax import --bundled                        EU, United Kingdom, Switzerland, US states, for the markets that sell there
  stoa tax import --bundled --market us --place US-NY --place US-NJ
  stoa tax import rates.json                       the form of the bundled file: docs/reference/tax.md
  stoa tax rates --market eu --country EE`,
  mostArguments: 2,
  options: {
    bundled: { type: 'boolean', about: 'The rates that come with the shop, each with its source and day.' },
    market: { type: 'string', value: 'M', about: 'This market only.' },
    place: { type: 'string', multiple: true, value: 'CC[-R]', about: 'Only rates of this country or region; may be given several times.' },
    country: { type: 'string', value: 'CC', about: 'rates: of this country and its regions.' },
    json: { type: 'boolean', about: 'Print JSON lines.' },
  },
  run: async (context) => {
    const [verb] = context.arguments;
    if (verb === 'import') return importRates(context);
    if (verb === 'rates') return printRates(context);
    throw new UsageError('Say what: import or rates.');
  },
};

async function importRates(context: Context): Promise<number> {
  const [, path] = context.arguments;
  if ((path === undefined) === !context.flag('bundled')) throw new UsageError('Name a file, or --bundled.');
  const file = path === undefined ? BUNDLED_RATES : readRates(path);
  const { markets, tax } = await open(context);
  const rates = markets.flatMap((market) => ratesFrom(file, market, context.texts('place')));
  const changed = await tax.saveRates(rates);
  context.print(
    context.flag('json')
      ? JSON.stringify({ rates: rates.length, changed })
      : `${rates.length} rates for ${markets.length} markets, ${changed} of them new or changed.`,
  );
  return 0;
}

async function printRates(context: Context): Promise<number> {
  const { markets, tax } = await open(context);
  for (const { code } of markets) {
    const rows = await tax.listRates(code, context.text('country'), ['', '', '0001-01-01'], 10_000);
    for (const { country, category, ratePpm, validFrom, source, checkedOn } of rows)
      context.print(
        context.flag('json')
          ? JSON.stringify({ market: code, place: country, category, percent: ratePpm / 10_000, validFrom, source, checkedOn })
          : `${code}  ${country.padEnd(6)} ${category.padEnd(14)} ${String(ratePpm / 10_000).padStart(7)} %  from ${validFrom}  ${source}`,
      );
  }
  return 0;
}

async function open(context: Context) {
  const db = await context.database();
  const all = createMarkets({ store: marketStore(db) });
  await all.refresh();
  const asked = context.text('market');
  const markets = all.all().filter(({ code }) => asked === null || code === asked);
  if (markets.length === 0) throw new UsageError(asked === null ? 'The shop has no markets yet.' : `There is no market ${asked}.`);
  return { markets, tax: createTax({ store: taxStore(db) }) };
}

const isDay = (text: unknown) => typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

function readRates(path: string): RateFile {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  if (!Array.isArray(file)) throw new UsageError(`${path} is no list of { source, checkedOn, rates }.`);
  for (const [index, group] of (file as Partial<RateFile[number]>[]).entries()) {
    const where = `${path}, group ${index + 1}`;
    if (typeof group?.source !== 'string' || group.source === '') throw new UsageError(`${where}: its source is missing.`);
    if (group.checkedOn != null && !isDay(group.checkedOn))
      throw new UsageError(`${where}: checkedOn is a day such as 2026-11-23, or null.`);
    for (const rate of Array.isArray(group.rates) ? group.rates : []) {
      const [place, category, percent, validFrom] = Array.isArray(rate) ? rate : [];
      const fits =
        typeof place === 'string' &&
        /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(place) &&
        typeof category === 'string' &&
        /^[a-z0-9][a-z0-9-]{0,59}$/.test(category) &&
        typeof percent === 'number' &&
        percent >= 0 &&
        percent <= 100 &&
        isDay(validFrom);
      if (!fits) throw new UsageError(`${where}: ${JSON.stringify(rate)} is no [place, category, percent, valid from].`);
    }
    if (!Array.isArray(group.rates)) throw new UsageError(`${where}: its rates are missing.`);
  }
  return file as RateFile;
}
