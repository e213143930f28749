import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CachedPage, PageCache } from '../pages/page-cache.ts';
import { type Logger, nowMs, runInTrace, type Telemetry, type TraceContext } from '../telemetry/index.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Metrics, the server span and one log line for every request; for answers out of the page cache the metrics alone. */
export function observeRequests(options: { logger: Logger; telemetry: Pick<Telemetry, 'registry' | 'tracer'> }, cache: PageCache) {
  const { logger, telemetry } = options;
  const { registry, tracer } = telemetry;
  const durations = registry.histogram({
    name: 'http.server.request.duration',
    help: 'Duration of HTTP requests by route.',
    unit: 's',
    labels: ['http.request.method', 'http.route', 'http.response.status_code'],
    maxSeries: 300,
  });
  const activeRequests = registry
    .upDown({ name: 'http.server.active_requests', help: 'Requests under way.', unit: '{request}', labels: [] })
    .cell();
  observeCache(registry, cache);

  const traces = new WeakMap<FastifyRequest, { context: TraceContext; startMs: number }>();
  const cells = new WeakMap<CachedPage, { record(value: number): void }>();

  function open(request: FastifyRequest) {
    const known = traces.get(request);
    if (known) return known;
    const header = request.headers.traceparent;
    const made = { context: tracer.arrive(typeof header === 'string' ? header : undefined), startMs: nowMs() };
    traces.set(request, made);
    return made;
  }

  function close(request: FastifyRequest, reply: FastifyReply): void {
    const { context, startMs } = open(request);
    const endMs = nowMs();
    const method = METHODS.has(request.method) ? request.method : '_OTHER';
    const route = request.routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    durations.cell(method, route, status).record((endMs - startMs) / 1_000);
    activeRequests.add(-1);
    tracer.end(context, {
      name: `${method} ${route}`,
      kind: 'server',
      startMs,
      endMs,
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': reply.statusCode,
        'url.scheme': request.protocol,
      },
      error: reply.statusCode >= 500 ? status : null,
    });
    const line = { method, route, status: reply.statusCode, ms: Math.round((endMs - startMs) * 10) / 10, traceId: context.traceId };
    if (route.startsWith('/health/')) logger.debug(line, 'request');
    else logger.info(line, 'request');
  }

  return {
    traceOf: (request: FastifyRequest) => open(request).context,

    attach(app: FastifyInstance): void {
      app.addHook('onRequest', (request, _reply, done) => {
        activeRequests.add(1);
        runInTrace(open(request).context, done);
      });
      // Reading a body goes through events of the socket, which know nothing of the trace.
      app.addHook('preValidation', (request, _reply, done) => runInTrace(open(request).context, done));
      app.addHook('onResponse', (request, reply, done) => {
        close(request, reply);
        done();
      });
    },

    /** Remembers under which route a page counts when it is next sent out of the cache. */
    rememberRoute(page: CachedPage, route: string): void {
      if (!cells.has(page)) cells.set(page, durations.cell('GET', route, String(page.status)));
    },

    sentFromCache(page: CachedPage, request: IncomingMessage, status: number): void {
      // The bytes are handed over in well under the lowest bound (5 ms), so the clock is not asked.
      (cells.get(page) ?? durations.cell('GET', 'cached page', String(page.status))).record(0);
      if (logger.isLevelEnabled('debug')) logger.debug({ method: request.method, status, cached: true }, 'request');
    },
  };
}

function observeCache(registry: Telemetry['registry'], cache: PageCache): void {
  const one = (value: number) => [{ values: [] as [], value }];
  registry.observe('gauge', { name: 'stoa.page_cache.usage', help: 'Bytes of finished pages.', unit: 'By', labels: [] }, () =>
    one(cache.stats().bytes),
  );
  registry.observe('gauge', { name: 'stoa.page_cache.pages', help: 'Finished pages.', unit: '{page}', labels: [] }, () =>
    one(cache.stats().pages),
  );
  registry.observe(
    'counter',
    { name: 'stoa.page_cache.events', help: 'What happened to pages.', unit: '{event}', labels: ['event'] },
    () => {
      const { hits, misses, renders, purged, evicted, discarded } = cache.stats();
      return Object.entries({ hits, misses, renders, purged, evicted, discarded }).map(([event, value]) => ({
        values: [event] as [string],
        value,
      }));
    },
  );
}
