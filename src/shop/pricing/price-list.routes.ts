import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { MOST_AMOUNT } from '../../kernel/money.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';
import { Id, listOf, MarketCode, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { Markets } from './market.service.ts';
import type { PriceLists } from './price-list.service.ts';
import type { Pricing } from './pricing.service.ts';

const closed = { additionalProperties: false };
const tags = ['Staff: prices'];
const read = { tags, access: { staff: 'catalog:read' } } as const;
const write = { tags, access: { staff: 'catalog:write' } } as const;
const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' });
const Money = Type.Integer({ minimum: 0, maximum: MOST_AMOUNT });
const Instant = Type.Union([Type.String({ format: 'date-time', pattern: '^[12]\\d{3}-' }), Type.Null()]);

const fields = {
  market: MarketCode,
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }),
  groups: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }), {
    maxItems: 100,
    description: 'Customer groups; empty: everybody.',
  }),
  priority: Type.Integer({
    minimum: 0,
    maximum: 1000,
    description: '0: the lower of list and base price counts; above: this list decides.',
  }),
  showsReduction: Type.Boolean({ description: 'A price below the base price is presented as reduced from it.' }),
  validFrom: Instant,
  validUntil: Instant,
  isActive: Type.Boolean(),
};
const Body = Type.Object(fields, { $id: 'PriceListBody', ...closed });
const Shown = Type.Object({ code: Code, currency: Type.String(), ...fields }, { $id: 'PriceList', ...closed });
const Entry = Type.Object(
  {
    variantId: Id,
    fromQuantity: Type.Integer({ minimum: 1, maximum: MOST_PIECES }),
    amount: Money,
    compareAt: Type.Union([Money, Type.Null()], { description: 'null: the base price, where that is shown and above.' }),
  },
  { $id: 'PriceListEntry', ...closed },
);
const History = Type.Object(
  {
    variantId: Id,
    market: MarketCode,
    currency: Type.String(),
    lowestPriceBeforeReduction: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Of the 30 days before the reduction that runs (Directive 98/6/EC); null when none runs, or nothing is known.',
    }),
    prices: Type.Array(
      Type.Object(
        {
          amount: Type.Integer(),
          compareAt: Type.Union([Type.Integer(), Type.Null()]),
          since: Type.String({ format: 'date-time' }),
          until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
        },
        closed,
      ),
    ),
  },
  { $id: 'PriceHistory', ...closed },
);

export function priceListRoutes(deps: { priceLists: PriceLists; pricing: Pricing; markets: Markets }): Route[] {
  return [...headRoutes(deps.priceLists), ...entryRoutes(deps.priceLists), historyRoute(deps)];
}

function headRoutes(lists: PriceLists): Route[] {
  const params = Type.Object({ code: Code });
  return [
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/price-lists',
      summary: 'List price lists by code',
      operationId: 'listPriceLists',
      schema: {
        query: Type.Object({ ...pageQuery, market: Type.Optional(MarketCode) }, closed),
        response: { 200: listOf(Shown, 'PriceListList') },
      },
      handler: ({ query }) => lists.list({ ...query, limit: query.limit ?? 24 }),
    }),
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/price-lists/:code',
      summary: 'Read a price list',
      operationId: 'getPriceList',
      errors: ['not_found'],
      schema: { params, response: { 200: Shown } },
      handler: ({ params: { code } }) => lists.get(code),
    }),
    route({
      ...write,
      method: 'PUT',
      url: '/api/staff/price-lists/:code',
      summary: 'Create or change a price list',
      description: 'Its market stays. What is presented changes at once, or at `validFrom` and `validUntil`.',
      operationId: 'putPriceList',
      errors: ['market_not_found', 'conflict'],
      schema: { params, body: Body, response: { 200: Shown } },
      handler: ({ params: { code }, body }) => lists.save({ code, ...body }),
    }),
    route({
      ...write,
      method: 'DELETE',
      url: '/api/staff/price-lists/:code',
      summary: 'Remove a price list with its prices',
      operationId: 'deletePriceList',
      errors: ['not_found'],
      schema: { params, response: { 204: null } },
      async handler({ params: { code } }, reply) {
        await lists.remove(code);
        return reply.code(204).send();
      },
    }),
  ];
}

function entryRoutes(lists: PriceLists): Route[] {
  const params = Type.Object({ code: Code });
  return [
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/price-lists/:code/entries',
      summary: 'List the prices of a price list',
      operationId: 'listPriceListEntries',
      errors: ['not_found'],
      schema: { params, query: Type.Object(pageQuery, closed), response: { 200: listOf(Entry, 'PriceListEntryList') } },
      handler: ({ params: { code }, query }) => lists.entries(code, { ...query, limit: query.limit ?? 24 }),
    }),
    route({
      ...write,
      method: 'PUT',
      url: '/api/staff/price-lists/:code/entries',
      summary: 'Add or change prices of a price list',
      description: 'By variant and quantity; prices that are not named stay.',
      operationId: 'putPriceListEntries',
      errors: ['not_found'],
      schema: {
        params,
        body: Type.Object({ entries: Type.Array(Entry, { minItems: 1, maxItems: 1000 }) }, closed),
        response: { 200: Type.Object({ changed: Type.Integer({ minimum: 0 }) }, { $id: 'PriceListEntriesChanged', ...closed }) },
      },
      handler: async ({ params: { code }, body }) => ({ changed: await lists.saveEntries(code, body.entries) }),
    }),
    route({
      ...write,
      method: 'DELETE',
      url: '/api/staff/price-lists/:code/entries/:variantId',
      summary: 'Remove the prices of a variant from a price list',
      operationId: 'deletePriceListEntries',
      errors: ['not_found'],
      schema: { params: Type.Object({ code: Code, variantId: Id }), response: { 204: null } },
      async handler({ params: { code, variantId } }, reply) {
        await lists.removeEntries(code, variantId);
        return reply.code(204).send();
      },
    }),
  ];
}

function historyRoute({ pricing, markets }: { pricing: Pricing; markets: Markets }): Route {
  return route({
    ...read,
    method: 'GET',
    url: '/api/staff/variants/:id/price-history/:market',
    summary: 'Read what everybody was presented as the price of a variant',
    operationId: 'getPriceHistory',
    errors: ['variant_not_found', 'market_not_found'],
    schema: { params: Type.Object({ id: Id, market: MarketCode }), response: { 200: History } },
    async handler({ params }) {
      const market = markets.get(params.market) ?? fail('market_not_found');
      const history = await pricing.historyOf(params.id, market);
      return { variantId: params.id, market: market.code, currency: market.currency, ...history };
    },
  });
}
