import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { ErrorCode } from '../../kernel/errors.ts';

/** What a staff token may do. A token with `*` may do everything. */
export const SCOPES = [
  'catalog:read',
  'catalog:write',
  'credit:read',
  'credit:write',
  'media:read',
  'media:write',
  'orders:read',
  'orders:write',
  'promotions:read',
  'promotions:write',
  'settings:read',
  'settings:write',
  'stock:read',
  'stock:write',
] as const;

export type Scope = (typeof SCOPES)[number];

export type Access = 'public' | { staff: Scope };

export type StaffMember = { id: string; name: string; scopes: readonly string[] };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Schemas by place. `response` has an entry for every successful status; null stands for "no body" (204). Problems are added by the server. */
export type RouteSchema = {
  params?: TObject;
  query?: TObject;
  body?: TSchema;
  response?: Readonly<Record<number, TSchema | null>>;
};

type Of<S, Otherwise> = S extends TSchema ? Static<S> : Otherwise;

/** The request as a handler sees it: validated parts, and little else. */
export type RouteRequest<S extends RouteSchema = RouteSchema> = {
  params: Of<S['params'], Record<string, string>>;
  query: Of<S['query'], Record<string, string | string[] | undefined>>;
  /** Parsed JSON or form fields; bytes when the route has `rawBody`. */
  body: Of<S['body'], unknown>;
  headers: FastifyRequest['headers'];
  cookies: Record<string, string | undefined>;
  /** Who calls a staff route; always there when `access` is `{ staff }`. */
  staff?: StaffMember;
  /** Address of the caller, seen through trusted proxies alone. Personal data: never log it. */
  ip: string;
  /** `https://shop.example`: the setting, else what the request names (checked for form). */
  origin: string;
  /** 32 hex digits; the same in logs, traces and problem details. */
  traceId: string;
  /** Path and query as sent. */
  url: string;
  log: FastifyRequest['log'];
  raw: FastifyRequest['raw'];
};

export type RouteReply = FastifyReply;

type Successes<S extends RouteSchema> =
  S['response'] extends Readonly<Record<number, TSchema | null>>
    ? { [K in keyof S['response']]: S['response'][K] extends TSchema ? Static<S['response'][K]> : undefined }[keyof S['response']]
    : unknown;

export type RouteDefinition<S extends RouteSchema> = {
  method: Method;
  /** Fastify syntax: `/api/products/:handle`. What lies under `/api/` is documented, speaks JSON and answers with problem details. */
  url: string;
  access: Access;
  /** One line, imperative: "List products". */
  summary: string;
  description?: string;
  /** Groups of the API docs. */
  tags: readonly string[];
  /** camelCase and unique; derived from method and address when absent. */
  operationId?: string;
  schema: S;
  /** Codes that this route can answer with beyond those every route has (validation, authentication, idempotency, fault). */
  errors?: readonly ErrorCode[];
  /** Mutations under /api keep their answer by `Idempotency-Key`; false for those whose repetition is harmless and whose answer is large. Default true. */
  idempotent?: boolean;
  /** Value of Cache-Control on success. Default `no-store`. */
  cache?: string;
  /** Counts against the caller's allowance (`STOA_RATE_LIMIT`). Default: every mutation does, reads do not. */
  limited?: boolean;
  /** Status of a plain returned value; default the first of `schema.response`, else 200. */
  status?: number;
  /** Takes a body of these types as bytes instead of JSON. */
  rawBody?: { types: readonly string[]; maxBytes: number };
  /** Content type of a successful answer that is not JSON. */
  produces?: string;
  /** Returns the answer's value (or undefined after `reply.send`). Refusals are thrown as ShopError. */
  handler(
    request: RouteRequest<S>,
    reply: RouteReply,
  ): Successes<S> | RouteReply | undefined | Promise<Successes<S> | RouteReply | undefined>;
};

/** A route ready to be mounted; made by `route()` alone. */
export type Route = Omit<RouteDefinition<RouteSchema>, 'handler' | 'schema'> & {
  schema: RouteSchema;
  handler(request: RouteRequest, reply: RouteReply): unknown;
};

/**
 * Declares a route: guard, schema and handler in one object. Objects in bodies refuse unknown fields where their schema
 * says `additionalProperties: false`. A schema with `$id` becomes a named schema of the OpenAPI document.
 */
export function route<const S extends RouteSchema>(definition: RouteDefinition<S>): Route {
  return definition as Route;
}
