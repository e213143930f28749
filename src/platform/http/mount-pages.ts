import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ShopError } from '../../kernel/errors.ts';
import { normaliseAddress } from '../pages/address.ts';
import type { PageCache } from '../pages/page-cache.ts';
import type { observeRequests } from './observe.ts';
import type { PageRoute } from './page-route.ts';
import { headerText, pickForm, sendPage } from './page-sender.ts';
import { fillPath, firstSegment } from './paths.ts';
import type { createRateLimit } from './rate-limit.ts';
import { Refusal } from './refusals.ts';
import { isStorable } from './text-guard.ts';

type PageMounting = {
  app: FastifyInstance;
  cache: PageCache;
  /** What goes into pages: the setting, else what of the request is believed. */
  origin: string | null;
  originOfPage(request: FastifyRequest): string;
  rateLimit: ReturnType<typeof createRateLimit>;
  observer: ReturnType<typeof observeRequests>;
  /** First segments that belong to other routes. */
  reserved: ReadonlySet<string>;
};

/** Cacheable pages: what the fast path did not find is rendered here, once for all who wait, and kept. */
export function mountPages(mounting: PageMounting, pages: readonly PageRoute[]): void {
  for (const page of pages) mountPage(mounting, page);
}

function mountPage({ app, cache, origin, originOfPage, rateLimit, observer, reserved }: PageMounting, page: PageRoute): void {
  // `/robots.txt` is an address of its own; `/:market/:language` is not one for `/api/...`.
  const yields = firstSegment(page.url).startsWith(':');
  app.get(page.url, async (request, reply) => {
    if (yields && reserved.has(firstSegment(request.url))) return reply.callNotFound();
    const params = request.params as Record<string, string>;
    const { address, query } = normaliseAddress(fillPath(page.url, params), queryText(request), page.query);
    if (!Object.values(params).every(isStorable) || ![...query.values()].every(isStorable)) throw new ShopError('not_found');
    const key = origin === null ? request.origin + address : address;
    const kept = cache.peek(key);
    if (!kept && page.limited) limit(rateLimit, request);
    const finished = kept ?? (await cache.get(key, () => page.render({ params, query, address, origin: originOfPage(request) })));
    observer.rememberRoute(finished, page.url);
    const { form, wanted } = pickForm(finished, headerText(request.headers['accept-encoding']));
    const best = wanted ? await cache.encoded(key, finished, wanted) : form;
    reply.hijack();
    sendPage(request.raw, reply.raw, finished, best);
  });
}

function queryText(request: FastifyRequest): string {
  const mark = request.url.indexOf('?');
  return mark < 0 ? '' : request.url.slice(mark + 1);
}

function limit(rateLimit: ReturnType<typeof createRateLimit>, request: FastifyRequest): void {
  const waitSeconds = rateLimit.take(request.ip);
  if (waitSeconds > 0) throw new Refusal('rate_limited', { 'retry-after': String(waitSeconds) });
}
