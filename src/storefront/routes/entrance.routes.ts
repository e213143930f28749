import { fail } from '../../kernel/errors.ts';
import { type Route, type RouteReply, type RouteRequest, route } from '../../platform/http/index.ts';
import { codingsFor } from '../../platform/pages/conditional.ts';
import type { StorefrontDeps } from '../deps.ts';
import { preferredLocale } from './locale.ts';

const FOREVER = 'public, max-age=31536000, immutable';

/** The front door, and the files that pages are made with. */
export function entranceRoutes(deps: StorefrontDeps): Route[] {
  const shared = { method: 'GET', access: 'public', tags: ['storefront'], schema: {} } as const;
  return [
    route({
      ...shared,
      url: '/',
      summary: 'To the shop in the language that fits',
      handler: (request, reply) => enter(deps, request, reply),
    }),
    route({
      ...shared,
      url: '/:market',
      summary: 'To a market in the language that fits',
      handler: (request, reply) => enter(deps, request, reply),
    }),
    route({
      ...shared,
      url: '/favicon.ico',
      summary: 'The sign of the shop',
      handler: (_request, reply) => reply.code(302).header('location', deps.assets.names.icon).send(),
    }),
    route({
      ...shared,
      url: '/assets/:file',
      summary: 'Style sheet, script, fonts',
      handler: (request, reply) => asset(deps, request, reply),
    }),
  ];
}

/** Nothing to keep: where it leads depends on who asks. */
function enter(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): RouteReply {
  const wanted = request.params.market;
  const markets = deps.markets.all().filter((market) => wanted === undefined || market.code === wanted);
  const locale = preferredLocale(markets, request.headers['accept-language']);
  if (!locale) return wanted === undefined ? fail('unavailable', 'The shop has no markets yet.') : fail('not_found');
  return reply
    .code(302)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept-Language')
    .header('location', `/${locale.market.code}/${locale.language}/`)
    .send();
}

function asset(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): RouteReply {
  const found = deps.assets.find(String(request.params.file ?? ''));
  if (!found) return fail('not_found');
  const coding =
    codingsFor(request.headers['accept-encoding'] as string | undefined).find(
      (c) => c === 'identity' || found[c as 'br' | 'gzip'] !== null,
    ) ?? 'identity';
  const bytes = coding === 'identity' ? found.bytes : (found[coding as 'br' | 'gzip'] ?? found.bytes);
  reply.header('cache-control', FOREVER).header('vary', 'Accept-Encoding').type(found.type);
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.send(bytes);
}
