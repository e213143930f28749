import { type FieldFault, fail } from '../../kernel/errors.ts';
import { instantMs } from './instant.ts';
import { MOST_OF_A_LINE, type QuoteInput } from './quote.ts';

/** Throws `payload_invalid` with every fault that a schema cannot see, each with the JSON pointer of its field. */
export function check(input: QuoteInput): void {
  const fields: FieldFault[] = [...lineFaults(input), ...deliveryFaults(input), ...returnFaults(input), ...timeFaults(input)];
  fields.push(
    ...repeated(
      input.promotions?.map(({ id }) => id),
      (index) => `/promotions/${index}/id`,
      'promotion',
    ),
  );
  fields.push(
    ...repeated(
      input.giftCards?.map(({ code }) => code),
      (index) => `/giftCards/${index}/code`,
      'gift card',
    ),
  );
  if (fields.length === 0) return;
  const said = fields.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
  fail('payload_invalid', said.join(' '), { fields });
}

export function failAt(path: string, code: string, message: string): never {
  fail('payload_invalid', `${path}: ${message}`, { fields: [{ path, code, message }] });
}

function lineIds({ lines }: QuoteInput): string[] {
  return lines.map((line, index) => line.id ?? String(index + 1));
}

function lineFaults(input: QuoteInput): FieldFault[] {
  const large = input.lines.flatMap(({ unitAmount, quantity }, index) =>
    unitAmount * quantity > MOST_OF_A_LINE
      ? [{ path: `/lines/${index}`, code: 'too_large', message: `A line comes to at most ${MOST_OF_A_LINE}.` }]
      : [],
  );
  return [...large, ...repeated(lineIds(input), (index) => `/lines/${index}/id`, 'line')];
}

function deliveryFaults({ delivery = [] }: QuoteInput): FieldFault[] {
  return delivery.flatMap((one, index) =>
    (one.amount === undefined) === (one.rate === undefined)
      ? [{ path: `/delivery/${index}`, code: 'ambiguous', message: 'Give it either an amount or a rate.' }]
      : [],
  );
}

function returnFaults(input: QuoteInput): FieldFault[] {
  const ids = lineIds(input);
  const before = new Map<string, number>();
  return (input.returns ?? []).flatMap(({ lineId, quantity, returnedBefore = 0 }, index): FieldFault[] => {
    const line = input.lines[ids.indexOf(lineId)];
    if (!line) return [{ path: `/returns/${index}/lineId`, code: 'unknown', message: `There is no line ${lineId}.` }];
    const back = before.get(lineId) ?? returnedBefore;
    before.set(lineId, back + quantity);
    if (back + quantity <= line.quantity) return [];
    const message = `Line ${lineId} has ${line.quantity}, of which ${back} came back.`;
    return [{ path: `/returns/${index}/quantity`, code: 'too_many', message }];
  });
}

/** A pattern lets 31 February pass. */
function timeFaults({ at, promotions = [], lines }: QuoteInput): FieldFault[] {
  const times: [string, string | null | undefined][] = [
    ['/at', at],
    ...promotions.flatMap(({ startsAt, endsAt }, index): [string, string | null | undefined][] => [
      [`/promotions/${index}/startsAt`, startsAt],
      [`/promotions/${index}/endsAt`, endsAt],
    ]),
    ...lines.flatMap(({ priceHistory = [] }, line) =>
      priceHistory.map((change, index): [string, string | null | undefined] => [`/lines/${line}/priceHistory/${index}/at`, change.at]),
    ),
  ];
  return times.flatMap(([path, time]) =>
    time && Number.isNaN(instantMs(time)) ? [{ path, code: 'invalid', message: `${time} is no day of the calendar.` }] : [],
  );
}

function repeated(names: readonly string[] = [], pathOf: (index: number) => string, noun: string): FieldFault[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: pathOf(index), code: 'duplicate', message: `Another ${noun} is called ${name}.` }];
  });
}
