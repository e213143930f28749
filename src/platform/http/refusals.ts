import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, ShopError } from '../../kernel/errors.ts';
import { escapeHtml } from '../pages/html.ts';
import type { Rendered } from '../pages/page-cache.ts';
import type { Logger } from '../telemetry/index.ts';
import { InProgress } from './idempotency.ts';
import { pageHeaders } from './page-sender.ts';
import type { createPathTable } from './paths.ts';
import { PROBLEM_TYPE, problemOf, toShopError } from './problem.ts';
import { API_POLICY } from './security-headers.ts';
import { HandlerTimeout } from './time-limit.ts';
import { refuse } from './validation.ts';

type Options = {
  logger: Logger;
  security: Readonly<Record<string, string>>;
  /** Also for requests that the framework gave up before it decorated them. */
  traceOf(request: FastifyRequest): { traceId: string };
  errorPage?(fault: { status: number; code: string; traceId: string; url: string; detail: string }): Promise<Rendered> | Rendered;
};

/** A refusal with what its header needs. */
export class Refusal extends ShopError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: keyof typeof ERRORS, headers: Readonly<Record<string, string>>, detail?: string) {
    super(code, detail);
    this.headers = headers;
  }
}

/** How everything that goes wrong is answered: problem details for programs, the shop's own page for people. */
export function createRefusals({ logger, security, traceOf, errorPage }: Options) {
  async function send(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const shop = toShopError(error);
    const { traceId } = traceOf(request);
    // The handler goes on without us: its key stays locked until the lock runs out, lest a second call run beside it.
    if (error instanceof HandlerTimeout) request.owned = undefined;
    if (shop.status >= 500) logger.error({ err: shop.cause ?? error, code: shop.code, traceId }, 'request failed');
    else logger.debug({ code: shop.code, traceId }, 'request refused');
    // A handler may have begun an answer of its own: none of its headers belong to the refusal.
    for (const name of ['content-length', 'content-encoding', 'etag', 'content-disposition', 'set-cookie']) reply.removeHeader(name);
    reply.headers(security).header('cache-control', 'no-store').header('vary', 'Accept').headers(headersFor(shop)).code(shop.status);
    if (wantsProblem(request)) {
      await reply
        .header('content-security-policy', API_POLICY)
        .type(PROBLEM_TYPE)
        .send(JSON.stringify(problemOf(shop, { url: request.url, traceId })));
      return;
    }
    const fault = { status: shop.status, code: shop.code, traceId, url: request.url, detail: shop.detail };
    const page = await ownPage(fault);
    await reply
      .headers({ ...pageHeaders(page, security), 'cache-control': 'no-store' })
      .code(shop.status)
      .send(page.body);
  }

  async function ownPage(fault: { status: number; code: string; traceId: string; url: string; detail: string }): Promise<Rendered> {
    try {
      if (errorPage) return await errorPage(fault);
    } catch (error) {
      logger.error({ err: error, traceId: fault.traceId }, 'the error page failed');
    }
    return plainPage(fault);
  }

  return {
    send,

    schemaError: (errors: unknown, place: string): Error => {
      try {
        refuse(errors as Parameters<typeof refuse>[0], place as Parameters<typeof refuse>[1]);
      } catch (error) {
        return error as Error;
      }
    },

    attach(app: FastifyInstance, paths: ReturnType<typeof createPathTable>): void {
      app.setErrorHandler(send);
      const refuseAddress = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
        const methods = paths.methodsAt(request.url.split('?', 1)[0] ?? '/');
        if (methods.length === 0) return send(new ShopError('not_found', 'There is nothing at this address.'), request, reply);
        const allow = methods.join(', ');
        if (request.method === 'OPTIONS') return void (await reply.code(204).header('allow', allow).send());
        return send(new Refusal('method_not_allowed', { allow }), request, reply);
      };
      // Before the body is read: what it holds is of no interest to an address that takes none.
      app.addHook('onRequest', async (request, reply) => {
        if (request.is404) await refuseAddress(request, reply);
      });
      app.setNotFoundHandler(refuseAddress);
    },
  };
}

function headersFor(error: ShopError): Record<string, string> {
  if (error instanceof Refusal) return { ...error.headers };
  if (error instanceof InProgress) return { 'retry-after': String(error.retrySeconds) };
  if (error.status === 401) return { 'www-authenticate': 'Bearer realm="stoa"' };
  if (error.status === 503) return { 'retry-after': '5' };
  return {};
}

function wantsProblem(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/') || request.url === '/api') return true;
  // Browsers ask for pages with text/html among the types; pictures, scripts and fetches do not, and need no page of ours.
  const accept = request.headers.accept ?? '*/*';
  return accept !== '*/*' && !accept.includes('text/html') && !accept.includes('text/*');
}

function plainPage(fault: { status: number; code: string; traceId: string }): Rendered {
  const title = ERRORS[fault.code as keyof typeof ERRORS]?.title ?? 'Something went wrong';
  const body = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head><body><main><h1>${escapeHtml(title)}</h1><p><a href="/">To the shop</a></p><p>Trace ${fault.traceId}</p></main></body></html>`;
  return { status: fault.status, headers: {}, body, tags: [] };
}
