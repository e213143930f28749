import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingsFor, heldForm } from '../pages/conditional.ts';
import { type CachedPage, type Coding, formOf, type PageCache, type Rendered, type Representation } from '../pages/page-cache.ts';
import { pagePolicy } from './security-headers.ts';

/** Kept for five minutes by a CDN, revalidated by browsers every time (a 304 is one round trip without a body). */
const PAGE_CACHING = 'public, max-age=0, s-maxage=300, stale-while-revalidate=600';
const ABSENT_CACHING = 'public, max-age=0, s-maxage=10';

/** The headers of a page in all its forms. */
export function pageHeaders(page: Rendered, security: Readonly<Record<string, string>>): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': page.status === 200 ? PAGE_CACHING : ABSENT_CACHING,
    'content-security-policy': pagePolicy(page.csp),
    ...security,
    ...page.headers,
  };
}

/** The best form that is ready, and the coding to make next when a better one is wanted. */
export function pickForm(page: CachedPage, acceptEncoding: string | undefined): { form: Representation; wanted: Coding | null } {
  const [best = 'identity', ...others] = codingsFor(acceptEncoding);
  const ready = formOf(page, best);
  if (ready) return { form: ready, wanted: null };
  if (!page.compressible) return { form: page.identity, wanted: null };
  for (const coding of others) {
    const form = formOf(page, coding);
    if (form) return { form, wanted: best };
  }
  return { form: page.identity, wanted: best };
}

/** Sends a finished page: one head array made beforehand, one buffer. Knows HEAD and If-None-Match. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: CachedPage, form: Representation): number {
  const condition = request.headers['if-none-match'];
  const held = condition === undefined || page.status !== 200 ? null : heldForm(page, condition);
  if (held) {
    response.writeHead(304, held.notModifiedHead);
    response.end();
    return 304;
  }
  response.writeHead(page.status, form.head);
  if (request.method === 'HEAD') response.end();
  else {
    response.end(form.bytes);
    page.served?.();
  }
  return page.status;
}

/** The key of a page by what the request line and Host say. Null when only the framework can tell (proxies, odd forms of address). */
export function keyOf(request: IncomingMessage, origin: string | null, behindProxies: boolean): string | null {
  const address = request.url;
  if (address === undefined) return null;
  if (origin !== null) return address;
  return behindProxies ? null : `http://${request.headers.host}${address}`;
}

/**
 * Answers GET and HEAD for pages that are in the cache, in front of the framework: at tens of thousands of requests a second
 * routing, hooks and a log line cost more than the answer. `sent` is told of each.
 */
export function createFastPath(options: {
  cache: PageCache;
  origin: string | null;
  behindProxies: boolean;
  sent(page: CachedPage, request: IncomingMessage, status: number): void;
}) {
  const { cache, origin, behindProxies, sent } = options;
  return function answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const key = keyOf(request, origin, behindProxies);
    const page = key === null ? null : cache.peek(key);
    if (!page || key === null) return false;
    const { form, wanted } = pickForm(page, headerText(request.headers['accept-encoding']));
    // The form this caller wants is made once, behind the framework; from then on it is answered here.
    if (wanted) return false;
    sent(page, request, sendPage(request, response, page, form));
    return true;
  };
}

export function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
