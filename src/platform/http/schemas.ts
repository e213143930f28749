import { type TSchema, Type } from 'typebox';

/** Identity columns: whole numbers that JSON carries exactly. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const Uuid = Type.String({ format: 'uuid' });

/** Minor units of a currency. */
export const Amount = Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });

export const MarketCode = Type.String({ pattern: '^[a-z]{2,8}$', description: 'A market, e.g. `eu`.' });

export const LanguageCode = Type.String({ pattern: '^[a-z]{2}$', description: 'ISO 639-1.' });

export const Handle = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 200 });

/** Query parameters of every list. */
export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 512, description: '`nextCursor` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 24, description: 'Items a page.' })),
};

/** A page of a list: `nextCursor` is null on the last one. */
export function listOf<T extends TSchema>(item: T, $id?: string) {
  const next = Type.Union([Type.String(), Type.Null()], { description: 'Send it as `cursor` for the next page; null on the last.' });
  return Type.Object({ items: Type.Array(item), nextCursor: next }, { additionalProperties: false, ...($id ? { $id } : {}) });
}

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Address of the documentation of this kind of problem.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    instance: Type.String({ description: 'Path of the request.' }),
    code: Type.String({ pattern: '^[a-z_]+$', description: 'Stable; programs decide by it.' }),
    traceId: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { path: Type.String(), code: Type.String(), message: Type.String() },
          { $id: 'FieldProblem', additionalProperties: false },
        ),
      ),
    ),
  },
  { $id: 'Problem', additionalProperties: false, description: 'Problem details (RFC 9457).' },
);
