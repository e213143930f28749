import { ERRORS, type ErrorCode } from '../../../kernel/errors.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { KEY_PATTERN } from '../idempotency.ts';
import { toTemplate } from '../paths.ts';
import type { Route } from '../route.ts';
import { ProblemSchema } from '../schemas.ts';
import { collectSchema, type JsonSchema } from './schema.ts';

export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string; description: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> };
};

export type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, Response>;
};

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; description?: string; schema: JsonSchema };
export type Response = { description: string; headers?: Record<string, unknown>; content?: Record<string, { schema: JsonSchema }> };

/** The API as OpenAPI 3.1, made of the routes below /api alone. Throws when two operations share an id or a schema name is taken twice. */
export function openApiDocument(routes: readonly Route[], info: { title: string; version: string }): OpenApi {
  const schemas: Record<string, JsonSchema> = {};
  const paths: OpenApi['paths'] = {};
  const ids = new Set<string>();
  for (const route of routes.filter((r) => r.url.startsWith('/api/') && r.tags.length > 0)) {
    const operation = toOperation(route, schemas);
    invariant(!ids.has(operation.operationId), `two operations are called ${operation.operationId}`);
    ids.add(operation.operationId);
    const path = toTemplate(route.url);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  const tags = [...new Set(Object.values(paths).flatMap((path) => Object.values(path).flatMap((o) => o.tags)))].sort();
  return {
    openapi: '3.1.0',
    info: { ...info, description: ABOUT, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'This shop' }],
    tags: tags.map((name) => ({ name, description: aboutGroup(name, Object.values(paths)) })),
    paths,
    components: {
      schemas: sorted(inUse(schemas, paths)),
      securitySchemes: { staffToken: { type: 'http', scheme: 'bearer', description: STAFF_TOKEN } },
    },
  };
}

/** A group is told apart by what one can do with it: the first words of its operations. */
function aboutGroup(name: string, paths: readonly Record<string, Operation>[]): string {
  const summaries = paths.flatMap((path) => Object.values(path)).filter((operation) => operation.tags.includes(name));
  return `${summaries.map((operation) => operation.summary).join('; ')}.`;
}

const ABOUT =
  'Prices and stock, carts, checkout and orders of a shop. Amounts are whole minor units of their currency. Lists answer with `items` and `nextCursor`. ' +
  'Refusals are problem details (RFC 9457) with a stable `code`. Every write takes an `Idempotency-Key`.';
const STAFF_TOKEN = 'A staff token; what it may do is named by its scopes.';

function toOperation(route: Route, schemas: Record<string, JsonSchema>): Operation {
  const parameters = toParameters(route, schemas);
  const scope = route.access === 'public' ? null : route.access.staff;
  return {
    operationId: route.operationId ?? deriveId(route),
    summary: route.summary,
    ...describe(route, scope),
    tags: [...route.tags],
    security: scope === null ? [] : [{ staffToken: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...toRequestBody(route, schemas),
    responses: { ...toAnswers(route, schemas), ...toProblems(route, schemas) },
  };
}

function describe(route: Route, scope: string | null): { description?: string } {
  const parts = [route.description, scope === null ? undefined : `Needs the scope \`${scope}\`.`].filter(Boolean);
  return parts.length > 0 ? { description: parts.join(' ') } : {};
}

function toParameters(route: Route, schemas: Record<string, JsonSchema>): Parameter[] {
  const named = [...route.url.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '');
  const path = named.map((name) => parameter('path', name, true, route.schema.params?.properties[name] ?? { type: 'string' }, schemas));
  const query = Object.entries(route.schema.query?.properties ?? {}).map(([name, schema]) =>
    parameter('query', name, route.schema.query?.required?.includes(name) ?? false, schema, schemas),
  );
  return [...path, ...query, ...(isKeyed(route) ? [KEY_PARAMETER] : [])];
}

function parameter(
  place: 'path' | 'query',
  name: string,
  required: boolean,
  schema: object,
  schemas: Record<string, JsonSchema>,
): Parameter {
  const { description, ...rest } = collectSchema(schema, schemas);
  return { name, in: place, required, ...(typeof description === 'string' ? { description } : {}), schema: rest };
}

const KEY_PARAMETER: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Unguessable and new for each request, such as a UUID. A repetition with the same key and body gets the stored answer for a day.',
  schema: { type: 'string', pattern: KEY_PATTERN, minLength: 16, maxLength: 255 },
};

function toRequestBody(route: Route, schemas: Record<string, JsonSchema>): Pick<Operation, 'requestBody'> {
  if (route.rawBody) {
    const content = Object.fromEntries(route.rawBody.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
    return { requestBody: { required: true, content } };
  }
  if (!route.schema.body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: collectSchema(route.schema.body, schemas) } } } };
}

function toAnswers(route: Route, schemas: Record<string, JsonSchema>): Record<string, Response> {
  const entries = Object.entries(route.schema.response ?? { 200: null });
  return Object.fromEntries(
    entries.map(([status, schema]) => {
      const type = route.produces ?? 'application/json';
      const content = schema === null ? {} : { content: { [type]: { schema: collectSchema(schema, schemas) } } };
      const replayed = isKeyed(route) ? { headers: { 'Idempotency-Replayed': REPLAYED } } : {};
      return [status, { description: SUCCESSES[status] ?? 'Done.', ...replayed, ...content }];
    }),
  );
}

const REPLAYED = { description: '`true` when this is the stored answer of an earlier call.', schema: { type: 'string', enum: ['true'] } };
const SUCCESSES: Record<string, string> = { 200: 'Done.', 201: 'Created.', 202: 'Accepted.', 204: 'Done; there is nothing to tell.' };

function toProblems(route: Route, schemas: Record<string, JsonSchema>): Record<string, Response> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...commonErrors(route), ...(route.errors ?? [])])) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: collectSchema(ProblemSchema, schemas) } };
  const statuses = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    statuses.map(([status, codes]) => [String(status), { description: `${codes.map((code) => `\`${code}\``).join(', ')}.`, content }]),
  );
}

/** What every route of its kind can answer with. */
function commonErrors(route: Route): ErrorCode[] {
  const codes: ErrorCode[] = ['bad_request', 'payload_invalid', 'not_acceptable', 'internal', 'unavailable', 'database_busy'];
  if (route.url.includes(':')) codes.push('not_found');
  if (route.access !== 'public') codes.push('unauthorized', 'forbidden', 'rate_limited');
  else if (route.limited ?? route.method !== 'GET') codes.push('rate_limited');
  if (route.method !== 'GET') codes.push('body_too_large', 'unsupported_media_type', 'bad_json');
  if (isKeyed(route)) codes.push('idempotency_in_progress', 'idempotency_mismatch');
  return codes;
}

function isKeyed(route: Route): boolean {
  return route.method !== 'GET' && route.idempotent !== false;
}

const VERBS = { GET: 'get', POST: 'create', PUT: 'replace', PATCH: 'update', DELETE: 'delete' } as const;

/** `GET /api/products/:handle/media` -> `getProductsByHandleMedia` */
function deriveId(route: Route): string {
  const words = route.url
    .replace(/^\/api\//, '')
    .split('/')
    .flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split(/[^A-Za-z0-9]+/)));
  return VERBS[route.method] + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Without the schemas that are spelt out wherever they stand (a reference or null). */
function inUse(schemas: Record<string, JsonSchema>, paths: OpenApi['paths']): Record<string, JsonSchema> {
  const text = JSON.stringify([paths, schemas]);
  const used = Object.entries(schemas).filter(([name]) => text.includes(`"#/components/schemas/${name}"`));
  return used.length === Object.keys(schemas).length ? schemas : inUse(Object.fromEntries(used), paths);
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
