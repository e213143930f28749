import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { TSchema } from 'typebox';
import { ShopError } from '../../kernel/errors.ts';
import { fingerprint, type Idempotency, type OwnedCall, readKey } from './idempotency.ts';
import { refuseForeignSite } from './origin.ts';
import type { createRateLimit } from './rate-limit.ts';
import { Refusal } from './refusals.ts';
import type { Route, RouteRequest, StaffMember } from './route.ts';
import { isStorable, isUtf8Query, refuseUnstorableText } from './text-guard.ts';
import type { createValidators } from './validation.ts';

export type Mounting = {
  app: FastifyInstance;
  compile: ReturnType<typeof createValidators>;
  idempotency: Idempotency;
  rateLimit: ReturnType<typeof createRateLimit>;
  verifyStaff(token: string): Promise<StaffMember | null>;
  checkAnswers: boolean;
};

declare module 'fastify' {
  interface FastifyRequest {
    staff?: StaffMember;
    readonly traceId: string;
    readonly origin: string;
    /** Set while this request runs under an Idempotency-Key. */
    owned?: OwnedCall;
  }
}

/** Routes below /api: JSON in and out, tokens, idempotency. */
export function mountApi(mounting: Mounting, routes: readonly Route[]): void {
  const { app } = mounting;
  app.decorateRequest('owned', undefined);
  app.decorateRequest('cookies', {
    getter: () => ({}),
  });
  app.addHook('onSend', async (request, reply, payload) => keepAnswer(mounting.idempotency, request, reply, payload));
  parseBodies(app);
  for (const route of routes) mountRoute(mounting, route);
}

/** Routes of the site that are no cacheable pages: cart, checkout, fragments, files. Writes must come from our own pages. */
export function mountPlain(mounting: Mounting, routes: readonly Route[]): void {
  const { app } = mounting;
  parseBodies(app);
  for (const route of routes) mountRoute(mounting, route);
}

function mountRoute(mounting: Mounting, route: Route): void {
  const { app, compile } = mounting;
  const api = route.url.startsWith('/api/');
  const writes = route.method !== 'GET';
  const keyed = api && writes && route.idempotent !== false;
  const answers = mounting.checkAnswers ? compileAnswers(route, compile) : null;
  app.route({
    method: route.method,
    url: route.url,
    config: { rawBody: route.rawBody !== undefined },
    ...(route.rawBody ? { bodyLimit: route.rawBody.maxBytes } : {}),
    schema: {
      ...(route.schema.params ? { params: route.schema.params } : {}),
      ...(route.schema.query ? { querystring: route.schema.query } : {}),
      ...(route.schema.body && !route.rawBody ? { body: route.schema.body } : {}),
    },
    validatorCompiler: ({ schema, httpPart }) => compile(schema as TSchema, (httpPart ?? 'body') as 'body'),
    onRequest: async (request) => {
      refuseUnstorableAddress(request);
      if (api) refuseUnacceptable(request, route.produces ?? 'application/json');
      if (writes && !api) refuseForeignSite(request.headers, request.origin);
      await guard(mounting, route, request);
    },
    preParsing: async (request, _reply, payload) => {
      refuseWrongType(route, request);
      return payload;
    },
    preHandler: keyed ? (request, reply) => claimKey(mounting.idempotency, route, request, reply) : [],
    handler: handlerOf(route, answers),
  });
}

function handlerOf(route: Route, answers: Map<number, (value: unknown) => boolean> | null): RouteHandlerMethod {
  const status = route.status ?? Number(Object.keys(route.schema.response ?? { 200: null })[0] ?? 200);
  return async (request, reply) => {
    // Success alone may be cached: a refusal sets its own header.
    const value = await route.handler(request as RouteRequest, reply);
    if (reply.sent || value === reply) return reply;
    if (route.cache) reply.header('cache-control', route.cache);
    if (reply.statusCode === 200) reply.code(status);
    if (route.produces) reply.type(route.produces);
    if (answers && !answers.get(reply.statusCode)?.(value)) {
      throw new Error(`The answer of ${route.method} ${route.url} breaks its schema for ${reply.statusCode}.`);
    }
    if (value === undefined || value === null) return reply.send();
    return value;
  };
}

function compileAnswers(route: Route, compile: Mounting['compile']): Map<number, (value: unknown) => boolean> {
  const entries = Object.entries(route.schema.response ?? {});
  return new Map(
    entries.map(([status, schema]) => {
      const accepts = schema === null ? null : compile(schema, 'answer');
      return [Number(status), (value: unknown) => (accepts ? accepts(value) === true : value === undefined || value === null)];
    }),
  );
}

async function guard(mounting: Mounting, route: Route, request: FastifyRequest): Promise<void> {
  if (route.access === 'public') {
    if (route.limited ?? route.method !== 'GET') limit(mounting, request);
    return;
  }
  const token = /^Bearer ([\w.~+/-]{8,512}=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const staff = token === undefined ? null : await mounting.verifyStaff(token);
  if (!staff) {
    limit(mounting, request);
    throw new ShopError('unauthorized');
  }
  if (!staff.scopes.includes(route.access.staff) && !staff.scopes.includes('*')) {
    throw new ShopError('forbidden', `The token lacks the scope ${route.access.staff}.`);
  }
  request.staff = staff;
}

function limit(mounting: Mounting, request: FastifyRequest): void {
  const waitSeconds = mounting.rateLimit.take(request.ip);
  if (waitSeconds > 0) throw new Refusal('rate_limited', { 'retry-after': String(waitSeconds) });
}

async function claimKey(idempotency: Idempotency, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const scope = `${route.method} ${route.url} ${request.staff ? `staff ${request.staff.id}` : 'public'}`;
  // A file has not been read yet: how long it is and what it calls itself stand for it.
  const sent = route.rawBody ? [request.headers['content-type'], request.headers['content-length']] : request.body;
  const call = { scope, key: readKey(header), fingerprint: fingerprint(request.method, request.url, sent) };
  const begun = await idempotency.begin(call);
  if ('owned' in begun) {
    request.owned = begun.owned;
    return undefined;
  }
  const { status, headers, body } = begun.answer;
  return reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
}

const KEPT_HEADERS = ['content-type', 'location', 'etag', 'cache-control', 'retry-after'];

async function keepAnswer(idempotency: Idempotency, request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const { owned } = request;
  if (!owned) return payload;
  request.owned = undefined;
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload instanceof Uint8Array ? Buffer.from(payload) : Buffer.alloc(0);
  await idempotency.finish(owned, { status: reply.statusCode, headers, body });
  return payload;
}

function refuseUnacceptable(request: FastifyRequest, produced: string): void {
  const accept = request.headers.accept;
  if (accept === undefined || accept === '*/*' || produced === '*/*') return;
  const accepted = [produced, `${produced.split('/', 1)[0]}/*`, '*/*', 'application/problem+json'];
  const fits = accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return accepted.includes(type) && !parameters.some((p) => /^q=0(\.0*)?$/.test(p));
  });
  if (!fits) throw new ShopError('not_acceptable', `This address answers with ${produced}.`);
}

function refuseWrongType(route: Route, request: FastifyRequest): void {
  if (!route.rawBody) return;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (Number(request.headers['content-length'] ?? 0) > route.rawBody.maxBytes) throw new ShopError('body_too_large');
  const taken = route.rawBody.types.some((t) => t === type || (t.endsWith('/*') && type.startsWith(t.slice(0, -1))));
  if (!taken) throw new ShopError('unsupported_media_type', `Send one of ${route.rawBody.types.join(', ')}.`);
}

function refuseUnstorableAddress(request: FastifyRequest): void {
  if (!isUtf8Query(request.url)) throw new ShopError('payload_invalid', 'The address holds bytes that are not UTF-8.');
  // `/api/products/` is not the product without a name.
  if (Object.values(request.params as Record<string, string>).includes(''))
    throw new ShopError('not_found', 'There is nothing at this address.');
  const { params, query } = request as { params: Record<string, string>; query: Record<string, string | string[]> };
  const texts = [...Object.values(params ?? {}), ...Object.entries(query ?? {}).flat(2)];
  if (!texts.every((text) => typeof text !== 'string' || isStorable(text))) {
    throw new ShopError('payload_invalid', 'The address holds characters that are no text (NUL or half a surrogate pair).');
  }
}

/**
 * JSON is parsed by the framework's parser, which refuses `__proto__` and `constructor.prototype`. A route with `rawBody` gets
 * the stream as it comes: its service counts the bytes.
 */
function parseBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', (request, payload, done) => {
    if (isRaw(request)) return done(null, payload);
    collect(payload, app.initialConfig.bodyLimit ?? 1_048_576, (fault, text) => {
      if (fault || text === undefined) return done(fault);
      parse(request, text, (error: Error | null, value?: unknown) => {
        if (error) return done(new ShopError('bad_json', undefined, { cause: error }));
        try {
          refuseUnstorableText(value, text);
        } catch (refusal) {
          return done(refusal as Error);
        }
        done(null, value);
      });
    });
  });
  app.addContentTypeParser('*', (request, payload, done) => {
    if (isRaw(request)) return done(null, payload);
    done(new ShopError('unsupported_media_type'));
  });
}

function isRaw(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { rawBody?: boolean }).rawBody === true;
}

/** The body as text: well-formed UTF-8 of at most `mostBytes`. */
function collect(payload: IncomingMessage, mostBytes: number, done: (fault: Error | null, text?: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let over = false;
  payload.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (over) return;
    if (size > mostBytes) {
      over = true;
      chunks.length = 0;
      done(new ShopError('body_too_large', `At most ${mostBytes} bytes are accepted.`));
      return;
    }
    chunks.push(chunk);
  });
  payload.on('error', (error) => {
    if (!over) done(error);
  });
  payload.on('end', () => {
    if (over) return;
    const bytes = Buffer.concat(chunks);
    if (!isUtf8(bytes)) done(new ShopError('bad_json', 'The body is not UTF-8.'));
    else done(null, bytes.toString('utf8'));
  });
}
