import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { systemClock } from '../kernel/clock.ts';
import { fail } from '../kernel/errors.ts';
import { QuoteInputSchema, quoteOf } from '../shop/totals/index.ts';
import { type Command, UsageError } from './command.ts';

export const command: Command = {
  name: 'totals',
  summary: 'Works out what a cart costs under given rules.',
  usage: 'CASE.json | -',
  help: 'Reads one JSON object (- reads standard input): currency, lines and, where wanted, taxRates, promotions, codes, delivery, giftCards, priceHistory. Prints the quote with every part of the sum. Amounts are minor units. docs/reference/totals.md has the rules and examples; POST /api/quote answers the same.',
  mostArguments: 1,
  async run({ arguments: [file], print }) {
    if (file === undefined && process.stdin.isTTY) throw new UsageError('Say which case to work out: a file, or - to type or pipe it in.');
    const input = readCase(await textOf(file ?? '-'));
    print(JSON.stringify(quoteOf({ ...input, at: input.at ?? systemClock.now().toISOString() }), null, 2));
    return 0;
  },
};

async function textOf(file: string): Promise<string> {
  if (file === '-') return (await process.stdin.toArray()).join('');
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => fail('bad_request', `${file} cannot be read (${error.code}).`));
}

function readCase(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    fail('bad_json', (error as Error).message);
  }
  if (Value.Check(QuoteInputSchema, value)) return value;
  const fields = [...Value.Errors(QuoteInputSchema, value)]
    // Said of each such field by itself as well.
    .filter(({ keyword }) => keyword !== 'additionalProperties')
    .map(({ instancePath, message, keyword }) => ({
      path: instancePath || '/',
      code: 'invalid',
      message: keyword === 'boolean' ? 'there is no field of this name' : message,
    }));
  const said = fields.slice(0, 10).map(({ path, message }) => `${path}: ${message}`);
  fail('payload_invalid', said.join('; '), { fields });
}
