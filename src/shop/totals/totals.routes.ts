import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type Route, route } from '../../platform/http/index.ts';
import { quoteOf } from './quoting.ts';
import { QuoteInputSchema, QuoteSchema } from './totals.schemas.ts';

export function totalsRoutes({ clock = systemClock }: { clock?: Clock } = {}): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/quote',
      access: 'public',
      summary: 'Work out a sum',
      description:
        'A pure calculation: prices, rates, promotions and a cart in; lines, discounts, tax, delivery and the total out. Nothing is read from the shop but the time, when `at` is not given, and nothing is kept. The answer names the rounding.',
      tags: ['Shop'],
      operationId: 'quote',
      errors: ['payload_invalid'],
      schema: { body: QuoteInputSchema, response: { 200: QuoteSchema } },
      handler: ({ body }) => quoteOf({ ...body, at: body.at ?? clock.now().toISOString() }),
    }),
  ];
}
