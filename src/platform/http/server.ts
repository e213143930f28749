import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { ShopError } from '../../kernel/errors.ts';
import { createPageCache, type PageCache, type Rendered } from '../pages/page-cache.ts';
import type { Health, Logger, Telemetry } from '../telemetry/index.ts';
import type { IdempotencyStore } from './idempotency.store.ts';
import { createIdempotency } from './idempotency.ts';
import { type Mounting, mountApi, mountPlain } from './mount.ts';
import { mountPages } from './mount-pages.ts';
import { observeRequests } from './observe.ts';
import { originOf, pageOrigin } from './origin.ts';
import type { PageRoute } from './page-route.ts';
import { createFastPath, pageHeaders } from './page-sender.ts';
import { createPathTable, reservedSegments } from './paths.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRefusals } from './refusals.ts';
import type { Route, StaffMember } from './route.ts';
import { API_POLICY, securityHeaders } from './security-headers.ts';
import { limitTime } from './time-limit.ts';
import { createValidators } from './validation.ts';

export type Limits = {
  /** JSON and form bodies. */
  bodyBytes: number;
  headerBytes: number;
  /** For the whole header and the whole request to arrive. */
  headersMs: number;
  requestMs: number;
  /** For the handler to answer. */
  handlerMs: number;
  keepAliveMs: number;
  connections: number;
};

const LIMITS: Limits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 60_000,
  handlerMs: 25_000,
  // Longer than the idle time of common load balancers (60 s), so that they close first.
  keepAliveMs: 72_000,
  connections: 10_000,
};

export type HttpServerOptions = {
  routes: readonly (Route | PageRoute)[];
  logger: Logger;
  telemetry: Pick<Telemetry, 'registry' | 'tracer'>;
  health: Health;
  /** Public address; null: what each request names. Behind a TLS proxy it must be set or the proxy trusted. */
  origin: string | null;
  /** Host names that are the shop's without STOA_ORIGIN, besides localhost and this machine's name; in small letters. */
  ownNames?: readonly string[];
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  verifyStaff(token: string): Promise<StaffMember | null>;
  idempotency: IdempotencyStore;
  pageCacheBytes: number;
  /** 0 turns the limit off. */
  rateLimitPerMinute: number;
  /** The shop's own page for an error; without it, or when it fails, a plain one is sent. */
  errorPage?(fault: { status: number; code: string; traceId: string; url: string; detail: string }): Promise<Rendered> | Rendered;
  limits?: Partial<Limits>;
  /** Tests: an answer that breaks its schema becomes a 500. */
  checkAnswers?: boolean;
};

export type HttpServer = Awaited<ReturnType<typeof createHttpServer>>;

/** The shop's HTTP server: routes mounted, nothing listening yet. */
export async function createHttpServer(options: HttpServerOptions) {
  const limits = { ...LIMITS, ...options.limits };
  const https = options.origin?.startsWith('https:') ?? false;
  const security = securityHeaders({ https });
  const cache = createPageCache({ maxBytes: options.pageCacheBytes, headersOf: (page) => pageHeaders(page, security) });
  const observer = observeRequests(options, cache);
  const behindProxies = options.trustedProxies.length > 0;
  const fastPath = createFastPath({ cache, origin: options.origin, behindProxies, sent: observer.sentFromCache });
  const refusals = createRefusals({ ...options, security, traceOf: observer.traceOf });

  // The framework itself tells of every address it listens on, which the shop does in its own words.
  const level = options.logger.isLevelEnabled('warn') ? 'warn' : options.logger.level;
  const loggerInstance: FastifyBaseLogger = options.logger.child({}, { level });
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: () => options.logger,
    genReqId: () => '',
    trustProxy: behindProxies ? [...options.trustedProxies] : false,
    bodyLimit: limits.bodyBytes,
    // A request that came in on a connection kept alive is served to the end even while closing.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false },
    schemaErrorFormatter: refusals.schemaError,
    frameworkErrors: (error, request, reply) => refusals.send(error, request, reply),
    serverFactory: (handler) => openServer(limits, handler),
  });
  app.removeContentTypeParser('text/plain');
  decorate(app, options, observer);
  limitTime(app, limits.handlerMs);
  refusals.attach(app, createPathTable(methodTable(options.routes)));

  const mounting: Mounting = {
    app,
    compile: createValidators(),
    idempotency: createIdempotency({ store: options.idempotency }),
    rateLimit: createRateLimit({ perMinute: options.rateLimitPerMinute }),
    verifyStaff: options.verifyStaff,
    checkAnswers: options.checkAnswers ?? false,
  };
  const routes = options.routes.filter((r): r is Route => !('page' in r));
  const pages = options.routes.filter((r): r is PageRoute => 'page' in r);
  await app.register(async (api) => {
    mountApi({ ...mounting, app: api }, routes.filter(isApi));
  });
  await app.register(async (site) => {
    await site.register(cookies);
    await site.register(forms);
    mountPlain(
      { ...mounting, app: site },
      routes.filter((r) => !isApi(r)),
    );
    const reserved = reservedSegments(options.routes.map(({ url }) => url));
    const known = { configured: options.origin, ownNames: options.ownNames ?? [] };
    // More than one address: a trusted proxy has named the one before it.
    const originOfPage = (request: FastifyRequest) => pageOrigin(request.origin, { ...known, isVouched: (request.ips?.length ?? 0) > 1 });
    mountPages({ app: site, cache, origin: options.origin, originOfPage, rateLimit: mounting.rateLimit, observer, reserved }, pages);
  });
  await app.ready();

  function openServer(bounds: Limits, handler: (request: IncomingMessage, response: ServerResponse) => void): Server {
    const server = createServer(
      {
        maxHeaderSize: bounds.headerBytes,
        keepAliveTimeout: bounds.keepAliveMs,
        requestTimeout: bounds.requestMs,
        connectionsCheckingInterval: 2_000,
      },
      (request, response) => {
        // Clients of a process that is about to go look for another one with their next request.
        if (options.health.isDraining()) response.shouldKeepAlive = false;
        if (!fastPath(request, response)) handler(request, response);
      },
    );
    server.headersTimeout = bounds.headersMs;
    server.maxConnections = bounds.connections;
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => answerBrokenRequest(error, socket, security));
    return server;
  }

  return {
    app,
    pages: cache as PageCache,
    /** Resolves with the address that is listened on. */
    listen: (address: { port: number; host: string }) => app.listen(address),
    /**
     * Readiness goes first; for `graceMs` everything is still answered (so that load balancers see it), every connection being
     * closed after its answer; then no more are accepted and what is in flight finishes.
     */
    async drain(graceMs: number): Promise<void> {
      options.health.drain();
      await new Promise((done) => setTimeout(done, graceMs));
      await app.close();
    },
    close: () => app.close(),
  };
}

function isApi(route: { url: string }): boolean {
  return route.url.startsWith('/api/');
}

function methodTable(routes: readonly (Route | PageRoute)[]): { url: string; methods: string[] }[] {
  return routes.map((r) => ({ url: r.url, methods: ['page' in r ? 'GET' : r.method] }));
}

function decorate(app: FastifyInstance, options: HttpServerOptions, observer: ReturnType<typeof observeRequests>): void {
  app.decorateRequest('staff', undefined);
  app.decorateRequest('traceId', {
    getter(this: FastifyRequest) {
      return observer.traceOf(this).traceId;
    },
  });
  app.decorateRequest('origin', {
    getter(this: FastifyRequest) {
      return originOf(this, options.origin);
    },
  });
  const security = securityHeaders({ https: options.origin?.startsWith('https:') ?? false });
  app.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    reply.headers(security).header('content-security-policy', API_POLICY).header('cache-control', 'no-store');
    done();
  });
  observer.attach(app);
}

/** What never became a request: broken syntax, too large a header, too slow a sender. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket, security: Readonly<Record<string, string>>): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const large = error.code === 'HPE_HEADER_OVERFLOW';
  const detail = large ? 'The address and the headers together are too long.' : 'This is not HTTP as we know it.';
  const refusal = late ? new ShopError('request_timeout') : new ShopError('bad_request', detail);
  // No trace: what came cannot be told from noise.
  const body = JSON.stringify(problemOf(refusal, { url: '/', traceId: '0'.repeat(32) }));
  const headers = { ...security, 'content-security-policy': API_POLICY, 'cache-control': 'no-store', 'content-type': PROBLEM_TYPE };
  const head = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${head.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`);
}
