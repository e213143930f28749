import { type Static, Type } from 'typebox';
import { promotionRule } from '../totals/index.ts';
import type { PromotionDraft, StoredPromotion } from './promotion.ts';

const closed = { additionalProperties: false };
const optional = Type.Optional;
const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const MarketCode = Type.String({ pattern: '^[a-z]{2,8}$', description: 'A market, e.g. `eu`.' });
const LanguageCode = Type.String({ pattern: '^[a-z]{2}$', description: 'ISO 639-1.' });
const Instant = Type.String({ format: 'date-time' });
const Limit = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

export const PromotionId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' });
export const Code = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$',
  description: '3 to 40 letters, digits, - and _; case does not matter.',
});
export const CodeLimit = nullable(
  Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: '1: single use; null: as often as the promotion.' }),
);

const Rule = Type.Object(promotionRule, {
  $id: 'PromotionRule',
  ...closed,
  description: 'As in a quote. Categories and brands by code, products by id.',
});

export const PromotionBody = Type.Object(
  {
    name: Type.Record(LanguageCode, Type.String({ minLength: 1, maxLength: 200 }), {
      description: 'By language; buyers see it.',
      additionalProperties: false,
      maxProperties: 40,
    }),
    needsCode: optional(Type.Boolean({ description: 'False (default): everybody has it whose cart fits.' })),
    markets: optional(nullable(Type.Array(MarketCode, { minItems: 1, maxItems: 100 }))),
    currency: optional(nullable(Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217; of the amounts in the rule.' }))),
    priority: optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000, description: 'Lower goes first; default 0.' })),
    isCombinable: optional(Type.Boolean({ description: 'Default true.' })),
    startsAt: optional(nullable(Instant)),
    endsAt: optional(nullable(Instant)),
    limitTotal: optional(nullable(Limit)),
    limitPerCustomer: optional(nullable(Limit)),
    isGivenBack: optional(Type.Boolean({ description: 'Whether a cancelled order frees its use; default true.' })),
    rule: Rule,
  },
  { $id: 'PromotionInput', ...closed },
);

export const PromotionSchema = Type.Object(
  {
    id: PromotionId,
    isActive: Type.Boolean(),
    name: Type.Record(Type.String(), Type.String()),
    needsCode: Type.Boolean(),
    markets: nullable(Type.Array(Type.String())),
    currency: nullable(Type.String()),
    priority: Type.Integer(),
    isCombinable: Type.Boolean(),
    startsAt: nullable(Instant),
    endsAt: nullable(Instant),
    limitTotal: nullable(Type.Integer()),
    limitPerCustomer: nullable(Type.Integer()),
    isGivenBack: Type.Boolean(),
    rule: Rule,
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: 'Promotion', ...closed },
);

export const UsageSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          held: Type.Integer({ minimum: 0, description: 'By checkouts that are under way.' }),
          orders: Type.Integer({ minimum: 0 }),
          amount: Type.Integer({ minimum: 0, description: 'What it gave to orders, minor units.' }),
        },
        closed,
      ),
    ),
  },
  { $id: 'PromotionUsage', ...closed },
);

export const CodeSchema = Type.Object(
  { code: Type.String(), limitTotal: nullable(Type.Integer()), used: Type.Integer({ minimum: 0 }), createdAt: Instant },
  { $id: 'PromotionCode', ...closed },
);

export function draftOf(body: Static<typeof PromotionBody>, instant: (name: string, text: string) => Date): PromotionDraft {
  const at = (name: 'startsAt' | 'endsAt') => (body[name] ? instant(`/${name}`, body[name]) : null);
  return {
    name: body.name,
    needsCode: body.needsCode ?? false,
    markets: body.markets ?? null,
    currency: body.currency ?? null,
    priority: body.priority ?? 0,
    isCombinable: body.isCombinable ?? true,
    startsAt: at('startsAt'),
    endsAt: at('endsAt'),
    limitTotal: body.limitTotal ?? null,
    limitPerCustomer: body.limitPerCustomer ?? null,
    isGivenBack: body.isGivenBack ?? true,
    rule: body.rule,
  };
}

export function promotionJson({
  startsAt,
  endsAt,
  createdAt,
  updatedAt,
  markets,
  name,
  rule,
  ...plain
}: StoredPromotion): Static<typeof PromotionSchema> {
  return {
    ...plain,
    name: { ...name },
    markets: markets && [...markets],
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    rule: rule as Static<typeof Rule>,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
