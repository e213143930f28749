import { Type } from 'typebox';
import { LanguageCode, MarketCode, type Route, route } from '../../platform/http/index.ts';
import type { Markets } from './market.service.ts';

const Texts = Type.Record(Type.String(), Type.String(), { description: 'By language.' });

const MarketSchema = Type.Object(
  {
    code: MarketCode,
    name: Texts,
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217; amounts of this market are its minor units.' }),
    languages: Type.Array(LanguageCode, { description: 'The first is the default.' }),
    countries: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { description: 'Where it delivers to.' }),
    taxDisplay: Type.Union([Type.Literal('inclusive'), Type.Literal('exclusive')], {
      description: 'Whether prices are shown with tax in them, or tax is added at checkout.',
    }),
  },
  { $id: 'Market', additionalProperties: false },
);

export function pricingRoutes({ markets }: { markets: Markets }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/markets',
      access: 'public',
      summary: 'List the markets',
      tags: ['Shop'],
      operationId: 'listMarkets',
      cache: 'public, max-age=60',
      schema: {
        response: {
          200: Type.Object(
            { items: Type.Array(MarketSchema), nextCursor: Type.Null() },
            { $id: 'MarketList', additionalProperties: false },
          ),
        },
      },
      handler: () => ({
        items: markets.all().map(({ code, name, currency, languages, countries, taxDisplay }) => ({
          code,
          name: { ...name },
          currency,
          languages: [...languages],
          countries: [...countries],
          taxDisplay,
        })),
        nextCursor: null,
      }),
    }),
  ];
}
