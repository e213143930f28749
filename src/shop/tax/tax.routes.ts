import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import type { Market } from '../../kernel/market.ts';
import { decodeCursor, encodeCursor } from '../../kernel/page.ts';
import { listOf, MarketCode, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { Tax } from './tax.service.ts';
import type { TaxRate } from './tax.ts';

const tags = ['Staff: tax'];
const closed = { additionalProperties: false };
const Place = Type.String({
  pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$',
  description: 'ISO 3166-1 (`DE`), or a region by ISO 3166-2 (`US-NY`).',
});
const Category = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,59}$',
  description: 'As variants name it; `standard` holds for all others.',
});
const Day = Type.String({ format: 'date', pattern: '^[12]\\d{3}-' });
/** In a path no `date` format: generated TypeScript clients do not compile with it. Days that do not exist have no rate. */
const DayInPath = Type.String({ pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'A day, ISO 8601.' });

const RateSchema = Type.Object(
  {
    place: Place,
    category: Category,
    percent: Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.0001 }),
    validFrom: Day,
    source: Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' }),
    checkedOn: Type.Optional(Type.Union([Day, Type.Null()], { description: 'Compared with its source on this day.' })),
  },
  { $id: 'TaxRate', ...closed },
);

const words = <const T extends readonly string[]>(...all: T) => Type.Unsafe<T[number]>({ type: 'string', enum: [...all] });

const TermsSchema = Type.Object(
  {
    rounding: words('line', 'unit', 'order'),
    mode: words('halfUp', 'halfDown', 'halfEven', 'up', 'down', 'ceiling', 'floor'),
    deliveryTax: words('highest', 'proportional'),
    homeCountry: Type.Union([Type.String({ pattern: '^[A-Z]{2}$' }), Type.Null()], {
      description: 'Where the seller is registered; null: no reverse charge.',
    }),
    taxedWhere: words('destination', 'home'),
    provider: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$', description: '`table`: the rates below.' }),
  },
  { $id: 'MarketTax', ...closed },
);

const VatIdSchema = Type.Object(
  {
    vatId: Type.Union([Type.String(), Type.Null()], { description: 'As it is written without blanks; null when the form does not hold.' }),
    country: Type.Union([Type.String(), Type.Null()]),
    fault: Type.Union([words('country', 'format', 'checkDigits'), Type.Null()]),
    register: words('valid', 'invalid', 'unavailable', 'notAsked'),
    holds: Type.Boolean({ description: 'It frees a business in another member state from the tax.' }),
  },
  { $id: 'VatIdCheck', ...closed },
);

/** @param markets to tell those that exist */
export function taxRoutes({ tax, markets }: { tax: Tax; markets: { get(code: string): Market | null } }): Route[] {
  const known = (code: string) => markets.get(code) ?? fail('market_not_found', `The shop has no market ${code}.`);
  const params = Type.Object({ market: MarketCode });
  return [
    route({
      method: 'GET',
      url: '/api/vat-ids/:vatId',
      access: 'public',
      summary: 'Check a VAT id',
      description: 'Its form and check digits by country, and the register of the EU where the shop asks it.',
      tags: ['Shop'],
      operationId: 'checkVatId',
      schema: {
        params: Type.Object({ vatId: Type.String({ pattern: '^[A-Za-z0-9 .+*-]{4,20}$' }) }),
        response: { 200: VatIdSchema },
      },
      async handler({ params: { vatId } }) {
        const { id, ...said } = await tax.checkVatId(vatId);
        return { vatId: id && id.prefix + id.number, country: id?.country ?? null, ...said };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/markets/:market/tax',
      access: { staff: 'settings:read' },
      summary: 'Read how a market takes its taxes',
      tags,
      operationId: 'getMarketTax',
      errors: ['market_not_found'],
      schema: { params, response: { 200: TermsSchema } },
      handler: ({ params: { market } }) => tax.termsOf(known(market).code),
    }),
    route({
      method: 'PUT',
      url: '/api/staff/markets/:market/tax',
      access: { staff: 'settings:write' },
      summary: 'Say how a market takes its taxes',
      tags,
      operationId: 'putMarketTax',
      errors: ['market_not_found'],
      schema: { params, body: TermsSchema, response: { 200: TermsSchema } },
      handler: ({ params: { market }, body }) => tax.saveTerms(known(market).code, body),
    }),
    route({
      method: 'GET',
      url: '/api/staff/markets/:market/tax-rates',
      access: { staff: 'settings:read' },
      summary: 'List the tax rates of a market by place',
      tags,
      operationId: 'listTaxRates',
      errors: ['market_not_found'],
      schema: {
        params,
        query: Type.Object({ ...pageQuery, place: Type.Optional(Place) }, closed),
        response: { 200: listOf(RateSchema, 'TaxRateList') },
      },
      async handler({ params: { market }, query: { place = null, cursor, limit = 24 } }) {
        const after = cursor === undefined ? (['', '', '0001-01-01'] as const) : cursorOf(cursor);
        const rows = await tax.listRates(known(market).code, place, after, limit + 1);
        const items = rows.slice(0, limit);
        const end = items.at(-1);
        const nextCursor = rows.length > limit && end ? encodeCursor([end.country, end.category, end.validFrom]) : null;
        return { items: items.map(jsonOf), nextCursor };
      },
    }),
    route({
      method: 'PUT',
      url: '/api/staff/markets/:market/tax-rates',
      access: { staff: 'settings:write' },
      summary: 'Create or change tax rates of a market',
      description: 'By place, category and day; rates that are not named stay.',
      tags,
      operationId: 'putTaxRates',
      errors: ['market_not_found'],
      schema: {
        params,
        body: Type.Object({ rates: Type.Array(RateSchema, { minItems: 1, maxItems: 1000 }) }, closed),
        response: { 200: Type.Object({ changed: Type.Integer({ minimum: 0 }) }, { $id: 'TaxRatesChanged', ...closed }) },
      },
      async handler({ params: { market }, body }) {
        const { code } = known(market);
        const seen = new Map(body.rates.map((rate) => [`${rate.place} ${rate.category} ${rate.validFrom}`, rate]));
        const rates = [...seen.values()].map(({ place, percent, ...rate }) => ({
          ...rate,
          market: code,
          country: place,
          ratePpm: Math.round(percent * 10_000),
        }));
        return { changed: await tax.saveRates(rates) };
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/staff/markets/:market/tax-rates/:place/:category/:validFrom',
      access: { staff: 'settings:write' },
      summary: 'Remove a tax rate',
      tags,
      operationId: 'deleteTaxRate',
      errors: ['not_found'],
      schema: {
        params: Type.Object({ market: MarketCode, place: Place, category: Category, validFrom: DayInPath }),
        response: { 204: null },
      },
      async handler({ params: { place, ...rate } }, reply) {
        const day = new Date(`${rate.validFrom}T00:00:00Z`);
        if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(rate.validFrom)) fail('not_found', 'There is no such rate.');
        await tax.removeRate({ ...rate, country: place });
        return reply.code(204).send();
      },
    }),
  ];
}

function jsonOf({ market: _, country, ratePpm, ...rate }: TaxRate) {
  return { ...rate, place: country, percent: ratePpm / 10_000, checkedOn: rate.checkedOn ?? null };
}

function cursorOf(cursor: string): [string, string, string] {
  const [place, category, day] = decodeCursor(cursor, 3).map(String) as [string, string, string];
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && !`${place}${category}`.includes('\0')
    ? [place, category, day]
    : fail('payload_invalid', 'The cursor is not one that this list gave out; start again without it.');
}
