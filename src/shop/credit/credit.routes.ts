import { Type } from 'typebox';
import type { Clock } from '../../kernel/clock.ts';
import { failField } from '../../kernel/errors.ts';
import { MOST_AMOUNT } from '../../kernel/money.ts';
import { instantOf, listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { Persons } from '../accounts/index.ts';
import type { Credit } from './credit.service.ts';
import type { CreditAccount } from './credit.ts';

const closed = { additionalProperties: false };
const tags = ['Staff: credit'];
const CardId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' });
const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency.' });
const Paid = Type.Integer({ minimum: 1, maximum: MOST_AMOUNT, description: 'Minor units of the currency.' });
const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' });
const Instant = Type.String({ format: 'date-time' });
const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const card = {
  id: CardId,
  lastFour: Type.String(),
  currency: Type.String(),
  balance: Minor,
  held: Type.Integer({ minimum: 0, description: 'By checkouts that are under way; part of the balance.' }),
  isActive: Type.Boolean(),
  expiresAt: nullable(Instant),
  orderId: Type.Union([Type.String(), Type.Null()], { description: 'The order that bought it; null: issued by the staff.' }),
  createdAt: Instant,
};
const CardSchema = Type.Object(card, { $id: 'GiftCard', ...closed });
const CreditList = Type.Object(
  { items: Type.Array(Type.Object({ currency: Type.String(), balance: Minor, held: Minor }, closed)) },
  { $id: 'StoreCredit', ...closed },
);
const Email = Type.String({ minLength: 3, maxLength: 254 });
const params = Type.Object({ id: CardId });
const read = { tags, access: { staff: 'credit:read' } } as const;
const write = { tags, access: { staff: 'credit:write' } } as const;

type Deps = {
  credit: Credit;
  persons: Pick<Persons, 'emailLookup'> /** Those of the markets. */;
  currencies: () => readonly string[];
  clock: Clock;
};

export function creditRoutes({ credit, persons, currencies, clock }: Deps): Route[] {
  return [...cardRoutes(credit, { currencies, clock }), ...storeCreditRoutes(credit, persons)];
}

function cardRoutes(credit: Credit, { currencies, clock }: Pick<Deps, 'currencies' | 'clock'>): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/gift-cards',
      summary: 'List gift cards, newest first',
      operationId: 'listGiftCards',
      schema: {
        query: Type.Object({ ...pageQuery, lastFour: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{4}$' })) }, closed),
        response: { 200: listOf(CardSchema, 'GiftCardList') },
      },
      async handler({ query }) {
        const { items, nextCursor } = await credit.list({ limit: 24, ...query });
        return { items: items.map(cardJson), nextCursor };
      },
    }),
    route({
      ...read,
      method: 'GET',
      url: '/api/staff/gift-cards/:id',
      summary: 'Read a gift card and its entries',
      operationId: 'getGiftCard',
      errors: ['gift_card_not_found'],
      schema: {
        params,
        response: {
          200: Type.Object(
            {
              ...card,
              entries: Type.Array(
                Type.Object({ amount: Type.Integer(), reason: Type.String(), reference: Type.String(), at: Instant }, closed),
              ),
            },
            { $id: 'GiftCardDetails', ...closed },
          ),
        },
      },
      async handler({ params: { id } }) {
        const entries = (await credit.entries((await credit.get(id)).id)).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
        return { ...cardJson(await credit.get(id)), entries };
      },
    }),
    route({
      ...write,
      method: 'POST',
      url: '/api/staff/gift-cards',
      summary: 'Issue a gift card',
      description: 'The code is in this answer and nowhere else.',
      operationId: 'issueGiftCard',
      schema: {
        body: Type.Object(
          { amount: Paid, currency: Currency, expiresAt: Type.Optional(nullable(Instant)) },
          { $id: 'GiftCardInput', ...closed },
        ),
        response: { 201: Type.Object({ ...card, code: Type.String() }, { $id: 'IssuedGiftCard', ...closed }) },
      },
      async handler({ body }) {
        const expiresAt = body.expiresAt ? instantOf('/expiresAt', body.expiresAt) : null;
        if (expiresAt && expiresAt <= clock.now()) failField('/expiresAt', 'past', 'The card would have run out already.');
        if (!currencies().includes(body.currency))
          failField('/currency', 'unknown', `No market sells in it; there are ${[...new Set(currencies())].join(', ')}.`);
        const { code, ...issued } = await credit.issue({ ...body, expiresAt });
        return { ...cardJson(issued), code };
      },
    }),
    route({
      ...write,
      method: 'PUT',
      url: '/api/staff/gift-cards/:id/activation',
      summary: 'Switch a gift card off or on',
      operationId: 'setGiftCardActivation',
      errors: ['gift_card_not_found'],
      schema: {
        params,
        body: Type.Object({ isActive: Type.Boolean() }, { $id: 'GiftCardActivation', ...closed }),
        response: { 200: CardSchema },
      },
      handler: async ({ params: { id }, body }) => cardJson(await credit.setActive(id, body.isActive)),
    }),
  ];
}

function storeCreditRoutes(credit: Credit, persons: Deps['persons']): Route[] {
  const creditOf = async (email: string) => {
    const accounts = await credit.ofCustomer(persons.emailLookup(email));
    return { items: accounts.map(({ currency, balance, held }) => ({ currency, balance, held })) };
  };
  return [
    route({
      ...read,
      method: 'POST',
      url: '/api/staff/store-credit-lookups',
      summary: 'Read the store credit of a customer',
      operationId: 'lookUpStoreCredit',
      idempotent: false,
      schema: { body: Type.Object({ email: Email }, { $id: 'StoreCreditLookup', ...closed }), response: { 200: CreditList } },
      handler: ({ body }) => creditOf(body.email),
    }),
    route({
      ...write,
      method: 'POST',
      url: '/api/staff/store-credit-grants',
      summary: 'Grant store credit',
      description: 'Once for a reference: sending it again changes nothing.',
      operationId: 'grantStoreCredit',
      schema: {
        body: Type.Object(
          {
            email: Email,
            amount: Paid,
            currency: Currency,
            reference: Type.String({ minLength: 1, maxLength: 100, description: 'What it is for; no personal data.' }),
          },
          { $id: 'StoreCreditGrant', ...closed },
        ),
        response: { 201: CreditList },
      },
      async handler({ body: { email, ...grant } }) {
        await credit.grant({ ...grant, customer: persons.emailLookup(email), reason: 'granted' });
        return creditOf(email);
      },
    }),
  ];
}

function cardJson({ kind: _, lastFour, expiresAt, createdAt, ...plain }: CreditAccount) {
  return { ...plain, lastFour: lastFour ?? '', expiresAt: expiresAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
