import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import type { Market } from '../../kernel/market.ts';
import { MOST_AMOUNT } from '../../kernel/money.ts';
import { MarketCode, type Route, route } from '../../platform/http/index.ts';
import type { Shipping } from './shipping.service.ts';

const closed = { additionalProperties: false };
const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' });
const Whole = (maximum: number) => Type.Integer({ minimum: 0, maximum });
const plain = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000]*$' });
const Texts = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), plain(500), {
  description: 'By language.',
  maxProperties: 50,
  ...closed,
});
const Threshold = Type.Union([Type.Integer({ minimum: 1, maximum: MOST_AMOUNT }), Type.Null()], {
  description: 'Goods from which it costs nothing.',
});

const Zone = Type.Object(
  {
    code: Code,
    name: plain(200),
    places: Type.Array(Type.String({ pattern: '^(\\*|[A-Z]{2}(-[A-Z0-9]{1,3}|:[A-Z0-9]{1,10})?)$' }), {
      minItems: 1,
      maxItems: 2000,
      description: '`DE`, `US-NY`, `DE:2` (postal codes that begin so, without blanks), or `*`: everywhere else.',
    }),
  },
  closed,
);

const Rate = Type.Object(
  {
    zone: Code,
    basis: Type.Unsafe<'flat' | 'weight' | 'amount' | 'quantity'>({
      type: 'string',
      enum: ['flat', 'weight', 'amount', 'quantity'],
      description: 'What steps are measured by: nothing, grams, minor units of the goods, pieces.',
    }),
    steps: Type.Array(
      Type.Object(
        {
          from: Whole(MOST_AMOUNT),
          amount: Type.Union([Whole(MOST_AMOUNT), Type.Null()], { description: 'null: not offered from there on.' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
    freeOver: Threshold,
  },
  closed,
);

const Method = Type.Object(
  {
    code: Code,
    name: Texts,
    note: Texts,
    amount: Type.Integer({ minimum: 0, maximum: MOST_AMOUNT, description: 'Where it has no rates.' }),
    freeOver: Threshold,
    minDays: Whole(365),
    maxDays: Whole(365),
    pickup: Type.Boolean(),
    provider: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$', description: '`table`: these rates.' }),
    rates: Type.Array(Rate, { maxItems: 200, description: 'With rates it goes to their zones alone.' }),
    locations: Type.Array(Type.Object({ code: Code, name: Texts, address: plain(500), hours: Texts }, closed), { maxItems: 500 }),
  },
  closed,
);

const Delivery = Type.Object(
  { zones: Type.Array(Zone, { maxItems: 500 }), methods: Type.Array(Method, { maxItems: 50 }) },
  { $id: 'MarketDelivery', ...closed },
);

export function shippingRoutes({ shipping, markets }: { shipping: Shipping; markets: { get(code: string): Market | null } }): Route[] {
  const known = (code: string) => markets.get(code) ?? fail('market_not_found', `The shop has no market ${code}.`);
  const params = Type.Object({ market: MarketCode });
  return [
    route({
      method: 'GET',
      url: '/api/staff/markets/:market/delivery',
      access: { staff: 'settings:read' },
      summary: 'Read zones and ways of delivery of a market',
      tags: ['Staff: delivery'],
      operationId: 'getMarketDelivery',
      errors: ['market_not_found'],
      schema: { params, response: { 200: Delivery } },
      handler: ({ params: { market } }) => shipping.setupOf(known(market).code),
    }),
    route({
      method: 'PUT',
      url: '/api/staff/markets/:market/delivery',
      access: { staff: 'settings:write' },
      summary: 'Say where a market delivers to, how, and for what',
      description: 'The whole of it at once; methods that are not named are no longer offered.',
      tags: ['Staff: delivery'],
      operationId: 'putMarketDelivery',
      errors: ['market_not_found'],
      schema: { params, body: Delivery, response: { 200: Delivery } },
      handler: ({ params: { market }, body }) => shipping.replace(known(market).code, body),
    }),
  ];
}
